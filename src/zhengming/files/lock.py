"""One writer at a time: a lock beside the file, released by the system when its holder ends."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

from zhengming.errors import WriteError
from zhengming.files.cache import cache_folder


@contextlib.contextmanager
def locked(path: str, *, timeout: float = 10.0) -> Iterator[None]:
    """Hold the lock of a file for the length of the block; waits up to `timeout` seconds for another holder."""
    lock = _lock_file(Path(path).resolve())
    descriptor = _held(lock, path, timeout)
    try:
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        with contextlib.suppress(OSError):
            if _leads_to(lock, descriptor):
                lock.unlink()
        os.close(descriptor)


def _held(lock: Path, path: str, timeout: float) -> int:
    """A descriptor that holds the lock; its holder removes the file before letting go, so that none are left over."""
    # Why two can never both go on: who has waited on a file that is removed gets the lock of one that no name leads to,
    # while a third may hold a new one; so whoever gets a lock looks whether the name still leads to it, and else begins
    # again. Once the name leads to a locked file it stays so, since only the holder removes it.
    end = time.monotonic() + timeout
    while True:
        descriptor = _opened(lock, path)
        try:
            _wait(descriptor, path, end, timeout)
            if _leads_to(lock, descriptor):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _opened(lock: Path, path: str) -> int:
    try:
        return os.open(lock, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o666)
    except OSError as error:
        raise WriteError(
            f"cannot be locked: {error.strerror or error}", path=path, hint="is the folder there?"
        ) from None


def _leads_to(lock: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(lock.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _lock_file(target: Path) -> Path:
    """Where the lock lies: in our cache, to leave no litter in a folder under git; beside the file without a cache."""
    folder = cache_folder()
    if folder is None:
        return target.with_name(f".{target.name}.lock")
    return folder / f"{hashlib.sha256(os.fsencode(target)).hexdigest()[:32]}.lock"


def _wait(descriptor: int, path: str, end: float, timeout: float) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= end:
                holder = os.pread(descriptor, 32, 0).decode(errors="replace").strip() or "unknown"
                message = f"another process (number {holder}) has been writing this file for {timeout:.0f} s"
                raise WriteError(message, path=path, hint="wait for it or end it, then try again") from None
            time.sleep(0.05)
