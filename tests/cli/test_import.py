"""`zhengming import` through the front door: what it prints, what it writes, how it ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhengming.cli import main

TABLE = "英文,中文,備註,頁碼\nde-risking,去風險,a policy,1\ntariff,關稅,,2\nlonely,,,3\n"
GLOSSARY = "format: zhengming/1\nconcepts:\n  - {id: de-risking, en: de-risking, zh-Hant: 降低風險}\n"


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "client.csv").write_text(TABLE, encoding="utf-8")
    return tmp_path


def test_what_a_file_holds(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "client.csv"]) == 0
    told = capsys.readouterr()
    assert told.out == (
        "client.csv: 2 entries (CSV)\n"
        "columns: 英文 → en · 中文 → zh · 備註 → note · 頁碼 left out\n"
        "\n"
        "English     Chinese\n"
        "----------  ----------------\n"
        "de-risking  去風險 (zh-Hant)\n"
        "tariff      關稅 (zh-Hant)\n"
    )
    assert told.err == "zhengming: note: client.csv: 1 entry without Chinese\n"
    assert [p.name for p in table.iterdir()] == ["client.csv"]


def test_proposals_and_conflicts(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (table / "mine.yaml").write_text(GLOSSARY, encoding="utf-8")
    assert main(["import", "client.csv", "--into", "mine.yaml"]) == 0
    assert capsys.readouterr().out.splitlines()[2:] == [
        "mine.proposed.yaml: 2 new, 0 known already or rejected",
        "",
        "1 conflict; nothing was changed there:",
        "  de-risking: the glossary (de-risking) has 降低風險, the file 去風險",
    ]
    written = (table / "mine.proposed.yaml").read_bytes()
    assert main(["import", "client.csv", "--into", "mine.yaml"]) == 0
    assert "mine.proposed.yaml: 0 new, 2 known already or rejected\n" in capsys.readouterr().out
    assert (table / "mine.proposed.yaml").read_bytes() == written
    assert (table / "mine.yaml").read_text(encoding="utf-8") == GLOSSARY


def test_strict_and_verbose(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "client.csv", "--strict", "-v"]) == 1
    assert "zhengming: note: 1 entry without Chinese: row 4\n" in capsys.readouterr().err
    (table / "whole.csv").write_text("英文,中文\ntariff,關稅\n", encoding="utf-8")
    assert main(["import", "whole.csv", "--strict"]) == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["gone.csv"], "gone.csv: there is no such file (check the path)"),
        (["client.csv", "--format", "tbx"], "client.csv: its XML is damaged"),
        (["client.csv", "--format", "tbxx"], "there is no format 'tbxx' to import (did you mean 'tbx'?)"),
        (["client.csv", "--column", "zh"], "--column zh names no column (like --column zh=譯名, or --column zh=2)"),
        (["client.csv", "--column", "zh=譯名"], "there is no column '譯名' (the columns are 英文, 中文, 備註, 頁碼)"),
        ([], "the argument FILE is missing"),
    ],
)
def test_what_cannot_be_done(
    arguments: list[str], sentence: str, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", *arguments]) == 2
    told = capsys.readouterr()
    assert sentence in told.err
    assert told.err.count("\n") == 1
    assert not told.out


def test_text_of_a_file_cannot_move_the_cursor(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (table / "evil.csv").write_text("en,zh,\x1b]0;x\ntar\x1b[2Jiff,關\u202e稅,x\n", encoding="utf-8")
    assert main(["import", "evil.csv", "--into", "mine.yaml"]) == 0
    assert main(["import", "evil.csv"]) == 0
    told = capsys.readouterr()
    assert "\x1b" not in told.out + told.err and "\u202e" not in told.out + told.err


def test_the_formats_stand_in_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "--help"]) == 0
    told = capsys.readouterr().out
    for name in ("tbx", "tmx", "csv", "tsv", "xlsx", "markdown", "omegat", "memoq", "multiterm", "cedict"):
        assert f"\n  {name} " in told
