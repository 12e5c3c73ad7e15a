"""Language names of other programs: zh_Hant_TW, ZH-HK, cmn, en_GB.UTF-8, "Chinese (Traditional)"."""

from __future__ import annotations

import re

_CHINESE, _ENGLISH = frozenset(("zh", "zho", "chi", "cmn", "yue")), frozenset(("en", "eng"))
_REGIONS = {"tw": "zh-TW", "hk": "zh-HK", "mo": "zh-HK", "cn": "zh-CN", "sg": "zh-CN"}
_SCRIPTS = {"hant": "zh-Hant", "hans": "zh-Hans", "cht": "zh-Hant", "chs": "zh-Hans"}
_TAG = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*")


def language_tag(said: str) -> str:
    """Our tag for a language tag or locale name; another language's as it stands, empty for what is none.

    >>> language_tag("zh_Hant_TW"), language_tag("en_GB.UTF-8"), language_tag("de")
    ('zh-TW', 'en', 'de')
    """
    tag = _TAG.match(said.strip())
    first, *rest = re.split("[-_]", tag.group().lower()) if tag else [""]
    if first in _CHINESE:
        known = [table[part] for table in (_REGIONS, _SCRIPTS) for part in rest if part in table]
        return known[0] if known else "zh"
    if first in _ENGLISH:
        return "en"
    return "-".join((first, *rest))
