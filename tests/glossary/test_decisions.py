"""What a person decides is written at once, byte for byte as it was, and a kill loses nothing."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from zhengming.errors import GlossaryError, ReadError, UsageError
from zhengming.files import write as files_write
from zhengming.glossary import entries, journal, write
from zhengming.glossary.corrections import correct_chinese, correct_english, set_kind, set_region
from zhengming.glossary.decisions import accept, reject
from zhengming.glossary.journal import Decision, undo
from zhengming.glossary.merging import merge
from zhengming.glossary.near import Near
from zhengming.glossary.pending import pending
from zhengming.glossary.proposals import propose
from zhengming.glossary.read import load, load_alone
from zhengming.model import Concept, Pair

HOUSE = """\
# The house's own file.
format: zhengming/1
concepts:
  - id: artificial-intelligence   # checked by Li
    en: [artificial intelligence, machine thinking]
    zh-TW: 人工智慧  # Taiwan
    zh-CN: 人工智能

  # the old ones
  - {id: supply-chain, en: supply chain, zh-Hant: 供應鏈}
  - id: sanctions
    en: sanctions   # plural
    zh: 制裁
# the end
"""


def pair(zh: str, en: str, *, line: int = 1, kind: str = "term", doc: str = "report.txt") -> Pair:
    return Pair(doc, line, 1, 0, zh, en, kind, 0.97, quote=f"各國{zh}（{en}）：一, 二")


FOUND = [
    pair("去風險", "de-risking"),
    pair("應對脫鉤", "decoupling", line=2),
    pair("人工智能技術", "AI", kind="acronym", line=3),
    pair("韌性", "resilience", line=4),
]


@pytest.fixture
def house(tmp_path: Path) -> str:
    path = tmp_path / "house.yaml"
    path.write_text(HOUSE, encoding="utf-8")
    propose(str(path), FOUND)
    return str(path)


def contents(glossary: str) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(Path(glossary).parent.iterdir())}


def ids(glossary: str) -> list[str]:
    return [p.concept.id for p in pending(glossary)]


def concept(glossary: str, identity: str) -> Concept:
    return next(c for c in load(glossary).concepts if c.id == identity)


def test_what_waits(house: str) -> None:
    first, second, third, _ = pending(house)
    assert (first.concept.id, first.confidence, first.told) == ("de-risking", 0.97, "97%, 1 place")
    assert first.is_plain and second.is_plain
    assert [p.concept.id for p in (first, second, third)] == ["de-risking", "decoupling", "ai"]


def test_an_accepted_entry_is_moved_as_it_is(house: str) -> None:
    proposed = Path(house.replace(".yaml", ".proposed.yaml"))
    before = proposed.read_text(encoding="utf-8")
    accept(house, ["de-risking"])
    text = Path(house).read_text(encoding="utf-8")
    added = """\
  - id: de-risking
    en: de-risking
    zh-Hant: 去風險
    zh-Hans: 去风险
    evidence:
      - source: report
        at: L1
        quote: "各國去風險（de-risking）：一, 二"
"""
    sources = "sources:\n  report: {path: report.txt}\n"
    assert text.replace(sources, "").replace(added, "") == HOUSE
    assert proposed.read_text(encoding="utf-8") == before.replace(
        added.replace("id: de-risking", "id: de-risking  # 97%, 1 place"), ""
    )
    assert ids(house) == ["decoupling", "ai", "resilience"]


def test_the_first_accepted_entry_makes_the_glossary(tmp_path: Path) -> None:
    into = str(tmp_path / "mine.yaml")
    propose(into, FOUND)
    accept(into, ["decoupling", "de-risking"])
    assert [c.id for c in load(into).concepts] == ["decoupling", "de-risking"]
    accept(into, ids(into))
    assert ids(into) == []
    assert "concepts: []\n" in Path(into.replace(".yaml", ".proposed.yaml")).read_text(encoding="utf-8")
    assert propose(into, FOUND).proposed == 0
    propose(into, [pair("晶片", "chip")])
    assert ids(into) == ["chip"]


def test_an_id_that_is_taken_gets_a_number(house: str) -> None:
    with Path(house).open("a", encoding="utf-8") as file:
        file.write("  - {id: de-risking, en: hedging, zh: 避險}\n")
    accept(house, ["de-risking"])
    assert concept(house, "de-risking-2").preferred("zh-Hant") == "去風險"


HAND_MADE = {
    "on one line": "  - {id: a, en: chip, zh: 晶片}   # mine\n",
    "without an id": "  - en: chip\n    zh: 晶片\n",
    "a dash of its own": "  -\n    id: a\n    en: chip\n    zh: 晶片\n",
    "a wide indent": "  -   id: a\n      en: chip\n      # why\n      zh: 晶片\n      note: |\n        a\n        b\n",
    "a list": "  - id: a\n    en:\n    - chip\n    - microchip\n    zh: 晶片\n",
    "no last line end": "  - id: a\n    en: chip\n    zh: 晶片",
    "a comment inside": "  - id: a\n    en: chip  # also a crisp\n    # also 籌碼 = chip (x L1)\n    zh: 晶片\n",
}


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("name", HAND_MADE)
def test_entries_by_hand_can_be_accepted_and_taken_back(name: str, ends: str, tmp_path: Path) -> None:
    into, proposed = tmp_path / "mine.yaml", tmp_path / "mine.proposed.yaml"
    head = "format: zhengming/1\nconcepts:\n  # above\n  - {id: z, en: zero, zh: 零}\n  # between\n"
    proposed.write_bytes((head + HAND_MADE[name]).replace("\n", ends).encode())
    wanted = load(str(proposed)).concepts[1]
    decision = accept(str(into), [wanted.id])
    (made,) = load(str(into)).concepts
    assert (made.id, made.terms, made.note) == (wanted.id, wanted.terms, wanted.note)
    assert proposed.read_bytes() == head.replace("\n", ends).encode()
    undo(decision)
    assert not into.exists()
    assert proposed.read_bytes() == (head + HAND_MADE[name]).replace("\n", ends).encode()


def test_a_rejected_entry_is_one_line(house: str) -> None:
    reject(house, "de-risking")
    rejected = Path(house.replace(".yaml", ".rejected.yaml")).read_text(encoding="utf-8")
    assert rejected.endswith("  - {id: de-risking, en: de-risking, zh-Hant: 去風險, zh-Hans: 去风险}\n")
    assert ids(house) == ["decoupling", "ai", "resilience"]
    assert (propose(house, FOUND).proposed, propose(house, FOUND).known) == (0, 4)
    assert Path(house).read_text(encoding="utf-8") == HOUSE


def test_a_corrected_pair_is_not_proposed_again(house: str) -> None:
    correct_chinese(house, "decoupling", "脱钩")
    corrected = pending(house)[1].concept
    assert [t.text for t in corrected.terms] == ["decoupling", "脫鉤", "脱钩"]
    assert propose(house, FOUND).proposed == 0
    accept(house, ["decoupling"])
    assert propose(house, FOUND).proposed == 0
    assert concept(house, "decoupling").preferred("zh-Hant") == "脫鉤"


def test_correcting_back_is_no_rejection(house: str) -> None:
    correct_chinese(house, "decoupling", "脫鉤")
    correct_chinese(house, "decoupling", "應對脫鉤")
    assert ids(house) == ["de-risking", "decoupling", "ai", "resilience"]


@pytest.mark.parametrize(
    ("typed", "terms", "identity"),
    [
        (
            "artificial intelligence, AI",
            [("artificial intelligence", "full"), ("AI", "acronym")],
            "artificial-intelligence-2",
        ),
        ("A.I. technology", [("A.I. technology", "full")], "a-i-technology"),
        ("AIT", [("AIT", "acronym")], "ait"),
        ("National Security Strategy, 2022", [("National Security Strategy, 2022", "full")], None),
        ("no: thing", [("no: thing", "full")], "no-thing"),
    ],
)
def test_english_as_typed(typed: str, terms: list[tuple[str, str]], identity: str | None, house: str) -> None:
    done = correct_english(house, "ai", f"  {typed} ")
    made = pending(house)[2].concept
    assert [(t.text, t.type) for t in made.terms if t.language == "en"] == terms
    assert done.ids == (made.id,) and (identity is None or made.id == identity)
    assert pending(house)[2].told == "97%, 1 place"


def test_kind_and_region(house: str) -> None:
    set_kind(house, "resilience", "document")
    set_kind(house, "resilience", "organization")
    set_region(house, "resilience", "zh-TW", "韌力")
    made = pending(house)[3].concept
    assert (made.kind, made.preferred("zh-TW"), made.preferred("zh-HK")) == ("organization", "韌力", "韌性")


MERGED = {
    "supply-chain": "  - {id: supply-chain, en: [supply chain, resilience], zh-Hant: [供應鏈, 韌性], "
    'evidence: [{source: report, at: L4, quote: "各國韌性（resilience）：一, 二"}]}\n',
    "sanctions": """\
  - id: sanctions
    en:
      - sanctions   # plural
      - resilience
    zh:
      - 制裁
      - 韌性
    evidence:
      - source: report
        at: L4
        quote: "各國韌性（resilience）：一, 二"
""",
    "artificial-intelligence": """\
  - id: artificial-intelligence   # checked by Li
    en: [artificial intelligence, machine thinking, resilience]
    zh-TW:
      - 人工智慧  # Taiwan
      - 韌性
    zh-CN:
      - 人工智能
      - 韧性
    evidence:
""",
}


@pytest.mark.parametrize("into", MERGED)
def test_merged_terms_are_admitted(into: str, house: str) -> None:
    before = contents(house)
    preferred = {tag: concept(house, into).preferred(tag) for tag in ("en", "zh-TW", "zh-HK", "zh-CN", "zh-Hans")}
    merge(house, "resilience", into)
    assert MERGED[into] in Path(house).read_text(encoding="utf-8")
    made = concept(house, into)
    assert {tag: made.preferred(tag) for tag in preferred} == preferred
    assert {("resilience", "admitted")} <= {(t.text, t.status) for t in made.terms}
    assert {("韌性", "admitted"), ("韧性", "admitted")} <= {(t.text, t.status) for t in made.terms}
    assert ids(house) == ["de-risking", "decoupling", "ai"]
    assert merge(house, "ai", into) and {("AI", "acronym")} <= {(t.text, t.type) for t in concept(house, into).terms}
    undo(_last(house, lambda: merge(house, "decoupling", into)))
    assert contents(house).keys() == before.keys()


def _last(house: str, decide: Callable[[], Decision]) -> Decision:
    before = contents(house)
    decision = decide()
    undo(decision)
    assert contents(house) == before
    return decide()


def test_only_what_is_missing_is_merged(house: str) -> None:
    propose(house, [pair("供應鏈", "supply network")])
    merge(house, "supply-network", "supply-chain")
    assert "{id: supply-chain, en: [supply chain, supply network], zh-Hant: 供應鏈, ev" in Path(house).read_text(
        encoding="utf-8"
    )


DECISIONS: dict[str, Callable[[str], Decision]] = {
    "accept": lambda house: accept(house, ["de-risking"]),
    "accept all": lambda house: accept(house, ["de-risking", "decoupling", "ai", "resilience"]),
    "reject": lambda house: reject(house, "decoupling"),
    "merge": lambda house: merge(house, "resilience", "sanctions"),
    "English": lambda house: correct_english(house, "decoupling", "delinking"),
    "Chinese": lambda house: correct_chinese(house, "decoupling", "脫鉤"),
    "kind": lambda house: set_kind(house, "decoupling", "document"),
    "region": lambda house: set_region(house, "decoupling", "zh-HK", "脫鈎"),
}


@pytest.mark.parametrize("name", DECISIONS)
def test_everything_can_be_taken_back_byte_for_byte(name: str, house: str) -> None:
    _last(house, lambda: DECISIONS[name](house))


@pytest.mark.parametrize("name", DECISIONS)
def test_nothing_is_taken_back_over_another_change(name: str, house: str) -> None:
    decision = DECISIONS[name](house)
    with Path(decision.changes[-1].path).open("a", encoding="utf-8") as file:
        file.write("# a person was here\n")
    before = contents(house)
    with pytest.raises(UsageError, match="has been changed since"):
        undo(decision)
    assert contents(house) == before


@pytest.mark.parametrize("fatal", [1, 2, 3])
@pytest.mark.parametrize("name", DECISIONS)
def test_a_kill_between_two_writes_loses_nothing(
    name: str, fatal: int, house: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = set(ids(house))
    writes = 0

    def killed(path: str, content: bytes) -> None:
        nonlocal writes
        writes += 1
        if writes == fatal:
            raise KeyboardInterrupt
        files_write.write_atomically(path, content)

    with monkeypatch.context() as patched:
        for room in (entries, journal, write):
            patched.setattr(room, "write_atomically", killed)
        try:
            DECISIONS[name](house)
        except KeyboardInterrupt:
            assert writes == fatal
    wordings = {
        t.text for file in Path(house).parent.glob("*.yaml") for c in load_alone(str(file)).concepts for t in c.terms
    }
    assert {"去風險", "韌性"} <= wordings and wordings & {"應對脫鉤", "脫鉤"}
    waiting = set(ids(house))
    assert len(before - waiting) <= (4 if name == "accept all" else 1)
    accepted = {c.id for c in load(house).concepts}
    assert not waiting & accepted
    assert propose(house, FOUND[:1]).proposed == 0


def test_what_the_glossary_has_already_is_dropped(house: str) -> None:
    with Path(house).open("a", encoding="utf-8") as file:
        file.write("  - {id: hedge, en: [hedge, de-risk], zh: 去风险}\n")
    assert ids(house) == ["decoupling", "ai", "resilience"]


def test_faults(house: str, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="there is no such file of proposals"):
        pending(str(tmp_path / "other.yaml"))
    before = contents(house)
    faulty: list[Callable[[], object]] = [
        lambda: accept(house, ["none"]),
        lambda: reject(house, "none"),
        lambda: merge(house, "resilience", "none"),
        lambda: merge(house, "none", "sanctions"),
        lambda: correct_english(house, "resilience", "韌性"),
        lambda: correct_chinese(house, "resilience", "resilience"),
        lambda: set_region(house, "resilience", "zh-TW", "x"),
    ]
    for fault in faulty:
        with pytest.raises(UsageError):
            fault()
    assert contents(house) == before


def test_a_concept_of_another_file_takes_nothing_in(tmp_path: Path) -> None:
    path = tmp_path / "client.yaml"
    path.write_text("format: zhengming/1\nconcepts:\n  - {overrides: sanctions, en: measures}\n", encoding="utf-8")
    propose(str(path), [pair("措施", "measure step")])
    with pytest.raises(UsageError, match="another file's concept"):
        merge(str(path), "measure-step", "sanctions")


def test_a_list_in_brackets(tmp_path: Path) -> None:
    path = tmp_path / "mine.proposed.yaml"
    path.write_text("format: zhengming/1\nconcepts: [{id: a, en: chip, zh: 晶片}]\n", encoding="utf-8")
    with pytest.raises(GlossaryError, match="list in brackets"):
        pending(str(tmp_path / "mine.yaml"))


def test_a_thousand_at_once(tmp_path: Path) -> None:
    into = str(tmp_path / "mine.yaml")
    propose(into, [pair(f"第{n}個詞", f"term number{n}") for n in range(1000)])
    started = time.monotonic()
    accept(into, ids(into))
    assert time.monotonic() - started < 20
    assert len(load(into).concepts) == 1000 and ids(into) == []


def test_what_is_near(house: str) -> None:
    near = Near(load(house))
    propose(house, [pair("供應鏈安全", "supply-chain security"), pair("晶片", "chip")])
    found = {p.concept.id: [c.id for c in near.of(p.concept)] for p in pending(house)}
    assert found["supply-chain-security"] == ["supply-chain"]
    assert found["ai"] == ["artificial-intelligence"]
    assert found["chip"] == []
