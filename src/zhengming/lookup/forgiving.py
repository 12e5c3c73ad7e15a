"""Answers to what no wording says exactly: sounds, parts of terms, slips; and the nearest wordings where all fails.

Every kind first narrows the index down by keys or pieces, then looks at the wordings that are left.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, product

from zhengming.glossary.indexed import BIGRAM, FAMILY, SLIP, SLIP_LENGTHS, SPELLING, gram_range
from zhengming.language.characters import is_han
from zhengming.language.english import american
from zhengming.language.keys import EMPTY_WORDS, gone, halves, is_zhuyin, letters, pieces, sound_key
from zhengming.lookup.search import SCORES, Hit, Query
from zhengming.tags import REGIONS

_LOWER_MASK = 0xFFFFFFFF
# So many wordings are looked at for one query, readings tried for a mistyped one, and words taken for a slip.
_MOST_CANDIDATES, _MOST_READINGS, _MOST_WORDS = 20_000, 64, 24
_NEAREST = 3
# Half of the pieces in common: nearer ones are worth a suggestion.
_NEAR = 0.5


def forgiven(connection: sqlite3.Connection, query: Query) -> Iterator[Sequence[Hit]]:
    """The hits of every further kind, the likelier kind first; each is looked for only when it is asked for."""
    yield _respelled(connection, query)
    yield _sounding(connection, query)
    yield _containing(connection, query)
    # Before the terms inside it: a slip that makes a whole wording of the query explains all of it.
    yield _with_a_slip(connection, query)
    yield _mentioned(connection, query)


def _mentioned(connection: sqlite3.Connection, query: Query) -> list[Hit]:
    from zhengming.lookup.sentence import mentioned

    return mentioned(connection, query)


def _is_chinese(query: Query) -> bool:
    return any(map(is_han, query.key))


def _wordings(connection: sqlite3.Connection, numbers: Iterable[int]) -> Iterator[tuple[int, str, str, str, str]]:
    """(concept, key, status, language, text) of wordings by number."""
    sql = "SELECT concept, key, status, language, text FROM wording WHERE number = ?"
    for number in islice(numbers, _MOST_CANDIDATES):
        yield connection.execute(sql, (number,)).fetchone()


def _with_piece(connection: sqlite3.Connection, kind: str, piece: str) -> list[int]:
    """The numbers of all wordings or words with a piece, and of a few others whose piece has the same hash."""
    sql = "SELECT number FROM gram WHERE number BETWEEN ? AND ?"
    return [row[0] & _LOWER_MASK for row in connection.execute(sql, gram_range(kind, piece))]


def _hit(query: Query, how: str, quality: float, row: tuple[int, str, str, str, str]) -> Hit:
    concept, _, status, language, _ = row
    # Another region's form comes after this one's, as long as both match as well.
    elsewhere = bool(query.region and language in REGIONS and language != query.region)
    return Hit(concept, how, SCORES[how] * (0.8 + 0.2 * quality) - 0.01 * elsewhere, status, language)


# Spelling: what only hyphens, spaces, dots and British habits part.


def _respelled(connection: sqlite3.Connection, query: Query) -> list[Hit]:
    """supplychain, supply-chains, A.I. and programmes: the letters are right."""
    joined = letters(query.folded)
    if not query.english or len(joined) < 2 or joined in EMPTY_WORDS:
        return []
    keys = {joined, *_singulars(joined), _known_family(connection, joined)}
    keys |= {" ".join(_known_family(connection, word) for word in key.split()) for key in query.keys}
    return [
        Hit(concept, "acronym" if kind == "acronym" else "inflection", SCORES["inflection"], status, "en")
        for concept, kind, status in _by_keys(connection, sorted(keys))
    ]


def _singulars(word: str) -> list[str]:
    return [word[: -len(end)] for end in ("es", "s") if word.endswith(end) and len(word) > len(end) + 1]


def _known_family(connection: sqlite3.Connection, word: str) -> str:
    """The family that the glossary's words give to a word, by its American spelling if not as it stands."""
    sql = "SELECT family FROM form WHERE form = ?"
    for form in (word, american(word)):
        row = connection.execute(sql, (form,)).fetchone()
        if row:
            return str(row[0])
    return american(word)


def _by_keys(connection: sqlite3.Connection, keys: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    holes = ",".join("?" * len(keys))
    sql = (
        f"SELECT concept, kind, status FROM wording WHERE language = 'en' AND key IN ({holes}) UNION ALL "
        f"SELECT concept, kind, status FROM other JOIN wording ON number = wording WHERE other.key IN ({holes})"
    )
    yield from connection.execute(sql, (*keys, *keys))


# Sound.


def _sounding(connection: sqlite3.Connection, query: Query) -> list[Hit]:
    """Pinyin and zhuyin, with or without tones and spaces, and the initials of either."""
    key, tones = sound_key(query.asked if not query.asked.isascii() else query.folded)
    # ＰＩＮＹＩＮ in full width is letters only when folded.
    if not key and query.folded.isascii():
        key, tones = sound_key(query.folded)
    if _is_chinese(query) or len(key) < 2:
        return []
    hits = []
    wanted = {key, letters(query.folded)} if key.isascii() else {key}
    for piece in sorted(wanted):
        sql = (
            "SELECT way, tones, concept, wording.key, status, language, text FROM sound "
            "JOIN wording ON number = wording WHERE sound.key = ?"
        )
        for way, stated, *row in connection.execute(sql, (piece,)):
            short = way.startswith("initials")
            if short and key in EMPTY_WORDS:
                continue
            quality = 0.5 if short else 1.0 if _is_part(tones, stated) else 0.7
            hits.append(_hit(query, way.removeprefix("initials "), quality, tuple(row)))
    return hits


def _is_part(tones: str, stated: str) -> bool:
    """Whether the tones that were typed stand in the reading, in their order; some may be left out."""
    rest = iter(stated)
    return all(tone in rest for tone in tones)


# Parts.


def _containing(connection: sqlite3.Connection, query: Query) -> list[Hit]:
    """Terms of which the query is a part: 風險 in 去風險, chain in supply chain; whole words only in English."""
    if any(map(is_zhuyin, query.key)):
        return []
    if _is_chinese(query):
        key = query.key
        numbers = _with_all(connection, BIGRAM, {key[n : n + 2] for n in range(len(key) - 1)})
        rows = [r for r in _wordings(connection, numbers) if key in r[1] and key != r[1]]
        return [_hit(query, "contains", len(key) / len(r[1]), r) for r in rows]
    return [hit for key in query.english for hit in _containing_words(connection, query, key)]


def _containing_words(connection: sqlite3.Connection, query: Query, key: str) -> list[Hit]:
    words = key.split()
    if all(w in EMPTY_WORDS or len(w) < 3 for w in words) and not (len(words) == 1 and _is_capital(query.asked)):
        return []
    telling = {w for w in words if w not in EMPTY_WORDS} or set(words)
    rows = _wordings(connection, _with_all(connection, FAMILY, telling))
    found = [r for r in rows if f" {key} " in f" {r[1]} "]
    return [_hit(query, "contains", len(key) / len(r[1]), r) for r in found]


def _is_capital(text: str) -> bool:
    """US is a name, us is not."""
    return len(text) > 1 and text.isupper()


def _with_all(connection: sqlite3.Connection, kind: str, wanted: set[str]) -> list[int]:
    """The wordings with all these pieces."""
    found: set[int] | None = None
    for piece in sorted(wanted):
        numbers = set(_with_piece(connection, kind, piece))
        found = numbers if found is None else found & numbers
        if not found:
            return []
    return sorted(found or ())


# Slips.


def _with_a_slip(connection: sqlite3.Connection, query: Query) -> list[Hit]:
    """One wrong, missing, doubled or exchanged character in Chinese; one or two wrong letters in English."""
    if any(map(is_zhuyin, query.key)):
        return []
    if _is_chinese(query):
        return [
            *_chinese_slips(connection, query),
            *_homophones(connection, query),
            *_with_a_wrong_half(connection, query),
        ]
    return _english_slips(connection, query)


def _chinese_slips(connection: sqlite3.Connection, query: Query) -> list[Hit]:
    key = query.key
    if len(key) not in SLIP_LENGTHS:
        return []
    shorter = gone(key)
    numbers = {n for piece in (key, *shorter) for n in _with_piece(connection, SLIP, piece)}
    if len(key) > SLIP_LENGTHS.start:
        sql = f"SELECT number FROM wording WHERE key IN ({','.join('?' * len(shorter))})"
        numbers |= {row[0] for row in connection.execute(sql, shorter)}
    rows = [r for r in _wordings(connection, sorted(numbers)) if distance(key, r[1], 1) == 1]
    # A character too many at either end is no slip: the term stands in the query, and is told as that.
    return [_hit(query, "fuzzy", 1 - 1 / len(r[1]), r) for r in rows if r[1] not in key]


def _homophones(connection: sqlite3.Connection, query: Query) -> list[Hit]:
    """Characters that sound alike, as an input method mistypes them: 拖鉤 for 脫鉤."""
    key = query.key
    if not 2 <= len(key) <= SLIP_LENGTHS.stop or not all(map(is_han, key)):
        return []
    known = connection.execute("SELECT readings FROM syllable").fetchone()[0]
    readings = [_readings(known, character) for character in key]
    hits = []
    sql = (
        "SELECT concept, wording.key, status, language, text FROM sound JOIN wording ON number = wording "
        "WHERE sound.key = ? AND way = 'pinyin'"
    )
    for syllables in islice(product(*readings), _MOST_READINGS):
        for row in connection.execute(sql, ("".join(syllables),)):
            same = sum(a == b for a, b in zip(key, row[1], strict=False))
            if len(row[1]) == len(key) and same * 2 >= len(key):
                # A character that sounds right is nearer than one that is merely another.
                hits.append(_hit(query, "fuzzy", (same + 0.5) / len(key), row))
    return hits


def _with_a_wrong_half(connection: sqlite3.Connection, query: Query) -> list[Hit]:
    """Terms of two characters of which one is another, where the query is no word: 制裁 for 制栽, but not for 制度."""
    key = query.key
    if len(key) != 2 or not all(map(is_han, key)):
        return []
    numbers = {n for piece in halves(key) for n in _with_piece(connection, SLIP, piece)}
    rows = [r for r in _wordings(connection, sorted(numbers)) if len(r[1]) == 2 and distance(key, r[1], 1) == 1]
    # Dictionaries are asked last: the first to ask one ever waits for it to be compiled.
    return [] if not rows or _is_chinese_word(query) else [_hit(query, "fuzzy", 1 / 2, r) for r in rows]


def _is_chinese_word(query: Query) -> bool:
    """Whether jieba's dictionary or CC-CEDICT has it; 網購 and 預判 stand in the second alone."""
    from zhengming.language.words import is_word
    from zhengming.words.cedict import has_headword

    return is_word(query.asked) or has_headword(query.asked)


def _readings(known: str, character: str) -> list[str]:
    """Of lines like 行xing,hang,hang,heng those of a character."""
    at = known.find(character) + 1
    return list(dict.fromkeys(known[at : known.find("\n", at)].split(","))) if at else []


def _english_slips(connection: sqlite3.Connection, query: Query) -> list[Hit]:
    hits = []
    for key in query.english:
        typed = key.split()
        for corrected, slips in _corrections(connection, typed):
            other = sum(a[:1] != b[:1] for a, b in zip(typed, corrected, strict=True))
            hits += _corrected(connection, query, " ".join(corrected), 1 - slips / 10 - other / 20)
    # ships is no mistyped chips: who writes a whole word that is one means it.
    if hits and query.key.isalpha() and _is_english(query.key):
        return []
    return hits


def _is_english(word: str) -> bool:
    # The dictionary takes long to read, but only a query with a slip asks it.
    import simplemma

    return bool(simplemma.is_known(word, lang="en"))


def _corrected(connection: sqlite3.Connection, query: Query, key: str, quality: float) -> list[Hit]:
    sql = "SELECT concept, key, status, language, text FROM wording WHERE language = 'en' AND key = ?"
    rows = list(connection.execute(sql, (key,)))
    sql = "SELECT concept, wording.key, status, language, text FROM other JOIN wording ON number = wording "
    rows += connection.execute(sql + "WHERE other.key = ?", (key,))
    if rows:
        return [_hit(query, "fuzzy", quality, row) for row in rows]
    found = _containing_words(connection, query, key)
    return [h._replace(how="fuzzy", score=h.score - 0.2 * (2 - quality)) for h in found]


def _corrections(connection: sqlite3.Connection, typed: list[str]) -> Iterator[tuple[list[str], int]]:
    """The query's words with the strange ones put right, and how many letters that took; one or two by length."""
    allowed = _slips_in(sum(map(len, typed)))
    known = [_known(connection, word) for word in typed]
    if not 0 < known.count("") <= allowed:
        return
    choices = []
    for word, family in zip(typed, known, strict=True):
        # A short word by itself is too near to everything; beside right ones it is not.
        slips = allowed if len(typed) == 1 or len(word) > 8 else min(allowed, 1 if len(word) > 1 else 0)
        near = _near_words(connection, word, slips) if not family else [(0, family)]
        choices.append(near or [(0, word)])
    for chosen in islice(product(*choices), 200):
        slips = sum(n for n, _ in chosen)
        if 0 < slips <= allowed:
            yield [family for _, family in chosen], slips


def _slips_in(size: int) -> int:
    return 0 if size < 5 else 1 if size < 9 else 2


def _known(connection: sqlite3.Connection, word: str) -> str:
    """The word's family if the glossary has it; empty where it is strange."""
    sql = "SELECT family FROM form WHERE form = ? OR family = ? LIMIT 1"
    row = connection.execute(sql, (word, word)).fetchone()
    return str(row[0]) if row else ""


def _near_words(connection: sqlite3.Connection, word: str, slips: int) -> list[tuple[int, str]]:
    """(slips, family) of the glossary's words that a mistyped one may be, the nearest first."""
    found: dict[str, int] = {}
    sql = "SELECT word, family FROM word WHERE number = ?"
    # Each slip spoils four pieces at most: of one more, one is whole. The rarest tell most.
    lists = sorted((_with_piece(connection, SPELLING, p) for p in set(pieces(word))), key=len)[: 4 * slips + 1]
    for number in {n for numbers in lists for n in numbers} if slips else ():
        other, family = connection.execute(sql, (number,)).fetchone()
        for form in dict.fromkeys((other, other + "s")):
            apart = min(distance(word, form, slips), 1 + distance(_undoubled(word), _undoubled(form), slips - 1))
            if apart <= slips:
                found[family] = min(apart, found.get(family, apart))
    # Who mistypes a word hardly ever mistypes its first letter.
    nearest_first = sorted((apart, family[:1] != word[:1], family) for family, apart in found.items())
    return [(apart, family) for apart, _, family in nearest_first[:_MOST_WORDS]]


def _undoubled(word: str) -> str:
    """Which of its letters a word doubles is what people forget: tariff, tarrif → tarif."""
    return "".join(c for n, c in enumerate(word) if word[n - 1 : n] != c)


def distance(one: str, other: str, most: int) -> int:
    """How many letters are wrong, missing, too many or exchanged with their neighbour; `most` + 1 for more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    earlier: list[int] = []
    before = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (a != b))
            if earlier and a == other[j - 2] and b == one[i - 2] and j > 1:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        earlier, before = before, row
    return before[-1]


# The nearest.


def nearest(connection: sqlite3.Connection, query: Query) -> tuple[str, ...]:
    """The wordings most like a query that found nothing, at most three; none where nothing is like it."""
    found = _near_chinese(connection, query) if _is_chinese(query) else _near_english(connection, query)
    best = sorted(found.items(), key=lambda item: (-item[1], len(item[0]), item[0]))
    return tuple(text for text, _ in best[:_NEAREST])


def _near_chinese(connection: sqlite3.Connection, query: Query) -> dict[str, float]:
    """Wordings with half of the characters; for a single character those that begin with it."""
    key = query.key
    if len(key) == 1:
        return {row[0]: 1.0 for row in connection.execute(
            "SELECT text FROM wording WHERE typed > ? AND typed < ? ORDER BY length(typed) LIMIT 50",
            (key, key + "\U0010ffff"),
        )}  # fmt: skip
    numbers = {n for at in range(len(key) - 1) for n in _with_piece(connection, BIGRAM, key[at : at + 2])}
    rows = _wordings(connection, sorted(numbers))
    likeness = {row[4]: _likeness(set(key), set(row[1])) for row in rows}
    return {text: like for text, like in likeness.items() if like >= _NEAR}


def _near_english(connection: sqlite3.Connection, query: Query) -> dict[str, float]:
    """Wordings that begin with the query, or that have a word like it."""
    typed = query.key
    sql = "SELECT text FROM wording WHERE typed > ? AND typed < ? ORDER BY length(typed) LIMIT 50"
    found = {text: 1.0 for (text,) in connection.execute(sql, (typed, typed + "\U0010ffff")) if len(typed) > 1}
    for word in query.english[0].split() if query.english and len(typed) > 4 else ():
        mine = set(pieces(word))
        for number in {n for piece in mine for n in _with_piece(connection, SPELLING, piece)}:
            row = connection.execute("SELECT word, family FROM word WHERE number = ?", (number,)).fetchone()
            like = _likeness(mine, set(pieces(row[0])))
            if like >= _NEAR:
                rows = _wordings(connection, _with_piece(connection, FAMILY, row[1])[:50])
                found.update({r[4]: like * (0.5 + 0.5 / (1 + r[1].count(" "))) for r in rows if r[4] not in found})
    return found


def _likeness(some: set[str], others: set[str]) -> float:
    return 2 * len(some & others) / (len(some) + len(others))
