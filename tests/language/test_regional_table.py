"""The regional table is held to its rules; a linguist who adds a line learns here what is wrong with it."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import zhengming.language
from zhengming.language.keys import chinese_key
from zhengming.language.regional_table import (
    AMBIGUOUS,
    BOTH,
    CERTAIN,
    FLAGS,
    KINDS,
    STANCE,
    RegionalRow,
    foreign_wordings,
    places,
    rows,
    rows_for,
)
from zhengming.language.scripts import simplify
from zhengming.tags import REGIONS

FILE = Path(zhengming.language.__file__).parent / "data/regional.tsv"
LINES = [line for line in FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
# Characters that Taiwan and Hong Kong use as they are, though OpenCC would write another in some words.
USED_AS_THEY_ARE = frozenset(
    "台里游周布占群峰岳秘吃升只千斗松折別党克舍丑尸愿药几后干面表范向制采志准杆岩出念核咨污着咸丰厘夸杰泄疱"
)


@cache
def to_traditional() -> Any:
    import opencc

    return opencc.OpenCC("s2tw")


def preferred(row: RegionalRow) -> tuple[str, ...]:
    return tuple(chinese_key(forms[0]) for forms in row.forms.values())


def test_it_is_large_enough() -> None:
    assert len(rows()) >= 1000
    assert sum(len(set(preferred(row))) > 1 for row in rows()) >= 1000


@pytest.mark.parametrize(("kind", "least"), [("person", 150), ("country", 150), ("place", 200), ("organization", 150)])
def test_it_covers(kind: str, least: int) -> None:
    assert sum(row.kind == kind for row in rows()) >= least


def test_every_line_is_complete() -> None:
    assert not [line for line in LINES if not 4 <= len(line.split("\t")) <= 7]
    assert not [line for line in LINES for cell in line.split("\t")[:4] if not cell or cell != cell.strip()]
    assert not [row for row in rows() for forms in row.forms.values() if not all(forms) or len(set(forms)) < len(forms)]


def test_kinds_and_flags_are_known() -> None:
    assert {row.kind for row in rows()} == set(KINDS)
    assert {row.flag for row in rows()} == set(FLAGS)


def test_each_column_is_in_its_script() -> None:
    assert not [f for row in rows() for f in row.forms["zh-CN"] if simplify(f) != f]
    traditional = {c for row in rows() for tag in ("zh-TW", "zh-HK") for form in row.forms[tag] for c in form}
    # What is Simplified only: s2tw changes it, t2s does not.
    wrong = {c for c in traditional - USED_AS_THEY_ARE if simplify(c) == c and to_traditional().convert(c) != c}
    assert not wrong


def test_no_row_stands_twice() -> None:
    assert not [key for key, n in Counter((*preferred(row), row.flag) for row in rows()).items() if n > 1]


def test_no_rows_contradict() -> None:
    # Several Taiwan words may be one word elsewhere, never the other way round: 雷射 cannot have two Mainland words.
    ordinary = Counter(preferred(row)[0] for row in rows() if row.flag != BOTH)
    assert not [key for key, n in ordinary.items() if n > 1]
    friends = Counter(preferred(row)[0] for row in rows() if row.flag == BOTH)
    assert not [key for key, n in friends.items() if n > 1]


def test_a_false_friend_is_one_word_everywhere() -> None:
    assert not [row for row in rows() if row.flag == BOTH and len(set(preferred(row))) > 1]


@pytest.mark.parametrize("word", ["質量", "程序", "項目", "對象", "文件", "資料", "土豆", "窩心", "檢討"])
def test_the_known_false_friends_are_there(word: str) -> None:
    assert [row.flag for row in rows_for(chinese_key(word), None)[0]] == [BOTH]


@pytest.mark.parametrize("word", ["中國大陸", "北韓", "南韓"])
def test_stances_are_marked(word: str) -> None:
    assert [row.flag for row in rows_for(chinese_key(word), "zh-Hant")[0]] == [STANCE]


def test_every_preferred_form_is_found() -> None:
    assert not [f for row in rows() for forms in row.forms.values() if chinese_key(f := forms[0]) not in places()]


def test_a_word_that_is_said_everywhere_goes_before_the_form_of_another() -> None:
    best, others = rows_for(chinese_key("優化"), "zh-Hans")
    assert [{row.forms[tag][0] for tag in REGIONS} for row in best] == [{"優化", "优化"}]
    assert [row.forms["zh-TW"][0] for row in others] == ["最佳化"]


@pytest.mark.parametrize(
    ("tag", "wording", "instead"),
    [
        ("zh-TW", "视频", "影片"),
        ("zh-TW", "芯片", "晶片"),
        ("zh-TW", "信息", "資訊"),
        ("zh-TW", "特朗普", "川普"),
        ("zh-TW", "網絡安全", "網路安全"),
        ("zh-HK", "軟體", "軟件"),
        ("zh-HK", "川普", "特朗普"),
        ("zh-CN", "軟體", "软件"),
        ("zh-CN", "数位经济", "数字经济"),
        ("zh-CN", "寮國", "老挝"),
    ],
)
def test_what_a_region_does_not_say(tag: str, wording: str, instead: str) -> None:
    found = foreign_wordings(tag)[chinese_key(wording)]
    assert found.instead[0] == instead
    assert tag not in found.said_in
    assert not found.stance


@pytest.mark.parametrize("tag", REGIONS)
@pytest.mark.parametrize(
    "word", ["水平", "質量", "項目", "文件", "程序", "對象", "資料", "單位", "通過", "數據", "雪梨"]
)
def test_a_word_that_is_ordinary_there_too_is_not_foreign(tag: str, word: str) -> None:
    assert chinese_key(word) not in foreign_wordings(tag)


@pytest.mark.parametrize("tag", REGIONS)
def test_nothing_that_a_region_says_is_foreign_there(tag: str) -> None:
    said = {chinese_key(form) for row in rows() for form in row.forms[tag]}
    assert not said & set(foreign_wordings(tag, stance=True))
    assert not {w for f in foreign_wordings(tag).values() for w in f.instead if chinese_key(w) not in said}


@pytest.mark.parametrize(("tag", "word", "instead"), [("zh-TW", "朝鮮", "北韓"), ("zh-CN", "北韓", "朝鲜")])
def test_a_stance_is_foreign_on_request_only(tag: str, word: str, instead: str) -> None:
    assert chinese_key(word) not in foreign_wordings(tag)
    found = foreign_wordings(tag, stance=True)[chinese_key(word)]
    assert (found.instead, found.stance) == ((instead,), True)


def test_a_mark_is_of_a_wording_of_its_row_and_of_use() -> None:
    for row in rows():
        said = [{chinese_key(form) for form in forms} for forms in row.forms.values()]
        for mark in row.marks:
            assert mark[0] == (CERTAIN if row.kind == "term" else AMBIGUOUS)
            assert any(mark[1:] in forms for forms in row.forms.values())
            assert not row.flag
            assert not all(chinese_key(mark[1:]) in here for here in said)


SOURCES = {"CLDR", "OpenCC", "CC-CEDICT", "MediaWiki", "UN", "law", "statistics"}


def test_sources_are_known() -> None:
    assert {one for row in rows() if row.source for one in row.source.split("; ")} == SOURCES
    text = (FILE.parents[4] / "docs/regional.md").read_text(encoding="utf-8")
    assert not [one for one in SOURCES if f"`{one}`" not in text]


def test_enough_rows_name_a_source() -> None:
    differing = [row for row in rows() if len(set(preferred(row))) > 1]
    assert sum(bool(row.source) for row in differing) / len(differing) >= 0.25


def test_most_countries_name_a_source() -> None:
    countries = [row for row in rows() if row.kind == "country"]
    assert sum(bool(row.source) for row in countries) / len(countries) >= 0.85
