"""CC-CEDICT compiled once into an SQLite file in our cache, and asked word by word."""

from __future__ import annotations

import re
import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib import resources

from zhengming.files.compiled import compiled
from zhengming.language.scripts import HAN_CHARACTER, simplify
from zhengming.words.cedict import entries, packed

# Counts up whenever the tables below or what goes into them change.
_FORMAT = 7
_SCHEMA = """
    CREATE TABLE entry (word TEXT PRIMARY KEY, senses TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE english (word TEXT PRIMARY KEY, count INTEGER NOT NULL, verbs INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE near (word TEXT PRIMARY KEY, others TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE reading (character TEXT PRIMARY KEY, syllables TEXT NOT NULL) WITHOUT ROWID;
"""
_ENGLISH = re.compile(r"[a-z0-9]+")
_TO = re.compile(r"to ([a-z]+)\b")
# A sense of one word: to coerce, (of grain) store; and what stands around the word.
_ONE_WORD = re.compile(r"(?:\([^)]*\) )?(?:to be |to |the |an? )?([a-z]{3,})(?: \([^)]*\))?")
_OWN = ("vocabulary", "acronyms")
_MOST_VARIABLES = 400
_MOST_KNOWN = 50_000


def senses(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The English senses of every headword among Simplified `words`: 网路 → network (computer, telecom), Internet."""
    wanted = list(dict.fromkeys(words))
    if len(_known) > _MOST_KNOWN:
        _known.clear()
    missing = [w for w in wanted if w not in _known]
    for at in range(0, len(missing), _MOST_VARIABLES):
        part = missing[at : at + _MOST_VARIABLES]
        _known.update(dict.fromkeys(part, ()))
        marks = ",".join("?" * len(part))
        for word, text in _connection().execute(f"SELECT word, senses FROM entry WHERE word IN ({marks})", part):
            _known[word] = tuple(text.split("/"))
    return {w: found for w in wanted if (found := _known.get(w, ()))}


_known: dict[str, tuple[str, ...]] = {}


@cache
def headwords() -> frozenset[str]:
    """Every Simplified headword of two to six characters, to cut long texts without asking piece by piece."""
    rows = _connection().execute("SELECT word FROM entry WHERE length(word) BETWEEN 2 AND 6")
    return frozenset(word for (word,) in rows)


@lru_cache(maxsize=8192)
def english_count(word: str) -> int:
    """In how many entries an English word (lower case) explains something."""
    row = _connection().execute("SELECT count FROM english WHERE word = ?", (word,)).fetchone()
    return int(row[0]) if row else 0


@lru_cache(maxsize=8192)
def verb_share(word: str) -> float:
    """How much of what an English word explains is an action, `to promote`: promote almost all, plan little; 0 to 1."""
    row = _connection().execute("SELECT verbs, count FROM english WHERE word = ?", (word,)).fetchone()
    return row[0] / row[1] if row else 0.0


@lru_cache(maxsize=8192)
def near_words(word: str) -> frozenset[str]:
    """The English words (lower case) that are another sense of a headword that a word is one of: coerce for force."""
    row = _connection().execute("SELECT others FROM near WHERE word = ?", (word,)).fetchone()
    return frozenset(row[0].split()) if row else frozenset()


@lru_cache(maxsize=8192)
def readings(character: str) -> tuple[str, ...]:
    """The toneless syllables of a character, Mandarin first: 佐 → zuo, @zo; `@` marks a Cantonese one."""
    row = _connection().execute("SELECT syllables FROM reading WHERE character = ?", (simplify(character),)).fetchone()
    return tuple(row[0].split()) if row else ()


@cache
def _connection() -> sqlite3.Connection:
    """The compiled dictionary; the last bytes of a gzipped file are the checksum and the length of what it holds."""
    data, own = packed(), "\n".join(map(_own_table, _OWN))
    key = f"{_FORMAT}-{data[-8:].hex()}-{zlib.crc32(own.encode()):08x}"
    return compiled("lexicon", key, lambda: _build(data))


def _own_table(name: str) -> str:
    return resources.files("zhengming.words").joinpath(f"data/{name}.tsv").read_text(encoding="utf-8")


def _own_entries() -> Iterator[tuple[str, list[str]]]:
    """What CC-CEDICT lacks: words of policy texts, and the Chinese names of what well-known acronyms stand for."""
    for name, chinese, english in (("vocabulary", 0, 1), ("acronyms", 2, 1)):
        rows = (line.split("\t") for line in _own_table(name).splitlines() if line and not line.startswith("#"))
        for row in rows:
            for word in row[chinese].split(";") if len(row) > chinese else ():
                yield simplify(word.strip()), [sense.strip() for sense in row[english].split(";")]


def _build(data: bytes) -> sqlite3.Connection:
    """Both headword columns in their simplified form lead to the senses: 网路 and 网络 are two words, 網路 is 网路."""
    words: dict[str, dict[str, None]] = {}
    syllables: dict[str, dict[str, None]] = {}
    count: Counter[str] = Counter()
    verbs: Counter[str] = Counter()
    for entry in entries(data):
        keys = {simplify(entry.traditional), simplify(entry.simplified)}
        for key in keys:
            words.setdefault(key, {}).update(dict.fromkeys(entry.senses))
            if len(key) == 1 and HAN_CHARACTER.match(key):
                syllables.setdefault(key, {})[_toneless(entry.pinyin)] = None
                syllables[key].update(dict.fromkeys(_cantonese(entry.traditional)))
        count.update(set(_ENGLISH.findall(" ".join(entry.senses).lower())))
        verbs.update({verb[1] for sense in entry.senses if (verb := _TO.match(sense))})
    for word, own in _own_entries():
        words.setdefault(word, {}).update(dict.fromkeys(own))
    near: dict[str, set[str]] = {}
    for found in words.values():
        alone = [m[1] for sense in found for part in sense.lower().split(", ") if (m := _ONE_WORD.fullmatch(part))]
        for word in alone:
            near.setdefault(word, set()).update(alone)
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.executescript(_SCHEMA)
    rows = ((w, "/".join(s)) for w, s in sorted(words.items()) if s)
    connection.executemany("INSERT INTO entry VALUES (?, ?)", rows)
    english = ((word, number, verbs[word]) for word, number in sorted(count.items()))
    connection.executemany("INSERT INTO english VALUES (?, ?, ?)", english)
    others = ((word, " ".join(sorted(found - {word}))) for word, found in sorted(near.items()))
    connection.executemany("INSERT INTO near VALUES (?, ?)", others)
    mandarin_first = ((c, " ".join(sorted(s, key=lambda r: r.startswith("@")))) for c, s in sorted(syllables.items()))
    connection.executemany("INSERT INTO reading VALUES (?, ?)", mandarin_first)
    connection.commit()
    return connection


def _toneless(pinyin: str) -> str:
    return re.sub("[^a-z]", "", pinyin.lower().replace("u:", "v"))


def _cantonese(character: str) -> list[str]:
    import ToJyutping

    found = ToJyutping.get_jyutping_candidates(character)
    return ["@" + re.sub("[^a-z]", "", reading) for _, every in found for reading in every if reading]
