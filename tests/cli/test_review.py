"""`review`: one key a decision, from a terminal or line by line; nothing lost whatever ends it."""

from __future__ import annotations

import fcntl
import io
import os
import pty
import select
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from zhengming.cli import main
from zhengming.glossary.pending import pending
from zhengming.glossary.read import load

TEXT = """\
各國尋求去風險（de-risking）與脫鉤（decoupling），並談應對經濟脅迫（economic coercion）。

發展人工智慧（artificial intelligence），以及韌性（resilience）。
"""
RUN = [sys.executable, "-c", "from zhengming.cli import run; run()"]
HOUSE = """\
format: zhengming/1
concepts:
  - {id: artificial-intelligence, en: [artificial intelligence, AI], zh-TW: 人工智慧, zh-CN: 人工智能}
  - {id: economic-pressure, en: economic pressure, zh-Hant: 經濟壓力}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "mine.yaml").write_text(HOUSE, encoding="utf-8")
    assert main(["extract", "--into", "mine.yaml", "report.txt"]) == 0
    capsys.readouterr()
    return tmp_path


def review(keys: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    monkeypatch.setattr("sys.stdin", io.StringIO(keys))
    assert main(["review", "mine.yaml"]) == 0
    return capsys.readouterr().out


def waiting() -> list[str]:
    return [p.concept.id for p in pending("mine.yaml")]


def test_what_a_person_sees(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    shown = review("s\ns\n", monkeypatch, capsys)
    first, _, third, _ = shown.split("\n[a e z m k g r s u A q ?] ")
    assert first.splitlines()[1].startswith("de-risking  (4 left)  ")
    for line in (
        "  English      de-risking",
        "  Traditional  去風險",
        "  Simplified   去风险      (derived)",
        "  Mainland     去风险      (derived by our table)",
        "  report.txt L1",
        "  各國尋求去風險（de-risking）與脫鉤",
    ):
        assert line in first
    assert "near: economic-pressure 經濟壓力 = economic pressure" in third
    assert shown.endswith("\n4 waiting\n")
    assert all(len(line) <= 80 for line in shown.splitlines())


def test_keys_line_by_line(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    third = next(p.concept for p in pending("mine.yaml") if "coercion" in p.concept.id)
    zh = "經濟脅迫" if third.preferred("zh-Hant") != "經濟脅迫" else "經濟強制"
    keys = f"a\nr\nz {zh}\ne economic coercions\nk org\ng\ntw=經濟脅迫術\na\nm economic-pressure\n"
    shown = review(keys, monkeypatch, capsys)
    assert shown.endswith("2 accepted, 1 rejected, 4 corrected, 1 merged, 0 waiting\n")
    made = {c.id: c for c in load("mine.yaml").concepts}
    assert list(made) == ["artificial-intelligence", "economic-pressure", "de-risking", "economic-coercions"]
    assert made["economic-coercions"].kind == "organization"
    assert made["economic-coercions"].preferred("zh-TW") == "經濟脅迫術"
    assert [t.text for t in made["economic-pressure"].designations("en")] == ["economic pressure", "resilience"]
    assert main(["review", "mine.yaml"]) == 0
    assert capsys.readouterr().out == "no proposals wait\n"
    assert main(["extract", "--into", "mine.yaml", "report.txt"]) == 0
    assert ": 0 new" in capsys.readouterr().out


def test_undo_and_skip(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    shown = review("a\nr\nm economic-pressure\ns\nu\nu\nu\nu\nu\nq\n", monkeypatch, capsys)
    assert [line for line in shown.splitlines() if "undo" in line] == [
        "that was the last one: u undoes it, any other key ends",
        "  undone: skipped",
        "  undone: merged",
        "  undone: rejected",
        "  undone: accepted",
        "  there is nothing to undo",
    ]
    assert shown.endswith("\n4 waiting\n")
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before


def test_resume_where_one_stopped(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    all_of_them = waiting()
    review("a\nq\n", monkeypatch, capsys)
    assert waiting() == all_of_them[1:]
    assert review("q\n", monkeypatch, capsys).splitlines()[1].startswith(all_of_them[1])


def test_accept_all_above_a_confidence(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    proposed = folder / "mine.proposed.yaml"
    told = iter([99, 80, 95])
    lines = [
        f"  - id: {line.split()[2]}  # {next(told, 97)}%, 1 place\n" if line.startswith("  - id:") else line
        for line in proposed.read_text(encoding="utf-8").splitlines(keepends=True)
    ]
    related = "".join(lines).replace("en: resilience", "en: resilience\n    related: [economic-pressure]")
    proposed.write_text(related, encoding="utf-8")
    first, second, third, fourth = waiting()
    shown = review("A\n95\nq\n", monkeypatch, capsys)
    assert "  2 accepted\n  1 left, whose Chinese or English another concept or proposal has\n" in shown
    assert waiting() == [second, fourth]
    assert [c.id for c in load("mine.yaml").concepts][2:] == [first, third]


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("x\nq\n", "  a  accept\n"),
        ("e 去風險\nq\n", "'去風險' is no English term"),
        ("z x\nq\n", "'x' is no Chinese term"),
        ("k planet\nq\n", "there is no kind 'planet'"),
        ("g xx=去風險\nq\n", "that is no region and form"),
        ("g tw\nq\n", "that is no region and form"),
        ("m economic-presure\nq\n", "did you mean 'economic-pressure'?"),
        ("A many\nq\n", "'many' is no percentage"),
        ("\n\nq\n", "  a  accept\n"),
        ("", "4 waiting"),
        ("e", "4 waiting"),
        ("\x1b[2Jx\nq\n", "⟨U+001B⟩[2Jx"),
    ],
)
def test_bad_keys_change_nothing(
    keys: str, said: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    assert said in review(keys, monkeypatch, capsys)
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before


def test_correcting_into_what_is_there(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = review("e economic pressure\nz 經濟壓力\nq\n", monkeypatch, capsys)
    assert "the glossary or its rejections have this pair already: the proposal is dropped" in shown
    assert len(waiting()) == 3


def test_no_proposals(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", str(tmp_path / "mine.yaml")]) == 2
    printed = capsys.readouterr()
    assert "mine.proposed.yaml: there is no such file of proposals" in printed.err
    assert printed.err.count("\n") == 1 and not printed.out


@pytest.mark.parametrize("name", ["mine.yaml", "mine.proposed.yaml", "mine.rejected.yaml"])
def test_a_broken_file(name: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / name).write_text("format: zhengming/1\nconcepts:\n\t- x\n", encoding="utf-8")
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    assert main(["review", "mine.yaml"]) == 2
    assert f"{name}:3: a tab where YAML wants spaces" in capsys.readouterr().err
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before


def test_the_proposals_may_be_named_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("a\n"))
    assert main(["review", "mine.proposed.yaml"]) == 0
    assert len(waiting()) == 3


def test_an_interrupt(folder: Path) -> None:
    process = subprocess.Popen([*RUN, "review", "mine.yaml"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin and process.stdout
    process.stdin.write(b"a\n")
    process.stdin.flush()
    seen = b""
    while seen.count(b"q ?] ") < 2:
        seen += os.read(process.stdout.fileno(), 65536)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)
    assert process.returncode == 130
    assert len(waiting()) == 3


def read_until(terminal: int, wanted: bytes) -> bytes:
    seen, end = b"", time.monotonic() + 30
    while wanted not in seen and time.monotonic() < end:
        if select.select([terminal], [], [], 0.2)[0]:
            seen += os.read(terminal, 65536)
    return seen


def type_in(terminal: int, keys: bytes) -> None:
    """Type when the terminal gives single keys: what is typed before is flushed when it is switched to them."""
    end = time.monotonic() + 30
    while termios.tcgetattr(terminal)[3] & termios.ICANON and not keys.endswith(b"\n") and time.monotonic() < end:
        time.sleep(0.02)
    os.write(terminal, keys)


@pytest.mark.parametrize(("last", "code"), [(b"q", 0), (b"\x04", 0), (b"\x03", 130)])
def test_single_keys_on_a_terminal(last: bytes, code: int, folder: Path) -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*RUN, "review", "mine.yaml"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        # Its own terminal, whose ^C interrupts it.
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
    )
    os.close(theirs)
    try:
        first = read_until(ours, b"q ?] ")
        assert b"de-risking" in first
        for keys in (b"a", b"z", "脱钩\n".encode(), b"a"):
            type_in(ours, keys)
            wanted = b"Chinese [" if keys == b"z" else b"q ?] "
            assert wanted in read_until(ours, wanted)
        type_in(ours, last)
        assert process.wait(timeout=30) == code
    finally:
        process.kill()
        process.wait()
        os.close(ours)
    made = {c.id: c.preferred("zh-Hans") for c in load("mine.yaml").concepts[2:]}
    assert made == {"de-risking": "去风险", "decoupling": "脱钩"}
    assert len(waiting()) == 2
