"""British, American and Oxford spelling, word by word; and the table's own rules."""

from __future__ import annotations

from pathlib import Path

import pytest

import zhengming.language
from zhengming.language.spelling import Spelling, spelling_of

TABLE = Path(zhengming.language.__file__).parent / "data/spelling.tsv"
ROWS = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]


@pytest.mark.parametrize(
    ("word", "system", "other"),
    [
        ("defence", "british", "defense"),
        ("colours", "british", "colors"),
        ("analyze", "american", "analyse"),
        ("fulfills", "american", "fulfils"),
        ("organisation", "s", "organization"),
        ("weaponized", "z", "weaponised"),
        ("summarise", "s", "summarize"),
        ("authorised", "s", "authorized"),
        ("prioritise", "s", "prioritize"),
        ("programme", "british", "program"),
    ],
)
def test_words_that_tell(word: str, system: str, other: str) -> None:
    assert spelling_of(word) == Spelling(system, other)


@pytest.mark.parametrize(
    "word",
    "advise otherwise exercise size seizing program meter license rise raised promises crises basis emphasis four hour "
    "premise disease citizen horizon improvisation advisable surprised feasibility conversation tourism realism "
    "sunrise imprecise capsized analyses".split(),
)
def test_words_that_tell_nothing(word: str) -> None:
    assert spelling_of(word) is None


def test_the_table_is_whole() -> None:
    assert len(ROWS) > 100
    for british, american, endings, *flags in ROWS:
        assert british != american and british.islower() and american.islower() and endings
        assert flags in ([], ["us"])
    assert len({row[0] for row in ROWS}) == len(ROWS)
