"""What a column, field or property is for, by the name that people give it in English or Chinese."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from zhengming.exchange.columns import COLUMNS
from zhengming.exchange.imports.languages import language_of, named_language
from zhengming.tags import CHINESE_TAGS, ENGLISH

# Languages of terms; `source` and `target` are told by what the cells hold.
TERM_ROLES = (ENGLISH, "zh", *CHINESE_TAGS)
SIDES = ("source-term", "target-term")
OTHER_ROLES = (
    "also", "acronym", "avoid", "id", "kind", "subject", "definition", "note", "pos", "tags", "related", "status",
    "type", "source", "quote", "pinyin", "zhuyin",
)  # fmt: skip
ROLES = (*TERM_ROLES, *SIDES, *OTHER_ROLES)
# By the order in which they are tried: English definition is a definition, 注音 is no 註.
_WORDS = (
    ("status", "status, state, usage status, flags, term status", "狀態 状态"),
    ("avoid", "forbidden, deprecated, avoid, do not use, dont use, prohibited",
     "禁用 避免 勿用 不宜 誤譯 误译 棄用 弃用"),
    ("pinyin", "pinyin, hanyu pinyin", "拼音"),
    ("zhuyin", "zhuyin, bopomofo", "注音"),
    ("definition", "definition, definitions, def, meaning, explanation, description",
     "定義 定义 釋義 释义 解釋 解释 說明 说明 涵義 涵义"),
    ("quote", "example, examples, context, sentence, sample, usage example", "例句 範例 范例 語境 语境 上下文 例子"),
    ("subject", "subject, subject field, subjectfield, domain, field, topic, category, area, subject area",
     "領域 领域 分類 分类 主題 主题 類別 类别 學科 学科 範疇 范畴"),
    ("pos", "pos, part of speech, partofspeech, word class, grammar", "詞性 词性 詞類 词类"),
    ("acronym", "acronym, acronyms, abbreviation, abbr, abbreviations, initialism", "縮寫 缩写 略語 略语 縮略 缩略"),
    ("also", "also, synonym, synonyms, variant, variants, alternative, other forms", "同義 同义 又稱 又称 別稱 别称"),
    ("tags", "tag, tags, label, labels, keywords", "標籤 标签 標記 标记"),
    ("related", "related, see also, related terms, cross reference", "相關 相关 參見 参见"),
    ("note", "note, notes, remark, remarks, comment, comments, usage note, annotation, translator comments, "
     "developer comments", "備註 备注 附註 附注 註釋 注釋 注释 註記 備考 备考 註 注"),
    ("source", "reference, references, citation, url, link, term source, definition source",
     "來源 来源 出處 出处 參考 参考 依據 依据"),
)  # fmt: skip
_SIDE_WORDS = (
    ("target-term", "target, target term, target text, translation, translated, equivalent, rendering, localized",
     "譯文 译文 譯名 译名 譯語 译语 翻譯 翻译 對應 对应 譯詞 译词"),
    ("source-term", "source, source term, source text, original, term, terms, word, words, entry, headword, phrase",
     "原文 原語 原语 原名 原詞 原词 術語 术语 詞彙 词汇 詞條 词条 名詞 名词 用語 用语 詞語 词语"),
)  # fmt: skip
_EXACT = {"id": "id", "concept id": "id", "kind": "kind", "type": "type", "term type": "type"}
_OWN = {name: name.replace("_", "-") for name in COLUMNS}
_CODE = re.compile(
    r"(?i)(?<![a-z])(?:zh|zho|cmn|en|eng)(?:[-_ ](?:hant|hans|tw|hk|mo|cn|sg|cht|chs|us|gb|uk))*(?![a-z])"
)
_SIGNS = re.compile(r"[\s_\-./\\:：()（）\[\]【】,，#*]+")


@lru_cache(maxsize=4096)
def role_of(name: str) -> str:
    """One of ROLES, empty where a name says nothing.

    >>> [role_of(name) for name in ("英文", "繁體", "Chinese (Simplified)", "備註", "EN definition", "頁碼")]
    ['en', 'zh-Hant', 'zh-Hans', 'note', 'definition', '']
    """
    plain = _SIGNS.sub(" ", unicodedata.normalize("NFKC", name).casefold()).strip()
    if plain in _EXACT:
        return _EXACT[plain]
    return _by_words(plain, _WORDS) or _language(name, plain) or _by_words(plain, _SIDE_WORDS)


def is_plain_heading(name: str) -> bool:
    """Whether a cell is nothing but the name of a side, `Term` or 原文: no term is called so in both languages."""
    plain = _SIGNS.sub(" ", unicodedata.normalize("NFKC", name).casefold()).strip()
    return any(plain in (*english.split(", "), *chinese.split()) for _, english, chinese in _SIDE_WORDS)


def _by_words(plain: str, table: tuple[tuple[str, str, str], ...]) -> str:
    for role, english, chinese in table:
        if any(re.search(rf"(?<![a-z]){word}(?![a-z])", plain) for word in english.split(", ") if word in plain):
            return role
        if any(word in plain for word in chinese.split()):
            return role
    return ""


def _language(name: str, plain: str) -> str:
    found = language_of(name) or named_language(plain)
    if found:
        return found
    code = _CODE.search(name)
    return language_of(code[0].replace(" ", "-")) if code else ""
