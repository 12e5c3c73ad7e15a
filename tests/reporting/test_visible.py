"""Nothing from a file reaches the terminal that could move its cursor or turn its lines round."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengming.reporting.visible import visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("去風險（de-risking）", "去風險（de-risking）"),
        ("a\x1b[2Jb", "a⟨U+001B⟩[2Jb"),
        ("\u202egnp.exe", "⟨U+202E⟩gnp.exe"),
        ("zero\u200bwidth", "zero⟨U+200B⟩width"),
        ("line\nbreak", "line\nbreak"),
        ("\ud800", "⟨U+D800⟩"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text())
def test_no_control_character_passes(text: str) -> None:
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs") and c not in "\n\t" for c in visible(text))
