"""What speaks for and against a span of Chinese before a gloss: one number per kind of evidence, each nameable."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from zhengming.extraction.explained import measure_explained
from zhengming.extraction.glosses import Gloss
from zhengming.extraction.lists import countries, word_list
from zhengming.extraction.names import is_name
from zhengming.extraction.parts import part_of_speech, plain
from zhengming.extraction.spans import Candidate
from zhengming.extraction.terms import Terms
from zhengming.language.english import FUNCTION_WORDS
from zhengming.language.scripts import HAN_CHARACTER
from zhengming.language.words import is_word
from zhengming.words import Alignment
from zhengming.words.lexicon import english_count
from zhengming.words.transliteration import DOTS

# 小泉純一郎
_LONGEST_NAME = 5
_HYPHENS = tuple("-\u2010\u2011\u2013\u2014－")
_CONJUNCTIONS = frozenset("与和及暨或且")
_ITEMS_ZH = re.compile("[、/／]|(?<=..)[与和及暨](?=..)")
_ITEMS_EN = re.compile(r",\s*(?:and|or)\s+|\s+(?:and|or|&)\s+|,\s*|\s*/\s*")
_PREFIXES = frozenset("非反超次准泛亚伪")
_PERSONS = frozenset("人家员官师士者长手生")
_CONTENT = re.compile(r"[A-Za-z0-9\u00c0-\u024f]+")
_LATIN_OR_DIGIT = re.compile("[A-Za-z0-9\u00c0-\u024f]")
_NUMBERS = re.compile("[0-9]+")
_DIGIT = re.compile("[0-9]")
_ANY_DIGIT = re.compile("[0-9一二三四五六七八九十]")
_BRAND = re.compile(r"[A-Z][A-Za-z0-9\u00c0-\u024f'\u2019]+")
_VOWELS = re.compile(r"[aeiouy\u00e0-\u00ff]+", re.IGNORECASE)


@lru_cache(maxsize=1024)
def expected_length(gloss: Gloss) -> float:
    """How many Han characters may translate it: 2.1 a content word, 1.1 a surname's vowel, 1.9 an acronym's letter."""
    if gloss.is_acronym:
        return 1.9 * sum(c.isalnum() for c in gloss.en.rstrip("s"))
    if is_name(gloss.en):
        surname = gloss.en.split()[-1]
        return max(2.0, 1.1 * len(_VOWELS.findall(surname)))
    content = [w for w in _CONTENT.findall(gloss.en) if w.lower() not in FUNCTION_WORDS]
    return 2.1 * max(len(content), 1)


def measure(
    candidates: Sequence[Candidate],
    gloss: Gloss,
    recurring: frozenset[int],
    alignment: Alignment,
    terms: Terms | None = None,
) -> list[dict[str, float]]:
    """The evidence for each candidate, by name; absent means 0.

    `recurring` holds the lengths of the candidates that stand elsewhere in the document after another character,
    `terms` what a glossary that somebody named says.
    """
    kind = kind_of_gloss(gloss)
    measured = [_measure_one(c, gloss, kind, recurring) for c in candidates]
    measure_explained(candidates, alignment, kind, measured)
    if terms:
        for candidate, evidence in zip(candidates, measured, strict=True):
            said = terms.tell(candidate.text, gloss.en)
            if said:
                evidence[said] = 1
    return measured


@lru_cache(maxsize=1024)
def kind_of_gloss(gloss: Gloss) -> str:
    """What its evidence is counted as: `acronym`, `name`, `term`, or `brand` for one capitalised word that no
    dictionary has (Fediverse, Deloitte), of which neither length nor words tell much."""
    if gloss.is_acronym:
        return "acronym"
    if is_name(gloss.en):
        return "name"
    is_brand = _BRAND.fullmatch(gloss.en) and not english_count(gloss.en.lower())
    return "brand" if is_brand else "term"


def _measure_one(candidate: Candidate, gloss: Gloss, kind: str, recurring: frozenset[int]) -> dict[str, float]:
    evidence: dict[str, float] = {}
    _left_side(candidate, kind, evidence)
    _first_word(candidate, gloss, kind, evidence)
    _inner_words(candidate, gloss, evidence)
    _length(candidate, gloss, kind, evidence)
    _parts_of_english(candidate, gloss, kind, evidence)
    if kind in ("name", "brand") or (kind == "term" and " " not in gloss.en and gloss.en[:1].isupper()):
        _surname(candidate, evidence)
    if candidate.inside:
        # What the segmenter only guesses is a weak reason not to begin within it.
        guessed = not is_word(candidate.inside)
        evidence[f"inside_{'guess' if guessed else 'word'}:{kind}"] = 1
    length = len(candidate.text)
    if length in recurring or (candidate.at_stop and length >= 2 and any(longer > length for longer in recurring)):
        evidence["recurs"] = 1
    return evidence


def _parts_of_english(candidate: Candidate, gloss: Gloss, kind: str, evidence: dict[str, float]) -> None:
    """What the English has or lacks, word by word: a country, a negation, a number."""
    english = gloss.en.lower()
    first, left = plain(candidate.words[0]), plain(candidate.left)
    if first in countries() and len(candidate.words) > 1:
        glossed = any(stem in english for stem in countries()[first])
        evidence[f"country_{'glossed' if glossed else 'unglossed'}:{kind}"] = 1
    if left in countries() and not candidate.at_stop:
        glossed = any(stem in english for stem in countries()[left])
        evidence[f"country_{'cut_off' if glossed else 'before'}:{kind}"] = 1
    if left and left in _NUMBERS.findall(english):
        evidence["number_cut"] = 1
    if _DIGIT.search(english):
        evidence["number" if _ANY_DIGIT.search(candidate.text) else "number_missing"] = 1


def _left_side(candidate: Candidate, kind: str, evidence: dict[str, float]) -> None:
    left = plain(candidate.left)
    if candidate.at_stop:
        evidence["at_stop"] = 1
    elif left in DOTS or (left in _HYPHENS and candidate.words):
        evidence["after_dot"] = 1
    elif left in _CONJUNCTIONS:
        evidence["conjunction_before:" + kind] = 1
    elif is_title(left) and kind == "name":
        evidence["title_before"] = 1
    elif left in _PREFIXES:
        evidence["prefix_cut"] = 1
    elif left in word_list("stops"):
        evidence["stop_before"] = 1
    elif left in word_list("modifiers"):
        evidence["modifier_before"] = 1
    elif not HAN_CHARACTER.search(left):
        evidence["latin_before"] = 1
    else:
        evidence["tag_before:" + part_of_speech(left)] = 1


def _first_word(candidate: Candidate, gloss: Gloss, kind: str, evidence: dict[str, float]) -> None:
    first = plain(candidate.words[0])
    if len(candidate.words) == 1:
        if first in word_list("stops"):
            evidence["stop_alone"] = 1
    elif first[0] in '「『“《"':
        evidence["quoted_first"] = 1
    elif is_title(first) and kind == "name":
        evidence["title_first"] = 1
    elif first in _CONJUNCTIONS:
        evidence["conjunction_first"] = 1
    elif first in word_list("stops"):
        evidence["stop_first"] = 1
    elif first in word_list("modifiers") or first[0] == "最":
        evidence["modifier_first" if candidate.at_stop else "modifier_first_inside"] = 1
    if candidate.entry and "stop_first" not in evidence:
        evidence["entry"] = 1
    if first in word_list("suffixes") and (len(candidate.words) > 1 or not candidate.at_stop):
        evidence["suffix_first"] = 1
    if _LATIN_OR_DIGIT.match(first) and len(candidate.words) > 1:
        evidence["latin_of_english" if _is_of(first, gloss) else "latin_foreign"] = 1
        if plain(candidate.left.strip()) == "第":
            evidence["ordinal_cut"] = 1
    if "stop_first" not in evidence and (not candidate.at_stop or len(candidate.words) > 1):
        evidence["tag_first:" + part_of_speech(first)] = 1


def _is_of(latin: str, gloss: Gloss) -> bool:
    """Whether the English has a Latin word or a number of the Chinese too; of an acronym nobody knows."""
    return gloss.is_acronym or not _words_of(gloss.en).isdisjoint(w.lower() for w in _CONTENT.findall(latin))


def is_title(word: str) -> bool:
    """An office or role: 部長, and by its last character 投資人, 科學家, 抄寫員."""
    return word in word_list("titles") or (len(word) > 2 and word[-1] in _PERSONS)


def _surname(candidate: Candidate, evidence: dict[str, float]) -> None:
    """Whether two to five characters with a family name in front, or the family name or its first half was cut off."""
    length = len(candidate.text)
    start, before = plain(candidate.text[:2]), plain(candidate.left[-1:])
    if (2 <= length <= 3 and start[0] in word_list("surnames")) or (
        3 <= length <= _LONGEST_NAME and start in word_list("surnames")
    ):
        evidence[f"surname_first:{min(length, 4)}"] = 1
    if (1 <= length <= 2 and before in word_list("surnames")) or before + start[:1] in word_list("surnames"):
        evidence["surname_cut_off"] = 1


@lru_cache(maxsize=1024)
def _words_of(en: str) -> frozenset[str]:
    return frozenset(w.lower() for w in _CONTENT.findall(en))


def _inner_words(candidate: Candidate, gloss: Gloss, evidence: dict[str, float]) -> None:
    english = _words_of(gloss.en)
    joins = "and" in english or "&" in gloss.en or "or" in english
    for word in candidate.words[1:]:
        simple = plain(word)
        if _LATIN_OR_DIGIT.match(simple) and not _is_of(simple, gloss):
            evidence["latin_inside_foreign"] = 1
        if simple in _CONJUNCTIONS:
            kind = "joined_as_english" if joins else "joined_acronym" if gloss.is_acronym else "joined"
            evidence[kind] = 1
        elif simple in ("的", "之"):
            of = "of" in english or "'s" in gloss.en or "\u2019s" in gloss.en or "for" in english
            evidence["of" if of else "possessive"] = 1
        elif simple in word_list("stops") and len(simple) < 3:
            evidence["stop_inside"] = evidence.get("stop_inside", 0) + 1
    if joins and "joined_as_english" not in evidence and not gloss.is_acronym:
        evidence["join_missing"] = 1


def _length(candidate: Candidate, gloss: Gloss, kind: str, evidence: dict[str, float]) -> None:
    if candidate.quoted and "stop_inside" not in evidence:
        evidence["quoted_whole"] = 1
    if candidate.signs:
        evidence["sign_inside:" + kind_of_gloss(gloss)] = candidate.signs
        if not gloss.is_acronym:
            items = len(_ITEMS_ZH.split(candidate.text)), len(_ITEMS_EN.split(gloss.en))
            evidence["items_match" if items[0] == items[1] else "items_differ"] = 1
    han = len(HAN_CHARACTER.findall(candidate.text))
    length = han + (0.5 * len(_CONTENT.findall(candidate.text)) if han < len(candidate.text) else 0)
    expected = expected_length(gloss)
    difference = length - expected
    of = ":brand" if kind == "brand" else ""
    evidence[("too_long" if difference > 0 else "too_short") + of] = abs(difference) / (expected**0.5)
    if length < 2:
        evidence["one_character"] = 1
    if is_name(gloss.en):
        dots = sum(c in DOTS for c in candidate.text)
        if dots:
            evidence["name_with_dot" if dots <= len(gloss.en.replace("-", " ").split()) - 1 else "too_many_dots"] = 1
            evidence.pop("too_long", None)
