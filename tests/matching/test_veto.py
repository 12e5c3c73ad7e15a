"""Where a wording's characters stand and the term does not; and as many places where it does stand."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from zhengming.matching import Matcher
from zhengming.model import Concept, Glossary, Term

PATH = Path(__file__).parents[1] / "cases/matching/veto.jsonl"
CASES: list[dict[str, Any]] = [json.loads(line) for line in PATH.read_text(encoding="utf-8").splitlines()]
VETOED = [case for case in CASES if not case["stands"]]


def concept(wording: str) -> Concept:
    """A concept with one wording: in capitals it is an acronym."""
    language = "zh" if re.search("[\u4e00-\u9fff]", wording) else "en"
    kind = "acronym" if language == "en" and re.fullmatch("[0-9A-Z]+", wording) else "full"
    return Concept(wording, (Term(wording, language, type=kind),))


def found(case: dict[str, Any]) -> set[str]:
    wordings = [case["term"], *case.get("beside", ())]
    return {c for m in Matcher(Glossary(tuple(map(concept, wordings)))).find(case["text"]) for c in m.concepts}


@pytest.mark.parametrize("case", CASES, ids=[f"{c['term']} in {c['text']}" for c in CASES])
def test_it_stands_or_not(case: dict[str, Any]) -> None:
    assert (case["term"] in found(case)) is case["stands"], case["label"]


@pytest.mark.parametrize("case", [c for c in VETOED if "beside" in c], ids=lambda c: f"{c['term']} in {c['text']}")
def test_the_longest_term_stands_instead(case: dict[str, Any]) -> None:
    assert found(case) == {case["beside"][-1]}


def test_there_are_enough_of_both() -> None:
    assert len(VETOED) >= 63
    assert len(CASES) - len(VETOED) >= 63


def test_no_case_stands_twice() -> None:
    assert len({(c["text"], c["term"]) for c in CASES}) == len(CASES)
