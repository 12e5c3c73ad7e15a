"""Write a file so that after a crash at any moment either the old or the new one is there, whole."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from zhengming.errors import WriteError


def write_atomically(path: str, content: bytes) -> None:
    """Replace a file in one step; links are followed to their target and its mode is kept."""
    target = Path(path).resolve()
    if target.exists() and not target.is_file() and not target.is_dir():
        # Renaming over a device or a pipe would put a file in its place.
        raise WriteError("this is no ordinary file", path=path, hint="name a file")
    try:
        descriptor, temporary = tempfile.mkstemp(prefix=".zhengming-", suffix=".tmp", dir=target.parent)
    except OSError as error:
        raise _refused(path, error) from None
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _keep_owner(target, temporary)
        Path(temporary).chmod(_mode_of(target))
        Path(temporary).replace(target)
    except OSError as error:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise _refused(path, error) from None
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise
    _sync_folder(target.parent)


def _refused(path: str, error: OSError) -> WriteError:
    if isinstance(error, FileNotFoundError):
        return WriteError("its folder does not exist", path=path, hint="make the folder first")
    if isinstance(error, IsADirectoryError):
        return WriteError("this is a folder", path=path, hint="name a file")
    return WriteError(f"cannot be written: {error.strerror or error}", path=path, hint="nothing was changed")


def _keep_owner(target: Path, temporary: str) -> None:
    """Give the new file the owner of the old one, where we may: root edits a user's file."""
    with contextlib.suppress(OSError):
        status = target.stat()
        os.chown(temporary, status.st_uid, status.st_gid)


def _mode_of(target: Path) -> int:
    """The mode of the file to be replaced, or what a new file would get."""
    try:
        return target.stat().st_mode & 0o7777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable, where the system lets us."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
