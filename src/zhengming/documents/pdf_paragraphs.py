"""Lines of PDF pages → one text and its raw blocks: what repeats on every page goes, lines join into paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby, pairwise
from statistics import median

from zhengming.documents import pages, plain
from zhengming.documents.inline import SUPERSCRIPTS
from zhengming.documents.lines import Raw
from zhengming.documents.pdf_lines import Line
from zhengming.language.width import width

_DIGITS = re.compile(r"[0-9０-９]+")
_PAGE_NUMBER = re.compile(
    r"[-–—·\s]*(?:第\s*)?(?:page\s*)?[0-9ivxlc]{1,6}(?:\s*(?:/|of|頁|页|，共|之)\s*[0-9]{0,4}\s*[頁页]?)?[-–—·\s]*",
    re.IGNORECASE,
)
_OUTERMOST = 3
_TERMINAL = re.compile(f"[。！？!?；;：:….][」』）)”’\"']?[{SUPERSCRIPTS}]*$")
_NOTE = re.compile(f"[{SUPERSCRIPTS}*]|\\d{{1,3}}[\\s.、]|[\\[〔(（]?[註注]")
_BULLET = re.compile(r"[•●○■◆▪\u2022\uf06c\uf0b7]\s*")
# What a line takes or leaves as a whole: a word or a Chinese sign, with the brackets and stops that cling to it.
_UNDIVIDED = re.compile(
    r"[（(「『《〈【〔“‘\[]*(?:[!-~\u00a1-\u024f]+|.)(?:[，、。；：！？）)」』》〉】〕”’\]]+[!-~\u00a1-\u024f]*)?"
)
_SHORT = 64


def paragraphs(sheets: list[list[Line]]) -> tuple[str, list[Raw]]:
    """The text, a form feed between pages, and its blocks in order; a page or column break is furniture."""
    sheets = _without_running_heads(sheets)
    everything = [line for sheet in sheets for line in sheet]
    body = {
        is_wide: _usual_size(line for line in everything if bool(line.wide) == is_wide) for is_wide in (True, False)
    }
    text, raws = "", []
    for number, sheet in enumerate(sheets):
        if number:
            raws.append(Raw("furniture", ((len(text), len(text) + 1),)))
            text += "\f"
        for group, breaks in _groups(sheet):
            if breaks:
                raws.append(Raw("furniture", ((len(text), len(text) + 1),)))
                text += "\n"
            pieces = []
            for line in group:
                pieces.append((len(text), len(text) + len(line.text)))
                text += line.text + "\n"
            raws.append(_raw(group, pieces, body[bool(group[0].wide)]))
            text += "\n"
    return text, raws


def _usual_size(lines: Iterator[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _without_running_heads(sheets: list[list[Line]]) -> list[list[Line]]:
    """Without the heads and feet: page numbers, and what stands at the same height on three pages or more."""
    places = Counter(_place(line) for sheet in sheets for line in _outermost(sheet))
    kept = []
    for sheet in sheets:
        outermost = _outermost(sheet)
        extremes = {id(line) for line in (*outermost[:1], *outermost[-1:])}
        kept.append(
            [
                line
                for line in sheet
                if not (line in outermost and places[_place(line)] >= 3)
                and not (id(line) in extremes and _PAGE_NUMBER.fullmatch(line.text))
            ]
        )
    return kept


def _outermost(sheet: list[Line]) -> list[Line]:
    by_height = sorted(sheet, key=lambda line: -line.top)
    return by_height if len(by_height) <= 2 * _OUTERMOST else by_height[:_OUTERMOST] + by_height[-_OUTERMOST:]


def _place(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text), round(line.bottom / 4)


def _groups(sheet: list[Line]) -> Iterator[tuple[list[Line], bool]]:
    """The lines of each paragraph, and whether a new column begins with it."""
    begun = False
    for _, lines in groupby(sheet, key=lambda line: line.column):
        column = list(lines)
        leading = _leading(column)
        rights = _right_edges(column, leading)
        group = [column[0]]
        breaks = begun
        for (line, following), right in zip(pairwise(column), rights, strict=False):
            if not _continues(line, following, right, leading):
                yield group, breaks
                group, breaks = [], False
            group.append(following)
        yield group, breaks
        begun = True


def _right_edges(column: list[Line], leading: float) -> list[float]:
    """How far each line may go: as far as any of the column, or, in a quotation set in, as two lines of it do."""
    left, right = min(line.left for line in column), max(line.right for line in column)
    edges: list[float] = []
    stretch: list[Line] = []
    for line, following in pairwise((*column, None)):
        assert line
        stretch.append(line)
        if following and _step(line, following) <= 1.35 * leading:
            continue
        ends = sorted(member.right for member in stretch)
        shared = [a for a, b in pairwise(ends) if b - a < 0.1 * line.size and a > left + 0.6 * (right - left)]
        edges += [max(shared, default=right)] * len(stretch)
        stretch = []
    return edges


def _step(line: Line, following: Line) -> float:
    return line.bottom - following.bottom


def _leading(column: list[Line]) -> float:
    """The usual distance between lines."""
    steps = [a.bottom - b.bottom for a, b in pairwise(column) if abs(a.size - b.size) < 0.5 and a.bottom > b.bottom]
    return median(steps) if steps else 1.5 * column[0].size


def _continues(line: Line, following: Line, right: float, leading: float) -> bool:
    """Whether the next line belongs to the same paragraph."""
    size = line.size
    if not _is_same_type(line, following) or line.bottom - following.bottom > 1.35 * max(leading, 1.2 * size):
        return False
    if plain.HEADING.match(line.text) or plain.HEADING.match(following.text) or _begins_item(following.text):
        return False
    indent = following.left - line.left
    if indent > 0.8 * size and not _begins_item(line.text):
        return False
    if _TERMINAL.search(line.text) and line.right < right - 1.5 * size:
        return False
    if pages.CLINGS.match(following.text):
        # No paragraph begins so.
        return True
    return line.right + _first_word(following) >= right - size


def _is_same_type(line: Line, following: Line) -> bool:
    """Whether two lines are of one size, by their Chinese or their Latin type; the two differ with some fonts."""
    if line.wide and following.wide:
        return abs(line.wide - following.wide) <= 0.08 * line.wide
    if line.wide or following.wide:
        return abs(line.size - following.size) <= 0.25 * line.size
    return abs(line.size - following.size) <= 0.08 * line.size


def _begins_item(text: str) -> bool:
    return bool(plain.ITEM.match(text) or _BULLET.match(text))


def _first_word(line: Line) -> float:
    """How much room the first word needed in the line before, and some more, since lines are justified."""
    word = _UNDIVIDED.match(line.text)
    share = width(word.group()) / max(width(line.text), 1) if word else 0.0
    return share * (line.right - line.left) + 1.5 * line.size


def _raw(group: list[Line], pieces: list[tuple[int, int]], body: float) -> Raw:
    first, kind = group[0], "paragraph"
    if first.size < 0.93 * body and _NOTE.match(first.text):
        kind = "note"
    elif plain.HEADING.match(first.text) or (first.size > 1.15 * body and len(group) <= 3):
        kind = "heading"
    elif _begins_item(first.text):
        kind = "item"
        bullet = _BULLET.match(first.text)
        if bullet and bullet.end() < len(first.text):
            pieces[0] = (pieces[0][0] + bullet.end(), pieces[0][1])
    elif len(group) == 1 and len(first.text) <= _SHORT and not _TERMINAL.search(first.text):
        kind = "short"
    if pages.FURNITURE.fullmatch(first.text) and len(group) == 1:
        kind = "furniture"
    return Raw(kind, tuple(pieces))
