"""Texts with the pairs they must give, and texts that must give none: tests/cases/extraction."""

import json
from pathlib import Path
from typing import Any

import pytest

from zhengming.documents import parse
from zhengming.extraction import extract
from zhengming.files.decode import Decoded
from zhengming.model import Pair

CASES = Path(__file__).parents[1] / "cases" / "extraction"


def cases(name: str) -> list[Any]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [pytest.param(case, id=case["label"]) for case in map(json.loads, lines)]


def pairs_of(text: str) -> list[Pair]:
    return list(extract(parse(Decoded(text, "utf-8"), "case.md", suffix=".md")))


def wanted(case: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [(p["zh"], p["en"], p["acronym"]) for p in case["pairs"]]


@pytest.mark.parametrize("case", cases("found.jsonl"))
def test_found(case: dict[str, Any]) -> None:
    assert [(p.zh, p.en, p.acronym) for p in pairs_of(case["text"])] == wanted(case)


@pytest.mark.parametrize("case", cases("quiet.jsonl"))
def test_quiet(case: dict[str, Any]) -> None:
    assert [(p.zh, p.en) for p in pairs_of(case["text"])] == []


@pytest.mark.xfail(strict=True, reason="known failures, see the label")
@pytest.mark.parametrize("case", cases("failing.jsonl"))
def test_known_failures(case: dict[str, Any]) -> None:
    assert [(p.zh, p.en, p.acronym) for p in pairs_of(case["text"])] == wanted(case)


def test_there_are_as_many_quiet_cases_as_found_ones() -> None:
    assert len(cases("quiet.jsonl")) >= len(cases("found.jsonl"))
