"""An entry of another program's file on its way to a concept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from zhengming.exchange.imports.found import Losses
from zhengming.exchange.imports.vocabulary import status_of, type_of
from zhengming.glossary.groups import stands_for
from zhengming.language.scripts import contains_han, script_of
from zhengming.model import KINDS, STATUSES, TERM_TYPES, Concept, Evidence, Term
from zhengming.tags import ENGLISH, LANGUAGE_TAGS

_PARTS_OF_SPEECH = {"n": "noun", "v": "verb", "adj": "adjective", "adv": "adverb", "n.": "noun", "v.": "verb"}


# Places as evidence has them: L21, page 3, Terms B7.
_CITED = re.compile(r"(.+) · (L\d+|page \d+|\S+ [A-Z]{1,3}\d+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Wording:
    """A term as a file has it: `status` and `type` in the words of the file, `tag` one of ours or `zh`."""

    text: str
    tag: str
    status: str = ""
    type: str = ""
    note: str = ""
    source: str = ""
    pinyin: str = ""
    zhuyin: str = ""
    exact_case: bool = False


class Draft:
    """Collects what a file says of one entry; `place` is where a person finds it."""

    def __init__(self, place: str, identity: str = "") -> None:
        self.place = place
        self.identity = identity
        # Off where the file has words for it.
        self.guesses_acronyms = True
        self.wordings: list[Wording] = []
        self.evidence: list[Evidence] = []
        self.related: list[str] = []
        self.tags: list[str] = []
        self._said: dict[str, dict[str, None]] = {}

    def say(self, field: str, text: str) -> None:
        """A definition, note, subject, kind or part of speech; several texts stand one below the other."""
        if text.strip():
            self._said.setdefault(field, {})[text.strip()] = None

    def said(self, field: str) -> str:
        """What was said, in one text."""
        return "\n".join(self._said.get(field, ()))

    def take_in(self, other: Draft) -> None:
        """Add what a further row says of the same entry."""
        known = {(w.text, w.tag) for w in self.wordings}
        self.wordings += [w for w in other.wordings if (w.text, w.tag) not in known]
        self.evidence += other.evidence
        self.tags += other.tags
        for field, texts in other._said.items():
            for text in texts:
                self.say(field, text)

    def concept(self, losses: Losses) -> Concept | None:
        """The concept, None where it lacks a language; then that is a loss."""
        terms = _by_script(tuple(self._terms(losses)))
        for tag, language in ((True, "English"), (False, "Chinese")):
            if not any(t.is_right for t in terms if (t.language == ENGLISH) == tag):
                losses.add("entry", f"without {language}", self.place)
                return None
        pos = next(iter(self._said.get("pos", ())), "")
        return sound(
            Concept(
                self.identity,
                regions_joined(terms),
                kind=self._kind(losses),
                pos=_PARTS_OF_SPEECH.get(pos.lower(), pos),
                subject=" / ".join(self._said.get("subject", ())),
                tags=tuple(dict.fromkeys(self.tags)),
                definition=self.said("definition"),
                note=self.said("note"),
                related=tuple(dict.fromkeys(self.related)),
                evidence=tuple(dict.fromkeys(_placed(e) for e in self.evidence if e.quote.strip() or e.source.strip())),
            ),
            losses,
            self.place,
        )

    def _kind(self, losses: Losses) -> str:
        told = self.said("kind").lower()
        if told and told not in KINDS:
            losses.add("kind", "not understood", self.place, name=told)
        return told if told in KINDS else "term"

    def _terms(self, losses: Losses) -> list[Term]:
        made: dict[tuple[str, str], Term] = {}
        for wording in self.wordings:
            text = wording.text.strip()
            if text and (text, wording.tag) not in made:
                made[text, wording.tag] = self._term(wording, text, losses)
        found = list(made.values())
        if self.guesses_acronyms:
            found = [_as_acronym(term, found) for term in found]
        return [term if term.status else replace(term, status=_usual(term, found)) for term in found]

    def _term(self, wording: Wording, text: str, losses: Losses) -> Term:
        status, kind = status_of(wording.status), type_of(wording.type, text) if wording.type else "full"
        if status is None:
            losses.add("status value", "not understood", self.place, name=wording.status)
        if kind is None:
            losses.add("term type", "not understood", self.place, name=wording.type)
        return Term(
            text,
            wording.tag,
            status or "",
            kind or "full",
            wording.exact_case,
            note=wording.note.strip(),
            source=wording.source.strip(),
            pinyin=wording.pinyin.strip(),
            zhuyin=wording.zhuyin.strip(),
        )


def _as_acronym(term: Term, terms: Sequence[Term]) -> Term:
    """WTO beside World Trade Organization is an acronym, though its file has no word for it."""
    plain = term.language == ENGLISH and term.type == "full"
    if plain and any(stands_for(term.text, t.text) for t in terms if t.language == ENGLISH and t.text != term.text):
        return replace(term, type="acronym")
    return term


def _usual(term: Term, terms: Sequence[Term]) -> str:
    """The status of a term whose file says nothing: the first full one of a language is preferred, else the first."""
    same = [t for t in terms if t.language == term.language]
    if any(t.status == "preferred" for t in same):
        return "admitted"
    open_ones = [t for t in same if not t.status]
    first = next((t for t in open_ones if t.type == "full"), open_ones[0])
    return "preferred" if term == first else "admitted"


def _placed(evidence: Evidence) -> Evidence:
    """Where a source ends in a place, as ours do, the two apart: A report · L21."""
    found = None if evidence.at else _CITED.fullmatch(evidence.source.strip())
    return replace(evidence, source=found[1], at=found[2]) if found else evidence


def _by_script(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """Terms of `zh` under the tag of their script; those that could be either are as the others of the entry."""
    if not any(t.language == "zh" for t in terms):
        return terms
    told = [script_of(t.text) for t in terms if t.language == "zh"]
    other = next((script for script in told if script), "zh-Hant")
    found = tuple(replace(t, language=script_of(t.text) or other) if t.language == "zh" else t for t in terms)
    return tuple(_restated(t, found[:n]) if terms[n].language == "zh" else t for n, t in enumerate(found))


def _restated(term: Term, before: tuple[Term, ...]) -> Term:
    """The first of a script is preferred, though it was the second Chinese term: 去風險, 去风险."""
    first = not any(t.language == term.language and t.is_right for t in before)
    return replace(term, status="preferred") if first and term.status == "admitted" else term


def regions_joined(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """What Taiwan and Hong Kong have in common is Traditional, and then the Mainland's is Simplified.

    Tools that know no scripts have every region whole; an entry of ours names a region only where it differs.
    """
    right = {tag: [t for t in terms if t.language == tag and t.is_right] for tag in LANGUAGE_TAGS}
    alike = bool(right["zh-TW"]) and _untagged(right["zh-TW"]) == _untagged(right["zh-HK"])
    joined = alike and (not right["zh-Hant"] or _untagged(right["zh-Hant"]) == _untagged(right["zh-TW"]))
    new = {("zh-TW", True): "zh-Hant", ("zh-HK", True): "zh-Hant"} if joined else {}
    if (joined or right["zh-Hant"]) and not right["zh-Hans"]:
        new["zh-CN", True] = "zh-Hans"
    wrong = {tag: _untagged([t for t in terms if t.language == tag and not t.is_right]) for tag in LANGUAGE_TAGS}
    found: dict[Term, None] = {}
    for term in terms:
        tag = new.get((term.language, term.is_right), term.language)
        if not term.is_right and _is_of_script(term, wrong):
            tag = "zh-Hans" if term.language == "zh-CN" else "zh-Hant"
        found[term if tag == term.language else replace(term, language=tag)] = None
    return tuple(found)


def _is_of_script(term: Term, wrong: dict[str, list[Term]]) -> bool:
    """Whether a form to avoid is one in every region that writes its script."""
    plain = replace(term, language="")
    return term.language == "zh-CN" or (plain in wrong["zh-TW"] and plain in wrong["zh-HK"])


def _untagged(terms: list[Term]) -> list[Term]:
    return [replace(t, language="") for t in terms]


def sound(concept: Concept, losses: Losses, place: str = "") -> Concept | None:
    """The concept as a glossary can hold it: known statuses, types and languages, no empty term, no space around.

    None where no term of one of the languages is left that may be used.
    """
    terms = tuple(term for one in concept.terms if (term := _sound_term(one, losses, place)))
    if any(t.status == "admitted" for t in terms):
        terms = tuple(_promoted(t, terms) for t in terms)
    for ours, language in ((True, "English"), (False, "Chinese")):
        if not any(t.is_right for t in terms if (t.language == ENGLISH) == ours):
            losses.add("entry", f"without {language}", place)
            return None
    if concept.kind not in KINDS:
        losses.add("kind", "not understood", place, name=concept.kind)
    return replace(
        concept,
        id=concept.id.strip(),
        terms=terms,
        kind=concept.kind if concept.kind in KINDS else "term",
        **_trimmed(
            concept, ("pos", "subject", "definition", "note", "tags", "near", "not_near", "related", "formerly")
        ),
        evidence=tuple(Evidence(e.source.strip(), e.at.strip(), e.quote.strip()) for e in concept.evidence),
    )


def _sound_term(term: Term, losses: Losses, place: str) -> Term | None:
    text = term.text.strip()
    for what, given, known in (
        ("status value", term.status, STATUSES),
        ("term type", term.type, TERM_TYPES),
        ("language of a term", term.language, LANGUAGE_TAGS),
    ):
        if given not in known:
            losses.add(what, "not understood", place, name=str(given))
    if not text:
        return None
    if text == term.text and not any(map(_differs, (term.status, term.type, term.language), _KNOWN)) and _is_bare(term):
        return term
    return replace(
        term,
        text=text,
        status=term.status if term.status in STATUSES else "admitted",
        type=term.type if term.type in TERM_TYPES else "full",
        language=term.language if term.language in LANGUAGE_TAGS else "zh-Hant" if contains_han(text) else ENGLISH,
        **_trimmed(term, ("note", "source", "pinyin", "zhuyin", "jyutping", "match", "near", "not_near")),
    )


_KNOWN = (STATUSES, TERM_TYPES, LANGUAGE_TAGS)


def _differs(given: str, known: tuple[str, ...]) -> bool:
    return given not in known


def _is_bare(term: Term) -> bool:
    """Whether a term has nothing that could have space around it, as most have."""
    listed = (term.note, term.source, term.pinyin, term.zhuyin, term.jyutping, term.match, term.near, term.not_near)
    return not any(listed)


def _promoted(term: Term, terms: tuple[Term, ...]) -> Term:
    """The first admitted term of a language without a preferred one is preferred, as a glossary file has it."""
    if term.status != "admitted":
        return term
    same = [t for t in terms if t.language == term.language]
    first = next(t for t in same if t.status == "admitted")
    return replace(term, status="preferred") if term == first and all(t.status != "preferred" for t in same) else term


def _trimmed(value: Concept | Term, names: tuple[str, ...]) -> dict[str, Any]:
    """The texts, and the lists of texts, without space around them."""
    return {name: _stripped(getattr(value, name)) for name in names}


def _stripped(given: str | tuple[str, ...]) -> str | tuple[str, ...]:
    return given.strip() if isinstance(given, str) else tuple(text for one in given if (text := str(one).strip()))
