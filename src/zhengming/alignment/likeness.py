"""How much two stretches of paragraphs have in common, looked up rather than compared pair by pair."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from zhengming.alignment.anchors import Anchors

_ANCHORED, _SIZED, _UNANCHORED, _KIND = 0.6, 0.25, 0.12, 0.1
# Without anchors paragraphs are joined only where that fits this well and no part alone fits so well.
_FITS, _MISFITS = 0.8, 0.6


def ratio(left: Anchors, right: Anchors) -> float:
    """How well two sizes agree: 1 is equal, 0.5 twice as long."""
    small, large = sorted((left.size + 2, right.size + 2))
    return small / large


class Likeness:
    """The similarities (about 0 to 1) of source paragraphs `left` and draft paragraphs `right`."""

    def __init__(self, left: Sequence[Anchors], right: Sequence[Anchors]) -> None:
        self.left, self.right = left, right
        self.weights = _weights(left, right)
        self.totals = {a: sum(self.weights[n] for n in a.found & self.weights.keys()) for a in (*left, *right)}
        self.common = self._common_weights()
        self.left_sizes = [0.0, *accumulate(a.size for a in left)]
        self.right_sizes = [0.0, *accumulate(a.size for a in right)]

    def _common_weights(self) -> dict[tuple[int, int], float]:
        """The weight of the common anchors of each pair that has any."""
        holders: dict[str, list[int]] = {}
        for j, anchor in enumerate(self.right):
            for name in anchor.found & self.weights.keys():
                holders.setdefault(name, []).append(j)
        common: dict[tuple[int, int], float] = {}
        for i, anchor in enumerate(self.left):
            for name in anchor.found & holders.keys():
                for j in holders[name]:
                    common[i, j] = common.get((i, j), 0.0) + self.weights[name]
        return common

    def of(self, i: int, j: int) -> float:
        """The similarity of one source and one draft paragraph."""
        return self._similarity(self.left[i], self.right[j], self.common.get((i, j), 0.0))

    def of_joined(self, a: int, b: int, c: int, d: int) -> float | None:
        """The similarity of left[a:b] and right[c:d] taken as wholes; None where they should not be joined."""
        if not self._anchored(a, b, c, d) and not self._only_together(a, b, c, d):
            return None
        parts, whole = (self.left[a:b], self.right[c]) if b - a > 1 else (self.right[c:d], self.left[a])
        if whole.heading or any(part.heading for part in parts):
            return None
        joined = parts[0]
        for part in parts[1:]:
            joined = joined.joined(part)
        if ratio(joined, whole) <= max(ratio(part, whole) for part in parts):
            return None
        common = sum(self.weights[name] for name in joined.found & whole.found)
        return self._similarity(joined, whole, common)

    def _anchored(self, a: int, b: int, c: int, d: int) -> bool:
        common = self.common
        if (a, c) not in common or (b - 1, d - 1) not in common:
            return False
        return all((i, j) in common for i in range(a, b) for j in range(c, d))

    def _only_together(self, a: int, b: int, c: int, d: int) -> bool:
        """Whether the sizes agree well as a whole and no part alone agrees so well; asked for every cell, so plain."""
        one, other = self.left_sizes[b] - self.left_sizes[a], self.right_sizes[d] - self.right_sizes[c]
        if not _FITS * one < other < one / _FITS:
            return False
        if b - a > 1:
            return all(s.size + 2 < _MISFITS * (other + 2) for s in self.left[a:b])
        return all(s.size + 2 < _MISFITS * (one + 2) for s in self.right[c:d])

    def _similarity(self, one: Anchors, other: Anchors, common: float) -> float:
        kind = _KIND if one.heading == other.heading else -2 * _KIND
        if common:
            total = self._total(one) + self._total(other)
            return _ANCHORED * 2 * common / total + _SIZED * ratio(one, other) + kind
        return kind if self._total(one) or self._total(other) else _UNANCHORED * ratio(one, other) + kind

    def _total(self, anchor: Anchors) -> float:
        known = self.totals.get(anchor)
        return known if known is not None else sum(self.weights[n] for n in anchor.found & self.weights.keys())


def _weights(left: Sequence[Anchors], right: Sequence[Anchors]) -> dict[str, float]:
    """An anchor that stands in few paragraphs tells more than one that stands in all."""
    seen = Counter(name for side in (left, right) for anchor in side for name in anchor.found)
    both = {n for anchor in left for n in anchor.found} & {n for anchor in right for n in anchor.found}
    return {name: 1.0 / math.sqrt(seen[name]) for name in both}
