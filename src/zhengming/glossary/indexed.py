"""What stands in the index of a glossary: everything that a look-up prints, and every key under which it is found.

Tables: `concept` (ready-to-print rows; the terms for the matcher), `wording` (one row a wording, with its key and the
way it is typed), `other` (further keys: joined, hyphenated), `sound` (pinyin, zhuyin, initials), `form` (English forms
→ families), `word` (the words to which a typo may belong), `syllable` (readings of characters) and `gram`.
`gram` finds wordings by their pieces: one number a row, the hash of a piece in its upper half and the number of a
wording or word in its lower half. That is the least that SQLite can store; who reads compares the wording itself.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from array import array
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from zhengming.language.keys import (
    EMPTY_WORDS,
    chinese_key,
    english_keys,
    gone,
    initials,
    letters,
    pieces,
    sound_key,
    without_accents,
)
from zhengming.tags import CHINESE_TAGS, ENGLISH, FALLBACKS, LANGUAGE_TAGS, REGIONS

if TYPE_CHECKING:
    from zhengming.model import Concept, Glossary, Term

_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE concept (number INTEGER PRIMARY KEY, id TEXT, json TEXT, terms TEXT);
CREATE TABLE wording (number INTEGER PRIMARY KEY, concept INTEGER, kind TEXT, language TEXT, status TEXT, text TEXT,
                      key TEXT, typed TEXT);
CREATE TABLE other (key TEXT, wording INTEGER);
CREATE TABLE sound (key TEXT, wording INTEGER, tones TEXT, way TEXT);
CREATE TABLE form (form TEXT PRIMARY KEY, family TEXT) WITHOUT ROWID;
CREATE TABLE word (number INTEGER PRIMARY KEY, word TEXT, family TEXT);
CREATE TABLE syllable (character TEXT PRIMARY KEY, readings TEXT) WITHOUT ROWID;
CREATE TABLE gram (number INTEGER PRIMARY KEY);
"""
_INDEXES = """
CREATE INDEX wording_key ON wording (key);
CREATE INDEX wording_typed ON wording (typed);
CREATE INDEX other_key ON other (key);
CREATE INDEX sound_key ON sound (key);
"""
# Slips are looked for in wordings of this many characters only: in shorter ones every character counts.
SLIP_LENGTHS = range(3, 17)
# The numbers in `gram` are sorted in parts, told apart by what stands above so many bits.
_PART_BITS = 58
# What a piece is a piece of; the first character of what is hashed.
BIGRAM, SLIP, FAMILY, SPELLING = "=", "-", "+", "~"
_TO_JSON = json.JSONEncoder(ensure_ascii=False).encode


def gram_range(kind: str, piece: str) -> tuple[int, int]:
    """The first and the last number that a piece can have in `gram`."""
    # 31 bits: SQLite's integers have a sign.
    start = (zlib.crc32((kind + piece).encode()) >> 1) << 32
    return start, start | 0xFFFFFFFF


class _Wording(NamedTuple):
    number: int
    concept: int
    kind: str
    language: str
    status: str
    text: str
    key: str
    typed: str


class _Keys:
    """Collects the keys of all wordings; numbers rather than objects, so that 100,000 concepts fit."""

    def __init__(self) -> None:
        self.concepts: list[tuple[int, str, str, str]] = []
        self.wordings: list[_Wording] = []
        self.others: list[tuple[str, int]] = []
        self.sounds: list[tuple[str, int, str, str]] = []
        self.forms: dict[str, str] = {}
        self.words: dict[str, str] = {}
        self.grams = [array("q") for _ in range(1 << (63 - _PART_BITS))]
        self.count = 0

    def gram(self, kind: str, piece: str, number: int) -> None:
        start = gram_range(kind, piece)[0]
        self.grams[start >> _PART_BITS].append(start | number)


def write_tables(connection: sqlite3.Connection, glossary: Glossary, freshness: dict[str, str]) -> None:
    """Fill an empty database with the index of a glossary."""
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.executescript(_SCHEMA)
    keys = _Keys()
    for number, concept in enumerate(glossary.concepts):
        keys.concepts.append((number, concept.id, _TO_JSON(_record(concept)), _TO_JSON(_terms(concept))))
        _add_concept(keys, concept, number)
        if len(keys.wordings) > 5000:
            _flush(connection, keys)
    _flush(connection, keys)
    _write_words(connection, keys)
    connection.executemany("INSERT INTO gram VALUES (?)", _in_order(keys.grams))
    connection.executemany("INSERT INTO syllable VALUES (?, ?)", _syllables())
    connection.executemany("INSERT INTO meta VALUES (?, ?)", {**freshness, **_folding()}.items())
    connection.executescript(_INDEXES)
    connection.commit()


def _flush(connection: sqlite3.Connection, keys: _Keys) -> None:
    connection.executemany("INSERT INTO concept VALUES (?, ?, ?, ?)", keys.concepts)
    connection.executemany("INSERT INTO wording VALUES (?, ?, ?, ?, ?, ?, ?, ?)", keys.wordings)
    connection.executemany("INSERT INTO other VALUES (?, ?)", keys.others)
    connection.executemany("INSERT INTO sound VALUES (?, ?, ?, ?)", keys.sounds)
    for rows in (keys.concepts, keys.wordings, keys.others, keys.sounds):
        rows.clear()


def _write_words(connection: sqlite3.Connection, keys: _Keys) -> None:
    connection.executemany("INSERT OR IGNORE INTO form VALUES (?, ?)", keys.forms.items())
    connection.executemany(
        "INSERT INTO word VALUES (?, ?, ?)", ((n, w, family) for n, (w, family) in enumerate(keys.words.items()))
    )
    for number, word in enumerate(keys.words):
        for piece in set(pieces(word)):
            keys.gram(SPELLING, piece, number)


def _in_order(parts: list[array[int]]) -> Iterator[tuple[int]]:
    """Every number once, rising, which is how SQLite stores them fastest; a part at a time, which is how they fit."""
    for part in parts:
        for number in sorted(set(part)):
            yield (number,)
        del part[:]


def _folding() -> dict[str, str]:
    """The table behind `fold`, as two strings, so that a query is folded without OpenCC."""
    from zhengming.language.scripts import folding

    table = folding()
    return {"fold_from": "".join(map(chr, table)), "fold_to": "".join(map(chr, table.values()))}


def _syllables() -> Iterator[tuple[str, str]]:
    """The toneless readings of every folded character, for characters mistyped by their sound."""
    from zhengming.language.romanization import character_readings
    from zhengming.language.scripts import folding

    folded = folding()
    for character, readings in character_readings():
        if ord(character) not in folded:
            yield character, " ".join(dict.fromkeys(sound_key(reading)[0] for reading in readings))


def _add_concept(keys: _Keys, concept: Concept, number: int) -> None:
    seen: dict[str, int] = {}
    for term in concept.terms:
        for wording in dict.fromkeys((term.text, *term.match)):
            kind = "acronym" if term.type == "acronym" else "match" if wording != term.text else "term"
            if term.language == ENGLISH:
                _add_english(keys, wording, number, kind, term.status)
            else:
                _add_chinese(keys, term, wording, number, kind, seen)


def _add_english(keys: _Keys, wording: str, concept: int, kind: str, status: str) -> None:
    spelled = english_keys(wording)
    found = list(dict.fromkeys(" ".join(_families(keys, words)) for words in spelled))
    typed = without_accents(wording).lower()
    number = _add_wording(keys, concept, kind, ENGLISH, status, wording, found[0] if found else typed, typed)
    joined = letters(wording)
    keys.others += ((key, number) for key in dict.fromkeys((*found[1:], joined)) if key and key != typed)
    # Parts are looked for in the first spelling; an acronym has none.
    for family in set(found[0].split()) if found and kind != "acronym" else ():
        if family not in EMPTY_WORDS:
            keys.gram(FAMILY, family, number)
    for word in {word for words in spelled for word in words} if kind != "acronym" else ():
        if len(word) > 1 and word.isalpha():
            keys.words.setdefault(word, keys.forms[word])


def _families(keys: _Keys, words: list[str]) -> list[str]:
    from zhengming.language import english

    families = []
    for word in words:
        family = english.family(word)
        if word not in keys.forms:
            keys.forms[word] = family
            for form in english.inflections(word):
                keys.forms.setdefault(form, family)
        families.append(family)
    return families


def _add_chinese(keys: _Keys, term: Term, wording: str, concept: int, kind: str, seen: dict[str, int]) -> None:
    key = chinese_key(wording)
    number = _add_wording(keys, concept, kind, term.language, term.status, wording, key, key)
    # The other script of a wording has the same parts and sounds.
    if key in seen:
        return
    seen[key] = number
    for n in range(len(key) - 1):
        keys.gram(BIGRAM, key[n : n + 2], number)
    if len(key) in SLIP_LENGTHS:
        for piece in gone(key):
            keys.gram(SLIP, piece, number)
    keys.sounds += {(k, number, tones, way) for k, tones, way in _sounds(term, wording) if k}


def _sounds(term: Term, wording: str) -> Iterator[tuple[str, str, str]]:
    """(key, tones, way) of a wording read aloud: as a person stated it, on the Mainland and in Taiwan."""
    from zhengming.language.romanization import mainland_and_taiwan

    mainland, taiwan = mainland_and_taiwan(wording)
    stated = term.pinyin if wording == term.text else ""
    for reading in dict.fromkeys(filter(None, (stated, mainland.pinyin, taiwan.pinyin))):
        yield *sound_key(reading), "pinyin"
        yield from _initials(reading, "pinyin")
    stated = term.zhuyin if wording == term.text else ""
    for reading in dict.fromkeys(filter(None, (stated, taiwan.zhuyin, mainland.zhuyin))):
        yield *sound_key(reading), "zhuyin"
        yield from _initials(reading, "zhuyin")


def _initials(reading: str, way: str) -> Iterator[tuple[str, str, str]]:
    if " " in reading:
        yield initials(reading), "", f"initials {way}"


def _add_wording(
    keys: _Keys, concept: int, kind: str, language: str, status: str, text: str, key: str, typed: str
) -> int:
    keys.wordings.append(_Wording(keys.count, concept, kind, language, status, text, key, typed))
    keys.count += 1
    return keys.count - 1


def _terms(concept: Concept) -> list[Any]:
    """What the matcher needs of a concept, to be read back by `concept_of`."""
    terms = [
        [t.text, t.language, t.status, t.type, t.exact_case, t.match, t.near, t.not_near] if _is_special(t) else
        [t.text, t.language, t.status, t.type]
        for t in concept.terms
    ]  # fmt: skip
    return [concept.kind, concept.near, concept.not_near, terms]


def _is_special(term: Term) -> bool:
    return bool(term.exact_case or term.match or term.near or term.not_near)


def concept_of(identity: str, row: str) -> Concept:
    """A concept as far as the matcher looks at it, from the index."""
    from zhengming.model import Concept, Term

    kind, near, not_near, listed = json.loads(row)
    terms = tuple(Term(*stated[:5], *_rest(stated)) for stated in listed)
    return Concept(identity, terms, kind=kind, near=tuple(near), not_near=tuple(not_near))


def _rest(stated: list[Any]) -> tuple[Any, ...]:
    if len(stated) < 8:
        return ()
    match, near, not_near = (tuple(v) for v in stated[5:])
    return (match, "", "", "", "", "", near, not_near)


def _record(concept: Concept) -> dict[str, Any]:
    """What a look-up prints of a concept."""
    from zhengming.language.romanization import mainland_and_taiwan, pinyin
    from zhengming.language.width import width

    found = _designations(concept)
    cells = {tag: _cell(found[tag]) for tag in (ENGLISH, *REGIONS)}
    china, taiwan = found["zh-CN"], found["zh-TW"]
    return {
        "concept": concept.id,
        "kind": concept.kind,
        "terms": {tag: [t.text for t in found[tag]] for tag in LANGUAGE_TAGS},
        "avoid": [t.text for t in concept.deprecated()],
        "pinyin": (china[0].pinyin or pinyin(china[0].text)) if china else "",
        "zhuyin": (taiwan[0].zhuyin or mainland_and_taiwan(taiwan[0].text)[1].zhuyin) if taiwan else "",
        "definition": concept.definition,
        "note": concept.note,
        "evidence": [{"source": e.source, "at": e.at, "quote": e.quote} for e in concept.evidence],
        "cells": {tag: [text, width(text)] for tag, text in cells.items()},
    }


def _designations(concept: Concept) -> dict[str, tuple[Term, ...]]:
    """`Concept.designations` for all tags at once."""
    stated: dict[str, list[Term]] = {}
    for term in concept.terms:
        if term.is_right:
            stated.setdefault(term.language, []).append(term)
    right = {tag: tuple(sorted(terms, key=_is_second)) for tag, terms in stated.items()}
    return {tag: next((right[t] for t in FALLBACKS[tag] if t in right), ()) for tag in LANGUAGE_TAGS}


def _is_second(term: Term) -> bool:
    return term.status != "preferred"


def _cell(terms: tuple[Term, ...]) -> str:
    """The preferred wording, in English with its acronym: Cyber-Physical System (CPS)."""
    preferred = next((t.text for t in terms if t.status == "preferred"), "")
    if not terms or terms[0].language in CHINESE_TAGS:
        return preferred
    short = next((t.text for t in terms if t.type == "acronym"), "")
    return f"{preferred} ({short})" if short and short != preferred else preferred
