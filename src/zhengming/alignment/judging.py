"""Which beads are to be believed. One that is believed and wrong is the worst there is: the checker cries wolf over it.

The numbers are from three chapters in two languages and from drafts edited at random (benchmarks/alignment.py): true
pairs have 0.4 to 0.8 in common, others of the same text hardly ever more than 0.35.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from statistics import median

from zhengming.alignment.likeness import Likeness, Span

# Paragraphs with this much in common belong together; between sure neighbours less will do.
_SURE, _LIKELY = 0.3, 0.2
# Where one is a heading and the other is not, more.
_SURE_OF_OTHER_KIND = 0.6
# One word alone is no evidence, however much of a heading it is.
_EVIDENCE = 1.2
# With less than this on both sides together there is too little in a paragraph for its words to tell anything.
_TELLING = 12.0
# What any other paragraph may have in common with one of the two, as a share of what the two have.
_RIVAL = 0.75
# A left-over paragraph of the draft is part of a bead where this share of the likeness stays with it, or it has that
# share of it alone; and is taken in where the sizes then agree so much better.
_STAYS, _ALONE, _MUCH_BETTER = 0.85, 0.5, 0.08
# The sizes must agree as well as this (1 is equal, 0.5 twice as long); better beside a paragraph that is left over.
_FITTING, _FITTING_WELL = 0.45, 0.65
# The size that translations take is learnt from so many pairs as good as this, and is never far from the usual.
_ENOUGH, _GOOD, _FAR = 5, 0.4, 1.33
_FEW = 3


def is_paired(span: Span) -> bool:
    """Whether both sides are there."""
    a, b, c, d = span
    return b > a and d > c


def is_translation(like: Likeness, span: Span) -> bool:
    """Whether one side is Chinese and the other is not."""
    a, b, c, d = span
    return all(row.chinese != column.chinese for row in like.rows[a:b] for column in like.columns[c:d])


def rivals(like: Likeness, spans: Sequence[Span]) -> list[float]:
    """For each span how like its rows and columns are to any others."""
    span_of_row = {row: n for n, s in enumerate(spans) for row in range(s[0], s[1])}
    span_of_column = {column: n for n, s in enumerate(spans) for column in range(s[2], s[3])}
    best = [0.0] * len(spans)
    for row, sums in enumerate(like.sums):
        own = span_of_row[row]
        for column in sums:
            other = span_of_column[column]
            if own != other:
                quality = like.quality(row, column)
                best[own] = max(best[own], quality)
                best[other] = max(best[other], quality)
    return best


def widened(like: Likeness, spans: Sequence[Span], drafted: bool) -> list[Span]:
    """With what is left over in the draft taken into the bead beside it, where the sizes then agree much better.

    A wider bead costs nothing where the paragraph does not belong to it, and a narrow one would where it does.
    """
    usual = _usual_ratio(like, spans)
    out: list[Span] = []
    for span in spans:
        out.append(span)
        if len(out) > 1 and (wider := _taken_in(like, out[-2], out[-1], usual, drafted)):
            out[-2:] = [wider]
    return out


def _taken_in(like: Likeness, one: Span, other: Span, usual: float, drafted: bool) -> Span | None:
    """Two neighbouring spans as one, where one of them is a left-over paragraph of the draft that suits the other."""
    for bead, rest in ((one, other), (other, one)):
        left_over = rest[2] == rest[3] if drafted else rest[0] == rest[1]
        if not left_over or not is_paired(bead) or _is_heading(like, rest[0] if drafted else rest[2], drafted):
            continue
        wider = (one[0], other[1], one[2], other[3])
        as_like = like.quality_of(wider) > _STAYS * max(like.quality_of(bead), _SURE)
        if as_like and of_a_kind(like, wider) and like.fit(wider, usual) > like.fit(bead, usual) + _MUCH_BETTER:
            return wider
    return None


def of_a_kind(like: Likeness, span: Span) -> bool:
    """Whether both sides begin with a heading or neither does."""
    return is_paired(span) and like.rows[span[0]].heading == like.columns[span[2]].heading


def _is_heading(like: Likeness, place: int, drafted: bool) -> bool:
    return (like.rows if drafted else like.columns)[place].heading


def _usual_ratio(like: Likeness, spans: Sequence[Span]) -> float:
    """How long columns usually are beside their rows, where that is known of enough pairs; 1 is what we expect."""
    good = [s for s in spans if s[1] - s[0] == 1 and s[3] - s[2] == 1 and like.quality(s[0], s[2]) >= _GOOD]
    if len(good) < _ENOUGH:
        return 1.0
    found = median(math.log((like.columns[s[2]].size + 2) / (like.rows[s[0]].size + 2)) for s in good)
    return min(max(math.exp(found), 1 / _FAR), _FAR)


class Judge:
    """The spans of a path, and what tells which of them are sure; `drafted` where the rows are the draft."""

    def __init__(self, like: Likeness, spans: Sequence[Span], drafted: bool) -> None:
        self.like, self.spans, self.drafted = like, spans, drafted
        self.usual = _usual_ratio(like, spans)
        sides = ((s[0], s[1]) if drafted else (s[2], s[3]) for s in spans if not is_paired(s))
        self.left_over = [place for start, stop in sides for place in range(start, stop)]

    def sure(self) -> list[bool]:
        """For each span whether it is sure: much in common, nothing else as like, and sizes that agree.

        Between two that are sure less will do: order speaks for what stands there.
        """
        spans, others = self.spans, rivals(self.like, self.spans)
        fits = [self._fits(n) and not self._goes_on(span) for n, span in enumerate(spans)]
        alone = [
            fits[n] and self._is_like(span) and others[n] < _RIVAL * self.like.quality_of(span)
            for n, span in enumerate(spans)
        ]
        follows = [self._may_follow(span) for span in spans]
        # Where nothing at all is sure, the two ends do not make it so, but in a text of a few sentences.
        at_ends = len(spans) <= _FEW or any(alone)
        before = list(_behind_a_sure_one(alone, follows, at_ends))
        after = list(_behind_a_sure_one(alone[::-1], follows[::-1], at_ends))[::-1]
        return [
            is_translation(self.like, span) and (alone[n] or (fits[n] and follows[n] and before[n] and after[n]))
            for n, span in enumerate(spans)
        ]

    def _is_like(self, span: Span) -> bool:
        least = _SURE if of_a_kind(self.like, span) else _SURE_OF_OTHER_KIND
        return self.like.quality_of(span) >= least and self.like.weight_of(span) >= _EVIDENCE

    def _may_follow(self, span: Span) -> bool:
        """Whether nothing speaks against a span whose neighbours are sure."""
        a, b, c, d = span
        if b - a != 1 or d - c != 1 or not of_a_kind(self.like, span):
            return is_paired(span) and self.like.quality_of(span) >= _SURE
        return self.like.quality(a, c) >= _LIKELY or self.like.row_totals[a] + self.like.column_totals[c] < _TELLING

    def _fits(self, n: int) -> bool:
        """Whether the sizes agree, for how these texts are translated."""
        beside = [self.spans[k] for k in (n - 1, n + 1) if 0 <= k < len(self.spans)]
        least = _FITTING if all(map(is_paired, beside)) else _FITTING_WELL
        return is_paired(self.spans[n]) and self.like.fit(self.spans[n], self.usual) >= least

    def _goes_on(self, span: Span) -> bool:
        """Whether a paragraph of the draft that is left over may be a part of a bead.

        Anywhere: it has half as much in common with the source as all the rest of the draft. Beside it: with it the two
        sides are about as like, and it shares something or makes the sizes agree better.
        """
        a, b, c, d = span
        like, quality = self.like, self.like.quality_of(span)
        for place in self.left_over:
            one = like.quality_of((place, place + 1, c, d) if self.drafted else (a, b, place, place + 1))
            if one > _ALONE * quality:
                return True
            if place not in ((a - 1, b) if self.drafted else (c - 1, d)) or _is_heading(like, place, self.drafted):
                continue
            low, high = min(a if self.drafted else c, place), max(b if self.drafted else d, place + 1)
            wider = (low, high, c, d) if self.drafted else (a, b, low, high)
            better = one >= _LIKELY or like.fit(wider, self.usual) > like.fit(span, self.usual)
            if better and like.quality_of(wider) > _STAYS * quality:
                return True
        return False


def _behind_a_sure_one(sure: Sequence[bool], follows: Sequence[bool], at_end: bool) -> Iterator[bool]:
    """For each bead whether the last one before it that is not merely likely is sure; `at_end` where there is none."""
    behind = at_end
    for believed, may in zip(sure, follows, strict=True):
        yield behind
        behind = believed or (behind and may)
