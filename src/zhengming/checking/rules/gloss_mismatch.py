"""`gloss-mismatch`: a gloss in parentheses contradicts the glossary, or another gloss of the draft.

Severity: error against the glossary, warning against the draft itself. Direction: both. Source: not needed. On by
default.

Fails: 去風險（decoupling） where the glossary has 脫鉤 for decoupling; "Entity List (實體名單)" for 實體清單;
超級計算機（supercomputer） here and 超級電腦（supercomputer） there.
Passes: every form that the glossary has, whatever its region or status; acronyms; an expansion in the gloss; a person's
full or short name; what the glossary does not have, glossed the same way each time.
What to do: correct the wording or the gloss, or add the form to the entry.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from zhengming.checking.context import Checked, Context, Judge
from zhengming.checking.stretch import Span, Stretch
from zhengming.language.english import family
from zhengming.language.keys import chinese_key, english_keys
from zhengming.model import Concept, Document, Finding, Glossary, Pair, Related
from zhengming.tags import SCRIPTS

if TYPE_CHECKING:
    from zhengming.extraction.terms import Terms

ID = "gloss-mismatch"
# A parenthesis that holds the other language.
_GLOSS = re.compile(r"[（(][^（()）]{1,80}[)）]")
# The wording in it, before what is added to it; what may stand between a term and its gloss.
_HEAD = re.compile(r"[（(]\s*([^（()），,；;]+)")
_BETWEEN = " *_\"”」』'’"
# How far the left edge of a gloss must be trusted.
_TRUSTED = 0.6
_MOST_KEPT = 5000
# So many characters are a term of their own, whatever stands before them.
_LONG = 4


@dataclass(frozen=True, slots=True)
class _Glossed:
    """A pair of the draft, where it stands, and a finding that waits for what it is to say."""

    zh: str
    en: str
    finding: Finding
    place: Related


class Judgement(Judge):
    """Each gloss is held to the glossary at once, and to the other glosses at the end."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.glossed: list[_Glossed] = []

    def segment(self, checked: Checked) -> Iterator[Finding]:
        """The glosses of this segment that the glossary contradicts."""
        for stretch in checked.targets:
            glosses = list(_GLOSS.finditer(stretch.text))
            if not glosses:
                continue
            told = set()
            for gloss in glosses:
                clash = self._between_terms(stretch, gloss)
                if clash:
                    told.add(gloss.end())
                    yield self._told(checked, stretch, *clash)
            for pair, span in self._pairs(stretch):
                if span[1] not in told:
                    yield from self._judged(checked, stretch, pair, span)

    def _between_terms(self, stretch: Stretch, gloss: re.Match[str]) -> tuple[Span, str, tuple[str, ...]] | None:
        """The span, a concept and its forms where a term stands right before a gloss that is another concept's term."""
        inside = _HEAD.match(gloss.group())
        ends = len(stretch.text[: gloss.start()].rstrip(_BETWEEN))
        term = next((m for m in stretch.mentions if m.end == ends), None)
        if not inside or not term or term.language != self.context.language:
            return None
        meant = self._concepts(inside[1])
        said = [m for m in self.context.find(inside[1]) if m.language == term.language]
        if not meant or said or meant & set(term.concepts):
            return None
        concept = self.context.concepts[term.concepts[0]]
        language = "zh" if term.language == "en" else "en"
        if any(self._fits(c, inside[1], language) for c in term.concepts):
            return None
        return (term.start, gloss.end()), concept.id, self._forms(concept, language)

    def _judged(self, checked: Checked, stretch: Stretch, pair: Pair, span: Span) -> Iterator[Finding]:
        against = self._against_glossary(pair)
        if against:
            yield self._told(checked, stretch, span, *against)
        elif against is None and len(self.glossed) < _MOST_KEPT:
            finding = self.context.found(ID, "error", checked, stretch, span, message="")
            self.glossed.append(_Glossed(pair.zh, pair.en, finding, self.context.draft_place(stretch, *span)))

    def _told(self, checked: Checked, stretch: Stretch, span: Span, concept: str, expected: tuple[str, ...]) -> Finding:
        said = f"the glossary has {' or '.join(expected[:3])} for this"
        return self.context.found(ID, "error", checked, stretch, span, concept=concept, expected=expected, message=said)

    def _pairs(self, stretch: Stretch) -> Iterator[tuple[Pair, Span]]:
        """The glossed pairs of a block whose left edge is trusted, from the wording to the end of the parenthesis."""
        from zhengming.extraction import extract

        draft = self.context.draft
        document = Document(draft.path, draft.text, draft.encoding, (stretch.block,), draft.line_starts)
        at = 0
        for pair in extract(document, self._terms):
            where = [m for m in _GLOSS.finditer(stretch.text, at) if stretch.block.offset(m.start()) == pair.offset]
            if not where or pair.confidence < _TRUSTED or pair.kind in ("quote", "alias"):
                continue
            at = where[0].end()
            wording = pair.zh if pair.zh not in where[0].group() else pair.en
            start = stretch.text.rfind(wording, 0, where[0].start())
            if start >= 0 and where[0].start() - start - len(wording) <= 2:
                yield pair, (start, at)

    @cached_property
    def _terms(self) -> Terms:
        """The glossary as evidence of where a wording begins."""
        from zhengming.extraction.terms import terms_of

        return terms_of(Glossary(tuple(self.context.concepts.values())))

    def _against_glossary(self, pair: Pair) -> tuple[str, tuple[str, ...]] | tuple[()] | None:
        """The concept and what it has instead; () where the glossary agrees, None where it has neither wording."""
        chinese, english = self._concepts(pair.zh), self._concepts(pair.en)
        if pair.acronym:
            english |= self._concepts(pair.acronym)
        if chinese & english or any(self._fits(c, pair.en, "en") for c in chinese):
            return ()
        if chinese:
            concept = self.context.concepts[min(chinese)]
            return concept.id, self._forms(concept, "en")
        if pair.kind == "acronym":
            return None
        if not english:
            return self._against_ending(pair)
        if any(self._fits(c, pair.zh, "zh") for c in english):
            return ()
        concept = self.context.concepts[min(english)]
        return concept.id, self._forms(concept, "zh")

    def _against_ending(self, pair: Pair) -> tuple[str, tuple[str, ...]] | None:
        """The concept of a long term that the wording ends in, where nothing of its English is in the gloss."""
        for mention in self.context.find(pair.zh)[-1:]:
            if mention.end == len(pair.zh) and mention.end - mention.start >= _LONG and len(mention.concepts) == 1:
                concept = self.context.concepts[mention.concepts[0]]
                if not self._fits(concept.id, pair.en, "en"):
                    return concept.id, self._forms(concept, "en")
        return None

    def _concepts(self, wording: str) -> set[str]:
        """The concepts whose term a wording is, from its first character to its last."""
        return {c for m in self.context.find(wording) if (m.start, m.end) == (0, len(wording)) for c in m.concepts}

    def _fits(self, identity: str, wording: str, language: str) -> bool:
        """Whether a wording holds a form of the concept, or is a part of one: the G7 Summit, the Summit."""
        key = _english_key if language == "en" else chinese_key
        terms = self.context.concepts[identity].terms
        return any(_contain(key(wording), key(t.text)) for t in terms if (t.language == "en") == (language == "en"))

    def _forms(self, concept: Concept, language: str) -> tuple[str, ...]:
        """What the glossary has in a language, preferred first."""
        if language == self.context.language:
            return self.context.expected(concept)
        tags = ("en",) if language == "en" else SCRIPTS
        return tuple(dict.fromkeys(t.text for tag in tags for t in concept.designations(tag)))

    def end(self) -> Iterator[Finding]:
        """Glosses of the draft that contradict each other; the rarer, else the later one is told."""
        yield from self._clashes(lambda g: chinese_key(g.zh), lambda g: g.en, _english_key)
        yield from self._clashes(lambda g: _english_key(g.en), lambda g: g.zh, chinese_key)

    def _clashes(
        self, same: Callable[[_Glossed], str], other: Callable[[_Glossed], str], key: Callable[[str], str]
    ) -> Iterator[Finding]:
        groups: dict[str, dict[str, list[_Glossed]]] = {}
        for glossed in self.glossed:
            groups.setdefault(same(glossed), {}).setdefault(key(other(glossed)), []).append(glossed)
        for renderings in groups.values():
            usual = max(renderings, key=lambda k: len(renderings[k]))
            first = renderings[usual][0]
            for rendering, places in renderings.items():
                for glossed in places if not _contain(rendering, usual) else ():
                    yield replace(
                        glossed.finding,
                        severity="warning" if glossed.finding.severity == "error" else glossed.finding.severity,
                        expected=(other(first),),
                        related=(first.place,),
                        message=f"{other(glossed)!r} here, {other(first)!r} in another gloss of this draft",
                    )


def _contain(one: str, other: str) -> bool:
    """Whether one is a part of the other: a full name and its short form."""
    return bool(one and other) and (one in other or other in one)


def _english_key(wording: str) -> str:
    """The families of its words, with a space at each end, so that a part is made of whole words."""
    keys = english_keys(wording)
    return f" {' '.join(map(family, keys[0]))} " if keys else wording
