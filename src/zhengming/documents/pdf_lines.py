"""The characters of a PDF page, wherever they were drawn, as lines in reading order: columns, then top to bottom."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import median

_SUPERSCRIPT = str.maketrans("0123456789", "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079")
# In sizes of the type: a gap that is a space, and one that is the end of a piece of the line.
_SPACE, _GAP = 0.2, 0.9
_FEWEST_LINES = 5
NARROW = re.compile(r"[!-~\u00c0-\u024f]")


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and its box; `size` is that of its type."""

    character: str
    left: float
    right: float
    bottom: float
    top: float
    size: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of one column, or across them; `column` tells the stretches apart that are read one after another.

    `wide` and `narrow` are the sizes of its Chinese and its Latin type, which may differ; 0 where it has none.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    page: int
    column: int = 0
    wide: float = 0.0
    narrow: float = 0.0

    @property
    def height(self) -> float:
        """From its lowest to its highest point."""
        return self.top - self.bottom


def lines_of(glyphs: Iterable[Glyph], page: int) -> list[Line]:
    """The lines of a page in the order in which a person reads them."""
    pieces = list(_pieces(glyphs))
    gutter = _gutter(pieces)
    lines: list[Line] = []
    for number, stretch in enumerate(_stretches(pieces, gutter)):
        lines += [_line(row, page, number) for row in _rows(stretch)]
    return lines


@dataclass(slots=True)
class _Piece:
    """Glyphs that were drawn one after another on a line."""

    glyphs: list[Glyph]
    left: float
    right: float
    bottom: float
    top: float

    def takes(self, glyph: Glyph) -> bool:
        overlap = min(self.top, glyph.top) - max(self.bottom, glyph.bottom)
        is_level = overlap > 0.4 * min(self.top - self.bottom, glyph.top - glyph.bottom)
        return is_level and -0.5 * glyph.size < glyph.left - self.right < _GAP * glyph.size

    def take(self, glyph: Glyph) -> None:
        self.glyphs.append(glyph)
        self.right = max(self.right, glyph.right)
        if glyph.size > 0.9 * self.glyphs[0].size:
            self.bottom, self.top = min(self.bottom, glyph.bottom), max(self.top, glyph.top)


def _pieces(glyphs: Iterable[Glyph]) -> Iterator[_Piece]:
    current: _Piece | None = None
    for glyph in glyphs:
        if current and current.takes(glyph):
            current.take(glyph)
            continue
        if current:
            yield current
        current = _Piece([glyph], glyph.left, glyph.right, glyph.bottom, glyph.top)
    if current:
        yield current


def _gutter(pieces: list[_Piece]) -> float | None:
    """The x between two columns: hardly any line crosses it, and lines stand side by side of it."""
    if len(pieces) < 2 * _FEWEST_LINES:
        return None
    low, high = min(p.left for p in pieces), max(p.right for p in pieces)
    middle = range(int(low + 0.3 * (high - low)), int(low + 0.7 * (high - low)))
    size = median(p.glyphs[0].size for p in pieces)
    # Stops hang into the margin and some lines are too long: the outermost part of a piece does not count.
    slack = 0.3 * size
    crossing = {x: sum(p.left + slack < x < p.right - slack for p in pieces) for x in middle}
    if not crossing:
        return None
    fewest = min(crossing.values())
    if fewest > 0.2 * len(pieces):
        return None
    best = _longest_run([x for x, count in crossing.items() if count <= fewest + 0.02 * len(pieces)])
    gutter = median(best)
    left = [p for p in pieces if not _crosses(p, gutter) and _middle(p) <= gutter]
    right = [p for p in pieces if not _crosses(p, gutter) and _middle(p) > gutter]
    if min(len(left), len(right)) < _FEWEST_LINES:
        return None
    side_by_side = sum(any(p.bottom < q.top and q.bottom < p.top for q in left) for p in right)
    return gutter if len(best) >= 0.6 * size and side_by_side >= 0.6 * min(len(left), len(right)) else None


def _longest_run(numbers: list[int]) -> list[int]:
    """The longest stretch of numbers without a gap."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return max(runs, key=len)


def _middle(piece: _Piece) -> float:
    return (piece.left + piece.right) / 2


def _crosses(piece: _Piece, gutter: float) -> bool:
    """Whether it stands in both columns, and not only juts out of one."""
    size = piece.glyphs[0].size
    return piece.left < gutter - size and piece.right > gutter + size


def _stretches(pieces: list[_Piece], gutter: float | None) -> Iterator[list[_Piece]]:
    """What is read in one go: a column down to a line that crosses both, that line, the next column."""
    if gutter is None:
        yield pieces
        return
    crossing = [p for p in pieces if _crosses(p, gutter)]
    rest = [p for p in pieces if not _crosses(p, gutter)]
    for row in [*_rows(crossing), []]:
        above = min((p.bottom for p in row), default=float("-inf"))
        band = [p for p in rest if p.bottom > above]
        rest = [p for p in rest if p.bottom <= above]
        yield [p for p in band if _middle(p) <= gutter]
        yield [p for p in band if _middle(p) > gutter]
        yield row


def _rows(pieces: list[_Piece]) -> list[list[_Piece]]:
    """The pieces of each line from left to right, the lines from top to bottom."""
    rows: list[list[_Piece]] = []
    for piece in sorted(pieces, key=lambda p: -(p.top + p.bottom)):
        if rows:
            last = max(rows[-1], key=lambda p: p.top - p.bottom)
            overlap = min(last.top, piece.top) - max(last.bottom, piece.bottom)
            if overlap > 0.5 * min(last.top - last.bottom, piece.top - piece.bottom):
                rows[-1].append(piece)
                continue
        rows.append([piece])
    return [sorted(row, key=lambda p: p.left) for row in rows]


def _line(row: list[_Piece], page: int, column: int) -> Line:
    glyphs = [glyph for piece in row for glyph in piece.glyphs]
    narrow, wide = _usual(glyphs, is_narrow=True), _usual(glyphs, is_narrow=False)
    usual = wide or narrow or glyphs[0].size
    full = [g for g in glyphs if g.size > 0.9 * usual] or glyphs
    bottom, top = median(g.bottom for g in full), median(g.top for g in full)
    text = ""
    for n, glyph in enumerate(glyphs):
        if n and _is_spaced(glyphs[n - 1], glyph):
            text += " "
        text += _character(glyph, max(wide, narrow), bottom, top)
    sides = glyphs[0].left, max(g.right for g in glyphs)
    return Line(text.strip(), *sides, bottom, top, usual, page, column, wide, narrow)


def _usual(glyphs: list[Glyph], *, is_narrow: bool) -> float:
    """The commonest size of the Latin or of the Chinese type; a single note mark is no type of a line."""
    of_script = [g for g in glyphs if not g.character.isspace() and bool(NARROW.match(g.character)) == is_narrow]
    size = Counter(round(g.size, 1) for g in of_script).most_common(1)
    return size[0][0] if size and len(of_script) > 2 else 0.0


def _is_spaced(before: Glyph, glyph: Glyph) -> bool:
    """A gap between Latin letters is a space, whether the file has one or not; beside Chinese it is layout."""
    gap = glyph.left - before.right
    if before.character.isspace() or glyph.character.isspace():
        return False
    narrow = NARROW.match(before.character) and NARROW.match(glyph.character)
    return gap > (_SPACE if narrow else 1.2) * glyph.size


def _character(glyph: Glyph, size: float, bottom: float, top: float) -> str:
    """A small raised digit becomes a superscript, which readers of plain text take for a note mark."""
    is_raised = glyph.size < 0.85 * size and (glyph.bottom + glyph.top) > (bottom + top) + 0.15 * size
    return glyph.character.translate(_SUPERSCRIPT) if is_raised else glyph.character
