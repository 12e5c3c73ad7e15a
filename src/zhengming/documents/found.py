"""What a reader of bilingual files finds in the text of one."""

from __future__ import annotations

from dataclasses import dataclass

from zhengming.model import Segment
from zhengming.tags import SCRIPT_OF_REGION

_CHINESE = ("zh", "zho", "chi", "cmn")
_ENGLISH = ("en", "eng")
# What files say for a region or script, and the part of our tags that it means; Macau writes as Hong Kong does.
_MEANT = {
    "tw": "zh-TW",
    "cht": "zh-TW",
    "hk": "zh-HK",
    "mo": "zh-HK",
    "cn": "zh-CN",
    "chs": "zh-CN",
    "sg": "zh-CN",
    "my": "zh-CN",
}
_SCRIPTS = {"hant": "zh-Hant", "hans": "zh-Hans"}


@dataclass(frozen=True, slots=True)
class Found:
    """The segments in the order of the file, numbered from 1; the languages are tags, empty where the file is silent.

    Every block of the segments points into the text that was read; those not to be judged stay in and say why.
    """

    segments: tuple[Segment, ...]
    source_language: str = ""
    target_language: str = ""


def language_tag(said: str) -> str:
    """A language as a file names it, in the form of our tags; empty for an empty one.

    >>> [language_tag(said) for said in ("zh_TW", "ZH-CHT", "zh-Hant-HK", "zh-Hans", "EN-us", "fr-fr")]
    ['zh-TW', 'zh-TW', 'zh-HK', 'zh-Hans', 'en-US', 'fr-FR']
    """
    language, *rest = said.strip().replace("_", "-").lower().split("-")
    if language in _CHINESE:
        return _chinese(rest)
    return "-".join(("en" if language in _ENGLISH else language, *(_subtag(part) for part in rest)))


def _chinese(rest: list[str]) -> str:
    script = next((_SCRIPTS[part] for part in rest if part in _SCRIPTS), "")
    region = next((_MEANT[part] for part in rest if part in _MEANT), "")
    # Simplified characters in Hong Kong: the script is what counts.
    if script and SCRIPT_OF_REGION.get(region) != script:
        return script
    return region or "zh"


def _subtag(part: str) -> str:
    return part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part


def is_chinese(tag: str) -> bool:
    """Whether a tag is one of Chinese."""
    return tag == "zh" or tag.startswith("zh-")


def is_english(tag: str) -> bool:
    """Whether a tag is one of English."""
    return tag == "en" or tag.startswith("en-")
