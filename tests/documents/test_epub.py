"""EPUB → blocks in the order of the spine. The texts are invented."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from zhengming.documents import epub, read
from zhengming.errors import ReadError
from zhengming.model import OBJECT

CONTAINER = '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
PACKAGE = (
    '<?xml version="1.0"?><!DOCTYPE package PUBLIC "+//ISBN//DTD" "http://example.org/x.dtd">'
    '<package xmlns="http://www.idpf.org/2007/opf"><manifest>'
    '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    '<item id="two" href="text/two%20.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="one" href="text/one.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="css" href="x.css" media-type="text/css"/>'
    '</manifest><spine><itemref idref="nav"/><itemref idref="one"/><itemref idref="css"/><itemref idref="two"/>'
    '<itemref idref="none"/><itemref idref="one"/></spine></package>'
)
PAGE = '<?xml version="1.0" encoding="utf-8"?><html xmlns:epub="x"><head><title/></head><body>{}</body></html>'
BOOK = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": CONTAINER,
    "OEBPS/book.opf": PACKAGE,
    "OEBPS/nav.xhtml": PAGE.format("<nav>目錄</nav>"),
    "OEBPS/text/one.xhtml": PAGE.format('<h1>脫鉤</h1><p>去<em>風險</em><a epub:type="noteref" href="#n">1</a></p>'),
    "OEBPS/text/two .xhtml": PAGE.format("<p/><p>供應鏈</p><aside epub:type='footnote' id='n'>見白皮書</aside>"),
}


def file_of(members: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def test_chapters_in_the_order_of_the_spine() -> None:
    found = epub.read(file_of(BOOK), "x.epub")
    assert [(b.kind, b.text, b.where) for b in found.blocks] == [
        ("heading", "脫鉤", (("part", "one.xhtml"), ("paragraph", 1))),
        ("paragraph", f"去風險{OBJECT}", (("part", "one.xhtml"), ("paragraph", 2))),
        ("paragraph", "供應鏈", (("part", "two .xhtml"), ("paragraph", 1))),
        ("note", "見白皮書", (("part", "two .xhtml"), ("paragraph", 2))),
    ]
    mark = found.blocks[1].marks[0]
    assert found.blocks[1].text[mark.start : mark.end] == "風險"
    assert found.text == f"脫鉤\n去風險{OBJECT}\n供應鏈\n見白皮書\n"


def test_through_the_front_door(tmp_path: Path) -> None:
    (tmp_path / "book.epub").write_bytes(file_of(BOOK))
    document = read(str(tmp_path / "book.epub"))
    assert document.place(document.blocks[2].offset(0)) == (3, 1)


def encryption(algorithm: str) -> dict[str, str]:
    return {"META-INF/encryption.xml": f'<encryption><EncryptionMethod Algorithm="{algorithm}"/></encryption>'}


def test_protection() -> None:
    book = BOOK | encryption("http://www.w3.org/2001/04/xmlenc#aes128-cbc")
    with pytest.raises(ReadError, match=r"protected against copying \(DRM\)"):
        epub.read(file_of(book), "x.epub")
    assert epub.read(file_of(BOOK | encryption("http://www.idpf.org/2008/embedding")), "x.epub").blocks


@pytest.mark.parametrize("missing", ["META-INF/container.xml", "OEBPS/book.opf"])
def test_a_book_without_its_lists(missing: str) -> None:
    with pytest.raises(ReadError, match="damaged"):
        epub.read(file_of({name: text for name, text in BOOK.items() if name != missing}), "x.epub")


def test_entities_are_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><container>&b;</container>'
    with pytest.raises(ReadError, match="declares entities"):
        epub.read(file_of(BOOK | {"META-INF/container.xml": bomb}), "x.epub")


def test_entities_of_a_chapter_are_refused() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><html><p>&b;</p></html>'
    with pytest.raises(ReadError, match=r"its chapter OEBPS/text/one\.xhtml declares entities"):
        epub.read(file_of(BOOK | {"OEBPS/text/one.xhtml": bomb}), "x.epub")
