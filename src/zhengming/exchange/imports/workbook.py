"""XLSX: every sheet is a table of its own. The file is taken apart in a child process with limits."""

from __future__ import annotations

import json

from zhengming.documents import isolated
from zhengming.exchange.imports.reading import Reading
from zhengming.exchange.imports.tables import take_table


def read(content: bytes, reading: Reading) -> None:
    """The rows of all sheets; a sheet without a term in two languages is passed over."""
    sheets: dict[str, list[list[str]]] = {}
    for block in isolated.read("xlsx_rows", content, reading.path).blocks:
        sheets.setdefault(str(dict(block.where)["sheet"]), []).append([str(cell) for cell in json.loads(block.text)])
    for title, rows in sheets.items():
        take_table(rows, reading, name=f"{title} " if len(sheets) > 1 else "")
