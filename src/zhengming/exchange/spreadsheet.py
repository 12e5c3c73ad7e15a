"""XLSX: the same rows as CSV, a sheet for each subject, with the head frozen and columns as wide as what they hold."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

from zhengming.errors import UsageError
from zhengming.exchange.cells import neutral
from zhengming.exchange.columns import COLUMNS, row_of
from zhengming.exchange.formats import Part, Written
from zhengming.exchange.options import Options
from zhengming.exchange.report import Loss
from zhengming.exchange.resolved import for_region
from zhengming.model import Concept, Glossary

# What a worksheet's XML or Excel itself does not take, and its limits.
_NOT_IN_CELLS = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
_LONGEST_CELL, _LONGEST_NAME, _MOST_SHEETS = 32767, 31, 200
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f\ufffe\uffff\ud800-\udfff]+")
_NARROWEST, _WIDEST, _SAMPLE = 6, 48, 100


def write(glossary: Glossary, options: Options) -> Written:
    """A workbook; raises UsageError where openpyxl, the `xlsx` extra, is not installed."""
    try:
        from openpyxl import Workbook
    except ImportError:
        hint = "pip install 'zhengming[xlsx]'; CSV needs nothing"
        raise UsageError("an XLSX workbook needs openpyxl", hint=hint) from None
    book, losses = Workbook(write_only=True), list[Loss]()
    for name, concepts in _sheets(glossary.concepts):
        rows = [_cells(for_region(c, options.region) if options.region else c, losses) for c in concepts]
        _fill(book.create_sheet(name), rows)
    if not glossary.concepts:
        _fill(book.create_sheet("Glossary"), [])
    buffer = io.BytesIO()
    book.save(buffer)
    count = len(glossary.concepts)
    return Written((Part("glossary.xlsx", buffer.getvalue()),), count, count, tuple(losses))


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


def _fill(sheet: Any, rows: list[list[str]]) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "B2"
    for number, name in enumerate(COLUMNS):
        widths = [_width(row[number]) for row in rows[:_SAMPLE]]
        wide = max([_NARROWEST, len(name) + 2, *widths])
        sheet.column_dimensions[get_column_letter(number + 1)].width = min(wide, _WIDEST)
    head = [WriteOnlyCell(sheet, name) for name in COLUMNS]
    for cell in head:
        cell.font, cell.alignment = Font(bold=True), Alignment(vertical="top")
    sheet.append(head)
    for row in rows:
        sheet.append([text or None for text in row])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{len(rows) + 1}"


def _width(text: str) -> int:
    """How wide the widest line of a cell is: a Han character takes two."""
    return max((len(line) + sum(c > "\u2e7f" for c in line) for line in text.split("\n")), default=0) + 1
