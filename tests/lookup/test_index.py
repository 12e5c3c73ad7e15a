"""The compiled index: never stale, never trusted, never in the way."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from zhengming.errors import GlossaryError, ReadError
from zhengming.lookup.search import look_up
from zhengming.model import Glossary

HEAD = "format: zhengming/1\nconcepts:\n"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ZHENGMING_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def glossary(tmp_path: Path, cache: Path) -> Path:
    path = tmp_path / "g.yaml"
    path.write_text(f"{HEAD}  - {{id: chip, en: chip, zh: 晶片}}\n", encoding="utf-8")
    return path


def found(path: Path | str, query: str = "chip") -> list[str]:
    return [r.concept for r in look_up(query, str(path))]


def index_of(cache: Path) -> Path:
    [file] = cache.glob("index-*.sqlite")
    return file


def test_it_is_made_once_and_kept(glossary: Path, cache: Path) -> None:
    assert found(glossary) == ["chip"]
    before = index_of(cache).stat()
    assert found(glossary) == ["chip"]
    after = index_of(cache).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert cache.stat().st_mode & 0o777 == 0o700
    assert [p.name for p in cache.iterdir()] == [index_of(cache).name]


def test_a_change_is_seen_at_once(glossary: Path, cache: Path) -> None:
    for number in range(5):
        glossary.write_text(f"{HEAD}  - {{id: chip-{number}, en: chip, zh: 晶片}}\n", encoding="utf-8")
        assert found(glossary) == [f"chip-{number}"]
    index_of(cache)


def test_a_change_of_the_same_size_and_time_is_seen(glossary: Path) -> None:
    assert found(glossary) == ["chip"]
    status = glossary.stat()
    glossary.write_text(f"{HEAD}  - {{id: chop, en: chip, zh: 晶片}}\n", encoding="utf-8")
    os.utime(glossary, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert (glossary.stat().st_size, glossary.stat().st_mtime_ns) == (status.st_size, status.st_mtime_ns)
    assert found(glossary) == ["chop"]


def test_an_old_file_put_in_its_place_is_seen(glossary: Path, tmp_path: Path) -> None:
    os.utime(glossary, (1_000_000_000, 1_000_000_000))
    assert found(glossary) == ["chip"]
    other = tmp_path / "other.yaml"
    other.write_text(f"{HEAD}  - {{id: chop, en: chip, zh: 晶片}}\n", encoding="utf-8")
    os.utime(other, (1_000_000_000, 1_000_000_000))
    other.replace(glossary)
    assert found(glossary) == ["chop"]


def test_a_file_more_and_a_file_less_in_a_folder(tmp_path: Path, cache: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.yaml").write_text(f"{HEAD}  - {{id: a, en: chip, zh: 晶片}}\n", encoding="utf-8")
    assert found(folder) == ["a"]
    (folder / "b.yaml").write_text(f"{HEAD}  - {{id: b, en: chips, zh: 芯片}}\n", encoding="utf-8")
    assert found(folder) == ["a", "b"]
    (folder / "a.yaml").unlink()
    assert found(folder) == ["b"]
    (folder / "b.yaml").unlink()
    with pytest.raises(ReadError, match=r"there is no glossary \(\*\.yaml\) in this folder"):
        found(folder)


def test_a_glossary_that_was_removed_is_an_error(glossary: Path) -> None:
    assert found(glossary) == ["chip"]
    glossary.unlink()
    with pytest.raises(ReadError, match="there is no such file"):
        found(glossary)


def test_a_glossary_that_broke_is_an_error(glossary: Path) -> None:
    assert found(glossary) == ["chip"]
    glossary.write_text("format: zhengming/1\nconcepts:\n  - {id: chip}\n", encoding="utf-8")
    with pytest.raises(GlossaryError, match="an entry without English"):
        found(glossary)


def foreign(file: Path) -> None:
    file.unlink()
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE meta (name TEXT, value TEXT)")
    connection.commit()
    connection.close()


def forged(file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.execute("UPDATE concept SET id = 'forged'")
    connection.commit()
    connection.close()


DAMAGES: dict[str, Callable[[Path], object]] = {
    "empty": lambda file: file.write_bytes(b""),
    "truncated": lambda file: file.write_bytes(file.read_bytes()[:5000]),
    "no database": lambda file: file.write_text("index", encoding="utf-8"),
    "zeros in the middle": lambda file: file.write_bytes(
        file.read_bytes()[:4096] + bytes(8192) + file.read_bytes()[12288:]
    ),
    "somebody else's": foreign,
    "changed by somebody": forged,
    "gone": lambda file: file.unlink(),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_index_is_made_anew(glossary: Path, cache: Path, damage: str) -> None:
    assert found(glossary) == ["chip"]
    DAMAGES[damage](index_of(cache))
    assert found(glossary) == ["chip"]
    assert found(glossary, "晶片") == ["chip"]
    assert index_of(cache).stat().st_size > 5000


def test_a_folder_in_its_place(glossary: Path, cache: Path) -> None:
    assert found(glossary) == ["chip"]
    file = index_of(cache)
    file.unlink()
    file.mkdir()
    assert found(glossary) == ["chip"]


@pytest.mark.parametrize("named", ["file", "file/below"])
def test_without_a_cache_folder(glossary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("ZHENGMING_CACHE", str(tmp_path / named))
    assert found(glossary) == ["chip"]


def test_a_cache_folder_that_fills_up(glossary: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert found(glossary) == ["chip"]
    assert list(cache.iterdir()) == []


def test_a_disk_that_is_full_while_the_index_is_written(glossary: Path, cache: Path) -> None:
    script = (
        "import resource, signal, sys; from zhengming.lookup.search import look_up\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
        "print(*[r.concept for r in look_up('chip', sys.argv[1])])"
    )
    done = subprocess.run([sys.executable, "-c", script, str(glossary)], capture_output=True, text=True, check=True)
    assert done.stdout == "chip\n"
    assert list(cache.iterdir()) == []


def test_a_home_that_cannot_be_written(glossary: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.mkdir(mode=0o700)
    # Root may write everywhere, whatever the mode says.
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert found(glossary) == ["chip"]
    assert list(cache.iterdir()) == []


def test_a_large_index_is_read_through_once(glossary: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from zhengming.glossary import index

    monkeypatch.setattr(index, "_READ_THROUGH_BYTES", 1000)
    assert found(glossary) == found(glossary) == ["chip"]
    assert [p.name for p in cache.glob("*.whole")] == [index_of(cache).with_suffix(".whole").name]
    with monkeypatch.context() as patched:
        patched.setattr(index, "_checksum", None)
        assert found(glossary) == ["chip"]
    forged(index_of(cache))
    assert found(glossary) == ["chip"]
    glossary.write_text(f"{HEAD}  - {{id: chop, en: chip, zh: 晶片}}\n", encoding="utf-8")
    assert found(glossary) == ["chop"]
    assert len(list(cache.iterdir())) <= 2


def test_a_large_index_that_rots_under_its_note(glossary: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from zhengming.glossary import index

    assert found(glossary) == ["chip"]
    file = index_of(cache)
    file.write_bytes(file.read_bytes()[:100] + b"\xff" * (file.stat().st_size - 100))
    # As if the note said that it is whole: SQLite stumbles, and it is built anew.
    monkeypatch.setattr(index, "_is_whole", lambda _: True)
    assert found(glossary) == ["chip"]


def test_a_glossary_that_changes_while_it_is_read(glossary: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from zhengming.glossary import read

    load = read.load

    def changed_behind_its_back(*paths: str) -> Glossary:
        loaded = load(*paths)
        glossary.write_text(f"{HEAD}  - {{id: chop, en: chip, zh: 晶片}}\n", encoding="utf-8")
        return loaded

    with monkeypatch.context() as patched:
        patched.setattr(read, "load", changed_behind_its_back)
        assert found(glossary) == ["chip"]
    assert found(glossary) == ["chop"]


def test_what_a_killed_process_left_is_cleared_away(glossary: Path, cache: Path) -> None:
    cache.mkdir(mode=0o700)
    old, young = cache / "index-a.1.tmp", cache / "index-b.2.tmp"
    old.touch()
    young.touch()
    os.utime(old, (1_000_000_000, 1_000_000_000))
    assert found(glossary) == ["chip"]
    assert not old.exists()
    assert young.exists()


def test_another_folder_as_the_working_one(glossary: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert found(glossary) == ["chip"]
    before = index_of(cache).stat().st_mtime_ns
    monkeypatch.chdir(glossary.parent)
    assert found("g.yaml") == ["chip"]
    assert index_of(cache).stat().st_mtime_ns == before


def test_processes_that_build_at_once(glossary: Path, cache: Path) -> None:
    script = (
        "import sys; from zhengming.lookup.search import look_up\n"
        "print(*[r.concept for r in look_up('chip', sys.argv[1])])"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", script, str(glossary)], stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    assert [p.communicate()[0] for p in running] == ["chip\n"] * 3
    index_of(cache)
    assert not list(cache.glob("*.tmp"))
