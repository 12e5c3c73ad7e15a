"""What can go wrong for a user: each error says what happened, where, and what to try."""

from __future__ import annotations


class ZhengmingError(Exception):
    """A fault that a person can mend; `str()` is one sentence with its place.

    `path` is the file as it was given, `line` is 1-based or None, `hint` says what to try.
    """

    def __init__(self, message: str, *, path: str | None = None, line: int | None = None, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line
        self.hint = hint

    def __str__(self) -> str:
        place = "" if self.path is None else f"{self.path}:{self.line}: " if self.line else f"{self.path}: "
        return place + self.message + (f" ({self.hint})" if self.hint else "")


class ReadError(ZhengmingError):
    """A file that is missing, is no text, or cannot be decoded."""


class WriteError(ZhengmingError):
    """A file that could not be written; the old one, if any, is still in place."""


class GlossaryError(ZhengmingError):
    """A glossary file that breaks the format."""


class UsageError(ZhengmingError):
    """A request that cannot be carried out as it stands."""
