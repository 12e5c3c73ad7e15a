"""Every piece of a run of Chinese that explains a word of the gloss, and how well."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from zhengming.language.english import FUNCTION_WORDS
from zhengming.language.scripts import HAN, HAN_CHARACTER
from zhengming.words.english import TOKEN, Word, affixes, akin, american, heads_of
from zhengming.words.lexicon import senses
from zhengming.words.transliteration import hear

LONGEST_PIECE = 8
_MOST_OPTIONS = 4
_LONGEST_SENSE = 12
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
    out: list[Piece] = []
    heads = frozenset[str]().union(*(heads_of(text) for w in words for text in (w.whole, w.text)))
    for i, j, found in find_headwords(run):
        if not heads.isdisjoint(_heads(found)):
            out += _by_dictionary(i, j, found, words, heads)
    out += _by_affix(run, words)
    out += _by_same_string(run, words)
    out += _by_sound(run, words)
    out += _free(run, gloss)
    return out


def find_headwords(run: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """Every piece of a Simplified run that is a headword: where it begins and ends, its senses."""
    places = [m.start() for m in HAN_CHARACTER.finditer(run)]
    spans = [(i, j + 1) for n, i in enumerate(places) for j in places[n : n + LONGEST_PIECE] if j - i < LONGEST_PIECE]
    known = senses(run[i:j] for i, j in spans)
    return [(i, j, known[run[i:j]]) for i, j in spans if run[i:j] in known]


def _by_dictionary(
    i: int, j: int, found: tuple[str, ...], words: Sequence[Word], heads: frozenset[str]
) -> Iterator[Piece]:
    best: dict[int, float] = {}
    for tokens, heads_of_sense in _senses_by_tokens(found):
        if heads.isdisjoint(heads_of_sense):
            continue
        for mask, quality in _sense_options(tokens, words, heads):
            best[mask] = max(best.get(mask, 0.0), quality * (0.55 if j - i == 1 else 1.0))
    for mask, quality in sorted(best.items(), key=lambda b: -b[1] * b[0].bit_count())[:_MOST_OPTIONS]:
        yield Piece(i, j, mask, quality, "dictionary")


@lru_cache(maxsize=8192)
def _senses_by_tokens(found: tuple[str, ...]) -> tuple[tuple[tuple[str, ...], frozenset[str]], ...]:
    """The content words of each sense that is not too long, and how they begin."""
    every = ([t.lower() for t in TOKEN.findall(sense)] for sense in found)
    senses_of = (tuple(t for t in tokens if t not in _NO_CONTENT) for tokens in every)
    return tuple((s, frozenset(t[:3] for t in s)) for s in senses_of if 0 < len(s) <= _LONGEST_SENSE)


def sense_words(found: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The content words of each English sense of a headword."""
    return [tokens for tokens, _ in _senses_by_tokens(found)]


@lru_cache(maxsize=8192)
def _heads(found: tuple[str, ...]) -> frozenset[str]:
    """How the words of all senses begin."""
    return frozenset[str]().union(*(heads for _, heads in _senses_by_tokens(found)))


def _sense_options(
    tokens: tuple[str, ...], words: Sequence[Word], heads: frozenset[str]
) -> Sequence[tuple[int, float]]:
    """The sets of words that a sense speaks of: each repeated word of the gloss may be the one meant.

    A token that begins like none of the `heads` of the words is akin to none of them.
    """
    masks: list[int] = [0]
    matched, likeness = 0, 0.0
    for token in dict.fromkeys(tokens):
        if token[:3] not in heads:
            continue
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
    return [(m, quality) for m in masks]


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
                    yield from _rendered(run, chinese)


def _rendered(run: str, chinese: str) -> Iterator[Piece]:
    """The places behind a Han character where the rendering of a suffix stands."""
    at = run.find(chinese, 1)
    while at >= 0:
        if HAN_CHARACTER.match(run[at - 1]):
            yield Piece(at, at + len(chinese), 0, 0.0, "affix")
            at += len(chinese) - 1
        at = run.find(chinese, at + 1)


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
