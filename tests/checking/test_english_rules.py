"""Spelling, glosses and first mentions: what each rule catches, and as many near misses where it is quiet."""

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
from zhengming.model import FirstMention, Profile

FOLDER = Path(__file__).parents[1] / "cases/checking"
RULES = ("spelling-variant", "gloss-mismatch", "first-mention")
GLOSSARY = """format: zhengming/1
concepts:
  - {id: entity-list, en: Entity List, zh: 實體清單}
  - {id: supply-chain, en: supply chain, zh: 供應鏈}
  - {id: de-risking, en: de-risking, zh: 去風險}
  - {id: decoupling, en: decoupling, zh: 脫鉤}
  - {id: antitrust, en: antitrust, zh: 反壟斷}
  - {id: wto, kind: organization, en: World Trade Organization, zh: 世界貿易組織}
  - {id: defence-white-paper, en: defence white paper, zh: 國防白皮書}
  - {id: communique, kind: document, en: G7 Leaders' Communiqué, zh: 《G7領袖公報》}
  - id: artificial-intelligence
    en: [artificial intelligence, {term: AI, type: acronym}]
    zh-TW: 人工智慧
    zh-HK: 人工智能
    zh-CN: 人工智能
  - {id: blinken, kind: person, en: [Antony Blinken, {term: Blinken, type: short}], zh: 布林肯}
"""


def cases() -> list[tuple[str, dict[str, Any]]]:
    return [(rule, case) for rule in RULES for case in yaml.safe_load((FOLDER / f"{rule}.yaml").read_text("utf-8"))]


@pytest.fixture(scope="module")
def matcher(tmp_path_factory: pytest.TempPathFactory) -> Matcher:
    path = tmp_path_factory.mktemp("g") / "g.yaml"
    path.write_text(GLOSSARY, encoding="utf-8")
    return Matcher(load(str(path)))


@pytest.mark.parametrize(("rule", "case"), cases(), ids=[f"{r}: {c['label']}" for r, c in cases()])
def test_rule(matcher: Matcher, rule: str, case: dict[str, Any]) -> None:
    draft = parse(Decoded(case["draft"], "utf-8"), "draft.md", suffix=".md")
    style: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in case.get("style", {}).items()}
    profile = Profile(spelling=case.get("spelling", ""), first_mention=FirstMention(**style))
    report = check(draft, matcher, rules=[rule], profile=profile)
    usual = {"spelling-variant": "warning", "first-mention": "warning"}.get(rule)
    shown = [f.found if f.severity == usual else f"{f.severity} {f.found}" for f in report.findings]
    assert shown == case["found"]


@pytest.mark.parametrize("rule", RULES)
def test_there_are_as_many_quiet_cases(rule: str) -> None:
    found = [case["found"] for _, case in cases() if _ == rule]
    assert 2 * sum(not one for one in found) >= len(found)


@pytest.mark.parametrize(
    ("draft", "fixed"),
    [
        ("The ORGANISATION and its Programme.", "The ORGANIZATION and its Program."),
        ("New anti-trust rules, after the Communique.", "New antitrust rules, after the Communiqué."),
    ],
)
def test_a_fix_keeps_the_capitals(matcher: Matcher, draft: str, fixed: str) -> None:
    document = parse(Decoded(draft, "utf-8"), "draft.txt")
    report = check(document, matcher, rules=["spelling-variant"], profile=Profile(spelling="en-US"))
    text = draft
    for finding in reversed(report.findings):
        assert finding.fix
        text = text[: finding.fix.column - 1] + finding.fix.text + text[finding.fix.end_column - 1 :]
    assert text == fixed
