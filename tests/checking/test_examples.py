"""The examples: the planted faults are found, all of them and nothing else; the clean translation is quiet."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from zhengming.checking import check
from zhengming.documents import read
from zhengming.glossary.read import load
from zhengming.matching import Matcher

ROOT = Path(__file__).parents[2]
CHAPTER = str(ROOT / "seeds/indsr-2023-chapter-6.txt")


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(load(str(ROOT / "glossary")))


def test_the_planted_faults_are_found_and_nothing_else(matcher: Matcher) -> None:
    planted = json.loads((ROOT / "examples/planted.json").read_text(encoding="utf-8"))
    report = check(read(str(ROOT / "examples/draft.en.md")), matcher, source=read(CHAPTER))
    found = [(f.rule, f.line, f.found, f.concept) for f in report.findings]
    assert len(planted) >= 12
    assert sorted(found, key=repr) == sorted(
        ((p["rule"], p["line"], p["found"], p["concept"]) for p in planted), key=repr
    )
    assert report.unsure == 0
    expected = {(f.concept, f.rule): f.expected for f in report.findings}
    assert all(p["expected"] in expected[p["concept"], p["rule"]] for p in planted)


def test_the_clean_draft_is_quiet(matcher: Matcher) -> None:
    report = check(read(str(ROOT / "examples/clean.en.md")), matcher, source=read(CHAPTER))
    assert report.findings == ()
    assert report.checked == 5
