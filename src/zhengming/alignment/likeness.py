"""How much stretches of two texts have in common, looked up from their anchors rather than compared pair by pair."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate

from zhengming.alignment.anchors import Anchors
from zhengming.alignment.vocabulary import explained_by

# How much an anchor of each kind tells beside a word of the dictionary.
_KINDS = {"c": 2.0, "n": 2.0, "w": 2.0, "s": 2.0, "t": 20.0, "d": 1.0}
_SMALL_NUMBER = 1.0
_ONE_SIDED = 0.5
# Before the logarithm: with few paragraphs nothing is known to be rare or frequent.
_SMOOTHING = 10
# What a pair gains the best path: most for what is common, some for sizes that agree, less than nothing for neither.
_COMMON, _FITTING, _NOTHING, _KIND = 0.8, 0.2, 0.25, 0.1
_OTHER_KIND = -0.3
# Two paragraphs and two go together only where one of them is as like the other's counterpart.
_CROSSING = 0.3

# A stretch of rows and one of columns: rows from, to, columns from, to.
Span = tuple[int, int, int, int]


def ratio(one: float, other: float) -> float:
    """How well two sizes agree: 1 is equal, 0.5 twice as long."""
    small, large = (one, other) if one < other else (other, one)
    return (small + 2) / (large + 2)


class Likeness:
    """The similarities of `rows` and `columns`, of which it knows what was looked for (`look`)."""

    def __init__(
        self,
        rows: Sequence[Anchors],
        columns: Sequence[Anchors],
        holders: dict[str, list[int]],
        weights: dict[str, float],
        names: Sequence[Sequence[str]],
        totals: tuple[Sequence[float], Sequence[float]],
    ) -> None:
        self.rows, self.columns, self.names = rows, columns, names
        self.holders, self.weights = holders, weights
        self.row_totals, self.column_totals = totals
        self.row_sizes = [0.0, *accumulate(a.size for a in rows)]
        self.column_sizes = [0.0, *accumulate(a.size for a in columns)]
        self.common: list[dict[int, list[str]]] = [{} for _ in rows]
        self.sums: list[dict[int, float]] = [{} for _ in rows]

    def part(self, rows: Sequence[int], columns: Sequence[int]) -> Likeness:
        """The likeness of some rows and columns, with the weights that the whole texts gave."""
        names = [self.names[row] for row in rows]
        position = {column: n for n, column in enumerate(columns)}
        holders = {
            name: [position[c] for c in self.holders[name] if c in position] for name in set[str]().union(*names)
        }
        picked = [self.rows[r] for r in rows], [self.columns[c] for c in columns]
        totals = [self.row_totals[r] for r in rows], [self.column_totals[c] for c in columns]
        return Likeness(*picked, holders, self.weights, names, totals)

    def look(self, row: int, start: int, stop: int, *, most: int | None = None) -> None:
        """Find what a row has in common with columns[start:stop]; anchors that more than `most` columns have left out.

        Everything below knows only what was looked for.
        """
        common: dict[int, list[str]] = {}
        for name in self.names[row]:
            places = self.holders[name]
            if most is not None and len(places) > most:
                continue
            for column in places[bisect_left(places, start) : bisect_right(places, stop - 1)]:
                common.setdefault(column, []).append(name)
        self.common[row] = common
        self.sums[row] = {column: sum(map(self.weights.__getitem__, names)) for column, names in common.items()}

    def quality(self, row: int, column: int) -> float:
        """How much of what two paragraphs have is common to them, 0 to 1."""
        common = self.sums[row].get(column)
        if not common:
            return 0.0
        return min(1.0, 2 * common / (self.row_totals[row] + self.column_totals[column]))

    def quality_of(self, span: Span) -> float:
        """The same for several rows or columns taken together."""
        a, b, c, d = span
        if b - a == 1 and d - c == 1:
            return self.quality(a, c)
        common = self.weight_of(span)
        total = sum(self.row_totals[a:b]) + sum(self.column_totals[c:d])
        return min(1.0, 2 * common / total) if total else 0.0

    def weight_of(self, span: Span) -> float:
        """The weight of what is common to the rows and columns of a span."""
        a, b, c, d = span
        if d - c == 1:
            return sum(self.sums[row].get(c, 0.0) for row in range(a, b))
        common = 0.0
        for row in range(a, b):
            names = set[str]().union(*(self.common[row].get(column, ()) for column in range(c, d)))
            common += sum(map(self.weights.__getitem__, names))
        return common

    def fit(self, span: Span, usual: float = 1.0) -> float:
        """How well the sizes of both sides agree where columns are usually `usual` times as long as their rows."""
        a, b, c, d = span
        return ratio(usual * (self.row_sizes[b] - self.row_sizes[a]), self.column_sizes[d] - self.column_sizes[c])

    def gain(self, row: int, column: int) -> float:
        """What the best path gains where it pairs two paragraphs."""
        one, other = self.rows[row], self.columns[column]
        kind = _KIND if one.heading == other.heading else _OTHER_KIND
        quality = self.quality(row, column)
        if one.heading and other.heading and self._other_section(one, other):
            kind = _OTHER_KIND
        return _COMMON * quality + _FITTING * ratio(one.size, other.size) + kind - _NOTHING

    def gain_joined(self, span: Span) -> float | None:
        """The same for paragraphs taken as wholes; None where they should not be joined.

        Every part must add to what is common, and no part alone may have a size that agrees better.
        """
        a, b, c, d = span
        if any(p.heading for p in self.rows[a:b]) or any(p.heading for p in self.columns[c:d]):
            return None
        fit = self.fit(span)
        parts = list(_without_an_end(span))
        if fit <= max(self.fit(part) for part in parts):
            return None
        quality = self.quality_of(span)
        if quality <= max(map(self.quality_of, parts)):
            return None
        if b - a == d - c == 2 and not self._crosses(span):
            return None
        return _COMMON * quality + _FITTING * fit + _KIND - _NOTHING

    def _crosses(self, span: Span) -> bool:
        """Whether the first of two rows has to do with the second of two columns, or the second with the first.

        Where both do and neither stays where it is, they changed places: two beads and not one.
        """
        a, b, c, d = span
        straight = self.quality(a, c), self.quality(b - 1, d - 1)
        crossing = self.quality(a, d - 1), self.quality(b - 1, c)
        if min(crossing) > max(_CROSSING, *(2 * quality for quality in straight)):
            return False
        return max(crossing) > max(min(straight), _CROSSING)

    @staticmethod
    def _other_section(one: Anchors, other: Anchors) -> bool:
        """Whether both headings have a number and it is not the same."""
        numbers = [{n for n in a.found if n[0] == "s"} for a in (one, other)]
        return bool(numbers[0] and numbers[1]) and numbers[0] != numbers[1]


def likeness(rows: Sequence[Anchors], columns: Sequence[Anchors]) -> Likeness:
    """The likeness of two texts; the Chinese one is to be the rows, if one is Chinese and one not."""
    explained = explained_by({word for anchor in rows if anchor.chinese for word in anchor.words})
    holders = _holders(rows, columns, explained)
    weights = _weights(rows, columns, holders, explained)
    names = [[name for name in _names(anchor) if name in holders] for anchor in rows]
    totals = _totals(rows, columns, weights)
    return Likeness(rows, columns, holders, weights, names, totals)


def _totals(
    rows: Sequence[Anchors], columns: Sequence[Anchors], weights: dict[str, float]
) -> tuple[list[float], list[float]]:
    """What each row and column would have to share.

    For a column its own anchors, and as many words as its size lets expect: words have weights on the side of the rows.
    """
    words = [sum(weights.get("d:" + word, 0.0) for word in a.words) for a in rows]
    density = sum(words) / (sum(a.size for a in rows) or 1.0)
    own, other = ([sum(weights.get(name, 0.0) for name in a.found) for a in side] for side in (rows, columns))
    return (
        [total + more for total, more in zip(own, words, strict=True)],
        [total + density * a.size for total, a in zip(other, columns, strict=True)],
    )


def _without_an_end(span: Span) -> Iterable[Span]:
    """The span without its first or last row or column."""
    a, b, c, d = span
    if b - a > 1:
        yield from ((a + 1, b, c, d), (a, b - 1, c, d))
    if d - c > 1:
        yield from ((a, b, c + 1, d), (a, b, c, d - 1))


def _holders(
    rows: Sequence[Anchors], columns: Sequence[Anchors], explained: dict[str, frozenset[str]]
) -> dict[str, list[int]]:
    """The columns in which every anchor of the rows stands, in order; words as `d:网络`."""
    places: dict[str, list[int]] = {}
    for column, anchor in enumerate(columns):
        for name in anchor.found:
            places.setdefault(name, []).append(column)
        for word in anchor.words:
            places.setdefault(("d:" if anchor.chinese else "e:") + word, []).append(column)
    wanted = {name for anchor in rows for name in anchor.found}
    out = {name: places[name] for name in wanted & places.keys()}
    for word, stems in explained.items():
        found = set[int]().union(places.get("d:" + word, ()), *(places.get("e:" + stem, ()) for stem in stems))
        if found:
            out["d:" + word] = sorted(found)
    for word in {word for anchor in rows if not anchor.chinese for word in anchor.words}:
        if "e:" + word in places:
            out["d:" + word] = places["e:" + word]
    return out


def _names(anchor: Anchors) -> list[str]:
    return [*anchor.found, *("d:" + word for word in anchor.words)]


def _weights(
    rows: Sequence[Anchors],
    columns: Sequence[Anchors],
    holders: dict[str, list[int]],
    explained: dict[str, frozenset[str]],
) -> dict[str, float]:
    """An anchor that stands in few paragraphs tells more than one that stands in all.

    What only one side has counts too, a text alone (`t:`), a name and a section apart: they are often not carried over.
    """
    seen = Counter(name for anchor in rows for name in _names(anchor))
    seen_there = Counter(name for anchor in columns for name in anchor.found)
    count = max(len(rows), len(columns))
    scale = math.log(count + _SMOOTHING)
    weights: dict[str, float] = {}
    for name in seen.keys() | seen_there.keys():
        if name in holders or name[0] in "cn" or name[2:] in explained:
            frequent = max(seen[name], seen_there[name], len(holders.get(name, ())))
            rare = math.log((count + _SMOOTHING) / (frequent + 0.5)) / scale
            weights[name] = _kind(name) * rare * (1.0 if name in holders or name[0] == "d" else _ONE_SIDED)
    return weights


def _kind(name: str) -> float:
    return _SMALL_NUMBER if name[0] == "n" and len(name) == 3 else _KINDS[name[0]]
