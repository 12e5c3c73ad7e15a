"""Where the best path may run: near pairs of paragraphs that belong together beyond doubt.

Long documents are divided at such pins, as Moore (2002) and hunalign do in a first pass, so that time and memory grow
with the length of the documents and not with its square.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from zhengming.alignment.likeness import Likeness

# Documents with fewer cells are searched as wholes.
_SMALL = 10_000
# Anchors in more columns than this place nothing.
_RARE = 40
_PIN, _CLEARLY_BETTER = 0.3, 0.7
# Paragraphs on either side of a pin that the path may still leave it by: a pin may be a part of a larger bead.
_PAD = 6
_MOST_CELLS = 60_000

# For each point between rows the columns from and to (inclusive) between which the path may run.
Corridor = list[tuple[int, int]]


def corridor(likeness: Likeness) -> Corridor:
    """The corridor, wide open where the documents are small; `likeness` then knows what is common inside it."""
    n, m = len(likeness.rows), len(likeness.columns)
    bounds = [(0, m)] * (n + 1) if n * m <= _SMALL else _between(_pins(likeness), n, m)
    for row in range(n):
        likeness.look(row, max(bounds[row][0] - 1, 0), min(bounds[row + 1][1] + 1, m))
    return bounds


def _pins(likeness: Likeness) -> list[tuple[int, int]]:
    """Pairs that are each other's best by far, the longest chain of them in order."""
    n, m = len(likeness.rows), len(likeness.columns)
    best_of_row: dict[int, tuple[float, int]] = {}
    best_of_column: dict[int, list[tuple[float, int]]] = {}
    for row in range(n):
        likeness.look(row, 0, m, most=_RARE)
        ranked = sorted(((likeness.quality(row, c), c) for c in likeness.sums[row]), reverse=True)[:2]
        if ranked and ranked[0][0] >= _PIN and (len(ranked) < 2 or ranked[1][0] < _CLEARLY_BETTER * ranked[0][0]):
            best_of_row[row] = ranked[0]
        for quality, column in ranked:
            best_of_column.setdefault(column, []).append((quality, row))
    mutual = []
    for row, (quality, column) in best_of_row.items():
        if all(q < _CLEARLY_BETTER * quality for q, r in best_of_column[column] if r != row):
            mutual.append((row, column))
    return longest_chain(mutual)


def longest_chain(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest subsequence of pairs (in order of rows) whose columns ascend.

    >>> longest_chain([(0, 0), (1, 9), (2, 1), (3, 2)])
    [(0, 0), (2, 1), (3, 2)]
    """
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for n, (_, column) in enumerate(pairs):
        at = bisect_left(ends, column)
        before.append(last[at - 1] if at else -1)
        ends[at : at + 1] = [column]
        last[at : at + 1] = [n]
    chain, n = [], last[-1] if last else -1
    while n >= 0:
        chain.append(pairs[n])
        n = before[n]
    return chain[::-1]


def _between(pins: Sequence[tuple[int, int]], n: int, m: int) -> Corridor:
    bounds = [(m, 0)] * (n + 1)
    corners = [(0, 0), *((row, column) for row, column in pins), (n, m)]
    for (top, left), (bottom, right) in pairwise(corners):
        half = max(_MOST_CELLS // (bottom - top + 1) // 2, _PAD)
        for point in range(max(top - _PAD, 0), min(bottom + _PAD, n) + 1):
            low, high = left, right
            if right - left > 2 * half:
                share = min(max((point - top) / max(bottom - top, 1), 0.0), 1.0)
                middle = left + round(share * (right - left))
                low, high = max(left, middle - half), min(right, middle + half)
            old = bounds[point]
            bounds[point] = (min(old[0], max(low - _PAD, 0)), max(old[1], min(high + _PAD, m)))
    return _connected(bounds, m)


def _connected(bounds: Corridor, m: int) -> Corridor:
    """With bounds that never go back, from the first corner to the last."""
    bounds[0] = (0, bounds[0][1])
    bounds[-1] = (bounds[-1][0], m)
    lows, highs = [low for low, _ in bounds], [high for _, high in bounds]
    for point in range(len(bounds) - 2, -1, -1):
        lows[point] = min(lows[point], lows[point + 1])
    for point in range(1, len(bounds)):
        highs[point] = max(highs[point], highs[point - 1])
    return list(zip(lows, highs, strict=True))
