"""Whole commands: what they print, to the letter, and their exit codes (tests/golden/commands.txt)."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from zhengming.cli import main

ROOT = Path(__file__).parents[1]
FOLDER = Path(__file__).parent / "golden"
CASES = [
    line.split(" ", 2)
    for line in (FOLDER / "commands.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
# What is piped or pasted, whatever its width.
FOR_PROGRAMS = {"json", "jsonl", "schema", "html", "prompt"}


@pytest.mark.parametrize(("name", "code", "command"), CASES, ids=[c[0] for c in CASES])
def test_command(
    name: str,
    code: str,
    command: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "80")
    assert main(shlex.split(command)) == int(code)
    printed = capsys.readouterr()
    shown = printed.out + (f"--- stderr\n{printed.err}" if printed.err else "")
    expected = FOLDER / f"{name}.out"
    if request.config.getoption("--update-golden"):
        expected.write_text(shown, encoding="utf-8")
    assert shown == expected.read_text(encoding="utf-8")


def test_no_output_without_a_command() -> None:
    named = {c[0] for c in CASES}
    assert {p.stem for p in FOLDER.glob("*.out")} == named


@pytest.mark.parametrize("name", [c[0] for c in CASES if not FOR_PROGRAMS & {*c[0].split("-")}])
def test_outputs_fit_a_terminal_of_80_columns(name: str) -> None:
    from wcwidth import wcswidth

    lines = (FOLDER / f"{name}.out").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if wcswidth(line) > 80] == []
