"""Files that hold a text and its translation: a path in, a Bilingual out, or None for an ordinary document."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path, PurePath

from zhengming.documents import line_starts
from zhengming.documents.found import Found
from zhengming.errors import ReadError
from zhengming.files.decode import STDIN, Decoded, decode, read_bytes
from zhengming.model import Bilingual, Document

# The module that reads each ending; of those in TABLES only the content tells whether they are bilingual.
FORMATS = {
    **dict.fromkeys((".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff"), "xliff"),
    ".tmx": "tmx",
    **dict.fromkeys((".po", ".pot"), "po"),
}
TABLES: dict[str, str] = {}
_XML = re.compile(r"\s*(?:<\?xml[^>]*>|<!--.*?-->|<!DOCTYPE[^>\[]*>|\s+)*<(?:\w+:)?(?P<root>xliff|tmx)\b", re.DOTALL)
_PROLOGUE = 8192
# Their texts may well begin with an example of another format.
_PROSE = (".md", ".markdown", ".html", ".htm", ".xhtml")


def read_bilingual(path: str, *, suffix: str | None = None) -> Bilingual | None:
    """Read a bilingual file or an OmegaT project folder; None where it is an ordinary document, which `read` reads.

    `suffix` overrides what the name says. Standard input (`-`) is read only where the suffix names a bilingual format,
    since it can be read once. Raises ReadError as `read` does, and with its line for a file that breaks its format.
    """
    said = PurePath(path).suffix.lower() if suffix is None else suffix.lower()
    if path == STDIN and said not in FORMATS:
        return None
    content = read_bytes(path)
    decoded = _decoded(content, path, said)
    format = _format(decoded.text, said) if decoded else ""
    if not decoded or not format:
        return None
    del content
    document = Document(path, decoded.text, decoded.encoding, (), line_starts(decoded.text))
    found = _found(format, document)
    return Bilingual(document, found.segments, found.source_language, found.target_language) if found else None


def _decoded(content: bytes, path: str, suffix: str) -> Decoded | None:
    """The text of a file; None for one that is no text."""
    if suffix not in FORMATS and b"\0" in content[:_PROLOGUE] and content[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        return None
    if suffix in (".po", ".pot"):
        from zhengming.documents.po import decode_po

        return decode_po(content, path)
    if FORMATS.get(suffix) in ("xliff", "tmx"):
        from zhengming.documents.html import decode_html

        return decode_html(content, path)
    return decode(content, path)


def _format(text: str, suffix: str) -> str:
    """The module for a text: by its ending, else by how it begins."""
    if suffix in FORMATS:
        return FORMATS[suffix]
    root = _XML.match(text, 0, _PROLOGUE)
    if root:
        return "xliff" if root["root"] == "xliff" else "tmx"
    if suffix not in _PROSE:
        from zhengming.documents.po import is_po

        return "po" if is_po(text) else TABLES.get(suffix, "")
    return TABLES.get(suffix, "")


def _found(format: str, document: Document) -> Found | None:
    read: Callable[[str], Found | None] = import_module(f"zhengming.documents.{format}").read
    try:
        return read(document.text)
    except ReadError as error:
        # What reads a text knows no path.
        raise ReadError(error.message, path=document.path, line=error.line, hint=error.hint) from None


def escaped(path: str, text: str, at: int, wording: str) -> str | None:
    """How a wording is written at an offset of a bilingual file so that it stays valid; None where it cannot be."""
    format = _format(text, PurePath(path).suffix.lower())
    if not format:
        return wording
    written: Callable[[str, int, str], str | None] = import_module(f"zhengming.documents.{format}").escaped
    return written(text, at, wording)


def is_project(path: str) -> bool:
    """Whether a path is the folder of an OmegaT project."""
    return (Path(path) / "omegat.project").is_file()
