"""The weights and what a glossary adds to the ranking."""

from __future__ import annotations

import json
from importlib import resources

import pytest

from zhengming.documents import parse
from zhengming.extraction import extract
from zhengming.extraction.terms import PAIR, TERM, Terms, terms_of
from zhengming.files.decode import Decoded
from zhengming.model import Concept, Glossary, Pair, Term

GLOSSARY = Glossary(
    (
        Concept(
            "carbon-leakage",
            (Term("carbon leakage", "en", match=("leak carbon",)), Term("碳外漏", "zh-Hant"), Term("碳洩漏", "zh-TW")),
        ),
        Concept("sanctions", (Term("sanctions", "en"), Term("製裁", "zh-Hant", status="deprecated"))),
    )
)


def pairs(text: str, terms: Terms | None = None) -> list[Pair]:
    return list(extract(parse(Decoded(text, "utf-8"), "case.txt", suffix=".txt"), terms))


@pytest.mark.parametrize("name", ["weights.json", "english_weights.json"])
def test_the_weights_are_a_file_a_person_can_read(name: str) -> None:
    """One weight a line, named and rounded, with a line on what they are."""
    text = resources.files("zhengming.extraction").joinpath("data", name).read_text(encoding="utf-8")
    said = json.loads(text)
    assert "benchmarks/fit_" in said["about"]
    tables = [said["weights"]] if name == "weights.json" else [v for v in said.values() if isinstance(v, dict)]
    flat = [w for t in tables for v in t.values() for w in (v.values() if isinstance(v, dict) else [v])]
    assert flat and all(isinstance(w, float) and round(w, 3) == w for w in flat)
    assert len(text.splitlines()) > len(flat)


@pytest.mark.parametrize(
    ("zh", "en", "said"),
    [
        ("碳外漏", "carbon leakage", PAIR),
        ("碳外漏", "Carbon Leakages", PAIR),
        ("碳泄漏", "leaks carbon", PAIR),
        ("製裁", "sanction", PAIR),
        ("碳外漏", "carbon tariff", TERM),
        ("碳", "carbon leakage", ""),
    ],
)
def test_what_a_glossary_says_of_a_pair(zh: str, en: str, said: str) -> None:
    assert terms_of(GLOSSARY).tell(zh, en) == said


def test_a_named_glossary_is_evidence() -> None:
    """Without it the edge is wrong, as nothing else tells that 甲乙 belongs to the term."""
    glossary = Glossary((Concept("x", (Term("qualified widget", "en"), Term("甲乙零件", "zh-Hant"))),))
    text = "工廠停產甲乙零件（qualified widget）。"
    (without,), (with_it,) = pairs(text), pairs(text, terms_of(glossary))
    assert (with_it.zh, with_it.en) == ("甲乙零件", "qualified widget")
    assert with_it.confidence > 0.95 > without.confidence


def test_a_pair_of_the_glossary_is_believed_where_it_looks_like_none() -> None:
    """圖為會場（AFP） names a source, unless the glossary has the two as one concept."""
    text = "圖為會場（AFP）。"
    glossary = Glossary((Concept("afp", (Term("AFP", "en", type="acronym"), Term("會場", "zh-Hant"))),))
    assert pairs(text) == []
    assert [(p.zh, p.en) for p in pairs(text, terms_of(glossary))] == [("會場", "AFP")]


def test_a_named_glossary_is_evidence_in_english_text() -> None:
    glossary = Glossary((Concept("x", (Term("urban household registration", "en"), Term("甲乙登記", "zh-Hant"))),))
    text = "They were denied an urban household registration (甲乙登記) for years."
    ((one),) = pairs(text, terms_of(glossary))
    assert (one.zh, one.en) == ("甲乙登記", "urban household registration")
    assert one.confidence > 0.95
    assert "the glossary has the two as one concept" in one.why


def test_a_glossary_makes_no_other_pairs() -> None:
    text = "條約簽署（1979）後，碳外漏（全文）減少。"
    assert pairs(text, terms_of(GLOSSARY)) == []
