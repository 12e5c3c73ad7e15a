"""Which Chinese piece explains which English word."""

from typing import Any

import pytest

from zhengming.words import align
from zhengming.words.english import akin
from zhengming.words.expansions import expansions_of, known_expansions, spells
from zhengming.words.transliteration import hear


def links(run: str, en: str, **said: Any) -> list[tuple[str, str]]:
    alignment = align(run, en, **said)
    return [(run[p.start : p.end], alignment.shown(p.mask)) for p in alignment.explanations[0].pieces]


@pytest.mark.parametrize(
    ("zh", "en", "expected"),
    [
        ("去風險", "de-risking", [("去", "de-"), ("風險", "risking")]),
        ("經濟脅迫", "economic coercion", [("經濟", "economic"), ("脅迫", "coercion")]),
        ("網路", "network", [("網路", "network")]),
        ("网络", "networks", [("网络", "networks")]),
        ("反太空武器", "counterspace weapons", [("反", "counter-"), ("太空", "counterspace"), ("武器", "weapons")]),
        ("AI基礎模型", "AI Foundation Models", [("AI", "AI"), ("基礎", "Foundation"), ("模型", "Models")]),
    ],
)
def test_links(zh: str, en: str, expected: list[tuple[str, str]]) -> None:
    assert links(zh, en) == expected


def test_a_repeated_word_is_explained_as_often_as_it_stands() -> None:
    found = links("系統與系統間整合網路", "integrated network system of system")
    assert [zh for zh, _ in found] == ["系統", "系統", "整合", "網路"]


def test_initials_explain_an_acronym() -> None:
    found = dict(links("戰略與國際研究中心", "CSIS", is_acronym=True))
    assert found == {"戰略": "S", "國際": "I", "研究": "S", "中心": "C"}


def test_what_nothing_explains_is_counted_at_the_edge() -> None:
    explanations = align("尋求去風險", "de-risking").explanations
    assert [e.edge for e in explanations[:3]] == [2, 1, 0]


@pytest.mark.parametrize(
    ("zh", "name", "least"),
    [
        ("布林肯", "Blinken", 0.8),
        ("川普", "Trump", 0.6),
        ("龐佩奧", "Pompeo", 0.7),
        ("艾斯特維茲", "Estévez", 0.7),
        ("法明奴", "Firmino", 0.5),
        ("佐敦", "Jordan", 0.7),
        ("旺加努", "Whanganui", 0.7),
    ],
)
def test_names_are_heard(zh: str, name: str, least: float) -> None:
    assert max((h.likeness for h in hear(zh, name) if (h.start, h.end) == (0, len(zh))), default=0) >= least


@pytest.mark.parametrize(("zh", "name"), [("國務卿", "Blinken"), ("研究員", "Cameron"), ("總統", "Trump")])
def test_other_words_are_not(zh: str, name: str) -> None:
    assert all(h.likeness < 0.6 for h in hear(zh, name) if (h.start, h.end) == (0, len(zh)))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("coercion", "coercive", True),
        ("networks", "network", True),
        ("defence", "defense", True),
        ("form", "format", False),
        ("arm", "army", False),
    ],
)
def test_akin(one: str, other: str, same: bool) -> None:
    assert (akin(one, other) > 0) is same


def test_what_acronyms_stand_for() -> None:
    assert spells("WMD", "weapon of mass destruction")
    assert spells("DoD", "Department of Defense")
    assert not spells("WTO", "World Health Organization")
    assert "World Trade Organization" in expansions_of("WTO", "世界貿易組織")
    assert len(known_expansions("CSIS")) == 2
