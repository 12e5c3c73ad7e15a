"""`lint` as a command: exit codes, JSON in the keys of `check`, --diff and --fix."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from zhengming.cli import main

HEAD = "format: zhengming/1\nconcepts:\n"
QUIET = HEAD + "  - {id: a, en: chip, zh-Hant: 晶片, zh-Hans: 晶片}\n"
INFO = QUIET + "  - {id: b, en: chip maker, zh-Hant: 製造商}\n"
WARNING = QUIET + "  - {en: wafer, zh: 晶圓}  # x\n"


def file(folder: Path, text: str) -> str:
    path = folder / "g.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        (QUIET, [], 0),
        (INFO, [], 0),
        (INFO, ["--fail-on", "info"], 1),
        (WARNING, [], 1),
        (WARNING, ["--fail-on", "error"], 0),
        (WARNING, ["--fail-on", "never"], 0),
        (WARNING, ["--diff"], 1),
        (QUIET, ["--diff"], 0),
        (WARNING, ["--fix"], 0),
        (HEAD + "  - {id: a}\n", [], 2),
        (WARNING, ["--diff", "--format", "json"], 2),
    ],
)
def test_exit_codes(text: str, options: list[str], code: int, tmp_path: Path) -> None:
    assert main(["lint", "--glossary", file(tmp_path, text), *options]) == code


def test_the_json_has_the_keys_of_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = file(tmp_path, WARNING)
    main(["lint", "-g", path, "--format", "json"])
    linted = json.loads(capsys.readouterr().out)
    (tmp_path / "draft.md").write_text("a chip, the Chip\n", encoding="utf-8")
    main(["check", str(tmp_path / "draft.md"), "-g", path, "--format", "json"])
    checked = json.loads(capsys.readouterr().out)
    assert set(linted) == set(checked) and set(linted["summary"]) == set(checked["summary"])
    [finding] = linted["findings"]
    assert set(finding) == {
        *("rule", "severity", "path", "line", "column", "end_line", "end_column", "where", "segment", "found"),
        *("expected", "concept", "source_term", "source_path", "source_line", "source_column", "message"),
        *("related", "fix", "fingerprint"),
    }
    assert (finding["rule"], finding["line"], finding["column"], finding["found"]) == ("missing-id", 4, 10, "wafer")
    assert finding["fix"] == {"line": 4, "column": 6, "end_line": 4, "end_column": 6, "text": "id: wafer, "}
    assert linted["summary"]["by_rule"] == {"missing-id": 1}


def test_a_diff_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = file(tmp_path, WARNING)
    assert main(["lint", "-g", path, "--diff", "--fix"]) == 1
    out = capsys.readouterr().out
    assert "-  - {en: wafer, zh: 晶圓}  # x\n+  - {id: wafer, en: wafer, zh: 晶圓}  # x\n" in out
    assert Path(path).read_text(encoding="utf-8") == WARNING


def test_mending_says_how_much(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = file(tmp_path, WARNING)
    assert main(["lint", "-g", path, "--fix"]) == 0
    assert capsys.readouterr() == ("0 findings in 2 concepts.\n", "mended 1 fault\n")
    assert Path(path).read_text(encoding="utf-8") == WARNING.replace("{en: wafer", "{id: wafer, en: wafer")


def test_the_built_in_glossary_is_not_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["lint", "--fix"]) == 2
    assert "the built-in glossary is not yours to mend" in capsys.readouterr().err
    assert main(["lint"]) == 0
