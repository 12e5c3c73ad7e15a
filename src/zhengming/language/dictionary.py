"""Jieba's dictionary without jieba: how often a word was seen and its part of speech, compiled into our cache."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from zhengming.files.compiled import compiled, shipped

# Counts up whenever the tables below or what goes into them change.
_FORMAT = 1
_SCHEMA = """
    CREATE TABLE word (word TEXT PRIMARY KEY, frequency INTEGER NOT NULL, tag TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE total (frequency INTEGER NOT NULL);
"""
# Longer ones are names of places and phrases that nobody asks the tag of.
_LONGEST_TAGGED = 5


@lru_cache(maxsize=16384)
def frequency(word: str) -> int:
    """How often a Simplified word was seen; 0 for what is no word of the dictionary."""
    row = _connection().execute("SELECT frequency FROM word WHERE word = ?", (word,)).fetchone()
    return int(row[0]) if row else 0


@lru_cache(maxsize=16384)
def tag(word: str) -> str:
    """The part of speech of a Simplified word (ICTCLAS tags: n, v, nr …); empty for unknown and long ones."""
    row = _connection().execute("SELECT tag FROM word WHERE word = ?", (word,)).fetchone()
    return str(row[0]) if row else ""


@cache
def total() -> int:
    """How often all words together were seen."""
    return int(_connection().execute("SELECT frequency FROM total").fetchone()[0])


@cache
def _connection() -> sqlite3.Connection:
    path = shipped("jieba", "dict.txt")
    return compiled("dictionary", f"{_FORMAT}-{path.stat().st_size:x}", lambda: _build(path))


def _build(path: Path) -> sqlite3.Connection:
    """A word that stands twice has its last frequency, as jieba reads it."""
    frequencies: dict[str, int] = {}
    tags: dict[str, str] = {}
    seen = 0
    for word, count, tag_of_word in _entries(path):
        frequencies[word] = count
        tags[word] = max(tags.get(word, ""), tag_of_word if len(word) <= _LONGEST_TAGGED else "")
        seen += count
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.executescript(_SCHEMA)
    rows = ((word, count, tags[word]) for word, count in sorted(frequencies.items()))
    connection.executemany("INSERT INTO word VALUES (?, ?, ?)", rows)
    connection.execute("INSERT INTO total VALUES (?)", (seen,))
    connection.commit()
    return connection


def _entries(path: Path) -> Iterator[tuple[str, int, str]]:
    """`戰略 1234 n` by `戰略 1234 n`."""
    for line in path.read_text(encoding="utf-8").splitlines():
        word, count, tag_of_word = line.split(" ")
        yield word, int(count), tag_of_word
