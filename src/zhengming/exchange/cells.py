"""What a cell of a spreadsheet may hold: no formula, and several values with a sign between them; both ways."""

from __future__ import annotations

import re
from collections.abc import Iterable

# A spreadsheet takes a cell that begins so for a formula; full-width signs are formulas where Chinese is typed.
_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_PIECE = re.compile(r"(?:[^\\;]|\\.|\\\Z)*", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def neutral(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would compute it: =1+1 → '=1+1.

    `plain` takes it away again. A text that begins with apostrophes and such a sign gets one more, any other none, so
    that every text comes back as it was.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def plain(cell: str) -> str:
    """The text of a cell that `neutral` made: '=1+1 → =1+1; 'twas stays."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def joined(texts: Iterable[str]) -> str:
    """Several texts in one cell: US, USA → `US; USA`; a semicolon in a text is written with a backslash before it."""
    return "; ".join(text.replace("\\", "\\\\").replace(";", "\\;") for text in texts)


def parted(cell: str) -> tuple[str, ...]:
    """The texts of a cell that `joined` made; none for an empty cell."""
    texts, at = [], 0
    while cell and at <= len(cell):
        piece = _PIECE.match(cell, at)
        assert piece is not None
        texts.append(_ESCAPED.sub(r"\1", piece.group().removeprefix(" ") if at else piece.group()))
        at = piece.end() + 1
    return tuple(texts)
