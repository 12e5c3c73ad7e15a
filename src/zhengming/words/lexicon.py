"""CC-CEDICT compiled once into an SQLite file in our cache, and asked word by word."""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path

from zhengming.errors import WriteError
from zhengming.files.cache import cache_folder
from zhengming.files.write import write_atomically
from zhengming.language.scripts import HAN_CHARACTER, simplify
from zhengming.words.cedict import entries, packed

# Counts up whenever the tables below or what goes into them change.
_FORMAT = 3
_SCHEMA = """
    CREATE TABLE entry (word TEXT PRIMARY KEY, senses TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE english (word TEXT PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE tag (word TEXT PRIMARY KEY, tag TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE reading (character TEXT PRIMARY KEY, syllables TEXT NOT NULL) WITHOUT ROWID;
"""
_ENGLISH = re.compile(r"[a-z0-9]+")
_MOST_VARIABLES = 400
_LONGEST_TAGGED = 5


def senses(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The English senses of every headword among Simplified `words`: 网路 → network (computer, telecom), Internet."""
    wanted = list(dict.fromkeys(words))
    missing = [w for w in wanted if w not in _known]
    for at in range(0, len(missing), _MOST_VARIABLES):
        part = missing[at : at + _MOST_VARIABLES]
        if len(_known) > 50_000:
            _known.clear()
        _known.update(dict.fromkeys(part, ()))
        marks = ",".join("?" * len(part))
        for word, text in _connection().execute(f"SELECT word, senses FROM entry WHERE word IN ({marks})", part):
            _known[word] = tuple(text.split("/"))
    return {w: found for w in wanted if (found := _known.get(w, ()))}


_known: dict[str, tuple[str, ...]] = {}


@lru_cache(maxsize=8192)
def english_count(word: str) -> int:
    """In how many entries an English word (lower case) explains something."""
    row = _connection().execute("SELECT count FROM english WHERE word = ?", (word,)).fetchone()
    return int(row[0]) if row else 0


@lru_cache(maxsize=8192)
def readings(character: str) -> tuple[str, ...]:
    """The toneless syllables of a character, Mandarin first: 佐 → zuo, @zo; `@` marks a Cantonese one."""
    row = _connection().execute("SELECT syllables FROM reading WHERE character = ?", (simplify(character),)).fetchone()
    return tuple(row[0].split()) if row else ()


@lru_cache(maxsize=16384)
def tag(word: str) -> str:
    """The part of speech that jieba's dictionary gives a word (ICTCLAS tags: n, v, nr …); empty for unknown ones."""
    row = _connection().execute("SELECT tag FROM tag WHERE word = ?", (simplify(word),)).fetchone()
    return str(row[0]) if row else ""


@cache
def _connection() -> sqlite3.Connection:
    """The compiled dictionary, open until the process ends."""
    connection = _found_or_built()
    atexit.register(connection.close)
    return connection


def _found_or_built() -> sqlite3.Connection:
    """The dictionary from the cache where it is whole, else built; in memory where nothing can be kept."""
    data = packed()
    prefix = f"lexicon-{_FORMAT}-{hashlib.sha256(data).hexdigest()[:12]}-"
    folder = cache_folder()
    if folder is not None:
        for path in sorted(folder.glob(f"{prefix}*.sqlite")):
            if path.stem == prefix + _checksum(path):
                return _opened(path)
            with contextlib.suppress(OSError):
                path.unlink()
    return _kept(_build(data), folder, prefix)


def _kept(built: sqlite3.Connection, folder: Path | None, prefix: str) -> sqlite3.Connection:
    """The dictionary moved into the cache folder under a name that holds its checksum, if that can be done."""
    if folder is None:
        return built
    content = built.serialize()
    path = folder / f"{prefix}{_digest(content)}.sqlite"
    try:
        write_atomically(str(path), content)
    except WriteError:
        return built
    built.close()
    for old in folder.glob("lexicon-*.sqlite"):
        if old != path:
            with contextlib.suppress(OSError):
                old.unlink()
    return _opened(path)


def _opened(path: Path) -> sqlite3.Connection:
    # Immutable: no locks, no journal; a newer version has another name.
    return sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def _checksum(path: Path) -> str:
    try:
        return _digest(path.read_bytes())
    except OSError:
        return ""


def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=8).hexdigest()


def _build(data: bytes) -> sqlite3.Connection:
    """Both headword columns in their simplified form lead to the senses: 网路 and 网络 are two words, 網路 is 网路."""
    words: dict[str, dict[str, None]] = {}
    syllables: dict[str, dict[str, None]] = {}
    count: Counter[str] = Counter()
    for entry in entries(data):
        keys = {simplify(entry.traditional), simplify(entry.simplified)}
        for key in keys:
            words.setdefault(key, {}).update(dict.fromkeys(entry.senses))
            if len(key) == 1 and HAN_CHARACTER.match(key):
                syllables.setdefault(key, {})[_toneless(entry.pinyin)] = None
                syllables[key].update(dict.fromkeys(_cantonese(entry.traditional)))
        count.update(set(_ENGLISH.findall(" ".join(entry.senses).lower())))
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.executescript(_SCHEMA)
    rows = ((w, "/".join(s)) for w, s in sorted(words.items()) if s)
    connection.executemany("INSERT INTO entry VALUES (?, ?)", rows)
    connection.executemany("INSERT INTO english VALUES (?, ?)", sorted(count.items()))
    connection.executemany("INSERT OR REPLACE INTO tag VALUES (?, ?)", sorted(_tags()))
    mandarin_first = ((c, " ".join(sorted(s, key=lambda r: r.startswith("@")))) for c, s in sorted(syllables.items()))
    connection.executemany("INSERT INTO reading VALUES (?, ?)", mandarin_first)
    connection.commit()
    return connection


def _tags() -> Iterable[tuple[str, str]]:
    """Words and tags of jieba's dictionary; longer ones are names of places and phrases that we never ask for."""
    text = resources.files("jieba").joinpath("dict.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        word, _, tag_of_word = line.split(" ")
        if len(word) <= _LONGEST_TAGGED:
            yield word, tag_of_word


def _toneless(pinyin: str) -> str:
    return re.sub("[^a-z]", "", pinyin.lower().replace("u:", "v"))


def _cantonese(character: str) -> list[str]:
    import ToJyutping

    found = ToJyutping.get_jyutping_candidates(character)
    return ["@" + re.sub("[^a-z]", "", reading) for _, every in found for reading in every if reading]
