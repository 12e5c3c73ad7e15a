"""What stands in the index of a glossary: everything that a look-up prints, and every key under which it is found.

Tables: `concept` (ready-to-print rows; the terms for the matcher), `wording` (one row a wording, with its key and the
way it is typed), `other` (further keys: joined, hyphenated), `sound` (pinyin, zhuyin, initials), `form` (English forms
→ families), `word` (the words to which a typo may belong), `syllable` (readings of characters, one text) and `gram`.
`gram` finds wordings by their pieces: one number a row, the hash of a piece in its upper half and the number of a
wording or word in its lower half. That is the least that SQLite can store; who reads compares the wording itself.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from array import array
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from zhengming.language.characters import is_han
from zhengming.language.keys import (
    EMPTY_WORDS,
    chinese_key,
    english_keys,
    gone,
    halves,
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
CREATE TABLE syllable (readings TEXT);
CREATE TABLE gram (number INTEGER PRIMARY KEY);
"""
_INDEXES = """
CREATE INDEX wording_key ON wording (key);
CREATE INDEX wording_typed ON wording (typed);
CREATE INDEX other_key ON other (key);
CREATE INDEX sound_key ON sound (key);
"""
# Slips of all kinds are looked for in wordings of this many characters only; in two of Chinese, a wrong one alone.
SLIP_LENGTHS = range(3, 17)
# The numbers in `gram` are sorted in parts, told apart by what stands above so many bits.
_PART_BITS = 58
# What a piece is a piece of; the first character of what is hashed.
BIGRAM, SLIP, FAMILY, SPELLING = "=", "-", "+", "~"
_TO_JSON = json.JSONEncoder(ensure_ascii=False).encode


def gram_range(kind: str, piece: str) -> tuple[int, int]:
    """The first and the last number that a piece can have in `gram`."""
    start = _start(kind, piece)
    return start, start | 0xFFFFFFFF


def _start(kind: str, piece: str) -> int:
    # 31 bits: SQLite's integers have a sign.
    return zlib.crc32((kind + piece).encode()) >> 1 << 32


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
        self.families: dict[str, str] = {}
        self.forms: dict[str, str] = {}
        self.words: dict[str, str] = {}
        self.parts = [array("q") for _ in range(1 << (63 - _PART_BITS))]
        self.count = 0

    def grams(self, kind: str, found: Iterable[str], number: int) -> None:
        """Keep under which pieces a wording or word is found."""
        for piece in found:
            start = _start(kind, piece)
            self.parts[start >> _PART_BITS].append(start | number)


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
    _write_grams(connection, keys.parts)
    connection.execute("INSERT INTO syllable VALUES (?)", (_syllables(),))
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
        keys.grams(SPELLING, pieces(word), number)


def _write_grams(connection: sqlite3.Connection, parts: list[array[int]]) -> None:
    """Every number once, rising, which is how SQLite stores them fastest; a part at a time, which is how they fit."""
    for part in parts:
        connection.executemany("INSERT INTO gram VALUES (?)", zip(sorted(set(part)), strict=True))
        del part[:]


def _folding() -> dict[str, str]:
    """The table behind `fold`, as two strings, so that a query is folded without OpenCC."""
    from zhengming.language.scripts import folding

    table = folding()
    return {"fold_from": "".join(map(chr, table)), "fold_to": "".join(map(chr, table.values()))}


def _syllables() -> str:
    """The toneless readings of every character, for those mistyped by their sound: lines like 行xing,hang,hang,heng."""
    from zhengming.language.romanization import character_readings

    readings = character_readings()
    toneless = {ord(c): sound_key(c)[0] for c in set(readings) if c > "\x7f" and not is_han(c)}
    return readings.translate(toneless).replace("nve", "nue").replace("lve", "lue")


def _add_concept(keys: _Keys, concept: Concept, number: int) -> None:
    # Chinese keys, and the wording that each was first of.
    seen: dict[str, int] = {}
    for term in concept.terms:
        for wording in dict.fromkeys((term.text, *term.match)):
            kind = "acronym" if term.type == "acronym" else "match" if wording != term.text else "term"
            if term.language == ENGLISH:
                _add_english(keys, wording, number, kind, term.status)
            else:
                _add_chinese(keys, term, wording, number, kind, seen)
    for key, wording_number in seen.items():
        # A name with another character is somebody else's: 王明 is no mistyped 王毅.
        if len(key) == 2 and concept.kind != "person" and all(map(is_han, key)):
            keys.grams(SLIP, halves(key), wording_number)


def _add_english(keys: _Keys, wording: str, concept: int, kind: str, status: str) -> None:
    spelled = english_keys(wording)
    found = list(dict.fromkeys(" ".join(_families(keys, words)) for words in spelled))
    typed = without_accents(wording).lower()
    number = _add_wording(keys, concept, kind, ENGLISH, status, wording, found[0] if found else typed, typed)
    joined = letters(wording)
    keys.others += ((key, number) for key in dict.fromkeys((*found[1:], joined)) if key and key != typed)
    # Parts are looked for in the first spelling; an acronym has none.
    if found and kind != "acronym":
        keys.grams(FAMILY, set(found[0].split()) - EMPTY_WORDS, number)
    for word in {word for words in spelled for word in words} if kind != "acronym" else ():
        if len(word) > 1 and word.isalpha():
            keys.words.setdefault(word, keys.forms[word])


def _families(keys: _Keys, words: list[str]) -> list[str]:
    from zhengming.language import english

    families = []
    for word in words:
        family = keys.families.get(word)
        if family is None:
            family = keys.families[word] = english.family(word)
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
    keys.grams(BIGRAM, map("".join, pairwise(key)), number)
    if len(key) in SLIP_LENGTHS:
        keys.grams(SLIP, gone(key), number)
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
    from zhengming.language.romanization import pinyin, zhuyin
    from zhengming.language.width import width

    right = _right(concept)
    # Regions share forms: each is laid out once.
    texts = {language: [t.text for t in terms] for language, terms in right.items()}
    cells = {language: [cell, width(cell)] for language, cell in zip(right, map(_cell, right.values()), strict=True)}
    said = {tag: next((language for language in FALLBACKS[tag] if language in right), "") for tag in LANGUAGE_TAGS}
    china, taiwan = (right.get(said[tag], [None])[0] for tag in ("zh-CN", "zh-TW"))
    return {
        "concept": concept.id,
        "kind": concept.kind,
        "terms": {tag: texts.get(language, []) for tag, language in said.items()},
        "avoid": [t.text for t in concept.deprecated()],
        "pinyin": (china.pinyin or pinyin(china.text)) if china else "",
        "zhuyin": (taiwan.zhuyin or zhuyin(taiwan.text)) if taiwan else "",
        "definition": concept.definition,
        "note": concept.note,
        "evidence": [{"source": e.source, "at": e.at, "quote": e.quote} for e in concept.evidence],
        "cells": {tag: cells.get(said[tag], ["", 0]) for tag in (ENGLISH, *REGIONS)},
    }


def _right(concept: Concept) -> dict[str, list[Term]]:
    """By language the terms that may be used, the preferred ones first."""
    stated: dict[str, list[Term]] = {}
    for term in concept.terms:
        if term.is_right:
            stated.setdefault(term.language, []).append(term)
    for terms in stated.values():
        if len(terms) > 1:
            terms.sort(key=_is_second)
    return stated


def _is_second(term: Term) -> bool:
    return term.status != "preferred"


def _cell(terms: list[Term]) -> str:
    """The preferred wording, in English with its acronym: Cyber-Physical System (CPS)."""
    preferred = next((t.text for t in terms if t.status == "preferred"), "")
    if terms[0].language in CHINESE_TAGS:
        return preferred
    short = next((t.text for t in terms if t.type == "acronym"), "")
    return f"{preferred} ({short})" if short and short != preferred else preferred
