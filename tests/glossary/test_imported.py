"""What another program's file says becomes proposals, once; what it contradicts is listed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhengming.glossary.decisions import accept, reject
from zhengming.glossary.imported import Conflict, propose_concepts
from zhengming.glossary.lint import lint
from zhengming.glossary.pending import pending
from zhengming.glossary.read import load, load_alone
from zhengming.model import Concept, Evidence, Term

GLOSSARY = """format: zhengming/1
concepts:
  - {id: de-risking, en: de-risking, zh-Hant: 去風險, zh-Hans: 去风险, note: ours}
  - id: sanctions
    en: sanctions
    zh-Hant: 制裁
    zh-Hans: 制裁
    avoid: [製裁, {term: penalties, note: reserved for fines}]
"""


def concept(en: str, zh: str, identity: str = "", **others: object) -> Concept:
    return Concept(identity, (Term(en, "en"), Term(zh, "zh-Hant")), **others)  # type: ignore[arg-type]


@pytest.fixture
def mine(tmp_path: Path) -> str:
    path = tmp_path / "mine.yaml"
    path.write_text(GLOSSARY, encoding="utf-8")
    return str(path)


def test_new_entries_are_proposed_once(mine: str) -> None:
    found = [concept("tariff", "關稅", definition="a tax"), concept("quota", "配額"), concept("De-risking", "去风险")]
    done = propose_concepts(mine, found)
    assert (done.proposed, done.known, done.conflicts) == (2, 1, ())
    before = Path(done.path).read_bytes()
    again = propose_concepts(mine, found)
    assert (again.proposed, again.known) == (0, 3)
    assert Path(done.path).read_bytes() == before
    assert Path(mine).read_text(encoding="utf-8") == GLOSSARY
    tariff = load_alone(done.path).concepts[0]
    assert (tariff.id, tariff.definition, tariff.preferred("zh-Hans")) == ("tariff", "a tax", "关税")


def test_what_was_rejected_or_accepted_is_not_proposed_again(mine: str) -> None:
    found = [concept("tariff", "關稅"), concept("quota", "配額")]
    propose_concepts(mine, found)
    assert [p.concept.id for p in pending(mine)] == ["tariff", "quota"]
    assert pending(mine)[0].is_plain
    accept(mine, ["tariff"])
    reject(mine, "quota")
    done = propose_concepts(mine, found)
    assert (done.proposed, done.known) == (0, 2)
    assert [c.id for c in load(mine).concepts] == ["de-risking", "sanctions", "tariff"]


CONFLICTS = [
    ("the same English", concept("de-risking", "降低風險"),
     Conflict("english", "de-risking", "降低風險", "去風險", "de-risking", "glossary")),
    ("the same Chinese", concept("risk reduction", "去风险"),
     Conflict("chinese", "去风险", "risk reduction", "de-risking", "de-risking", "glossary")),
    ("an id that is taken", concept("tariff", "關稅", "sanctions"),
     Conflict("id", "sanctions", "關稅 = tariff", "", "sanctions", "glossary")),
    ("a form that the glossary avoids", concept("sanction order", "製裁"),
     Conflict("avoided", "製裁", "preferred", "制裁", "sanctions", "glossary")),
    ("the same in English", concept("penalties", "罰則"),
     Conflict("avoided", "penalties", "preferred", "sanctions", "sanctions", "glossary")),
    ("a form that the file avoids",
     Concept("", (*concept("fines", "罰款").terms, Term("制裁", "zh-Hant", "deprecated"))),
     Conflict("used", "制裁", "deprecated", "preferred", "sanctions", "glossary")),
    ("another note", concept("de-risking", "去風險", note="theirs"),
     Conflict("text", "note", "theirs", "ours", "de-risking", "glossary")),
]  # fmt: skip


@pytest.mark.parametrize(("label", "given_concept", "conflict"), CONFLICTS, ids=[case[0] for case in CONFLICTS])
def test_a_conflict_is_listed(label: str, given_concept: Concept, conflict: Conflict, mine: str) -> None:
    assert conflict in propose_concepts(mine, [given_concept]).conflicts, label
    assert Path(mine).read_text(encoding="utf-8") == GLOSSARY


QUIET = [
    ("another script", concept("de-risking", "去风险")),
    ("another form of a known concept",
     Concept("", (Term("de-risking", "en"), Term("去風險", "zh-Hant"), Term("去險", "zh-HK")))),
    ("a simplified form that is like an avoided one", Concept("", (Term("sanctions", "en"), Term("制裁", "zh-Hans")))),
    ("the glossary's own id", concept("de-risking", "去風險", "de-risking")),
    ("something new", concept("tariff", "關稅", "c1")),
    ("the same note", concept("de-risking", "去風險", note="ours")),
    ("no note", concept("de-risking", "去風險")),
]  # fmt: skip


@pytest.mark.parametrize(("label", "given_concept"), QUIET, ids=[case[0] for case in QUIET])
def test_no_conflict(label: str, given_concept: Concept, mine: str) -> None:
    assert not propose_concepts(mine, [given_concept]).conflicts, label


def test_a_file_that_contradicts_itself(mine: str) -> None:
    done = propose_concepts(mine, [concept("chip", "晶片"), concept("chip", "芯片")])
    assert done.proposed == 2
    assert done.conflicts == (Conflict("english", "chip", "芯片", "晶片", "chip", "file"),)
    assert [c.id for c in load_alone(done.path).concepts] == ["chip", "chip-2"]
    assert pending(mine)[1].advice == ("also 晶片 = chip",)


def test_the_advice_that_review_shows(mine: str) -> None:
    propose_concepts(mine, [concept("de-risking", "降低風險")])
    (proposal,) = pending(mine)
    assert proposal.advice == ("belongs to de-risking?",)
    assert not proposal.is_plain
    accept(mine, [proposal.concept.id])
    assert "belongs to" not in Path(mine).read_text(encoding="utf-8")


def test_sources_and_references(mine: str) -> None:
    first = concept("tariff", "關稅", "sanctions", evidence=(Evidence("A Report", "L3", "關稅（tariff）"),))
    second = concept("quota", "配額", "q", related=("sanctions",), evidence=(Evidence("A Report", "", "配額"),))
    done = propose_concepts(mine, [first, second])
    found = load_alone(done.path)
    assert [(s.id, s.title) for s in found.sources] == [("a-report", "A Report")]
    assert found.concepts[0].evidence == (Evidence("a-report", "L3", "關稅（tariff）"),)
    assert found.concepts[1].related == (found.concepts[0].id,) == ("sanctions-2",)
    assert not [f for f in lint(done.path).report.findings if f.severity == "error"]


text = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("&<>\"'=+-@;\\#:\t\n\r\u200f𠮷去制"),
    min_size=1,
    max_size=8,
)


@settings(max_examples=40)
@given(st.lists(st.tuples(text, text, text), max_size=4))
def test_whatever_is_in_a_file_a_second_run_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]]
) -> None:
    into = str(tmp_path_factory.mktemp("in") / "mine.yaml")
    found = [concept(f"a{en}".strip(), f"去{zh}".strip(), note=note.strip()) for en, zh, note in rows]
    first = propose_concepts(into, found)
    before = Path(first.path).read_bytes() if rows else b""
    again = propose_concepts(into, found)
    assert (again.proposed, again.known) == (0, len(rows))
    assert first.proposed + first.known == len(rows)
    assert not rows or Path(first.path).read_bytes() == before
