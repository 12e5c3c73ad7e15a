"""Which stretches of a text stand elsewhere in the document too."""

from __future__ import annotations

from collections.abc import Callable

from zhengming.language.scripts import simplify
from zhengming.model import Document

LONGEST = 40
_SHORTEST = 2
_MOST_PLACES = 300

# The lengths of the suffixes of a text that stand elsewhere after another character than here.
Recurs = Callable[[str], frozenset[int]]


def recurrence(document: Document) -> Recurs:
    """A function from the text before a gloss to the lengths that recur, counted from its end.

    軍事準備 that stands elsewhere after 確保 and 對 is a wording of its own; what always follows 對外 may be a part.
    """
    whole = "\n".join(simplify(b.text) for b in document.blocks)

    def lengths(before: str) -> frozenset[int]:
        run = simplify(before[-LONGEST:])
        if len(run) < _SHORTEST:
            return frozenset()
        found: dict[int, int] = {}
        at = whole.find(run[-_SHORTEST:])
        places = 0
        while at >= 0 and places < _MOST_PLACES:
            length = _common_suffix(run, whole, at + _SHORTEST)
            found[length] = found.get(length, 0) + 1
            at = whole.find(run[-_SHORTEST:], at + 1)
            places += 1
        # The gloss itself is one of the places where everything stands.
        found[len(run)] = found.get(len(run), 0) - 1
        return frozenset(length for length, count in found.items() if count > 0)

    return lengths


def _common_suffix(run: str, whole: str, end: int) -> int:
    length = _SHORTEST
    while length < len(run) and end > length and whole[end - length - 1] == run[-length - 1]:
        length += 1
    return length
