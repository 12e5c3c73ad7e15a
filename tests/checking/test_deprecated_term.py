"""Forms to avoid, and what comes in their place."""

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
from zhengming.model import Finding

FOLDER = Path(__file__).parents[1] / "cases/checking"
CASES: list[dict[str, Any]] = yaml.safe_load((FOLDER / "deprecated-term.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(load(str(FOLDER / "terms.yaml")))


def shown(finding: Finding) -> str:
    return f"{finding.found} -> {finding.fix.text if finding.fix else 'none'}"


@pytest.mark.parametrize("case", CASES, ids=[c["label"] for c in CASES])
def test_deprecated_term(matcher: Matcher, case: dict[str, Any]) -> None:
    draft = parse(Decoded(case["draft"], "utf-8"), "draft.md", suffix=".md")
    source = parse(Decoded(case["source"], "utf-8"), "source.md", suffix=".md") if "source" in case else None
    report = check(draft, matcher, source=source, rules=["deprecated-term"])
    assert [shown(f) for f in report.findings] == case["found"]


def test_as_many_quiet_cases_as_loud_ones() -> None:
    loud = sum(bool(case["found"]) for case in CASES)
    assert len(CASES) - loud >= loud
