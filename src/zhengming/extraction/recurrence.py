"""Which stretches of a text stand elsewhere in the document too."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from zhengming.extraction.parts import plain
from zhengming.language.scripts import simplification, simplify
from zhengming.model import Document

LONGEST = 40
_SHORTEST = 2
_MOST_PLACES = 300
# Fewer places than these are compared anew each time.
_WORTH_KEEPING = 8

# So much is remembered of a document with more glosses than a book has.
MOST_ENDS, _MOST_KEPT = 50_000, 20_000
# A place is one number: that of the block, and behind it the position in the block.
_BITS = 32
_WITHIN = (1 << _BITS) - 1
Ends: TypeAlias = "array[int]"
_NOWHERE: Ends = array("Q")

# The lengths of the suffixes of a text that stand elsewhere after another character than here.
Recurs = Callable[[str], frozenset[int]]


def recurrence(document: Document, ends: Iterable[str]) -> Recurs:
    """A function from the text before a gloss to the lengths that recur, counted from its end.

    軍事準備 that stands elsewhere after 確保 and 對 is a wording of its own; what always follows 對外 may be a part.
    `ends` are the last two characters of all texts that it will be asked about.
    """
    table = {chr(a): chr(b) for a, b in simplification().items()}
    texts = _Texts(document)
    places = _places(texts, {plain(end) for end in ends if len(end) == _SHORTEST}, table)
    # What stands before the places of a suffix: 備 → its places, by the character before it.
    before: dict[str, dict[str, Ends]] = {}

    def parted(suffix: str, found: Ends) -> dict[str, Ends]:
        if suffix in before:
            return before[suffix]
        parts: dict[str, Ends] = {}
        for end in found:
            character = texts.before(end, len(suffix))
            parts.setdefault(table.get(character, character), array("Q")).append(end)
        if len(found) >= _WORTH_KEEPING and len(before) < _MOST_KEPT:
            before[suffix] = parts
        return parts

    def lengths(text: str) -> frozenset[int]:
        run = simplify(text[-LONGEST:])
        found = places.get(run[-_SHORTEST:], _NOWHERE) if len(run) >= _SHORTEST else _NOWHERE
        recurring: list[int] = []
        for length in range(_SHORTEST, len(run)):
            if len(found) == 1 and simplify(texts.last(found[0], len(run))) == run:
                return frozenset(recurring)
            parts = parted(run[-length:], found)
            found = parts.get(run[-length - 1], _NOWHERE)
            if len(parts) > bool(found):
                recurring.append(length)
            if not found:
                return frozenset(recurring)
        # The gloss itself is one of the places where everything stands.
        return frozenset([*recurring, *([len(run)] if len(found) > 1 else [])])

    return lengths


class _Texts:
    """The blocks of a document, with one number for a place in any of them; a large text is not copied."""

    def __init__(self, document: Document) -> None:
        self._blocks = document.blocks

    def before(self, end: int, length: int) -> str:
        """The character before the last `length` ones that end there; a block begins as after a line end."""
        number, at = end >> _BITS, (end & _WITHIN) - length - 1
        return self._blocks[number].text[at] if at >= 0 else "\n" if number else ""

    def last(self, end: int, length: int) -> str:
        """The last characters up to there, as far as the block goes."""
        at = end & _WITHIN
        return self._blocks[end >> _BITS].text[max(0, at - length) : at]

    def find(self, pattern: re.Pattern[str]) -> Iterator[tuple[str, str, int]]:
        """The two characters where each match begins, and the place where they end."""
        for number, block in enumerate(self._blocks):
            text, base = block.text, number << _BITS
            for match in pattern.finditer(text):
                end = match.start() + _SHORTEST
                yield match.group(), text[end - 1], base + end


def _places(texts: _Texts, ends: set[str], table: dict[str, str]) -> dict[str, Ends]:
    """Where the first few hundred occurrences of each pair of characters end, in either script."""
    found: dict[str, Ends] = {end: array("Q") for end in ends}
    if not found:
        return found
    variants: dict[str, str] = {}
    for character, simplified in table.items():
        variants[simplified] = variants.get(simplified, "") + character
    first, second = ({c + variants.get(c, "") for c in column} for column in zip(*found, strict=True))
    pair = re.compile(f"[{_class_of(first)}](?=[{_class_of(second)}])")
    for one, other, end in texts.find(pair):
        ending = found.get(table.get(one, one) + table.get(other, other))
        if ending is not None and len(ending) < _MOST_PLACES:
            ending.append(end)
    return found


def _class_of(characters: Iterable[str]) -> str:
    return re.escape("".join(sorted("".join(characters))))
