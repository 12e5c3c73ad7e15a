"""Sentences and blocks cut out of blocks; the cases are data: tests/cases/alignment/sentences.tsv."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengming.alignment.cut import cut, sentences
from zhengming.documents import parse
from zhengming.files.decode import Decoded
from zhengming.model import OBJECT

LINES = (Path(__file__).parents[1] / "cases/alignment/sentences.tsv").read_text(encoding="utf-8").splitlines()
CASES = [line.replace("\\ufffc", OBJECT).split("\t") for line in LINES if line[:1] not in ("", "#")]
MARKDOWN = (
    "# 標題\r\n\r\n第一句有**很多**字。Second *sentence\r\nover two lines* and [a link](https://e.org).\r\nThird。\r\n"
)


@pytest.mark.parametrize(("label", "text"), CASES, ids=[case[0] for case in CASES])
def test_sentences(label: str, text: str) -> None:
    whole = text.replace("|", "")
    assert [whole[a:b] for a, b in sentences(whole)] == [sentence.strip() for sentence in text.split("|")]


@given(st.text(alphabet='甲乙。！？「」『』（）"“”ab A.B!? \n\ufffc《》', max_size=80))
def test_sentences_lose_nothing_and_leave_marks_whole(text: str) -> None:
    found = sentences(text)
    assert "".join("".join(text[a:b].split()) for a, b in found) == "".join(text.split())
    assert all(b <= c for (_, b), (c, _) in pairwise(found))
    for opener, closer in ("「」", "（）"):
        first, last = text.find(opener), text.find(closer)
        alone = text.count(opener) == text.count(closer) == 1 and first < last
        if alone and not set('『』"“”《》「」（）') & set(text[first + 1 : last]):
            assert not any(first < a <= last for a, _ in found)


def test_a_cut_block_points_into_the_file() -> None:
    document = parse(Decoded(MARKDOWN, "utf-8"), "case.md", suffix=".md")
    block = document.body[1]
    for start in range(len(block.text)):
        for end in range(start + 1, len(block.text) + 1):
            part = cut(block, start, end)
            assert part.text == block.text[start:end]
            places = [part.offset(n) for n in range(len(part.text))]
            assert places == [block.offset(n) for n in range(start, end)]
            assert part.end_offset(len(part.text)) == block.end_offset(end)
            marked = {(m.kind, n + start) for m in part.marks for n in range(m.start, m.end)}
            assert marked == {(m.kind, n) for m in block.marks for n in range(m.start, m.end) if start <= n < end}


def test_the_whole_of_a_block_is_the_block() -> None:
    block = parse(Decoded("One. Two.", "utf-8"), "case.txt").body[0]
    assert cut(block, 0, len(block.text)) is block
