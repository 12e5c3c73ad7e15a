"""PDF → running text: files of reportlab, with a CJK font that is not embedded. The texts are invented."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from zhengming.documents import pdf, read
from zhengming.documents.extracted import Extracted
from zhengming.documents.pdf_lines import Glyph, lines_of
from zhengming.errors import ReadError
from zhengming.model import OBJECT

SENTENCE = (
    "各國在疫情之後尋求降低對單一市場的依賴，其政策由脫鉤（decoupling）轉為去風險（de-risking），並調整供應鏈的布局。"
)
ENGLISH = (
    "The member states agreed to strengthen the economic resilience of their supply chains and to reduce the "
    "dependencies that the pandemic had shown, while they kept the markets open for everybody else. "
)


class Maker:
    """Draws lines of text on pages."""

    def __init__(self, font: str = "MSung-Light", **options: Any) -> None:
        canvas = pytest.importorskip("reportlab.pdfgen.canvas")
        metrics = pytest.importorskip("reportlab.pdfbase.pdfmetrics")
        if font.endswith("-Light"):
            metrics.registerFont(pytest.importorskip("reportlab.pdfbase.cidfonts").UnicodeCIDFont(font))
        self.buffer, self.font = io.BytesIO(), font
        self.canvas = canvas.Canvas(self.buffer, pageCompression=0, **options)

    def line(self, x: float, y: float, text: str, size: float = 12) -> None:
        self.canvas.setFont(self.font, size)
        self.canvas.drawString(x, y, text)

    def column(self, x: float, y: float, lines: list[str], size: float = 12) -> float:
        for line in lines:
            self.line(x, y, line, size)
            y -= 1.5 * size
        return y

    def page(self) -> None:
        self.canvas.showPage()

    def content(self) -> bytes:
        self.canvas.save()
        return self.buffer.getvalue()


def wrapped(text: str, width: int) -> list[str]:
    """Lines of so many Chinese characters; words are not divided."""
    lines = [""]
    for piece in re.findall(r"[!-~]+ ?|.", text):
        if len(lines[-1].encode("big5")) + len(piece.encode("big5")) > 2 * width:
            lines.append("")
        lines[-1] += piece
    return lines


def shown(found: Extracted) -> list[str]:
    return [f"{b.kind}: {b.text}" for b in found.blocks]


@pytest.mark.parametrize("font", ["MSung-Light", "STSong-Light"])
def test_lines_join_into_paragraphs_without_an_embedded_font(font: str) -> None:
    maker = Maker(font)
    y = maker.column(72, 760, wrapped("　　" + SENTENCE, 30))
    maker.column(72, y, wrapped("　　" + SENTENCE, 30))
    found = pdf.read(maker.content(), "x.pdf")
    assert shown(found) == [f"paragraph: {SENTENCE}"] * 2
    assert found.blocks[0].where == (("page", 1),)


def test_every_character_points_into_the_text() -> None:
    maker = Maker()
    maker.column(72, 760, wrapped(SENTENCE * 3 + "見 https://example.org/a 。", 30))
    found = pdf.read(maker.content(), "x.pdf")
    for block in found.blocks:
        assert all(c in (found.text[block.offset(n)], OBJECT, " ") for n, c in enumerate(block.text))


def test_a_paragraph_over_a_page_break() -> None:
    maker, lines = Maker(), wrapped(SENTENCE * 2, 30)
    for number, half in enumerate((lines[:2], lines[2:]), 1):
        maker.line(72, 800, "政策評論")
        maker.line(500, 800, "Policy Review")
        maker.column(72, 760, half)
        maker.line(290, 30, f"- {number} -")
        maker.page()
    maker.line(72, 800, "政策評論")
    maker.line(500, 800, "Policy Review")
    maker.line(72, 760, "結論。")
    maker.line(290, 30, "- 3 -")
    found = pdf.read(maker.content(), "x.pdf")
    assert shown(found) == [f"paragraph: {SENTENCE * 2}", "paragraph: 結論。"]
    assert [b.where for b in found.blocks] == [(("page", 1),), (("page", 3),)]


def test_two_columns_below_a_title() -> None:
    maker, text = Maker(), SENTENCE * 4
    maker.line(180, 790, "脫鉤或去風險：一個比較的研究", 18)
    lines = wrapped(text, 16)
    left, right = lines[:8], lines[8:]
    # Drawn line by line across both columns, as some programs do.
    for n in range(max(len(left), len(right))):
        for x, column in ((60, left), (320, right)):
            maker.line(x, 750 - 18 * n, column[n] if n < len(column) else "")
    assert shown(pdf.read(maker.content(), "x.pdf")) == ["heading: 脫鉤或去風險：一個比較的研究", f"paragraph: {text}"]


def test_words_divided_at_line_ends() -> None:
    maker = Maker("Times-Roman")
    maker.column(
        72,
        760,
        [
            "The member states agreed to strengthen their eco-",
            "nomic resilience and, with the policy of de-risk-",
            "ing in mind, spoke of de-risking and of self-",
            "reliance. That will take them many long years.",
        ],
    )
    [block] = pdf.read(maker.content(), "x.pdf").blocks
    assert "their economic resilience" in block.text
    assert "policy of de-risking in mind" in block.text
    assert "of self-reliance." in block.text


def test_words_divided_at_line_ends_that_stand_nowhere_else() -> None:
    maker = Maker("Times-Roman")
    maker.column(
        72,
        760,
        [
            "The chamber is elected by degressive proportion-",
            "ality, its budget follows from a more data-",
            "driven method, its files from a fully decen-",
            "tralized one, as all of its members have agreed.",
        ],
    )
    [block] = pdf.read(maker.content(), "x.pdf").blocks
    assert "degressive proportionality," in block.text
    assert "more data-driven method" in block.text
    assert "fully decentralized one" in block.text


def test_a_line_that_ends_early_because_a_long_word_follows() -> None:
    maker = Maker()
    maker.column(
        72,
        760,
        ["各國在疫情之後尋求降低對單一市場的依賴，政策則轉為應對經濟脅迫的協商民主", "（consociationalism）等。"],
    )
    maker.column(72, 600, ["各國在疫情之後尋求降低依賴", "（一）脫鉤"])
    assert shown(pdf.read(maker.content(), "x.pdf")) == [
        "paragraph: 各國在疫情之後尋求降低對單一市場的依賴，政策則轉為應對經濟脅迫的協商民主（consociationalism）等。",
        "heading: 各國在疫情之後尋求降低依賴",
        "item: （一）脫鉤",
    ]


def test_a_gloss_on_the_next_page() -> None:
    maker = Maker()
    maker.column(72, 100, ["各國尋求降低對單一市場的依賴，其政策由脫鉤轉為「去風險」"])
    maker.page()
    maker.column(72, 760, ["（de-risking），並調整布局。"])
    [block] = pdf.read(maker.content(), "x.pdf").blocks
    assert block.text.endswith("「去風險」（de-risking），並調整布局。")


def test_a_quotation_set_in_is_one_paragraph() -> None:
    maker = Maker()
    maker.column(72, 760, ["各國在疫情之後尋求降低對單一市場的依賴，其政策由脫鉤轉為去風險，並調整。"])
    maker.column(
        120,
        730,
        [
            "各國在疫情之後尋求降低對單一市場的依賴，其政策由",
            "脫鉤轉為去風險，並調整供應鏈的布局，以應對各種變",
            "局。",
        ],
    )
    assert len(pdf.read(maker.content(), "x.pdf").blocks) == 2


def glyphs(text: str, left: float, size: float = 12.0) -> list[Glyph]:
    return [Glyph(c, left + size * n, left + size * (n + 1), 0, size, size) for n, c in enumerate(text)]


@pytest.mark.parametrize(
    ("before", "after", "gap", "spaced"),
    [("島", "G", 2.4, False), ("島", "G", 3.8, True), ("y", "c", 2.4, True), ("島", "領", 3.8, False)],
)
def test_programs_set_latin_letters_off_without_a_space(before: str, after: str, gap: float, spaced: bool) -> None:
    [first], [second] = glyphs(before, 0), glyphs(after, 12 + gap)
    assert pdf._are_words(first, second) is spaced


def test_columns_with_a_narrow_gutter_and_stops_that_jut_out() -> None:
    left = [g for n in range(30) for g in _set(glyphs("各國尋求降低對單一市場的依賴，" + "，" * (n == 3), 0), n)]
    right = [g for n in range(30) for g in _set(glyphs("其政策由脫鉤轉為去風險的政策。", 15 * 12 + 10), n)]
    texts = [line.text for line in lines_of([*left, *right], 1)]
    assert texts[0] == "各國尋求降低對單一市場的依賴，" and texts[30] == "其政策由脫鉤轉為去風險的政策。"


def _set(row: list[Glyph], number: int) -> list[Glyph]:
    return [Glyph(g.character, g.left, g.right, -18 * number, 12 - 18 * number, g.size) for g in row]


def test_chinese_and_latin_type_of_two_sizes() -> None:
    latin = [Glyph(c, 36 + 5 * n, 41 + 5 * n, 0, 12, 12) for n, c in enumerate("(de-risking is here)")]
    [line] = lines_of([*glyphs("去風險", 6, 10), *latin], 1)
    assert (line.wide, line.narrow, line.size) == (10, 12, 10)


def test_note_marks_and_notes() -> None:
    maker = Maker()
    maker.line(72, 760, "各國尋求去風險")
    maker.line(72 + 7 * 12, 765, "1", 7)
    maker.line(72 + 7 * 12 + 5, 760, "，而其中又以半導體的供應鏈最受重視，其餘的產")
    maker.column(72, 742, ["業則各有各的對策，仍待觀察。"])
    maker.line(72, 103, "1", 6)
    maker.line(77, 100, "見白皮書。", 9)
    found = pdf.read(maker.content(), "x.pdf")
    assert shown(found) == [
        f"paragraph: 各國尋求去風險{OBJECT}，而其中又以半導體的供應鏈最受重視，其餘的產業則各有各的對策，仍待觀察。",
        f"note: {OBJECT}見白皮書。",
    ]


def test_a_list_and_headings() -> None:
    maker = Maker()
    maker.line(72, 790, "第一章　緒論", 12)
    maker.column(72, 750, ["一、脫鉤", "• 去風險（de-risking）", "• 供應鏈（supply chain）"])
    assert shown(pdf.read(maker.content(), "x.pdf")) == [
        "heading: 第一章　緒論",
        "heading: 一、脫鉤",
        "item: 去風險（de-risking）",
        "item: 供應鏈（supply chain）",
    ]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_is_turned(turn: int) -> None:
    maker = Maker(pagesize=(600, 800))
    maker.canvas.setPageRotation(turn)
    maker.canvas.saveState()
    if turn == 90:
        maker.canvas.translate(600, 0)
    elif turn == 180:
        maker.canvas.translate(600, 800)
    else:
        maker.canvas.translate(0, 800)
    maker.canvas.rotate(turn)
    maker.column(60, 500, wrapped(SENTENCE, 30))
    maker.canvas.restoreState()
    assert shown(pdf.read(maker.content(), "x.pdf")) == [f"paragraph: {SENTENCE}"]


def test_letters_side_by_side_and_spaces_that_are_only_gaps() -> None:
    def word(text: str, x: float) -> list[Glyph]:
        return [Glyph(c, x + 6 * n, x + 6 * n + 6, 0, 12, 12) for n, c in enumerate(text)]

    [line] = lines_of([*word("supply", 0), *word("chain", 40)], 1)
    assert line.text == "supply chain"


def test_a_pdf_under_another_name_through_the_front_door(tmp_path: Path) -> None:
    maker = Maker()
    maker.column(72, 760, wrapped(SENTENCE, 30))
    (tmp_path / "report.txt").write_bytes(maker.content())
    document = read(str(tmp_path / "report.txt"))
    assert [b.text for b in document.blocks] == [SENTENCE]
    assert document.place(document.blocks[0].offset(document.blocks[0].text.index("risking")))[0] == 2


def test_pictures_only() -> None:
    maker = Maker()
    maker.canvas.rect(10, 10, 100, 100, fill=1)
    maker.page()
    with pytest.raises(ReadError, match="only pictures of its pages"):
        pdf.read(maker.content(), "x.pdf")


def test_encrypted() -> None:
    maker = Maker(encrypt="secret")
    maker.line(72, 760, SENTENCE[:20])
    with pytest.raises(ReadError, match="the PDF is encrypted"):
        pdf.read(maker.content(), "x.pdf")


def test_damaged() -> None:
    with pytest.raises(ReadError, match="the PDF is damaged"):
        pdf.read(b"%PDF-1.4\n" + b"\0" * 500 + b"%%EOF", "x.pdf")


def test_cut_short() -> None:
    maker = Maker()
    maker.line(72, 760, SENTENCE[:20])
    with pytest.raises(ReadError, match="the PDF is cut short"):
        pdf.read(maker.content()[:-200], "x.pdf")


def test_without_pypdfium2(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(ReadError, match=r"need the extra: pip install 'zhengming\[pdf\]'"):
        pdf.read(b"%PDF-1.4", "x.pdf")
