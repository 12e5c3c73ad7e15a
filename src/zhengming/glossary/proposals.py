"""Pairs found in documents → proposals beside a glossary; a person accepts or rejects them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePath
from typing import NamedTuple

from zhengming.files.lock import locked
from zhengming.glossary import write
from zhengming.glossary.add import both_scripts, english_key, english_spellings, unused_id
from zhengming.glossary.locate import PROPOSED, REJECTED
from zhengming.glossary.read import load
from zhengming.language.english import slug
from zhengming.language.keys import chinese_key
from zhengming.model import Glossary, Pair

_NEVER_PROPOSED = ("quote", "alias")


class Outcome(NamedTuple):
    """What became of the pairs: where the proposals are, how many are new, and how many were known already."""

    path: str
    proposed: int
    known: int


def propose(into: str, pairs: Iterable[Pair]) -> Outcome:
    """Write the pairs that neither the glossary `into`, its proposals nor its rejections have to NAME.proposed.yaml.

    The same pair in several places is one proposal with all of them as evidence. `into` itself is never changed, and
    a second run changes nothing.
    """
    target = _beside(into, PROPOSED)
    with locked(target):
        known_files = [f for f in (into, target, _beside(into, REJECTED)) if Path(f).exists()]
        known = [load(file) for file in known_files]
        seen = {key for glossary in known for key in _pair_keys(glossary)}
        grouped: dict[tuple[str, str], list[Pair]] = {}
        for pair in pairs:
            if pair.kind not in _NEVER_PROPOSED:
                grouped.setdefault((english_key(pair.en), chinese_key(pair.zh)), []).append(pair)
        fresh = {key: found for key, found in grouped.items() if not seen & _keys(found[0].en, found[0].zh)}
        if fresh:
            taken = {c.id for glossary in known for c in glossary.concepts}
            _write(target, into, list(fresh.values()), taken)
    return Outcome(target, len(fresh), len(grouped) - len(fresh))


def _beside(into: str, suffix: str) -> str:
    path = PurePath(into)
    return str(path.with_name(path.name.removesuffix(".yaml").removesuffix(".yml") + suffix))


def _pair_keys(glossary: Glossary) -> set[tuple[str, str]]:
    return {
        key
        for concept in glossary.concepts
        for en in concept.terms
        if en.language == "en"
        for zh in concept.terms
        if zh.language != "en"
        for key in _keys(en.text, zh.text)
    }


def _keys(en: str, zh: str) -> set[tuple[str, str]]:
    folded = chinese_key(zh)
    return {(spelling, folded) for spelling in english_spellings(en)}


def _write(target: str, into: str, groups: list[list[Pair]], taken: set[str]) -> None:
    sources = {_source_id(p.doc): write.one_line([("path", p.doc)]) for group in groups for p in group}
    entries = []
    for group in groups:
        identity = unused_id(slug(group[0].en) or "term", taken)
        taken.add(identity)
        entries.append(_entry(identity, group))
    title = f"Proposals for {PurePath(into).name}"
    write.append_concepts(target, entries, title=title, sources=list(sources.items()))


def _entry(identity: str, group: list[Pair]) -> str:
    first = group[0]
    kind = "" if first.kind in ("term", "acronym") else first.kind
    lines = [f"id: {write.scalar(identity)}"] + ([f"kind: {kind}"] if kind else [])
    lines += _english(first)
    lines += [f"{tag}: {write.scalar(form)}" for tag, form in both_scripts(first.zh)]
    lines.append("evidence:")
    for pair in group:
        lines += [f"  - source: {write.scalar(_source_id(pair.doc))}", f"    at: L{pair.line}"]
        if pair.quote:
            lines.append(f"    quote: {write.scalar(pair.quote)}")
    return ("\n" + " " * 4).join(lines)


def _english(pair: Pair) -> list[str]:
    if pair.kind == "acronym":
        return ["en:", f"  - {{term: {write.scalar(pair.en)}, type: acronym}}"]
    if pair.acronym:
        return ["en:", f"  - {write.scalar(pair.en)}", f"  - {{term: {write.scalar(pair.acronym)}, type: acronym}}"]
    return [f"en: {write.scalar(pair.en)}"]


def _source_id(doc: str) -> str:
    """What evidence calls a document: report-2023 for Report 2023.txt; a Chinese name stays as it is."""
    if doc == "-":
        return "stdin"
    stem = PurePath(doc).stem
    return (slug(stem) if stem.isascii() else "") or "-".join(stem.split()) or "document"
