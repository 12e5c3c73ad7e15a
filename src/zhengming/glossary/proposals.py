"""Pairs found in documents → proposals beside a glossary; a person accepts or rejects them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePath
from typing import NamedTuple

from zhengming.errors import UsageError
from zhengming.files.lock import locked
from zhengming.glossary import write
from zhengming.glossary.add import both_scripts, english_spellings, unused_id
from zhengming.glossary.groups import (
    Group,
    acronym_key,
    apart,
    chinese_core,
    english_core,
    group_pairs,
    same_chinese,
    same_english,
)
from zhengming.glossary.locate import PROPOSED, REJECTED
from zhengming.glossary.read import load_alone
from zhengming.language.english import slug
from zhengming.language.keys import chinese_key
from zhengming.model import Concept, Glossary, Pair, Source

_NEVER_PROPOSED = ("quote", "alias")
# So many places are quoted; the others are only named.
_QUOTED = 5
# More renderings of one term than a person would read are not compared with each other.
_MOST_COMPARED = 50
# How the lines begin that we write for a person who judges a proposal; `pending` reads and drops them.
BELONGS, ALSO = "# belongs to ", "# also "


class Outcome(NamedTuple):
    """What became of the pairs: where the proposals are, how many are new, and how many were known already."""

    path: str
    proposed: int
    known: int


class Beside(NamedTuple):
    """The files of a glossary: the accepted concepts, the proposals, and what was rejected."""

    accepted: str
    proposed: str
    rejected: str


def beside(glossary: str) -> Beside:
    """NAME.yaml → NAME.yaml, NAME.proposed.yaml, NAME.rejected.yaml."""
    path = PurePath(glossary)
    if path.name in ("", "..") or glossary.endswith("/") or Path(glossary).is_dir():
        raise UsageError(f"{glossary!r} names no glossary file", hint="name a file, new or old: mine.yaml")
    stem = path.name.removesuffix(".yaml").removesuffix(".yml")
    return Beside(glossary, str(path.with_name(stem + PROPOSED)), str(path.with_name(stem + REJECTED)))


def propose(into: str, pairs: Iterable[Pair]) -> Outcome:
    """Write the pairs that neither the glossary `into`, its proposals nor its rejections have to NAME.proposed.yaml.

    The same pair in several places is one proposal with all of them as evidence. A comment says which concept has its
    Chinese or English already, and which other pair renders it otherwise. `into` itself is never changed, and a second
    run changes nothing.
    """
    files = beside(into)
    with locked(files.proposed):
        known = Known(*(load_alone(file) for file in files))
        groups = group_pairs(p for p in pairs if p.kind not in _NEVER_PROPOSED)
        fresh = [group for group in groups if not known.has(group)]
        if fresh:
            _write(files, fresh, known)
    return Outcome(files.proposed, len(fresh), len(groups) - len(fresh))


class Known:
    """What the files of a glossary have already."""

    def __init__(self, accepted: Glossary, proposed: Glossary, rejected: Glossary) -> None:
        self.accepted, self.proposed = accepted, proposed
        self.glossaries = (accepted, proposed, rejected)
        self.pairs = {key for glossary in self.glossaries for c in glossary.concepts for key in concept_pairs(c)}
        self.owners: dict[str, dict[str, None]] = {}
        for concept in accepted.concepts:
            for term in concept.terms:
                for key in _owner_keys(term.text, term.language, term.type):
                    self.owners.setdefault(key, {})[concept.id] = None

    def has(self, group: Group) -> bool:
        """Whether every wording of a group stands in one of the files, both sides together."""
        return all(self.pairs & pair_keys(en, group.zh) for en in {p.en for p in group.pairs})

    def owners_of(self, group: Group) -> tuple[str, ...]:
        """The concepts of the glossary that have its Chinese or its English."""
        keys = [*_owner_keys(group.zh, "zh", "full"), *_english_owner_keys(group)]
        return tuple(dict.fromkeys(owner for key in keys for owner in self.owners.get(key, ())))

    def ids(self) -> set[str]:
        """All ids in use."""
        return {c.id for glossary in self.glossaries for c in glossary.concepts}

    def sources(self) -> tuple[Source, ...]:
        """All sources that evidence may refer to."""
        return tuple(s for glossary in self.glossaries for s in glossary.sources)


def concept_pairs(concept: Concept) -> Iterator[tuple[str, str]]:
    """The keys of every English term of a concept with every Chinese one."""
    chinese = {chinese_key(t.text) for t in concept.terms if t.language != "en"}
    for term in concept.terms:
        if term.language == "en":
            yield from ((spelling, zh) for spelling in english_spellings(term.text) for zh in chinese)


def pair_keys(en: str, zh: str) -> set[tuple[str, str]]:
    """What tells that two pairs are one: 去風險 / de-risking and 去风险 / derisk share a key."""
    folded = chinese_key(zh)
    return {(spelling, folded) for spelling in english_spellings(en)}


def _owner_keys(wording: str, language: str, kind: str) -> set[str]:
    if language != "en":
        return {chinese_key(wording)}
    # An acronym is in exact case: US is not us.
    return {acronym_key(wording)} if kind == "acronym" else set(english_spellings(wording))


def _english_owner_keys(group: Group) -> list[str]:
    acronym = [acronym_key(group.acronym)] if group.acronym else []
    return acronym if group.full == group.acronym else [*english_spellings(group.full), *acronym]


def _write(files: Beside, groups: Sequence[Group], known: Known) -> None:
    named = _sources({p.doc: None for group in groups for p in group.pairs}, known.sources())
    taken = known.ids()
    rivals = _rivals(groups, known.proposed)
    entries = []
    for group in groups:
        identity = unused_id(slug(group.full) or "term", taken)
        taken.add(identity)
        entries.append(_entry(identity, group, known.owners_of(group), rivals[id(group)], named))
    title = f"Proposals for {PurePath(files.accepted).name}"
    # One document may be named in two ways: a/report.txt, ./a/report.txt.
    sources = {identity: write.one_line([("path", doc)]) for doc, identity in reversed(named.items())}
    write.append_concepts(files.proposed, entries, title=title, sources=list(sources.items())[::-1])


def _rivals(groups: Sequence[Group], proposed: Glossary) -> dict[int, list[str]]:
    """For each group the pairs, new or proposed, that say one side of it otherwise."""
    everyone = [*groups, *(g for concept in proposed.concepts for g in _groups_of(concept))]
    by_zh: dict[str, list[Group]] = {}
    by_en: dict[str, list[Group]] = {}
    for group in everyone:
        by_zh.setdefault(chinese_core(group.zh), []).append(group)
        by_en.setdefault(english_core(group.full), []).append(group)
    found = {}
    for group in groups:
        alike_zh, alike_en = by_zh[chinese_core(group.zh)], by_en[english_core(group.full)]
        others = [g for g in alike_zh[:_MOST_COMPARED] if len(apart((group, g), same_english)) > 1]
        others += [g for g in alike_en[:_MOST_COMPARED] if len(apart((group, g), same_chinese)) > 1]
        told = dict.fromkeys(f"{g.zh} = {g.full}{_told_place(g)}" for g in others)
        found[id(group)] = list(told)[:_QUOTED]
    return found


def _groups_of(concept: Concept) -> Iterator[Group]:
    """A proposal of an earlier run as a group, to compare it with those of this one."""
    zh = next((t.text for t in concept.terms if t.language != "en"), "")
    english = [t for t in concept.terms if t.language == "en" and t.is_right]
    full = next((t.text for t in english if t.type == "full"), english[0].text if english else "")
    acronym = next((t.text for t in english if t.type == "acronym"), None)
    if zh and full:
        yield Group((Pair("", 0, 0, None, zh, full, concept.kind, 0.0, acronym=acronym),), full, acronym)


def _told_place(group: Group) -> str:
    first = group.pairs[0]
    return f" ({first.doc} {place(first)})" if first.doc else ""


def _entry(identity: str, group: Group, owners: Sequence[str], rivals: Sequence[str], sources: dict[str, str]) -> str:
    kind = "" if group.kind in ("term", "acronym") else group.kind
    lines = [f"id: {write.scalar(identity)}  # {told_count(group)}"] + ([f"kind: {kind}"] if kind else [])
    lines += [_comment(f"{BELONGS}{owner}?") for owner in owners] + [_comment(ALSO + rival) for rival in rivals]
    lines += english_lines(group.full, group.acronym)
    lines += [f"{tag}: {write.scalar(form)}" for tag, form in both_scripts(group.zh)]
    lines += [f"related: [{', '.join(write.scalar(o) for o in owners)}]"] if owners else []
    lines += ["evidence:", *_evidence(group.pairs, sources)]
    return ("\n" + " " * 4).join(lines)


def told_count(group: Group) -> str:
    """What a proposal says of itself: 97%, 3 places in 2 documents."""
    places = f"{len(group.pairs)} place" + ("s" if len(group.pairs) > 1 else "")
    # Rounded down: what is accepted above 95 % has 95 % and more.
    sure = f"{int(group.confidence * 100 + 1e-6)}%, {places}"
    return sure + (f" in {group.documents} documents" if group.documents > 1 else "")


def _comment(text: str) -> str:
    """A comment on one line, without what YAML forbids even there."""
    return "".join(c if c.isprintable() else " " for c in text)


def _evidence(pairs: Sequence[Pair], sources: dict[str, str]) -> Iterator[str]:
    for pair in pairs[:_QUOTED]:
        yield f"  - source: {write.scalar(sources[pair.doc])}"
        yield f"    at: {write.scalar(place(pair))}"
        if pair.quote:
            yield f"    quote: {write.scalar(pair.quote)}"
    more: dict[str, list[str]] = {}
    for pair in pairs[_QUOTED:]:
        more.setdefault(sources[pair.doc], []).append(place(pair))
    for source, places in more.items():
        yield f"  - source: {write.scalar(source)}"
        yield f"    at: {write.scalar(', '.join(dict.fromkeys(places)))}"


def place(pair: Pair) -> str:
    """Where evidence says that a pair stands: L21, page 3, Terms B7."""
    where = pair.where or {}
    if "page" in where:
        return f"page {where['page']}"
    return " ".join(str(part) for part in where.values()) or f"L{pair.line}"


def english_lines(full: str, acronym: str | None) -> list[str]:
    """The `en:` of an entry, several terms one a line."""
    if acronym is None:
        return [f"en: {write.scalar(full)}"]
    short = f"  - {{term: {write.scalar(acronym)}, type: acronym}}"
    return ["en:", short] if full == acronym else ["en:", f"  - {write.scalar(full)}", short]


def _sources(docs: Iterable[str], known: Sequence[Source]) -> dict[str, str]:
    """What evidence calls each document: what the files call it, else a name that no other document has."""
    named = {_absolute(s.path): s.id for s in reversed(known) if s.path}
    taken = {s.id for s in known}
    found = {}
    for doc in docs:
        identity = named.get(_absolute(doc)) or unused_id(_source_id(doc), taken)
        taken.add(identity)
        found[doc] = named[_absolute(doc)] = identity
    return found


def _absolute(path: str) -> str:
    return path if path == "-" else str(Path(path).resolve())


def _source_id(doc: str) -> str:
    """report-2023 for Report 2023.txt; a Chinese name stays as it is."""
    if doc == "-":
        return "stdin"
    stem = PurePath(doc).stem
    return (slug(stem) if stem.isascii() else "") or "-".join(stem.split()) or "document"
