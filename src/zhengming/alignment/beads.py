"""Beads: which rows go with which columns, in order first and then what was moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhengming.alignment.anchors import Anchors
from zhengming.alignment.corridor import corridor
from zhengming.alignment.judging import Judge, is_paired, is_translation, rivals, widened
from zhengming.alignment.likeness import Likeness, Span, likeness
from zhengming.alignment.path import best_path

# What was moved must have more in common than what stands where it is expected, and agree better in size.
_MOVED, _FITTING = 0.35, 0.65
# A bead that has less than this in common may be two paragraphs of which one or both were moved.
_DOUBTFUL = 0.2
_RIVAL = 0.75
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Bead:
    """Rows and columns that go together, one side empty where nothing was found."""

    span: Span
    sure: bool = False

    def turned(self) -> Bead:
        """With rows and columns exchanged."""
        a, b, c, d = self.span
        return Bead((c, d, a, b), self.sure)


def beads_of(rows: Sequence[Anchors], columns: Sequence[Anchors], *, drafted: bool) -> list[Bead]:
    """The beads of two texts, moved paragraphs behind the others; `drafted` where the rows are the draft."""
    like = likeness(rows, columns)
    spans = widened(like, best_path(like, corridor(like)), drafted)
    sure = Judge(like, spans, drafted).sure()
    in_order = [Bead(span, believed) for span, believed in zip(spans, sure, strict=True)]
    moved = list(_moved(like, in_order))
    taken_rows = {row for bead in moved for row in range(*bead.span[:2])}
    taken_columns = {column for bead in moved for column in range(*bead.span[2:])}
    return [rest for bead in in_order for rest in _without(bead, taken_rows, taken_columns)] + moved


def _without(bead: Bead, rows: set[int], columns: set[int]) -> Iterator[Bead]:
    """A bead as it is, or what is left of one whose paragraphs turned out to be moved."""
    a, b, c, d = bead.span
    if rows.isdisjoint(range(a, b)) and columns.isdisjoint(range(c, d)):
        yield bead
        return
    yield from (Bead((row, row + 1, c, c)) for row in range(a, b) if row not in rows)
    yield from (Bead((b, b, column, column + 1)) for column in range(c, d) if column not in columns)


def _moved(like: Likeness, beads: Sequence[Bead]) -> Iterator[Bead]:
    """Paragraphs that stand elsewhere in the draft: the best path through what was left over, and again."""
    loose = [b.span for b in beads if not is_paired(b.span) or (not b.sure and like.quality_of(b.span) < _DOUBTFUL)]
    rows = [row for s in loose for row in range(s[0], s[1])]
    columns = [column for s in loose for column in range(s[2], s[3])]
    for _ in range(_ROUNDS):
        found = _found_elsewhere(like.part(rows, columns), rows, columns) if rows and columns else []
        if not found:
            return
        for a, b, c, d in found:
            span = (rows[a], rows[b - 1] + 1, columns[c], columns[d - 1] + 1)
            yield Bead(span, sure=is_translation(like, span))
        rows = [row for n, row in enumerate(rows) if not any(a <= n < b for a, b, _, _ in found)]
        columns = [column for n, column in enumerate(columns) if not any(c <= n < d for _, _, c, d in found)]


def _found_elsewhere(part: Likeness, rows: Sequence[int], columns: Sequence[int]) -> list[Span]:
    """The spans of a path through what was left over that belong together beyond doubt and are whole in the text."""
    spans = best_path(part, corridor(part))
    others = rivals(part, spans)
    return [
        span
        for n, span in enumerate(spans)
        if is_paired(span)
        and _without_gaps(rows[span[0] : span[1]])
        and _without_gaps(columns[span[2] : span[3]])
        and (quality := part.quality_of(span)) >= _MOVED
        and others[n] < _RIVAL * quality
        and part.fit(span) >= _FITTING
    ]


def _without_gaps(places: Sequence[int]) -> bool:
    return places[-1] - places[0] == len(places) - 1
