"""A text file with another text in it, in its own encoding, and only where it is still what was read."""

from __future__ import annotations

from zhengming.errors import WriteError
from zhengming.files.decode import read_bytes
from zhengming.files.lock import locked
from zhengming.files.write import write_atomically

_LONGEST_MARK = 4


def rewrite(path: str, before: str, after: str, encoding: str) -> None:
    """Write `after` where `before` stands; the byte order mark and every byte of what is the same in both stay.

    Raises WriteError where somebody has changed the file meanwhile, or its encoding has no such character.
    """
    with locked(path):
        content, known = read_bytes(path), before.encode(encoding)
        mark = content[: len(content) - len(known)]
        if mark + known != content or len(mark) > _LONGEST_MARK:
            raise WriteError("the file has changed since it was read", path=path, hint="run the command again")
        try:
            write_atomically(path, mark + after.encode(encoding))
        except UnicodeEncodeError as fault:
            lost = after[fault.start : fault.end]
            raise WriteError(f"{encoding} has no {lost!r}", path=path, hint="save it as UTF-8") from None
