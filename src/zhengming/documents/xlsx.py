"""XLSX: each cell with text is a block, and its place is sheet and cell. Needs the extra `xlsx`."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from zhengming.documents.archive import Archive
from zhengming.documents.extracted import Collector, Extracted
from zhengming.documents.markup import elements
from zhengming.errors import ReadError

MISSING = "XLSX files need the extra: pip install 'zhengming[xlsx]'"


def read(content: bytes, path: str) -> Extracted:
    """The texts of all sheets, row by row; numbers and dates are none, of a formula the value last saved."""
    return _read(content, path, wanted=(str,))


def read_tables(content: bytes, path: str) -> Extracted:
    """The texts and the numbers, which may be those of segments."""
    return _read(content, path, wanted=(str, int))


def _read(content: bytes, path: str, *, wanted: tuple[type, ...]) -> Extracted:
    examine(Archive(content, path))
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise ReadError(MISSING, path=path) from None
    collector = Collector()
    for sheet in load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets:
        # What a sheet says of its size may be wrong, or a million empty rows.
        sheet.reset_dimensions()
        _collect(sheet.title, sheet.iter_rows(), collector, wanted)
    return collector.extracted()


def examine(archive: Archive) -> None:
    """Refuse entities, document types and deep nesting in any part before openpyxl parses it."""
    if not any(name.startswith("xl/") for name in archive.names):
        message = "this is a zip archive, but no Excel workbook"
        raise ReadError(message, path=archive.path, hint="save it as .xlsx in Excel")
    for name in archive.names:
        if name.endswith((".xml", ".rels")):
            elements(archive.read(name), archive.path)


def _collect(title: str, rows: Iterable[Any], collector: Collector, wanted: tuple[type, ...]) -> None:
    for row in rows:
        for cell in row:
            if isinstance(cell.value, wanted) and not isinstance(cell.value, bool):
                collector.add("cell", str(cell.value), where=(("sheet", title), ("cell", cell.coordinate)))
