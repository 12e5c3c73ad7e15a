"""The letters of an acronym, explained by the initials of what Chinese words mean: 戰略 S, 國際 I, 研究 S, 中心 C."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from zhengming.language.english import FUNCTION_WORDS
from zhengming.words.english import TOKEN, Word
from zhengming.words.pieces import Piece, find_headwords

_CHINESE_DIGITS = {c: str(n) for n, c in enumerate("零一二三四五六七八九十")}
_LATIN = re.compile(r"[A-Za-z0-9]+")
_MOST_LETTERS = 8


@lru_cache(maxsize=512)
def letters_of_acronym(acronym: str) -> tuple[Word, ...]:
    """One word a letter: CSIS → C S I S; a plural's s does not count."""
    plain = re.sub(r"(?<=[A-Z])s$", "", acronym)
    letters = [c for c in plain if c.isalnum() and not c.islower()] or [c for c in plain if c.isalnum()]
    return tuple(Word(c.lower(), c, 1.0, 1 << n, False, c.lower()) for n, c in enumerate(letters[:_MOST_LETTERS]))


def find_letter_pieces(run: str, words: Sequence[Word], acronym: str) -> list[Piece]:
    """The pieces of a Simplified run whose meanings begin with letters of the acronym, or name it."""
    every = sum(w.bit for w in words)
    out = list(_digits(run, words))
    named = re.compile(rf"(?<![A-Za-z]){re.escape(acronym)}(?![A-Za-z])")
    for i, j, found in find_headwords(run):
        if any(acronym in sense and named.search(sense) for sense in found):
            out.append(Piece(i, j, every, 1.0, "dictionary"))
        else:
            out += _initials(i, j, found, words)
    for match in _LATIN.finditer(run):
        mask = _take(match.group().lower(), words)
        if mask:
            out.append(Piece(match.start(), match.end(), mask, 1.0, "same"))
    return out


def _digits(run: str, words: Sequence[Word]) -> Iterator[Piece]:
    for at, character in enumerate(run):
        for word in words:
            if word.text == _CHINESE_DIGITS.get(character):
                yield Piece(at, at + 1, word.bit, 0.9, "number")
                if at and run[at - 1] == "第":
                    end = at + 2 if run[at + 1 : at + 2] == "次" else at + 1
                    yield Piece(at - 1, end, word.bit, 0.95, "number")


def _initials(i: int, j: int, found: tuple[str, ...], words: Sequence[Word]) -> Iterator[Piece]:
    """A word with few meanings tells more than one with many: nearly any letter begins one of those."""
    if not found or (j - i == 1 and len(found) > 6):
        return
    initials, doubt = _initials_of_all(found)
    best: dict[int, float] = {}
    for text in initials:
        if len(text) > 1 and j - i == 1:
            continue
        quality = (
            (0.95 if len(text) > 2 else 0.85) if len(text) > 1 else (0.4 if j - i == 1 else 0.75) / max(doubt, 1.0)
        )
        for mask in _masks(text, words):
            best[mask] = max(best.get(mask, 0.0), quality)
    for mask, quality in sorted(best.items(), key=lambda b: (-b[1], b[0]))[:6]:
        yield Piece(i, j, mask, quality, "initials")


@lru_cache(maxsize=16384)
def _initials_of_all(found: tuple[str, ...]) -> tuple[frozenset[str], float]:
    """The initials of the senses of a word, and the doubt that many of one letter cast on it."""
    initials = frozenset(text for sense in found if (text := _initials_of(sense)))
    return initials, len({text for text in initials if len(text) == 1}) ** 0.5


def _initials_of(sense: str) -> str:
    words = [
        w
        for w in TOKEN.findall(re.sub(r"\([^()]*\)", "", sense).replace("to ", "", 1))
        if w.lower() not in FUNCTION_WORDS
    ]
    return "".join(w[0].lower() for w in words) if len(words) <= 5 else ""


def _masks(text: str, words: Sequence[Word]) -> list[int]:
    if len(text) == 1:
        return [w.bit for w in words if w.text == text]
    mask = _take(text, words)
    return [mask] if mask else []


def _take(text: str, words: Sequence[Word]) -> int:
    """The bits of all letters of `text`, each taken once; 0 where one is not there."""
    mask = 0
    for letter in text:
        bit = next((w.bit for w in words if w.text == letter and not w.bit & mask), 0)
        if not bit:
            return 0
        mask |= bit
    return mask
