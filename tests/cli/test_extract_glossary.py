"""`extract --glossary`: a named glossary is evidence; without one none is used."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from zhengming.cli import main

GLOSSARY = """format: zhengming/1
concepts:
  - {id: qualified-widget, en: qualified widget, zh-Hant: 甲乙零件, zh-Hans: 甲乙零件}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("工廠停產甲乙零件（qualified widgets）。\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("各國尋求去風險（de-risking）。\n", encoding="utf-8")
    (tmp_path / "terms.yaml").write_text(GLOSSARY, encoding="utf-8")
    return tmp_path


def rows(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_its_terms_are_evidence(jobs: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["extract", "--format", "jsonl", "--glossary", "terms.yaml", "--jobs", jobs, "a.txt", "b.txt"]
    assert main(command) == 0
    first, second = rows(capsys)
    assert (first["zh"], first["en"]) == ("甲乙零件", "qualified widgets")
    assert "the glossary has the two as one concept" in first["why"]  # type: ignore[operator]
    assert second["zh"] == "去風險"


def test_no_glossary_is_used_unless_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """./glossary is the default of the other commands."""
    (folder / "glossary").mkdir()
    (folder / "terms.yaml").rename(folder / "glossary/terms.yaml")
    assert main(["extract", "--format", "jsonl", "a.txt"]) == 0
    assert "glossary" not in str(rows(capsys)[0]["why"])


def test_the_glossary_of_into_is_named_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (folder / "terms.yaml").read_bytes()
    assert main(["extract", "--into", "terms.yaml", "a.txt", "b.txt"]) == 0
    assert "1 new, 1 known" in capsys.readouterr().out
    assert (folder / "terms.yaml").read_bytes() == before


def test_a_broken_glossary_is_one_sentence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "terms.yaml").write_text("format: zhengming/1\nconcepts:\n\t- x\n", encoding="utf-8")
    assert main(["extract", "--glossary", "terms.yaml", "a.txt", "b.txt"]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1 and "terms.yaml:3" in err
