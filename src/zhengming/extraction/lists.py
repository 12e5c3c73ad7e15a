"""The word lists of extraction/data."""

from __future__ import annotations

from functools import cache
from importlib import resources

from zhengming.language.scripts import simplify


@cache
def word_list(name: str) -> frozenset[str]:
    """A word list of extraction/data in Simplified, the script that is compared in."""
    text = resources.files("zhengming.extraction").joinpath(f"data/{name}.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return frozenset(simplify(" ".join(lines)).split())


@cache
def countries() -> dict[str, tuple[str, ...]]:
    """The Simplified names of countries and places that often stand before a term, with stems of the English ones."""
    text = resources.files("zhengming.extraction").joinpath("data/countries.txt").read_text(encoding="utf-8")
    rows = [simplify(line).split() for line in text.splitlines() if not line.startswith("#")]
    return {row[0]: tuple(row[1:]) for row in rows if row}
