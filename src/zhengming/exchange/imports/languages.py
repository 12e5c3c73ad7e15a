"""Languages as other programs and people name them, in the form of our tags."""

from __future__ import annotations

import re
from functools import lru_cache

from zhengming.documents.found import language_tag
from zhengming.tags import CHINESE_TAGS, ENGLISH, SCRIPT_OF_REGION

_CODE = re.compile(r"(?i)(?:zh|zho|chi|cmn|yue|en|eng)(?:[-_][a-z0-9]{2,8})*")
# The three-letter codes of Windows, which MultiTerm and older tools write.
_OF_WINDOWS = {
    "enu": "en", "ena": "en", "enc": "en",
    "cht": "zh-TW", "chs": "zh-CN", "zhh": "zh-HK", "zht": "zh-Hant", "zhs": "zh-Hans",
}  # fmt: skip
_ENGLISH_NAMES = re.compile(r"(?i)\benglish\b|\banglais\b|英文|英語|英语|英譯|英译")
_CHINESE_NAMES = re.compile(
    r"(?i)\b(?:chinese|mandarin|chinois)\b|中文|漢語|汉语|華語|华语|華文|华文|國語|国语|普通話|普通话|中譯|中译|漢譯|汉译"
)
# The first that is named counts: Republic of China (Taiwan) is Taiwan.
_REGIONS = (
    (re.compile(r"(?i)taiwan|\btpe\b|台灣|臺灣|台湾|臺湾|台式|[（( ]台[)） ]|^台$|^臺$"), "zh-TW"),
    (re.compile(r"(?i)hong ?kong|\bhksar\b|香港|港式|macau|macao|澳門|澳门|^港$|^港澳$"), "zh-HK"),
    (re.compile(r"(?i)\bprc\b|china\b|mainland|singapore|大陸|大陆|內地|内地|中國|中国|新加坡|^陸$|^陆$"), "zh-CN"),
)
_SCRIPTS = (
    (re.compile(r"(?i)\btrad(?:itional|\b)|\bhant\b|繁|正體|正体"), "zh-Hant"),
    (re.compile(r"(?i)\bsimp(?:lified|\b)|\bhans\b|簡體|简体|簡中|简中|簡化|简化|^簡$|^简$"), "zh-Hans"),
)


@lru_cache(maxsize=4096)
def language_of(said: str) -> str:
    """Our tag for a language however it is named, `zh` where it says no more; empty where it is not one of ours.

    >>> [language_of(said) for said in ("zh-Hant-TW", "ZH-CHT", "Chinese (Taiwan)", "cmn-Hant", "English (UK)", "ja")]
    ['zh-TW', 'zh-TW', 'zh-TW', 'zh-Hant', 'en', '']
    """
    plain = said.strip()
    known = _OF_WINDOWS.get(plain.lower())
    if known:
        return known
    if _CODE.fullmatch(plain):
        tag = language_tag(plain.replace("yue", "zh-HK") if plain.lower() == "yue" else plain)
        return ENGLISH if tag.split("-")[0] == ENGLISH else tag if tag in CHINESE_TAGS else "zh"
    return named_language(plain.replace("_", " "))


def named_language(name: str) -> str:
    """The tag for a name in words, alone or within others: Traditional Chinese, 繁體中文, 中文（台灣）, 大陸用語."""
    if _ENGLISH_NAMES.search(name):
        return ENGLISH
    script = next((tag for pattern, tag in _SCRIPTS if pattern.search(name)), "")
    region = next((tag for pattern, tag in _REGIONS if pattern.search(name)), "")
    # Simplified characters in Hong Kong: the script is what counts.
    if script and SCRIPT_OF_REGION.get(region) != script:
        return script
    return region or ("zh" if _CHINESE_NAMES.search(name) else "")
