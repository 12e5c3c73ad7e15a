"""CSV and TSV: each cell is a block, and its characters keep their places in the file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from zhengming.documents.running import Running, finished, is_prose
from zhengming.model import Block

# Where a cell begins and ends, without its quotation marks, and whether it has some.
Cell = tuple[int, int, bool]

_DELIMITERS = ",\t;"
_SAMPLE = 65_536
_SAMPLE_LINES = 50
_QUOTED = re.compile(r'[ ]*"((?:[^"]|"")*+)"')
_IN_QUOTES = re.compile(r'"[^"]*"')
# Inside quotation marks: a doubled one is one, a line end is a boundary.
_SPECIAL = re.compile(r'""|\r\n|\r|\n')


def read(text: str) -> list[Block]:
    """The cells of a table in the order of the file.

    >>> [b.text for b in read('zh,en\\n去風險,"de-risking, a policy"')]
    ['zh', 'en', '去風險', 'de-risking, a policy']
    """
    blocks = (cell_block(text, cell) for row in rows(text, delimiter(text)) for cell in row)
    return [block for block in blocks if is_prose(block)]


def delimiter(text: str) -> str:
    """Comma, tab or semicolon: the one of which most of the first lines have the same number."""
    lines = [_IN_QUOTES.sub("", line) for line in text[:_SAMPLE].splitlines()[:_SAMPLE_LINES] if line.strip()]

    def agreement(sign: str) -> tuple[int, int]:
        counts = Counter(line.count(sign) for line in lines if sign in line)
        (count, agreeing) = counts.most_common(1)[0] if counts else (0, 0)
        return agreeing, count

    return max(_DELIMITERS, key=agreement)


def rows(text: str, sign: str) -> Iterator[list[Cell]]:
    """The cells of each row, empty ones too."""
    bare, stop = re.compile(rf"[^{sign}\r\n]*+"), re.compile(rf"[ ]*(?:[{sign}\r\n]|\Z)")
    at, quotes = 0, '"' in text
    row: list[Cell] = []
    while at < len(text):
        quoted = _QUOTED.match(text, at) if quotes and text.startswith(('"', " "), at) else None
        # A mark that is never closed: from here on they are characters like any other.
        quotes = quotes and (quoted is not None or not text.startswith('"', at))
        is_quoted = bool(quoted and stop.match(text, quoted.end()))
        match = bare.match(text, quoted.end() if quoted and is_quoted else at)
        assert match
        row.append((*(quoted.span(1) if quoted and is_quoted else match.span()), is_quoted))
        at = match.end() + 1
        if not text.startswith(sign, match.end()):
            yield row
            row = []
            at += text.startswith("\r\n", match.end())
    if row:
        yield row


def cell_text(text: str, cell: Cell) -> str:
    """What a cell says, character for character."""
    start, end, quoted = cell
    return text[start:end].replace('""', '"') if quoted else text[start:end]


def cell_block(text: str, cell: Cell) -> Block:
    """The running text of a cell."""
    start, end, quoted = cell
    if not quoted or not _SPECIAL.search(text, start, end):
        return finished(Block("cell", text[start:end], (0,), (start,)))
    running, at = Running(), start
    for special in _SPECIAL.finditer(text, start, end):
        running.verbatim(text[at : special.start()], at)
        if special.group() == '""':
            running.verbatim('"', special.start())
        else:
            running.sign(special.start())
        at = special.end()
    running.verbatim(text[at:end], at)
    return running.block("cell")


def escaped(text: str, at: int, wording: str) -> str | None:
    """How a wording is written in the cell at the offset `at`; None where that cell would need quotation marks."""
    sign = delimiter(text)
    cells, starts = _places(text, sign)
    quoted = cells[max(bisect_right(starts, at) - 1, 0)][2] if cells else False
    if quoted:
        return wording.replace('"', '""')
    return None if re.search(rf'[{sign}"\r\n]', wording) else wording


@lru_cache(maxsize=1)
def _places(text: str, sign: str) -> tuple[list[Cell], list[int]]:
    cells = [cell for row in rows(text, sign) for cell in row]
    return cells, [start for start, _, _ in cells]
