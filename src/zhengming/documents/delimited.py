"""CSV and TSV: each cell is a block, and its characters keep their places in the file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from zhengming.documents.running import Running, finished, is_prose
from zhengming.model import Block

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
    blocks = (_cell(text, *place) for place in _cells(text, delimiter(text)))
    return [block for block in blocks if is_prose(block)]


def delimiter(text: str) -> str:
    """Comma, tab or semicolon: the one of which most of the first lines have the same number."""
    lines = [_IN_QUOTES.sub("", line) for line in text[:_SAMPLE].splitlines()[:_SAMPLE_LINES] if line.strip()]

    def agreement(sign: str) -> tuple[int, int]:
        counts = Counter(line.count(sign) for line in lines if sign in line)
        (count, agreeing) = counts.most_common(1)[0] if counts else (0, 0)
        return agreeing, count

    return max(_DELIMITERS, key=agreement)


def _cells(text: str, sign: str) -> Iterator[tuple[int, int, bool]]:
    """Where each cell begins and ends, without its quotation marks, and whether it had some."""
    bare, stop = re.compile(rf"[^{sign}\r\n]*+"), re.compile(rf"[ ]*(?:[{sign}\r\n]|\Z)")
    at, quotes = 0, '"' in text
    while at < len(text):
        quoted = _QUOTED.match(text, at) if quotes and text.startswith(('"', " "), at) else None
        # A mark that is never closed: from here on they are characters like any other.
        quotes = quotes and (quoted is not None or not text.startswith('"', at))
        if quoted and stop.match(text, quoted.end()):
            yield (*quoted.span(1), True)
            at = quoted.end()
        match = bare.match(text, at)
        assert match
        if match.end() > at:
            yield at, match.end(), False
        at = match.end() + 1


def _cell(text: str, start: int, end: int, quoted: bool) -> Block:
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
