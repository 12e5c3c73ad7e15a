"""Find Chinese wordings in a text in either script: the longest first, no piece of another word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zhengming.language.characters import is_latin
from zhengming.language.keys import chinese_key, loose_spaces
from zhengming.language.scripts import HAN_CHARACTER, fold
from zhengming.language.words import stands_as_word
from zhengming.matching.overlap import Span, longest_first
from zhengming.model import Mention, Term

# Up to this many Han characters a hit may be a stray piece of its neighbours, and the segmenter is asked.
_SHORT = 3


class ChineseMatcher:
    """The Chinese wordings of a glossary, ready to be found."""

    def __init__(self, wordings: Iterable[tuple[str, str, Term]]) -> None:
        """Take (wording, concept id, term) triples."""
        self.readings: dict[str, list[tuple[str, Term]]] = {}
        lengths: dict[str, set[int]] = {}
        for wording, concept, term in wordings:
            folded = chinese_key(wording)
            if not folded:
                continue
            self.readings.setdefault(folded, []).append((concept, term))
            lengths.setdefault(folded[:2], set()).add(len(folded))
        self.lengths = {head: tuple(sorted(found, reverse=True)) for head, found in lengths.items()}
        self.single = frozenset(k for k in self.readings if len(k) == 1)

    def find(self, text: str) -> Iterator[Mention]:
        """The mentions in a text from left to right; a vetoed longer hit gives the shorter its turn."""
        folded, places = _compact(text)
        for start, end in longest_first(self._hits(folded), len(folded), lambda span: _stands(folded, *span)):
            first, last = places[start], places[end - 1] + 1
            yield Mention(first, last, text[first:last], "zh", tuple(self.readings[folded[start:end]]))

    def _hits(self, folded: str) -> Iterator[Span]:
        """Every place where a wording stands, whatever overlaps it."""
        for at in range(len(folded)):
            for length in self.lengths.get(folded[at : at + 2], ()):
                if folded[at : at + length] in self.readings and _edges_free(folded, at, at + length):
                    yield at, at + length
            if folded[at] in self.single and _edges_free(folded, at, at + 1):
                yield at, at + 1


def _compact(text: str) -> tuple[str, list[int] | range]:
    """The folded text without loose spaces, and the place of each of its characters in the text."""
    folded = fold(text)
    spaces = list(loose_spaces(folded))
    if not spaces:
        return folded, range(len(folded))
    out: list[str] = []
    places: list[int] = []
    at = 0
    for start, end in [*spaces, (len(folded), len(folded))]:
        out.append(folded[at:start])
        places += range(at, start)
        at = end
    return "".join(out), places


def _edges_free(text: str, start: int, end: int) -> bool:
    """A Latin edge must not touch another Latin letter or digit; a Han edge may touch anything."""
    if end > len(text):
        return False
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (is_latin(text[start]) and is_latin(before)) and not (is_latin(text[end - 1]) and is_latin(after))


def _stands(text: str, start: int, end: int) -> bool:
    if end - start > _SHORT or not all(HAN_CHARACTER.match(c) for c in text[start:end]):
        return True
    left, right = start, end
    while left and HAN_CHARACTER.match(text[left - 1]):
        left -= 1
    while right < len(text) and HAN_CHARACTER.match(text[right]):
        right += 1
    return stands_as_word(text[left:right], start - left, end - left)
