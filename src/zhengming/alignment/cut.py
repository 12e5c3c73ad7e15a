"""Blocks cut into sentences that still know where they stand in the file."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from zhengming.language.scripts import HAN
from zhengming.model import OBJECT, Block, Mark

_CLOSERS = "」』）)”\"’'\\]】》〉"
# A stop with what closes behind it and the note marks there; an English full stop needs a space and a new beginning.
_STOP = re.compile(rf"(?:[。！？!?]+|(?<![A-Z])\.(?=[{_CLOSERS}{OBJECT}]*(?:\s|$)))[{_CLOSERS}]*[{OBJECT}]*")
_CLOSED = re.compile(f"[{_CLOSERS}]")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Adm|Sen|Rep|Gov|St|Jr|Sr|No|Nos|vs|cf|etc|e\.g|i\.e|al|ed|eds|vol|pp|p|Inc|Co|"
    r"Corp|Ltd|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|op|cit|ca|approx)|\b[A-Za-z])$"
)
_BEGINS = re.compile(rf"\s*[A-Z0-9“\"'‘(\[「『《{HAN}\u00c0-\u00de]")
_PAIRS = {"「": "」", "『": "』", "《": "》", "〈": "〉", "（": "）", "(": ")", "“": "”", "[": "]", "【": "】"}
# Marks further apart than this were never meant as a pair.
_FAR = 600


def cut(block: Block, start: int, end: int) -> Block:
    """The stretch block.text[start:end] as a block of its own, with its places in the file and its marks.

    >>> block = Block("paragraph", "One. Two.", (0,), (40,))
    >>> cut(block, 5, 9)
    Block(kind='paragraph', text='Two.', starts=(0,), offsets=(45,), marks=(), where=())
    """
    if (start, end) == (0, len(block.text)):
        return block
    first, last = bisect_right(block.starts, start), bisect_left(block.starts, end)
    starts = (0, *(s - start for s in block.starts[first:last]))
    offsets = (block.offset(start), *block.offsets[first:last])
    marks = tuple(
        Mark(m.kind, max(m.start, start) - start, min(m.end, end) - start)
        for m in block.marks
        if m.start < end and start < m.end
    )
    return Block(block.kind, block.text[start:end], starts, offsets, marks, block.where)


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Where the sentences of a text begin and end, either language; never cut inside quotation marks or brackets.

    >>> text = "He said: “No. Never.” Then he left. 他說：「不。」又走了。"
    >>> [text[a:b] for a, b in sentences(text)]
    ['He said: “No. Never.”', 'Then he left.', '他說：「不。」又走了。']
    """
    inside = _enclosed(text)
    spans, start = [], 0
    for match in _STOP.finditer(text):
        end = match.end()
        if inside[end] or not _ends(text, match.start(), end):
            continue
        spans.append((start, end))
        start = end
    spans.append((start, len(text)))
    return tuple(trimmed for a, b in spans if (trimmed := _trimmed(text, a, b)))


def _ends(text: str, stop: int, end: int) -> bool:
    """Whether a sentence ends at a stop: what follows begins one, and the stop is not that of Dr. or 3.5."""
    if text[stop] in "。！？":
        # 「不。」又走了: what stands in marks is mostly a part of the sentence around it.
        return end == len(text) or _CLOSED.search(text, stop, end) is None
    if text[stop] == "." and _ABBREVIATED.search(text, max(stop - 12, 0), stop):
        return False
    return end == len(text) or _BEGINS.match(text, end) is not None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    stretch = text[start:end]
    start += len(stretch) - len(stretch.lstrip())
    end = start + len(stretch.strip())
    return (start, end) if end > start else None


def _enclosed(text: str) -> bytearray:
    """For each place between two characters whether it stands inside a pair of marks."""
    inside = bytearray(len(text) + 1)
    opened: list[tuple[str, int]] = []
    for at, character in enumerate(text):
        if character in _PAIRS:
            opened.append((_PAIRS[character], at))
        elif character == '"' and not (opened and opened[-1][0] == '"'):
            opened.append(('"', at))
        elif opened and any(closer == character for closer, _ in opened[-3:]):
            while opened[-1][0] != character:
                opened.pop()
            start = opened.pop()[1]
            if at - start <= _FAR:
                inside[start + 1 : at + 1] = b"\x01" * (at - start)
    return inside
