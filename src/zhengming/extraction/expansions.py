"""What the acronyms of a document stand for."""

from __future__ import annotations

from collections.abc import Iterable

from zhengming.extraction.glosses import Gloss
from zhengming.words import align
from zhengming.words.expansions import expansions_of, known_expansions

# How much of a full form the Chinese must explain before we believe that it is the one meant.
_BELIEVED = 0.5


def find_expansions(glosses: Iterable[Gloss]) -> dict[str, str]:
    """What the document's own `Full Form, ACR` say."""
    found: dict[str, str] = {}
    for gloss in glosses:
        if gloss.acronym:
            found.setdefault(gloss.acronym, gloss.en)
    return found


def likely_expansion(run: str, gloss: Gloss, said: dict[str, str]) -> str | None:
    """The full form of an acronym that the words before it explain best: one the document says, or one well known."""
    if not gloss.is_acronym:
        return None
    choices = [said[gloss.en]] if gloss.en in said else list(known_expansions(gloss.en))
    scored = [(max(e.covered for e in align(run, full).explanations), full) for full in choices]
    return max(scored)[1] if scored and max(scored)[0] >= _BELIEVED else None


def expansion_of(zh: str, gloss: Gloss, said: dict[str, str]) -> str | None:
    """What a lone acronym stands for, None where nothing vouches for it: AI, artificial intelligence."""
    if not gloss.is_acronym:
        return None
    if gloss.en in said:
        return said[gloss.en]
    return likely_expansion(zh, gloss, said) or next(iter(expansions_of(gloss.en, zh)), None)
