"""What different spellings of one wording have in common; light enough for a look-up."""

from __future__ import annotations

import re

from zhengming.language.scripts import HAN, fold

# A space between Han and Latin is a habit of the typist: G7 高峰會 is G7高峰會.
LOOSE_SPACE = re.compile(f"(?<=[{HAN}]) +(?=[0-9A-Za-z{HAN}《〈「『])|(?<=[0-9A-Za-z》〉」』]) +(?=[{HAN}])")


def chinese_key(wording: str) -> str:
    """G7 高峰會 and Ｇ７高峰会 → g7高峰会."""
    return LOOSE_SPACE.sub("", fold(wording))


def english_keys(wording: str) -> list[list[str]]:
    """The lower-case words of a wording, and the same joined or parted: de-risking → de risking, derisking."""
    from zhengming.language.english import split_prefix, tokens

    found = tokens(wording)
    words = [word.lower().replace("\u2019", "'") for _, _, word in found]
    keys = [words] if words else []
    for n in range(len(found) - 1):
        if wording[found[n][1] : found[n + 1][0]] in ("-", "\u2010", "\u2011"):
            keys.append([*words[:n], words[n] + words[n + 1], *words[n + 2 :]])
    parts = split_prefix(words[0]) if words else None
    if parts:
        keys.append([*parts, *words[1:]])
    return keys
