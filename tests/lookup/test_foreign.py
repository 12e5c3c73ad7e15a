"""Words of a running text that its region does not say. The cases are data: tests/cases/language/foreign.jsonl."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from zhengming.lookup.variants import Wordings
from zhengming.model import Concept, Glossary, Term

ROOT = Path(__file__).parents[2]
CASES = [
    json.loads(line) for line in (ROOT / "tests/cases/language/foreign.jsonl").read_text(encoding="utf-8").splitlines()
]
WORDINGS = Wordings(Glossary(()))


def raised(text: str, tag: str, wordings: Wordings = WORDINGS, *, stance: bool = False) -> list[str]:
    return [text[start:end] for start, end, _ in wordings.foreign(text, tag, stance=stance)]


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_a_sentence(case: dict[str, Any]) -> None:
    assert raised(case["text"], case["region"]) == case["raised"]


def test_there_are_enough_cases() -> None:
    assert sum(not case["raised"] for case in CASES) >= 60
    assert sum(bool(case["raised"]) for case in CASES) >= 60
    assert {case["region"] for case in CASES} == {"zh-TW", "zh-HK", "zh-CN"}


def test_both_words_for_one_are_proposed() -> None:
    [(_, _, found)] = WORDINGS.foreign("這段視頻很長", "zh-TW")
    assert set(found.instead) == {"影片", "視訊"}


def test_a_stance_is_raised_on_request() -> None:
    assert raised("朝鮮發表聲明", "zh-TW") == []
    assert raised("朝鮮發表聲明", "zh-TW", stance=True) == ["朝鮮"]


def test_what_the_glossary_says_is_not_foreign() -> None:
    mine = Concept("chip", (Term("芯片", "zh-TW"),))
    assert raised("芯片供應", "zh-TW", Wordings(Glossary((mine,)))) == []
