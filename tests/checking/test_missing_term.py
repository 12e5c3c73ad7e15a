"""What stands instead of a term, what is missing, and what only looks so; in both directions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from zhengming.checking import check
from zhengming.checking.locate import unanswered
from zhengming.checking.near import is_near, near_to
from zhengming.documents import parse
from zhengming.files.decode import Decoded
from zhengming.glossary.read import load
from zhengming.matching import Matcher

FOLDER = Path(__file__).parents[1] / "cases/checking"
CASES: list[dict[str, Any]] = yaml.safe_load((FOLDER / "missing-term.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(load(str(FOLDER / "terms.yaml")))


@pytest.mark.parametrize("case", CASES, ids=[c["label"] for c in CASES])
def test_missing_term(matcher: Matcher, case: dict[str, Any]) -> None:
    draft = parse(Decoded(case["draft"], "utf-8"), "draft.md", suffix=".md")
    source = parse(Decoded(case["source"], "utf-8"), "source.md", suffix=".md")
    report = check(draft, matcher, source=source, rules=["missing-term"])
    assert [f"{f.severity} {f.found or '-'}" for f in report.findings] == case["found"]


def test_as_many_quiet_cases_as_loud_ones() -> None:
    loud = sum(bool(case["found"]) for case in CASES)
    assert loud >= 60
    assert len(CASES) - loud >= 60


def test_words_near_in_sense() -> None:
    assert is_near("coerced", frozenset(["force"]))
    assert is_near("employment", frozenset(["hire"]))
    assert is_near("connection", frozenset(["interconnection"]))
    assert not is_near("harbor", frozenset(["policy"]))
    assert "coerce" in near_to(frozenset(["force"]))


def test_the_place_that_no_rendering_answers() -> None:
    assert unanswered([0.1, 0.8], [0.15]) == [0.8]
    assert unanswered([0.1, 0.8], []) == [0.1, 0.8]
    assert unanswered([0.1], [0.7]) == [0.1]
