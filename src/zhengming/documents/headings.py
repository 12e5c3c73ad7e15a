"""What the headings of a table of translations say: which column is the source, which the target, which the id."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LONGEST = 60
# Each word with what it tells: a role, a language, or nothing (`text` in "Source text").
_ROLES = {
    "source": r"source|src|original|原文|源文|原語|源語言?|源语言?|來源|来源",
    "target": r"target|tgt|trans(?:lation|lated)|draft|rendering|譯文|译文|譯稿|译稿|翻譯|翻译|譯法|译法|目標|目标",
    "id": r"(?:seg(?:ment)?|string|unit)[ _.-]?(?:id|no|nr|number|#)\.?|id|key|no\.?|nr\.?|number|#|№|"
    r"編號|编号|序號|序号|項次|项次|代號|代号",
    "status": r"(?:seg(?:ment)?[ _-]?)?(?:status|state)|locked|狀態|状态|鎖定|锁定",
}
_LANGUAGES = {
    "zh-TW": r"zh[-_](?:hant[-_])?tw|taiwan(?:ese)?|台灣|臺灣|台湾",
    "zh-HK": r"zh[-_](?:hant[-_])?(?:hk|mo)|hong ?kong|macau|macao|香港|澳門",
    "zh-CN": r"zh[-_](?:hans[-_])?(?:cn|sg)|prc|mainland|china|大陸|大陆|中國|中国",
    "zh-Hant": r"zh[-_]hant|cht|traditional|繁體|繁体|正體|正体|繁中|正中",
    "zh-Hans": r"zh[-_]hans|chs|simplified|簡體|简体|簡中|简中",
    "zh": r"zh|chinese|mandarin|中文|漢語|汉语|漢文|華語|华语|國語|中",
    "en": r"en(?:[-_](?:us|gb|uk|au|ca|hk|sg))?|eng|english|英文|英語|英语|英",
}
_FILLERS = (
    r"text|segments?|string|language|term|terms|wording|version|sentence|paragraph|column|s\.a\.r\.?|sar|"
    r"united (?:states|kingdom)|us|usa|uk|american|british|of|the|in|and|"
    r"文字|文本|語言|语言|用語|用语|術語|术语|詞|词|句|段|欄|稿|版"
)
_PARTS = {**_ROLES, **_LANGUAGES, "filler": _FILLERS}
_TOKEN = re.compile(
    "|".join(
        # A Latin word ends where its letters do; Chinese ones stand together.
        rf"(?P<{name.replace('-', '_')}>(?:{words})(?:(?<![A-Za-z])|(?![A-Za-z])))"
        for name, words in _PARTS.items()
    ),
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[\s()（）\[\]【】:：,，/／|_\-–—*.、]*")
# Of two languages that a heading names, the one that says more.
_MOST_PRECISE = ("zh-TW", "zh-HK", "zh-CN", "zh-Hant", "zh-Hans", "zh", "en")


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading names: `role` is source, target, id, status or empty; `language` a tag or empty."""

    role: str = ""
    language: str = ""

    @property
    def names_side(self) -> bool:
        """Whether the column holds one side of a translation."""
        return self.role in ("source", "target") or (not self.role and bool(self.language))

    def differs(self, other: Heading) -> bool:
        """Whether the two may name the two sides: "Chinese" and "中文" do not, nor do "translation" and "翻譯"."""
        if self.role or other.role:
            return self.role != other.role
        return self.language[:2] != other.language[:2]


def heading(text: str) -> Heading:
    """What a heading says; nothing where it holds any other word, since it is then a text like others.

    >>> heading("Source (Chinese, Taiwan)"), heading("英文譯文"), heading("Source code")
    (Heading(role='source', language='zh-TW'), Heading(role='target', language='en'), Heading(role='', language=''))
    """
    if not text or len(text) > _LONGEST:
        return Heading()
    named: list[str] = []
    at = _skipped(text, 0)
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None or token.end() == at:
            return Heading()
        named.append((token.lastgroup or "").replace("_", "-"))
        at = _skipped(text, token.end())
    roles = [name for name in named if name in _ROLES]
    languages = [tag for tag in _MOST_PRECISE if tag in named]
    return Heading(roles[0] if roles else "", languages[0] if languages else "")


def _skipped(text: str, at: int) -> int:
    match = _BETWEEN.match(text, at)
    assert match
    return match.end()
