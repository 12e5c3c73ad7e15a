"""The compiled dictionary: built once, kept whole, rebuilt when damaged, done without where nothing can be kept."""

import gzip
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from zhengming.files import compiled
from zhengming.words import lexicon

FILES = "lexicon-*.sqlite"
# Building the whole dictionary takes seconds; a few entries show the same.
SMALL = gzip.compress("戰略 战略 [zhan4 lu:e4] /strategy/\n網路 网路 [wang3 lu4] /network/\n".encode())


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache folder of its own, and nothing remembered from before or after."""
    monkeypatch.setenv("ZHENGMING_CACHE", str(tmp_path))
    monkeypatch.setattr(lexicon, "packed", lambda: SMALL)
    monkeypatch.setattr(lexicon, "_own_table", lambda name: "")
    forget()
    yield tmp_path
    forget()


def forget() -> None:
    if lexicon._connection.cache_info().currsize:
        lexicon._connection().close()
    for remembered in (lexicon._connection, lexicon.english_count, lexicon.readings):
        remembered.cache_clear()
    lexicon._known.clear()


def test_both_headword_columns_lead_to_the_senses() -> None:
    found = lexicon.senses(["网路", "网络", "人工智能", "不是一个词条"])
    assert any("network" in sense for sense in found["网路"])
    assert any("artificial intelligence" in sense for sense in found["人工智能"])
    assert "不是一个词条" not in found


def test_no_sense_holds_references_or_chinese() -> None:
    for senses in lexicon.senses(["网路", "川普", "世贸", "脱钩"]).values():
        assert not any("[" in sense or "]" in sense or "|" in sense for sense in senses)


def test_readings_are_mandarin_then_cantonese() -> None:
    assert lexicon.readings("佐") == ("zuo", "@zo")
    assert "@fuk" in lexicon.readings("福")
    assert lexicon.readings("x") == ()


def test_the_file_is_made_once_and_used_again(fresh: Path) -> None:
    assert lexicon.senses(["战略"])
    (made,) = fresh.glob(FILES)
    before = made.stat()
    forget()
    assert lexicon.senses(["战略"])
    (kept,) = fresh.glob(FILES)
    assert (kept.name, kept.stat().st_ino) == (made.name, before.st_ino)


@pytest.mark.parametrize("damage", ["cut", "flipped", "empty", "text"])
def test_a_damaged_file_is_rebuilt(fresh: Path, damage: str) -> None:
    assert lexicon.senses(["战略"])
    (made,) = fresh.glob(FILES)
    content = made.read_bytes()
    forget()
    middle = len(content) // 2
    flipped = content[:middle] + bytes([content[middle] ^ 255]) + content[middle + 1 :]
    made.write_bytes({"cut": content[:middle], "flipped": flipped, "empty": b"", "text": b"no database"}[damage])
    assert lexicon.senses(["战略"]) == {"战略": ("strategy",)}
    (again,) = fresh.glob(FILES)
    assert again.read_bytes() == content


def test_an_older_version_is_cleared_away(fresh: Path) -> None:
    (fresh / "lexicon-0-abc-def.sqlite").write_bytes(b"old")
    assert lexicon.senses(["战略"])
    assert len(list(fresh.glob(FILES))) == 1


def test_without_a_cache_folder_it_stays_in_memory(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "cache_folder", lambda: None)
    assert lexicon.senses(["战略"]) == {"战略": ("strategy",)}
    assert list(fresh.iterdir()) == []


def test_a_folder_that_cannot_be_written_to(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "cache_folder", lambda: fresh / "missing")
    assert lexicon.senses(["战略"]) == {"战略": ("strategy",)}


def test_a_kill_while_building_leaves_nothing_half(tmp_path: Path) -> None:
    code = "from zhengming.words import lexicon; print(lexicon.senses(['战略']), flush=True)"
    environment = {**os.environ, "ZHENGMING_CACHE": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)}
    child = subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE)
    time.sleep(1.5)
    os.kill(child.pid, signal.SIGKILL)
    child.communicate()
    assert all(path.stem.endswith(compiled.checksum(path)) for path in tmp_path.glob(FILES))
    again = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True, encoding="utf-8"
    )
    assert "strategy" in again.stdout
    (made,) = tmp_path.glob(FILES)
    assert made.stem.endswith(compiled.checksum(made))


def test_many_words_asked_before_change_no_answer(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexicon, "_MOST_KNOWN", 1)
    assert lexicon.senses(["战略", "一", "二", "三"]) == {"战略": ("strategy",)}
    assert lexicon.senses(["战略", "网路"]) == {"战略": ("strategy",), "网路": ("network",)}


def test_our_own_words_stand_beside_those_of_the_dictionary() -> None:
    """嚇阻, and the name of what an acronym stands for: neither is in CC-CEDICT."""
    found = lexicon.senses(["吓阻", "国际原子能总署"])
    assert "deterrence" in found["吓阻"]
    assert "International Atomic Energy Agency" in found["国际原子能总署"]
