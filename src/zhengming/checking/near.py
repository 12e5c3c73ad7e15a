"""Words that may stand for each other: the dictionary has them as senses of one headword, or one holds the other."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from zhengming.language.english import family
from zhengming.words.lexicon import near_words

# Connection for interconnection.
_INSIDE = 5
_FEW = 12
_ENDINGS = (("ment", ""), ("ing", ""), ("ing", "e"), ("ation", "ate"), ("ation", "e"), ("ion", "e"), ("ion", ""))


@lru_cache(maxsize=16384)
def is_near(word: str, wanted: frozenset[str]) -> bool:
    """Whether an English word as written is near in sense to one of some families: coerced to force."""
    found = family(word)
    if any(not near_words(form).isdisjoint(wanted) for form in _forms(found) | {word.lower()}):
        return True
    return any(_shares_stem(found, other) for other in wanted)


def _forms(word: str) -> set[str]:
    """A word and what it may be made of: employment, employ; laundering, launder; evaluation, evaluate."""
    ends = ((end, more) for end, more in _ENDINGS if word.endswith(end) and len(word) > len(end) + 3)
    return {word, *(word.removesuffix(end) + more for end, more in ends)}


def _shares_stem(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= _INSIDE and short in long


def is_telling(wanted: frozenset[str]) -> bool:
    """Whether so few words are near in sense to some families that one of them by itself tells something."""
    return sum(len(near_words(word)) for word in wanted) <= _FEW


@lru_cache(maxsize=1024)
def near_to(wanted: frozenset[str]) -> frozenset[str]:
    """Some families with every word near in sense to one of them."""
    return wanted | frozenset(_every(wanted))


def _every(wanted: Iterable[str]) -> Iterable[str]:
    return (near for word in wanted for form in _forms(word) for near in near_words(form))
