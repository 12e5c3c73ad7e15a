"""Every piece of a run of Chinese that explains a word of the gloss, and how well."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from zhengming.language.english import FUNCTION_WORDS, american
from zhengming.language.scripts import HAN, HAN_CHARACTER
from zhengming.words.english import TOKEN, Word, affixes, akin
from zhengming.words.lexicon import senses
from zhengming.words.transliteration import hear

LONGEST_PIECE = 8
_MOST_OPTIONS = 4
_CHINESE_DIGITS = {c: str(n) for n, c in enumerate("零一二三四五六七八九十")}
_ORDINALS = {
    "1": "first", "2": "second", "3": "third", "4": "fourth", "5": "fifth", "6": "sixth", "7": "seventh", "8": "eighth",
    "9": "ninth", "10": "tenth",
}  # fmt: skip
_OF, _AND = ("of", "'s", "\u2019s", "for"), ("and", "&", "or")
_FREE = {
    "的": _OF,
    "之": _OF,
    "与": _AND,
    "和": _AND,
    "及": _AND,
    "暨": _AND,
    "或": _AND,
    "间": ("of", "between", "among"),
}
_NO_CONTENT = FUNCTION_WORDS | {"s", "sb", "sth", "etc"}
_LATIN = re.compile(f"[^\\s{HAN}·．・‧･•、，—/／-]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """run[start:end] explains the words of `mask`, each to the degree `quality`; `how` names the kind of link."""

    start: int
    end: int
    mask: int
    quality: float
    how: str


def find_pieces(run: str, words: Sequence[Word], gloss: str) -> list[Piece]:
    """The pieces of a Simplified run for the words of a gloss."""
    han = [
        (i, j)
        for i in range(len(run))
        for j in range(i + 1, min(i + LONGEST_PIECE, len(run)) + 1)
        if HAN_CHARACTER.match(run[i]) and HAN_CHARACTER.match(run[j - 1])
    ]
    known = senses(run[i:j] for i, j in han)
    out: list[Piece] = []
    for i, j in han:
        if run[i:j] in known:
            out += _by_dictionary(i, j, known[run[i:j]], words)
    out += _by_affix(run, words)
    out += _by_same_string(run, words)
    out += _by_sound(run, words)
    out += _free(run, gloss)
    return out


def _by_dictionary(i: int, j: int, found: tuple[str, ...], words: Sequence[Word]) -> Iterator[Piece]:
    best: dict[int, float] = {}
    for sense in found:
        for mask, quality in _sense_options(sense, tuple(words)):
            best[mask] = max(best.get(mask, 0.0), quality * (0.55 if j - i == 1 else 1.0))
    for mask, quality in sorted(best.items(), key=lambda b: -b[1] * b[0].bit_count())[:_MOST_OPTIONS]:
        yield Piece(i, j, mask, quality, "dictionary")


@lru_cache(maxsize=65536)
def _tokens(sense: str) -> tuple[str, ...]:
    tokens = (t.group().lower() for t in TOKEN.finditer(sense))
    return tuple(t for t in tokens if t not in _NO_CONTENT)


@lru_cache(maxsize=65536)
def _sense_options(sense: str, words: tuple[Word, ...]) -> tuple[tuple[int, float], ...]:
    """The sets of words that a sense speaks of: each repeated word of the gloss may be the one meant."""
    tokens = _tokens(sense)
    if not tokens or len(tokens) > 12:
        return ()
    masks: list[int] = [0]
    matched, likeness = 0, 0.0
    for token in dict.fromkeys(tokens):
        hits: dict[int, float] = {}
        for word in words:
            whole = akin(token, word.whole)
            if whole:
                same = sum(w.bit for w in words if _one_word(w, word))
                hits[same] = max(hits.get(same, 0.0), whole)
            elif not word.prefix and word.text != word.whole and (part := akin(token, word.text)):
                hits[word.bit] = max(hits.get(word.bit, 0.0), part * 0.9)
        if hits:
            matched += 1
            likeness += max(hits.values())
            masks = [m | h for m in masks for h in hits if not m & h][:6] or masks
    if not matched:
        return ()
    quality = likeness / matched * (0.5 + 0.5 * matched / len(tokens))
    return tuple((m, quality) for m in masks)


def _one_word(one: Word, other: Word) -> bool:
    """Whether they are prefix and stem of the same word."""
    if one.bit == other.bit:
        return True
    first, second = (one, other) if one.bit < other.bit else (other, one)
    return first.prefix and not second.prefix and first.bit << 1 == second.bit and first.whole == second.whole


def _by_affix(run: str, words: Sequence[Word]) -> Iterator[Piece]:
    prefixes, suffixes = affixes()
    for word in words:
        if word.prefix:
            for chinese in prefixes.get(word.text, ()):
                for match in re.finditer(chinese, run):
                    yield Piece(match.start(), match.end(), word.bit, 0.9 if len(chinese) > 1 else 0.8, "affix")
        for suffix, renderings in suffixes.items():
            if word.whole.endswith(suffix) and len(word.whole) > len(suffix) + 2:
                for chinese in renderings:
                    for match in re.finditer(f"(?<=[{HAN}]){chinese}", run):
                        yield Piece(match.start(), match.end(), 0, 0.0, "affix")


def _by_same_string(run: str, words: Sequence[Word]) -> Iterator[Piece]:
    tokens = {w.whole: w for w in words}
    for match in _LATIN.finditer(run):
        parts = [american(t.group().lower()) for t in TOKEN.finditer(match.group())]
        mask = sum({tokens[p].bit for p in parts if p in tokens})
        if mask:
            yield Piece(match.start(), match.end(), mask, 1.0, "same")
    for at, character in enumerate(run):
        digit = _CHINESE_DIGITS.get(character)
        for word in words:
            if digit and word.text == digit:
                yield Piece(at, at + 1, word.bit, 0.9, "number")
                yield from _ordinal(run, at, word)
            elif digit and word.text == _ORDINALS.get(digit):
                yield from _ordinal(run, at, word)


def _ordinal(run: str, at: int, word: Word) -> Iterator[Piece]:
    """第四 and 第四次 for fourth."""
    if at and run[at - 1] == "第":
        yield Piece(at - 1, at + 1, word.bit, 0.95, "number")
        if run[at + 1 : at + 2] == "次":
            yield Piece(at - 1, at + 2, word.bit, 0.95, "number")


def _by_sound(run: str, words: Sequence[Word]) -> Iterator[Piece]:
    for word in words:
        if not word.name or word.prefix or len(word.whole) < 2:
            continue
        for heard in hear(run, word.whole):
            length = heard.end - heard.start
            if heard.likeness >= (0.5 if length > 1 else 0.85) and length <= 9:
                yield Piece(heard.start, heard.end, word.bit, min(heard.likeness, 1.0), "sound")


def _free(run: str, gloss: str) -> Iterator[Piece]:
    """Function words that the English has too."""
    english = gloss.lower()
    tokens = set(re.findall(r"[a-z]+|&|['\u2019]s", english))
    for at, character in enumerate(run):
        if tokens & set(_FREE.get(character, ())):
            yield Piece(at, at + 1, 0, 0.0, "function")
