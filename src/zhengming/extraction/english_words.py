"""What an English word tells about where a term begins, as coarse as the evidence needs it."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources

from zhengming.words.english import american
from zhengming.words.lexicon import english_count, verb_share

_MOSTLY_VERB = 0.55
_SHORTEST_STEM = 3
_PLACES = frozenset(
    "taiwanese taiwan chinese china american america us u.s. british english japanese japan korean hong kong russian "
    "western european french german indian australian canadian beijing taipei shanghai singapore singaporean".split()
)
# Capitalised these belong to a name: National Taiwan University.
_SCOPES = frozenset("international global national domestic foreign local overseas mainland".split())
_ROLE = re.compile(r"[a-z]{3,}(?:ologist|ographer|ician|woman|women|person)")


@cache
def _listed() -> dict[str, str]:
    text = resources.files("zhengming.extraction").joinpath("data/english_words.txt").read_text(encoding="utf-8")
    table: dict[str, str] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, words = line.split(": ")
            for word in words.split():
                table.setdefault(word, name)
    return table


@lru_cache(maxsize=16384)
def word_class(word: str) -> str:
    """Its class in data/english_words.txt, or `place`, `possessive`, `other`; verbs in -ing are `doing`, in -ed `done`.

    >>> word_class("promotes"), word_class("strategy"), word_class("Premier")
    ('verb', 'other', 'title')
    """
    plain = word.lower().replace("\u2019", "'")
    listed = _listed().get(plain) or _listed().get(plain.rstrip("."))
    if listed:
        return listed
    if plain in _PLACES or word in _SCOPES:
        return "place"
    if plain[:1].isdigit():
        return "number"
    if plain.endswith(("'s", "s'")):
        return "possessive"
    if _ROLE.fullmatch(plain):
        return "title"
    if not word[:1].isupper():
        return _by_form(plain)
    return "other"


def _by_form(word: str) -> str:
    if word.endswith("ly") and len(word) > 4 and english_count(word.removesuffix("ly")):
        return "adverb"
    for ending, name in (("ing", "doing"), ("ied", "done"), ("ed", "done")):
        if word.endswith(ending) and len(word) > len(ending) + 2 and _is_verb(word.removesuffix(ending), 0.25):
            return name
    if word.endswith("s") and not word.endswith("ss"):
        return "verb" if _is_verb(word[:-1], _MOSTLY_VERB) or _is_verb(word[:-2], _MOSTLY_VERB) else "other"
    return "verb" if verb_share(word) >= _MOSTLY_VERB and english_count(word) > 2 else "other"


def _is_verb(stem: str, least: float) -> bool:
    """Whether a word without its ending is mostly something one does: promot, plann, appl."""
    forms = {stem, stem + "e", stem + "y", american(stem + "e")}
    if len(stem) > _SHORTEST_STEM and stem[-1] == stem[-2]:
        forms.add(stem[:-1])
    if stem.endswith("i"):
        forms.add(stem[:-1] + "y")
    return any(verb_share(form) >= least and english_count(form) > 2 for form in forms)
