"""English（中文）: a Chinese gloss behind an English wording, in Chinese or in English text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from zhengming.extraction.chinese_glosses import ChineseGloss, parse_chinese
from zhengming.extraction.english_candidates import Wording, find_english, wording_before
from zhengming.extraction.english_decisions import measure_pair, probability
from zhengming.extraction.english_ranking import EnglishRanking, rank_english
from zhengming.extraction.english_reasons import explain_english
from zhengming.extraction.english_recurrence import EnglishRecurs
from zhengming.extraction.english_words import word_class
from zhengming.extraction.parentheses import Parenthesis
from zhengming.extraction.terms import Terms
from zhengming.language.scripts import HAN, HAN_CHARACTER, contains_han, contains_latin, is_chinese
from zhengming.model import Alternative, Block

_LEAST = 0.5
_LOOK_BACK = 60
_SHOWN_ALTERNATIVES = 3
_WORTH_SHOWING = 0.02
_LATIN_FIRST = re.compile(f"[A-Za-z]+ (?=[{HAN}])")


@dataclass(frozen=True, slots=True)
class Found:
    """An English wording that begins at `start` in the block, its Chinese gloss, and why."""

    start: int
    en: str
    zh: str
    marked: str
    acronym: str | None
    confidence: float
    alternatives: tuple[Alternative, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A parenthesis that may gloss English: its Chinese, the wording before it, the ranking of the left edges."""

    gloss: ChineseGloss
    wording: Wording
    ranking: EnglishRanking
    in_chinese: bool


def find(
    block: Block, parenthesis: Parenthesis, recurs: EnglishRecurs | None = None, terms: Terms | None = None
) -> Found | None:
    """The pair of a parenthesis that holds Chinese after English, or None."""
    question = ask(block, parenthesis, recurs, terms)
    if not question:
        return None
    gloss, ranking = question.gloss, question.ranking
    sure = probability(measure_pair(ranking, gloss, in_chinese=question.in_chinese))
    if sure < _LEAST:
        return None
    best = ranking.ranked[0]
    shown = [r for r in ranking.ranked[1 : 1 + _SHOWN_ALTERNATIVES] if r.confidence >= _WORTH_SHOWING]
    return Found(
        best.candidate.start,
        best.candidate.text,
        gloss.zh,
        question.wording.signs if best.candidate.edge == "quote" and not _is_title(best.candidate.words) else "",
        question.wording.acronym or gloss.acronym,
        round(best.confidence * sure, 3),
        tuple(Alternative(gloss.zh, r.candidate.text, round(r.confidence * sure, 3)) for r in shown),
        explain_english(ranking, gloss.zh),
    )


def ask(
    block: Block, parenthesis: Parenthesis, recurs: EnglishRecurs | None = None, terms: Terms | None = None
) -> Question | None:
    """The left edges of a parenthesis that holds Chinese after English, ranked; None where it does not."""
    gloss = parse_chinese(parenthesis.inside)
    wording = wording_before(block, parenthesis.start) if gloss else None
    if not gloss or not wording or not ends_in_latin(block.text, wording.end):
        return None
    candidates = find_english(block, wording, parenthesis.end)
    if not candidates or not contains_latin(candidates[0].text):
        return None
    gloss = _without_foreign_acronym(gloss, candidates[0].text)
    recurring = recurs(candidates[0].words) if recurs else frozenset[int]()
    in_chinese = is_chinese(block.text[max(0, parenthesis.start - _LOOK_BACK) : parenthesis.start])
    return Question(gloss, wording, rank_english(candidates, gloss, recurring, terms), in_chinese)


def ends_in_latin(text: str, end: int) -> bool:
    """Whether the wording before `end` is English: behind its closing marks stands no Han character."""
    at = end - 1
    while at > 0 and text[at] in "”\"’'」』》〉*_.,% ":
        at -= 1
    return at >= 0 and not HAN_CHARACTER.match(text[at]) and text[at].isalnum()


def _is_title(words: tuple[str, ...]) -> bool:
    """Whether an English wording is capitalised as titles and slogans are, so that nobody only says it."""
    return all(w[:1].isupper() or w[:1].isdigit() or word_class(w) != "other" for w in words)


def is_asked(block: Block, parenthesis: Parenthesis) -> bool:
    """Whether a parenthesis is one of Chinese behind English, whatever else it holds: DJI（大疆創新，Da-Jiang）."""
    gloss = parse_chinese(parenthesis.inside) if contains_han(parenthesis.inside) else None
    return (
        gloss is not None
        and not gloss.before
        and ends_in_latin(block.text, wording_before(block, parenthesis.start).end)
    )


def last_word(block: Block, parenthesis: Parenthesis) -> str:
    """The last English word before a parenthesis that holds Chinese; empty for another one."""
    if not contains_han(parenthesis.inside) or not parse_chinese(parenthesis.inside):
        return ""
    match = re.search(
        r"([A-Za-z\u00c0-\u024f0-9]+)\W*$", block.text[max(0, parenthesis.start - 40) : parenthesis.start]
    )
    return match[1] if match else ""


def _without_foreign_acronym(gloss: ChineseGloss, en: str) -> ChineseGloss:
    """`MCF 軍民融合` behind Military-Civil Fusion: letters that are no part of it; `AI 晶片` behind AI chips."""
    latin = _LATIN_FIRST.match(gloss.zh)
    if not latin or latin.group().strip() in en:
        return gloss
    rest, start = gloss.zh[latin.end() :], gloss.start + latin.end()
    return replace(gloss, zh=rest, start=start, acronym=latin.group().strip())
