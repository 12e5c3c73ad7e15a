"""Parts of speech, as coarse as the evidence needs them."""

from __future__ import annotations

from functools import lru_cache

from zhengming.language import dictionary
from zhengming.language.scripts import simplify
from zhengming.words import lexicon


@lru_cache(maxsize=16384)
def plain(word: str) -> str:
    """A word in Simplified; the same few words stand in all candidates of a gloss."""
    return simplify(word)


@lru_cache(maxsize=16384)
def part_of_speech(word: str) -> str:
    """`verb`, `noun`, `name`, `number`, `function`, `modifier` or `other`; `doing` for a
    verb that is nothing else: 面臨 is doing, 研究 a verb or a noun."""
    tag = dictionary.tag(plain(word))
    if tag[:1] in ("v",):
        return "noun" if tag == "vn" else "verb" if _also_noun(word) else "doing"
    if tag[:1] in ("m", "q", "t"):
        return "number"
    if tag[:1] in ("p", "c", "u", "d", "r", "f", "y"):
        return "function"
    if tag[:1] in ("n", "s", "j", "l", "i", "z"):
        return "name" if tag in ("nr", "ns", "nt", "nz", "nrt", "nrfg") else "noun"
    return "modifier" if tag[:1] in ("a", "b") else "other"


def _also_noun(word: str) -> bool:
    """Whether the dictionary has a sense of a verb that is no `to …`."""
    found = lexicon.senses([word]).get(word, ())
    return not found or any(not sense.startswith("to ") for sense in found)
