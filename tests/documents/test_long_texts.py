"""Paragraphs that no author writes: cut at the end of a sentence, with every position as it was."""

from __future__ import annotations

import pytest

from zhengming.documents import parse, plain
from zhengming.documents.lines import lines_of
from zhengming.errors import ReadError
from zhengming.extraction import extract
from zhengming.files.decode import Decoded

SENTENCE = "各國企業重新檢視長期的投資計畫，媒體關注選舉的結果。"
LONGEST = plain.LONGEST_PARAGRAPH


def test_a_paragraph_of_usual_length_stays_whole() -> None:
    text = SENTENCE * (LONGEST // len(SENTENCE))
    assert [b.text for b in plain.read(text)] == [text]


@pytest.mark.parametrize("line_end", ["", "\n"], ids=["one line", "hard-wrapped"])
def test_a_longer_one_is_cut_behind_a_sentence(line_end: str) -> None:
    text = (SENTENCE * 3 + SENTENCE[:10] + line_end) * (2 * LONGEST // len(SENTENCE) // 3)
    blocks = plain.read(text)
    assert len(blocks) > 1
    assert all(len(b.text) <= LONGEST and b.text.endswith("。") for b in blocks[:-1])
    assert "".join(b.text for b in blocks) == text.replace("\n", "")
    for block in blocks:
        assert all(text[block.offset(n)] == block.text[n] for n in range(0, len(block.text), 997))


def test_without_a_sentence_it_is_cut_anywhere() -> None:
    blocks = plain.read("字" * (LONGEST * 2 + 5))
    assert [len(b.text) for b in blocks] == [LONGEST, LONGEST, 5]


def test_places_of_pairs_behind_a_cut() -> None:
    before = SENTENCE * (LONGEST * 3 // len(SENTENCE))
    text = f"{before}各國尋求「去風險」（de-risking）的道路。\n又「脫鉤」（decoupling）。"
    found = [(p.zh, p.line, p.column) for p in extract(parse(Decoded(text, "utf-8"), "a.txt"))]
    assert found == [("去風險", 1, len(before) + 6), ("脫鉤", 2, 3)]


def test_lines_that_stand_together_by_the_ten_thousand(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n".join(f"第{n}行，" + "字" * 30 for n in range(300))
    whole = plain.read(text)
    monkeypatch.setattr(plain, "_MOST_LINES", 100)
    parts = plain.read(text)
    assert len(whole) == 1 and len(parts) == 3
    assert "".join(b.text for b in parts) == whole[0].text


@pytest.mark.parametrize(
    "text", ["甲。\n\n" * 60, "甲\n" * 60, "甲" + "\n" * 200, "*甲* " * 60, "https://a.b 甲 " * 60], ids=repr
)
def test_more_pieces_than_can_be_held(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    parse(Decoded(text, "utf-8"), "a.txt")
    monkeypatch.setattr(plain, "MOST_PIECES", 50)
    with pytest.raises(
        ReadError, match=r"a\.txt: the file holds more lines than can be worked on at once \(split it\)"
    ):
        parse(Decoded(text, "utf-8"), "a.txt")


def test_the_width_of_a_long_line_is_estimated() -> None:
    (line,) = lines_of("字" * 100_000)
    assert line.cells == 200_000
