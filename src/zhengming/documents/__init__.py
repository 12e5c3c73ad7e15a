"""A path in, a Document out; one file per format, each with `read`."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath

from zhengming.documents import plain
from zhengming.errors import ReadError
from zhengming.files.decode import Decoded, decode, read_bytes
from zhengming.model import Block, Document

# The module that reads each ending. Texts keep their places; from the others the text is taken out, in a child process.
TEXTS = {
    "": "plain",
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".csv": "delimited",
    ".tsv": "delimited",
}
PARSED = {".docx": "docx", ".docm": "docx", ".pdf": "pdf", ".epub": "epub", ".xlsx": "xlsx", ".xlsm": "xlsx"}
READERS = TEXTS | PARSED
_LINE_END = re.compile(r"\r\n|\n|\r")


def read(path: str, *, suffix: str | None = None) -> Document:
    """Read a document of any of our formats, or standard input for `-`; `suffix` overrides what the name says.

    Raises ReadError for a missing file, a folder, binary data, an unknown encoding, a damaged or encrypted file.
    """
    from zhengming.documents.sniff import kind_of

    content = read_bytes(path)
    said = PurePath(path).suffix.lower() if suffix is None else suffix
    kind = kind_of(content, said, path)
    if kind in PARSED:
        return _parsed(PARSED[kind], content, path)
    decoded = _decoded(content, path, kind)
    # A large file is not held twice while its text is taken apart.
    del content
    return parse(decoded, path, suffix=kind)


def parse(decoded: Decoded, path: str, *, suffix: str = "") -> Document:
    """Make a Document of decoded text; the suffix chooses the reader, unknown ones are read as plain text."""
    reader: Callable[[str], list[Block]] = import_module(f"{__name__}.{TEXTS.get(suffix, 'plain')}").read
    try:
        blocks = tuple(reader(decoded.text))
    except ReadError as error:
        # What reads a text knows no path.
        raise ReadError(error.message, path=path, line=error.line, hint=error.hint) from None
    return Document(path, decoded.text, decoded.encoding, blocks, line_starts(decoded.text))


def _decoded(content: bytes, path: str, kind: str) -> Decoded:
    if TEXTS.get(kind) != "html":
        return decode(content, path)
    from zhengming.documents.html import decode_html

    return decode_html(content, path)


def _parsed(module: str, content: bytes, path: str) -> Document:
    from zhengming.documents import isolated

    found = isolated.read(module, content, path)
    return Document(path, found.text, module, found.blocks, line_starts(found.text))


def line_starts(text: str) -> tuple[int, ...]:
    """The offset at which each line begins; CRLF is one line end of two code points."""
    return (0, *(m.end() for m in _LINE_END.finditer(text)))


def prose(text: str) -> Block:
    """A text that is one paragraph already: what a test or an editor has in hand."""
    return plain.block("paragraph", text, [(0, len(text))])


__all__ = ["Document", "parse", "prose", "read"]
