"""The parentheses of a document, and what the whole document tells about each of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from zhengming.extraction.candidates import wording_end
from zhengming.extraction.expansions import find_expansions
from zhengming.extraction.glosses import Gloss, parse
from zhengming.extraction.parentheses import Parenthesis, find_parentheses
from zhengming.extraction.recurrence import MOST_ENDS, Recurs, recurrence
from zhengming.extraction.terms import Terms
from zhengming.model import Block, Document

# As much of the text before a gloss as tells whether it is one.
_BEFORE = 40
_MOST_KEPT = 20_000


@dataclass(frozen=True, slots=True)
class Place:
    """A parenthesis, and what it holds: a gloss, or something else."""

    document: Document
    block: Block
    parenthesis: Parenthesis
    gloss: Gloss | None


@dataclass(frozen=True, slots=True)
class Known:
    """What the whole document tells: which wordings recur, what its acronyms stand for; and a glossary's terms."""

    recurs: Recurs
    said: dict[str, str]
    terms: Terms | None = None


class Places:
    """Every parenthesis of a document, in its order; more than a book has are found anew each time."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._kept: list[Place] | None = None

    def __iter__(self) -> Iterator[Place]:
        return iter(self._kept) if self._kept is not None else self._find_and_keep()

    def _find_and_keep(self) -> Iterator[Place]:
        kept: list[Place] = []
        for place in self._find():
            if len(kept) <= _MOST_KEPT:
                kept.append(place)
            yield place
        if len(kept) <= _MOST_KEPT:
            self._kept = kept

    def _find(self) -> Iterator[Place]:
        for block in self._document.blocks:
            for parenthesis in find_parentheses(block.text):
                before = block.text[max(0, parenthesis.start - _BEFORE) : parenthesis.start]
                yield Place(self._document, block, parenthesis, parse(parenthesis.inside, before))


def find_places(document: Document) -> Places:
    """Every parenthesis of a document, in its order."""
    return Places(document)


def know(document: Document, places: Iterable[Place], terms: Terms | None = None) -> Known:
    """Read the document once for all of its parentheses."""
    ends: set[str] = set()
    said = find_expansions(_glosses(places, ends))
    return Known(recurrence(document, ends), said, terms)


def _glosses(places: Iterable[Place], ends: set[str]) -> Iterator[Gloss]:
    """The glosses; what stands before them is noted on the way."""
    for place in places:
        if place.gloss:
            if len(ends) < MOST_ENDS:
                ends.add(_end(place, place.gloss))
            yield place.gloss


def _end(place: Place, gloss: Gloss) -> str:
    """The last two characters before a gloss."""
    end = wording_end(place.block.text, place.parenthesis.start, gloss)
    return place.block.text[max(0, end - 2) : end]
