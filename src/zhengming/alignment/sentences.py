"""Narrow an aligned paragraph to its sentences, where nothing speaks for keeping them together.

A cut is made only between groups of sentences that each have their own counterpart: translators move clauses over a
full stop so often that a wide segment is worth more than a narrow one that is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from zhengming.alignment.anchors import Anchors, anchors
from zhengming.alignment.corridor import corridor
from zhengming.alignment.cut import cut, sentences
from zhengming.alignment.likeness import Likeness, Span, likeness
from zhengming.alignment.path import best_path
from zhengming.model import Block, Mention, Segment

# What a group of sentences must have in common with its counterpart, how much more than with the next one,
# and how well the sizes must agree.
_OWN, _CLEARLY, _FITTING = 0.3, 1.4, 0.5
# A paragraph with more sentences is no paragraph but a text that lost its line ends.
_MOST = 80

# Sentences of a paragraph: the block, from, to, and what they have.
_Sentence = tuple[Block, int, int, Anchors]


def narrowed(segment: Segment, find: Callable[[str], tuple[Mention, ...]]) -> tuple[Segment, ...]:
    """The parts of a segment, in the order of the draft; the segment itself where it is not to be cut.

    Only a sure segment is cut, never within quotation marks, brackets or a heading.
    """
    if not segment.sure or any(block.kind == "heading" for block in (*segment.targets, *segment.sources)):
        return (segment,)
    sources, targets = (list(_sentences(blocks, find)) for blocks in (segment.sources, segment.targets))
    if not (1 < len(sources) <= _MOST and 1 < len(targets) <= _MOST):
        return (segment,)
    groups = _groups([s[3] for s in sources], [t[3] for t in targets])
    if len(groups) < 2:
        return (segment,)
    return tuple(
        replace(segment, part=part, sources=_blocks(sources[a:b]), targets=_blocks(targets[c:d]))
        for part, (a, b, c, d) in enumerate(groups, 1)
    )


def _sentences(blocks: Sequence[Block], find: Callable[[str], tuple[Mention, ...]]) -> Iterator[_Sentence]:
    for block in blocks:
        mentions = find(block.text)
        for start, end in sentences(block.text):
            here = [m for m in mentions if start <= m.start and m.end <= end]
            yield block, start, end, anchors(cut(block, start, end), here)


def _blocks(found: Sequence[_Sentence]) -> tuple[Block, ...]:
    """The sentences as blocks, those of one paragraph in one piece."""
    spans: list[tuple[Block, int, int]] = []
    for block, start, end, _ in found:
        if spans and spans[-1][0] is block:
            spans[-1] = (block, spans[-1][1], end)
        else:
            spans.append((block, start, end))
    return tuple(cut(block, start, end) for block, start, end in spans)


def _groups(left: Sequence[Anchors], right: Sequence[Anchors]) -> list[Span]:
    """Groups of sentences (sources from, to, targets from, to) that cover the paragraph in order."""
    turned = sum(a.chinese for a in left) * len(right) < sum(a.chinese for a in right) * len(left)
    rows, columns = (right, left) if turned else (left, right)
    like = likeness(rows, columns)
    groups = _together(like, best_path(like, corridor(like)))
    at = 0
    while at < len(groups) - 1:
        if _part(like, groups[at], groups[at + 1]):
            at += 1
        else:
            groups[at : at + 2] = [_union(groups[at], groups[at + 1])]
            at = max(at - 1, 0)
    spans = [(c, d, a, b) for a, b, c, d in groups] if turned else groups
    return _with_what_crossed(left, right, spans)


def _union(one: Span, other: Span) -> Span:
    return (one[0], other[1], one[2], other[3])


def _together(like: Likeness, beads: Sequence[Span]) -> list[Span]:
    """The beads, one that lacks a side, is weak or does not fit taken together with the next, or the one before."""
    groups: list[Span] = []
    for bead in beads:
        if groups and not _stands(like, groups[-1]):
            groups[-1] = _union(groups[-1], bead)
        else:
            groups.append(bead)
    if len(groups) > 1 and not _stands(like, groups[-1]):
        groups[-2:] = [_union(groups[-2], groups[-1])]
    return groups


def _stands(like: Likeness, span: Span) -> bool:
    a, b, c, d = span
    return b > a and d > c and like.quality_of(span) >= _OWN and like.fit(span) >= _FITTING


def _part(like: Likeness, one: Span, other: Span) -> bool:
    """Whether every sentence of two neighbouring groups has clearly more to do with its own counterpart."""
    if not (_stands(like, one) and _stands(like, other)):
        return False
    for group, next_to in ((one, other), (other, one)):
        a, b, c, d = group
        for row in range(a, b):
            if not _clearly(like.quality_of((row, row + 1, c, d)), like.quality_of((row, row + 1, *next_to[2:]))):
                return False
        for column in range(c, d):
            own = like.quality_of((a, b, column, column + 1))
            if not _clearly(own, like.quality_of((*next_to[:2], column, column + 1))):
                return False
    return True


def _clearly(own: float, other: float) -> bool:
    return own > 0 and own >= _CLEARLY * other


def _with_what_crossed(left: Sequence[Anchors], right: Sequence[Anchors], groups: Sequence[Span]) -> list[Span]:
    """Groups taken together where a concept, number or name of one is said in another that does not have it itself."""
    spans = list(groups)
    n = 0
    while n < len(spans):
        to = _crossed_to(left, right, spans, n)
        if to is None:
            n += 1
        else:
            low, high = min(n, to), max(n, to)
            spans[low : high + 1] = [_union(spans[low], spans[high])]
            n = 0
    return spans


def _crossed_to(left: Sequence[Anchors], right: Sequence[Anchors], spans: Sequence[Span], n: int) -> int | None:
    """The nearest group whose draft says what the source of group n says and its draft does not."""
    said = [_found(left[a:b]) for a, b, _, _ in spans]
    drafted = [_found(right[c:d]) for _, _, c, d in spans]
    lacking = said[n] - drafted[n]
    others = [k for k in range(len(spans)) if k != n and lacking & (drafted[k] - said[k])]
    return min(others, key=lambda k: abs(k - n), default=None)


def _found(stretch: Sequence[Anchors]) -> frozenset[str]:
    return frozenset(name for a in stretch for name in a.found if name[0] in "cnw")
