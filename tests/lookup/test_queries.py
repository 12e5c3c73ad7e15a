"""Queries → concepts, over the shipped glossary. The cases are data: tests/cases/lookup/."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengming.errors import UsageError
from zhengming.glossary.read import load
from zhengming.lookup.completion import completions
from zhengming.lookup.search import SCORES, answer_all, look_up, look_up_all

ROOT = Path(__file__).parents[2]
GLOSSARY = str(ROOT / "glossary")


def rows(name: str) -> list[list[str]]:
    lines = (ROOT / f"tests/cases/lookup/{name}").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line[:1] not in ("", "#")]


QUERIES, FORGIVING, QUIET = rows("queries.tsv"), rows("forgiving.tsv"), rows("quiet.tsv")


@pytest.mark.parametrize(
    ("query", "region", "concepts", "how", "label"), QUERIES, ids=[f"{q[4]}: {q[0]}" for q in QUERIES]
)
def test_queries(query: str, region: str, concepts: str, how: str, label: str) -> None:
    results = look_up(query, GLOSSARY, region=region or None)
    assert ",".join(r.concept for r in results) == concepts
    assert results[0].how == how
    assert results[0].score <= SCORES[how]


@pytest.mark.parametrize(("query", "why"), QUIET, ids=[f"{q[0]}: {q[1]}" for q in QUIET])
def test_quiet(query: str, why: str) -> None:
    assert look_up(query, GLOSSARY) == ()


def test_there_are_enough_of_them() -> None:
    assert len(QUIET) >= 150
    assert len(QUERIES) + len(FORGIVING) >= 300
    # At least so many of each kind; `how` is tried below.
    assert min(Counter(row[3] for row in FORGIVING).values()) >= 5


def first_and_third(queries: Sequence[str], concepts: Sequence[str]) -> tuple[float, float, list[str]]:
    """The share of queries with the right concept first, and among the first three; and what is not first."""
    answers = [[r.concept for r in found] for found in look_up_all(queries, [GLOSSARY])]
    rows = list(zip(queries, concepts, answers, strict=True))
    missed = [f"{q} → {c}: {found[:3]}" for q, c, found in rows if found[:1] != [c]]
    three = sum(c in found[:3] for _, c, found in rows)
    return 1 - len(missed) / len(rows), three / len(rows), missed


def test_the_right_concept_is_first() -> None:
    first, three, missed = first_and_third([r[0] for r in FORGIVING], [r[1] for r in FORGIVING])
    assert first >= 0.97, missed
    assert three >= 0.99, missed


@pytest.mark.parametrize(("query", "concept", "how", "label"), FORGIVING, ids=[f"{r[3]}: {r[0]}" for r in FORGIVING])
def test_forgiving(query: str, concept: str, how: str, label: str) -> None:
    results = look_up(query, GLOSSARY)
    assert concept in [r.concept for r in results[:3]]
    if how and results[0].concept == concept:
        assert results[0].how == how


def _slip(wording: str, random: Random) -> str:
    """The wording with one letter wrong, missing, doubled or exchanged, away from its first letter."""
    at = random.choice([n for n, c in enumerate(wording) if n and c.isalpha() and wording[n - 1].isalpha()])
    kind = random.randrange(4)
    if kind == 0:
        return wording[:at] + random.choice("aeiounrst") + wording[at + 1 :]
    if kind == 1:
        return wording[:at] + wording[at + 1 :]
    if kind == 2:
        return wording[:at] + wording[at] + wording[at:]
    return wording[: at - 1] + wording[at] + wording[at - 1] + wording[at + 1 :]


def _generated(kind: str, random: Random) -> Iterator[tuple[str, str]]:
    """(query, concept) for every concept whose own wording is nobody else's."""
    from zhengming.language.keys import chinese_key
    from zhengming.language.romanization import pinyin, zhuyin

    concepts = load(GLOSSARY).concepts
    claimed = Counter(key for c in concepts for key in {chinese_key(t.text) for t in c.terms if t.language != "en"})
    for concept in concepts:
        en, zh = concept.preferred("en"), concept.preferred("zh-TW")
        if kind == "slip" and len(en) > 7 and concept.kind != "person":
            yield _slip(en.lower(), random), concept.id
        elif kind == "joined" and " " in en:
            yield en.replace(" ", ""), concept.id
        elif claimed[chinese_key(zh)] > 1:
            continue
        elif kind == "pinyin":
            yield pinyin(zh).replace(" ", ""), concept.id
        elif kind == "zhuyin":
            yield zhuyin(zh), concept.id
        elif kind == "wrong character" and len(zh) > 3:
            at = random.randrange(len(zh))
            yield zh[:at] + random.choice("的是在有我他這個們來") + zh[at + 1 :], concept.id
        elif kind == "sentence" and len(zh) > 2:
            yield f"他們昨天討論了{zh}。", concept.id


@pytest.mark.parametrize("kind", ["slip", "joined", "pinyin", "zhuyin", "wrong character", "sentence"])
def test_generated_ones(kind: str) -> None:
    # Seeded: the same queries each time.
    rows = list(_generated(kind, Random(4)))
    assert len(rows) >= 80
    first, three, missed = first_and_third([q for q, _ in rows], [c for _, c in rows])
    assert first >= 0.97, missed
    assert three >= 0.99, missed


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


def test_one_line_a_concept_best_first() -> None:
    for query in ("chain", "competition", "科技", "gyl", "national security strategy"):
        results = look_up(query, GLOSSARY, everything=True)
        assert len({r.concept for r in results}) == len(results)
    scores = [r.score for r in look_up("security", GLOSSARY)]
    assert scores == sorted(scores, reverse=True)


def test_all_shows_more_than_the_best_kind() -> None:
    assert [r.how for r in look_up("晶片", GLOSSARY)] == ["exact"]
    everything = look_up("晶片", GLOSSARY, everything=True)
    assert everything[0].how == "exact"
    assert {r.concept for r in everything} > {"chip", "chip-war", "advanced-chip"}


def test_the_mentions_of_a_sentence_in_its_order_longest_first() -> None:
    sentence = "美國商務部對先進晶片實施出口管制，推動供應鏈去風險，而非脫鉤斷鏈。"
    found = [r.concept for r in look_up(sentence, GLOSSARY)]
    assert found == [
        *("us-department-of-commerce", "advanced-chip", "export-control", "supply-chain", "de-risking"),
        "decoupling-and-severing-supply-chains",
    ]
    english = look_up("Sanctions, tariffs and the Entity List: how export controls work.", GLOSSARY)
    assert [r.concept for r in english] == ["sanctions", "tariff", "entity-list", "export-control"]
    assert {r.how for r in english} == {"mention"}


def test_the_region_that_was_asked_for_is_first(tmp_path: Path) -> None:
    path = tmp_path / "g.yaml"
    path.write_text(
        "format: zhengming/1\nconcepts:\n"
        "  - {id: a, en: aa program, zh-TW: 甲計畫書, zh-HK: 乙計劃書, zh-CN: 乙计划书}\n"
        "  - {id: b, en: bb program, zh-TW: 乙計劃書, zh-HK: 甲計畫書, zh-CN: 甲计划书}\n",
        encoding="utf-8",
    )
    for query in ("乙計劃書", "乙計劃", "yijihuashu"):
        assert [r.concept for r in look_up(query, str(path), region="zh-TW")] == ["b", "a"]
        assert [r.concept for r in look_up(query, str(path), region="zh-HK")] == ["a", "b"]


@pytest.mark.parametrize(
    ("query", "near"),
    [
        ("CSI", "CSIS"),
        ("鏈", ""),
        ("去", "去風險"),
        ("trumpet", "Trump"),
        ("conductor", "semiconductor"),
        ("供應商鏈條", ""),
        ("banana", ""),
        ("香蕉", ""),
    ],
)
def test_a_miss_names_the_nearest(query: str, near: str) -> None:
    [answer] = answer_all([query], [GLOSSARY])
    assert answer.results == ()
    assert near in answer.nearest if near else len(answer.nearest) <= 3
    assert near or query not in ("banana", "香蕉") or answer.nearest == ()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("supp", "supply chain"),
        ("Supply ch", "Supply chain"),
        ("供", "供應鏈"),
        ("供应", "供应链"),
        ("ＷＴ", "WTO"),
        ("wt", "WTO"),
        ("xyzzy", None),
        ("%", None),
        ("", None),
    ],
)
def test_completion(typed: str, first: str | None) -> None:
    found = completions(typed, [GLOSSARY])
    assert (found[0][0].lower() if found else None) == (first.lower() if first else None)
    assert len(found) <= 50
    assert len({text for text, _ in found}) == len(found)


def test_a_completion_says_what_the_chinese_means() -> None:
    assert completions("供應", [GLOSSARY])[0] == ("供應鏈", "supply chain")


def test_avoided_forms_are_not_offered() -> None:
    assert completions("製裁", [GLOSSARY]) == [("制裁", "sanctions")]
