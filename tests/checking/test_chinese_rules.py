"""The rules for Chinese drafts, and what is left of the source's language in any: cases as data, one file a rule."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from zhengming.checking import check
from zhengming.documents import parse
from zhengming.files.decode import Decoded
from zhengming.glossary.read import load
from zhengming.matching import Matcher
from zhengming.model import Finding, Report

RULES = ("misconversion", "mixed-script", "region-form", "near-duplicate", "untranslated")
TOY = """format: zhengming/1
concepts:
  - {id: entity-list, en: Entity List, zh: 實體清單}
  - {id: supply-chain, en: supply chain, zh: 供應鏈}
  - {id: de-risking, en: {term: de-risking, match: [de-risk]}, zh: 去風險}
  - id: artificial-intelligence
    en: [artificial intelligence, {term: AI, type: acronym}]
    zh-TW: 人工智慧
    zh-HK: 人工智能
    zh-CN: 人工智能
  - {id: semiconductor, en: semiconductor, zh-TW: 半導體, zh-CN: 半导体}
  - {id: neural-network, en: neural network, zh-Hant: 神經網絡, zh-CN: 神经网络}
  - {id: chip-act, kind: document, en: Chips Act, zh-TW: 芯片法, zh-CN: 芯片法}
  - {id: guanxi, en: guanxi, zh: 關係, do-not-translate: true}
"""
FOLDER = Path(__file__).parents[1] / "cases/checking"
CASES: list[tuple[str, dict[str, Any]]] = [
    (rule, case) for rule in RULES for case in yaml.safe_load((FOLDER / f"{rule}.yaml").read_text(encoding="utf-8"))
]


@pytest.fixture(scope="module")
def matcher(tmp_path_factory: pytest.TempPathFactory) -> Matcher:
    path = tmp_path_factory.mktemp("toy") / "toy.yaml"
    path.write_text(TOY, encoding="utf-8")
    return Matcher(load(str(path)))


def shown(finding: Finding) -> str:
    return f"{finding.rule} {finding.severity} {finding.found or '-'}"


def run(matcher: Matcher, rule: str, text: str, source: str | None = None, region: str | None = None) -> Report:
    draft = parse(Decoded(text, "utf-8"), "draft.md", suffix=".md")
    original = parse(Decoded(source, "utf-8"), "source.md", suffix=".md") if source else None
    return check(draft, matcher, source=original, region=region, rules=[rule])


@pytest.mark.parametrize(("rule", "case"), CASES, ids=[f"{r}: {c['label']}" for r, c in CASES])
def test_rule(matcher: Matcher, rule: str, case: dict[str, Any]) -> None:
    report = run(matcher, rule, case["draft"], case.get("source"), case.get("region"))
    assert [shown(f) for f in report.findings] == case["found"]


def test_a_fix_mends_what_is_found(matcher: Matcher) -> None:
    (one,) = run(matcher, "misconversion", "美國宣布新的製裁。").findings
    assert one.fix is not None and (one.fix.column, one.fix.end_column, one.fix.text) == (7, 9, "制裁")
    (two,) = run(matcher, "mixed-script", "這是国家的政策與這裡的經濟問題。").findings
    assert two.fix is not None and two.fix.text == "國家"


def test_one_character_that_may_be_several_has_no_fix(matcher: Matcher) -> None:
    (finding,) = run(matcher, "mixed-script", "這是发的問題，與這裡的經濟政策無關。").findings
    assert finding.fix is None and finding.expected


def test_a_near_duplicate_points_to_the_other(matcher: Matcher) -> None:
    report = run(matcher, "near-duplicate", "記者徐葳婷報導。\n\n徐葳婷指出。\n\n記者徐薇婷報導。")
    (finding,) = report.findings
    assert (finding.line, finding.expected, finding.related[0].line) == (5, ("徐葳婷",), 1)


def test_a_draft_that_is_still_the_source_is_one_finding(matcher: Matcher) -> None:
    source = "\n\n".join(f"第{n}段談到供應鏈與去風險的問題，內容十分複雜。" for n in "一二三四五六七八")
    findings = run(matcher, "untranslated", source, source).findings
    assert [(f.line, f.severity) for f in findings] == [(1, "error")]
    assert "8 of 8" in findings[0].message


def test_a_few_paragraphs_that_are_still_the_source_are_reported_each(matcher: Matcher) -> None:
    text = "\n\n".join(["The government said more about trade and security than before."] * 6)
    text = text.replace("before.\n", "before.\n\n供應鏈與去風險的問題，內容十分複雜。\n", 1)
    findings = run(matcher, "untranslated", text).findings
    assert [(f.line, f.severity) for f in findings] == [(3, "error")]
