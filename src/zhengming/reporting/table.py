"""Columns that stay aligned where characters are wide."""

from __future__ import annotations

from collections.abc import Sequence

from zhengming.reporting.visible import visible


def table(headers: Sequence[str], rows: Sequence[Sequence[str]], *, widest: Sequence[int | None]) -> str:
    """A plain table; `widest` limits each column (in terminal cells, None for no limit), longer cells wrap."""
    from tabulate import tabulate

    shown = [[visible(cell) for cell in row] for row in rows]
    return str(tabulate(shown, headers=headers, tablefmt="simple", maxcolwidths=list(widest), disable_numparse=True))
