"""Numbers in any dress; the cases are data: tests/cases/alignment/numbers.tsv."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengming.alignment.numbers import han_number, numbers

LINES = (Path(__file__).parents[1] / "cases/alignment/numbers.tsv").read_text(encoding="utf-8").splitlines()
CASES = [(line + "\t").split("\t")[:3] for line in LINES if line[:1] not in ("", "#")]


@pytest.mark.parametrize(("label", "text", "wanted"), CASES, ids=[case[0] for case in CASES])
def test_numbers(label: str, text: str, wanted: str) -> None:
    assert sorted(numbers(text)) == sorted(wanted.split())


@given(st.integers(1, 9999))
def test_a_numeral_says_its_number(number: int) -> None:
    digits, units = "零一二三四五六七八九", ("千", "百", "十", "")
    written = "".join(digits[int(d)] + unit for d, unit in zip(f"{number:04}", units, strict=True) if d != "0")
    assert han_number(written) == number
    assert han_number(written + "亿") == number * 10**8


@given(st.text(alphabet="〇一二兩十百千萬億兆0123456789,.% 第季世紀年代民國百分之three hundred billion", max_size=60))
def test_any_text_has_numbers_or_none(text: str) -> None:
    assert all(isinstance(number, str) for number in numbers(text))
