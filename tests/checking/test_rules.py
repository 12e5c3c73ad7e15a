"""Every rule: what it catches, and as many near misses where it is quiet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from zhengming.checking import RULES, check
from zhengming.documents import parse
from zhengming.files.decode import Decoded
from zhengming.glossary.read import load
from zhengming.matching import Matcher
from zhengming.model import Finding

TOY = """format: zhengming/1
concepts:
  - {id: sanctions, en: sanctions, zh: 制裁, avoid: [製裁, penalties]}
  - {id: entity-list, en: [Entity List, {term: list, type: short}], zh: 實體清單}
  - {id: supply-chain, en: supply chain, zh: 供應鏈}
  - {id: export-control, en: export control, zh: 出口管制}
  - {id: economic-coercion, en: {term: economic coercion, match: [coerce]}, zh: 經濟脅迫}
  - {id: de-risking, en: {term: de-risking, match: [de-risk]}, zh: 去風險}
  - id: artificial-intelligence
    en: [artificial intelligence, {term: AI, type: acronym}]
    zh-TW: 人工智慧
    zh-HK: 人工智能
    zh-CN: 人工智能
  - {id: supercomputer, en: [supercomputer, high-performance computer], zh: 超級電腦}
  - {id: system-of-systems, en: system of systems, zh: 系統之系統, avoid: [system of system]}
  - {id: student, en: student, zh: 學生}
  - {id: blinken, kind: person, en: [Antony Blinken, {term: Blinken, type: short}], zh: 布林肯}
"""
PATH = Path(__file__).parents[1] / "cases/checking/rules.yaml"
CASES: list[dict[str, Any]] = yaml.safe_load(PATH.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def matcher(tmp_path_factory: pytest.TempPathFactory) -> Matcher:
    path = tmp_path_factory.mktemp("toy") / "toy.yaml"
    path.write_text(TOY, encoding="utf-8")
    return Matcher(load(str(path)))


def shown(finding: Finding) -> str:
    return f"{finding.rule} {finding.severity} {finding.found or '-'}"


@pytest.mark.parametrize("case", CASES, ids=[c["label"] for c in CASES])
def test_rule(matcher: Matcher, case: dict[str, Any]) -> None:
    draft = parse(Decoded(case["draft"], "utf-8"), "draft.md", suffix=".md")
    source = parse(Decoded(case["source"], "utf-8"), "source.md", suffix=".md") if "source" in case else None
    report = check(draft, matcher, source=source, region=case.get("region"))
    assert [shown(f) for f in report.findings] == case["found"]


def test_every_rule_has_as_many_quiet_cases_as_loud_ones() -> None:
    text = PATH.read_text(encoding="utf-8")
    for rule in RULES:
        own = PATH.with_name(f"{rule}.yaml")
        section = own.read_text(encoding="utf-8") if own.exists() else text.split(f"# {rule}\n")[1].split("\n# ")[0]
        quiet = section.count("found: []")
        assert quiet * 2 >= section.count("- {"), rule


def test_the_place_is_where_the_words_stand(matcher: Matcher) -> None:
    text = "Line one.\r\n\r\nThe firm joined the\r\nentity list in May.\r\n"
    report = check(parse(Decoded(text, "utf-8"), "draft.txt"), matcher)
    (finding,) = report.findings
    assert (finding.line, finding.column, finding.end_line, finding.end_column) == (4, 1, 4, 12)


def test_fingerprints_survive_moved_lines(matcher: Matcher) -> None:
    one = check(parse(Decoded("New penalties came.", "utf-8"), "d"), matcher).findings
    two = check(parse(Decoded("First.\n\nSecond.\n\nNew penalties came.", "utf-8"), "d"), matcher).findings
    assert [f.fingerprint for f in one] == [f.fingerprint for f in two]
    assert one[0].line != two[0].line


def test_the_same_fault_twice_has_two_fingerprints(matcher: Matcher) -> None:
    report = check(parse(Decoded("penalties\n\npenalties\n", "utf-8"), "d"), matcher)
    assert len({f.fingerprint for f in report.findings}) == 2


def test_rules_can_be_chosen(matcher: Matcher) -> None:
    draft = parse(Decoded("New penalties for the Supply Chain.", "utf-8"), "d")
    assert [f.rule for f in check(draft, matcher, rules=["wrong-case"]).findings] == ["wrong-case"]
