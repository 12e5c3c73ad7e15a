"""Align the paragraphs of a draft with those of its source by dynamic programming over what they have in common.

After Gale & Church (1993), with anchors instead of length alone, and leaving out as free as it must be for a draft of
two sections of a long report.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from zhengming.alignment.anchors import Anchors, anchors
from zhengming.matching import Matcher
from zhengming.model import Block, Document, Segment

# Beads: how many source and draft paragraphs go together, and what joining costs.
_BEADS = ((1, 1, 0.0), (1, 2, 0.25), (2, 1, 0.25), (1, 3, 0.5), (3, 1, 0.5))
_SKIP = 0.02
_SURE = 0.22
_ANCHORED = 0.6
# One-to-one beads without anchors are believed when their sizes agree as well as this.
_FITTING = 0.4

# Source paragraphs from, to, draft paragraphs from, to, similarity.
_Bead = tuple[int, int, int, int, float]


def align(source: Document, draft: Document, matcher: Matcher) -> tuple[Segment, ...]:
    """The segments of a draft in its order; a paragraph without a counterpart has no sources and is not `sure`."""
    sources, targets = _prose(source), _prose(draft)
    left = [anchors(b, matcher) for b in sources]
    right = [anchors(b, matcher) for b in targets]
    weights = _weights(left, right)
    beads = _best_path(left, right, weights)
    sure = _sure_beads(beads, left, right)
    segments: list[Segment] = []
    for n, (a, b, c, d, _) in enumerate(beads):
        if d > c:
            segments.append(Segment(len(segments) + 1, tuple(targets[c:d]), tuple(sources[a:b]), sure=n in sure))
    return tuple(segments)


def _sure_beads(beads: Sequence[_Bead], left: Sequence[Anchors], right: Sequence[Anchors]) -> set[int]:
    """Beads with enough in common; and runs of one-to-one beads of fitting size that such beads or the ends enclose."""
    sure = {n for n, (a, b, c, d, score) in enumerate(beads) if b > a and d > c and score >= _SURE}
    at = 0
    while at < len(beads):
        stop = at
        while stop < len(beads) and stop not in sure and _fits(beads[stop], left, right):
            stop += 1
        if stop > at and (at == 0 or at - 1 in sure) and (stop == len(beads) or stop in sure):
            sure.update(range(at, stop))
        at = max(stop, at + 1)
    return sure


def _fits(bead: _Bead, left: Sequence[Anchors], right: Sequence[Anchors]) -> bool:
    a, b, c, d, _ = bead
    return b - a == 1 and d - c == 1 and _ratio(left[a], right[c]) > _FITTING


def _ratio(left: Anchors, right: Anchors) -> float:
    """How well two sizes agree: 1 is equal, 0.5 twice as long."""
    small, large = sorted((left.size + 2, right.size + 2))
    return small / large


def _prose(document: Document) -> list[Block]:
    return [b for b in document.body if b.text.strip()]


def _weights(left: Sequence[Anchors], right: Sequence[Anchors]) -> dict[str, float]:
    """An anchor that stands in few paragraphs tells more than one that stands in all."""
    seen = Counter(a for side in (left, right) for anchor in side for a in anchor.found)
    both = {a for anchor in left for a in anchor.found} & {a for anchor in right for a in anchor.found}
    return {a: 1.0 / math.sqrt(seen[a]) for a in both}


def _similarity(left: Anchors, right: Anchors, weights: dict[str, float]) -> float:
    """Between 0 and 1: the share of common anchors (by weight), and how well the sizes agree."""
    common = sum(weights[a] for a in left.found & right.found)
    total = sum(weights.get(a, 0.0) for a in left.found) + sum(weights.get(a, 0.0) for a in right.found)
    length = _ratio(left, right)
    kind = 0.1 if left.heading == right.heading else -0.2
    if not total:
        return 0.12 * length + kind
    return _ANCHORED * (2 * common / total) + 0.25 * length * (common > 0) + kind


def _best_path(left: Sequence[Anchors], right: Sequence[Anchors], weights: dict[str, float]) -> list[_Bead]:
    """The beads in order that add up to the most."""
    n, m = len(left), len(right)
    best = [[0.0] * (m + 1) for _ in range(n + 1)]
    back: list[list[tuple[int, int, float]]] = [[(0, 0, 0.0)] * (m + 1) for _ in range(n + 1)]
    for i in range(n + 1):
        for j in range(m + 1):
            options = []
            if i:
                options.append((best[i - 1][j] - _SKIP, (1, 0, 0.0)))
            if j:
                options.append((best[i][j - 1] - _SKIP, (0, 1, 0.0)))
            for a, b, cost in _BEADS:
                if i >= a and j >= b and _go_together(left[i - a : i], right[j - b : j]):
                    similarity = _similarity(_joined(left[i - a : i]), _joined(right[j - b : j]), weights)
                    gain = similarity * (a + b) / 2 - cost
                    options.append((best[i - a][j - b] + gain, (a, b, similarity)))
            if options:
                best[i][j], back[i][j] = max(options, key=lambda o: o[0])
    return _traced(back, n, m)


def _go_together(left: Sequence[Anchors], right: Sequence[Anchors]) -> bool:
    """Whether paragraphs may be joined: no headings, and each part shares an anchor or the whole fits far better."""
    if len(left) == len(right) == 1:
        return True
    if any(part.heading for part in (*left, *right)):
        return False
    parts, whole = (left, right[0]) if len(left) > 1 else (right, left[0])
    if all(part.found & whole.found for part in parts):
        return True
    return _ratio(_joined(parts), whole) > 0.8 and max(_ratio(part, whole) for part in parts) < 0.6


def _joined(stretch: Sequence[Anchors]) -> Anchors:
    whole = stretch[0]
    for part in stretch[1:]:
        whole = whole.joined(part)
    return whole


def _traced(back: list[list[tuple[int, int, float]]], n: int, m: int) -> list[_Bead]:
    beads = []
    while n or m:
        a, b, similarity = back[n][m]
        beads.append((n - a, n, m - b, m, similarity))
        n, m = n - a, m - b
    return beads[::-1]
