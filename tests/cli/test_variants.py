"""`zhengming variants` for words and for running text."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from zhengming.cli import main

SPAN = ["doc", "line", "column", "end_line", "end_column", "where", "found", "kind", "forms", "note"]


def printed(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> tuple[str, str]:
    assert main(["variants", *arguments]) == code
    captured = capsys.readouterr()
    return captured.out, captured.err


@pytest.fixture
def draft(tmp_path: Path) -> str:
    path = tmp_path / "draft.txt"
    path.write_text("總統川普訪問。\n\n这个项目的软件质量。\n", encoding="utf-8")
    return str(path)


def test_a_text_as_json(capsys: pytest.CaptureFixture[str], draft: str) -> None:
    spans = json.loads(printed(capsys, "--text", draft, "--format", "json")[0])
    assert [list(span) for span in spans] == [SPAN] * len(spans)
    assert [(s["line"], s["column"], s["found"]) for s in spans] == [
        (1, 3, "川普"),
        (3, 3, "项目"),
        (3, 6, "软件"),
        (3, 8, "质量"),
    ]
    lines = Path(draft).read_text(encoding="utf-8").splitlines()
    assert all(lines[s["line"] - 1][s["column"] - 1 : s["end_column"] - 1] == s["found"] for s in spans)
    assert spans[3]["forms"]["zh-TW"] == {"form": "質量", "how": "table", "sure": False, "alternatives": ["品質"]}


def test_a_text_as_a_table(capsys: pytest.CaptureFixture[str], draft: str) -> None:
    out = printed(capsys, "--text", draft)[0]
    assert "品質" in out
    assert "質量 ? (品質)" in out


def test_one_region(capsys: pytest.CaptureFixture[str], draft: str) -> None:
    out = printed(capsys, "--text", draft, "--region", "tw")[0]
    assert "川普" not in out
    assert "軟體" in out
    assert "Mainland" not in out
    assert "Mainland" not in printed(capsys, "软件", "--region", "hk")[0]


def test_standard_input(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("软件".encode()), encoding="utf-8"))
    out = printed(capsys, "--text", "-", "--format", "json")[0]
    assert [span["found"] for span in json.loads(out)] == ["软件"]


def test_nothing_differs(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "quiet.txt"
    path.write_text("政府支持合作。", encoding="utf-8")
    assert printed(capsys, "--text", str(path))[0] == "no words that differ\n"
    assert json.loads(printed(capsys, "--text", str(path), "--format", "json")[0]) == []


def test_a_missing_file_is_told_and_the_others_are_read(capsys: pytest.CaptureFixture[str], draft: str) -> None:
    out, err = printed(capsys, "--text", "nowhere.txt", "--text", draft, "--format", "json", code=2)
    assert "nowhere.txt" in err
    assert len(json.loads(out)) == 4


@pytest.mark.parametrize("arguments", [(), ("软件", "--text", "-")])
def test_words_or_a_text(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]) -> None:
    assert "--text" in printed(capsys, *arguments, code=2)[1]
