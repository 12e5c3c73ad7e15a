"""EPUB: its chapters in reading order, each read as the page it is; the place is chapter file and paragraph."""

from __future__ import annotations

import posixpath
import re

from zhengming.documents.archive import Archive, resolve
from zhengming.documents.extracted import Collector, Extracted
from zhengming.documents.html import decode_html
from zhengming.documents.html import read as read_page
from zhengming.documents.markup import elements
from zhengming.errors import ReadError

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml", "")
# What XML parsers would expand; we would show it as it stands, which is no reader's text either.
_ENTITY, _HEAD = re.compile(rb"<!ENTITY\b"), 65_536
_MADE = "it may be made to do harm; if you trust it, open it in its program and save it again"
# Obfuscated fonts are no protection of the text.
_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")


def read(content: bytes, path: str) -> Extracted:
    """The text of the book; its table of contents is left out."""
    archive = Archive(content, path)
    _refuse_protection(archive)
    collector = Collector()
    for chapter in _chapters(archive):
        content = archive.read(chapter)
        if _ENTITY.search(content, 0, _HEAD):
            raise ReadError(f"its chapter {chapter} declares entities, as no program does here", path=path, hint=_MADE)
        page = decode_html(content, path)
        for number, block in enumerate(read_page(page.text), 1):
            collector.add_block(block, (("part", posixpath.basename(chapter)), ("paragraph", number)))
    return collector.extracted()


def _refuse_protection(archive: Archive) -> None:
    if _ENCRYPTION not in archive:
        return
    for name, said in elements(archive.read(_ENCRYPTION), archive.path):
        if name == "EncryptionMethod" and said.get("Algorithm") not in _FONTS:
            raise ReadError(
                "the book is protected against copying (DRM), so its text cannot be read",
                path=archive.path,
                hint="ask its publisher for a copy without protection",
            )


def _chapters(archive: Archive) -> list[str]:
    """The members that are the chapters, in the order of the spine."""
    container = elements(archive.read(_CONTAINER), archive.path)
    package = next((said.get("full-path", "") for name, said in container if name == "rootfile"), "")
    if package not in archive:
        message = "the book is damaged: its list of chapters is missing"
        raise ReadError(message, path=archive.path, hint="fetch it again")
    listed = elements(archive.read(package), archive.path)
    pages = {
        said.get("id", ""): resolve(package, said.get("href", ""))
        for name, said in listed
        if name == "item" and said.get("media-type", "") in _PAGES and "nav" not in said.get("properties", "").split()
    }
    spine = dict.fromkeys(said.get("idref", "") for name, said in listed if name == "itemref")
    return [pages[reference] for reference in spine if reference in pages and pages[reference] in archive]
