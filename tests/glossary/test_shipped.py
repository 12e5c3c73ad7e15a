"""The glossary that we ship is tested like code."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from zhengming.glossary.add import english_spellings
from zhengming.glossary.read import load
from zhengming.language.keys import chinese_key
from zhengming.language.scripts import script_of, simplify
from zhengming.model import Concept

ROOT = Path(__file__).parents[2]
GLOSSARY = load(str(ROOT / "glossary"))
CONCEPTS = {c.id: c for c in GLOSSARY.concepts}
CHAPTER = (ROOT / "seeds/indsr-2023-chapter-6.txt").read_text(encoding="utf-8").split("\n")
DECISIONS = [
    line.split("\t")
    for line in (Path(__file__).parents[1] / "cases/glossary/decisions.tsv").read_text(encoding="utf-8").splitlines()
    if line[:1] not in ("", "#")
]
every_concept = pytest.mark.parametrize("concept", GLOSSARY.concepts, ids=list(CONCEPTS))


def of_english(wording: str) -> Concept:
    [found] = [c for c in GLOSSARY.concepts if c.preferred("en") == wording]
    return found


def test_there_are_enough() -> None:
    assert len(GLOSSARY.concepts) >= 120


@every_concept
def test_it_resolves_everywhere(concept: Concept) -> None:
    for language in ("en", "zh-Hant", "zh-Hans", "zh-TW", "zh-HK", "zh-CN"):
        forms = concept.designations(language)
        assert [t.status for t in forms].count("preferred") == 1, language
        assert len({t.text for t in forms}) == len(forms), language


@every_concept
def test_each_script_is_pure(concept: Concept) -> None:
    for term in concept.terms:
        if term.is_right and term.language in ("zh-Hans", "zh-CN"):
            assert simplify(term.text) == term.text
        elif term.is_right and term.language != "en":
            assert script_of(term.text) != "zh-Hans", term.text


@every_concept
def test_its_evidence_stands_in_its_line(concept: Concept) -> None:
    sources = {s.id for s in GLOSSARY.sources}
    for evidence in concept.evidence:
        assert evidence.source in sources
        assert evidence.quote and evidence.quote in CHAPTER[int(evidence.at.removeprefix("L")) - 1]


@every_concept
def test_what_it_refers_to_is_there(concept: Concept) -> None:
    assert set(concept.related) <= set(CONCEPTS)
    assert concept.id not in concept.related


def test_most_have_evidence() -> None:
    assert sum(bool(c.evidence) for c in GLOSSARY.concepts) >= len(GLOSSARY.concepts) - 10


@pytest.mark.parametrize("concept", [c for c in GLOSSARY.concepts if c.kind == "person"], ids=lambda c: c.id)
def test_a_person_has_a_short_form(concept: Concept) -> None:
    short = [t for t in concept.terms if t.language == "en" and t.type == "short"]
    surname = concept.preferred("en").split()[0]
    namesakes = [c for c in GLOSSARY.concepts if c.kind == "person" and c.preferred("en").split()[0] == surname]
    # 王毅 and 王滬寧: where two have a surname, it can stand for one of them only.
    assert short or len(namesakes) > 1


@every_concept
def test_an_acronym_has_its_full_form(concept: Concept) -> None:
    assert any(t.type == "full" for t in concept.designations("en"))


@pytest.mark.parametrize("acronym", ["WTO", "CSIS", "G7", "WMD", "4IR", "AI", "CPS"])
def test_the_acronyms_of_the_chapter(acronym: str) -> None:
    [owner] = [c for c in GLOSSARY.concepts if any(t.text == acronym and t.type == "acronym" for t in c.terms)]
    assert len(owner.preferred("en")) > len(acronym)


def test_no_wording_has_two_owners_without_a_condition() -> None:
    owners = defaultdict(set)
    for concept in GLOSSARY.concepts:
        for term in concept.terms:
            if term.is_right:
                keys = english_spellings(term.text) if term.language == "en" else [chinese_key(term.text)]
                for key in keys:
                    owners[term.language == "en", key].add(concept.id)
    for (_, wording), ids in owners.items():
        conditions = [
            bool(CONCEPTS[i].near or CONCEPTS[i].not_near or any(t.near or t.not_near for t in CONCEPTS[i].terms))
            for i in ids
        ]
        assert len(ids) == 1 or any(conditions), (wording, ids)


def test_what_is_to_be_avoided_is_nowhere_right() -> None:
    right = {(t.language == "en", t.text.lower()): c.id for c in GLOSSARY.concepts for t in c.terms if t.is_right}
    wrong = {(t.language == "en", t.text.lower()): c.id for c in GLOSSARY.concepts for t in c.deprecated()}
    # 網路 for the Mainland may be avoided where Taiwan says it; an English form has no such excuse.
    assert not {w for w in wrong.keys() & right.keys() if w[0] or wrong[w] != right[w]}


@pytest.mark.parametrize(("en", "tw", "hk", "cn", "why"), DECISIONS, ids=[d[0] for d in DECISIONS])
def test_decisions(en: str, tw: str, hk: str, cn: str, why: str) -> None:
    concept = of_english(en)
    for tag, form in (("zh-TW", tw), ("zh-HK", hk), ("zh-CN", cn)):
        assert form in ("-", concept.preferred(tag))


@pytest.mark.parametrize(
    ("en", "avoided"),
    [("sanctions", "製裁"), ("system of systems", "system of system"), ("advanced computing", "先進電腦")],
)
def test_where_the_chapter_errs(en: str, avoided: str) -> None:
    assert avoided in [t.text for t in of_english(en).deprecated()]


@pytest.mark.parametrize(
    ("en", "admitted", "tag"),
    [
        ("cyber-physical system", "網宇實體系統", "zh-TW"),
        ("hypersonic", "高超音速", "zh-TW"),
        ("hypersonic", "高超音速", "zh-CN"),
        ("Mike Pompeo", "龐佩奧", "zh-TW"),
        ("lithography machine", "微影機", "zh-TW"),
    ],
)
def test_where_usage_wavers_the_note_says_so(en: str, admitted: str, tag: str) -> None:
    concept = of_english(en)
    assert admitted in [t.text for t in concept.designations(tag)]
    assert concept.note


@every_concept
def test_no_wording_has_stray_spaces(concept: Concept) -> None:
    assert all(t.text == t.text.strip() and "  " not in t.text for t in concept.terms)
