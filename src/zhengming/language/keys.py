"""What different spellings of one wording have in common; light enough for a look-up."""

from __future__ import annotations

from collections.abc import Iterator

from zhengming.language.characters import is_han, is_latin


def chinese_key(wording: str) -> str:
    """G7 高峰會 and Ｇ７高峰会 → g7高峰会."""
    from zhengming.language.scripts import fold

    return without_loose_spaces(fold(wording))


def without_loose_spaces(text: str) -> str:
    """A space between Han and Latin is a habit of the typist: G7 高峰會 is G7高峰會; supply chain stays."""
    out, at = "", 0
    for start, end in loose_spaces(text):
        out += text[at:start]
        at = end
    return out + text[at:]


def loose_spaces(text: str) -> Iterator[tuple[int, int]]:
    """The spans of spaces beside a Han character and before or after a letter, digit, opening or closing sign."""
    start = text.find(" ")
    while start >= 0:
        end = start + 1
        while text[end : end + 1] == " ":
            end += 1
        before, after = text[start - 1 : start], text[end : end + 1]
        if (is_han(before) and (is_han(after) or is_latin(after) or after in _OPENING)) or (
            is_han(after) and (is_latin(before) or before in _CLOSING)
        ):
            yield start, end
        start = text.find(" ", end)


_OPENING, _CLOSING = frozenset("《〈「『"), frozenset("》〉」』")


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
