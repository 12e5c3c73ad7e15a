"""The bilingual tables of CSV, TSV, Markdown, DOCX and XLSX files, cell by cell with their places."""

from __future__ import annotations

import re
from dataclasses import replace

from zhengming.documents import delimited, inline, isolated, markdown
from zhengming.documents.archive import Archive
from zhengming.documents.columns import Table, read_tables
from zhengming.documents.extracted import Extracted
from zhengming.documents.found import Found
from zhengming.documents.placeholders import has_signs, prose
from zhengming.documents.running import is_prose
from zhengming.model import Block

_COORDINATE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_HAS_TABLE = re.compile(rb"<(?:\w+:)?tbl[ >]")
_MOST_COLUMNS = 1_000


def read_delimited(text: str) -> Found | None:
    """The segments of a CSV or TSV file, or None where it is no bilingual table."""

    def blocks(cell: delimited.Cell) -> tuple[Block, ...]:
        return _some(_taken(delimited.cell_block(text, cell))) if cell[0] < cell[1] else ()

    rows = list(delimited.rows(text, delimited.delimiter(text)))
    return read_tables([Table(rows, lambda cell: delimited.cell_text(text, cell), blocks)])


def read_markdown(text: str) -> Found | None:
    """The segments of the tables in a Markdown file, or None where there are none, or more prose than tables."""

    def blocks(cell: tuple[int, int]) -> tuple[Block, ...]:
        return _some(inline.build("cell", text, [cell], inline.MARKDOWN))

    if "|" not in text:
        return None
    tables, beside = markdown.tables(text)
    return read_tables([Table(rows, lambda cell: text[slice(*cell)], blocks) for rows in tables], beside)


def read_parsed(kind: str, content: bytes, path: str) -> tuple[str, Found] | None:
    """The text taken out of a `docx` or `xlsx` file and the segments of its tables, or None where they are none."""
    if kind == "docx" and not _has_table(content, path):
        return None
    extracted = isolated.read(f"{kind}_tables", content, path)
    tables, beside = (_of_docx if kind == "docx" else _of_xlsx)(extracted)
    found = read_tables([Table(rows, _text, _prose) for rows in tables], beside)
    return (extracted.text, found) if found else None


def _has_table(content: bytes, path: str) -> bool:
    """Whether a table stands in it, told without starting a process to parse it."""
    archive = Archive(content, path)
    return any(_HAS_TABLE.search(archive.read(name)) for name in archive.names if re.fullmatch(r"word/\w+\.xml", name))


Grid = list[list[tuple[Block, ...]]]


def _of_docx(extracted: Extracted) -> tuple[list[Grid], int]:
    """The tables by what the reader says of each paragraph, and how much text stands outside of them."""
    tables: dict[int, dict[int, list[tuple[Block, ...]]]] = {}
    beside = 0
    for block in extracted.blocks:
        place = dict(block.where)
        if "table" not in place:
            beside += len(block.text)
            continue
        table, row, column = (int(place[key]) for key in ("table", "row", "column"))
        _put(tables.setdefault(table, {}), row, column, replace(block, where=block.where[:2]))
    return [list(rows.values()) for rows in tables.values()], beside


def _of_xlsx(extracted: Extracted) -> tuple[list[Grid], int]:
    """The sheets by the coordinates of their cells; a workbook is nothing but tables."""
    sheets: dict[str, dict[int, list[tuple[Block, ...]]]] = {}
    for block in extracted.blocks:
        (_, sheet), (_, cell) = block.where
        coordinate = _COORDINATE.fullmatch(str(cell))
        if coordinate:
            _put(sheets.setdefault(str(sheet), {}), int(coordinate[2]), _column(coordinate[1]), block)
    return [list(rows.values()) for rows in sheets.values()], 0


def _column(letters: str) -> int:
    """A is 0, Z is 25, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _put(rows: dict[int, list[tuple[Block, ...]]], number: int, column: int, block: Block) -> None:
    if column >= _MOST_COLUMNS:
        return
    row = rows.setdefault(number, [])
    row += [()] * (column + 1 - len(row))
    row[column] = (*row[column], block)


def _text(cell: tuple[Block, ...]) -> str:
    return " ".join(block.text for block in cell)


def _prose(cell: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(found for block in cell for found in _some(_taken(block)))


def _taken(block: Block) -> Block:
    """What a cell says but for placeholders and tags."""
    return prose(block) if has_signs(block.text) else block


def _some(block: Block) -> tuple[Block, ...]:
    return (block,) if is_prose(block) else ()
