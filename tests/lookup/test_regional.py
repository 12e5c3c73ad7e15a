"""Regional forms without a glossary, and in running text. The cases are data: tests/cases/language/regional.jsonl."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhengming.language.regional_table import BOTH, RegionalRow, rows
from zhengming.lookup.variants import RegionalSpan, Wordings
from zhengming.model import Concept, Glossary, Term
from zhengming.tags import REGIONS

ROOT = Path(__file__).parents[2]
CASES = [
    json.loads(line) for line in (ROOT / "tests/cases/language/regional.jsonl").read_text(encoding="utf-8").splitlines()
]
WORDINGS = Wordings(Glossary(()))
ORDINARY = [row for row in rows() if not row.flag]
SENTENCE = "總統川普與普丁談到人工智慧晶片，學生在大學生活，高質量發展，性質量化，也檢討計畫與資料。"


def in_text(text: str, *tags: str) -> list[RegionalSpan]:
    return list(WORDINGS.spans(text, tags or tuple(REGIONS)))


@pytest.mark.parametrize("case", CASES, ids=[f"{c['word']}-{c['to']}" for c in CASES])
def test_a_word(case: dict[str, str]) -> None:
    assert WORDINGS.forms(case["word"])[case["to"]].form == case["form"]


def test_there_are_enough_cases() -> None:
    quiet = sum("quiet" in case for case in CASES)
    assert quiet >= 60
    assert len(CASES) - quiet >= 150
    assert len({(case["from"], case["to"]) for case in CASES}) >= 6


@pytest.mark.parametrize("word", ["质量", "程序", "项目", "对象", "文件", "资料", "土豆", "窝心"])
def test_a_false_friend_is_never_sure_nor_changed(word: str) -> None:
    forms = WORDINGS.forms(word)
    assert not any(form.sure for form in forms.values())
    assert any(form.alternatives for form in forms.values())
    assert {WORDINGS.forms(form.form)["zh-CN"].form for form in forms.values()} == {word}


@pytest.mark.parametrize("row", [r for r in rows() if r.flag == BOTH], ids=lambda r: r.forms["zh-CN"][0])
def test_every_false_friend_says_it_is_unsure(row: RegionalRow) -> None:
    word = row.forms["zh-TW"][0]
    assert not any(form.sure for form in WORDINGS.forms(word).values())


@settings(max_examples=300)
@given(st.sampled_from(ORDINARY), st.sampled_from(list(REGIONS)), st.sampled_from(list(REGIONS)))
def test_a_form_of_a_region_is_its_own_form(row: RegionalRow, source: str, target: str) -> None:
    """What we say for a region we say again when asked with it: nothing changes further."""
    once = WORDINGS.forms(row.forms[source][0])[target]
    again = WORDINGS.forms(once.form)[target]
    assert once.form in (again.form, *again.alternatives)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(ORDINARY), min_size=1, max_size=4), st.sampled_from(list(REGIONS)))
def test_spans_lie_in_the_text_and_do_not_overlap(some: list[RegionalRow], tag: str) -> None:
    text = "，".join(row.forms[tag][0] for row in some)
    at = 0
    for span in WORDINGS.spans(text):
        assert at <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.found
        at = span.end
    assert "".join(piece.found for piece in WORDINGS.pieces(text)) == text


@settings(max_examples=200)
@given(st.text(alphabet="總統川普质量程序資訊网络A1 ，。臺灣里裏衞軟件ｘ\n𠀋", max_size=20))
def test_any_text_has_forms(text: str) -> None:
    assert list(WORDINGS.forms(text)) == list(REGIONS)
    assert "".join(piece.found for piece in WORDINGS.pieces(text)) == text


def test_a_running_text_span_by_span() -> None:
    assert [span.found for span in in_text(SENTENCE)] == ["川普", "普丁", "人工智慧", "晶片", "檢討", "計畫", "資料"]


def test_one_region_shows_what_is_not_said_there() -> None:
    assert [span.found for span in in_text(SENTENCE, "zh-CN")] == [
        "川普",
        "普丁",
        "人工智慧",
        "晶片",
        "檢討",
        "計畫",
        "資料",
    ]
    assert [span.found for span in in_text("川普的軟體計畫", "zh-TW")] == []


def test_a_stance_is_never_raised() -> None:
    assert in_text("北韓與南韓，中國大陸") == []
    assert [form.sure for form in WORDINGS.forms("北韓").values()] == [False, False, False]
    assert WORDINGS.forms("北韓")["zh-CN"].form == "朝鲜"


def test_an_entry_wins_over_the_table_also_inside_a_longer_word() -> None:
    mine = Concept(
        "trump", (Term("川普先生", "zh-TW"), Term("懂王", "zh-CN"), Term("川普", "zh-TW", status="admitted"))
    )
    found = Wordings(Glossary((mine,))).forms("川普政府")
    assert (found["zh-CN"].form, found["zh-CN"].how, found["zh-CN"].sure) == ("懂王政府", "entry", True)


@pytest.mark.parametrize(
    ("word", "how"),
    [("川普政府", "table"), ("扑热息痛", "phrases"), ("政府", "characters"), ("冠词", "characters")],
)
def test_how_it_is_known(word: str, how: str) -> None:
    found = WORDINGS.forms(word)["zh-TW"]
    assert found.how == how
    assert found.sure is (how == "table" or found.form == word)


@pytest.mark.parametrize("word", ["政府", "經濟", "關係", "問題", "人民", "社會"])
def test_an_everyday_word_whose_characters_stay_is_sure(word: str) -> None:
    assert WORDINGS.forms(word)["zh-TW"].sure
    assert WORDINGS.forms(word)["zh-HK"].sure


# A rare word, a term of several words, a name, a word that the segmenter does not know, characters that change.
UNJUDGED = ["冠詞", "蠟染", "房屋質押手續", "交易場所買賣憑單", "阿克蘇諾夫", "持卡者", "稅負制", "凉菜"]


@pytest.mark.parametrize("word", UNJUDGED)
def test_a_word_that_nobody_has_judged_is_not_sure(word: str) -> None:
    forms = WORDINGS.forms(word)
    assert {form.how for form in forms.values()} == {"characters"}
    assert not any(form.sure for form in forms.values())


@pytest.mark.parametrize("word", ["川普的冠詞", "冠詞與川普"])
def test_a_compound_is_no_surer_than_the_word_in_it_that_nobody_has_judged(word: str) -> None:
    assert WORDINGS.forms(word)["zh-TW"].how == "table"
    assert not WORDINGS.forms(word)["zh-TW"].sure


def test_what_opencc_would_change_in_an_everyday_word_is_an_alternative() -> None:
    found = WORDINGS.forms("联系方式")["zh-TW"]
    assert found.form == "聯繫方式"
    assert WORDINGS.forms("凉菜")["zh-TW"].alternatives == ("冷盤",)
    assert not WORDINGS.forms("凉菜")["zh-TW"].sure
