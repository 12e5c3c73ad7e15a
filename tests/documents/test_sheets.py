"""CSV, TSV and XLSX: cells with their places. The texts are invented."""

from __future__ import annotations

import csv
import io
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengming.documents import delimited, parse, read, xlsx
from zhengming.errors import ReadError
from zhengming.files.decode import Decoded
from zhengming.model import OBJECT

TABLES = {
    "commas": ("zh,en\n去風險,de-risking\n", ["zh", "en", "去風險", "de-risking"]),
    "tabs, and commas inside": (
        "去風險\tde-risking, decoupling\n脫鉤\tdecoupling",
        ["去風險", "de-risking, decoupling", "脫鉤", "decoupling"],
    ),
    "semicolons": ("去風險;a, b\r\n脫鉤;c", ["去風險", "a, b", "脫鉤", "c"]),
    "quotes": ('"去,風險", "say ""de-risking""",x', ["去,風險", 'say "de-risking"', "x"]),
    "a line end inside a cell": ('"去風險\n（de-risking）",x', [f"去風險{OBJECT}（de-risking）", "x"]),
    "empty cells": (",,\n, ,a\n", ["a"]),
    "a quote never closed": ('"去風險,b\nc', ['"去風險', "b", "c"]),
    "a quote inside": ('去"風"險,b', ['去"風"險', "b"]),
    "words behind the closing quote": ('"去風險"（de-risking）,b', ['"去風險"（de-risking）', "b"]),
    "one column": ("去風險\n脫鉤", ["去風險", "脫鉤"]),
    "a URL": ("見https://example.org/a,b", [f"見{OBJECT}", "b"]),
    "nothing": ("", []),
}


@pytest.mark.parametrize("label", TABLES)
def test_cells(label: str) -> None:
    text, expected = TABLES[label]
    assert [b.text for b in delimited.read(text)] == expected


def test_places_in_a_table_are_those_of_the_file() -> None:
    document = parse(Decoded('zh,en\r\n"去""風""險（de-risking）",x', "utf-8"), "t.csv", suffix=".csv")
    block = document.blocks[2]
    assert block.kind == "cell" and block.where == ()
    assert document.place(block.offset(block.text.index("（"))) == (2, 9)


SIGNS = st.text(alphabet='去風險ab ,;\t"\n\r*', max_size=60)


@given(SIGNS)
def test_every_character_is_the_one_at_its_offset(text: str) -> None:
    for block in delimited.read(text):
        assert all(c in (text[block.offset(n)], OBJECT) for n, c in enumerate(block.text))


WORDS = st.text(alphabet='去風險ab,"', min_size=1, max_size=8)


@given(st.lists(st.lists(WORDS, min_size=2, max_size=4), min_size=1, max_size=5))
def test_the_cells_are_those_of_another_reader(rows: list[list[str]]) -> None:
    buffer = io.StringIO()
    csv.writer(buffer, quoting=csv.QUOTE_ALL).writerows(rows)
    if delimited.delimiter(buffer.getvalue()) == ",":
        assert [b.text for b in delimited.read(buffer.getvalue())] == [cell for row in rows for cell in row]


@pytest.mark.parametrize("text", ['"' * 300_001, '"a,' * 100_000, ',"' * 100_000, "去" * 2_000_000], ids=range(4))
def test_a_hostile_table_takes_no_long_time(text: str) -> None:
    begun = time.process_time()
    delimited.read(text)
    assert time.process_time() - begun < 5


def workbook() -> bytes:
    maker = pytest.importorskip("openpyxl")
    book = maker.Workbook()
    book.active.title = "Terms"
    book.active["B7"] = "去風險（de-risking）"
    book.active["C7"] = 42
    book.active["C9"] = "見\nhttps://example.org"
    book.create_sheet("附錄")["A1"] = "脫鉤"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


EXPECTED = [
    ("去風險（de-risking）", (("sheet", "Terms"), ("cell", "B7"))),
    (f"見{OBJECT}{OBJECT}", (("sheet", "Terms"), ("cell", "C9"))),
    ("脫鉤", (("sheet", "附錄"), ("cell", "A1"))),
]


def test_cells_of_a_workbook() -> None:
    found = xlsx.read(workbook(), "x.xlsx")
    assert [(b.text, b.where) for b in found.blocks] == EXPECTED
    assert {b.kind for b in found.blocks} == {"cell"}


def test_a_workbook_through_the_front_door(tmp_path: Path) -> None:
    (tmp_path / "terms.xlsx").write_bytes(workbook())
    document = read(str(tmp_path / "terms.xlsx"))
    assert [(b.text, b.where) for b in document.blocks] == EXPECTED
    assert document.place(document.blocks[0].offset(3)) == (1, 4)


def test_without_openpyxl(monkeypatch: pytest.MonkeyPatch) -> None:
    content = workbook()
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(ReadError, match=r"need the extra: pip install 'zhengming\[xlsx\]'"):
        xlsx.read(content, "x.xlsx")


def test_a_damaged_workbook(tmp_path: Path) -> None:
    (tmp_path / "terms.xlsx").write_bytes(workbook()[:2000])
    with pytest.raises(ReadError, match="damaged or cut short"):
        read(str(tmp_path / "terms.xlsx"))
