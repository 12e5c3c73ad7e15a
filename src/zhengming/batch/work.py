"""One path at a time: what was found in it, or why it could not be done."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic

from zhengming.batch.spool import Found, Span, Spool, T
from zhengming.errors import ReadError, ZhengmingError

# What is done with each path.
Work = Callable[[str], Iterable[T]]


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """A path, what was found in it, and the error that kept us from finding anything."""

    path: str
    found: Found[T]
    error: ZhengmingError | None = None


def attempt(work: Work[T], path: str, spool: Spool) -> tuple[Span, ZhengmingError | None]:
    """Do one path; what one file alone is to blame for becomes its error."""
    try:
        return spool.add(work(path)), None
    except ZhengmingError as error:
        return Span(), error
    except MemoryError:
        return Span(), ReadError("the file takes too much memory", path=path, hint="split it")
    except RecursionError:
        return Span(), ReadError("the file is nested too deeply to be read", path=path)
