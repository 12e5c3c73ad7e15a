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
_RUN_TOGETHER = re.compile(r"\b([A-Z][a-z]{4,})([A-Z][a-z]{4,})\b")
MOST_WORDS = 9
_WELL_KNOWN = 5
# pay, payment; tax, taxation; ban, banned is more than an ending.
_SHORTEST_STEM = 3
_SHORT_ENDINGS = frozenset({"s", "ed", "er", "ers", "ing", "ment", "ments", "ation", "able"})


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


# Only a y apart, as risk and risky are.
_FALSE_FRIENDS = frozenset(
    pair for a, b in (("part", "party"), ("count", "county"), ("parts", "party")) for pair in ((a, b), (b, a))
)

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
def words_of(en: str, most: int = MOST_WORDS) -> tuple[Word, ...]:
    """The first content words of a gloss with their weights; a word with a known prefix is two: de + risking.

    Rare words weigh more than frequent ones, since they tell more.
    """
    found: list[Word] = []
    for match in TOKEN.finditer(_RUN_TOGETHER.sub(_parted, en)):
        shown = match.group()
        text = american(shown.lower())
        is_prefix = text in affixes()[0] and en[match.end() : match.end() + 1] in "-\u2010\u2011" and en[match.end() :]
        if (text in FUNCTION_WORDS and not shown.isupper() and not is_prefix) or text in ("s", "d", "ll"):
            continue
        for part, share, prefix in _parts(text):
            if len(found) == most:
                return tuple(found)
            name = shown[0].isupper()
            weight = share * _weight(text)
            label = part + "-" if prefix else shown
            # A lone lower-case word is a name only where the dictionary has never met it: fintech, not deterrence.
            heard = name or (" " not in en and not english_count(text))
            found.append(Word(part, label, weight, 1 << len(found), prefix, text, heard))
    return tuple(found)


def _parted(joined: re.Match[str]) -> str:
    """QuantumEntanglement, whose space a line end took, in its two words; JavaScript is one."""
    known = all(english_count(part.lower()) for part in joined.groups())
    return f"{joined[1]} {joined[2]}" if known else joined.group()


@lru_cache(maxsize=8192)
def _parts(text: str) -> list[tuple[str, float, bool]]:
    # The dictionary explains export as a whole; nobody wants to read ex- and port.
    well_known = english_count(text) >= _WELL_KNOWN
    for prefix in affixes()[0]:
        rest = text[len(prefix) :]
        if text.startswith(prefix) and len(rest) >= 4 and not well_known and _is_word(rest):
            return [(prefix, 0.4, True), (rest, 0.6, False)]
        if text == prefix:
            return [(prefix, 0.6, True)]
    return [(text, 1.0, False)]


def _is_word(text: str) -> bool:
    endings = "(?:ing|ed|er|ion|ation|able|ible|ability|ibility|ment|ance|ence|or)$"
    forms = {text, text.rstrip("s"), re.sub(endings, "", text), re.sub(endings, "e", text)}
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
    if (one, other) in _FALSE_FRIENDS:
        return 0.0
    short = min(len(one), len(other))
    if short < 4 or one[:3] != other[:3]:
        stem, longer = sorted((one, other), key=len)
        return 0.9 if short == _SHORTEST_STEM and longer.removeprefix(stem) in _SHORT_ENDINGS else 0.0
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
