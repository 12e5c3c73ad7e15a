"""Pairs become proposals beside a glossary that is never changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhengming.errors import GlossaryError
from zhengming.glossary.proposals import propose
from zhengming.glossary.read import load
from zhengming.model import Pair


def pair(
    zh: str,
    en: str,
    *,
    doc: str = "report.txt",
    line: int = 1,
    kind: str = "term",
    acronym: str | None = None,
    expansion: str | None = None,
    where: dict[str, str | int] | None = None,
) -> Pair:
    quote = f"各國{zh}（{en}）：一, 二"
    return Pair(doc, line, 1, 0, zh, en, kind, 0.9, acronym=acronym, expansion=expansion, where=where, quote=quote)


HOUSE = """\
# The house's own file.
format: zhengming/1
concepts:
  - id: artificial-intelligence   # checked by Li
    en: [artificial intelligence, {term: AI, type: acronym}]
    zh-TW: 人工智慧
    zh-CN: 人工智能
"""


@pytest.fixture
def house(tmp_path: Path) -> str:
    path = tmp_path / "house.yaml"
    path.write_text(HOUSE, encoding="utf-8")
    return str(path)


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


@pytest.mark.parametrize("kind", ["quote", "alias"])
def test_quotations_and_aliases_are_never_proposed(kind: str, tmp_path: Path) -> None:
    made = propose(str(tmp_path / "mine.yaml"), [pair("最嚴峻的競爭者", "most serious competitor", kind=kind)])
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


def test_rejecting_one_rendering_leaves_the_other(tmp_path: Path) -> None:
    rejected = tmp_path / "mine.rejected.yaml"
    rejected.write_text("format: zhengming/1\nconcepts:\n  - {id: d, en: decoupling, zh: 解耦}\n", encoding="utf-8")
    made = propose(str(tmp_path / "mine.yaml"), [pair("脫鉤", "decoupling"), pair("解耦", "decouple")])
    assert (made.proposed, made.known) == (1, 1)
    assert [c.preferred("zh-Hant") for c in load(made.path).concepts] == ["脫鉤"]


@pytest.mark.parametrize(
    "found",
    [
        pair("人工智能技術", "AI", kind="acronym"),
        pair("人工智能", "machine intelligence"),
        pair("人造智能", "Artificial Intelligence"),
    ],
    ids=["its acronym", "its Chinese", "its English"],
)
def test_a_proposal_says_which_concept_it_belongs_to(found: Pair, house: str) -> None:
    made = propose(house, [found])
    (concept,) = load(made.path).concepts
    assert concept.related == ("artificial-intelligence",)
    assert "    # belongs to artificial-intelligence?\n" in Path(made.path).read_text(encoding="utf-8")
    assert Path(house).read_text(encoding="utf-8") == HOUSE


def test_us_is_not_us(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    entry = "{id: us, en: {term: US, type: acronym}, zh: 美國}"
    path.write_text(f"format: zhengming/1\nconcepts:\n  - {entry}\n", encoding="utf-8")
    made = propose(str(path), [pair("我們", "us")])
    assert load(made.path).concepts[0].related == ()


def test_the_count_and_the_confidence_stand_behind_the_id(tmp_path: Path) -> None:
    found = [pair("去風險", "de-risking", doc=f"{n % 2}.txt", line=n) for n in range(1, 9)]
    made = propose(str(tmp_path / "mine.yaml"), found)
    assert "  - id: de-risking  # 90%, 8 places in 2 documents\n" in Path(made.path).read_text(encoding="utf-8")
    (concept,) = load(made.path).concepts
    assert [(e.source, e.at, bool(e.quote)) for e in concept.evidence[4:]] == [
        ("1", "L5", True),
        ("0", "L6, L8", False),
        ("1", "L7", False),
    ]


def test_a_term_in_two_ways_is_noted_on_both(tmp_path: Path) -> None:
    into = str(tmp_path / "mine.yaml")
    made = propose(into, [pair("去風險", "de-risking"), pair("降低風險", "de-risking", doc="b.txt", line=3)])
    text = Path(made.path).read_text(encoding="utf-8")
    assert "    # also 降低風險 = de-risking (b.txt L3)\n" in text
    assert "    # also 去風險 = de-risking (report.txt L1)\n" in text


def test_a_term_in_two_ways_over_two_runs(tmp_path: Path) -> None:
    into = str(tmp_path / "mine.yaml")
    before = Path(propose(into, [pair("去風險", "de-risking")]).path).read_text(encoding="utf-8")
    made = propose(into, [pair("降低風險", "de-risking", line=3)])
    text = Path(made.path).read_text(encoding="utf-8")
    assert text.startswith(before) and "    # also 去風險 = de-risking\n" in text[len(before) :]


def test_an_acronym_and_its_full_form_are_one_proposal(tmp_path: Path) -> None:
    full = "Cyber-Physical System"
    found = [
        pair("網宇實體系統", "CPS", kind="acronym", expansion=full),
        pair("網宇實體系統", full, acronym="CPS", doc="b.txt"),
    ]
    made = propose(str(tmp_path / "mine.yaml"), found)
    (concept,) = load(made.path).concepts
    assert [(t.text, t.type) for t in concept.terms[:2]] == [(full, "full"), ("CPS", "acronym")]
    assert (concept.id, concept.kind, len(concept.evidence)) == ("cyber-physical-system", "term", 2)
    assert propose(str(tmp_path / "mine.yaml"), found).proposed == 0


def test_documents_of_one_name_have_ids_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    docs = ["2022/report.txt", "2023/report.txt", "2023/../2022/report.txt", "Report.md"]
    found = [pair("去風險", "de-risking", doc=doc, line=n) for n, doc in enumerate(docs)]
    into = str(tmp_path / "mine.yaml")
    first = load(propose(into, found).path)
    assert [e.source for e in first.concepts[0].evidence] == ["report", "report-2", "report", "report-3"]
    assert {s.id: s.path for s in first.sources} == {
        "report": "2022/report.txt",
        "report-2": "2023/report.txt",
        "report-3": "Report.md",
    }
    later = [pair("脫鉤", "decoupling", doc="2023/report.txt"), pair("韌性", "resilience", doc="2024/report.txt")]
    again = load(propose(into, later).path)
    assert [e.source for c in again.concepts[1:] for e in c.evidence] == ["report-2", "report-4"]


def test_the_ids_of_the_glossarys_own_sources_are_kept_apart(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("format: zhengming/1\nsources:\n  report: {title: Another}\nconcepts: []\n", encoding="utf-8")
    made = load(propose(str(path), [pair("去風險", "de-risking")]).path)
    assert [s.id for s in made.sources] == ["report-2"]


def test_places_without_lines(tmp_path: Path) -> None:
    found = [
        pair("去風險", "de-risking", where={"page": 3}),
        pair("去風險", "de-risking", where={"sheet": "Terms", "cell": "B7"}),
        pair("去風險", "de-risking", where={"part": "footnotes", "paragraph": 2}),
    ]
    made = propose(str(tmp_path / "mine.yaml"), found)
    assert [e.at for e in load(made.path).concepts[0].evidence] == ["page 3", "Terms B7", "footnotes 2"]


CLIENT = """\
format: zhengming/1
concepts:
  - {overrides: sanctions, en: restrictive measures}
  - {overrides: de-risking, zh-Hant: 降低風險}
"""


def test_a_client_glossary_of_overrides(tmp_path: Path) -> None:
    path = tmp_path / "client.yaml"
    path.write_text(CLIENT, encoding="utf-8")
    made = propose(str(path), [pair("限制性措施", "restrictive measures"), pair("脫鉤", "decoupling")])
    assert made.proposed == 2
    assert [c.related for c in load(made.path).concepts] == [("sanctions",), ()]
    assert path.read_text(encoding="utf-8") == CLIENT


@pytest.mark.parametrize("suffix", [".yaml", ".proposed.yaml", ".rejected.yaml"])
@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("{overrides: sanctions, en: x, zhh: y}", ":4: the key 'zhh' is not known (did you mean `zh`?)"),
        ("{id: de-risking, en: de-risking}", ":4: an entry without Chinese"),
        ("[", ": YAML syntax"),
    ],
)
def test_a_fault_in_any_of_the_files_is_told_with_its_line(suffix: str, entry: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / f"client{suffix}"
    path.write_text(f"format: zhengming/1\nconcepts:\n  - {{overrides: a, en: b}}\n  - {entry}\n", encoding="utf-8")
    before = sorted(tmp_path.iterdir())
    with pytest.raises(GlossaryError, match=r"^.*client") as told:
        propose(str(tmp_path / "client.yaml"), [pair("脫鉤", "decoupling")])
    assert str(path) in str(told.value) and said in str(told.value)
    assert sorted(tmp_path.iterdir()) == before


def test_every_byte_that_is_not_ours_is_kept(tmp_path: Path) -> None:
    into = str(tmp_path / "mine.yaml")
    path = Path(propose(into, [pair("去風險", "de-risking")]).path)
    lines = path.read_text(encoding="utf-8").splitlines()
    edited = "\r\n".join(["# 我的", *lines, "    note: 'see p. 3'   # Li", "", "# the end", ""]).encode("utf-8-sig")
    path.write_bytes(edited)
    assert propose(into, [pair("去風險", "de-risking")]).known == 1
    assert path.read_bytes() == edited
    propose(into, [pair("脫鉤", "decoupling")])
    grown = path.read_bytes()
    start = grown.index(b"  - id: decoupling")
    stop = grown.index("各國脫鉤".encode()) + len('各國脫鉤（decoupling）：一, 二"\r\n'.encode())
    assert grown[:start] + grown[stop:] == edited
    assert b"\n" not in grown.replace(b"\r\n", b"")
