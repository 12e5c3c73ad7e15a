"""The glossary compiled into one SQLite file in the cache, so that a look-up imports and parses nothing heavy.

This file keeps it fresh and safe; what stands in it is made in `indexed.py`.
"""

from __future__ import annotations

import contextlib
import gc
import json
import mmap
import os
import sqlite3
import time
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from zhengming.files.cache import cache_folder
from zhengming.glossary.locate import files_of

# Changes whenever the tables or what stands in them do.
VERSION = "7"
# A file changed within this time of the index may have changed again without a new time stamp.
_RACY_SECONDS = 2.0
# A larger index is not read through each time: once found whole, its size, times and inode tell that it still is.
_READ_THROUGH_BYTES = 4_000_000
# What a killed process left behind is cleared away after this time.
_ABANDONED_SECONDS = 3600.0


def open_index(paths: tuple[str, ...], *, anew: bool = False) -> sqlite3.Connection:
    """The index of these glossary files or folders, built if there is none that is up to date, or `anew`.

    Raises the errors of loading when it has to be built. Without a cache folder the index is built in memory.
    """
    folder = cache_folder()
    if folder is None:
        return _built(paths, ":memory:")
    name = _digest("\0".join([VERSION, *(str(Path(p).absolute()) for p in paths)]).encode(errors="surrogateescape"))
    for file in () if anew else sorted(folder.glob(f"index-{name}-*.sqlite")):
        connection = _opened(file)
        if connection is not None:
            fresh = False
            try:
                fresh = _is_fresh(connection, paths)
            finally:
                if not fresh:
                    connection.close()
            if fresh:
                return connection
    return _rebuilt(paths, folder, name)


def _opened(file: Path) -> sqlite3.Connection | None:
    """The index file if it is one of ours and whole, which its name tells; None to build it anew."""
    try:
        if not _is_whole(file):
            return None
        connection = _connected(file)
    except (OSError, ValueError, sqlite3.Error):
        return None
    try:
        if dict(connection.execute("SELECT name, value FROM meta")).get("version") == VERSION:
            return connection
    except sqlite3.Error:
        pass
    connection.close()
    return None


def _is_whole(file: Path) -> bool:
    """By the checksum in its name; a large one that was read through before, by its note."""
    status = file.stat()
    note = file.with_suffix(".whole")
    identity = f"{status.st_ino} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}"
    large = status.st_size > _READ_THROUGH_BYTES
    if large and note.is_file() and note.read_text(encoding="utf-8") == identity:
        return True
    whole = file.name.endswith(f"-{_checksum(file)}.sqlite")
    if large and whole:
        with contextlib.suppress(OSError):
            # Half a note is none: it does not compare equal.
            note.write_text(identity, encoding="utf-8")
    return whole


def _checksum(file: Path) -> str:
    """Enough to see damage; who can write into our folder could forge any."""
    with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return _digest(content)


def _digest(content: bytes | mmap.mmap) -> str:
    # Loading a cryptographic library would take longer than the look-up.
    return f"{zlib.crc32(content):08x}{zlib.adler32(content):08x}"


def _connected(file: Path) -> sqlite3.Connection:
    # Not `as_uri`, which imports all of urllib.
    name = str(file.absolute()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return sqlite3.connect(f"file:{name}?mode=ro&immutable=1", uri=True)


def _rebuilt(paths: tuple[str, ...], folder: Path, name: str) -> sqlite3.Connection:
    """Build beside the old file and rename: two processes at once both end with a whole index."""
    temporary = folder / f"index-{name}.{os.getpid()}.tmp"
    try:
        with contextlib.suppress(FileNotFoundError):
            temporary.unlink()
        _built(paths, str(temporary)).close()
        file = folder / f"index-{name}-{_checksum(temporary)}.sqlite"
        temporary.replace(file)
        # Opened before others are cleared away: another process that is done now clears ours.
        connection = _connected(file)
        _clear_away(folder, name, file)
        return connection
    except (OSError, sqlite3.OperationalError):
        # A full disk or a folder that was taken away: answer all the same.
        return _built(paths, ":memory:")
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def _clear_away(folder: Path, name: str, ours: Path) -> None:
    """Earlier indexes of the same glossary, and what killed processes left; who has one open keeps it."""
    with contextlib.suppress(OSError):
        for old in folder.glob(f"index-{name}-*"):
            if old.stem != ours.stem:
                old.unlink(missing_ok=True)
        for left in folder.glob("index-*.tmp"):
            if time.time() - left.stat().st_mtime > _ABANDONED_SECONDS:
                left.unlink(missing_ok=True)


def _is_fresh(connection: sqlite3.Connection, paths: tuple[str, ...]) -> bool:
    """By path, size and times; by content where the times are too close to tell."""
    meta = dict(connection.execute("SELECT name, value FROM meta"))
    files = tuple(f for p in paths for f in files_of(p))
    stamps = _stamps(files)
    if stamps != json.loads(meta["stamps"]):
        return False
    built = float(meta["built"])
    if any(max(stamp[2:]) / 1e9 >= built - _RACY_SECONDS for stamp in stamps):
        return bool(_content_hash(files) == meta["content"])
    return True


def _stamps(files: Iterable[str]) -> list[list[Any]]:
    stamps = []
    for file in files:
        try:
            status = Path(file).stat()
        except OSError:
            return []
        stamps.append([str(Path(file).absolute()), status.st_size, status.st_mtime_ns, status.st_ctime_ns])
    return stamps


def _content_hash(files: Iterable[str]) -> str:
    import hashlib

    digest = hashlib.sha256()
    for file in files:
        with contextlib.suppress(OSError):
            digest.update(Path(file).read_bytes())
        digest.update(b"\0")
    return digest.hexdigest()


def _built(paths: tuple[str, ...], database: str) -> sqlite3.Connection:
    from zhengming.glossary.indexed import write_tables
    from zhengming.glossary.read import load

    began = time.time()
    files = tuple(f for p in paths for f in files_of(p))
    # Taken before the files are read: what changes meanwhile makes the index stale, never wrong for good.
    stamps, content = _stamps(files), _content_hash(files)
    freshness = {"version": VERSION, "stamps": json.dumps(stamps), "content": content, "built": repr(began)}
    with _without_collecting():
        glossary = load(*paths)
        connection = sqlite3.connect(database)
        try:
            write_tables(connection, glossary, freshness)
        except BaseException:
            connection.close()
            raise
    return connection


@contextlib.contextmanager
def _without_collecting() -> Iterator[None]:
    """Nothing that is built is garbage: looking for some would take a third of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
