"""Traditional and Simplified, character for character, so that every position holds."""

from __future__ import annotations

import re
from functools import cache

HAN = "\u2e80-\u2fd5\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af\u3005\u3007"
HAN_CHARACTER = re.compile(f"[{HAN}]")
HAN_RUN = re.compile(f"[{HAN}]+")
LATIN_LETTER = re.compile("[A-Za-z\u00c0-\u024f]")

# Variants that OpenCC's t2s keeps apart because Simplified has both characters: one key when comparing.
_SAME_WHEN_COMPARED = {"著": "着", "瞭": "了", "衆": "众", "峯": "峰", "佔": "占", "佈": "布", "妳": "你", "牠": "它"}
# Variants of print and of Hong Kong that OpenCC does not know.
_SAME_WHEN_COMPARED |= dict(
    zip("衞粧戸汚銜啣屛簷礮砲倣隷隸讃韮痲鬪", "卫妆户污衔衔屏檐炮炮仿隶隶赞韭麻斗", strict=True)
)


@cache
def simplification() -> dict[int, int]:
    """The table traditional → simplified by code point, from OpenCC's `t2s` applied to single characters."""
    import opencc

    characters = [chr(c) for block in ((0x3400, 0xA000), (0xF900, 0xFB00), (0x20000, 0x2A6E0)) for c in range(*block)]
    simplified = opencc.OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return {ord(a): ord(b) for a, b in zip(characters, simplified, strict=True) if a != b and len(b) == 1}


@cache
def folding() -> dict[int, int]:
    """The table behind `fold`: simplification, spelling variants, full-width to ASCII, upper to lower case."""
    table = simplification() | {ord(a): ord(b) for a, b in _SAME_WHEN_COMPARED.items()}
    for code in range(0xFF01, 0xFF5F):
        table[code] = ord(chr(code - 0xFEE0).lower())
    for code in (*range(0x41, 0x5B), *range(0xC0, 0xDF), *range(0x100, 0x180)):
        if len(chr(code).lower()) == 1:
            table[code] = ord(chr(code).lower())
    table[0x3000] = 0x20
    table[0xA0] = 0x20
    return table


class _Table(dict[int, int]):
    """A table for `translate` that learns what stays as it is: a miss costs an exception, many times a hit."""

    def __missing__(self, code: int) -> int:
        if len(self) < _MOST_LEARNT:
            self[code] = code
        return code


_MOST_LEARNT = 100_000


@cache
def _simplifying() -> _Table:
    return _Table(simplification())


@cache
def _folding() -> _Table:
    return _Table(folding())


def simplify(text: str) -> str:
    """製裁 → 制裁: character for character, never by phrase, so the length stays."""
    return text.translate(_simplifying())


def fold(text: str) -> str:
    """The comparison key of a wording: ＡＩ晶片 → ai晶片, 臺灣 → 台湾; the length stays."""
    return text.translate(_folding())


@cache
def traditionalization() -> dict[str, str]:
    """The table simplified → traditional by character, from OpenCC's `s2t`."""
    import opencc

    characters = [chr(c) for c in range(0x4E00, 0xA000)]
    converted = opencc.OpenCC("s2t").convert("\n".join(characters)).split("\n")
    return {a: b for a, b in zip(characters, converted, strict=True) if a != b}


@cache
def is_ordinary(character: str) -> bool:
    """Whether it is one of Big5's ordinary characters, which Traditional texts use as they are: 后 里 台 群."""
    try:
        return b"\xa4\x40" <= character.encode("big5") < b"\xc9\x40"
    except UnicodeEncodeError:
        return False


def script_of(text: str) -> str | None:
    """`zh-Hant` or `zh-Hans`, whichever more of its characters belong to only; None where nothing tells."""
    traditional = sum(ord(c) in simplification() for c in text)
    simplified = sum(c in traditionalization() and not is_ordinary(c) for c in text)
    if traditional == simplified:
        return None
    return "zh-Hant" if traditional > simplified else "zh-Hans"


def is_chinese(text: str) -> bool:
    """Whether a text is Chinese rather than English: at least a sixth of its letters are Han characters."""
    han = len(HAN_CHARACTER.findall(text))
    latin = len(LATIN_LETTER.findall(text))
    return han * 6 >= han + latin and han > 0


def contains_han(text: str) -> bool:
    """Whether there is a Han character in it."""
    return HAN_CHARACTER.search(text) is not None


def contains_latin(text: str) -> bool:
    """Whether there is a Latin letter in it."""
    return LATIN_LETTER.search(text) is not None
