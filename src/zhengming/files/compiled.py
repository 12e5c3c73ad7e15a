"""Tables that are compiled once into an SQLite file in our cache folder, and only read from then on."""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import mmap
import sqlite3
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from zhengming.errors import WriteError
from zhengming.files.cache import cache_folder
from zhengming.files.write import write_atomically


def shipped(package: str, name: str) -> Path:
    """A file of an installed package, which is not imported: jieba's dictionary is wanted, not jieba."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"No module named {package!r}", name=package)
    return Path(spec.submodule_search_locations[0]) / name


def compiled(name: str, stamp: str, build: Callable[[], sqlite3.Connection]) -> sqlite3.Connection:
    """The tables of a name from the cache where they are whole, else built; open until the process ends.

    `stamp` tells versions apart, and the file's name ends in its checksum: a damaged file is built again. Where nothing
    can be kept the tables stay in memory.
    """
    connection = _found(name, stamp) or _kept(build(), name, stamp)
    atexit.register(connection.close)
    return connection


def checksum(path: Path) -> str:
    """The checksum that a whole file of ours has in its name; empty where it cannot be read."""
    try:
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            return _digest(content)
    except (OSError, ValueError):
        return ""


def _found(name: str, stamp: str) -> sqlite3.Connection | None:
    folder = cache_folder()
    for path in sorted(folder.glob(f"{name}-{stamp}-*.sqlite")) if folder else ():
        if path.stem == f"{name}-{stamp}-{checksum(path)}":
            return _opened(path)
        with contextlib.suppress(OSError):
            path.unlink()
    return None


def _kept(built: sqlite3.Connection, name: str, stamp: str) -> sqlite3.Connection:
    """The tables moved into the cache folder, if that can be done; those of other versions are cleared away."""
    folder = cache_folder()
    if folder is None:
        return built
    content = built.serialize()
    path = folder / f"{name}-{stamp}-{_digest(content)}.sqlite"
    try:
        write_atomically(str(path), content)
    except WriteError:
        return built
    built.close()
    for old in folder.glob(f"{name}-*.sqlite"):
        if old != path:
            with contextlib.suppress(OSError):
                old.unlink()
    return _opened(path)


def _opened(path: Path) -> sqlite3.Connection:
    # Immutable: no locks, no journal; a newer version has another name.
    return sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def _digest(content: bytes | mmap.mmap) -> str:
    return hashlib.sha256(content).hexdigest()[:16]
