"""Several paths at once, in worker processes; a worker that dies takes only the file it worked on with it."""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import tempfile
import traceback
from collections import deque
from collections.abc import Iterator, Sequence
from multiprocessing import connection, get_context, resource_tracker
from pathlib import Path
from typing import Any, Generic

from zhengming.batch.spool import PREFIX, Found, Span, Spool, T
from zhengming.batch.work import Done, Work, attempt
from zhengming.errors import ReadError, UsageError

# A fresh interpreter for each worker: a fork would copy whatever threads and locks the caller has, and macOS forbids
# it. It takes a fifth of a second, which is why small runs stay in one process.
_CONTEXT = get_context("spawn")
# Small files are handed out together, so that a message costs nothing beside them; a larger one goes alone, so that
# nothing waits behind it.
_HANDED_OUT, _MOST_HANDED_OUT = 256_000, 32
# Towards the end fewer and fewer, so that all are busy to the last: a small PDF may take as long as a large text.
_ROUNDS = 4
# So many results may wait for a slow file before them; they lie in files, only their places are held.
_MOST_AHEAD = 10_000
_PATIENCE = 2.0


class Crew(Generic[T]):
    """The workers of one batch."""

    def __init__(self, work: Work[T], jobs: int, folder: Path | None) -> None:
        self._work, self._jobs, self._folder = work, jobs, folder
        self._workers: list[_Worker] = []
        self._spools: list[Spool] = []

    def __enter__(self) -> Crew[T]:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.dismiss()
        for worker in self._workers:
            worker.bury()
        for spool in self._spools:
            spool.__exit__()

    def results(self, paths: Sequence[str]) -> Iterator[Done[T]]:
        """The results in the order of the paths, whoever is ready first."""
        tasks = deque(enumerate(paths))
        early: dict[int, Done[T]] = {}
        for number in range(len(paths)):
            while True:
                self._hand_out(tasks, number + _MOST_AHEAD)
                # Workers are served before each result, lest they wait while somebody looks at it.
                early.update(self._take_in(tasks, wait=number not in early))
                if number in early:
                    break
            yield early.pop(number)

    def _hand_out(self, tasks: deque[tuple[int, str]], end: int) -> None:
        for worker in self._workers:
            if worker.is_idle and tasks and tasks[0][0] < end:
                worker.give(_next(tasks, self._jobs))
        starting = sum(not worker.has_begun for worker in self._workers)
        for _ in range(min(self._jobs - len(self._workers), len(tasks) - starting)):
            self._hire()

    def _hire(self) -> None:
        worker = _Worker(self._work, self._folder)
        self._workers.append(worker)
        self._spools.append(worker.spool)

    def _take_in(self, tasks: deque[tuple[int, str]], *, wait: bool) -> dict[int, Done[T]]:
        """What the workers have to say: results, and that they are dead."""
        by_pipe: dict[Any, _Worker] = {w.pipe: w for w in self._workers}
        found: dict[int, Done[T]] = {}
        for pipe in connection.wait(list(by_pipe), None if wait else 0):
            worker = by_pipe[pipe]
            try:
                said = worker.pipe.recv()
            except (EOFError, OSError):
                found.update(self._lose(worker, tasks))
            else:
                found.update(worker.understand(said))
        return found

    def _lose(self, worker: _Worker, tasks: deque[tuple[int, str]]) -> dict[int, Done[T]]:
        """A worker died: the file it worked on is done with, the others that it had go to somebody else."""
        self._workers.remove(worker)
        code = worker.bury()
        if worker.has_begun and not worker.tasks:
            return {}
        if not worker.has_begun:
            raise UsageError("a worker process cannot be started", hint="try --jobs 1")
        number, path = worker.tasks.popleft()
        tasks.extendleft(reversed(worker.tasks))
        return {number: Done(path, Found(worker.spool, Span()), _death(code, path))}


def _next(tasks: deque[tuple[int, str]], jobs: int) -> list[tuple[int, str]]:
    """The next path, and after a small one the next small ones, as long as enough is left for the others."""
    most = min(_MOST_HANDED_OUT, len(tasks) // (_ROUNDS * jobs))
    chosen = [tasks.popleft()]
    size = _size(chosen[0][1])
    while len(chosen) < most:
        size += _size(tasks[0][1])
        if size > _HANDED_OUT:
            break
        chosen.append(tasks.popleft())
    return chosen


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except (OSError, ValueError):
        return 0


def _death(code: int, path: str) -> ReadError:
    if code == -signal.SIGKILL:
        message = "the process that worked on it was killed, perhaps because memory ran out"
        return ReadError(message, path=path, hint="split it, or use fewer --jobs")
    cause = signal.strsignal(-code) if code < 0 else f"exit code {code}"
    return ReadError(f"the process that worked on it died ({cause})", path=path, hint="the file may be damaged")


class _Worker:
    """A process, the pipe to it, and the file in which it leaves what it finds."""

    def __init__(self, work: Work[Any], folder: Path | None) -> None:
        self.tasks: deque[tuple[int, str]] = deque()
        self.has_begun = False
        descriptor, self._name = tempfile.mkstemp(prefix=PREFIX, dir=folder)
        self.spool = Spool(os.fdopen(descriptor, "r+b", buffering=0))
        self.pipe, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=_serve, args=(work, self._name, theirs), daemon=True)
        try:
            with _no_interrupts():
                self._process.start()
        except BaseException:
            self._unname()
            raise
        finally:
            theirs.close()

    @property
    def is_idle(self) -> bool:
        """Whether it waits for something to do."""
        return self.has_begun and not self.tasks

    def give(self, tasks: list[tuple[int, str]]) -> None:
        """Tell it what to do next; that it is dead shows when we listen to it."""
        self.tasks.extend(tasks)
        with contextlib.suppress(OSError):
            self.pipe.send([path for _, path in tasks])

    def understand(self, said: Any) -> dict[int, Done[Any]]:
        """A result, or that it has begun."""
        if not self.has_begun:
            # Both sides have the file open: without a name it goes away whatever happens to us.
            self.has_begun = True
            self._unname()
            return {}
        if isinstance(said, Exception):
            raise said
        number, path = self.tasks.popleft()
        span, error = said
        return {number: Done(path, Found(self.spool, span), error)}

    def dismiss(self) -> None:
        """Let it go: at once if it does nothing, else after it has ended its own children."""
        if self.is_idle:
            self._process.kill()
        else:
            self._process.terminate()

    def bury(self) -> int:
        """Wait for its end, not for long, and give its exit code."""
        self._process.join(_PATIENCE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        code = self._process.exitcode or 0
        self._process.close()
        self.pipe.close()
        self._unname()
        return code

    def _unname(self) -> None:
        with contextlib.suppress(OSError):
            Path(self._name).unlink()


@contextlib.contextmanager
def _no_interrupts() -> Iterator[None]:
    """Ctrl-C reaches a whole group of processes: a worker is born deaf to it, until it knows what to do about it."""
    # Its helper process is started now, since starting it would make us hear again.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(work: Work[Any], name: str, pipe: connection.Connection) -> None:
    """What a worker does until it is told to end, or nobody is there any more to tell it."""
    # Ctrl-C is for the one who started us, who then ends us. No SIG_IGN: our own children would inherit it.
    signal.signal(signal.SIGINT, lambda *_: None)
    signal.signal(signal.SIGTERM, _leave)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])
    with contextlib.suppress(EOFError, OSError), Spool(Path(name).open("r+b", buffering=0)) as spool:
        pipe.send(None)
        while True:
            for path in pipe.recv():
                pipe.send(_result(work, path, spool))


def _leave(*_: object) -> None:
    raise SystemExit(0)


def _result(work: Work[Any], path: str, spool: Spool) -> Any:
    try:
        return attempt(work, path, spool)
    except Exception as error:
        # A fault of ours: it is raised anew where somebody sees it.
        told = "".join(traceback.format_exception(error))
        with contextlib.suppress(Exception):
            pickle.loads(pickle.dumps(error))
            error.add_note(told)
            return error
        return RuntimeError(told)
