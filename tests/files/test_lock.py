"""One writer at a time."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from zhengming.errors import WriteError
from zhengming.files.lock import locked
from zhengming.glossary.read import load

HOLD = """
import sys
from zhengming.files.lock import locked
with locked(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.readline()
"""
ADD = """
import sys
from zhengming.glossary.add import add
for n in range(6):
    add(sys.argv[1], f"term {sys.argv[2]} number {n}", "詞" + sys.argv[3] + "一二三四五六"[n])
"""
COUNT = """
import sys
from pathlib import Path
from zhengming.files.lock import locked
counter = Path(sys.argv[1])
for _ in range(100):
    with locked(sys.argv[1], timeout=60):
        counter.write_text(str(int(counter.read_text(encoding="utf-8")) + 1), encoding="utf-8")
"""


def test_a_time_out_names_the_holder(tmp_path: Path) -> None:
    path = str(tmp_path / "g.yaml")
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None and holder.stdin is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(WriteError) as caught, locked(path, timeout=0.2):
            pytest.fail("two holders")
        holder.stdin.write("\n")
        holder.stdin.close()
        number = holder.pid
    assert str(caught.value) == (
        f"{path}: another process (number {number}) has been writing this file for 0 s"
        " (wait for it or end it, then try again)"
    )
    with locked(path, timeout=0.2):
        pass


def test_no_litter_beside_the_file(tmp_path: Path) -> None:
    with locked(str(tmp_path / "g.yaml")):
        assert list(tmp_path.iterdir()) == []


def test_without_a_cache_the_lock_lies_beside_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "no-cache").touch()
    monkeypatch.setenv("ZHENGMING_CACHE", str(tmp_path / "no-cache"))
    with locked(str(tmp_path / "g.yaml")):
        assert (tmp_path / ".g.yaml.lock").exists()


def test_no_lock_file_is_left_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHENGMING_CACHE", str(tmp_path / "cache"))
    with locked(str(tmp_path / "g.yaml")):
        assert len(list((tmp_path / "cache").iterdir())) == 1
    assert list((tmp_path / "cache").iterdir()) == []


def test_the_lock_file_of_a_killed_holder_is_in_nobodys_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHENGMING_CACHE", str(tmp_path / "cache"))
    path = str(tmp_path / "g.yaml")
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None and holder.stdout.readline() == "held\n"
        holder.kill()
    assert len(list((tmp_path / "cache").iterdir())) == 1
    with locked(path, timeout=0.2):
        pass
    assert list((tmp_path / "cache").iterdir()) == []


def test_removing_the_lock_file_lets_no_two_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHENGMING_CACHE", str(tmp_path / "cache"))
    counter = tmp_path / "counter"
    counter.write_text("0", encoding="utf-8")
    running = [subprocess.Popen([sys.executable, "-c", COUNT, str(counter)]) for _ in range(3)]
    assert [p.wait() for p in running] == [0, 0, 0]
    assert counter.read_text(encoding="utf-8") == "300"
    assert list((tmp_path / "cache").iterdir()) == []


def test_a_lock_that_was_removed_while_one_waited_is_taken_anew(tmp_path: Path) -> None:
    path = str(tmp_path / "g.yaml")
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdin is not None and holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        threading.Timer(0.2, holder.stdin.close).start()
        with locked(path, timeout=5), pytest.raises(WriteError), locked(path, timeout=0.1):
            pytest.fail("two holders")


def test_the_lock_is_free_after_an_error(tmp_path: Path) -> None:
    path = str(tmp_path / "g.yaml")
    with pytest.raises(ValueError, match="x"), locked(path):
        raise ValueError("x")
    with locked(path, timeout=0.1):
        pass


def test_two_processes_adding_at_once_lose_nothing(tmp_path: Path) -> None:
    path = str(tmp_path / "g.yaml")
    running = [subprocess.Popen([sys.executable, "-c", ADD, path, en, zh]) for en, zh in (("a", "甲"), ("b", "乙"))]
    assert [p.wait() for p in running] == [0, 0]
    assert len(load(path).concepts) == 12
