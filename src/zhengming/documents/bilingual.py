"""Files that hold a text and its translation: a path in, a Bilingual out, or None for an ordinary document."""

from __future__ import annotations

from zhengming.documents import READERS
from zhengming.files.decode import Decoded
from zhengming.model import Bilingual

# What `check` looks for in a folder.
SUFFIXES = (*READERS,)


def is_project(path: str) -> bool:
    """Whether a folder is a translation project, which is one draft."""
    return False


def read_bilingual(path: str) -> Bilingual | None:
    """The segments of a bilingual file; None where it is an ordinary document."""
    return None


def parse_bilingual(decoded: Decoded, path: str) -> Bilingual:
    """The segments of a text that was read from a bilingual file."""
    raise NotImplementedError
