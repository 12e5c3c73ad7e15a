"""Concepts of another program's file → proposals beside a glossary, and what they contradict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from zhengming.files.lock import locked
from zhengming.glossary import write
from zhengming.glossary.add import english_spellings, unused_id
from zhengming.glossary.entry_text import entry_text
from zhengming.glossary.groups import acronym_key
from zhengming.glossary.nodes import collection_paused
from zhengming.glossary.proposals import ALSO, BELONGS, Beside, beside, concept_pairs
from zhengming.glossary.read import load_alone, with_derived_script
from zhengming.language.english import slug
from zhengming.language.keys import chinese_key
from zhengming.model import Concept, Evidence, Glossary, Source, Term

# More concepts with one wording than a person would read are not compared with each other.
_MOST_COMPARED = 50
_COMPARED = ("definition", "note", "subject", "pos")
ENGLISH_TWICE, CHINESE_TWICE, ID_TAKEN, AVOIDED, USED, DIFFERENT = "english", "chinese", "id", "avoided", "used", "text"


@dataclass(frozen=True, slots=True)
class Conflict:
    """What a file says otherwise than the glossary, its proposals, or itself.

    `kind` is one of the names above: the same English with another Chinese, the same Chinese with another English, an
    id that is taken, a form that the glossary avoids, one that the file avoids and the glossary uses, another
    definition or note. `wording` is what both have, `ours` and `theirs` (the file's) what differs; `concept` is the id
    of the other concept, `place` where that is: `glossary`, `proposals` or `file`.
    """

    kind: str
    wording: str
    theirs: str
    ours: str
    concept: str
    place: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """Where the proposals are, how many are new and how many were known already or rejected, and the conflicts."""

    path: str
    proposed: int
    known: int
    conflicts: tuple[Conflict, ...]


def propose_concepts(into: str, concepts: Iterable[Concept]) -> Proposed:
    """Write the concepts that neither the glossary `into`, its proposals nor its rejections have to NAME.proposed.yaml.

    A concept is known where each of its English terms stands with each of its Chinese ones already. `into` itself is
    never changed, and a second run changes nothing.
    """
    files = beside(into)
    with locked(files.proposed), collection_paused():
        known = _Known(*(load_alone(file) for file in files))
        fresh: list[tuple[Concept, list[str]]] = []
        conflicts: list[Conflict] = []
        count = 0
        for concept in concepts:
            count += 1
            if known.has(concept):
                conflicts += known.differences(concept)
            else:
                found = list(known.conflicts(concept))
                conflicts += found
                fresh.append((known.taken_in(concept), list(_advice(found))))
        if fresh:
            _write(files, fresh, known)
    return Proposed(files.proposed, len(fresh), count - len(fresh), tuple(conflicts))


@dataclass(slots=True)
class _Owner:
    concept: Concept
    place: str


class _Known:
    """What the files of a glossary have, and what the file that is imported has had so far."""

    def __init__(self, accepted: Glossary, proposed: Glossary, rejected: Glossary) -> None:
        self.pairs = {key for g in (accepted, proposed, rejected) for c in g.concepts for key in concept_pairs(c)}
        self.ids = {c.id: "glossary" for c in accepted.concepts}
        self.ids |= {c.id: "proposals" for g in (proposed, rejected) for c in g.concepts if c.id not in self.ids}
        self.sources = {s.id for g in (accepted, proposed) for s in g.sources}
        self.renamed: dict[str, str] = {}
        self._by_key: dict[str, list[_Owner]] = {}
        self._avoided: dict[str, Concept] = {}
        self._used: dict[str, Concept] = {}
        for glossary, place in ((accepted, "glossary"), (proposed, "proposals")):
            for concept in glossary.concepts:
                self._index(concept, place)
        for concept in accepted.concepts:
            for term in concept.terms:
                (self._used if term.is_right else self._avoided).setdefault(_exactly(term), concept)

    def has(self, concept: Concept) -> bool:
        """Whether every pair of its wordings stands in one of the files."""
        return self.pairs.issuperset(concept_pairs(concept))

    def taken_in(self, concept: Concept) -> Concept:
        """The concept under an id that is free; from now on it is known."""
        wanted = concept.id or slug(concept.preferred("en")) or "term"
        identity = unused_id(wanted, self.ids.keys())
        if concept.id:
            self.renamed.setdefault(concept.id, identity)
        self.ids[identity] = "file"
        self.pairs.update(concept_pairs(concept))
        kept = replace(concept, id=identity, terms=with_derived_script(concept.terms))
        self._index(kept, "file")
        return kept

    def conflicts(self, concept: Concept) -> Iterator[Conflict]:
        """What is said otherwise elsewhere, each other concept once."""
        if concept.id and concept.id in self.ids:
            yield Conflict(ID_TAKEN, concept.id, _said(concept), "", concept.id, self.ids[concept.id])
        told: set[int] = set()
        for term in concept.terms:
            for owner in self._owners(term) if term.is_right else ():
                if id(owner) not in told:
                    told.add(id(owner))
                    yield from _contradiction(concept, term, owner)
        yield from self._statuses(concept)

    def differences(self, concept: Concept) -> Iterator[Conflict]:
        """What the glossary says otherwise of a concept that it has."""
        yield from self._statuses(concept)
        home = self._home(concept)
        for name in _COMPARED if home else ():
            theirs, ours = str(getattr(concept, name)), str(getattr(home, name))
            if home and theirs and theirs != ours:
                yield Conflict(DIFFERENT, name, theirs, ours, home.id, "glossary")

    def _home(self, concept: Concept) -> Concept | None:
        """The concept of the glossary that has all of its pairs."""
        wanted = set(concept_pairs(concept))
        owners = {id(o): o.concept for t in concept.terms for o in self._owners(t) if o.place == "glossary"}
        return next((c for c in owners.values() if wanted <= set(concept_pairs(c))), None)

    def _statuses(self, concept: Concept) -> Iterator[Conflict]:
        for term in concept.terms:
            key = _exactly(term)
            if term.is_right and key in self._avoided and key not in self._used:
                home = self._avoided[key]
                yield Conflict(AVOIDED, term.text, term.status, _instead(home, term), home.id, "glossary")
            elif not term.is_right and key in self._used and key not in self._avoided:
                home = self._used[key]
                yield Conflict(USED, term.text, term.status, _status_of(home, key), home.id, "glossary")

    def _index(self, concept: Concept, place: str) -> None:
        owner = _Owner(concept, place)
        for key in {key for term in concept.terms if term.is_right for key in _keys(term)}:
            owners = self._by_key.setdefault(key, [])
            if len(owners) < _MOST_COMPARED:
                owners.append(owner)

    def _owners(self, term: Term) -> list[_Owner]:
        return [owner for key in _keys(term) for owner in self._by_key.get(key, ())]


def _keys(term: Term) -> list[str]:
    if term.language != "en":
        return [f"zh {chinese_key(term.text)}"]
    # An acronym is in exact case: US is not us.
    return [acronym_key(term.text)] if term.type == "acronym" else [f"en {key}" for key in english_spellings(term.text)]


def _exactly(term: Term) -> str:
    """What tells that a wording is the one to avoid; 製裁 is, 制裁 is not."""
    return term.text.casefold() if term.language == "en" else term.text


def _contradiction(concept: Concept, term: Term, owner: _Owner) -> Iterator[Conflict]:
    """A conflict where another concept has one side and none of the other side's wordings."""
    other = owner.concept
    if not set(concept_pairs(concept)).isdisjoint(concept_pairs(other)):
        return
    if term.language == "en":
        yield Conflict(ENGLISH_TWICE, term.text, _chinese(concept), _chinese(other), other.id, owner.place)
    else:
        yield Conflict(CHINESE_TWICE, term.text, _english(concept), _english(other), other.id, owner.place)


def _chinese(concept: Concept) -> str:
    return concept.preferred("zh-Hant") or concept.preferred("zh-Hans")


def _english(concept: Concept) -> str:
    return concept.preferred("en")


def _said(concept: Concept) -> str:
    return f"{_chinese(concept)} = {_english(concept)}"


def _instead(home: Concept, term: Term) -> str:
    return _english(home) if term.language == "en" else _chinese(home)


def _status_of(home: Concept, key: str) -> str:
    return next(t.status for t in home.terms if _exactly(t) == key)


def _advice(conflicts: Sequence[Conflict]) -> Iterator[str]:
    """The comments that `review` shows with a proposal, as `extract` writes them."""
    lines: dict[str, None] = {}
    for one in conflicts:
        if one.kind in (ENGLISH_TWICE, CHINESE_TWICE):
            pair = (one.ours, one.wording) if one.kind == ENGLISH_TWICE else (one.wording, one.ours)
            home = one.place == "glossary"
            lines[f"{BELONGS}{one.concept}?" if home else f"{ALSO}{pair[0]} = {pair[1]}"] = None
        elif one.kind in (AVOIDED, USED):
            lines[f"{BELONGS}{one.concept}?"] = None
    yield from ("".join(c if c.isprintable() else " " for c in line) for line in lines)


def _write(files: Beside, fresh: Sequence[tuple[Concept, list[str]]], known: _Known) -> None:
    """Append the entries; what their evidence names and no file has becomes a source of the proposals."""
    sources: dict[str, Source] = {}
    taken = set(known.sources)
    entries = []
    for concept, advice in fresh:
        related = tuple(known.renamed.get(one, one) for one in concept.related)
        evidence = tuple(_named(one, sources, known.sources, taken) for one in concept.evidence)
        entries.append(entry_text(replace(concept, related=related, evidence=evidence), advice=advice))
    named = [(s.id, write.one_line([("title", title)])) for title, s in sources.items()]
    title = f"Proposals for {PurePath(files.accepted).name}"
    write.append_concepts(files.proposed, entries, title=title, sources=named)


def _named(evidence: Evidence, sources: dict[str, Source], known: set[str], taken: set[str]) -> Evidence:
    """Evidence that refers to its source by id: a title that a file gives is one from now on."""
    name = evidence.source
    if not name or name in known:
        return evidence
    if name not in sources:
        wanted = (slug(name) if name.isascii() else "") or "-".join(name.split()) or "source"
        sources[name] = Source(unused_id(wanted, taken), title=name)
        taken.add(sources[name].id)
    return replace(evidence, source=sources[name].id)
