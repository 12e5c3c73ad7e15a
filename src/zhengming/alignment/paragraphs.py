"""Align the paragraphs of a draft with those of its source by dynamic programming over what they have in common.

After Gale & Church (1993), with anchors instead of length alone, and leaving out as free as it must be for a draft of
two sections of a long report.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from zhengming.alignment.anchors import Anchors, anchors
from zhengming.alignment.likeness import Likeness
from zhengming.model import Block, Document, Mention, Segment

Find = Callable[[str], tuple[Mention, ...]]

# How many source and draft paragraphs may go together, and what joining costs.
_JOINS = ((1, 2, 0.25), (2, 1, 0.25), (1, 3, 0.5), (3, 1, 0.5))
_SKIP = 0.02
_SURE = 0.22
# Beads are believed when the sizes of both sides agree as well as this (1 is equal, 0.5 twice as long).
_FITTING = 0.4

# Source paragraphs from, to, draft paragraphs from, to, similarity.
_Bead = tuple[int, int, int, int, float]


def align(source: Document, draft: Document, find: Find) -> tuple[Segment, ...]:
    """The segments of a draft in its order; `find` gives the mentions in a text.

    A paragraph without a counterpart has no sources and is not `sure`.
    """
    sources, targets = _prose(source), _prose(draft)
    left = [anchors(b, find(b.text)) for b in sources]
    right = [anchors(b, find(b.text)) for b in targets]
    beads = _best_path(Likeness(left, right), len(left), len(right))
    sure = _sure_beads(beads, left, right)
    segments: list[Segment] = []
    for n, (a, b, c, d, _) in enumerate(beads):
        if d > c:
            segments.append(Segment(len(segments) + 1, tuple(targets[c:d]), tuple(sources[a:b]), sure=n in sure))
    return tuple(segments)


def _sure_beads(beads: Sequence[_Bead], left: Sequence[Anchors], right: Sequence[Anchors]) -> set[int]:
    """Beads with enough in common, and runs of one-to-one beads that such beads or the ends enclose.

    All of fitting size: a draft that breaks off in the middle of a paragraph has not translated its rest wrongly.
    """
    sure = {n for n, bead in enumerate(beads) if bead[4] >= _SURE and _fits(bead, left, right)}
    at = 0
    while at < len(beads):
        stop = at
        while stop < len(beads) and stop not in sure and _is_single(beads[stop]) and _fits(beads[stop], left, right):
            stop += 1
        if stop > at and (at == 0 or at - 1 in sure) and (stop == len(beads) or stop in sure):
            sure.update(range(at, stop))
        at = max(stop, at + 1)
    return sure


def _is_single(bead: _Bead) -> bool:
    return bead[1] - bead[0] == 1 and bead[3] - bead[2] == 1


def _fits(bead: _Bead, left: Sequence[Anchors], right: Sequence[Anchors]) -> bool:
    """Whether both sides are there and their sizes agree."""
    a, b, c, d, _ = bead
    if a == b or c == d:
        return False
    sizes = sorted((sum(x.size for x in left[a:b]) + 2, sum(x.size for x in right[c:d]) + 2))
    return sizes[0] / sizes[1] > _FITTING


def _prose(document: Document) -> list[Block]:
    return [b for b in document.body if b.text.strip()]


def _best_path(likeness: Likeness, n: int, m: int) -> list[_Bead]:
    """The beads in order that add up to the most."""
    best = [[0.0] * (m + 1) for _ in range(n + 1)]
    back: list[list[tuple[int, int, float]]] = [[(0, 0, 0.0)] * (m + 1) for _ in range(n + 1)]
    for i in range(n + 1):
        for j in range(m + 1):
            options = []
            if i:
                options.append((best[i - 1][j] - _SKIP, (1, 0, 0.0)))
            if j:
                options.append((best[i][j - 1] - _SKIP, (0, 1, 0.0)))
            if i and j:
                similarity = likeness.of(i - 1, j - 1)
                options.append((best[i - 1][j - 1] + similarity, (1, 1, similarity)))
            for a, b, cost in _JOINS:
                joined = likeness.of_joined(i - a, i, j - b, j) if i >= a and j >= b else None
                if joined is not None:
                    options.append((best[i - a][j - b] + joined * (a + b) / 2 - cost, (a, b, joined)))
            if options:
                best[i][j], back[i][j] = max(options)
    return _traced(back, n, m)


def _traced(back: list[list[tuple[int, int, float]]], n: int, m: int) -> list[_Bead]:
    beads = []
    while n or m:
        a, b, similarity = back[n][m]
        beads.append((n - a, n, m - b, m, similarity))
        n, m = n - a, m - b
    return beads[::-1]
