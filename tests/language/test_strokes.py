"""Strokes of characters, by the order of Big5."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhengming.language.strokes import stroke_key, strokes

CASES = [
    line.split("\t")
    for line in (Path(__file__).parents[1] / "cases/language/strokes.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("character", "count", "label"), CASES, ids=[case[2] for case in CASES])
def test_strokes(character: str, count: str, label: str) -> None:
    assert strokes(character) == int(count), label


def test_wordings_sort_as_in_a_dictionary() -> None:
    wanted = ["AI晶片", "人工智慧", "中國", "出口管制", "去風險", "安全", "科技競爭", "貿易戰", "關稅"]
    backwards = wanted[::-1]
    assert sorted(backwards, key=stroke_key) == wanted


def test_nothing_falls_over() -> None:
    assert stroke_key("") == ()
    assert stroke_key("\ud800") == ((0, 0xD800),)
