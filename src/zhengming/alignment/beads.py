"""Beads: which rows go with which columns, and how sure that is."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from zhengming.alignment.anchors import Anchors
from zhengming.alignment.corridor import corridor
from zhengming.alignment.likeness import Likeness, Span, likeness
from zhengming.alignment.path import best_path

# Paragraphs with this much in common belong together; between sure neighbours less will do.
_SURE, _LIKELY = 0.3, 0.2
# Below this there is too little in a paragraph for its words to tell anything.
_TELLING = 6.0
# One word alone is no evidence, however much of a heading it is.
_EVIDENCE = 1.2
# What others may have in common with one of the two, as a share.
_RIVAL = 0.75
_PART, _HALF = 0.85, 0.5
# The sizes must agree as well as this (1 is equal, 0.5 twice as long); better beside a paragraph that is left over.
_FITTING, _FITTING_WELL = 0.45, 0.65
# The size that translations take is learnt from so many good pairs.
_ENOUGH, _GOOD = 5, 0.4
_FEW = 3
_MOVED, _ROUNDS = 0.35, 3


@dataclass(frozen=True, slots=True)
class Bead:
    """Rows and columns that go together, one side empty where nothing was found."""

    span: Span
    sure: bool = False

    def turned(self) -> Bead:
        """With rows and columns exchanged."""
        a, b, c, d = self.span
        return Bead((c, d, a, b), self.sure)

    @property
    def paired(self) -> bool:
        """Whether both sides are there."""
        a, b, c, d = self.span
        return b > a and d > c


def beads_of(rows: Sequence[Anchors], columns: Sequence[Anchors], *, drafted: bool) -> list[Bead]:
    """The beads of two texts, moved paragraphs behind the others; `drafted` where the rows are the draft."""
    like = likeness(rows, columns)
    in_order = _judged(like, best_path(like, corridor(like)), drafted)
    moved = list(_moved(like, in_order))
    taken_rows = {row for bead in moved for row in range(*bead.span[:2])}
    taken_columns = {column for bead in moved for column in range(*bead.span[2:])}
    kept = [rest for bead in in_order for rest in _without(bead, taken_rows, taken_columns)]
    return kept + moved


def _without(bead: Bead, rows: set[int], columns: set[int]) -> Iterator[Bead]:
    """A bead as it is, or what is left of one whose paragraphs turned out to be moved."""
    a, b, c, d = bead.span
    if rows.isdisjoint(range(a, b)) and columns.isdisjoint(range(c, d)):
        yield bead
        return
    yield from (Bead((row, row + 1, c, c)) for row in range(a, b) if row not in rows)
    yield from (Bead((b, b, column, column + 1)) for column in range(c, d) if column not in columns)


def _judged(like: Likeness, spans: Sequence[Span], drafted: bool) -> list[Bead]:
    """The beads of a path with what is sure: much in common, nothing else as like, and sizes that agree.

    A bead between two sure ones needs less: order speaks for it.
    """
    usual = _usual_ratio(like, spans)
    rivals = _rivals(like, spans)
    loose = [x for s in spans for x in (range(s[0], s[1]) if drafted else range(s[2], s[3])) if s[0] == s[1] or s[2] == s[3]]
    fitting = [
        _fits(like, spans, n, usual) and not _goes_on(like, spans, n, usual, loose, drafted) for n in range(len(spans))
    ]
    beads = []
    for n, span in enumerate(spans):
        quality = like.quality_of(span)
        enough = quality >= (_SURE if _of_a_kind(like, span) else 2 * _SURE) and like.weight_of(span) >= _EVIDENCE
        alone = enough and rivals[n] < _RIVAL * quality
        beads.append(Bead(span, alone and fitting[n]))
    beads = _by_neighbours(like, beads, fitting)
    return [replace(bead, sure=bead.sure and not _same_language(like, bead.span)) for bead in beads]


def _same_language(like: Likeness, span: Span) -> bool:
    """Whether it is no translation: both sides are Chinese, or neither is."""
    a, b, c, d = span
    return any(r.chinese == column.chinese for r in like.rows[a:b] for column in like.columns[c:d])


def _by_neighbours(like: Likeness, beads: Sequence[Bead], fitting: Sequence[bool]) -> list[Bead]:
    """With those sure that stand between sure ones, or one and an end of the text, in a run without a doubtful one."""
    follows = [_may_follow(like, bead) for bead in beads]
    # Where nothing at all is sure, the two ends do not make it so, but in a text of a few sentences.
    at_end = len(beads) <= _FEW or any(bead.sure for bead in beads)
    before = list(_after_a_sure_one(beads, follows, at_end))
    after = list(_after_a_sure_one(beads[::-1], follows[::-1], at_end))[::-1]
    enclosed = [all(found) for found in zip(before, after, follows, fitting, strict=True)]
    return [replace(bead, sure=bead.sure or inside) for bead, inside in zip(beads, enclosed, strict=True)]


def _after_a_sure_one(beads: Sequence[Bead], follows: Sequence[bool], at_end: bool) -> Iterator[bool]:
    behind = at_end
    for bead, may in zip(beads, follows, strict=True):
        yield behind
        behind = bead.sure or (behind and may)


def _may_follow(like: Likeness, bead: Bead) -> bool:
    """Whether nothing speaks against a bead whose neighbours are sure."""
    if not bead.paired:
        return False
    a, b, c, d = bead.span
    if b - a > 1 or d - c > 1 or not _of_a_kind(like, bead.span):
        return like.quality_of(bead.span) >= _SURE
    return like.quality_of(bead.span) >= _LIKELY or like.row_totals[a] + like.column_totals[c] < 2 * _TELLING


def _of_a_kind(like: Likeness, span: Span) -> bool:
    """Whether both are headings or neither is."""
    return like.rows[span[0]].heading == like.columns[span[2]].heading if span[0] < span[1] and span[2] < span[3] else True


def _goes_on(
    like: Likeness, spans: Sequence[Span], n: int, usual: float, loose: Sequence[int], drafted: bool
) -> bool:
    """Whether a paragraph of the draft that is left over may be a part of a bead.

    Beside it: with it the two sides are about as like, and it shares something or makes the sizes agree better.
    Anywhere: it is half as like the source as all the rest of the draft.
    """
    a, b, c, d = spans[n]
    quality = like.quality_of(spans[n])
    for x in loose:
        one: Span = (x, x + 1, c, d) if drafted else (a, b, x, x + 1)
        if like.quality_of(one) > _HALF * quality:
            return True
        if x not in ((a - 1, b) if drafted else (c - 1, d)) or _is_heading(like, x, drafted):
            continue
        wider: Span = (min(a, x), max(b, x + 1), c, d) if drafted else (a, b, min(c, x), max(d, x + 1))
        if like.quality_of(wider) > _PART * quality:
            if like.quality_of(one) >= _LIKELY or like.fit(wider, usual) > like.fit(spans[n], usual):
                return True
    return False


def _is_heading(like: Likeness, place: int, drafted: bool) -> bool:
    return (like.rows if drafted else like.columns)[place].heading


def _fits(like: Likeness, spans: Sequence[Span], n: int, usual: float) -> bool:
    """Whether the sizes agree, for how these texts are translated."""
    a, b, c, d = spans[n]
    if a == b or c == d:
        return False
    beside = [spans[k] for k in (n - 1, n + 1) if 0 <= k < len(spans)]
    lonely = any(s[0] == s[1] or s[2] == s[3] for s in beside)
    return like.fit(spans[n], usual) >= (_FITTING_WELL if lonely else _FITTING)


def _usual_ratio(like: Likeness, spans: Sequence[Span]) -> float:
    """How long columns usually are beside their rows; within a fourth of what is known of the languages."""
    good = [s for s in spans if s[1] - s[0] == 1 and s[3] - s[2] == 1 and like.quality(s[0], s[2]) >= _GOOD]
    if len(good) < _ENOUGH:
        return 1.0
    found = median(math.log((like.columns[s[2]].size + 2) / (like.rows[s[0]].size + 2)) for s in good)
    return min(max(math.exp(found), 0.75), 1.33)


def _rivals(like: Likeness, spans: Sequence[Span]) -> list[float]:
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


def _moved(like: Likeness, beads: Sequence[Bead]) -> Iterator[Bead]:
    """Paragraphs that stand elsewhere in the draft: the best path through what was left over, and again."""
    loose = [b.span for b in beads if not b.paired or (not b.sure and like.quality_of(b.span) < _LIKELY)]
    rows = [row for s in loose for row in range(s[0], s[1])]
    columns = [column for s in loose for column in range(s[2], s[3])]
    for _ in range(_ROUNDS):
        if not rows or not columns:
            return
        part = like.part(rows, columns)
        spans = best_path(part, corridor(part))
        rivals = _rivals(part, spans)
        found = []
        for n, (a, b, c, d) in enumerate(spans):
            whole = rows[a:b] == list(range(rows[a], rows[a] + b - a)) if b > a else False
            whole = whole and d > c and columns[c:d] == list(range(columns[c], columns[c] + d - c))
            quality = part.quality_of((a, b, c, d))
            if whole and quality >= _MOVED and rivals[n] < _RIVAL * quality and part.fit((a, b, c, d)) >= _FITTING_WELL:
                found.append((a, b, c, d))
        yield from (Bead((rows[a], rows[b - 1] + 1, columns[c], columns[d - 1] + 1), sure=True) for a, b, c, d in found)
        rows = [row for n, row in enumerate(rows) if not any(a <= n < b for a, b, _, _ in found)]
        columns = [column for n, column in enumerate(columns) if not any(c <= n < d for _, _, c, d in found)]
        if not found:
            return
