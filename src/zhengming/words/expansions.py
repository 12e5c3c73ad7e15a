"""What an acronym stands for, as far as the Chinese beside it bears it out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources

from zhengming.language.english import FUNCTION_WORDS
from zhengming.language.scripts import simplify
from zhengming.words.english import TOKEN
from zhengming.words.lexicon import senses


@cache
def _table() -> dict[str, tuple[str, ...]]:
    text = resources.files("zhengming.words").joinpath("data/acronyms.tsv").read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            acronym, full = line.split("\t")[:2]
            found.setdefault(acronym, []).append(full)
    return {acronym: tuple(every) for acronym, every in found.items()}


def known_expansions(acronym: str) -> tuple[str, ...]:
    """The full forms in our own table: CSIS → Center for Strategic and International Studies, and another."""
    plain = re.sub(r"(?<=[A-Z])s$", "", acronym)
    return _table().get(plain, ())


def expansions_of(acronym: str, zh: str) -> tuple[str, ...]:
    """Meanings that the dictionary gives the Chinese and that have the acronym's initials: WTO, 世界貿易組織."""
    found = senses([simplify(zh)]).get(simplify(zh), ())
    plain = (re.sub(r"\s*\([^()]*\)", "", sense).strip() for sense in found)
    return tuple(dict.fromkeys(p for p in plain if " " in p and spells(acronym, p)))


def spells(acronym: str, full: str) -> bool:
    """Whether the initials of a full form, function words counted or not, are the acronym's letters.

    >>> spells("WMD", "weapon of mass destruction"), spells("DoD", "Department of Defense")
    (True, True)
    """
    letters = [c.lower() for c in re.sub(r"(?<=[A-Z])s$", "", acronym) if c.isalnum()]
    return letters in list(_initials(TOKEN.findall(full)))


def _initials(words: Iterable[str]) -> Iterator[list[str]]:
    every = [w for w in words if w != "s"]
    yield [w[0].lower() for w in every]
    yield [w[0].lower() for w in every if w.lower() not in FUNCTION_WORDS]
