"""Forms of a wording for Taiwan, Hong Kong and the Mainland, proposed by OpenCC: a suggestion, never a truth."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from zhengming.language.scripts import simplify

# OpenCC's configurations from Simplified: with regional phrases, and characters only.
_PHRASES = {"zh-TW": "s2twp", "zh-HK": "s2hkp"}
_CHARACTERS = {"zh-TW": "s2tw", "zh-HK": "s2hk", "zh-CN": "t2s", "zh-Hant": "s2t", "zh-Hans": "t2s"}
# What OpenCC writes by its standard, and what people of the region write: 臺 is formal, 説 and 羣 are not in Big5.
_AS_WRITTEN = {
    "zh-TW": str.maketrans("臺峯", "台峰"),
    "zh-HK": str.maketrans("説脱税鋭閲户羣麪峯悦兑藴温", "說脫稅銳閱戶群麵峰悅兌蘊溫"),
}
# Spellings of one region that the other does not use, in texts that are Traditional already.
_NEIGHBOURS = {
    "zh-TW": str.maketrans("衞裏鈎綫", "衛裡鉤線"),
    "zh-HK": str.maketrans("衛裡鉤", "衞裏鈎"),
    "zh-CN": str.maketrans("衞枱", "卫台"),
}
# A phrase of OpenCC's so long or longer is a name or a technical term; shorter ones are as often everyday words
# that it over-converts: 优化, 联系, 支持.
_TRUSTED_PHRASE = 3


@cache
def _converter(configuration: str) -> Any:
    import opencc

    return opencc.OpenCC(configuration)


def convert(text: str, tag: str) -> str:
    """A wording in another script, character by character: 去風險 → 去风险 for `zh-Hans`.

    Keeps a Traditional wording as it is when a Traditional form is asked for.
    """
    if tag in ("zh-Hans", "zh-CN"):
        return simplify(text)
    return text if simplify(text) != text else str(_converter(_CHARACTERS[tag]).convert(text))


def regional(text: str, tag: str) -> tuple[str, str]:
    """The form that OpenCC proposes for `zh-TW`, `zh-HK` or `zh-CN`, and how: `phrases` or `characters`.

    晶片 → 芯片 for `zh-CN` by its Taiwan phrases. Both ways are tried, since a Traditional text may use Mainland words:
    人工智能 in Traditional characters is 人工智慧 in Taiwan.
    """
    if tag == "zh-CN":
        plain = simplify(text)
        phrased = str(_converter("tw2sp").convert(text))
    else:
        plain = convert(text, tag)
        phrased = str(_converter(_PHRASES[tag]).convert(simplify(text)))
        if phrased == str(_converter(_CHARACTERS[tag]).convert(simplify(text))):
            # Only characters changed: the author's own Traditional characters are the better ones (計畫, not 計劃).
            phrased = plain
    return (phrased, "phrases") if phrased != plain else (plain, "characters")


def characters(text: str, tag: str) -> str:
    """The same words in the characters that `zh-TW`, `zh-HK` or `zh-CN` writes; the length stays.

    A Traditional wording keeps its own characters where a Traditional form is asked for (計畫, 臺灣), except for the
    few that the region does not use: 衞生 is 衛生 in Taiwan.
    """
    converted = convert(text, tag)
    if len(converted) != len(text):
        converted = "".join(convert(c, tag) for c in text)
    if simplify(text) == text:
        converted = converted.translate(_AS_WRITTEN.get(tag, {}))
    return converted.translate(_NEIGHBOURS[tag])


@lru_cache(maxsize=8192)
def phrase(word: str, tag: str) -> tuple[str, bool]:
    """What OpenCC's regional phrases make of a single word, and whether to follow them; the word where they are silent.

    氨基酸 → 胺基酸 is followed, 联系 → 聯絡 is not, nor a longer word that owes its change to a short one inside it.
    """
    form, how = regional(word, tag)
    if how != "phrases":
        return word, False
    inner = (word[n : n + 2] for n in range(len(word) - 1))
    return form, len(word) >= _TRUSTED_PHRASE and not any(regional(part, tag)[1] == "phrases" for part in inner)
