"""Where in the tables of a DOCX a paragraph stands."""

from __future__ import annotations

from zhengming.documents.running import Where


class Grid:
    """Follows tables, rows and cells as they begin and end; `place` is that of the innermost cell, counted from 0."""

    def __init__(self) -> None:
        self._count = 0
        self._open: list[list[int]] = []

    def start(self, element: str) -> None:
        """A `tbl`, `tr` or `tc` begins."""
        if element == "tbl":
            self._open.append([self._count, -1, -1])
            self._count += 1
        elif self._open and element == "tr":
            self._open[-1][1:] = [self._open[-1][1] + 1, -1]
        elif self._open:
            self._open[-1][2] += 1

    def end(self, element: str) -> None:
        """One ends."""
        if element == "tbl" and self._open:
            self._open.pop()

    @property
    def place(self) -> Where:
        """Table, row and column, or nothing outside of tables."""
        return tuple(zip(("table", "row", "column"), self._open[-1], strict=True)) if self._open else ()
