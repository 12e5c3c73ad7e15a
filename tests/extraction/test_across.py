"""What one document of a set tells of another's pairs."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest

from zhengming.extraction.across import Said, fill_expansion, find_conflicts, gather_full_forms
from zhengming.model import Pair

LINES = count(1)


def pair(zh: str, en: str, *, doc: str = "a.txt", kind: str = "term", acronym: str | None = None) -> Pair:
    return Pair(doc, next(LINES), 1, 0, zh, en, kind, 0.9, acronym=acronym)


def fill_expansions(pairs: list[Pair]) -> list[Pair]:
    said: Said = {}
    gather_full_forms(pairs, said)
    return [fill_expansion(p, said) for p in pairs]


def told(pairs: list[Pair]) -> list[tuple[str, list[str]]]:
    return [(c.wording, [r.wording for r in c.renderings]) for c in find_conflicts(fill_expansions(pairs))]


CPS = pair("網宇實體系統", "Cyber-Physical System", acronym="CPS")
ESA = [
    pair("歐洲太空總署", "European Space Agency", acronym="ESA"),
    pair("瀕危物種法", "Endangered Species Act", acronym="ESA"),
]


@pytest.mark.parametrize(
    ("zh", "acronym", "said", "expansion"),
    [
        ("網宇實體系統", "CPS", [CPS], "Cyber-Physical System"),
        ("网宇实体系统", "CPS", [CPS], "Cyber-Physical System"),
        ("虛實整合系統", "CPS", [CPS], "Cyber-Physical System"),
        ("氣候變遷", "CPS", [CPS], None),
        ("網宇實體系統", "cps", [CPS], None),
        ("歐洲太空總署", "ESA", ESA, "European Space Agency"),
        ("瀕危物種法", "ESA", ESA, "Endangered Species Act"),
        ("歐洲太空局", "ESA", ESA, "European Space Agency"),
    ],
)
def test_an_acronym_has_its_full_form_from_another_document(
    zh: str, acronym: str, said: list[Pair], expansion: str | None
) -> None:
    lone = pair(zh, acronym, doc="b.txt", kind="acronym")
    *others, filled = fill_expansions([*said, lone])
    assert others == said
    assert filled.expansion == expansion
    assert (filled.zh, filled.en, filled.acronym, filled.line) == (zh, acronym, None, lone.line)


def test_what_a_document_says_itself_stays() -> None:
    lone = Pair("b.txt", 1, 1, 0, "系統", "CPS", "acronym", 0.9, expansion="Crown Prosecution Service")
    assert fill_expansions([CPS, lone])[1] == lone


LOUD = {
    "one Chinese, two English": (
        [pair("脫鉤", "decoupling"), pair("脫鉤", "delinking", doc="b.txt")],
        [("脫鉤", ["decoupling", "delinking"])],
    ),
    "one English, two Chinese": (
        [pair("去風險", "de-risking"), pair("降低風險", "derisking", doc="b.txt")],
        [("de-risking", ["去風險", "降低風險"])],
    ),
    "the more frequent first": (
        [pair("脫鉤", "delinking"), pair("脱钩", "decoupling"), pair("脫鉤", "Decoupling", doc="b.txt")],
        [("脫鉤", ["decoupling", "delinking"])],
    ),
    "two names of one person": (
        [pair("川普", "Donald Trump", kind="person"), pair("特朗普", "Donald Trump", kind="person")],
        [("Donald Trump", ["川普", "特朗普"])],
    ),
    "an acronym and a full form that disagree": (
        [CPS, pair("虛實整合系統", "CPS", doc="b.txt", kind="acronym")],
        [("Cyber-Physical System", ["網宇實體系統", "虛實整合系統"])],
    ),
    "in one document": (
        [pair("韌性", "resilience"), pair("韌性", "toughness")],
        [("韌性", ["resilience", "toughness"])],
    ),
    "an edge that differs": (
        [pair("經濟脅迫", "economic coercion"), pair("應對經濟脅迫", "economic coercion")],
        [("economic coercion", ["經濟脅迫", "應對經濟脅迫"])],
    ),
}
QUIET = {
    "the same pair": [pair("脫鉤", "decoupling"), pair("脫鉤", "decoupling", doc="b.txt")],
    "case": [pair("實體清單", "Entity List"), pair("實體清單", "entity list")],
    "number": [pair("供應鏈", "supply chain"), pair("供應鏈", "supply chains")],
    "hyphens": [pair("去風險", "de-risking"), pair("去風險", "derisking"), pair("去風險", "de‑risk")],
    "accents": [pair("公報", "Communiqué"), pair("公報", "communique")],
    "an article": [pair("四方安全對話", "the Quad"), pair("四方安全對話", "Quad")],
    "script": [pair("韌性", "resilience"), pair("韧性", "resilience")],
    "variants": [pair("臺灣關係法", "Taiwan Relations Act"), pair("台灣關係法", "Taiwan Relations Act")],
    "acronym and full form": [CPS, pair("網宇實體系統", "CPS", doc="b.txt", kind="acronym")],
    "an acronym nobody explains": [
        pair("商務部", "MOFCOM", kind="acronym"),
        pair("商務部", "Ministry of Commerce", kind="organization"),
    ],
    "two spellings of a full form": [
        pair("戰略與國際研究中心", "Center for Strategic Studies", acronym="CSIS", kind="organization"),
        pair("戰略與國際研究中心", "Centre for Strategic and International Studies", acronym="CSIS"),
    ],
    "one acronym of two things": ESA,
    "a surname": [pair("布林肯", "Antony Blinken", kind="person"), pair("布林肯", "Blinken")],
    "a middle initial": [pair("拜登", "Joe Biden", kind="person"), pair("拜登", "Joe R. Biden", kind="person")],
    "a Chinese surname": [
        pair("安東尼·布林肯", "Antony Blinken", kind="person"),
        pair("布林肯", "Antony Blinken", kind="person"),
    ],
    "a short name of an organisation": [
        pair("聯合國安全理事會", "UNSC", kind="acronym"),
        pair("安理會", "UNSC", kind="acronym"),
    ],
    "a year": [
        pair("2022 國家安全戰略", "National Security Strategy, 2022", kind="document"),
        pair("國家安全戰略", "National Security Strategy", kind="document"),
    ],
    "quotations": [pair("競爭者", "competitor", kind="quote"), pair("競爭者", "rival", kind="quote")],
    "nothing": [],
}


@pytest.mark.parametrize("name", LOUD)
def test_what_stands_in_two_ways(name: str) -> None:
    pairs, expected = LOUD[name]
    assert told(pairs) == expected


@pytest.mark.parametrize("name", QUIET)
def test_what_is_one_rendering(name: str) -> None:
    assert told(QUIET[name]) == []


def test_a_rendering_has_all_its_places() -> None:
    pairs = [pair("脫鉤", "decoupling"), pair("脫鉤", "delinking"), pair("脱钩", "Decoupling", doc="b.txt")]
    (conflict,) = find_conflicts(pairs)
    assert [[p.doc for p in r.pairs] for r in conflict.renderings] == [["a.txt", "b.txt"], ["a.txt"]]


def test_of_many_places_five_are_kept_and_all_are_counted() -> None:
    pairs = [pair("脫鉤", "decoupling", doc=f"{n}.txt") for n in range(8)] + [pair("脫鉤", "delinking")]
    (conflict,) = find_conflicts(pairs)
    first, second = conflict.renderings
    assert (first.wording, first.count, [p.doc for p in first.pairs]) == (
        "decoupling",
        8,
        ["0.txt", "1.txt", "2.txt", "3.txt", "4.txt"],
    )
    assert (second.wording, second.count) == ("delinking", 1)


@pytest.mark.parametrize("late", [3, 5, 8])
def test_what_a_late_place_says_counts(late: int) -> None:
    """The kind, the acronym and the full form of a rendering may be said by any of its places."""
    lone = [pair("安東尼·布林肯", "AB", doc=f"{n}.txt", kind="acronym") for n in range(late)]
    full = [replace(p, expansion="Antony Blinken") for p in lone]
    said = pair("安東尼·布林肯", "Antony Blinken", doc="z.txt", kind="person", acronym="AB")
    assert find_conflicts([*full, said, pair("布林肯", "Antony Blinken", doc="y.txt")]) == ()


def test_pairs_are_gone_through_once() -> None:
    pairs = iter([pair("脫鉤", "decoupling"), pair("脫鉤", "delinking")])
    assert len(find_conflicts(pairs)) == 1


def test_ten_thousand_renderings_of_one_term() -> None:
    pairs = [pair(f"第{n}個", "chip") for n in range(10_000)]
    (conflict,) = find_conflicts(pairs)
    assert len(conflict.renderings) == 50
