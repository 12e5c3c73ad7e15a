"""What of a glossary is exported, and for whom: the options that all formats share."""

from __future__ import annotations

from dataclasses import dataclass, replace

from zhengming.errors import UsageError
from zhengming.model import Concept, Glossary
from zhengming.tags import REGIONS

DIRECTIONS = ("zh-en", "en-zh")


@dataclass(frozen=True, slots=True)
class Options:
    """What is wanted; an empty field leaves everything in.

    `region` is zh-TW, zh-HK or zh-CN; `direction` zh-en or en-zh, for formats with a source and a target. A concept is
    taken where its kind and subject are named and one of its tags is; `statuses` chooses among terms. `title` replaces
    the glossary's.
    """

    region: str = ""
    direction: str = ""
    subjects: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    title: str = ""

    @property
    def regions(self) -> tuple[str, ...]:
        """The language tags of the regions wanted, in the order of every table."""
        return (self.region,) if self.region else tuple(REGIONS)

    @property
    def directions(self) -> tuple[str, ...]:
        """The directions wanted."""
        return (self.direction,) if self.direction else DIRECTIONS


def selected(glossary: Glossary, options: Options) -> Glossary:
    """The glossary with the concepts and terms that are wanted; a concept without a term left is none.

    Raises UsageError where nothing is left of a glossary that holds something: a word was mistyped.
    """
    kept = (_with_statuses(c, options.statuses) for c in glossary.concepts if _wanted(c, options))
    concepts = tuple(c for c in kept if c.terms)
    if glossary.concepts and not concepts:
        subjects = sorted({c.subject for c in glossary.concepts if c.subject})
        hint = f"its subjects are {', '.join(subjects)}" if options.subjects and subjects else "choose less narrowly"
        raise UsageError("no entry of the glossary is of that subject, kind, tag and status", hint=hint)
    return replace(glossary, concepts=concepts, title=options.title or glossary.title)


def _wanted(concept: Concept, options: Options) -> bool:
    return (
        (not options.subjects or concept.subject in options.subjects)
        and (not options.kinds or concept.kind in options.kinds)
        and (not options.tags or not set(concept.tags).isdisjoint(options.tags))
    )


def _with_statuses(concept: Concept, statuses: tuple[str, ...]) -> Concept:
    kept = tuple(t for t in concept.terms if t.status in statuses) if statuses else concept.terms
    return concept if len(kept) == len(concept.terms) else replace(concept, terms=kept)
