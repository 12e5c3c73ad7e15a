"""The best path through two texts by dynamic programming, after Gale & Church (1993), with anchors beside length.

Leaving out is as free as it must be for a draft of two sections of a long report.
"""

from __future__ import annotations

from collections.abc import Sequence

from zhengming.alignment.corridor import Corridor
from zhengming.alignment.likeness import Likeness, Span

# How many rows and columns may go together, and what joining costs.
_JOINS = tuple((a, b, 0.1 * (a + b - 2)) for a, b in ((1, 2), (2, 1), (1, 3), (3, 1), (1, 4), (4, 1), (2, 2)))
_SKIP = 0.02
# Only where the corners have this much in common a join is tried.
_TRIED = 0.1
_NEVER = float("-inf")


def best_path(likeness: Likeness, bounds: Corridor) -> list[Span]:
    """The beads in order that add up to the most, those with one side empty included."""
    values: list[list[float]] = []
    back: list[list[tuple[int, int]]] = []
    for i, (low, high) in enumerate(bounds):
        row: list[float] = []
        steps: list[tuple[int, int]] = []
        for j in range(low, high + 1):
            value, step = (0.0, (0, 0)) if i == j == 0 else (_NEVER, (0, 0))
            if j > low and row[-1] - _SKIP > value:
                value, step = row[-1] - _SKIP, (0, 1)
            if i:
                for gain, a, b in _options(likeness, i, j):
                    at = j - b - bounds[i - a][0]
                    if 0 <= at < len(values[i - a]) and values[i - a][at] + gain > value:
                        value, step = values[i - a][at] + gain, (a, b)
            row.append(value)
            steps.append(step)
        values.append(row)
        back.append(steps)
    return _traced(back, bounds)


def _options(likeness: Likeness, i: int, j: int) -> list[tuple[float, int, int]]:
    """What may end at a point: its gain, how many rows, how many columns."""
    options = [(-_SKIP, 1, 0)]
    if j:
        options.append((likeness.gain(i - 1, j - 1), 1, 1))
        if likeness.quality(i - 1, j - 1) >= _TRIED:
            for a, b, cost in _JOINS:
                if i >= a and j >= b and likeness.quality(i - a, j - b) >= _TRIED:
                    gain = likeness.gain_joined((i - a, i, j - b, j))
                    if gain is not None:
                        options.append((gain * (a + b) / 2 - cost, a, b))
    return options


def _traced(back: Sequence[Sequence[tuple[int, int]]], bounds: Corridor) -> list[Span]:
    beads = []
    i, j = len(bounds) - 1, bounds[-1][1]
    while i or j:
        a, b = back[i][j - bounds[i][0]]
        beads.append((i - a, i, j - b, j))
        i, j = i - a, j - b
    return beads[::-1]
