"""What a program would change in a file, as a unified diff for a terminal."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from zhengming.reporting.visible import visible


def changes(path: str, before: str, after: str) -> Iterator[str]:
    """The lines of the diff; none where both are the same."""
    if before == after:
        return
    for line in difflib.unified_diff(before.splitlines(), after.splitlines(), path, path, lineterm=""):
        yield visible(line)
