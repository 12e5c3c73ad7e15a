"""The text taken out of a format that is no text file: what line, column and offset count in."""

from __future__ import annotations

from dataclasses import dataclass

from zhengming.documents.running import Running, Where, finished, is_prose
from zhengming.model import Block, Mark


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a document and its blocks, whose offsets point into it."""

    text: str
    blocks: tuple[Block, ...]


class Collector:
    """Puts blocks one below the other: each is one line of the text.

    >>> collector = Collector()
    >>> collector.add("cell", "去風險", where=(("sheet", "Terms"), ("cell", "B7")))
    >>> collector.add("cell", "de-risking")
    >>> collector.extracted().text
    '去風險\\nde-risking\\n'
    """

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._blocks: list[Block] = []
        self._length = 0

    def add(self, kind: str, text: str, *, marks: tuple[Mark, ...] = (), where: Where = ()) -> None:
        """Add a block of plain text, if it says anything; URLs and note marks are taken out of its prose."""
        text = text.replace("\r", "\n").replace("\n", "\ufffc")
        block = finished(Block(kind, text, (0,), (self._length,), marks), where)
        if is_prose(block):
            self._append(block, text)

    def add_running(self, kind: str, running: Running, where: Where) -> None:
        """Add what was collected as running text."""
        made = running.collected(kind)
        self.add(kind, made.text, marks=made.marks, where=where)

    def add_block(self, block: Block, where: Where) -> None:
        """Add a block of another text, as it is."""
        self._append(Block(block.kind, block.text, (0,), (self._length,), block.marks, where), block.text)

    def _append(self, block: Block, text: str) -> None:
        self._blocks.append(block)
        self._texts.append(text)
        self._length += len(text) + 1

    def extracted(self) -> Extracted:
        """All of it."""
        return Extracted("".join(f"{t}\n" for t in self._texts), tuple(self._blocks))
