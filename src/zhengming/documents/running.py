"""Running text that a reader collects while it walks through markup: white space, marks, and what is no prose."""

from __future__ import annotations

import re
from bisect import bisect_right

from zhengming.documents import inline
from zhengming.language.scripts import HAN
from zhengming.model import OBJECT, Block, Mark

Where = tuple[tuple[str, str | int], ...]
# A single space is a character like any other; line ends, tabs and runs of spaces are layout.
_GAP = re.compile(r" *[\t\r\n\f][ \t\r\n\f]*|  +")
# What only tells a program where a word may be divided: nobody sees it.
_INVISIBLE = "\u00ad\u200b\u2060"
_LAYOUT = re.compile(f"{_GAP.pattern}|[{_INVISIBLE}]+")
_WIDE = re.compile(f"[{HAN}\u3000-\u303f\uff00-\uffef\u201c\u201d\u2018\u2019{OBJECT}]")
_SIGN = re.compile(f"[\u3000-\u303f\uff00-\uffef{OBJECT}]")
_DEEPEST_MARKS = 16
_OUTER = " \t\r\n\f\u3000\u00a0\ufeff"


class Running:
    """The text of one block after another: `text` and `sign` add to it, `block` finishes it.

    >>> running = Running()
    >>> running.text("去風險\\n  （de-risking）", 0)
    >>> running.block("paragraph").text
    '去風險（de-risking）'
    """

    def __init__(self, *, shown: bool = False) -> None:
        """`shown`: a browser shows a space where a line ends between a Chinese character and a Latin letter."""
        self._shown = shown
        self._builder = inline.Builder()
        self._gap: tuple[int, bool] | None = None
        self._open: list[tuple[str, int]] = []

    @property
    def length(self) -> int:
        """How much text the block has so far."""
        return self._builder.length

    def last_characters(self) -> str:
        """The end of the text so far, at least three characters if there are so many in the last piece."""
        return self._builder.text[-1][-3:] if self._builder.text else ""

    def text(self, text: str, offset: int) -> None:
        """Add text that stands at `offset`; layout becomes a space, and nothing between Chinese lines."""
        at = 0
        for gap in _LAYOUT.finditer(text):
            self.verbatim(text[at : gap.start()], offset + at)
            if gap.group()[0] not in _INVISIBLE:
                self._gap = self._gap or (offset + gap.start(), "\n" in gap.group() or "\r" in gap.group())
            at = gap.end()
        self.verbatim(text[at:], offset + at)

    def verbatim(self, text: str, offset: int) -> None:
        """Add text as it is, but for a second space after one."""
        if not text:
            return
        self._close_gap(text[0])
        if text[0] == " " and self._builder.last() in ("", " "):
            text, offset = text[1:], offset + 1
        self._builder.add(text, offset)

    def sign(self, offset: int) -> None:
        """Something that is no prose stands here: a note mark, a line break, code."""
        self.verbatim(OBJECT, offset)

    def _close_gap(self, following: str) -> None:
        gap, self._gap = self._gap, None
        last = self._builder.last()
        if gap is None or last in ("", " ") or following == " ":
            return
        if not (gap[1] and self._joins(last, following)):
            self._builder.add(" ", gap[0])

    def _joins(self, last: str, following: str) -> bool:
        """Whether a line end between the two is nothing at all."""
        if self._shown and not (_SIGN.match(last) or _SIGN.match(following)):
            return bool(_WIDE.match(last) and _WIDE.match(following))
        return bool(_WIDE.match(last) or _WIDE.match(following))

    def open_mark(self, kind: str) -> None:
        """What follows is marked, until `close_mark`."""
        self._open.append((kind, self._builder.length))

    def close_mark(self) -> None:
        """The mark opened last ends here."""
        kind, start = self._open.pop()
        if len(self._open) < _DEEPEST_MARKS:
            self._builder.marks.append(Mark(kind, start, self._builder.length))

    def block(self, kind: str, where: Where = ()) -> Block:
        """The finished block, trimmed; open marks go on in the next one."""
        return finished(self.collected(kind), where)

    def collected(self, kind: str) -> Block:
        """The block as it was collected."""
        self._builder.marks += [Mark(name, start, self._builder.length) for name, start in self._open[:_DEEPEST_MARKS]]
        made = self._builder.block(kind)
        # Deeper ones, of tags never closed, count for nothing and would take quadratic time.
        self._open[:_DEEPEST_MARKS] = [(name, 0) for name, _ in self._open[:_DEEPEST_MARKS]]
        self._builder, self._gap = inline.Builder(), None
        return made


def is_prose(block: Block) -> bool:
    """Whether a block holds more than signs and white space."""
    return bool(block.text.strip(_OUTER + OBJECT))


def finished(block: Block, where: Where = ()) -> Block:
    """The block trimmed, its URLs, note marks and paired asterisks taken out as plain text has it."""
    start = len(block.text) - len(block.text.lstrip(_OUTER))
    trimmed = _slice(block, start, max(start, len(block.text.rstrip(_OUTER))), where)
    if not inline.PLAIN.search(trimmed.text):
        return trimmed
    return composed(trimmed, inline.build(block.kind, trimmed.text, [(0, len(trimmed.text))], inline.PLAIN))


def _slice(block: Block, start: int, end: int, where: Where) -> Block:
    first = max(bisect_right(block.starts, start), 1)
    last = max(bisect_right(block.starts, end - 1), first)
    return Block(
        block.kind,
        block.text[start:end],
        (0, *(s - start for s in block.starts[first:last])),
        (block.offset(start), *block.offsets[first:last]),
        _trimmed_marks(block, start, end),
        where,
    )


def _trimmed_marks(block: Block, start: int, end: int) -> tuple[Mark, ...]:
    """The marks without the spaces at their ends; empty ones go."""
    marks = []
    for mark in block.marks:
        low, high = max(mark.start, start), min(mark.end, end)
        inner = block.text[low:high]
        low += len(inner) - len(inner.lstrip(_OUTER))
        high = low + len(inner.strip(_OUTER))
        if low < high:
            marks.append(Mark(mark.kind, low - start, high - start))
    return _ordered(marks)


def _ordered(marks: list[Mark]) -> tuple[Mark, ...]:
    return tuple(sorted(marks, key=lambda m: (m.start, -m.end)))


def composed(outer: Block, inner: Block) -> Block:
    """`inner` was built of the text of `outer`: one block with the text of `inner` and the offsets of `outer`."""
    starts: list[int] = []
    offsets: list[int] = []
    for n, (start, at) in enumerate(zip(inner.starts, inner.offsets, strict=True)):
        end = at + (inner.starts[n + 1] if n + 1 < len(inner.starts) else len(inner.text)) - start
        starts.append(start)
        offsets.append(outer.offset(at))
        for run in range(bisect_right(outer.starts, at), len(outer.starts)):
            if outer.starts[run] >= end:
                break
            starts.append(start + outer.starts[run] - at)
            offsets.append(outer.offsets[run])
    marks = [Mark(m.kind, _inside(inner, m.start), _inside(inner, m.end)) for m in outer.marks]
    kept = [m for m in (*marks, *inner.marks) if m.start < m.end]
    return Block(outer.kind, inner.text, tuple(starts), tuple(offsets), _ordered(kept), outer.where)


def _inside(inner: Block, position: int) -> int:
    """Where a position of the outer text stands in the inner one, from which some characters are gone."""
    run = bisect_right(inner.offsets, position) - 1
    if run < 0:
        return 0
    end = inner.starts[run + 1] if run + 1 < len(inner.starts) else len(inner.text)
    return min(inner.starts[run] + position - inner.offsets[run], end)
