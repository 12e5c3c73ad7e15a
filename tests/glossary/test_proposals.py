"""Pairs become proposals beside a glossary that is never changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhengming.glossary.proposals import propose
from zhengming.glossary.read import load
from zhengming.model import Pair


def pair(
    zh: str, en: str, *, doc: str = "report.txt", line: int = 1, kind: str = "term", acronym: str | None = None
) -> Pair:
    return Pair(doc, line, 1, 0, zh, en, kind, 0.9, acronym=acronym, quote=f"各國{zh}（{en}）：一, 二")


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    into = str(tmp_path / "mine.yaml")
    found = [pair("去風險", "de-risking"), pair("網宇實體系統", "Cyber-Physical System", acronym="CPS")]
    first = propose(into, found)
    assert (first.proposed, first.known) == (2, 0)
    content = Path(first.path).read_bytes()
    again = propose(into, found)
    assert (again.proposed, again.known) == (0, 2)
    assert Path(first.path).read_bytes() == content
    assert not Path(into).exists()


def test_a_proposal_is_a_whole_entry(tmp_path: Path) -> None:
    made = propose(str(tmp_path / "mine.yaml"), [pair("網宇實體系統", "Cyber-Physical System", acronym="CPS", line=7)])
    (concept,) = load(made.path).concepts
    assert concept.id == "cyber-physical-system"
    assert [(t.text, t.language, t.type) for t in concept.terms] == [
        ("Cyber-Physical System", "en", "full"),
        ("CPS", "en", "acronym"),
        ("網宇實體系統", "zh-Hant", "full"),
        ("网宇实体系统", "zh-Hans", "full"),
    ]
    assert [(e.source, e.at) for e in concept.evidence] == [("report", "L7")]
    assert concept.evidence[0].quote == "各國網宇實體系統（Cyber-Physical System）：一, 二"


def test_one_pair_in_several_places_is_one_proposal(tmp_path: Path) -> None:
    found = [
        pair("去風險", "de-risking"),
        pair("去风险", "De-risking", doc="b.txt", line=3),
        pair("去風險", "de-risking", line=9),
    ]
    made = propose(str(tmp_path / "mine.yaml"), found)
    (concept,) = load(made.path).concepts
    assert made.proposed == 1
    assert [(e.source, e.at) for e in concept.evidence] == [("report", "L1"), ("b", "L3"), ("report", "L9")]


@pytest.mark.parametrize("suffix", [".yaml", ".rejected.yaml"])
def test_what_is_accepted_or_rejected_is_not_proposed(tmp_path: Path, suffix: str) -> None:
    known = tmp_path / f"mine{suffix}"
    known.write_text("format: zhengming/1\nconcepts:\n  - {id: d, en: de-risking, zh: 去風險}\n", encoding="utf-8")
    before = known.read_bytes()
    made = propose(str(tmp_path / "mine.yaml"), [pair("去風險", "de-risking"), pair("脫鉤", "decoupling")])
    assert (made.proposed, made.known) == (1, 1)
    assert [c.id for c in load(made.path).concepts] == ["decoupling"]
    assert known.read_bytes() == before


def test_quotations_are_never_proposed(tmp_path: Path) -> None:
    made = propose(str(tmp_path / "mine.yaml"), [pair("最嚴峻的競爭者", "most serious competitor", kind="quote")])
    assert made.proposed == 0
    assert not Path(made.path).exists()


def test_a_new_document_is_added_to_the_sources(tmp_path: Path) -> None:
    into = str(tmp_path / "mine.yaml")
    propose(into, [pair("去風險", "de-risking")])
    made = propose(into, [pair("脫鉤", "decoupling", doc="later.md")])
    assert [s.id for s in load(made.path).sources] == ["report", "later"]
    assert [c.id for c in load(made.path).concepts] == ["de-risking", "decoupling"]


def test_two_terms_of_one_english_have_ids_of_their_own(tmp_path: Path) -> None:
    made = propose(str(tmp_path / "mine.yaml"), [pair("芯片", "chip"), pair("籌碼", "chip")])
    assert [c.id for c in load(made.path).concepts] == ["chip", "chip-2"]
