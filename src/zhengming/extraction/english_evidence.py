"""What speaks for and against a span of English before a Chinese gloss: one number per kind of evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from zhengming.extraction.chinese_glosses import ChineseGloss
from zhengming.extraction.english_candidates import EnglishCandidate
from zhengming.extraction.english_words import word_class
from zhengming.extraction.lists import countries, word_list
from zhengming.extraction.names import is_name
from zhengming.extraction.terms import PAIR, Terms
from zhengming.language.scripts import HAN, simplify
from zhengming.words import Alignment, align_endings
from zhengming.words.alignment import Explanation
from zhengming.words.english import words_of
from zhengming.words.romanization import spelled, spells
from zhengming.words.transliteration import DOTS

_HAN = re.compile(f"[{HAN}]")
_JOINED = re.compile("[与和及暨、或]")
_LINKING = frozenset("of the and its their his for in on de la le du von van der & to a with at".split())
_CHINESE_DIGIT = re.compile("[0-9一二三四五六七八九十百千双两]")
_DIGIT = re.compile("[0-9]")
_WRITTEN = str.maketrans("0123456789", "〇一二三四五六七八九")
_YEAR = 3
_SURNAMED = re.compile(f"[{HAN}]{{2,4}}")
# Two Han characters are about one English word.
_HAN_A_WORD = 2.0
# Where the Chinese explains less than this of any candidate, its words tell nothing.
_LITTLE = 0.2
# With so many words explained on both sides of a comma it belongs to the term: one country, two systems.
_COMMA_GLOSSED = 3
_USUAL_NAME, _SHORT_NAME = 3, 5
_INNER = frozenset({"auxiliary", "pronoun", "verb", "adverb", "article", "determiner", "naming", "possessive"})


@dataclass(frozen=True, slots=True)
class Measured:
    """The alignment of a gloss with the English before it, and of each candidate its explanation and evidence."""

    alignment: Alignment
    explained: tuple[Explanation, ...]
    evidence: tuple[dict[str, float], ...]


def measure_english(
    candidates: Sequence[EnglishCandidate],
    gloss: ChineseGloss,
    recurring: frozenset[int] = frozenset(),
    terms: Terms | None = None,
) -> Measured:
    """The evidence for each candidate, by name; absent means 0.

    `recurring` holds the numbers of words of the wordings that stand elsewhere in the document after another word,
    `terms` what a glossary that somebody named says.
    """
    zh = simplify(gloss.zh)
    alignment = align_endings(gloss.zh, " ".join(candidates[0].words))
    first = _first_words(candidates, len(alignment.words))
    explained = tuple(alignment.explanations[n] for n in first)
    heard = any(
        p.how in ("sound", "reading") and 2 * (p.end - p.start) >= len(zh)
        for e in alignment.explanations[-2:]
        for p in e.pieces
    )
    evidence = []
    for n, candidate in enumerate(candidates):
        found: dict[str, float] = {}
        glossed = _glossed(alignment, explained[n], first[n])
        _left_side(candidates, n, found)
        _first_word(candidate, glossed, found)
        _inner_words(candidate, zh, glossed, found)
        _capitals(candidates, n, found)
        _length(candidate, zh, found)
        _names(candidate, zh, found, heard=heard)
        _numbers_and_places(candidate, zh, found)
        _explanation(alignment, first[n], zh, found)
        if len(candidate.words) in recurring:
            found["recurs"] = 1
        if terms and terms.tell(gloss.zh, candidate.text) == PAIR:
            found[PAIR] = 1
        evidence.append(found)
    return Measured(alignment, explained, tuple(evidence))


def _first_words(candidates: Sequence[EnglishCandidate], total: int) -> list[int]:
    """How many content words of the longest candidate each candidate leaves out."""
    left, first = 0, []
    for candidate in candidates:
        first.append(min(left, total))
        left += len(words_of(candidate.words[0]))
    return first


def _glossed(alignment: Alignment, explained: Explanation, n: int) -> frozenset[str]:
    """The words (lower case) of a candidate that the Chinese explains."""
    masks = sum({p.mask for p in explained.pieces})
    return frozenset(w.whole for w in alignment.words[n:] if masks & w.bit)


def _is_glossed(word: str, glossed: frozenset[str]) -> bool:
    return any(w.whole in glossed for w in words_of(word))


def _left_side(candidates: Sequence[EnglishCandidate], n: int, found: dict[str, float]) -> None:
    candidate = candidates[n]
    if candidate.edge != "word":
        found["edge:" + candidate.edge] = 1
    else:
        found["left:" + word_class(candidate.left)] = 1
        if n > 1 and candidate.left == "of" and word_class(candidates[n - 2].words[0]) in ("naming", "genus"):
            found["of_genus"] = 1
    if candidate.over:
        found["over_marks"] = 1


def _first_word(candidate: EnglishCandidate, glossed: frozenset[str], found: dict[str, float]) -> None:
    """What kind of word it begins with; verbs and the like count less where the Chinese explains them."""
    word, kind = candidate.words[0], word_class(candidate.words[0])
    if word[:1].isupper() and candidate.edge in ("quote", "opening"):
        return
    if len(candidate.words) == 1 and kind in ("verb", "doing", "done", "naming", "title", "number", "adverb", "place"):
        return
    if kind == "genus" and candidate.words[1:2] == ("of",) and word.islower():
        found["genus_of_glossed" if _is_glossed(word, glossed) else "genus_of_first"] = 1
    if _is_glossed(word, glossed):
        found["first_glossed:" + kind] = 1
    else:
        capital = word[:1].isupper() and candidate.edge == "word"
        found[("first_capital:" if capital else "first:") + kind] = 1


def _inner_words(candidate: EnglishCandidate, zh: str, glossed: frozenset[str], found: dict[str, float]) -> None:
    lowered = [w.lower() for w in candidate.words[1:]]
    for word, plain in zip(candidate.words[1:], lowered, strict=True):
        kind = word_class(word)
        if kind == "article" and word == "The" and candidate.edge not in ("quote", "opening"):
            found["the_inside"] = 1
        elif kind in _INNER and (word[:1].islower() or kind == "possessive") and not _is_glossed(word, glossed):
            found["inner:" + kind] = min(found.get("inner:" + kind, 0) + 1, 2)
        elif kind == "preposition" and plain != "for":
            found["inner:preposition"] = min(found.get("inner:preposition", 0) + 1, 2)
    if {"and", "or", "&"} & set(lowered):
        found["joined_as_chinese" if _JOINED.search(zh) else "joined"] = 1
    elif re.search("[与和暨、]", zh):
        found["join_missing"] = 1
    if "of" in lowered or "for" in lowered:
        found["of"] = 1
    if candidate.edge not in ("quote", "opening"):
        if "," in candidate.signs:
            found["comma_inside"] = 0.5 if "、" in zh else 1
            if _is_glossed(candidate.words[0], glossed) and len(glossed) >= _COMMA_GLOSSED:
                found["comma_glossed"] = 1
        if re.search("[:\u2013\u2014]", candidate.signs):
            found["sign_inside"] = 1
    elif re.search("[,:\u2014]", candidate.signs) and candidate.edge == "opening":
        found["sign_in_opened"] = 1


def _capitals(candidates: Sequence[EnglishCandidate], n: int, found: dict[str, float]) -> None:
    """Whether the wording begins where a run of capitalised words does, within it, or before it."""
    words = candidates[n].words
    first, left, rest = words[0], candidates[n].left, words[1:]
    joined = candidates[n].edge == "word"
    if not _is_capital(first):
        if any(_is_capital(w) and word_class(w) != "place" for w in rest) and first.lower() not in _LINKING:
            found["lower_before_capital"] = 1
        if joined and _is_capital(left) and _ordinary(candidates, n - 1):
            found["after_capital"] = 1
        return
    if joined and _is_capital(left) and word_class(left) == "possessive":
        found["after_possessive_name"] = 1
    elif joined and _is_capital(left):
        title = word_class(left) in ("title", "place")
        if _ordinary(candidates, n - 1):
            found["cuts_title" if title else "cuts_capitals"] = 1
    elif joined and left.lower() in _LINKING and n > 1 and _linked(candidates, n):
        found["cuts_linked"] = 1
    elif joined and (len(words) == 1 or word_class(first) != "place" or any(map(_is_capital, rest))):
        found["begins_capitals"] = 1
    if all(_is_capital(w) or w.lower() in _LINKING for w in words):
        found["all_capital"] = 1


def _is_capital(word: str) -> bool:
    return word[:1].isupper() or word[1:2].isupper()


def _ordinary(candidates: Sequence[EnglishCandidate], n: int) -> bool:
    """Whether a capital is its word's own, not that of the first word of a sentence; The always begins one."""
    candidate = candidates[n]
    kind = word_class(candidate.words[0])
    if kind in ("article", "determiner", "pronoun"):
        return False
    return candidate.edge not in ("line", "stop") or kind in ("other", "title", "place", "number")


def _linked(candidates: Sequence[EnglishCandidate], n: int) -> bool:
    """Whether a capitalised word, linked by of or and, stands before candidate n: Ministry of | Foreign Affairs."""
    at = n - 1
    while at > 0 and candidates[at].words[0].lower() in _LINKING and candidates[at].edge == "word":
        at -= 1
    return _is_capital(candidates[at].words[0]) and _ordinary(candidates, at) and at < n - 1


def _length(candidate: EnglishCandidate, zh: str, found: dict[str, float]) -> None:
    """How far the number of content words is from what so many Han characters may say."""
    if len(candidate.words) == 1 and re.fullmatch("[A-Z0-9][A-Za-z0-9-]{1,7}", candidate.words[0]):
        return
    content: float = sum(word_class(w) not in ("preposition", "article", "conjunction") for w in candidate.words)
    content += candidate.text.count("-") * 0.5
    han = len(_HAN.findall(zh))
    usual = max(1.0, han / _HAN_A_WORD)
    found["too_long"] = min(max(0.0, content - usual - 0.5), 6)
    found["too_short"] = min(max(0.0, usual - content - 0.5), 4)


def _names(candidate: EnglishCandidate, zh: str, found: dict[str, float], *, heard: bool) -> None:
    """Whether the wording spells the reading of the whole Chinese, or looks like its person's name.

    `heard` tells that the last word sounds like the Chinese, as a foreign family name does.
    """
    if spells(zh, candidate.text):
        found["spells"] = 1
    if not _is_capital(candidate.words[0]):
        return
    if not (heard or is_person(zh)):
        rest = " ".join(candidate.words[1:])
        if word_class(candidate.words[0]) == "title" and is_name(rest) and len(zh) <= _SHORT_NAME:
            found["title_first_perhaps"] = 1
        return
    if 2 <= len(candidate.words) <= len(_HAN.findall(zh)):
        first, second, last = (any(start == 0 for start, _ in spelled(zh, candidate.words[n])) for n in (0, 1, -1))
        # Carrie Lam Cheng Yuet-ngor: a married woman's two family names behind a given one.
        last = last or (second and len(_HAN.findall(zh)) > _USUAL_NAME)
        if first:
            found["surname_first"] = 1
        elif last and all(map(_is_capital, candidate.words)):
            found["surname_last"] = 1
    elif len(zh) > 1 and any(end < len(zh) for _, end in spelled(zh, candidate.words[0])) and candidate.edge == "word":
        found["surname_only"] = 1
    kind = word_class(candidate.words[0])
    if kind == "title" and len(candidate.words) > 1:
        found["title_first"] = 1
    elif word_class(candidate.left) == "title" and is_name(candidate.text):
        found["title_before"] = 1


def is_person(zh: str) -> bool:
    """Whether (Simplified) Chinese may name a person: a family name in front, or the dot of a foreign name."""
    return bool(_SURNAMED.fullmatch(zh) and (zh[0] in word_list("surnames") or zh[:2] in word_list("surnames"))) or (
        any(c in DOTS for c in zh)
    )


def _numbers_and_places(candidate: EnglishCandidate, zh: str, found: dict[str, float]) -> None:
    first, left = candidate.words[0].lower(), candidate.left.lower()
    if word_class(first) == "number" and len(candidate.words) > 1:
        found["number_glossed" if _has_number(first, zh) else "number_unglossed"] = 1
    if candidate.edge == "word" and word_class(left) == "number":
        found["number_cut_off" if _has_number(left, zh) else "number_before"] = 1
    places = _places_of(zh)
    owner = first.replace("\u2019", "'").removesuffix("'s")
    if owner != first and word_class(owner) == "place":
        found["place_owns"] = 1
    if word_class(first) == "place" and len(candidate.words) > 1:
        found["place_glossed" if _names_place(first, places) else "place_unglossed"] = 1
    if candidate.edge == "word" and word_class(left) == "place":
        found["place_cut_off" if _names_place(left, places) else "place_before"] = 1


def _has_number(word: str, zh: str) -> bool:
    digits = "".join(_DIGIT.findall(word))
    written = digits.translate(_WRITTEN)
    whole = bool(digits) and (digits in zh or written[-2:] in zh)
    return whole or (len(digits) < _YEAR and bool(_CHINESE_DIGIT.search(zh)))


_SHORT_PLACES = {
    "中": "chin", "华": "chin", "美": "americ us u.s.", "台": "taiwan", "全": "national", "国": "national",
    "港": "hong", "日": "japan", "英": "brit uk", "外": "foreign overseas", "内": "domestic", "本": "local",
}  # fmt: skip


@lru_cache(maxsize=512)
def _places_of(zh: str) -> tuple[str, ...]:
    """The stems of the English names of the places that Chinese speaks of."""
    whole = (stem for name, stems in countries().items() if name in zh for stem in stems)
    return (*whole, *(stem for c, stems in _SHORT_PLACES.items() if c in zh for stem in stems.split()))


def _names_place(word: str, stems: tuple[str, ...]) -> bool:
    return any(word.startswith(stem) or word == stem for stem in stems)


def _explanation(alignment: Alignment, n: int, zh: str, found: dict[str, float]) -> None:
    """How well the Chinese explains the wording, and what of either side is left over.

    Two Han characters left over may render one English word left over, even if no dictionary knows.
    """
    explained = alignment.explanations[n]
    han = max(len(_HAN.findall(zh)), 1)
    masks = sum({p.mask for p in explained.pieces})
    missing = sum(0.4 if w.prefix else 1 for w in alignment.words[n:] if not masks & w.bit)
    left_over = explained.unexplained / _HAN_A_WORD
    found["covered"] = explained.covered
    found["chinese_left"] = min(max(left_over - missing, 0.0), 4)
    found["english_left"] = min(max(missing - left_over, 0.0), 5)
    found["missing"] = min(missing, 5)
    if n < len(alignment.words):
        found["first_explained" if masks & alignment.words[n].bit else "first_unexplained"] = 1
    if max(e.covered for e in alignment.explanations) < _LITTLE:
        found["nothing_known"] = min(missing, 5)
    cut = max((_cut_off(alignment, n, reach) for reach in (1, 2, 3) if reach <= n), default=0.0)
    if cut > 0:
        found["cuts_off"] = cut / han


def _cut_off(alignment: Alignment, n: int, reach: int) -> float:
    """How many more Han characters would be explained if it began so many words further left, at that very word."""
    word, longer = alignment.words[n - reach], alignment.explanations[n - reach]
    quality = max((p.quality for p in longer.pieces if p.mask & word.bit and _tells(p.how, word.shown)), default=0.0)
    return quality * (alignment.explanations[n].unexplained - longer.unexplained)


def _tells(how: str, word: str) -> bool:
    """Whether a link tells that the word belongs to the term; that Chinese sounds like Chinese or Their does not."""
    return how != "sound" or word_class(word) == "other"
