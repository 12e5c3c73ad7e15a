"""What was found, in a temporary file: written once, piece by piece, and read as often as wanted."""

from __future__ import annotations

import io
import os
import pickle
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Generic, TypeVar

T = TypeVar("T")
PREFIX = "zhengming-"
# So many things are held in memory at a time.
_PIECE = 500
_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Span:
    """Where the things found in one path stand in a spool, and how many they are."""

    start: int = 0
    end: int = 0
    count: int = 0


class Spool:
    """A file that only grows. Only what this program has itself written to it is unpickled."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    @classmethod
    def fresh(cls, folder: Path | None) -> Spool:
        """A spool that no other process sees, in a file without a name."""
        try:
            return cls(tempfile.TemporaryFile("w+b", buffering=0, prefix=PREFIX, dir=folder))
        except OSError:
            # Where nothing can be written, work goes on in memory.
            return cls(io.BytesIO())

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, things: Iterable[Any]) -> Span:
        """Write the things at the end; if making them fails, the spool is as it was before."""
        start = self._file.seek(0, os.SEEK_END)
        count = 0
        try:
            rest = iter(things)
            while piece := tuple(islice(rest, _PIECE)):
                content = pickle.dumps(piece, pickle.HIGHEST_PROTOCOL)
                _write(self._file, len(content).to_bytes(_LENGTH, "big") + content)
                count += len(piece)
        except BaseException:
            self._file.truncate(start)
            raise
        return Span(start, self._file.tell(), count)

    def read(self, span: Span) -> Iterator[Any]:
        """The things of a span, a piece of them in memory at a time."""
        at = span.start
        while at < span.end:
            # Another reader, or a writer, may have moved on in the same file meanwhile.
            self._file.seek(at)
            length = int.from_bytes(_read(self._file, _LENGTH), "big")
            yield from pickle.loads(_read(self._file, length))
            at += _LENGTH + length


def _write(file: BinaryIO, content: bytes) -> None:
    """All of it: a file without a buffer may take less at a time."""
    left = memoryview(content)
    while left:
        left = left[file.write(left) :]


def _read(file: BinaryIO, count: int) -> bytes:
    found = b""
    while len(found) < count:
        piece = file.read(count - len(found))
        if not piece:
            raise EOFError("a temporary file was cut short")
        found += piece
    return found


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """The things that were found in one path, still in their file."""

    spool: Spool
    span: Span

    def __len__(self) -> int:
        return self.span.count

    def __iter__(self) -> Iterator[T]:
        return self.spool.read(self.span)
