"""The words that other programs use for the status and type of a term, in ours."""

from __future__ import annotations

import re
from functools import lru_cache

_NOT_WORD = re.compile(r"[\W_]+")
_ADMN_STS = re.compile(r"(?i)(?:term)?-?admn-?sts$")
_STATUSES = {
    "preferred": """preferred preferredterm standardized standardizedterm standardised legal legalterm regulated
        regulatedterm approved recommended mandatory official validated valid current correct final standard main yes
        首選 首选 優先 优先 推薦 推荐 建議 建议 正式 標準 标准 規範 规范 核准 已核准 已审核 已審核 正確 正确""",
    "admitted": """admitted admittedterm allowed acceptable accepted alternative alternate synonym permitted usable
        可用 許用 许用 可接受 容許 容许 別名 别名 同義 同义""",
    "deprecated": """deprecated deprecatedterm forbidden prohibited banned avoid avoided donotuse dontuse notallowed
        notapproved notrecommended nonterm negative blacklisted blacklist rejected wrong incorrect no
        禁用 禁止 停用 不用 避免 不建議 不建议 不推薦 不推荐 棄用 弃用 不可用 錯誤 错误 誤譯 误译""",
    "superseded": """superseded supersededterm obsolete outdated old archaic historical retired withdrawn
        廢止 废止 已廢止 已废止 過時 过时 舊稱 旧称 舊譯 旧译 淘汰""",
    # Says how far the work is, not whether the term may be used.
    "": """new draft proposed provisional unprocessed provisionallyprocessed finalized pending underreview review
        unknown none workingversion starterelement importedelement consolidatedelement archiveelement terminology
        readonly 草稿 待審 待审 待定 暫定 暂定 新增""",
}
_STATUS_OF = {word: status for status, words in _STATUSES.items() for word in words.split()}
_TYPES = {
    "full": "full fullform entryterm term standard standardtext 全稱 全称",
    "short": "short shortform shortened abbreviatedform clippedterm clipping truncation shortcut 簡稱 简称",
    "acronym": "acronym acronymterm initialism 首字母縮寫 首字母缩写",
    "variant": "variant spellingvariant orthographicvariant synonym synonymousphrase 異體 异体",
    # An abbreviation may be either; the wording tells.
    "abbreviation": "abbreviation abbreviated abbr abbrev 縮寫 缩写",
}
_TYPE_OF = {word: kind for kind, words in _TYPES.items() for word in words.split()}


@lru_cache(maxsize=1024)
def status_of(said: str) -> str | None:
    """Our status for another program's; empty for one that says nothing on use, None for one that is not known.

    >>> [status_of(s) for s in ("preferredTerm-admn-sts", "Forbidden", "不建議", "terminology, forbidden", "new", "x")]
    ['preferred', 'deprecated', 'deprecated', 'deprecated', '', None]
    """
    found = [_STATUS_OF.get(_word(part)) for part in re.split("[,;，；、]", said)]
    told = [status for status in found if status]
    return told[0] if told else None if None in found and _word(said) else ""


def type_of(said: str, wording: str) -> str | None:
    """Our type of a term for another program's word; None for one that is not known.

    >>> type_of("abbreviation", "WTO"), type_of("abbreviation", "govt"), type_of("entryTerm", "x"), type_of("odd", "x")
    ('acronym', 'short', 'full', None)
    """
    found = _TYPE_OF.get(_word(said))
    if found == "abbreviation":
        return "acronym" if wording.isupper() else "short"
    return found


def _word(said: str) -> str:
    return _NOT_WORD.sub("", _ADMN_STS.sub("", said.strip())).lower()
