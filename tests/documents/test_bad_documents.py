"""Bad documents in a folder among good ones: one sentence each on stderr, the others read, exit code 2. Made here."""

from __future__ import annotations

import io
import json
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from zhengming.cli import main
from zhengming.documents.pdf_streams import is_damaged

GLOSS = "各國尋求去風險（de-risking）。"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "哈哈"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><x>&c;</x>'
)
# Of each format: the member with its text, and all members of a small good file.
PARTS: dict[str, tuple[str, dict[str, str]]] = {
    "docx": (
        "word/document.xml",
        {"word/document.xml": f"<w:d {W}><w:body><w:p><w:r><w:t>{GLOSS}</w:t></w:r></w:p></w:body></w:d>"},
    ),
    "xlsx": ("xl/worksheets/sheet1.xml", {}),
    "epub": (
        "one.xhtml",
        {
            "META-INF/container.xml": '<container><rootfile full-path="book.opf"/></container>',
            "book.opf": '<package><item id="a" href="one.xhtml"/><itemref idref="a"/></package>',
            "one.xhtml": f"<html><body><p>{GLOSS}</p></body></html>",
        },
    ),
}
ENDINGS = tuple(PARTS)


def zipped(members: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def members_of(ending: str) -> dict[str, str | bytes]:
    if ending != "xlsx":
        return dict(PARTS[ending][1])
    book = pytest.importorskip("openpyxl").Workbook()
    book.active["A1"] = GLOSS
    buffer = io.BytesIO()
    book.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def good(ending: str, **replaced: str | bytes) -> bytes:
    """A small file; `text` replaces the member with its text, `more` is put beside it."""
    members = members_of(ending)
    if "text" in replaced:
        members[PARTS[ending][0]] = replaced["text"]
    if "more" in replaced:
        members["more"] = replaced["more"]
    return zipped(members)


def flipped(content: bytes, ending: str) -> bytes:
    """One bit of the packed text is another; the checksum tells."""
    at = content.index(PARTS[ending][0].encode()) + len(PARTS[ending][0]) + 20
    return content[:at] + bytes((content[at] ^ 0x10,)) + content[at + 1 :]


def central(content: bytes, ending: str) -> int:
    """Where the directory at the end of the archive speaks of the text."""
    return content.rindex(b"PK\x01\x02", 0, content.rindex(PARTS[ending][0].encode()))


def with_wrong_sum(content: bytes, ending: str) -> bytes:
    at = central(content, ending) + 16
    return content[:at] + b"\1\2\3\4" + content[at + 4 :]


def with_password(content: bytes, ending: str) -> bytes:
    at = central(content, ending) + 8
    return content[:at] + bytes((content[at] | 1,)) + content[at + 1 :]


def ole(kind: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + kind.encode("utf-16-le") + bytes(1000)


def crowd(ending: str) -> bytes:
    return zipped(members_of(ending) | {f"x/{n}": "" for n in range(10_001)})


ZIPPED: dict[str, tuple[Callable[[str], bytes], str]] = {
    "cut short": (lambda e: good(e)[:-30], "damaged or cut short"),
    "cut in half": (lambda e: good(e)[: len(good(e)) // 2], "damaged or cut short"),
    "a flipped bit": (lambda e: flipped(good(e), e), "the file is damaged in its part"),
    "a wrong checksum": (lambda e: with_wrong_sum(good(e), e), "the file is damaged in its part"),
    "a member with a password": (lambda e: with_password(good(e), e), "the file is encrypted (remove its password)"),
    "an encrypted Office file": (lambda e: ole("EncryptedPackage"), "the file is encrypted with a password"),
    "a bomb by its ratio": (lambda e: good(e, more=b"\0" * 20_000_000), "more than 200 times its size"),
    "a bomb by its size": (lambda e: good(e, more=b"\0" * 200_000_000), "MB unpacked, more than 200 MB"),
    "a bomb by its members": (crowd, "members, more than 10,000"),
    "entities": (lambda e: good(e, text=BOMB), "declares entities"),
    "text under its name": (lambda e: GLOSS.encode(), "wrong name: it does not begin as"),
    "nothing": (lambda e: b"", "damaged or has the wrong name: it is empty"),
}
# EPUB chapters are read as browsers read pages: whatever is in them is text.
MARKUP: dict[str, tuple[Callable[[str], bytes], str]] = {
    "wrong XML": (lambda e: good(e, text="<a><b></a>"), "its XML is damaged"),
    "no XML": (lambda e: good(e, text=""), "its XML is damaged"),
    "100,000 levels": (lambda e: good(e, text="<a>" * 100_000 + "</a>" * 100_000), "more than 1,000 levels deep"),
}
CASES = [(e, label, *ZIPPED[label]) for e in ENDINGS for label in ZIPPED]
CASES += [(e, label, *MARKUP[label]) for e in ("docx", "xlsx") for label in MARKUP]


def told(folder: Path, name: str, content: bytes, capsys: pytest.CaptureFixture[str]) -> str:
    """What is said of a bad file that lies between two good ones, which are read."""
    for other in ("a.txt", "z.txt"):
        (folder / other).write_text(GLOSS, encoding="utf-8")
    (folder / name).write_bytes(content)
    begun = time.monotonic()
    assert main(["extract", "--format", "jsonl", str(folder)]) == 2
    assert time.monotonic() - begun < 60
    printed = capsys.readouterr()
    assert [(Path(row["doc"]).name, row["en"]) for row in map(json.loads, printed.out.splitlines())] == [
        ("a.txt", "de-risking"),
        ("z.txt", "de-risking"),
    ]
    assert printed.err.startswith(f"zhengming: {folder / name}: ")
    assert printed.err.count("\n") == 1 and printed.err.endswith(")\n"), "one sentence, and what to try"
    return printed.err


@pytest.mark.parametrize(("ending", "label", "make", "said"), CASES, ids=[f"{c[0]}: {c[1]}" for c in CASES])
def test_a_bad_file_among_good_ones(
    ending: str,
    label: str,
    make: Callable[[str], bytes],
    said: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert said in told(tmp_path, f"m.{ending}", make(ending), capsys)


def test_a_protected_book(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    method = "http://www.w3.org/2001/04/xmlenc#aes128-cbc"
    rights: dict[str, str | bytes] = {
        "META-INF/encryption.xml": f'<encryption><EncryptionMethod Algorithm="{method}"/></encryption>'
    }
    assert "protected against copying (DRM)" in told(tmp_path, "m.epub", zipped(members_of("epub") | rights), capsys)


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_archive_in_the_archive_is_not_unpacked(ending: str, tmp_path: Path) -> None:
    inner = zipped({"x": b"\0" * 50_000_000})
    (tmp_path / f"m.{ending}").write_bytes(good(ending, more=inner))
    assert main(["extract", str(tmp_path)]) == 0


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_wrong_name_does_not_matter(ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "m.txt").write_bytes(good(ending))
    assert main(["extract", "--format", "jsonl", str(tmp_path)]) == 0
    assert json.loads(capsys.readouterr().out)["en"] == "de-risking"


def pdf(**options: object) -> bytes:
    """One page of English text, packed."""
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    buffer = io.BytesIO()
    made = canvas.Canvas(buffer, pageCompression=1, **options)
    for n in range(40):
        made.drawString(72, 780 - 15 * n, f"The members agreed upon de-risking their supply chains, clause {n}.")
    made.save()
    return buffer.getvalue()


def packed_anew(content: bytes) -> bytes:
    """With its one page packed by Flate alone, as most programs do, and one byte of it changed."""
    page = zlib.compress(b"BT /F1 12 Tf 72 700 Td (de-risking) Tj ET\n" * 50)
    broken = page[:20] + bytes((page[20] ^ 0x55,)) + page[21:]
    return content[:-6] + b"9 0 obj\n<</Filter /FlateDecode>>\nstream\n" + broken + b"\nendstream\nendobj\n%%EOF\n"


PDFS: dict[str, tuple[Callable[[], bytes], str]] = {
    "cut short": (lambda: pdf()[:-100], "the PDF is cut short"),
    "cut in half": (lambda: pdf()[:800], "the PDF is cut short"),
    "a changed byte": (lambda: packed_anew(pdf()), "some of its text cannot be unpacked"),
    "holes": (lambda: b"%PDF-1.4\n" + bytes(2000) + b"%%EOF", "the PDF is damaged"),
    "a password": (lambda: pdf(encrypt="secret"), "the PDF is encrypted (remove its password)"),
    "text under its name": (lambda: GLOSS.encode(), "wrong name: it does not begin as PDF files do"),
}


@pytest.mark.parametrize("label", PDFS)
def test_a_bad_pdf_among_good_files(label: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make, said = PDFS[label]
    assert said in told(tmp_path, "m.pdf", make(), capsys)


def test_a_pdf_that_opens_without_a_password(tmp_path: Path) -> None:
    protection = pytest.importorskip("reportlab.lib.pdfencrypt").StandardEncryption("", ownerPassword="owner")
    (tmp_path / "m.docx").write_bytes(pdf(encrypt=protection))
    assert main(["extract", str(tmp_path)]) == 0


def test_streams_are_whole_or_not() -> None:
    page = zlib.compress(b"(de-risking) Tj\n" * 100)
    head = b"1 0 obj\n<< /Length 9 /DecodeParms << /X 1 >> /Filter [/FlateDecode] >>\nstream\r\n"
    assert not is_damaged(head + page + b"\nendstream")
    assert not is_damaged(head + page[:-6]), "an end that is missing is told by the reader"
    assert is_damaged(head + page[:12] + b"\xff\xff" + page[14:])
    assert not is_damaged(head.replace(b"/X 1", b"/Subtype /Image") + b"\xff" * 20)
    assert not is_damaged(head.replace(b"/Flate", b"/DCT") + b"\xff" * 20)
    assert not is_damaged(head + b"\xff" * 20 + b"trailer << /Encrypt 5 0 R >>")


TEXTS = {
    "brackets never closed": ("m.txt", "（(" * 20_000 + GLOSS),
    "brackets never opened": ("m.html", "<p>" + "）)" * 20_000 + GLOSS),
    "brackets in brackets": ("m.md", "（" * 5_000 + "）" * 5_000 + "\n\n" + GLOSS),
    "100,000 levels of HTML": ("m.html", "<div><b>" * 100_000 + GLOSS),
    "100,000 levels of an e-book": ("m.epub", "<div>" * 100_000 + GLOSS),
    "20,000 levels of quotation": ("m.md", ">" * 20_000 + GLOSS),
    "20,000 levels of lists": ("m.md", "- " * 20_000 + GLOSS),
    "control characters": ("m.txt", "\x01\x02\x1b[2J\x7f\x85" + GLOSS),
    "NUL in a page": ("m.html", "<p>a&#0;b" + GLOSS),
}


@pytest.mark.parametrize("label", TEXTS)
def test_odd_texts_are_read_in_bounded_time(label: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name, text = TEXTS[label]
    (tmp_path / name).write_bytes(good("epub", text=text) if name == "m.epub" else text.encode())
    begun = time.monotonic()
    assert main(["extract", "--format", "jsonl", str(tmp_path)]) == 0
    assert time.monotonic() - begun < 60
    assert [json.loads(line)["en"] for line in capsys.readouterr().out.splitlines()] == ["de-risking"]


BYTES = {
    "NUL bytes": ("m.txt", GLOSS.encode() + b"\0" * 9, "binary data"),
    "a lone surrogate": ("m.csv", b"\xff\xfe" + GLOSS.encode("utf-16-le") + b"\0\xd8" + "甲".encode("utf-16-le"), ""),
    "half a character": ("m.txt", b"\xff\xfe" + GLOSS.encode("utf-16-le") + b"A", ""),
}


@pytest.mark.parametrize("label", BYTES)
def test_bytes_that_are_no_text(label: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name, content, said = BYTES[label]
    assert said in told(tmp_path, name, content, capsys)
