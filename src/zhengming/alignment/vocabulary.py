"""Which Chinese words of a text which English words may explain: CC-CEDICT, by stems and without regard to order.

Coarser than the room `words`, which explains one gloss exactly: here only the sum over a paragraph counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from zhengming.language.english import FUNCTION_WORDS, american
from zhengming.language.scripts import HAN_RUN, simplify

_LONGEST = 6
# Longer senses describe a thing rather than name it.
_LONGEST_SENSE = 4
_STEM = 6
_LETTERS = re.compile(r"[a-z\u00df-\u024f]{3,}")
_EMPTY = FUNCTION_WORDS | frozenset(
    "one sth etc not that this these those which who whom what when where how has have had was were been being can "
    "could will would may might must shall should does did done but also such than then there they them his her him "
    "she you your all any some more most much many other only very just about after before out off own see make made "
    "get use used abbr variant person people thing".split()
)


def chinese_words(text: str) -> frozenset[str]:
    """The headwords (Simplified, two characters or more) that a text is cut into, the longest first at each place."""
    from zhengming.words.lexicon import headwords

    known = headwords()
    found: set[str] = set()
    for run in HAN_RUN.findall(simplify(text)):
        at = 0
        while at < len(run) - 1:
            for end in range(min(at + _LONGEST, len(run)), at + 1, -1):
                if run[at:end] in known:
                    found.add(run[at:end])
                    at = end - 1
                    break
            at += 1
    return frozenset(found)


def english_stems(text: str) -> frozenset[str]:
    """The stems of the content words of an English text."""
    return frozenset(map(stem, set(_LETTERS.findall(text.lower())) - _EMPTY))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A rough stem of a lower-case word: security and secure, coordination and coordinate meet."""
    word = american(word)
    for ending, instead in (("ies", "y"), ("ing", ""), ("ed", ""), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: len(word) - len(ending)] + instead
            break
    word = word[:_STEM]
    return word.rstrip("aeiouy") if len(word.rstrip("aeiouy")) >= 3 else word


def explained_by(words: Iterable[str]) -> dict[str, frozenset[str]]:
    """For each headword the English stems of its senses."""
    from zhengming.words.lexicon import senses

    return {word: _stems_of(found) for word, found in senses(words).items()}


@lru_cache(maxsize=32768)
def _stems_of(found: tuple[str, ...]) -> frozenset[str]:
    stems: set[str] = set()
    for sense in found:
        content = [w for w in _LETTERS.findall(sense.lower()) if w not in _EMPTY]
        if len(content) <= _LONGEST_SENSE:
            stems.update(map(stem, content))
    return frozenset(stems)
