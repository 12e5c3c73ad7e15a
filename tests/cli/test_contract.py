"""Every machine format against the keys of the design: a key may not vanish, nor appear by accident."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from zhengming.cli import main

ROOT = Path(__file__).parents[2]
CHAPTER = str(ROOT / "seeds/indsr-2023-chapter-6.txt")
DRAFT = str(ROOT / "examples/draft.en.md")

PAIR = "doc line column offset where zh en acronym expansion kind confidence alternatives why".split()
FINDING = (
    "rule severity path line column end_line end_column where segment found expected concept source_term source_path "
    "source_line source_column message related fix fingerprint"
).split()
SUMMARY = "segments checked unsure findings by_rule".split()
RESULT = "concept how score terms pinyin zhuyin definition evidence".split()
MENTION = "doc line column end_line end_column found concept language terms".split()
FORM = "form how sure alternatives".split()
TAGS = "en zh-Hant zh-Hans zh-TW zh-HK zh-CN".split()


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    main(list(arguments))
    return capsys.readouterr().out


def test_extract(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [json.loads(line) for line in printed(capsys, "extract", "--format", "jsonl", CHAPTER).splitlines()]
    text = Path(CHAPTER).read_text(encoding="utf-8")
    assert rows
    for row in rows:
        assert list(row) == PAIR
        assert row["doc"] == CHAPTER
        assert text[row["offset"]] == "（"
        assert text.splitlines()[row["line"] - 1][row["column"] - 1 :].startswith(row["zh"][0])
        assert 0 <= row["confidence"] <= 1
        assert row["where"] is None
        assert row["kind"] in ("term", "person", "organization", "document", "acronym", "quote", "alias")
        assert all(list(a) == ["zh", "en", "confidence"] for a in row["alternatives"])
        assert all(isinstance(w, str) for w in row["why"]) and row["why"]


def test_check(capsys: pytest.CaptureFixture[str]) -> None:
    data = json.loads(printed(capsys, "check", DRAFT, "--source", CHAPTER, "--format", "json"))
    assert list(data) == ["findings", "summary"]
    assert list(data["summary"]) == SUMMARY
    assert data["summary"]["findings"] == len(data["findings"])
    lines = Path(DRAFT).read_text(encoding="utf-8").splitlines()
    for finding in data["findings"]:
        assert list(finding) == FINDING
        assert finding["severity"] in ("error", "warning", "info")
        place = lines[finding["line"] - 1][finding["column"] - 1 : finding["end_column"] - 1]
        assert finding["found"] in (None, place)
        assert finding["expected"] and all(isinstance(e, str) for e in finding["expected"])
        assert all(list(r) == ["path", "line", "column", "found"] for r in finding["related"])


def test_lookup(capsys: pytest.CaptureFixture[str]) -> None:
    data = json.loads(printed(capsys, "lookup", "--format", "json", "去風險", "photosynthesis"))
    assert [list(d) for d in data] == [["query", "results"]] * 2
    assert [len(d["results"]) for d in data] == [1, 0]
    result = data[0]["results"][0]
    assert list(result) == RESULT
    assert list(result["terms"]) == TAGS
    assert all(list(e) == ["source", "at", "quote"] for e in result["evidence"])


def test_annotate(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [json.loads(line) for line in printed(capsys, "annotate", "--format", "jsonl", DRAFT).splitlines()]
    lines = Path(DRAFT).read_text(encoding="utf-8").splitlines()
    for row in rows:
        assert list(row) == MENTION
        assert lines[row["line"] - 1][row["column"] - 1 : row["end_column"] - 1] == row["found"]
        assert list(row["terms"]) == TAGS


def test_variants(capsys: pytest.CaptureFixture[str]) -> None:
    data = json.loads(printed(capsys, "variants", "--format", "json", "芯片", "计划"))
    assert [d["query"] for d in data] == ["芯片", "计划"]
    for one in data:
        assert list(one["forms"]) == ["zh-TW", "zh-HK", "zh-CN"]
        for form in one["forms"].values():
            assert list(form) == FORM
            assert form["how"] in ("entry", "table", "phrases", "characters")


def test_schema(capsys: pytest.CaptureFixture[str]) -> None:
    schema: dict[str, Any] = json.loads(printed(capsys, "schema"))
    Draft202012Validator.check_schema(schema)
    assert set(schema["properties"]) == {"format", "title", "sources", "concepts"}
