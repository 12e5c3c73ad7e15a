"""The seed chapter, read: what a PDF left in it (R1 to R12 of the list of its inconsistencies)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from zhengming.documents import read
from zhengming.model import OBJECT, Block, Document

SEED = Path(__file__).parents[2] / "seeds/indsr-2023-chapter-6.txt"
# R1: (line before the cut, line after it, the words around the cut).
CUTS = (
    (23, 33, "中國國家發展進行「全方位的遏制"),
    (39, 45, "雙邊企圖透過高層對話機制"),
    (49, 57, "各說各話方式，就美中歧異問題"),
    (61, 67, "進口關稅；其中以科技產品為主"),
    (71, 77, "G7亦將加強協調合作。"),
    (81, 89, "「競爭但不尋求衝突」，實質上是"),
    (95, 105, "軍事準備（preparedness）與經濟發展的優勢"),
    (113, 119, "甚至被拿來侵犯人權。《華爾街日報》"),
)
NOTE_LINES = (
    *(25, 27, 29, 31, 41, 43, 51, 53, 55, 63, 65, 73, 75, 83, 85, 87, 97, 99, 101, 103, 107, 109, 115, 117),
    *(121, 123, 125, 127),
)


@pytest.fixture(scope="module")
def chapter() -> Document:
    return read(str(SEED))


def lines_of(document: Document, block: Block) -> tuple[int, int]:
    return document.place(block.offset(0))[0], document.place(block.end_offset(len(block.text)) - 1)[0]


@pytest.mark.parametrize(("before", "after", "words"), CUTS, ids=[f"L{a}-L{b}" for a, b, _ in CUTS])
def test_r1_a_paragraph_cut_by_a_page_break_is_one(chapter: Document, before: int, after: int, words: str) -> None:
    [block] = [b for b in chapter.body if words in b.text]
    assert lines_of(chapter, block) == (before, after)
    start = block.text.index(words)
    assert chapter.place(block.offset(start))[0] == before
    assert chapter.place(block.offset(start + len(words) - 1))[0] == after


def test_r1_nothing_else_is_joined(chapter: Document) -> None:
    spanning = [lines_of(chapter, b) for b in chapter.blocks]
    assert [s for s in spanning if s[0] != s[1]] == [(a, b) for a, b, _ in CUTS]


def test_r2_an_orphan_of_two_characters_is_the_end_of_its_paragraph(chapter: Document) -> None:
    [block] = [b for b in chapter.blocks if lines_of(chapter, b)[1] == 77]
    assert block.kind == "paragraph"
    assert block.text.endswith(f"加強協調合作。{OBJECT}")


def test_r3_r4_notes_are_a_stream_of_their_own_whatever_their_label(chapter: Document) -> None:
    assert tuple(lines_of(chapter, b)[0] for b in chapter.notes) == NOTE_LINES
    assert chapter.notes[0].text == "國防安全研究院國防戰略與資源研究所助理研究員。"
    assert [b.text[:2] for b in chapter.notes[1:4]] == ["1 ", "2 ", "3 "]
    assert all(b.text.startswith(f"{OBJECT} ") for b in chapter.notes[4:])
    assert not any(b.kind == "note" for b in chapter.body)


def test_r5_the_27_marks_are_boundaries_and_have_their_27_notes(chapter: Document) -> None:
    superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹"
    marks = [
        chapter.text[b.offset(n)] for b in chapter.body for n, character in enumerate(b.text) if character == OBJECT
    ]
    assert len(marks) == 27
    assert set(marks) <= set(superscripts)
    assert not any(c in b.text for b in chapter.blocks for c in superscripts)
    assert len(chapter.notes) == 1 + 27


def test_r5_a_mark_is_never_merged_with_a_year(chapter: Document) -> None:
    [block] = [b for b in chapter.body if "平等互惠" in b.text]
    assert f"（reciprocal）原則。{OBJECT} 2020年民主黨" in block.text
    [block] = [b for b in chapter.body if "零和博弈" in b.text]
    assert f"衝突對抗。」{OBJECT} 對於 G7 「經濟脅迫」" in block.text


def test_r6_paired_stars_are_emphasis_and_the_authors_star_is_none(chapter: Document) -> None:
    emphasised = {
        part: [b.text[m.start : m.end] for b in blocks for m in b.marks]
        for part, blocks in (("body", chapter.body), ("notes", chapter.notes))
    }
    assert len(emphasised["body"]) == 9
    assert len(emphasised["notes"]) == 4
    assert "Reuters" in emphasised["body"]
    assert [b.text for b in chapter.blocks if "*" in b.text] == ["鍾志東*"]


def test_r7_furniture_is_skipped_and_the_title_counted_once(chapter: Document) -> None:
    assert [lines_of(chapter, b)[0] for b in chapter.blocks if b.kind == "contents"] == [9, 10, 11, 12, 13]
    assert [b.text for b in chapter.body].count("第六章 美中科技競爭的本質、意涵與影響") == 1
    assert not any("....." in b.text for b in chapter.blocks)
    headings = [lines_of(chapter, b)[0] for b in chapter.blocks if b.kind == "heading"]
    assert headings == [3, 7, 15, 17, 19, 35, 59, 93, 129]


def test_r8_spaces_stay_as_the_page_has_them(chapter: Document) -> None:
    text = "\n".join(b.text for b in chapter.blocks)
    assert "2023 年 6 月 18 日" in text
    assert "2023年2月10日" in text
    assert "G7 高峰會" in text and "G7高峰會" in text
    assert "《2022 國家安全戰略》" in text


def test_r9_nested_quotes_and_half_width_signs_stay(chapter: Document) -> None:
    text = "\n".join(b.text for b in chapter.body)
    assert "「打破了『現代化 = 西方化』的迷思" in text
    assert "「堅持統籌推進『五位一體』總體布局" in text


def test_r10_urls_are_no_text(chapter: Document) -> None:
    assert chapter.text.count("<https://") == 25
    assert not any("http" in b.text or "reurl" in b.text for b in chapter.blocks)
    assert sum(OBJECT in b.text[3:] for b in chapter.notes) == 25


def test_r11_r12_every_parenthesis_is_in_a_block(chapter: Document) -> None:
    in_blocks = [b.offset(n) for b in chapter.blocks for n, character in enumerate(b.text) if character == "（"]
    assert sorted(in_blocks) == [m.start() for m in re.finditer("（", chapter.text)]
    assert len(in_blocks) == 69


def test_every_character_points_into_the_file(chapter: Document) -> None:
    for block in chapter.blocks:
        for position, character in enumerate(block.text):
            assert character == OBJECT or chapter.text[block.offset(position)] == character


def test_every_han_character_is_read_once(chapter: Document) -> None:
    read_at = sorted(b.offset(n) for b in chapter.blocks for n, c in enumerate(b.text) if "\u4e00" <= c <= "\u9fff")
    assert read_at == [n for n, c in enumerate(chapter.text) if "\u4e00" <= c <= "\u9fff"]
