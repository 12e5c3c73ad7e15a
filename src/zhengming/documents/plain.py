"""Plain text, above all text taken out of a PDF: pages, notes and paragraphs put together again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from zhengming.documents import inline, pages
from zhengming.documents.lines import Line, Raw, lines_of
from zhengming.errors import ReadError
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
_UNENDED = re.compile(r"[a-z0-9,;\-–—)”’\"'][ \t]*$")
# Editing makes lines longer than the others, up to half as long again; with few lines nothing tells what is usual.
_GROWN, _FEW = 1.5, 4
_SHORT_LINE = 64
_NARROWEST_PAGE = 24
# Lines that stand together for longer than any chapter are looked at in parts.
_MOST_LINES = 20_000
# No author writes such a paragraph; it is cut, at the end of a sentence where there is one near.
LONGEST_PARAGRAPH, _NEAR = 200_000, 10_000
_SENTENCE_END = re.compile(r"[。！？!?.][」』）)”’\"']*")
# Each paragraph, line and mark of a text takes memory of its own, however short it is.
MOST_PIECES = 300_000


def read(text: str) -> list[Block]:
    """The blocks of a plain text in the order of the file, notes as blocks of kind `note`."""
    # Empty lines are no pieces, yet the document knows where each begins.
    _bounded((text.count("\n") + text.count("\r")) // 2)
    found, pieces = [], 0
    for raw in pages.join(_raw_blocks(text), text):
        for part in _cut(raw, text):
            found.append(block(part.kind, text, list(part.pieces)))
            pieces = _bounded(pieces + len(found[-1].starts) + len(found[-1].marks))
    return found


def _bounded(pieces: int) -> int:
    """So many pieces, if they are not too many."""
    if pieces > MOST_PIECES:
        raise ReadError("the file holds more lines than can be worked on at once", hint="split it")
    return pieces


def _cut(raw: Raw, text: str) -> Iterator[Raw]:
    """A block as it is, or in parts where it is longer than any that an author wrote."""
    if raw.pieces[-1][1] - raw.pieces[0][0] <= LONGEST_PARAGRAPH:
        yield raw
        return
    pieces: list[tuple[int, int]] = []
    size = 0
    for start, end in raw.pieces:
        while size + end - start > LONGEST_PARAGRAPH:
            stop = _sentence_end(text, start, start + LONGEST_PARAGRAPH - size)
            yield Raw(raw.kind, (*pieces, (start, stop)))
            pieces, size, start = [], 0, stop
        pieces.append((start, end))
        size += end - start
    yield Raw(raw.kind, tuple(pieces))


def _sentence_end(text: str, start: int, stop: int) -> int:
    """Where the last sentence before `stop` ends, or `stop` where none does."""
    ends = [m.end() for m in _SENTENCE_END.finditer(text, max(start, stop - _NEAR), stop)]
    return ends[-1] if ends else stop


def block(kind: str, text: str, pieces: list[tuple[int, int]]) -> Block:
    """A block of plain text: only URLs, note marks and paired `*` are no prose."""
    return inline.build(kind, text, pieces, inline.PLAIN)


def _raw_blocks(text: str) -> list[Raw]:
    found, pieces = [], 0
    for group in _groups(lines_of(text)):
        found += _split_group(group)
        pieces = _bounded(pieces + len(group))
    return found


def _groups(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Lines that stand together, with nothing empty between."""
    group: list[Line] = []
    for line in lines:
        if group and (line.empty or len(group) == _MOST_LINES):
            yield group
            group = []
        if not line.empty:
            group.append(line)
    if group:
        yield group


def _split_group(group: list[Line]) -> list[Raw]:
    """The paragraphs of one group: hard-wrapped lines are one, a list or a line a paragraph are many."""
    page = _page_width(group)
    wrapped = _is_wrapped(group, page)
    blocks: list[list[Line]] = []
    for line in group:
        if blocks and ((wrapped and _continues(blocks[-1][-1], line, page)) or _flows_on(blocks[-1][-1], line)):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return [_raw(lines, alone=len(group) == 1) for lines in blocks]


def _page_width(group: list[Line]) -> int:
    """The width that lines are broken at: that of the widest, unless a few have grown beyond it in an editor."""
    widths = sorted(line.cells for line in group)
    usual = widths[3 * len(widths) // 4]
    return usual if len(group) > _FEW and widths[-1] <= _GROWN * usual else widths[-1]


def _flows_on(line: Line, following: Line) -> bool:
    """Whether a sentence of a language with small letters goes on: it has not ended, and no capital begins the next."""
    return following.text[:1].islower() and bool(_UNENDED.search(line.text)) and not ITEM.match(following.text)


def _is_wrapped(group: list[Line], page: int) -> bool:
    """Whether most lines but the last are about as wide as the page."""
    inner = group[:-1]
    full = sum(line.cells >= 0.7 * page for line in inner)
    return page >= _NARROWEST_PAGE and len(inner) > 0 and full >= 0.6 * len(inner)


def _continues(line: Line, following: Line, page: int) -> bool:
    if HEADING.match(line.text) or HEADING.match(following.text) or ITEM.match(following.text):
        return False
    if line.cells >= 0.7 * page:
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
    elif alone and first.cells <= _SHORT_LINE and not _TERMINAL.search(first.text):
        kind = "short"
    return Raw(kind, tuple(pieces))
