"""Which English wordings stand elsewhere in the text too, after another word than here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from zhengming.model import Document

_LAST = re.compile("[A-Za-z\u00c0-\u024f0-9]+")
_WORD = re.compile("[A-Za-z\u00c0-\u024f0-9]+(?:['\u2019\\-\u2010\u2011][A-Za-z\u00c0-\u024f0-9]+)*|[^\\sA-Za-z0-9]")
_MOST_PLACES = 20
_LONGEST = 9
_LOOK_BACK = 120

# The numbers of words, counted from the end, of the wordings that stand elsewhere after another word.
EnglishRecurs = Callable[[Sequence[str]], frozenset[int]]


def english_recurrence(document: Document, ends: Iterable[str]) -> EnglishRecurs:
    """A function from the words before a gloss to the numbers of words that recur; `ends` are all last words asked.

    Only the first places of each last word are kept, so that a long document costs no memory.
    """
    places: dict[str, list[tuple[int, int]]] = {end.lower(): [] for end in ends if end}
    for n, block in enumerate(document.blocks if places else ()):
        for match in _LAST.finditer(block.text):
            found = places.get(match.group().lower())
            if found is not None and len(found) < _MOST_PLACES:
                found.append((n, match.end()))

    def words_before(place: tuple[int, int]) -> list[str]:
        n, end = place
        return [w.lower() for w in _WORD.findall(document.blocks[n].text[max(0, end - _LOOK_BACK) : end])][::-1]

    def recurs(asked: Sequence[str]) -> frozenset[int]:
        run = [w.lower() for w in asked[-_LONGEST:]][::-1]
        last = _LAST.findall(run[0])[-1:] if run else []
        found = [words_before(place) for place in (places.get(last[0], []) if last else [])]
        lengths = []
        for length in range(1, len(run)):
            found = [words for words in found if words[length - 1 : length] == [run[length - 1]]]
            kept = [words for words in found if words[length : length + 1] == [run[length]]]
            if len(kept) < len(found) and length > 1:
                lengths.append(length)
        return frozenset(lengths)

    return recurs
