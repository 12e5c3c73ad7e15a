"""Tables in Markdown; every table of a file is one of terms, or is passed over."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from zhengming.exchange.imports.reading import Reading
from zhengming.exchange.imports.tables import take_table
from zhengming.files.decode import decode

RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_CELL = re.compile(r"(?:[^|\\]|\\.|\\\Z)*", re.DOTALL)
_BREAK = re.compile(r"(?i)<br\s*/?>")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_AROUND = re.compile(r"(\*\*|__|\*|_|`|~~)(.+)\1", re.DOTALL)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_FENCE = re.compile(r"\s{0,3}(```|~~~)")


def read(content: bytes, reading: Reading) -> None:
    """The tables of the file."""
    tables = list(_tables(decode(content, reading.path).text))
    for number, rows in enumerate(tables, start=1):
        take_table(rows, reading, name=f"table {number} " if len(tables) > 1 else "")


def _tables(text: str) -> Iterator[list[list[str]]]:
    """A heading, a rule, and rows up to the first line without a bar."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    rows: list[list[str]] = []
    fenced = ""
    for number, line in enumerate(lines):
        fence = _FENCE.match(line)
        if fence and (not fenced or fence[1] == fenced):
            fenced = "" if fenced else fence[1]
        inside = "|" in line and not fenced
        if rows and inside:
            rows.append(_cells(line))
        elif rows:
            yield rows
            rows = []
        elif inside and number + 1 < len(lines) and "-" in lines[number + 1] and RULE.fullmatch(lines[number + 1]):
            rows = [_cells(line)]
        if len(rows) == 2 and RULE.fullmatch(line):
            # The rule itself is no row.
            rows.pop()
    if rows:
        yield rows


def _cells(line: str) -> list[str]:
    plain = line.strip().removeprefix("|")
    found, at = [], 0
    while at <= len(plain):
        piece = _CELL.match(plain, at)
        assert piece is not None
        found.append(_text(piece.group()))
        at = piece.end() + 1
    # A bar at the end closes the last cell and begins none.
    return found[:-1] if plain.endswith("|") and not plain.endswith("\\|") and found[-1] == "" else found


def _text(cell: str) -> str:
    """A cell without marks around it, its escapes and references undone: **去風險** → 去風險."""
    text = _LINK.sub(r"\1", cell.strip())
    around = _AROUND.fullmatch(text)
    text = around[2] if around else text
    return html.unescape(_ESCAPED.sub(r"\1", _BREAK.sub("\n", text)))
