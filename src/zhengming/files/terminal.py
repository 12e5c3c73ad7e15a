"""How wide the terminal is; `shutil` would import three compressors to say so."""

from __future__ import annotations

import os

_UNKNOWN = 80


def terminal_columns() -> int:
    """What `COLUMNS` says, else the terminal, else 80."""
    said = os.environ.get("COLUMNS", "")
    if said.isdecimal() and int(said) > 0:
        return int(said)
    try:
        # The real output: what Python prints to may be replaced.
        return os.get_terminal_size(1).columns or _UNKNOWN
    except OSError:
        return _UNKNOWN
