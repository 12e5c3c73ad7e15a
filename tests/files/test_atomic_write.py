"""Writing is all or nothing."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from zhengming.errors import WriteError
from zhengming.files.write import write_atomically


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def test_a_new_file_gets_the_ordinary_mode(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_atomically(str(tmp_path / "new.yaml"), b"new")
    finally:
        os.umask(before)
    assert (tmp_path / "new.yaml").stat().st_mode & 0o7777 == 0o640
    assert names(tmp_path) == ["new.yaml"]


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o444])
def test_the_mode_is_kept(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "old.yaml"
    path.write_bytes(b"old")
    path.chmod(mode)
    write_atomically(str(path), b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o7777 == mode


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    target, link = tmp_path / "far/target.yaml", tmp_path / "link.yaml"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_atomically(str(link), b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


@pytest.mark.parametrize("step", ["replace", "fsync"])
def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    path = tmp_path / "old.yaml"
    path.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    if step == "fsync":
        monkeypatch.setattr(os, "fsync", full)
    else:
        monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(WriteError) as caught:
        write_atomically(str(path), b"new")
    assert str(caught.value) == f"{path}: cannot be written: No space left on device (nothing was changed)"
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["old.yaml"]


def test_a_folder_that_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import tempfile

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    with pytest.raises(WriteError, match=r"cannot be written: Permission denied \(nothing was changed\)$"):
        write_atomically(str(tmp_path / "x"), b"new")


def test_an_interrupt_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.yaml"
    path.write_bytes(b"old")

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(str(path), b"new")
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["old.yaml"]


def test_a_missing_folder_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match=r"its folder does not exist \(make the folder first\)$"):
        write_atomically(str(tmp_path / "no/x.yaml"), b"new")
    (tmp_path / "folder").mkdir()
    with pytest.raises(WriteError, match=r"this is a folder \(name a file\)$"):
        write_atomically(str(tmp_path / "folder"), b"new")
    assert names(tmp_path) == ["folder"]


@pytest.mark.slow
def test_a_kill_at_any_moment_leaves_one_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "big.yaml"
    a, b = b"a" * 3_000_000, b"b" * 3_000_000
    path.write_bytes(a)
    script = (
        "import sys; from zhengming.files.write import write_atomically as w\n"
        "print('ready', flush=True)\n"
        "while True: w(sys.argv[1], b'b' * 3_000_000); w(sys.argv[1], b'a' * 3_000_000)"
    )
    for n in range(40):
        process = subprocess.Popen([sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.003 + 0.0017 * n)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        assert path.read_bytes() in (a, b)


def test_a_pipe_is_no_ordinary_file(tmp_path: Path) -> None:
    import os

    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(WriteError, match="this is no ordinary file"):
        write_atomically(str(pipe), b"new")
    assert pipe.is_fifo()


def test_a_name_as_long_as_a_name_may_be(tmp_path: Path) -> None:
    path = tmp_path / ("術" * 82 + ".yaml")
    write_atomically(str(path), b"new")
    assert path.read_bytes() == b"new"
