"""Lines and the stretches of them that make a block, before markup is taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhengming.language.width import width

_LINE = re.compile(r"[^\r\n\f\u2028]*(?:\r\n|[\r\n\f\u2028]|$)")
# Of a longer line the width is estimated by so many characters: nothing depends on it to the cell.
_MEASURED = 500


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file: `start` and `end` are offsets, the line end and outer spaces not counted.

    `cells` is how wide it is on a page.
    """

    start: int
    end: int
    text: str
    cells: int

    @property
    def empty(self) -> bool:
        """Whether there is nothing on it."""
        return not self.text


@dataclass(frozen=True, slots=True)
class Raw:
    """A block as lines: its kind and the (start, end) offsets of the pieces that make it up."""

    kind: str
    pieces: tuple[tuple[int, int], ...]


def lines_of(text: str) -> Iterator[Line]:
    """All lines of a text, trimmed; a form feed ends one too."""
    for match in _LINE.finditer(text):
        if match.end() == match.start() and match.start() == len(text):
            break
        whole = match.group()
        body = whole.strip(" \t\r\n\f\u2028\u3000\ufeff")
        start = match.start() + (whole.index(body[0]) if body else 0)
        yield Line(start, start + len(body), body, _cells(body))


def _cells(text: str) -> int:
    if len(text) <= _MEASURED:
        return width(text)
    return width(text[:_MEASURED]) * len(text) // _MEASURED
