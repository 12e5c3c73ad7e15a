"""What a file is by its first bytes: names lie, and some formats we cannot read deserve a sentence of their own."""

from __future__ import annotations

import re

from zhengming.documents.archive import Archive
from zhengming.errors import ReadError

ZIPPED = (".docx", ".docm", ".xlsx", ".xlsm", ".epub")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OFFICE = "open it in Word or LibreOffice and save it as .docx, .xlsx or .txt"
_PDF_WITHIN = 1024
_PAGE = re.compile(rb"\s*(?:<!--.{0,2000}?-->\s*)?(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html)\b", re.I | re.S)
# The member that tells each format of zip archive.
_PARTS = ((".docx", "word/"), (".xlsx", "xl/"), (".epub", "META-INF/container.xml"))
_NOT_OURS = (("ppt/", "a PowerPoint file"), ("content.xml", "an OpenDocument file"))


def kind_of(content: bytes, suffix: str, path: str) -> str:
    """The suffix whose reader fits the bytes, mostly the one given; ReadError for a format without one."""
    if content.startswith(_OLE):
        raise ReadError(_ole(content), path=path, hint=_OFFICE)
    if content.startswith(b"{\\rtf"):
        raise ReadError("this is an RTF file", path=path, hint=_OFFICE)
    if b"%PDF-" in content[:_PDF_WITHIN]:
        return ".pdf"
    if content.startswith(b"PK\x03\x04"):
        return _zipped(content, path)
    if suffix in (*ZIPPED, ".pdf"):
        what = "it is empty" if not content else f"it does not begin as {suffix[1:].upper()} files do"
        hint = "fetch it again, or give it the ending of what it is"
        raise ReadError(f"the file is damaged or has the wrong name: {what}", path=path, hint=hint)
    if suffix not in (".html", ".htm", ".xhtml", ".md", ".markdown", ".txt") and _PAGE.match(content, 0, 4096):
        return ".html"
    return suffix


def _ole(content: bytes) -> str:
    """The old container of Microsoft: encrypted new files hide in it, and the formats of before 2007."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return "the file is encrypted with a password"
    if "WordDocument".encode("utf-16-le") in content:
        return "this is a Word file of before 2007 (.doc)"
    if "Workbook".encode("utf-16-le") in content:
        return "this is an Excel file of before 2007 (.xls)"
    return "this is an Office file of before 2007"


def _zipped(content: bytes, path: str) -> str:
    names = Archive(content, path).names
    for suffix, part in _PARTS:
        if any(name.startswith(part) for name in names):
            return suffix
    what = next((said for part, said in _NOT_OURS if any(n.startswith(part) for n in names)), "a zip archive")
    hint = "unpack it and name the files in it" if what == "a zip archive" else _OFFICE
    raise ReadError(f"this is {what}, which cannot be read", path=path, hint=hint)
