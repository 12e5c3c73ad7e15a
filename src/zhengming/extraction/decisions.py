"""Pair or not: what a parenthesis after running text says beside translating it."""

from __future__ import annotations

import re

from zhengming.extraction.evidence import expected_length, is_title
from zhengming.extraction.glosses import Gloss, is_model, is_source
from zhengming.extraction.lists import countries, word_list
from zhengming.extraction.names import is_name
from zhengming.extraction.ranking import Ranking
from zhengming.language import words as chinese
from zhengming.language.scripts import HAN_CHARACTER, simplify
from zhengming.words import Piece, align
from zhengming.words.romanization import spells
from zhengming.words.transliteration import letters_of

# A gloss of which less is explained is no translation where something else speaks against it.
_SYLLABLES = re.compile(r"(?:(?:[zcs]h|[bpmfdtnlgkhjqxzcsrwy])?[aeiouv]{1,3}(?:ng?|r)?)+")
_LOCALIZERS = frozenset("上中下裡里内內外時时後后前")
_LITTLE, _ENOUGH = 0.2, 0.35
_FAR_LONGER = 4
# With so much of it explained, Economic Freedom Fighters is a party and no person of it.
_TRANSLATED = 0.6


def is_translation(ranking: Ranking, gloss: Gloss, *, behind_acronym: bool = False) -> bool:
    """Whether the best span and the gloss can say the same; `behind_acronym` that a Latin acronym of it stands between.

    No pairs: 圖片（AFP）, a source; 共和黨（John Curtis）, one of them; 服務器GPU（Volta V100）, an example.
    """
    best = ranking.ranked[0].candidate
    last = best.words[-1]
    covered = ranking.alignment.explanations[best.start - ranking.begin].covered
    if is_source(gloss.en) and covered < _ENOUGH:
        return False
    if gloss.is_dated and covered < _ENOUGH:  # Korea Carbon, 2018
        return False
    if covered < _LITTLE and expected_length(gloss) > _FAR_LONGER * len(best.text):
        return False  # 指令（Security of Network and Information Systems）
    if simplify(best.text) in word_list("classes") and covered < _LITTLE and gloss.en[:1].isupper():
        return False  # 論文（Stochastic Parrots）
    if covered < _LITTLE and len(best.words) > 1 and last in _LOCALIZERS:
        return False  # 在生產方式上（opt-out）
    if simplify(best.text) in countries() and covered < _LITTLE:
        return False  # 日本（FIEA）: what it has, not what it is called
    if behind_acronym and covered < _ENOUGH:  # 創立 DAIR（Distributed AI Research Institute）
        return False
    if is_model(gloss.en) and (covered < _LITTLE or simplify(last) in word_list("labels")):
        return False
    if simplify(best.text) in word_list("stops"):
        return False
    if not HAN_CHARACTER.search(last) and not _same_latin(last, gloss.en):
        return False
    explained = ranking.alignment.explanations[best.start - ranking.begin].pieces
    if _SYLLABLES.fullmatch(letters_of(gloss.en)) and gloss.en == gloss.en.lower() and _is_reading(ranking, gloss.en):
        return False
    return covered >= _TRANSLATED or not (
        is_name(gloss.en) and _is_role(last) and not _reaches_the_end(explained, len(last), best.end - ranking.begin)
    )


def _is_reading(ranking: Ranking, en: str) -> bool:
    """五毛黨（wǔmáo dǎng）: how it is read, and no translation."""
    return any(spells(simplify(r.candidate.text), en) for r in ranking.ranked)


def names_the_person(zh: str, en: str) -> bool:
    """Whether Chinese behind a person's name can be that name, and not a party, an office or a role: 共和黨, 研究員."""
    last = chinese.words(zh)[-1]
    explained = align(zh, en).explanations[0].pieces
    return not (is_name(en) and _is_role(last) and not _reaches_the_end(explained, len(last), len(zh)))


def _reaches_the_end(pieces: tuple[Piece, ...], length: int, end: int) -> bool:
    """Whether something explains the last `length` characters of a span that ends at `end`."""
    return any(p.end > end - length for p in pieces)


def _same_latin(last: str, en: str) -> bool:
    """A span that ends in Latin letters is glossed only by English that has them too."""
    return re.search(rf"(?<![A-Za-z]){re.escape(last)}(?![A-Za-z])", en, re.IGNORECASE) is not None


def _is_role(word: str) -> bool:
    """Whether a word says what somebody is, and is no name: 研究員, 共和黨."""
    return is_title(simplify(word)) or simplify(word)[-1] == "党"
