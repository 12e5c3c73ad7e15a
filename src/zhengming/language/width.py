"""How much room a text takes on a terminal or page, and lines no wider than that; light enough for a look-up."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from unicodedata import combining, east_asian_width


def width(text: str) -> int:
    """Cells: wide characters count two, combining marks none: 去風險 → 6."""
    if text.isascii():
        return len(text)
    return sum(map(_cells, text))


@cache
def _cells(character: str) -> int:
    return 0 if combining(character) else 2 if east_asian_width(character) in "WF" else 1


def wrap(text: str, room: int, *, first: str = "", rest: str = "") -> list[str]:
    """Lines of at most `room` cells with their indents; breaks at spaces and between wide characters."""
    lines = [first]
    indent = width(first)
    taken = indent
    for piece in _pieces(" ".join(text.split())):
        size = width(piece)
        if taken + size > room and taken > indent:
            lines.append(rest)
            indent = taken = width(rest)
            piece = piece.lstrip()
            size = width(piece)
        lines[-1] += piece
        taken += size
    return [line.rstrip() for line in lines]


def _pieces(text: str) -> Iterator[str]:
    """What may not be broken: a word with the space before it, or one wide character with closing signs after it."""
    piece = ""
    for character in text:
        wide = east_asian_width(character) in "WF"
        closing = character in "，。、；：！？）」』》〉”’),.;:!?'\""
        last_wide = bool(piece) and east_asian_width(piece[-1]) in "WF"
        if piece and not closing and (character == " " or wide or last_wide):
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece
