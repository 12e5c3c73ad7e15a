"""Forms of a wording for Taiwan, Hong Kong and the Mainland, proposed by OpenCC: a suggestion, never a truth."""

from __future__ import annotations

from functools import cache
from typing import Any

from zhengming.language.scripts import simplify

# OpenCC's configurations from Simplified: with regional phrases, and characters only.
_PHRASES = {"zh-TW": "s2twp", "zh-HK": "s2hkp"}
_CHARACTERS = {"zh-TW": "s2tw", "zh-HK": "s2hk", "zh-CN": "t2s", "zh-Hant": "s2t", "zh-Hans": "t2s"}


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
