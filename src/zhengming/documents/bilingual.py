"""Files that hold a text and its translation: a path in, a Bilingual out, or None for an ordinary document."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path, PurePath

from zhengming.documents import PARSED, READERS, line_starts
from zhengming.documents.found import Found
from zhengming.documents.omegat import is_project, memory
from zhengming.errors import ReadError
from zhengming.files.decode import LARGEST_TEXT, STDIN, Decoded, decode, read_bytes
from zhengming.model import Bilingual, Document

# The module that reads each ending.
FORMATS = {
    **dict.fromkeys((".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff"), "xliff"),
    ".tmx": "tmx",
    **dict.fromkeys((".po", ".pot"), "po"),
}
# Of these only the content tells whether they are bilingual.
TABLES = {".csv": "delimited", ".tsv": "delimited", ".md": "markdown", ".markdown": "markdown"}
PARSED_TABLES = ("docx", "xlsx")
_READERS = {
    "xliff": ("xliff", "read"),
    "tmx": ("tmx", "read"),
    "po": ("po", "read"),
    "delimited": ("tables", "read_delimited"),
    "markdown": ("tables", "read_markdown"),
}
# What `check` looks for in a folder.
SUFFIXES = (*READERS, *FORMATS)
# Of a translation file much is markup: 100,000 segments take some 75 MB in memory, and as much again as segments.
LARGEST_MARKED_UP = 2 * LARGEST_TEXT
_XML = re.compile(r"\s*+(?:(?:<\?[^>]*>|<!--.*?-->|<!DOCTYPE[^>\[]*>)\s*+)*<(?:\w+:)?(?P<root>xliff|tmx)\b", re.DOTALL)
_PROLOGUE = 8192
# Their texts may well begin with an example of another format.
_PROSE = (".md", ".markdown", ".html", ".htm", ".xhtml")


def read_bilingual(path: str, *, suffix: str | None = None) -> Bilingual | None:
    """Read a bilingual file or an OmegaT project folder; None where it is an ordinary document, which `read` reads.

    `suffix` overrides what the name says. Standard input (`-`) is read only where the suffix names a bilingual format,
    since it can be read but once. Raises ReadError as `read` does, and with its line for a file that breaks its format.
    """
    if path != STDIN and is_project(path):
        return read_bilingual(memory(path), suffix=".tmx") if Path(memory(path)).is_file() else None
    said = PurePath(path).suffix.lower() if suffix is None else suffix.lower()
    if path == STDIN and said not in FORMATS:
        return None
    content = read_bytes(path)
    if content.startswith(b"PK\x03\x04"):
        return _parsed(content, path, said)
    decoded = _decoded(content, path, said)
    del content
    return _read(decoded, path, said) if decoded else None


def parse_bilingual(decoded: Decoded, path: str) -> Bilingual:
    """The segments of a text that was read from a bilingual file, and may have changed since.

    There are none in what was taken out of a DOCX or XLSX file, which is no such file.
    """
    return _read(decoded, path, PurePath(path).suffix.lower()) or _bilingual(decoded, path, Found(()))


def _parsed(content: bytes, path: str, suffix: str) -> Bilingual | None:
    """A DOCX or XLSX file."""
    from zhengming.documents.sniff import kind_of

    kind = PARSED.get(kind_of(content, suffix, path), "")
    if kind not in PARSED_TABLES:
        return None
    from zhengming.documents.tables import read_parsed

    read = read_parsed(kind, content, path)
    return _bilingual(Decoded(read[0], kind), path, read[1]) if read else None


def _decoded(content: bytes, path: str, suffix: str) -> Decoded | None:
    """The text of a file; None for one that is none or cannot be bilingual, about which `read` says more."""
    if FORMATS.get(suffix) == "po":
        from zhengming.documents.po import decode_po

        return decode_po(content, path, LARGEST_MARKED_UP)
    if FORMATS.get(suffix) in ("xliff", "tmx"):
        from zhengming.documents.html import decode_html

        return decode_html(content, path, LARGEST_MARKED_UP)
    try:
        return decode(content, path)
    except ReadError:
        return None


def _read(decoded: Decoded, path: str, suffix: str) -> Bilingual | None:
    format = format_of(decoded.text, suffix)
    if not format:
        return None
    module, function = _READERS[format]
    read: Callable[[str], Found | None] = getattr(import_module(f"zhengming.documents.{module}"), function)
    try:
        found = read(decoded.text)
    except ReadError as error:
        # What reads a text knows no path.
        raise ReadError(error.message, path=path, line=error.line, hint=error.hint) from None
    return _bilingual(decoded, path, found) if found else None


def _bilingual(decoded: Decoded, path: str, found: Found) -> Bilingual:
    document = Document(path, decoded.text, decoded.encoding, (), line_starts(decoded.text))
    return Bilingual(document, found.segments, found.source_language, found.target_language)


def format_of(text: str, suffix: str) -> str:
    """The format of a text: by its ending, else by how it begins; empty for an ordinary document."""
    if suffix in FORMATS:
        return FORMATS[suffix]
    root = _XML.match(text, 0, _PROLOGUE)
    if root:
        return root["root"]
    if suffix not in _PROSE and suffix not in TABLES:
        from zhengming.documents.po import is_po

        return "po" if is_po(text) else ""
    return TABLES.get(suffix, "")


__all__ = ["SUFFIXES", "format_of", "is_project", "parse_bilingual", "read_bilingual"]
