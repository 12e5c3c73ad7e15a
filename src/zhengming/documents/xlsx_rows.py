"""XLSX as a table: each row is a block, its text the cells as a JSON list, just as they are. Needs the extra `xlsx`."""

from __future__ import annotations

import datetime
import io
import json
from typing import Any

from zhengming.documents.archive import Archive
from zhengming.documents.extracted import Extracted
from zhengming.documents.xlsx import MISSING, examine
from zhengming.errors import ReadError
from zhengming.model import Block


def read(content: bytes, path: str) -> Extracted:
    """The rows of all sheets that hold something; of a formula the value last saved."""
    examine(Archive(content, path))
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise ReadError(MISSING, path=path) from None
    blocks = []
    for sheet in load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets:
        # What a sheet says of its size may be wrong, or a million empty rows.
        sheet.reset_dimensions()
        for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
            cells = [_text(value) for value in row]
            while cells and not cells[-1]:
                del cells[-1]
            if cells:
                text = json.dumps(cells, ensure_ascii=False)
                blocks.append(Block("row", text, (0,), (0,), (), (("sheet", sheet.title), ("row", number))))
    return Extracted("", tuple(blocks))


def _text(value: Any) -> str:
    """What a cell shows, nearly: 5.0 → 5, a day without its midnight."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return str(value)
