"""The examples: the planted faults are found, all of them and nothing else; the clean translation is quiet."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from zhengming.checking import check
from zhengming.documents import parse, read
from zhengming.files.decode import Decoded
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


@pytest.mark.parametrize("length", [400, 900, 1500, 2300, 2900, 3300, 4000])
def test_an_unfinished_draft_is_quiet(matcher: Matcher, length: int) -> None:
    text = (ROOT / "examples/clean.en.md").read_text(encoding="utf-8")[:length]
    draft = parse(Decoded(text, "utf-8"), "unfinished.md", suffix=".md")
    findings = check(draft, matcher, source=read(CHAPTER)).findings
    assert [(f.rule, f.found, f.source_term) for f in findings if f.severity != "info"] == []


@pytest.mark.parametrize("line", [2, 4, 8])
def test_a_paragraph_alone_finds_its_place(matcher: Matcher, line: int) -> None:
    text = (ROOT / "examples/clean.en.md").read_text(encoding="utf-8").splitlines()[line]
    report = check(parse(Decoded(text, "utf-8"), "part.md", suffix=".md"), matcher, source=read(CHAPTER))
    assert (report.findings, report.checked) == ((), 1)
