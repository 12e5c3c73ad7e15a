"""What makes a table bilingual: a column that is mostly Chinese and one that is mostly English, row by row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from zhengming.documents.found import Found
from zhengming.documents.headings import Heading, heading
from zhengming.language.scripts import HAN_CHARACTER, contains_latin, is_chinese
from zhengming.model import Block, Segment

Cell = TypeVar("Cell")
_SHARE = 0.6
_FEWEST_ROWS = 2
# A table exported by a translation tool may begin with what the tool says of the file.
_HEADINGS_WITHIN = 6
# Of a longer table so many rows, evenly spread, are looked at.
_SAMPLE = 2_000
_MOST_COLUMNS = 64
# English has about four characters for one of Chinese (ten in country names), and never fewer than one for two.
_MOST_LATIN, _MOST_HAN = 15, 2
_NAME = re.compile(r"[A-Za-z]{0,6}[-_.#]?\d{1,9}")
_IDENTIFIER = re.compile(r"[\w.\-/:#]*[._/:#\d][\w.\-/:#]*")
_LOCKED = re.compile(r"\block(?:ed)?\b|\bx?-?locked|do not translate|鎖|锁|不譯|不译", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Table(Generic[Cell]):
    """Rows of cells, and how to get at the text of a cell and at its blocks (none for an empty one)."""

    rows: Sequence[Sequence[Cell]]
    text: Callable[[Cell], str]
    blocks: Callable[[Cell], tuple[Block, ...]]


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a table are what; the rows from `first` on are the text. `id` and `status` may be -1."""

    first: int
    source: int
    target: int
    source_language: str
    target_language: str
    id: int = -1
    status: int = -1


def read_tables(tables: Iterable[Table[Cell]], outside: int = 0) -> Found | None:
    """The segments of the bilingual tables; None without one, or where more text (`outside`, characters) stands beside.

    A row without its target is skipped, and so is one whose status says that it is locked.
    """
    segments: list[Segment] = []
    languages = ("", "")
    for table in tables:
        columns = columns_of(table)
        if columns:
            languages = languages if segments else (columns.source_language, columns.target_language)
            _add(segments, table, columns)
    inside = sum(len(b.text) for s in segments for b in (*s.sources, *s.targets)) if outside else 0
    return Found(tuple(segments), *languages) if segments and outside <= inside else None


def _add(segments: list[Segment], table: Table[Cell], columns: Columns) -> None:
    def said(row: Sequence[Cell], column: int) -> str:
        return table.text(row[column]).strip() if 0 <= column < len(row) else ""

    for row in table.rows[columns.first :]:
        sources, targets = (
            table.blocks(row[column]) if column < len(row) else () for column in (columns.source, columns.target)
        )
        if not sources and not targets:
            continue
        locked = "locked" if _LOCKED.search(said(row, columns.status)) else ""
        skipped = locked or ("" if targets else "no translation yet")
        segments.append(Segment(len(segments) + 1, targets, sources, id=said(row, columns.id), skipped=skipped))


def columns_of(table: Table[Cell]) -> Columns | None:
    """The two sides of a table, by its headings or by what stands in it; None where it is not bilingual.

    Without headings at least 60 % of two or more rows must have Chinese in one column and English in the other; with
    headings, of those rows that are translated. The left one is the source unless a heading says otherwise.
    """
    for number, row in enumerate(table.rows[:_HEADINGS_WITHIN]):
        headings = [heading(table.text(cell).strip()) for cell in row[:_MOST_COLUMNS]]
        sides = [h for h in headings if h.names_side]
        if any(a.differs(b) for a in sides for b in sides):
            return _named(table, number + 1, headings)
        if len(row) > 1 and len(sides) == 1 and sides[0].role:
            return _unnamed(table, number + 1, headings)
    return _unnamed(table, 0, [])


def _named(table: Table[Cell], first: int, headings: list[Heading]) -> Columns | None:
    sides = [n for n, h in enumerate(headings) if h.names_side]
    kinds = _kinds(table, first)
    source, target = _role(headings, "source"), _role(headings, "target")
    pairs = [
        (a, b)
        for a in ([source] if source >= 0 else [n for n in sides if n != target])
        for b in ([target] if target >= 0 else [n for n in sides if n != source])
        if a != b and (source >= 0 or target >= 0 or a < b)
    ]
    for a, b in sorted(pairs, key=lambda pair: -_both(kinds, *pair)):
        filled = sum(bool(a < len(row) and b < len(row) and row[a] and row[b]) for row in kinds)
        if filled and _both(kinds, a, b) >= _SHARE * filled:
            return _columns(table, first, a, b, headings, kinds)
    return None


def _unnamed(table: Table[Cell], first: int, headings: list[Heading]) -> Columns | None:
    kinds = _kinds(table, first)
    if len(kinds) < _FEWEST_ROWS:
        return None
    width = min(max(map(len, kinds)), _MOST_COLUMNS)
    left_out = {n for n, h in enumerate(headings) if h.role in ("id", "status")}
    pairs = [(a, b) for a in range(width) for b in range(a + 1, width) if not {a, b} & left_out]
    counted = [(_both(kinds, *pair), pair[0] - pair[1], -pair[0]) for pair in pairs]
    if not counted:
        return None
    most, distance, left = max(counted)
    a, b = -left, -left - distance
    if most < _SHARE * len(kinds) or most < _FEWEST_ROWS or not _alike(table, first, a, b):
        return None
    turned = _role(headings, "target") == a or _role(headings, "source") == b
    return _columns(table, first, *((b, a) if turned else (a, b)), headings, kinds)


def _alike(table: Table[Cell], first: int, a: int, b: int) -> bool:
    """Whether one side may translate the other by its length: a definition says far more than its term."""
    rows = [row for row in table.rows[first : first + _SAMPLE] if max(a, b) < len(row)]
    said = [(table.text(row[a]), table.text(row[b])) for row in rows]
    han = sum(len(HAN_CHARACTER.findall(text)) for pair in said for text in pair if is_chinese(text))
    latin = sum(len(text) for pair in said for text in pair if not is_chinese(text))
    return latin <= _MOST_LATIN * han and han <= _MOST_HAN * latin


def _columns(
    table: Table[Cell], first: int, source: int, target: int, headings: list[Heading], kinds: list[list[str]]
) -> Columns:
    named = _role(headings, "id")
    first_is_name = named < 0 and 0 not in (source, target) and _all_names(table, first)
    return Columns(
        first,
        source,
        target,
        _language(headings, source, kinds),
        _language(headings, target, kinds),
        id=0 if first_is_name else named,
        status=_role(headings, "status"),
    )


def _language(headings: list[Heading], column: int, kinds: list[list[str]]) -> str:
    """What its heading says, if that is true of the column."""
    chinese = sum(column < len(row) and row[column] == "zh" for row in kinds)
    english = sum(column < len(row) and row[column] == "en" for row in kinds)
    found = "zh" if chinese > english else "en"
    said = headings[column].language if column < len(headings) else ""
    return said if said.startswith(found) else found


def _all_names(table: Table[Cell], first: int) -> bool:
    cells = [table.text(row[0]).strip() for row in table.rows[first : first + _SAMPLE] if row]
    return bool(cells) and all(_NAME.fullmatch(cell) for cell in cells if cell) and any(cells)


def _role(headings: list[Heading], role: str) -> int:
    return next((n for n, h in enumerate(headings) if h.role == role), -1)


def _kinds(table: Table[Cell], first: int) -> list[list[str]]:
    """For the rows that say something (of a long table a sample): what each cell is, `zh`, `en`, `other` or empty."""
    rows = table.rows[first:]
    step = max(1, len(rows) // _SAMPLE)
    found = [[_kind(table.text(cell).strip()) for cell in row[:_MOST_COLUMNS]] for row in rows[::step]]
    return [row for row in found if any(row)]


def _kind(text: str) -> str:
    if not text:
        return ""
    if is_chinese(text):
        return "zh"
    return "en" if contains_latin(text) and not _IDENTIFIER.fullmatch(text) else "other"


def _both(kinds: list[list[str]], a: int, b: int) -> int:
    """How many rows have Chinese in one of the two columns and English in the other, the same way round."""
    counts = {("zh", "en"): 0, ("en", "zh"): 0}
    for row in kinds:
        pair = (row[a], row[b]) if max(a, b) < len(row) else ("", "")
        if pair in counts:
            counts[pair] += 1
    return max(counts.values())
