"""Bilingual files through the front door: every format, and what is none."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from zhengming.documents import read
from zhengming.documents.bilingual import SUFFIXES, parse_bilingual, read_bilingual
from zhengming.documents.escaping import escaped
from zhengming.errors import ReadError
from zhengming.files import decode
from zhengming.model import Bilingual, Document, Segment

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
Rows = list[list[Any]]


def shown(segment: Segment) -> str:
    source, target = ("/".join(b.text for b in blocks) for blocks in (segment.sources, segment.targets))
    return f"{segment.name}: {source} ⇒ {target}" + (f" [{segment.skipped}]" if segment.skipped else "")


def docx_of(body: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
    return buffer.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def table(rows: Rows) -> str:
    """A table of Word; a line end in a cell begins a new paragraph."""
    cells = (("".join(f"<w:tc>{''.join(map(paragraph, c.split(chr(10))))}</w:tc>" for c in row)) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def through(tmp_path: Path, name: str, content: bytes) -> Bilingual | None:
    (tmp_path / name).write_bytes(content)
    return read_bilingual(str(tmp_path / name))


REVIEWS: dict[str, tuple[Rows, list[str]]] = {
    "two columns": (
        [["供應鏈的韌性", "the resilience of supply chains"], ["關稅", "tariffs"]],
        ["1: 供應鏈的韌性 ⇒ the resilience of supply chains", "2: 關稅 ⇒ tariffs"],
    ),
    "paragraphs in a cell": (
        [["供應鏈\n關稅", "supply chains\ntariffs"], ["制裁", "sanctions"]],
        ["1: 供應鏈/關稅 ⇒ supply chains/tariffs", "2: 制裁 ⇒ sanctions"],
    ),
    "as memoQ exports it": (
        [
            ["CAUTION: do not change the ids", "", ""],
            ["ID", "Chinese (Traditional, Taiwan)", "English (United States)", "Comment", "Status"],
            ["1", "{1}供應鏈{2}", "{1}supply{2} chain", "", "Confirmed"],
            ["2", "關稅", "tariff", "查", "Locked"],
            ["3", "制裁", "", "", "Not started"],
        ],
        ["1: ￼供應鏈￼ ⇒ ￼supply￼ chain", "2: 關稅 ⇒ tariff [locked]", "3: 制裁 ⇒  [no translation yet]"],
    ),
    "as Trados exports it": (
        [
            ["Segment ID", "Segment status", "Source segment", "Target segment"],
            ["1abc", "Translated (0%)", "供應&lt;12&gt;鏈&lt;/12&gt;", "supply &lt;12&gt;chain&lt;/12&gt;"],
            ["2abc", "Draft (0%)", "關稅", "tariff"],
        ],
        ["1abc: 供應鏈 ⇒ supply chain", "2abc: 關稅 ⇒ tariff"],
    ),
    "as Phrase exports it": (
        [["#", "Source (en_us)", "Target (zh_tw)", "C"], ["1", "supply chain", "供應鏈", "x"]],
        ["1: supply chain ⇒ 供應鏈"],
    ),
}


@pytest.mark.parametrize("label", REVIEWS)
def test_review_tables_of_word(label: str, tmp_path: Path) -> None:
    rows, expected = REVIEWS[label]
    found = through(tmp_path, "x.docx", docx_of(paragraph("譯稿") + table(rows)))
    assert found and [shown(s) for s in found.segments] == expected
    for block in (b for s in found.segments for b in (*s.sources, *s.targets)):
        assert [key for key, _ in block.where] == ["part", "paragraph"]
        assert all(c in f"{found.document.text[block.offset(n)]}￼" for n, c in enumerate(block.text))


def test_the_paragraph_is_the_one_that_the_ordinary_reader_names(tmp_path: Path) -> None:
    found = through(tmp_path, "x.docx", docx_of(paragraph("譯稿") + table(REVIEWS["two columns"][0])))
    assert found
    ours = {block.where: block.text for s in found.segments for block in (*s.sources, *s.targets)}
    theirs = {block.where: block.text for block in read(str(tmp_path / "x.docx")).blocks}
    assert ours.items() <= theirs.items()


ORDINARY_WORD = {
    "no table": paragraph("供應鏈（supply chain）"),
    "a table for layout": table([["政府宣布新措施。", "業者觀望。"], ["學者認為效果有限。", "部會將再協商。"]]),
    "prose with a small table of terms": paragraph("政府宣布將採取新的措施以保護關鍵供應鏈不受經濟脅迫的影響。" * 3)
    + table([["供應鏈", "supply chain"], ["關稅", "tariff"]]),
    "a table of figures": table([["年", "出口"], ["2020", "三成"]]),
    "one cell": table([["供應鏈 supply chain"]]),
    "a table in a table": table([["政府宣布", "業者觀望"]]).replace(
        "</w:tc>", table([["甲", "1"], ["乙", "2"]]) + "<w:p/></w:tc>", 1
    ),
}


@pytest.mark.parametrize("label", ORDINARY_WORD)
def test_ordinary_documents_of_word(label: str, tmp_path: Path) -> None:
    assert through(tmp_path, "x.docx", docx_of(ORDINARY_WORD[label])) is None


def workbook(sheets: dict[str, Rows]) -> bytes:
    maker = pytest.importorskip("openpyxl")
    book = maker.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_a_workbook(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        "說明": [["請勿更動編號"]],
        "譯稿": [["ID", "中文", "English"], [7, "供應鏈", "supply chain"], [9, "關稅", None], [None, None, None]],
        "二": [["制裁", "sanctions"], ["脫鉤", "decoupling"]],
    }
    found = through(tmp_path, "x.xlsx", workbook(sheets))
    assert found and [shown(s) for s in found.segments] == [
        "7: 供應鏈 ⇒ supply chain",
        "9: 關稅 ⇒  [no translation yet]",
        "3: 制裁 ⇒ sanctions",
        "4: 脫鉤 ⇒ decoupling",
    ]
    assert found.segments[0].targets[0].where == (("sheet", "譯稿"), ("cell", "C2"))
    assert (found.source_language, found.target_language) == ("zh", "en")
    assert parse_bilingual(decode.Decoded(found.document.text, "xlsx"), found.document.path).segments == ()


ORDINARY_SHEETS: dict[str, dict[str, Rows]] = {
    "glosses": {"a": [["去風險（de-risking）", 3], ["脫鉤（decoupling）", 4]]},
    "figures": {"a": [["年", "出口"], [2020, 3], [2021, 4]]},
    "one language": {"a": [["用語", "說明"], ["供應鏈", "產品的路"]]},
    "nothing": {"a": []},
}


@pytest.mark.parametrize("label", ORDINARY_SHEETS)
def test_ordinary_workbooks(label: str, tmp_path: Path) -> None:
    assert through(tmp_path, "x.xlsx", workbook(ORDINARY_SHEETS[label])) is None


PO = 'msgid "tariff"\nmsgstr "關稅"\n'
CSV = "原文,譯文\n關稅,tariff\n"


@pytest.mark.parametrize("name", ["x.po", "x.PO", "x.pot", "x", "x.po.bak", "x.txt"])
def test_po_under_any_name(name: str, tmp_path: Path) -> None:
    found = through(tmp_path, name, b"\xef\xbb\xbf" + PO.encode())
    assert found and [shown(s) for s in found.segments] == ["1: tariff ⇒ 關稅"]
    assert found.document.path == str(tmp_path / name) and found.document.text == PO
    assert found.document.place(found.segments[0].targets[0].offset(0)) == (2, 9)


def test_a_suffix_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "x").write_text(CSV, encoding="utf-8")
    assert read_bilingual(str(tmp_path / "x")) is None
    assert read_bilingual(str(tmp_path / "x"), suffix=".csv")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "big5", "gb18030"])
def test_a_table_in_any_encoding(encoding: str, tmp_path: Path) -> None:
    found = through(tmp_path, "x.csv", (CSV + "政府的供應鏈,supply chain\n" * 3).encode(encoding))
    assert found and shown(found.segments[0]) == "1: 關稅 ⇒ tariff"


ORDINARY = {
    "x.txt": b"msgid is a keyword of PO files.",
    "x.md": f"```\n{PO}```\n".encode(),
    "y.md": PO.encode(),
    "x.html": b"<html><body>\xe9\x97\x9c\xe7\xa8\x85</body></html>",
    "x.xml": b"<?xml version='1.0'?><tmxx/>",
    "y.xml": b"<a><xliff/></a>",
    "x.csv": b"\x00\x01\x02",
    "x.pdf": b"%PDF-1.4",
    "x": b"",
}


@pytest.mark.parametrize("name", ORDINARY)
def test_ordinary_files(name: str, tmp_path: Path) -> None:
    assert through(tmp_path, name, ORDINARY[name]) is None


FOUND_BY_ROOT = {
    "xliff": '<?xml version="1.0"?>\n<!-- x --><xliff version="1.2"></xliff>',
    "tmx": '<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"></tmx>',
}


@pytest.mark.parametrize("format", FOUND_BY_ROOT)
def test_xml_goes_to_its_reader_whatever_its_name(format: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip(f"zhengming.documents.{format}")
    asked = []

    def reader(text: str) -> None:
        asked.append(text)

    monkeypatch.setattr(f"zhengming.documents.{format}.read", reader)
    through(tmp_path, "x.xml", FOUND_BY_ROOT[format].encode())
    assert asked == [FOUND_BY_ROOT[format]]


def test_standard_input_is_left_to_the_ordinary_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    def stdin(path: str) -> bytes:
        assert path == "-"
        return PO.encode()

    monkeypatch.setattr("zhengming.documents.bilingual.read_bytes", stdin)
    assert read_bilingual("-", suffix=".po")
    monkeypatch.undo()
    assert read_bilingual("-") is None and read_bilingual("-", suffix=".csv") is None


TROUBLES: dict[str, tuple[Callable[[Path], object], str]] = {
    "a file that is missing": (lambda path: None, "there is no such file"),
    "a folder": (lambda path: path.mkdir(), "this is a folder"),
    "a damaged archive": (lambda path: path.write_bytes(b"PK\x03\x04x"), "damaged or cut short"),
}


@pytest.mark.parametrize("label", TROUBLES)
@pytest.mark.parametrize("name", ["x.po", "x.csv", "x.docx"])
def test_troubles_are_told_in_a_sentence(label: str, name: str, tmp_path: Path) -> None:
    make, said = TROUBLES[label]
    make(tmp_path / name)
    with pytest.raises(ReadError, match=said):
        read_bilingual(str(tmp_path / name))


@pytest.mark.parametrize("name", ["x.po", "x.csv"])
def test_a_file_of_two_gigabytes_is_refused(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / name).open("wb") as file:
        file.truncate(2_000_000_000)
    monkeypatch.setattr(decode, "LARGEST_FILE", 1_000_000)
    with pytest.raises(ReadError, match="the file is larger than 1 MB"):
        read_bilingual(str(tmp_path / name))


def test_a_changed_text_is_read_as_its_file_was(tmp_path: Path) -> None:
    found = through(tmp_path, "x.csv", CSV.encode())
    assert found
    again = parse_bilingual(decode.Decoded(CSV.replace("tariff", "duty"), "utf-8"), found.document.path)
    assert [shown(s) for s in again.segments] == ["1: 關稅 ⇒ duty"]


PLACES = {
    "x.po": (PO, 'msgid "tariff"\nmsgstr "a\\"b"\n'),
    "x": (PO, 'msgid "tariff"\nmsgstr "a\\"b"\n'),
    "x.csv": ('原文,譯文\n關稅,"關稅"\n', '原文,譯文\n關稅,"a""b"\n'),
    "y.csv": ("原文,譯文\n關稅,關稅\n", None),
    "x.txt": ("關稅", 'a"b'),
}


@pytest.mark.parametrize("name", PLACES)
def test_a_wording_is_written_so_that_the_file_stays_valid(name: str) -> None:
    text, expected = PLACES[name]
    document = Document(name, text, "utf-8", (), (0,))
    at = text.rindex("關稅")
    written = escaped(document, at, 'a"b')
    assert (text[:at] + written + text[at + 2 :] if written else None) == expected


def test_the_endings_that_check_looks_for() -> None:
    assert {".po", ".xlf", ".tmx", ".csv", ".docx", ".md"} <= {*SUFFIXES}
