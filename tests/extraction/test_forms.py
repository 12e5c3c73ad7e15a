"""Every form of gloss that issue 3 names, and what is none: tests/cases/extraction/forms.jsonl."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from zhengming.documents import parse
from zhengming.extraction import extract
from zhengming.files.decode import Decoded

FORMS = Path(__file__).parents[1] / "cases" / "extraction" / "forms.jsonl"
CASES = [json.loads(line) for line in FORMS.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=[f"{c['form']}: {c['text'][:24]}" for c in CASES])
def test_form(case: dict[str, Any]) -> None:
    found = list(extract(parse(Decoded(case["text"], "utf-8"), "case.md", suffix=".md")))
    assert [(p.zh, p.en, p.acronym) for p in found] == [(p["zh"], p["en"], p["acronym"]) for p in case["pairs"]]
    kinds = [(p.kind, wanted["kind"]) for p, wanted in zip(found, case["pairs"], strict=True)]
    assert all(wanted in (None, kind) for kind, wanted in kinds)


def test_every_form_has_its_cases() -> None:
    """The list of issue 3, item 2, word by word."""
    forms = Counter(c["form"] for c in CASES)
    named = """full-width brackets; half-width brackets; mixed brackets; nested brackets;
    gloss outside 「」; gloss inside 「」; gloss outside 《》; gloss inside 《》; gloss outside “”;
    gloss inside “”; gloss outside ‘’; gloss inside ‘’;
    emphasis around the Chinese; emphasis around the English; emphasis around both; a link around the Chinese;
    a link around the English; a link around both; full form, acronym; acronym, full form;
    two glosses in one parenthesis; 英文：; 原文為; 簡稱; 以下簡稱; 下稱; English（中文）; English text, pinyin;
    English text, explanation; English text, hyphen U+2010; English text, hyphen U+2011; English text, left edge;
    a list item; a table cell; digits inside; Latin inside; · inside; quotes inside; commas inside; coordination;
    a title before; a title after; a quoted clause; years on the English side; 的 inside; 和 inside;
    a country that the gloss lacks; a title on the English side; a year; a citation; a source; an aside; a unit;
    a count; a code; an aside in English text"""
    assert {f.strip() for f in named.split(";")} - {*forms, "a unit"} == set()
    assert forms["a unit"]
