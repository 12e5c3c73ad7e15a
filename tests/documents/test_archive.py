"""Archives within limits, and files that are not what their name says: one sentence each."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from zhengming.documents import read
from zhengming.documents.archive import LARGEST, MOST_MEMBERS, Archive, resolve
from zhengming.documents.sniff import kind_of
from zhengming.errors import ReadError


def zipped(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_a_member_is_read() -> None:
    archive = Archive(zipped({"a.xml": b"<a/>"}), "x.docx")
    assert archive.read("a.xml") == b"<a/>"
    assert archive.names == ("a.xml",) and "b.xml" not in archive
    with pytest.raises(ReadError, match=r"it has no part b\.xml"):
        archive.read("b.xml")


BOMBS = {
    "too many members": ({f"{n}": b"" for n in range(MOST_MEMBERS + 1)}, "10,001 members, more than 10,000"),
    "too high a ratio": ({"a": b"\0" * 20_000_000}, "more than 200 times its size"),
    "too large": ({"a": b"\0" * (LARGEST + 1)}, "200 MB unpacked, more than 200 MB"),
}


@pytest.mark.parametrize("label", BOMBS)
def test_bombs(label: str) -> None:
    members, said = BOMBS[label]
    with pytest.raises(ReadError, match=said):
        Archive(zipped(members), "x.docx")


def test_a_member_that_is_larger_than_it_says() -> None:
    content = zipped({"a": b"x" * 5_000})
    lie = content.replace((5_000).to_bytes(4, "little"), (50).to_bytes(4, "little"))
    archive = Archive(lie, "x.docx")
    with pytest.raises(ReadError, match="damaged in its part a"):
        archive.read("a")


def test_a_damaged_member() -> None:
    content = bytearray(zipped({"a": bytes(range(256)) * 10}))
    content[60:80] = b"\xff" * 20
    with pytest.raises(ReadError, match="damaged in its part a"):
        Archive(bytes(content), "x.docx").read("a")


def test_a_member_before_the_beginning() -> None:
    content = bytearray(zipped({"a": b"x" * 100, "b": b"y"}))
    end = content.rindex(b"PK\x05\x06")
    content[end + 18] ^= 1
    with pytest.raises(ReadError, match="damaged"):
        archive = Archive(bytes(content), "x.docx")
        archive.read("a")


def test_an_encrypted_member() -> None:
    content = bytearray(zipped({"a": b"x"}))
    central = content.index(b"PK\x01\x02")
    content[6] |= 1
    content[central + 8] |= 1
    with pytest.raises(ReadError, match="the file is encrypted"):
        Archive(bytes(content), "x.docx").read("a")


def test_unusual_packing() -> None:
    with pytest.raises(ReadError, match="packed in an unusual way"):
        Archive(zipped({"a": b"x" * 100}, zipfile.ZIP_LZMA), "x.docx").read("a")


@pytest.mark.parametrize(
    ("base", "reference", "member"),
    [
        ("OEBPS/book.opf", "one.xhtml", "OEBPS/one.xhtml"),
        ("OEBPS/book.opf", "../../../etc/passwd", "etc/passwd"),
        ("word/document.xml", "/word/styles.xml", "word/styles.xml"),
        ("a/b.xml", "c%20d.xml#part", "a/c d.xml"),
        ("", "word/document.xml", "word/document.xml"),
    ],
)
def test_references_stay_inside(base: str, reference: str, member: str) -> None:
    assert resolve(base, reference) == member


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100)
REFUSED = {
    "an encrypted Word file": ("x.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted with a password"),
    "an old Word file named new": ("x.docx", OLE + "WordDocument".encode("utf-16-le"), "Word file of before 2007"),
    "an old Excel file": ("x.xls", OLE + "Workbook".encode("utf-16-le"), "Excel file of before 2007"),
    "RTF": ("x.doc", b"{\\rtf1\\ansi }", "this is an RTF file"),
    "PowerPoint": ("x.pptx", zipped({"ppt/presentation.xml": b""}), "this is a PowerPoint file"),
    "OpenDocument": ("x.odt", zipped({"content.xml": b""}), "this is an OpenDocument file"),
    "a zip archive": ("x.zip", zipped({"a.txt": b""}), "this is a zip archive"),
    "text named DOCX": (
        "x.docx",
        "去風險".encode(),
        "damaged or has the wrong name: it does not begin as DOCX files do",
    ),
    "an empty PDF": ("x.pdf", b"", "damaged or has the wrong name: it is empty"),
    "half a DOCX": ("x.docx", zipped({"word/document.xml": b"<x/>"})[:60], "damaged or cut short"),
}


@pytest.mark.parametrize("label", REFUSED)
def test_other_formats_have_their_sentence(label: str, tmp_path: Path) -> None:
    name, content, said = REFUSED[label]
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ReadError) as caught:
        read(str(tmp_path / name))
    assert said in str(caught.value)
    assert str(caught.value).startswith(f"{tmp_path / name}: ") and "\n" not in str(caught.value)


NAMES = {
    "a PDF named text": (b"%PDF-1.7", ".txt", ".pdf"),
    "a Word file named text": (zipped({"word/document.xml": b""}), ".txt", ".docx"),
    "a book named zip": (zipped({"META-INF/container.xml": b""}), ".zip", ".epub"),
    "a page without an ending": (b"\n<!DOCTYPE HTML PUBLIC x>", "", ".html"),
    "a page named ASP": (b"<html><body>", ".asp", ".html"),
    "a text about HTML": (b"<html>", ".md", ".md"),
    "a text": ("去風險".encode(), ".log", ".log"),
}


@pytest.mark.parametrize("label", NAMES)
def test_the_bytes_decide(label: str) -> None:
    content, suffix, kind = NAMES[label]
    assert kind_of(content, suffix, "x") == kind
