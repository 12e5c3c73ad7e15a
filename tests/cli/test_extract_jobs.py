"""`extract --jobs`: the same output whatever the number, prompt ends, and a progress bar for people only."""

from __future__ import annotations

import contextlib
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from zhengming.cli import extract, main

START = [sys.executable, "-c", "from zhengming.cli import run\nif __name__ == '__main__': run()", "extract"]
TEXTS = {
    "a.txt": "各國尋求去風險（de-risking）與脫鉤（decoupling）。發展網宇實體系統（Cyber-Physical System, CPS）。",
    "b.md": "# 歐洲\n\n談風險降低（de-risking），也重視網宇實體系統（CPS）。",
    "e.txt": "",
    "f.txt": "沒有。",
    "sub/g.html": "<p>供應鏈<br>（supply chain）</p>",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    (tmp_path / "sub").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "c.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    (tmp_path / "d.docx").write_bytes(b"PK no archive")
    return tmp_path


@pytest.mark.parametrize("options", [[], ["--format", "jsonl"], ["--explain"], ["--min-confidence", "0.9"]])
def test_the_output_is_the_same_whatever_the_jobs(
    options: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    printed = []
    for jobs in ("1", "2", "5"):
        assert main(["extract", "--jobs", jobs, *options, ".", "missing.txt"]) == 2
        printed.append(capsys.readouterr())
    assert printed[0].out and printed[0] == printed[1] == printed[2]
    errors = printed[0].err.splitlines()
    assert [line.split(": ")[1] for line in errors] == ["c.txt", "d.docx", "missing.txt"]


def test_the_proposals_are_the_same_whatever_the_jobs(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = []
    for jobs in ("1", "2"):
        assert main(["extract", "--jobs", jobs, "--into", "mine.yaml", "."]) == 2
        proposed = folder / "mine.proposed.yaml"
        made.append((capsys.readouterr(), proposed.read_bytes()))
        proposed.unlink()
    assert made[0] == made[1]


SIZES = {
    "little": ([1_000_000] * 5, 1),
    "much": ([3_000_000] * 4, extract._processors()),
    "nothing": ([], 1),
}


@pytest.mark.parametrize("name", SIZES)
def test_the_default_is_chosen_by_size(name: str, tmp_path: Path) -> None:
    sizes, expected = SIZES[name]
    paths = [str(tmp_path / f"{n}.txt") for n in range(len(sizes))]
    for path, size in zip(paths, sizes, strict=True):
        with Path(path).open("wb") as file:
            file.truncate(size)
    assert extract._jobs(paths, None) == expected
    assert extract._jobs(paths, 7) == 7
    assert extract._jobs([*paths, "-"], 7) == 1


def waiting(folder: Path, *options: str) -> subprocess.Popen[str]:
    """Extraction from documents that never come: pipes nobody writes to."""
    for name in ("1.txt", "2.txt"):
        os.mkfifo(folder / name)
    return subprocess.Popen(
        [*START, "1.txt", "2.txt", *options],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        encoding="utf-8",
    )


def until(what: Callable[[], bool], seconds: float = 30) -> bool:
    end = time.monotonic() + seconds
    while not what() and time.monotonic() < end:
        time.sleep(0.05)
    return what()


def opened(pipe: Path) -> int:
    """The pipe, once somebody has it open who reads."""
    for _ in range(600):
        with contextlib.suppress(OSError):
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        time.sleep(0.05)
    raise AssertionError("nobody reads")


def workers(process: int) -> list[int]:
    """Its child processes that run our function, not the one that multiprocessing keeps for itself."""
    found = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="utf-8").split()
    return [int(n) for n in found if b"spawn_main" in Path(f"/proc/{n}/cmdline").read_bytes()]


def is_gone(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds the workers in /proc")
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("pause", [0.05, 0.4, 3.0])
def test_an_interrupt_ends_everything_at_once(jobs: str, pause: float, folder: Path) -> None:
    with waiting(folder, "--jobs", jobs) as process:
        time.sleep(0.3 + pause)
        began = time.monotonic()
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=30)
    # The one line end is click's: what the person typed last was ^C.
    assert (process.returncode, out, err.strip()) == (130, "", "")
    assert time.monotonic() - began < 10
    assert until(lambda: is_gone(process.pid))


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds the workers in /proc")
def test_a_killed_worker_is_told_and_the_others_are_done(folder: Path) -> None:
    with waiting(folder, "--jobs", "2", "a.txt") as process:
        pipes = [opened(folder / name) for name in ("1.txt", "2.txt")]
        for worker in workers(process.pid):
            os.kill(worker, signal.SIGKILL)
        out, err = process.communicate(timeout=60)
    for pipe in pipes:
        os.close(pipe)
    assert process.returncode == 2
    assert "a.txt: 3 pairs" in out
    said = "the process that worked on it was killed, perhaps because memory ran out (split it, or use fewer --jobs)"
    assert err.splitlines() == [f"zhengming: {n}.txt: {said}" for n in (1, 2)]
    assert until(lambda: is_gone(process.pid))


def on_terminal(folder: Path, *options: str) -> tuple[str, str]:
    """What comes out, and what a terminal sees on stderr, while one document takes longer than a second."""
    os.mkfifo(folder / "slow.txt")
    terminal, other = pty.openpty()
    command = [*START, "--format", "jsonl", *options, "a.txt", "slow.txt", "c.txt", "b.md"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=other, encoding="utf-8") as process:
        os.close(other)
        with (folder / "slow.txt").open("wb") as slow:
            time.sleep(1.5)
            slow.write("韌性（resilience）".encode())
        seen = b""
        try:
            while piece := os.read(terminal, 4096):
                seen += piece
        except OSError:
            pass  # Linux says so when the last writer has gone.
        assert process.stdout
        out = process.stdout.read()
    os.close(terminal)
    return out, seen.decode()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_terminal_sees_a_bar_after_a_second(jobs: str, folder: Path) -> None:
    out, seen = on_terminal(folder, "--jobs", jobs)
    assert len(out.splitlines()) == 6
    assert "reading" in seen and "%" in seen
    # A sentence has a line of its own, and in the end the bar is gone and the cursor is back.
    assert "\r\x1b[Kzhengming: c.txt: this is binary data" in seen
    assert seen.endswith("\r\x1b[K\x1b[?25h")


def test_a_pipe_sees_none(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extract, "_BAR_AFTER", 0.0)
    assert main(["extract", "a.txt", "b.md"]) == 0
    assert capsys.readouterr().err == ""


def test_a_short_run_sees_none(folder: Path) -> None:
    """Short by decree: how long a run takes on a busy machine is nobody's promise."""
    code = "import zhengming.cli.extract as e; e._BAR_AFTER = 3600; from zhengming.cli import run; run()"
    terminal, other = pty.openpty()
    command = [sys.executable, "-c", code, "extract", "a.txt"]
    done = subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=other, check=True)
    assert done.returncode == 0
    os.close(other)
    with contextlib.suppress(OSError):
        assert os.read(terminal, 4096) == b""
    os.close(terminal)


def test_nothing_is_left_in_the_cache(folder: Path, own_cache: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for jobs in ("1", "2"):
        main(["extract", "--jobs", jobs, "."])
    assert list(own_cache.glob("zhengming-*")) == []
