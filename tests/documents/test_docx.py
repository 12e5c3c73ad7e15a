"""DOCX → blocks: the XML that Word writes, made by hand, and files of python-docx. The texts are invented."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhengming.documents import docx, read
from zhengming.documents.extracted import Extracted
from zhengming.errors import ReadError
from zhengming.model import OBJECT

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NAMESPACES = (
    f'{W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
RELATION = '<Relationship Id="{0}" Type="http://x/relationships/{1}" Target="{2}"/>'
STYLES = (
    f"<w:styles {W}>"
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="own"><w:name w:val="我的標題"/><w:basedOn w:val="1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="bullet"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="3"/>'
    "</w:numPr></w:pPr></w:style>"
    '<w:style w:type="paragraph" w:styleId="toc"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="character" w:styleId="em"><w:name w:val="Emphasis"/><w:rPr><w:i/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="loop"><w:name w:val="x"/><w:basedOn w:val="loop"/></w:style></w:styles>'
)


def relations(*rows: tuple[str, str]) -> str:
    return f"<Relationships>{''.join(RELATION.format(f'r{n}', *row) for n, row in enumerate(rows))}</Relationships>"


def file_of(body: str, **parts: str) -> bytes:
    """A DOCX file with this body and these notes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", relations(("officeDocument", "/word/document.xml")))
        archive.writestr("word/document.xml", f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>")
        rows = [("styles", "styles.xml"), *((name, f"{name}.xml") for name in parts)]
        archive.writestr("word/_rels/document.xml.rels", relations(*rows))
        archive.writestr("word/styles.xml", STYLES)
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {NAMESPACES}>{content}</w:{name}>")
    return buffer.getvalue()


def p(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def style(name: str) -> str:
    return f'<w:pStyle w:val="{name}"/>'


CODE = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
BOX = "<wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx>"
CASES = {
    "runs join": (p(r("各國尋求去"), r("風險"), r("（de-risking）")), ["paragraph: 各國尋求去風險（de-risking）"]),
    "headings": (
        p(r("一"), properties=style("1"))
        + p(r("二"), properties=style("own"))
        + p(r("三"), properties='<w:outlineLvl w:val="1"/>'),
        ["heading: 一", "heading: 二", "heading: 三"],
    ),
    "items": (
        p(r("一"), properties=style("bullet")) + p(r("二"), properties='<w:numPr><w:numId w:val="2"/></w:numPr>'),
        ["item: 一", "item: 二"],
    ),
    "a table of contents": (p(r("第一章 1"), properties=style("toc")), ["contents: 第一章 1"]),
    "a style based on itself": (p(r("一"), properties=style("loop")), ["paragraph: 一"]),
    "nested tables": (
        f"<w:tbl><w:tr><w:tc>{p(r('詞'))}<w:tbl><w:tr><w:tc>{p(r('內'))}</w:tc></w:tr></w:tbl>{p(r('外'))}</w:tc></w:tr></w:tbl>"
        + p(r("後")),
        ["cell: 詞", "cell: 內", "cell: 外", "paragraph: 後"],
    ),
    "insertions stay, deletions go": (
        p(r("去"), f"<w:ins>{r('風險')}</w:ins>", "<w:del><w:r><w:delText>危機</w:delText></w:r></w:del>", r("了")),
        ["paragraph: 去風險了"],
    ),
    "what was moved stands where it went": (
        p(f"<w:moveFrom>{r('甲')}</w:moveFrom>", r("乙"), f"<w:moveTo>{r('甲')}</w:moveTo>"),
        ["paragraph: 乙甲"],
    ),
    "a deleted paragraph mark joins": (
        p(r("去風"), properties="<w:rPr><w:del/></w:rPr>") + p(r("險"), properties=style("1")),
        ["heading: 去風險"],
    ),
    "content controls": (
        "<w:sdt><w:sdtPr><w:t>x</w:t></w:sdtPr><w:sdtContent>"
        + p(r("甲"), f"<w:sdt><w:sdtContent>{r('乙')}</w:sdtContent></w:sdt>")
        + "</w:sdtContent></w:sdt>",
        ["paragraph: 甲乙"],
    ),
    "fields: the result, not the code": (
        p(
            CODE.format("begin"),
            "<w:r><w:instrText>REF x</w:instrText></w:r>",
            r("未"),
            CODE.format("separate"),
            r("見圖"),
            CODE.format("end"),
            r("一"),
        ),
        ["paragraph: 見圖一"],
    ),
    "a field never ended": (p(CODE.format("begin"), r("甲")) + p(r("乙")), ["paragraph: 乙"]),
    "tabs and breaks": (
        p(r("第一章"), "<w:r><w:tab/></w:r>", r("緒論"), "<w:r><w:br/></w:r>", r("Introduction")),
        [f"paragraph: 第一章 緒論{OBJECT}Introduction"],
    ),
    "a tab stop is no tab": (p(r("一"), properties='<w:tabs><w:tab w:val="left"/></w:tabs>'), ["paragraph: 一"]),
    "a text box once": (
        p(
            r("外"),
            f"<w:r><mc:AlternateContent><mc:Choice>{BOX.format(p(r('框')))}</mc:Choice>"
            f"<mc:Fallback>{BOX.format(p(r('框')))}</mc:Fallback></mc:AlternateContent></w:r>",
            r("面"),
        ),
        ["paragraph: 框", "paragraph: 外面"],
    ),
    "note marks": (
        p(r("去風險"), '<w:r><w:footnoteReference w:id="1"/></w:r>', r("的")),
        [f"paragraph: 去風險{OBJECT}的"],
    ),
    "raised digits are note marks, powers not": (
        p(
            r("風險"),
            r("12", '<w:vertAlign w:val="superscript"/>'),
            r("與 km"),
            r("2", '<w:vertAlign w:val="superscript"/>'),
        ),
        [f"paragraph: 風險{OBJECT}與 km2"],
    ),
    "hidden text": (p(r("甲"), r("密", "<w:vanish/>"), r("乙")), ["paragraph: 甲乙"]),
    "a reading over characters": (
        p(f"<w:r><w:ruby><w:rt>{r('qù')}</w:rt><w:rubyBase>{r('去')}</w:rubyBase></w:ruby></w:r>", r("風險")),
        ["paragraph: 去風險"],
    ),
    "a formula is no prose": (
        p(r("設"), "<m:oMath><m:r><m:t>x=y</m:t></m:r></m:oMath>", r("則")),
        [f"paragraph: 設{OBJECT}則"],
    ),
    "a hyphen that does not break": (
        p(r("de"), "<w:r><w:noBreakHyphen/></w:r>", r("risking")),
        ["paragraph: de\u2011risking"],
    ),
    "as Word saves what was edited for long": (
        p(
            '<w:proofErr w:type="spellStart"/>',
            r("各國"),
            '<w:bookmarkStart w:id="1" w:name="_Hlk1"/>',
            f"<w:smartTag w:uri='x'><w:smartTagPr><w:attr w:name='a'/></w:smartTagPr>{r('採取')}</w:smartTag>",
            '<w:r><w:lastRenderedPageBreak/></w:r><w:commentRangeStart w:id="1"/>',
            f"<w:customXml>{r('去風')}</w:customXml><w:fldSimple w:instr=' REF x '>{r('險')}</w:fldSimple>",
            '<w:bookmarkEnd w:id="1"/><w:commentRangeEnd w:id="1"/>',
            f"<w:dir w:val='ltr'>{r('（de-')}</w:dir>",
            "<w:r><w:softHyphen/></w:r>",
            r("risk\u00ading）"),
        ),
        ["paragraph: 各國採取去風險（de-risking）"],
    ),
    "a URL is no prose": (p(r("見 https://example.org/a 。")), [f"paragraph: 見 {OBJECT} 。"]),
    "empty paragraphs": (p() + p(r(" ")), []),
}


def shown(found: Extracted) -> list[str]:
    return [f"{b.kind}: {b.text}" for b in found.blocks]


@pytest.mark.parametrize("label", CASES)
def test_blocks(label: str) -> None:
    body, expected = CASES[label]
    found = docx.read(file_of(body), "x.docx")
    assert shown(found) == expected
    for block in found.blocks:
        at = block.offset(0)
        assert all(c in (found.text[block.offset(n)], OBJECT) for n, c in enumerate(block.text)), at


def test_emphasis_and_links() -> None:
    runs = [
        r("所謂"), r("去", "<w:i/>"), r("風險", '<w:b w:val="1"/>'), r("（", '<w:i w:val="0"/>'),
        "<w:hyperlink>", r("de-", '<w:rStyle w:val="em"/>'), r("risking"), "</w:hyperlink>", r("）"),
    ]  # fmt: skip
    [block] = docx.read(file_of(p(*runs)), "x.docx").blocks
    marked = [(m.kind, block.text[m.start : m.end]) for m in block.marks]
    assert marked == [("emphasis", "去風險"), ("link", "de-risking"), ("emphasis", "de-")]


def test_notes_follow_the_body_and_say_where_they_are() -> None:
    separator = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    footnote = f'<w:footnote w:id="1">{p("<w:r><w:footnoteRef/></w:r>", r(" 見白皮書"))}</w:footnote>'
    comment = f'<w:comment w:id="0">{p(r("查"))}</w:comment>'
    found = docx.read(file_of(p() + p(r("甲")), footnotes=separator + footnote, comments=comment), "x.docx")
    assert [(b.kind, b.text, b.where) for b in found.blocks] == [
        ("paragraph", "甲", (("part", "document"), ("paragraph", 2))),
        ("note", "見白皮書", (("part", "footnotes"), ("paragraph", 1))),
        ("note", "查", (("part", "comments"), ("paragraph", 1))),
    ]
    assert found.text == "甲\n見白皮書\n查\n"


def test_a_file_of_python_docx(tmp_path: Path) -> None:
    maker = pytest.importorskip("docx")
    made = maker.Document()
    made.add_heading("脫鉤", 1)
    made.add_paragraph("各國尋求").add_run("去風險").italic = True
    made.add_paragraph("第一項", style="List Bullet")
    made.add_table(1, 1).cell(0, 0).text = "晶片"
    made.sections[0].header.paragraphs[0].text = "頁首"
    made.save(str(tmp_path / "made.docx"))
    document = read(str(tmp_path / "made.docx"))
    assert [f"{b.kind}: {b.text}" for b in document.blocks] == [
        "heading: 脫鉤", "paragraph: 各國尋求去風險", "item: 第一項", "cell: 晶片",
    ]  # fmt: skip
    assert document.encoding == "docx"
    assert document.place(document.blocks[1].offset(4)) == (2, 5)


FAULTS: dict[str, tuple[Callable[[], bytes], str]] = {
    "no Word document": (lambda: zipped({"a.txt": "x"}), "no Word document"),
    "broken XML": (lambda: file_of("<w:p>"), "its XML is damaged"),
    "50,000 levels": (lambda: file_of("<w:p>" * 50_000 + "</w:p>" * 50_000), "nested more than 1,000 levels"),
    "entities": (
        lambda: zipped({"word/document.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}),
        "declares entities",
    ),
    "cut short": (lambda: file_of(p(r("甲")))[:300], "damaged or cut short"),
}


def zipped(members: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return buffer.getvalue()


@pytest.mark.parametrize("label", FAULTS)
def test_faults_are_one_sentence(label: str) -> None:
    make, said = FAULTS[label]
    with pytest.raises(ReadError, match=said) as caught:
        docx.read(make(), "x.docx")
    assert str(caught.value).startswith("x.docx: ")
    assert "\n" not in str(caught.value)


@given(st.data())
@settings(max_examples=60)
def test_a_damaged_file_gives_text_or_a_sentence(data: st.DataObject) -> None:
    content = bytearray(
        file_of(p(r("各國尋求去風險（de-risking）")) * 3, footnotes=f"<w:footnote>{p(r('註'))}</w:footnote>")
    )
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        docx.read(bytes(content), "x.docx")
    except ReadError as error:
        assert error.path == "x.docx"
