"""Which stretches of a text stand elsewhere in the document too."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from zhengming.extraction.parts import plain
from zhengming.language.scripts import simplification, simplify
from zhengming.model import Document

LONGEST = 40
_SHORTEST = 2
_MOST_PLACES = 300
# Fewer places than these are compared anew each time.
_WORTH_KEEPING = 8

# The lengths of the suffixes of a text that stand elsewhere after another character than here.
Recurs = Callable[[str], frozenset[int]]


def recurrence(document: Document, ends: Iterable[str]) -> Recurs:
    """A function from the text before a gloss to the lengths that recur, counted from its end.

    軍事準備 that stands elsewhere after 確保 and 對 is a wording of its own; what always follows 對外 may be a part.
    `ends` are the last two characters of all texts that it will be asked about.
    """
    whole = "\n".join(b.text for b in document.blocks)
    table = {chr(a): chr(b) for a, b in simplification().items()}
    places = _places(whole, frozenset(map(plain, ends)), table)
    # What stands before the places of a suffix: 備 → its places, by the character before it.
    before: dict[str, dict[str, list[int]]] = {}

    def parted(suffix: str, found: list[int]) -> dict[str, list[int]]:
        if suffix in before:
            return before[suffix]
        parts: dict[str, list[int]] = {}
        for end in found:
            character = whole[end - len(suffix) - 1 : end - len(suffix)] if end > len(suffix) else ""
            parts.setdefault(table.get(character, character), []).append(end)
        if len(found) >= _WORTH_KEEPING:
            before[suffix] = parts
        return parts

    def lengths(text: str) -> frozenset[int]:
        run = simplify(text[-LONGEST:])
        found = places.get(run[-_SHORTEST:], []) if len(run) >= _SHORTEST else []
        recurring: list[int] = []
        for length in range(_SHORTEST, len(run)):
            if len(found) == 1 and simplify(whole[max(0, found[0] - len(run)) : found[0]]) == run:
                return frozenset(recurring)
            parts = parted(run[-length:], found)
            found = parts.get(run[-length - 1], [])
            if len(parts) > bool(found):
                recurring.append(length)
            if not found:
                return frozenset(recurring)
        # The gloss itself is one of the places where everything stands.
        return frozenset([*recurring, *([len(run)] if len(found) > 1 else [])])

    return lengths


def _places(whole: str, ends: frozenset[str], table: dict[str, str]) -> dict[str, list[int]]:
    """Where the first few hundred occurrences of each pair of characters end, in either script."""
    found: dict[str, list[int]] = {end: [] for end in ends if len(end) == _SHORTEST}
    if not found:
        return found
    variants: dict[str, str] = {}
    for character, simplified in table.items():
        variants[simplified] = variants.get(simplified, "") + character
    first, second = ({c + variants.get(c, "") for c in column} for column in zip(*found, strict=True))
    pair = re.compile(f"[{_class_of(first)}](?=[{_class_of(second)}])")
    for match in pair.finditer(whole):
        at = match.start()
        one, other = match.group(), whole[at + 1]
        ending = found.get(table.get(one, one) + table.get(other, other))
        if ending is not None and len(ending) < _MOST_PLACES:
            ending.append(at + _SHORTEST)
    return found


def _class_of(characters: Iterable[str]) -> str:
    return re.escape("".join(sorted("".join(characters))))
