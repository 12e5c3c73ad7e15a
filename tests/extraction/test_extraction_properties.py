"""Whatever the text: pairs stand in it, nothing crashes, and time grows no faster than the text."""

import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhengming.documents import parse, prose
from zhengming.extraction import extract
from zhengming.extraction.parentheses import Parenthesis, find_parentheses, marked_span
from zhengming.files.decode import Decoded
from zhengming.model import Pair

PIECES = st.sampled_from(
    [
        *'（）()「」《》"“”、，。 \n*_[]/-–·',
        "去風險",
        "de-risking",
        "人工智慧",
        "AI",
        "CSIS",
        "美國",
        "提出",
        "的",
        "與",
        "2022",
        "布林肯",
        "Antony Blinken",
        "https://a.b/c",
        "²",
        "\ufffc",
        "é",
        "𠮷",
        "3",
    ]
)


def pairs_of(text: str) -> list[Pair]:
    return list(extract(parse(Decoded(text, "utf-8"), "case.txt", suffix=".txt")))


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_every_pair_stands_in_the_text_at_its_place(text: str) -> None:
    for pair in pairs_of(text):
        assert pair.offset is not None
        assert text[pair.offset] in "（("
        one_line = "".join(text.split())
        assert "".join(pair.zh.split()) in one_line
        assert "".join(pair.en.split()).replace("(", ",") in one_line.replace("(", ",").replace("（", ",")
        assert 0 <= pair.confidence <= 1


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_no_text_crashes(text: str) -> None:
    pairs_of(text)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="（）()「」x文", max_size=300))
def test_parentheses_are_what_they_say(text: str) -> None:
    starts = []
    for parenthesis in find_parentheses(text):
        assert text[parenthesis.start] in "（("
        assert text[parenthesis.start + 1 : parenthesis.start + 1 + len(parenthesis.inside)] == parenthesis.inside
        starts.append(parenthesis.start)
    assert starts == sorted(set(starts))


def seconds(text: str) -> float:
    begin = time.perf_counter()
    list(extract_block(text))
    return time.perf_counter() - begin


def extract_block(text: str) -> Iterator[Parenthesis]:
    block = prose(text)
    for parenthesis in find_parentheses(block.text):
        marked_span(block.text, parenthesis.start)
        yield parenthesis


@pytest.mark.parametrize(
    "unit", ["（", "）", "（）", "（a）", "」（a）", "「（a）", "文「文」（term）", '"（a）', "（(（(", "文"], ids=str
)
def test_brackets_by_the_ten_thousand_take_linear_time(unit: str) -> None:
    pairs_of(unit)
    small, large = unit * 2_500, unit * 20_000
    fast = min(seconds(small) for _ in range(3))
    assert seconds(large) < max(60 * fast, 1.0)


def test_a_megabyte_on_one_line() -> None:
    text = "各國提出降低依賴，" * 110_000 + "尋求去風險（de-risking）。"
    begin = time.perf_counter()
    pairs = pairs_of(text)
    assert [p.zh for p in pairs] == ["去風險"]
    assert time.perf_counter() - begin < 20


@pytest.mark.parametrize(
    "text", ["（" * 10_000, "）" * 10_000, "（" * 5_000 + "文" + "）" * 5_000, "「" * 10_000 + "（a）"]
)
def test_unbalanced_and_deep_brackets(text: str) -> None:
    assert pairs_of(text) == []
