"""Words that may stand for each other: the dictionary has them as senses of one headword, or they share a stem."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from zhengming.language.english import family
from zhengming.words.lexicon import near_words

# Connection for interconnection, punitive for punishment.
_INSIDE, _STEM = 5, 4


@lru_cache(maxsize=16384)
def is_near(word: str, wanted: frozenset[str]) -> bool:
    """Whether an English word as written is near in sense to one of some families: coerced to force."""
    found = family(word)
    if not near_words(found).isdisjoint(wanted) or not near_words(word.lower()).isdisjoint(wanted):
        return True
    return any(_shares_stem(found, other) for other in wanted)


def _shares_stem(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= _INSIDE and short in long


@lru_cache(maxsize=1024)
def near_to(wanted: frozenset[str]) -> frozenset[str]:
    """Some families with every word near in sense to one of them."""
    return wanted | frozenset(_every(wanted))


def _every(wanted: Iterable[str]) -> Iterable[str]:
    return (near for word in wanted for near in near_words(word))
