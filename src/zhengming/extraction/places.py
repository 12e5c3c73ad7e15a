"""The parentheses of a document, and what the whole document tells about each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhengming.extraction.candidates import wording_end
from zhengming.extraction.expansions import find_expansions
from zhengming.extraction.glosses import Gloss, parse
from zhengming.extraction.parentheses import Parenthesis, find_parentheses
from zhengming.extraction.recurrence import Recurs, recurrence
from zhengming.model import Block, Document


@dataclass(frozen=True, slots=True)
class Place:
    """A parenthesis, and what it holds: a gloss, or something else."""

    document: Document
    block: Block
    parenthesis: Parenthesis
    gloss: Gloss | None


@dataclass(frozen=True, slots=True)
class Known:
    """What the whole document tells: which wordings recur, what its acronyms stand for."""

    recurs: Recurs
    said: dict[str, str]


def find_places(document: Document) -> tuple[Place, ...]:
    """Every parenthesis of a document, in its order."""
    return tuple(
        Place(document, block, parenthesis, parse(parenthesis.inside))
        for block in document.blocks
        for parenthesis in find_parentheses(block.text)
    )


def know(document: Document, places: Sequence[Place]) -> Known:
    """Read the document once for all of its parentheses."""
    return Known(recurrence(document, map(_end, places)), find_expansions(p.gloss for p in places if p.gloss))


def _end(place: Place) -> str:
    """The last two characters before a gloss."""
    if not place.gloss:
        return ""
    end = wording_end(place.block.text, place.parenthesis.start, place.gloss)
    return place.block.text[max(0, end - 2) : end]
