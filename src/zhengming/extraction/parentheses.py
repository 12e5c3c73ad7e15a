"""Find brackets with a stack: full- and half-width, mixed, nested, unclosed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

OPENING, CLOSING = "（(", "）)"
_BRACKET = re.compile(f"[{OPENING}{CLOSING}]")
LONGEST_INSIDE = 200
LONGEST_MARKED = 400
# Marks that delimit a wording, by their opening sign.
QUOTES = {
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
    "“": "”",
    "‘": "’",
    "【": "】",
    "〔": "〕",
    "﹁": "﹂",
    "﹃": "﹄",
}
_OPENER_OF = {close: opening for opening, close in QUOTES.items()}


@dataclass(frozen=True, slots=True)
class Parenthesis:
    """text[start] opens it, text[end - 1] closes it (or it runs to the end of the block)."""

    start: int
    end: int
    inside: str

    @property
    def inside_start(self) -> int:
        """Where the inside begins."""
        return self.start + 1


def find_parentheses(text: str) -> Iterator[Parenthesis]:
    """Every parenthesis with up to 200 characters inside, in the order of their opening."""
    found = []
    stack: list[int] = []
    for bracket in _BRACKET.finditer(text):
        at = bracket.start()
        if bracket.group() in OPENING:
            stack.append(at)
        elif stack:
            start = stack.pop()
            if at - start - 1 <= LONGEST_INSIDE:
                found.append(Parenthesis(start, at + 1, text[start + 1 : at]))
    yield from sorted(found, key=lambda p: p.start)


def marked_span(text: str, end: int) -> tuple[int, int] | None:
    """The span inside the quotation or title marks that close just before `end`: 「X」| → X, marks not included.

    Straight quotation marks count where they pair within the sentence.
    """
    if not end:
        return None
    close = text[end - 1]
    if close == '"':
        start = text.rfind('"', max(0, end - 80), end - 1)
        return (start + 1, end - 1) if start >= 0 else None
    opening = _OPENER_OF.get(close)
    if not opening:
        return None
    depth = 0
    for at in range(end - 1, max(-1, end - LONGEST_MARKED), -1):
        if text[at] == close:
            depth += 1
        elif text[at] == opening:
            depth -= 1
            if not depth:
                return (at + 1, end - 1)
    return None
