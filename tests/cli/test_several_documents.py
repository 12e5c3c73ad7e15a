"""`extract` on several documents: one looks them up in the other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from zhengming.cli import main

TEXTS = {
    "a.txt": "各國尋求去風險（de-risking）與脫鉤（decoupling）。發展網宇實體系統（Cyber-Physical System, CPS）。",
    "b.txt": "歐洲談風險降低（de-risking），也重視網宇實體系統（CPS）。",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_term_in_two_ways_is_shown_with_its_places(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", "a.txt", "b.txt"]) == 0
    tables, conflicts = capsys.readouterr().out.split("the same term in two ways:\n")
    assert "a.txt: 3 pairs" in tables and "b.txt: 2 pairs" in tables
    assert conflicts == "\nde-risking\n  去風險 a.txt:1:5\n  風險降低 b.txt:1:4\n"


@pytest.mark.parametrize("paths", [["a.txt"], ["a.txt", "a.txt"]])
def test_one_document_has_no_such_section(paths: list[str], folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", *paths]) == 0
    assert "two ways" not in capsys.readouterr().out


def test_rows_stay_one_per_occurrence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", "--format", "jsonl", "."]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(r["en"], r["acronym"], r["expansion"]) for r in rows] == [
        ("de-risking", None, None),
        ("decoupling", None, None),
        ("Cyber-Physical System", "CPS", None),
        ("de-risking", None, None),
        ("CPS", None, "Cyber-Physical System"),
    ]
