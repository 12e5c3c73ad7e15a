"""Characters that conversion from Simplified got wrong: 製裁 for 制裁, 之后 for 之後.

One Simplified character stands for several Traditional ones (制 for 制 and 製). Where CC-CEDICT has a word with one of
them, the same word with another is wrong, unless that is a word too, or stands inside one. What comes of it is kept in
an SQLite file in our cache; data/misconversion.tsv holds the groups, the exceptions, and what the dictionary lacks.
"""

from __future__ import annotations

import re
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from zhengming.files.compiled import compiled
from zhengming.language import dictionary
from zhengming.language.scripts import HAN, HAN_RUN, simplify
from zhengming.language.words import dictionary_words, log_probability, stands_as_word
from zhengming.words.cedict import entries, packed

# Counts up whenever the tables below or what goes into them change.
_FORMAT = 1
_SCHEMA = """
    CREATE TABLE wrong (wrong TEXT PRIMARY KEY, right TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE word (word TEXT PRIMARY KEY) WITHOUT ROWID;
"""
_SHORTEST, _LONGEST = 2, 4
# Longer idioms and names tell nothing that their parts do not, but what stands inside them is right.
_LONGEST_WORD = 8
# A wrong wording so long is believed although one of its characters makes a word with a neighbour.
_TELLING = 4
# 里 is an inner side behind these words, and a mile or a neighbourhood behind others.
_BEHIND_NOUNS = frozenset("里")
_COMMON_NOUNS = frozenset(["n", "vn", "t", "s", "l", "r"])
# Whatever the words around, this is no word by itself: 十分鍾 is not 十分 and 鍾.
_NEVER_ALONE = frozenset("鍾")
# As often by itself as in a word: 船只有 may be 船 and 只有 or 船只 and 有.
_OFTEN_ALONE = frozenset("只")
# In logarithms of probability: five times.
_MUCH_LIKELIER = 1.6
_NUMBERS = "0123456789０１２３４５６７８９一二兩三四五六七八九十百千幾數"
_HAN_WORD = re.compile(f"[{HAN}]{{2,{_LONGEST_WORD}}}")


class Wrong(NamedTuple):
    """A wording that conversion got wrong: text[start:end], and what it should be."""

    start: int
    end: int
    right: str


def misconverted(text: str, script: str) -> list[Wrong]:
    """The wordings of a text (`zh-Hant` or `zh-Hans`) that conversion got wrong, in order, none inside another."""
    table = _traditional() if script == "zh-Hant" else _simplified()
    found: list[Wrong] = []
    at = 0
    # Clean texts have many of the characters, and hardly any of the pairs.
    for match in table.suspects.finditer(text):
        n = match.start()
        if n < at or not (
            text[n] in table.alone or text[n : n + 2] in table.pairs or text[n - 1 : n + 1] in table.pairs
        ):
            continue
        if hit := _longest(text, n, table):
            found.append(hit)
            at = hit.end
    return found


class _Table(NamedTuple):
    """Wrong wordings with the right ones, and what tells quickly where one may stand.

    `suspects` are the characters that are wrong in some word, `pairs` those with a neighbour from it, `alone` what is
    wrong by itself: what it should be, and before and behind what it is right.
    """

    right: dict[str, str]
    suspects: re.Pattern[str]
    pairs: frozenset[str]
    alone: dict[str, tuple[str, str, str]]


def _longest(text: str, at: int, table: _Table) -> Wrong | None:
    """The longest wrong wording in which text[at] is what is wrong."""
    for length in range(_LONGEST, _SHORTEST - 1, -1):
        for start in range(max(at + 1 - length, 0), at + 1):
            right = table.right.get(text[start : start + length])
            if right and right[at - start] != text[at] and _stands(text, start, right, table):
                return Wrong(start, start + length, right)
    if text[at] in table.alone and _is_lone(text, at, table):
        return Wrong(at, at + 1, table.alone[text[at]][0])
    return None


def _is_lone(text: str, at: int, table: _Table) -> bool:
    _, before, behind = table.alone[text[at]]
    if text[at + 1 : at + 2] in (*behind,) or text[at - 1 : at] in (*before,):
        # 三天后 is no 天后.
        return (
            text[at - 1 : at] == "天"
            and text[at - 2 : at - 1] in (*_NUMBERS,)
            and text[at + 1 : at + 2] not in (*behind,)
        )
    if any(_words_over(text, at, at, at)):
        return False
    return text[at] not in _BEHIND_NOUNS or _follows_noun(text, at)


def _follows_noun(text: str, at: int) -> bool:
    """Whether the word before is a common noun of two characters or more, no name and no number: 系統里."""
    left = at
    while left and HAN_RUN.match(text[left - 1]):
        left -= 1
    run = HAN_RUN.match(text, left)
    place = left
    before = ""
    for word in dictionary_words(run[0] if run else ""):
        if place == at:
            return len(word) == 1 and len(before) > 1 and dictionary.tag(simplify(before)) in _COMMON_NOUNS
        place, before = place + len(word), word
    return False


def _stands(text: str, start: int, right: str, table: _Table) -> bool:
    """Whether it is a word there, and the wrong character in no right word with its neighbours: 船只有."""
    end = start + len(right)
    if table.alone:
        for n, character in enumerate(right, start):
            if text[n] != character and any(
                text[n] in _OFTEN_ALONE or not _likelier(text[start:end], word, first - start)
                for first, word in _words_over(text, n, start, end)
                if len(word) >= len(right) or len(right) < _TELLING
            ):
                return False
        # 第二隻是防空: a number counts something.
        if text[start] == "隻" and text[start - 1 : start] in (*_NUMBERS, "這", "那", "每", "整"):
            return False
    if any(text[n] in _NEVER_ALONE and text[n] != character for n, character in enumerate(right, start)):
        return True
    left = start
    while left and HAN_RUN.match(text[left - 1]):
        left -= 1
    run = HAN_RUN.match(text, start)
    return stands_as_word(text[left : run.end() if run else end], start - left, end - left)


def _likelier(hit: str, word: str, shift: int) -> bool:
    """Whether the hit is much likelier there than a word across its edge: 機制 | 成 than 機 | 製成."""
    if shift > 0:
        one, other = (hit, word[len(hit) - shift :]), (hit[:shift], word)
    elif shift < 0 and len(word) + shift < len(hit):
        one, other = (word[:-shift], hit), (word, hit[len(word) + shift :])
    else:
        return False
    scores = [sum(log_probability(part) for part in parts if part) for parts in (one, other)]
    return scores[0] > scores[1] + _MUCH_LIKELIER


def _words_over(text: str, at: int, start: int, end: int) -> Iterator[tuple[int, str]]:
    """The words, as the dictionary has them, with text[at] in them that reach beyond text[start:end], and where."""
    for length in range(2, _LONGEST + 1):
        for first in range(max(at + 1 - length, 0), at + 1):
            word = text[first : first + length]
            if len(word) == length and not (start <= first and first + length <= end) and _is_word(word):
                yield first, word


@lru_cache(maxsize=8192)
def _is_word(word: str) -> bool:
    return _connection().execute("SELECT 1 FROM word WHERE word = ?", (word,)).fetchone() is not None


@cache
def _traditional() -> _Table:
    alone = {row[0]: (row[1], row[2].replace("-", ""), row[3].replace("-", "")) for row in _said("alone")}
    return _table(dict(_connection().execute("SELECT wrong, right FROM wrong")), alone)


@cache
def _simplified() -> _Table:
    return _table(dict(_said_wrong("hans")), {})


def _table(right: dict[str, str], alone: dict[str, tuple[str, str, str]]) -> _Table:
    wrong = {(word, n) for word, good in right.items() for n in range(len(word)) if word[n] != good[n]}
    pairs = {pair for word, n in wrong for pair in (word[n : n + 2], word[max(n - 1, 0) : n + 1]) if len(pair) == 2}
    suspects = re.compile("[" + "".join(sorted({word[n] for word, n in wrong} | alone.keys())) + "]")
    return _Table(right, suspects, frozenset(pairs), alone)


@cache
def _connection() -> sqlite3.Connection:
    data = packed()
    own = resources.files("zhengming.words").joinpath("data/misconversion.tsv").read_text(encoding="utf-8")
    key = f"{_FORMAT}-{data[-8:].hex()}-{zlib.crc32(own.encode()):08x}"
    return compiled("misconversion", key, lambda: _build(data))


@cache
def _lines() -> tuple[tuple[str, tuple[str, ...]], ...]:
    text = resources.files("zhengming.words").joinpath("data/misconversion.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple((kind, tuple(data.split())) for kind, data in rows)


def _said(kind: str) -> Iterator[tuple[str, ...]]:
    return (data for name, data in _lines() if name == kind)


def _said_wrong(script: str) -> Iterator[tuple[str, str]]:
    for data in _said(script):
        for pair in data:
            wrong, _, right = pair.partition("=")
            yield wrong, right


def _build(data: bytes) -> sqlite3.Connection:
    swaps = _swaps()
    own = [word for row in _said("words") for word in row]
    # A name says nothing of other words: 裡約 is wrong for 里約, and 這裡約有 is right.
    known = [
        (e.traditional, bool(e.senses) and not e.pinyin[:1].isupper())
        for e in entries(data)
        if _HAN_WORD.fullmatch(e.traditional)
    ]
    spellings, meant = {word for word, _ in known}, {word for word, means in known if means}
    # 麵的 is a kind of taxi, and far more often the end of 方麵的.
    right = (spellings - {"麵的"} | set(own)) - {wrong for wrong, _ in _said_wrong("hant")}
    accepted = right | {word for row in _said("accepted") for word in row}
    inside = {part for word in accepted for part in _parts(word)}
    wrong = dict(_generated(sorted(meant & right) + own, swaps, inside, accepted))
    wrong.update(_said_wrong("hant"))
    telling = set(swaps).union(*swaps.values())
    words = {w for w in accepted if len(w) <= _LONGEST and not telling.isdisjoint(w) and w not in wrong}
    words.update(c for c in _variants_of(words))
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.executescript(_SCHEMA)
    connection.executemany("INSERT INTO wrong VALUES (?, ?)", sorted(wrong.items()))
    connection.executemany("INSERT INTO word VALUES (?)", ((word,) for word in sorted(words)))
    connection.commit()
    return connection


def _swaps() -> dict[str, tuple[str, ...]]:
    """Character → what a converter may wrongly put for it."""
    found: dict[str, dict[str, None]] = {}
    for group in _said("group"):
        spellings = [alike.split("=") for alike in group]
        for n, alike in enumerate(spellings):
            others = [c for m, other in enumerate(spellings) if m != n for c in other]
            for character in alike:
                found.setdefault(character, {}).update(dict.fromkeys(others))
    for row in _said("over"):
        for character in row[0].split("="):
            found.setdefault(character, {}).update(dict.fromkeys(row[1:]))
    return {character: tuple(others) for character, others in found.items()}


def _parts(word: str) -> Iterator[str]:
    for length in range(_SHORTEST, _LONGEST + 1):
        for at in range(len(word) - length + 1):
            yield word[at : at + length]


def _generated(
    words: Iterable[str], swaps: dict[str, tuple[str, ...]], inside: set[str], accepted: set[str]
) -> Iterator[tuple[str, str]]:
    """Every wrong form of the words, the short ones first.

    A form says no more where a shorter wrong one stands in it, and is doubtful where a right word has the character.
    """
    seen: set[str] = set()
    for word in sorted((w for w in words if len(w) <= _LONGEST), key=len):
        for at, character in enumerate(word):
            for other in swaps.get(character, ()):
                wrong = word[:at] + other + word[at + 1 :]
                if wrong in inside or wrong in seen or any(p in seen for p in _parts(wrong)):
                    continue
                if len(word) > _SHORTEST and accepted.intersection(
                    (wrong[at : at + 2], wrong[max(at - 1, 0) : at + 1])
                ):
                    continue
                seen.add(wrong)
                yield wrong, word


def _variants_of(words: Iterable[str]) -> Iterator[str]:
    """The words in the other spelling: 裏面 for 裡面, 臺灣 for 台灣."""
    for pair in (c for kind in ("group", "over") for row in _said(kind) for c in row if "=" in c):
        one, *others = pair.split("=")
        for other in others:
            for a, b in ((one, other), (other, one)):
                yield from [w.replace(a, b) for w in words if a in w]
