"""Writes that can be taken back, byte for byte."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from zhengming.errors import UsageError
from zhengming.files.decode import read_bytes
from zhengming.files.lock import locked
from zhengming.files.write import write_atomically


@dataclass(frozen=True, slots=True)
class Change:
    """One write, so that it can be taken back: `old` stood at `start` where `new` stands now; None for no file."""

    path: str
    start: int
    old: bytes | None
    new: bytes
    after: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What was written for one decision, and the ids that it concerns."""

    ids: tuple[str, ...]
    changes: tuple[Change, ...]


def undo(decision: Decision) -> None:
    """Take a decision back. Raises UsageError where somebody has changed one of the files since."""
    last = {change.path: change for change in decision.changes}
    with contextlib.ExitStack() as stack:
        for path in sorted(last):
            stack.enter_context(locked(path))
        for change in last.values():
            if not Path(change.path).exists() or _digest(read_bytes(change.path)) != change.after:
                raise UsageError(f"{change.path} has been changed since", hint="undo it by hand")
        for change in reversed(decision.changes):
            take_back(change)


def take_back(change: Change) -> None:
    """Put the old bytes where the new ones stand, or remove a file that there was not."""
    if change.old is None:
        Path(change.path).unlink()
        return
    now = read_bytes(change.path)
    write_atomically(change.path, now[: change.start] + change.old + now[change.start + len(change.new) :])


def written(path: str, make: Callable[[], None]) -> Change:
    """Carry a write out and say what it changed."""
    old = read_bytes(path) if Path(path).exists() else None
    make()
    new = read_bytes(path)
    if old is None:
        return Change(path, 0, None, new, _digest(new))
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    return Change(path, start, old[start : len(old) - end], new[start : len(new) - end], _digest(new))


def _common(one: bytes, other: bytes) -> int:
    """How many bytes two texts begin with in common."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[:middle] == other[:middle] else (low, middle - 1)
    return low


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
