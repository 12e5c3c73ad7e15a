"""The folder for what can be made again: indexes, dictionaries. The only reader of the environment."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

CACHE_VARIABLE = "ZHENGMING_CACHE"


def cache_folder() -> Path | None:
    """Our cache folder, made with mode 0700; None where none can be had and work goes on without.

    `ZHENGMING_CACHE` names it (where that is a folder open to others, it is `zhengming` in it: its mode is not ours to
    change), else it is `zhengming` in `XDG_CACHE_HOME` or `~/.cache`.
    """
    folder = _named_folder()
    with contextlib.suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.stat()
        # A folder of somebody else's may hold anything; what lies in ours is checked all the same.
        if status.st_uid == os.getuid() and os.access(folder, os.W_OK):
            if status.st_mode & 0o077:
                folder.chmod(0o700)
            return folder
    return None


def _named_folder() -> Path:
    said = os.environ.get(CACHE_VARIABLE)
    if said:
        folder = Path(said).absolute()
        return folder / "zhengming" if folder.is_dir() and folder.stat().st_mode & 0o077 else folder
    base = os.environ.get("XDG_CACHE_HOME")
    # The XDG specification: a path that is not absolute is to be ignored.
    if base and Path(base).is_absolute():
        return Path(base) / "zhengming"
    try:
        return Path.home() / ".cache" / "zhengming"
    except RuntimeError:
        return Path("/nonexistent")
