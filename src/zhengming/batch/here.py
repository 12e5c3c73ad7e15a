"""One path after the other, in this process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zhengming.batch.spool import Found, Spool, T
from zhengming.batch.work import Done, Work, attempt


def results(work: Work[T], paths: Iterable[str], spool: Spool) -> Iterator[Done[T]]:
    """Each path when its turn comes."""
    for path in paths:
        span, error = attempt(work, path, spool)
        yield Done(path, Found(spool, span), error)
