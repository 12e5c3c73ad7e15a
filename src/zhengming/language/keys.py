"""What different spellings of one wording have in common; light enough for a look-up."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

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

    wording = without_accents(wording)
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


# Words that say nothing by themselves: no query for a part of a term, no initials of pinyin.
EMPTY_WORDS = frozenset(
    "a an and are as at be been but by can did do for from had has have he her him his how i if in into is it its me "
    "my no not of off on or our out over own per she so than that the their them then they this to too under up us via "
    "was we were what when where which who why will with you your".split()
)


def letters(text: str) -> str:
    """The letters and digits alone, in small letters and without accents: Supply-Chain → supplychain, A.I. → ai."""
    plain = without_accents(text).lower()
    return "".join(filter(str.isalnum, plain) if plain.isascii() else filter(is_latin, plain))


def without_accents(text: str) -> str:
    """Communiqué → Communique; Chinese stays."""
    if text.isascii():
        return text
    from unicodedata import combining, normalize

    # Compatibility characters are left alone: what a ligature or a full-width letter is, folding says.
    return "".join(c for c in normalize("NFD", text) if not combining(c))


_MARKS = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4", "ˉ": "", "ˊ": "2", "ˇ": "3", "ˋ": "4", "˙": ""}


def sound_key(reading: str) -> tuple[str, str]:
    """A reading without tones and spaces, and its tones in order: qù fēng xiǎn → qufengxian, 413; ㄑㄩˋ → ㄑㄩ, 4.

    Tones are marks or digits (qu4); light ones, and the first in zhuyin, have none. ü is v, as people type it.
    """
    keys, tones = zip(*map(_sound_of, reading.split()), strict=True) if reading.strip() else ((), ())
    return "".join(keys), "".join(tones)


@lru_cache(maxsize=4096)
def _sound_of(piece: str) -> tuple[str, str]:
    from unicodedata import normalize

    key, tones = "", ""
    for c in normalize("NFD", piece.lower()):
        if c.isdigit():
            tones += "" if c in "05" else c
        elif is_latin(c) or is_zhuyin(c) or is_han(c):
            key += c
        elif c == "\u0308" and key[-1:] == "u":
            key = key[:-1] + "v"
        else:
            tones += _MARKS.get(c, "")
    return key.replace("nve", "nue").replace("lve", "lue"), tones


def is_zhuyin(character: str) -> bool:
    """Whether it is a symbol of zhuyin, tones aside."""
    return "\u3105" <= character <= "\u312f"


def initials(reading: str) -> str:
    """The first letters of a reading's syllables, other words whole: gōng yìng liàn → gyl, G7 lǐng xiù → g7lx."""
    return "".join(map(_initial, reading.split()))


@lru_cache(maxsize=4096)
def _initial(syllable: str) -> str:
    if is_zhuyin(syllable.lstrip("˙")[:1]):
        return syllable.lstrip("˙")[0]
    return letters(syllable) if syllable.isascii() and not syllable.islower() else letters(syllable)[:1]


def gone(key: str) -> list[str]:
    """A wording with one character left out, every way: what two wordings with one slip between them share."""
    return list(dict.fromkeys(key[:n] + key[n + 1 :] for n in range(len(key))))


def halves(key: str) -> list[str]:
    """A wording of two characters with either left open, which those share that differ in it: 制裁 → 制_, _裁."""
    return [key[0] + "_", "_" + key[1]]


def pieces(word: str, size: int = 3) -> list[str]:
    """The overlapping pieces of a word with its edges marked: chip → ^ch, chi, hip, ip$."""
    marked = f"^{word}$"
    return [marked[n : n + size] for n in range(len(marked) - size + 1)]
