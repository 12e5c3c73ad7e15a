"""Find Chinese wordings in a text in either script: the longest first, no piece of another word."""

from __future__ import annotations

from collections.abc import Iterable
from operator import add

from zhengming.language.characters import is_han, is_latin
from zhengming.language.keys import chinese_key, loose_spaces
from zhengming.language.scripts import contains_han, fold
from zhengming.language.words import WINDOW, stands_as_word
from zhengming.matching.overlap import Span, longest_first
from zhengming.model import Mention, Term

# Up to this many Han characters a hit may be a stray piece of its neighbours, and the segmenter is asked.
_SHORT = 3


class ChineseMatcher:
    """The Chinese wordings of a glossary, ready to be found."""

    def __init__(self, wordings: Iterable[tuple[str, str, Term]]) -> None:
        """Take (wording, concept id, term) triples."""
        found: dict[str, dict[tuple[str, Term], None]] = {}
        lengths: dict[str, set[int]] = {}
        for wording, concept, term in wordings:
            folded = chinese_key(wording)
            if not folded:
                continue
            found.setdefault(folded, {})[concept, term] = None
            if len(folded) > 1:
                lengths.setdefault(folded[:2], set()).add(len(folded))
        self.readings = {folded: tuple(readings) for folded, readings in found.items()}
        self.lengths = {head: tuple(sorted(sizes, reverse=True)) for head, sizes in lengths.items()}
        self.single = frozenset(k for k in self.readings if len(k) == 1)
        self.only_latin = any(not contains_han(k) for k in self.readings)

    def find(self, text: str) -> list[Mention]:
        """The mentions in a text from left to right; a vetoed longer hit gives the shorter its turn."""
        if not self.only_latin and not contains_han(text):
            return []
        folded, places = _compact(text)
        hits = self._hits(folded)
        if not hits:
            return []
        found = []
        for start, end in longest_first(hits, len(folded), lambda span: _stands(folded, *span)):
            first, last = places[start], places[end - 1] + 1
            found.append(Mention(first, last, text[first:last], "zh", self.readings[folded[start:end]]))
        return found

    def _hits(self, folded: str) -> list[Span]:
        """Every place where a wording stands, whatever overlaps it."""
        hits = []
        lengths, readings = self.lengths, self.readings
        for at, head in enumerate(map(add, folded, folded[1:])):
            if head in lengths:
                for length in lengths[head]:
                    if folded[at : at + length] in readings and _edges_free(folded, at, at + length):
                        hits.append((at, at + length))
        if self.single:
            single = [at for at, c in enumerate(folded) if c in self.single and _edges_free(folded, at, at + 1)]
            hits += [(at, at + 1) for at in single]
        return hits


def _compact(text: str) -> tuple[str, list[int] | range]:
    """The folded text without loose spaces, and the place of each of its characters in the text."""
    folded = fold(text)
    spaces = list(loose_spaces(folded)) if " " in folded else []
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
    if end - start > _SHORT or not all(map(is_han, text[start:end])):
        return True
    left, right = start, end
    while left and start - left < WINDOW and is_han(text[left - 1]):
        left -= 1
    while right < len(text) and right - end < WINDOW and is_han(text[right]):
        right += 1
    return stands_as_word(text[left:right], start - left, end - left)
