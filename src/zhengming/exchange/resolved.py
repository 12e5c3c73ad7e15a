"""The terms of a concept as a translation tool wants them: for each region, with the fallback applied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from zhengming.model import Concept, Evidence, Glossary, Source, Term
from zhengming.tags import ENGLISH, SCRIPT_OF_REGION


def right(concept: Concept, tag: str) -> tuple[Term, ...]:
    """What may be used in `en` or in a region, preferred first: zh-TW, else zh-Hant, else zh-HK."""
    return concept.designations(tag)


def avoided(concept: Concept, tag: str) -> tuple[Term, ...]:
    """What is not to be used there: the deprecated forms of the language, of the region or of its script."""
    script = SCRIPT_OF_REGION.get(tag, tag)
    return tuple(t for t in concept.terms if not t.is_right and t.language in (tag, script))


def for_region(concept: Concept, region: str) -> Concept:
    """The concept as one region words it, fallback applied: English, and Chinese under the region's own tag only."""
    chinese = (*right(concept, region), *avoided(concept, region))
    english = tuple(t for t in concept.terms if t.language == ENGLISH)
    return replace(concept, terms=english + tuple(replace(t, language=region) for t in chinese))


def by_language(concept: Concept, regions: tuple[str, ...]) -> dict[str, tuple[Term, ...]]:
    """What a term base holds of a concept: for English and each region its terms, those to avoid last.

    A language without any is left out; empty where the concept has none at all for these regions.
    """
    found = {tag: (*right(concept, tag), *avoided(concept, tag)) for tag in (ENGLISH, *regions)}
    return {tag: terms for tag, terms in found.items() if terms}


def pairs(concept: Concept, region: str) -> Iterator[tuple[Term, Term]]:
    """English and Chinese terms that translate each other, the best pair first and no pair twice.

    Every form stands with the first one of the other language; forms that are only admitted in both are no pair.
    """
    english, chinese = right(concept, ENGLISH), right(concept, region)
    if english and chinese:
        yield english[0], chinese[0]
        yield from ((other, chinese[0]) for other in english[1:])
        yield from ((english[0], other) for other in chinese[1:])


def incomplete(concept: Concept, regions: tuple[str, ...]) -> str:
    """Why a concept cannot be an entry of a bilingual format; empty where it can."""
    if not right(concept, ENGLISH):
        return "no English term"
    return "" if any(right(concept, tag) for tag in regions) else "no Chinese term"


def source_names(glossary: Glossary) -> dict[str, str]:
    """What evidence refers to by id, as a person names it: 鍾志東 · 美中科技競爭的本質、意涵與影響."""
    return {source.id: _named(source) for source in glossary.sources}


def _named(source: Source) -> str:
    return " · ".join(part for part in (source.author, source.title) if part) or source.id


def cited(evidence: Evidence, names: dict[str, str]) -> str:
    """Where a quotation stands: 鍾志東 · 美中科技競爭的本質、意涵與影響 · L21."""
    return " · ".join(part for part in (names.get(evidence.source, evidence.source), evidence.at) if part)
