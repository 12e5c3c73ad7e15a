"""XLSX: the same rows as CSV, a sheet for each subject, with the head frozen and columns as wide as what they hold."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from string import ascii_uppercase

from zhengming.exchange.cells import neutral
from zhengming.exchange.columns import COLUMNS, row_of
from zhengming.exchange.formats import Part, Written
from zhengming.exchange.options import Options
from zhengming.exchange.report import Loss
from zhengming.exchange.resolved import for_region
from zhengming.exchange.xml_text import attribute, content
from zhengming.model import Concept, Glossary

# What a worksheet's XML or Excel itself does not take, and its limits.
_NOT_IN_CELLS = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
_LONGEST_CELL, _LONGEST_NAME, _MOST_SHEETS = 32767, 31, 200
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f\ufffe\uffff\ud800-\udfff]+")
_NARROWEST, _WIDEST, _SAMPLE = 6, 48, 100
# ISO/IEC 29500, the parts that a workbook must have. Cells have the number format of texts (49), so that what a person
# types anew in one is no formula either.
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_FONT = '<sz val="11"/><name val="Calibri"/><family val="2"/>'
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font>{_FONT}</font><font><b/>{_FONT}</font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
_LETTERS = ascii_uppercase
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def write(glossary: Glossary, options: Options) -> Written:
    """A workbook; the same glossary gives the same bytes."""
    losses: list[Loss] = []
    sheets = {
        name: [_cells(for_region(c, options.region) if options.region else c, losses) for c in concepts]
        for name, concepts in _sheets(glossary.concepts)
    }
    count = len(glossary.concepts)
    return Written((Part("glossary.xlsx", workbook(sheets or {"Glossary": []})),), count, count, tuple(losses))


def _sheets(concepts: Iterable[Concept]) -> Iterator[tuple[str, list[Concept]]]:
    """The concepts by subject, in the order in which the subjects appear, under names that a workbook takes."""
    by_subject: dict[str, list[Concept]] = {}
    for concept in concepts:
        # Excel cannot be used with thousands of sheets: what is left over shares the last.
        known = concept.subject in by_subject or len(by_subject) < _MOST_SHEETS
        by_subject.setdefault(concept.subject if known else "", []).append(concept)
    taken: set[str] = set()
    for subject, listed in by_subject.items():
        yield _sheet_name(subject, taken), listed


def _sheet_name(subject: str, taken: set[str]) -> str:
    base = _NOT_IN_NAMES.sub(" ", subject).strip(" '")[:_LONGEST_NAME].strip(" '") or "Glossary"
    name, number = base, 1
    # Excel keeps the name History for itself and does not tell capitals apart.
    while name.casefold() in taken or name.casefold() == "history":
        number += 1
        name = f"{base[: _LONGEST_NAME - len(str(number)) - 1]} {number}"
    taken.add(name.casefold())
    return name


def _cells(concept: Concept, losses: list[Loss]) -> list[str]:
    row = row_of(concept)
    return [_cell(row[name], concept.id, losses) for name in COLUMNS]


def _cell(text: str, concept: str, losses: list[Loss]) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    kept = text if text.isprintable() else _NOT_IN_CELLS.sub("", text)
    if kept != text:
        losses.append(Loss(concept, "omitted", "control character"))
    kept = neutral(kept)
    if len(kept) > _LONGEST_CELL:
        losses.append(Loss(concept, f"cut at {_LONGEST_CELL:,} characters", "cell"))
    return kept[:_LONGEST_CELL]


def workbook(sheets: dict[str, list[list[str]]]) -> bytes:
    """The zip of an Office Open XML workbook: a sheet for each name, each row a list of cells under COLUMNS."""
    buffer = io.BytesIO()
    numbers = range(1, len(sheets) + 1)
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
        members = {
            "[Content_Types].xml": _content_types(numbers),
            "_rels/.rels": _relations((("officeDocument", "xl/workbook.xml"),)),
            "xl/workbook.xml": _index(list(sheets)),
            "xl/_rels/workbook.xml.rels": _relations(
                (*(("worksheet", f"worksheets/sheet{n}.xml") for n in numbers), ("styles", "styles.xml"))
            ),
            "xl/styles.xml": _STYLES,
        }
        for name, xml in members.items():
            archive.writestr(_entry(name), _HEAD + xml)
        for number, rows in zip(numbers, sheets.values(), strict=True):
            archive.writestr(_entry(f"xl/worksheets/sheet{number}.xml"), _HEAD + _sheet(rows, first=number == 1))
    return buffer.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _ZIP_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


def _content_types(numbers: Iterable[int]) -> str:
    parts = [("/xl/workbook.xml", "sheet.main"), ("/xl/styles.xml", "styles")]
    parts += [(f"/xl/worksheets/sheet{n}.xml", "worksheet") for n in numbers]
    listed = "".join(f'<Override PartName="{name}" ContentType="{_TYPE}{kind}+xml"/>' for name, kind in parts)
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )


def _relations(targets: Iterable[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, start=1)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{listed}</Relationships>'
    )


def _index(names: list[str]) -> str:
    listed = "".join(
        f'<sheet name="{attribute(name)}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(names, start=1)
    )
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>{listed}</sheets></workbook>'


def _sheet(rows: list[list[str]], *, first: bool) -> str:
    """The head in bold and frozen with the first column; columns as wide as most of what they hold, with a filter."""
    widths = (
        max([_NARROWEST, len(name) + 2, *(_width(row[n]) for row in rows[:_SAMPLE])]) for n, name in enumerate(COLUMNS)
    )
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{min(width, _WIDEST)}" customWidth="1"/>' for n, width in enumerate(widths, 1)
    )
    lines = [_row(1, COLUMNS, style=1), *(_row(n, row, style=0) for n, row in enumerate(rows, start=2))]
    selected = ' tabSelected="1"' if first else ""
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView{selected} workbookViewId="0">'
        '<pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/>'
        '<selection pane="bottomRight" activeCell="B2" sqref="B2"/></sheetView></sheetViews>'
        f"<cols>{columns}</cols><sheetData>{''.join(lines)}</sheetData>"
        f'<autoFilter ref="A1:{_LETTERS[len(COLUMNS) - 1]}{len(rows) + 1}"/></worksheet>'
    )


def _row(number: int, cells: Iterable[str], *, style: int) -> str:
    """A row; every cell is a text written where it stands, so that none can be a formula."""
    written = "".join(
        f'<c r="{letter}{number}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{content(text)}</t></is></c>'
        for letter, text in zip(_LETTERS, cells, strict=False)
        if text
    )
    return f'<row r="{number}">{written}</row>'


def _width(text: str) -> int:
    """How wide the widest line of a cell is: a Han character takes two."""
    return max((len(line) + sum(c > "\u2e7f" for c in line) for line in text.split("\n")), default=0) + 1
