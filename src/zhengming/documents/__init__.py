"""A path in, a Document out; one file per format, each with `read`."""

from __future__ import annotations

import re
from pathlib import PurePath

from zhengming.documents import markdown, plain
from zhengming.errors import ReadError
from zhengming.files.decode import Decoded, read_text
from zhengming.model import Block, Document

READERS = {
    ".txt": plain.read,
    ".text": plain.read,
    "": plain.read,
    ".md": markdown.read,
    ".markdown": markdown.read,
}
# Formats that are no text: said at once, instead of decoding them into nonsense.
_OTHERS = {".docx", ".doc", ".pdf", ".epub", ".xlsx", ".xls", ".odt", ".rtf", ".pptx", ".zip"}
_LINE_END = re.compile(r"\r\n|\n|\r")


def read(path: str, *, suffix: str | None = None) -> Document:
    """Read a text or Markdown file, or standard input for `-`; `suffix` overrides what the name says.

    Raises ReadError for a missing file, a folder, binary data, an unknown encoding or format.
    """
    kind = PurePath(path).suffix.lower() if suffix is None else suffix
    if kind in _OTHERS:
        raise ReadError(f"{kind} files cannot be read yet", path=path, hint="save it as .txt or .md")
    return parse(read_text(path), path, suffix=kind)


def parse(decoded: Decoded, path: str, *, suffix: str = "") -> Document:
    """Make a Document of decoded text; the suffix chooses the reader, unknown ones are read as plain text."""
    blocks = READERS.get(suffix, plain.read)(decoded.text)
    return Document(path, decoded.text, decoded.encoding, tuple(blocks), line_starts(decoded.text))


def line_starts(text: str) -> tuple[int, ...]:
    """The offset at which each line begins; CRLF is one line end of two code points."""
    return (0, *(m.end() for m in _LINE_END.finditer(text)))


def prose(text: str) -> Block:
    """A text that is one paragraph already: what a test or an editor has in hand."""
    return plain.block("paragraph", text, [(0, len(text))])


__all__ = ["Document", "parse", "prose", "read"]
