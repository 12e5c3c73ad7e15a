"""A plain function over many paths: in this process or in several, one file a back end; results come in order of input.

What the function finds is kept in temporary files, not in memory, and can be gone through as often as wanted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from zhengming.batch.spool import Spool, T
from zhengming.batch.work import Done, Work


@contextmanager
def run(
    work: Work[T], paths: Sequence[str], *, jobs: int = 1, folder: Path | None = None
) -> Iterator[Iterator[Done[T]]]:
    """The results of `work` for each path, in the order of `paths`; what it found can be read until the block is left.

    A ZhengmingError for one path is its result, and so is the death of the process that worked on it. With more than
    one job `work` must be picklable. The temporary files lie in `folder` and are gone afterwards.

    >>> with run(lambda path: path.split("/"), ["a/b"]) as results:
    ...     [list(done.found) for done in results]
    [['a', 'b']]
    """
    if min(jobs, len(paths)) > 1:
        from zhengming.batch.processes import Crew

        with Crew(work, min(jobs, len(paths)), folder) as crew:
            yield crew.results(paths)
    else:
        from zhengming.batch.here import results

        with Spool.fresh(folder) as spool:
            yield results(work, paths, spool)


__all__ = ["Done", "Work", "run"]
