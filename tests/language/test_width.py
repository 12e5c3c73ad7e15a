"""Columns that wide characters take, and lines no wider than a terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from zhengming.language.width import width, wrap


@pytest.mark.parametrize(
    ("text", "cells"),
    [("abc", 3), ("去風險", 6), ("G7高峰會", 8), ("（de-risking）", 14), ("qù", 2), ("qu\u0300", 2), ("", 0)],
)
def test_width(text: str, cells: int) -> None:
    assert width(text) == cells == wcswidth(text)


@given(st.text(alphabet="去風險 supply chain，。（）—", max_size=120), st.integers(10, 60))
def test_wrapped_lines_fit_and_lose_nothing(text: str, room: int) -> None:
    lines = wrap(text, room, first="= ", rest="  ")
    # A closing sign never begins a line: it may stand one cell over where the line is full.
    assert all(width(line) <= room + 2 or " " not in line[2:].strip() for line in lines)
    assert "".join("".join(lines)[2:].split()) == "".join(text.split())


def test_wrapping_keeps_words_whole() -> None:
    assert wrap("economic coercion of states", 16, first="- ", rest="  ") == ["- economic", "  coercion of", "  states"]


def test_a_closing_sign_never_begins_a_line() -> None:
    assert wrap("去風險，脫鉤。", 8) == ["去風險，", "脫鉤。"]
