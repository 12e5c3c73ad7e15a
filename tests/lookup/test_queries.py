"""Queries → concepts, over the shipped glossary. The cases are data: tests/cases/lookup/."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengming.errors import UsageError
from zhengming.glossary.read import load
from zhengming.lookup.search import SCORES, look_up, look_up_all

ROOT = Path(__file__).parents[2]
GLOSSARY = str(ROOT / "glossary")


def rows(name: str) -> list[list[str]]:
    lines = (ROOT / f"tests/cases/lookup/{name}").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line[:1] not in ("", "#")]


QUERIES, QUIET = rows("queries.tsv"), rows("quiet.tsv")


@pytest.mark.parametrize(
    ("query", "region", "concepts", "how", "label"), QUERIES, ids=[f"{q[4]}: {q[0]}" for q in QUERIES]
)
def test_queries(query: str, region: str, concepts: str, how: str, label: str) -> None:
    results = look_up(query, GLOSSARY, region=region or None)
    assert ",".join(r.concept for r in results) == concepts
    assert results[0].how == how
    assert results[0].score == SCORES[how]


@pytest.mark.parametrize(("query", "why"), QUIET, ids=[f"{q[0]}: {q[1]}" for q in QUIET])
def test_quiet(query: str, why: str) -> None:
    assert look_up(query, GLOSSARY) == ()


def test_there_are_as_many_quiet_ones() -> None:
    assert len(QUIET) >= 40
    assert len(QUIET) >= len(QUERIES) - 10


def test_every_wording_finds_its_concept() -> None:
    glossary = load(GLOSSARY)
    wordings = [(t.text, c.id) for c in glossary.concepts for t in c.terms]
    answers = look_up_all([w for w, _ in wordings], [GLOSSARY])
    missed = [(w, i) for (w, i), found in zip(wordings, answers, strict=True) if i not in [r.concept for r in found]]
    assert not missed


def test_every_english_plural_finds_its_concept() -> None:
    glossary = load(GLOSSARY)
    plain = [(c.preferred("en"), c.id) for c in glossary.concepts if c.kind == "term"]
    # Words in -ing and the like have no plural.
    words = [(w + "s", i) for w, i in plain if w[-1] in "eklmnprt" and " of " not in w and " and " not in w]
    assert len(words) > 40
    answers = look_up_all([w for w, _ in words], [GLOSSARY])
    assert not [(w, i) for (w, i), found in zip(words, answers, strict=True) if i not in [r.concept for r in found]]


def test_a_result_carries_what_is_shown() -> None:
    [result] = look_up("去風險", GLOSSARY)
    assert result.record["terms"]["zh-CN"][0] == "去风险"
    assert result.record["pinyin"] == "qù fēng xiǎn"
    assert result.record["zhuyin"] == "ㄑㄩˋ ㄈㄥ ㄒㄧㄢˇ"
    assert result.record["evidence"][0]["at"] == "L21"


@pytest.mark.parametrize("query", ["", "   ", "\u3000", "\t\n"])
def test_an_empty_query(query: str) -> None:
    with pytest.raises(UsageError, match=r"the query is empty \(type a word: zhengming lookup 去風險\)"):
        look_up(query, GLOSSARY)


def test_a_query_longer_than_any_term() -> None:
    with pytest.raises(UsageError, match="longer than 500 characters"):
        look_up("去風險" * 200, GLOSSARY)


@given(query=st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_any_query_is_answered(query: str) -> None:
    if query.split():
        look_up(query, GLOSSARY)


def test_the_order_is_the_same_each_time() -> None:
    assert [r.concept for r in look_up("网络", GLOSSARY)] == [r.concept for r in look_up("网络", GLOSSARY)]
