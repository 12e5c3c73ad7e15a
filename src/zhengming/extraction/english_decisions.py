"""Whether a Chinese parenthesis behind English renders it, or is an aside that goes on with the sentence."""

from __future__ import annotations

import math
import re

from zhengming.extraction.asides import is_aside
from zhengming.extraction.chinese_glosses import ChineseGloss
from zhengming.extraction.decisions import names_the_person
from zhengming.extraction.english_ranking import EnglishRanking, weigh
from zhengming.extraction.english_words import word_class
from zhengming.extraction.glosses import looks_acronym
from zhengming.extraction.lists import countries, word_list
from zhengming.extraction.parts import part_of_speech
from zhengming.extraction.terms import PAIR
from zhengming.language.scripts import HAN, simplify
from zhengming.language.words import words
from zhengming.words import align

_UNIT = re.compile(r"[$€£]?[0-9][0-9.,]*(?:[a-zA-Z%°/]{0,4})")
# B1（狼增加）: a label in a figure.
_LABEL = re.compile("[A-Z][0-9]{1,2}")
_SOURCE = re.compile("(?:日报|时报|晚报|周刊|月刊|杂志|新闻网|通讯社|新华社|中央社|电视台|报道|报导|网站)$")
_OUTLET = re.compile(
    r"\b(?:News|Daily|Times|Agency|Post|Weekly|Journal|Network|TV|Television|Press|Herald|Review|Magazine)\b"
)
_TELLS = re.compile("[是为在了被将把让使已曾现据称须]")
_WELL_KNOWN = 0.6
# 每秒…, 一帶… begin terms as well as asides.
_NO_STOPS = frozenset("每 一 全部 不 未 无 上 下 中 内 外 前 后 非 各 自 同".split())
_SAYS = re.compile("(?:强调|指出|表示|认为|说|称|提到|写道|宣布)$")


def measure_pair(ranking: EnglishRanking, gloss: ChineseGloss, *, in_chinese: bool) -> dict[str, float]:
    """The evidence for and against a pair, by name."""
    best = ranking.ranked[0]
    covered, zh, en = best.explained.covered, simplify(gloss.zh), best.candidate.text
    spelled = any(name == "spells" for name, _ in best.evidence)
    known = max(covered, 1.0 if spelled else 0.0)
    if looks_acronym(en):
        known = max(known, align(gloss.zh, en, is_acronym=True).explanations[0].covered)
    found: dict[str, float] = {"always": 1, "known": min(known, 1.0)}
    if any(name == PAIR for name, _ in best.evidence):
        found[PAIR] = 1
    if in_chinese:
        found["in_chinese"] = 1
    if best.candidate.edge in ("quote", "opening"):
        found["marked"] = 1
    if known < 0.25:
        capital = any(c.isupper() for c in en)
        found["name_unexplained" if capital else "lower_unexplained"] = 1
    if gloss.before:
        found["english_before"] = 1
    if gloss.led:
        found["led"] = 1
    if gloss.aside and known < _WELL_KNOWN:
        found["aside"] = 1
    if in_chinese and known < 0.25 and part_of_speech(zh) in ("verb", "doing", "modifier", "function", "number"):
        found["ordinary_word"] = 1
    _aside(zh, en, known, found)
    return found


def _aside(zh: str, en: str, known: float, found: dict[str, float]) -> None:
    """What asides are made of: words that go on with the sentence, roles, parties, places, sources, units."""
    first = words(zh)[0] if zh else ""
    begins_like = zh.startswith(tuple(w for w in word_list("going_on") if len(w) > 1)) and known < _WELL_KNOWN
    if first in word_list("going_on") or begins_like:
        found["goes_on"] = 1
    elif first in word_list("stops") and first not in _NO_STOPS and known < 0.5:
        found["function_word_first"] = 1
    if _SAYS.search(zh) and known < 0.9:
        found["clause"] = 1
    if known < 0.5:
        if not names_the_person(zh, en):
            found["role"] = 1
        if zh in countries():
            found["place"] = 1
        if _SOURCE.search(zh) and not _OUTLET.search(en):
            found["source"] = 1
        if len(zh) > 16:
            found["long"] = 1
        if "、" in zh and not re.search(r",|/|&|\band\b|\bor\b", en):
            found["list"] = 1
    if known < 0.8 and _TELLS.search(zh) and len(re.findall(f"[{HAN}]", zh)) > 4:
        found["clause"] = 1
    if len(zh) == 1:
        found["one_character"] = 1
    if _UNIT.fullmatch(en) or is_aside(en) or (_LABEL.fullmatch(en) and known < 0.5):
        found["unit_or_code"] = 1
    if all(word_class(w) in ("number", "preposition", "article", "pronoun", "conjunction") for w in en.split()):
        found["no_content"] = 1


def probability(evidence: dict[str, float]) -> float:
    """How sure it is that the two are a pair."""
    score = sum(value for _, value in weigh(evidence, "pair"))
    return 1 / (1 + math.exp(-score))
