"""How a wording is written at a place of a file, so that the file stays what it is."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath

from zhengming.documents.bilingual import format_of
from zhengming.model import Document

# The module that knows how text is written in a format; texts without signs of their own need none.
_MODULES = {
    **dict.fromkeys((".html", ".htm", ".xhtml"), "html"),
    **dict.fromkeys((".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff"), "xliff"),
    **dict.fromkeys((".po", ".pot"), "po"),
    **dict.fromkeys((".csv", ".tsv"), "delimited"),
    **dict.fromkeys((".md", ".markdown"), "markdown"),
    ".tmx": "tmx",
}


def escaped(document: Document, offset: int, wording: str) -> str | None:
    """The wording as it must be written at an offset of a document; None where it cannot stand there."""
    suffix = PurePath(document.path).suffix.lower()
    # A PO or XML file of another name is known by how it begins.
    name = _MODULES.get(suffix) or format_of(document.text, suffix)
    if not name:
        return wording
    write: Callable[[str, int, str], str | None] = import_module(f"zhengming.documents.{name}").escaped
    return write(document.text, offset, wording)
