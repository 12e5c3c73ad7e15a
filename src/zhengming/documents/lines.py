"""Lines and the stretches of them that make a block, before markup is taken out."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LINE = re.compile(r"[^\r\n\f\u2028]*(?:\r\n|[\r\n\f\u2028]|$)")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file: `start` and `end` are offsets, the line end and outer spaces not counted."""

    start: int
    end: int
    text: str

    @property
    def empty(self) -> bool:
        """Whether there is nothing on it."""
        return not self.text


@dataclass(frozen=True, slots=True)
class Raw:
    """A block as lines: its kind and the (start, end) offsets of the pieces that make it up."""

    kind: str
    pieces: tuple[tuple[int, int], ...]


def lines_of(text: str) -> list[Line]:
    """All lines of a text, trimmed; a form feed ends one too."""
    found = []
    for match in _LINE.finditer(text):
        if match.end() == match.start() and match.start() == len(text):
            break
        whole = match.group()
        body = whole.strip(" \t\r\n\f\u2028\u3000\ufeff")
        start = match.start() + (whole.index(body) if body else 0)
        found.append(Line(start, start + len(body), body))
    return found
