"""Jieba's dictionary, compiled: the same words, frequencies and total as jieba itself has."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from zhengming.files import compiled
from zhengming.language import dictionary

FILES = "dictionary-*.sqlite"


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A small dictionary in a cache folder of its own."""
    (tmp_path / "cache").mkdir(mode=0o700)
    source = tmp_path / "dict.txt"
    source.write_text("战略 30 n\n风险 20 n\n去 50 v\n", encoding="utf-8")
    monkeypatch.setenv("ZHENGMING_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(dictionary, "shipped", lambda package, name: source)
    forget()
    yield tmp_path / "cache"
    forget()


def forget() -> None:
    if dictionary._connection.cache_info().currsize:
        dictionary._connection().close()
    for remembered in (dictionary._connection, dictionary.total, dictionary.frequency, dictionary.tag):
        remembered.cache_clear()


def test_it_says_what_jieba_says() -> None:
    import jieba

    own = jieba.Tokenizer()
    with own.get_dict_file() as file:
        frequencies, total = own.gen_pfdict(file)
    assert dictionary.total() == total
    words = sorted(frequencies)[::97]
    assert len(words) > 1000
    assert [dictionary.frequency(word) for word in words] == [frequencies[word] for word in words]


def test_tags() -> None:
    assert (dictionary.tag("战略"), dictionary.tag("提出"), dictionary.tag("没有这个词")) == ("n", "v", "")


def test_the_file_is_made_once_and_used_again(fresh: Path) -> None:
    assert (dictionary.frequency("战略"), dictionary.total()) == (30, 100)
    (made,) = fresh.glob(FILES)
    forget()
    assert dictionary.frequency("去") == 50
    assert [p.stat().st_ino for p in fresh.glob(FILES)] == [made.stat().st_ino]


@pytest.mark.parametrize("damage", ["cut", "flipped", "empty", "text"])
def test_a_damaged_file_is_made_again(fresh: Path, damage: str) -> None:
    assert dictionary.frequency("战略") == 30
    (made,) = fresh.glob(FILES)
    content = made.read_bytes()
    forget()
    middle = len(content) // 2
    flipped = content[:middle] + bytes([content[middle] ^ 255]) + content[middle + 1 :]
    made.write_bytes({"cut": content[:middle], "flipped": flipped, "empty": b"", "text": b"no database"}[damage])
    assert dictionary.frequency("战略") == 30
    (again,) = fresh.glob(FILES)
    assert again.read_bytes() == content


def test_without_a_cache_folder_it_stays_in_memory(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "cache_folder", lambda: None)
    assert dictionary.frequency("战略") == 30
    assert list(fresh.iterdir()) == []


def test_asking_it_imports_no_jieba() -> None:
    code = (
        "import sys; from zhengming.language import dictionary; assert dictionary.frequency('战略') > 0; "
        "print('jieba' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "False\n"
