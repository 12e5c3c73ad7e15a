"""The English side: the words of a gloss that want to be explained, and when two words say the same."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from zhengming.language import english as spellings
from zhengming.language.english import FUNCTION_WORDS
from zhengming.language.scripts import simplify
from zhengming.words.lexicon import english_count

TOKEN = re.compile(r"[A-Za-z\u00c0-\u024f]+|[0-9]+")
MOST_WORDS = 9


@dataclass(frozen=True, slots=True)
class Word:
    """A word to be explained or a part of one: `bit` is its place in a set of words, `whole` the word it is part of."""

    text: str
    shown: str
    weight: float
    bit: int
    prefix: bool = False
    whole: str = ""
    name: bool = False


# The same words come again and again.
american = lru_cache(maxsize=16384)(spellings.american)


@cache
def _endings() -> frozenset[str]:
    text = resources.files("zhengming.words").joinpath("data/endings.txt").read_text(encoding="utf-8")
    return frozenset(["", *text.split("\n", 1)[1].split()])


@cache
def affixes() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Prefixes and suffixes with the Chinese that renders them (Simplified), from data/affixes.tsv."""
    prefixes: dict[str, tuple[str, ...]] = {}
    suffixes: dict[str, tuple[str, ...]] = {}
    text = resources.files("zhengming.words").joinpath("data/affixes.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            affix, chinese = line.split("\t")
            table = prefixes if affix.endswith("-") else suffixes
            table[affix.strip("-")] = tuple(simplify(chinese).split())
    return prefixes, suffixes


@lru_cache(maxsize=1024)
def words_of(en: str) -> tuple[Word, ...]:
    """The content words of a gloss with their weights; a word with a known prefix is two: de + risking.

    Rare words weigh more than frequent ones, since they tell more.
    """
    found: list[Word] = []
    for match in TOKEN.finditer(en):
        shown = match.group()
        text = american(shown.lower())
        if (text in FUNCTION_WORDS and not shown.isupper()) or text in ("s", "d", "ll"):
            continue
        for part, share, prefix in _parts(text):
            if len(found) == MOST_WORDS:
                return tuple(found)
            name = shown[0].isupper()
            weight = share * _weight(text)
            label = part + "-" if prefix else shown
            found.append(Word(part, label, weight, 1 << len(found), prefix, text, name or " " not in en))
    return tuple(found)


@lru_cache(maxsize=8192)
def _parts(text: str) -> list[tuple[str, float, bool]]:
    for prefix in affixes()[0]:
        rest = text[len(prefix) :]
        if text.startswith(prefix) and len(rest) >= 4 and _is_word(rest):
            return [(prefix, 0.4, True), (rest, 0.6, False)]
        if text == prefix:
            return [(prefix, 0.6, True)]
    return [(text, 1.0, False)]


def _is_word(text: str) -> bool:
    forms = {text, text.rstrip("s"), re.sub("(?:ing|ed|er|ion)$", "", text), re.sub("(?:ing|ed|er|ion)$", "e", text)}
    return any(english_count(form) >= 2 for form in forms if len(form) >= 3)


@lru_cache(maxsize=8192)
def _weight(text: str) -> float:
    return 1 / (1 + 0.25 * math.log2(1 + english_count(text)))


def heads_of(word: str) -> frozenset[str]:
    """The beginnings without one of which nothing is akin to a word: net for networks, abs for ab."""
    return frozenset([word[:3], (word + "s")[:3], word.removesuffix("s")[:3]])


@lru_cache(maxsize=65536)
def akin(one: str, other: str) -> float:
    """How surely two lower-case words say the same: network, networks 1; coercion, coercive less; form, format 0."""
    if one == other:
        return 1.0
    short = min(len(one), len(other))
    if short < 4 or one[:3] != other[:3]:
        return 0.9 if (short == 3 and one + "s" == other) or other + "s" == one else 0.0
    if american(one) == american(other):
        return 1.0
    common = next((n for n in range(short) if one[n] != other[n]), short)
    if common < max(4, 0.6 * short):
        return 0.0
    for length in range(common, max(3, common - 3), -1):
        rest = {one[length:], other[length:]}
        if rest <= {"", "s", "es", "ed", "d", "ing", "e", "y", "ies"}:
            return 0.95
        if rest <= _endings() and length >= max(4, 0.5 * short):
            return 0.75
    return 0.0
