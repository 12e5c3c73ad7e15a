"""Plain text, above all text taken out of a PDF: pages, notes and paragraphs put together again."""

from __future__ import annotations

import re

from zhengming.documents import inline, pages
from zhengming.documents.lines import Line, Raw, lines_of
from zhengming.language.width import width
from zhengming.model import Block

ITEM = re.compile(
    r"(?:[-•·●○■◆▪*+]\s+|[(（]?[0-9０-９]{1,2}[)）.．、](?![0-9])\s*|[(（][一二三四五六七八九十]{1,3}[)）])\S"
)
_BULLET = re.compile(r"(?:[-•●○■◆▪*+])\s+")
HEADING = re.compile(
    r"第[一二三四五六七八九十百零〇0-9]{1,4}[章節节篇部編编回卷](?![一-鿿]*。)"
    r"|[壹貳參肆伍陸柒捌玖拾一二三四五六七八九十]{1,3}、\S{1,40}$"
    r"|(?:PART|Part|CHAPTER|Chapter|SECTION|Section|APPENDIX|Appendix)\s+[0-9IVXA-Z]+\b.{0,80}$"
    r"|#{1,6}\s"
)
# The end of a sentence, with the signs that may stand behind it: a quotation mark, a note mark.
_TERMINAL = re.compile(f"[。！？!?；;：:….][」』）)”’\"']?[{inline.SUPERSCRIPTS}]*$")
_SHORT_LINE = 64
_NARROWEST_PAGE = 24


def read(text: str) -> list[Block]:
    """The blocks of a plain text in the order of the file, notes as blocks of kind `note`."""
    return [block(raw.kind, text, list(raw.pieces)) for raw in pages.join(_raw_blocks(text), text)]


def block(kind: str, text: str, pieces: list[tuple[int, int]]) -> Block:
    """A block of plain text: only URLs, note marks and paired `*` are no prose."""
    return inline.build(kind, text, pieces, inline.PLAIN)


def _raw_blocks(text: str) -> list[Raw]:
    return [raw for group in _groups(lines_of(text)) for raw in _split_group(group)]


def _groups(lines: list[Line]) -> list[list[Line]]:
    """Lines that stand together, with nothing empty between."""
    groups: list[list[Line]] = [[]]
    for line in lines:
        if line.empty:
            groups.append([])
        else:
            groups[-1].append(line)
    return [g for g in groups if g]


def _split_group(group: list[Line]) -> list[Raw]:
    """The paragraphs of one group: hard-wrapped lines are one, a list or a line a paragraph are many."""
    page = max(width(line.text) for line in group)
    wrapped = _is_wrapped(group, page)
    blocks: list[list[Line]] = []
    for line in group:
        if blocks and wrapped and _continues(blocks[-1][-1], line, page):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return [_raw(lines, alone=len(group) == 1) for lines in blocks]


def _is_wrapped(group: list[Line], page: int) -> bool:
    """Whether most lines but the last are about as wide as the page."""
    inner = group[:-1]
    full = sum(width(line.text) >= 0.7 * page for line in inner)
    return page >= _NARROWEST_PAGE and len(inner) > 0 and full >= 0.6 * len(inner)


def _continues(line: Line, following: Line, page: int) -> bool:
    if HEADING.match(line.text) or HEADING.match(following.text) or ITEM.match(following.text):
        return False
    if width(line.text) >= 0.7 * page:
        # A line a paragraph is a common way to write Chinese: a full stop at the end of a long line says nothing,
        # of one much longer than any page it ends the paragraph.
        return page <= 130 or not _TERMINAL.search(line.text)
    return not _TERMINAL.search(line.text)


def _raw(lines: list[Line], *, alone: bool) -> Raw:
    first = lines[0]
    pieces = [(line.start, line.end) for line in lines]
    kind = "paragraph"
    if pages.FURNITURE.fullmatch(first.text):
        kind = "furniture"
    elif HEADING.match(first.text):
        kind = "heading"
    elif ITEM.match(first.text):
        kind = "item"
        bullet = _BULLET.match(first.text)
        if bullet:
            pieces[0] = (first.start + bullet.end(), first.end)
    elif alone and width(first.text) <= _SHORT_LINE and not _TERMINAL.search(first.text):
        kind = "short"
    return Raw(kind, tuple(pieces))
