"""Whether a draft says a concept without any of its forms standing there word for word.

Coordination (export and investment controls), another order (controls on exports), 的 inside a term, compression
(軟硬體), verb and object apart (對出口實施管制). Such evidence keeps `missing-term` quiet.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from zhengming.checking.context import Checked, Context
from zhengming.language.compression import compressions
from zhengming.language.english import FUNCTION_WORDS, PREPOSITIONS, family
from zhengming.language.english import tokens as english_tokens
from zhengming.language.keys import chinese_key
from zhengming.language.scripts import HAN, fold
from zhengming.model import Concept
from zhengming.words.english import akin

Token = tuple[int, int, str]

_CLAUSE_END = re.compile(r"[.;:!?\u3002](?:\s|$)|[()\u2014]")
_JOINING = frozenset("and or nor plus & as well to than but".split())
_LINKING = FUNCTION_WORDS | frozenset(
    "that which this these those his her such any all some both more most been was were be being has have "
    "had will would may can could should must not no it they them who whose if when than".split()
)
_BEING = frozenset("is are was were be been being".split())
_STEM = 4
_ENDINGS = frozenset(
    [
        "",
        "e",
        "er",
        "or",
        "ing",
        "ed",
        "age",
        "ion",
        "ation",
        "ment",
        "al",
        "ive",
        "ance",
        "ence",
        "ant",
        "ent",
        "y",
        "s",
    ]
)
# So many words may stand between the parts of a term beside what joins them.
_BETWEEN = 3
# Words this much alike say the same: coercion, coercive.
_SAME = 0.75
_AND = "与和及或跟同暨、以至到"
_OF = "的|之|性的|上的|方面的"


def said_somehow(context: Context, checked: Checked, concept: Concept) -> bool:
    """Whether the draft's side has any right form of the concept in a loose way."""
    return says(context.language, checked, [t.text for t in context.right_terms(concept) if t.type != "acronym"])


def says(language: str, checked: Checked, forms: Sequence[str]) -> bool:
    """Whether the draft's side has any of some wordings in a loose way."""
    if language == "en":
        return any(_english(stretch.text, stretch.words, form) for stretch in checked.targets for form in forms)
    return any(_chinese(fold(stretch.text).replace(" ", ""), form) for stretch in checked.targets for form in forms)


def content_words(wording: str) -> list[str]:
    """The families of an English wording's content words, in order."""
    return list(_content_words(wording))


@lru_cache(maxsize=8192)
def _content_words(wording: str) -> tuple[str, ...]:
    return tuple(family(w) for _, _, w in english_tokens(wording) if w.lower() not in FUNCTION_WORDS)


@lru_cache(maxsize=65536)
def same_word(word: str, wanted: str) -> bool:
    """Whether a word of a text says what a family's word says, derivations included."""
    found = family(word)
    if found == wanted:
        return True
    return found[:3] == wanted[:3] and (akin(found, wanted) >= _SAME or _derived(found, wanted))


def _derived(one: str, other: str) -> bool:
    """Whether two words differ in an ending only: seek and seeker, store and storage."""
    common = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return common >= _STEM and {one[common:], other[common:]} <= _ENDINGS


def _english(text: str, words: Sequence[Token], form: str) -> bool:
    wanted = _content_words(form)
    places = [[n for n, (_, _, word) in enumerate(words) if same_word(word, w)] for w in wanted]
    if not wanted or not all(places):
        return False
    if len(wanted) == 1:
        return True
    first, last = places[0], places[-1]
    return any(_spread(text, words, wanted, places, a, b) for a in first for b in last)


def _spread(text: str, words: Sequence[Token], wanted: Sequence[str], places: list[list[int]], a: int, b: int) -> bool:
    """Whether the term's first word at a and its last at b hold it between them, joined or turned round."""
    low, high = min(a, b), max(a, b)
    if a == b or high - low - 1 > _BETWEEN * len(wanted):
        return False
    if _CLAUSE_END.search(text[words[low][0] : words[high][1]]):
        return False
    if not all(any(low <= n <= high for n in found) for found in places[1:-1]):
        return False
    between = [words[n][2].lower() for n in range(low + 1, high) if not any(n in found for found in places)]
    joined = "," in text[words[low][1] : words[high][0]] or any(w in _JOINING for w in between)
    content = [w for w in between if w not in _LINKING and w not in _JOINING and not w.endswith("ly")]
    if a < b:
        passive = any(w in _BEING for w in between) and words[b][2].lower().endswith("ed")
        return (
            not content
            or (passive and len(content) < _BETWEEN)
            or (joined and len(content) <= _BETWEEN and _joins(text, words, a, b))
        )
    # Turned round: controls on exports, to control the export.
    return len(content) <= 1 and (not between or any(w in PREPOSITIONS or w in _LINKING for w in between))


def _joins(text: str, words: Sequence[Token], a: int, b: int) -> bool:
    """Whether `and` or a comma stands right behind the first word or right before the last.

    Export and investment controls, chip design and manufacturing; not "export curbs and tighter control".
    """
    after, before = words[a + 1][2].lower(), words[b - 1][2].lower()
    if after in _JOINING or before in _JOINING:
        return True
    return text[words[a][1] : words[a + 1][0]].strip() in (",", "/", "-") or text[
        words[b - 1][1] : words[b][0]
    ].strip() in (",", "/")


def _chinese(folded: str, form: str) -> bool:
    if chinese_key(form) in folded:
        return True
    pattern = _loosely(form)
    return pattern is not None and pattern.search(folded) is not None


@lru_cache(maxsize=8192)
def _loosely(form: str) -> re.Pattern[str] | None:
    """A pattern of the ways in which a Chinese form may be taken apart; None for one too short to be."""
    key = chinese_key(form)
    ways = [re.escape(c) for c in compressions(form)]
    for cut in range(2, len(key) - 1):
        one, other = re.escape(key[:cut]), re.escape(key[cut:])
        some = f"[{HAN}A-Za-z]"
        ways += [
            f"{one}(?:{_OF}){other}",
            f"{one}[{_AND}]{some}{{1,6}}{other}",
            f"{one}{some}{{1,4}}[{_AND}]{some}{{0,2}}{other}",
            f"(?:对|将|把|针对|就|于|使){some}{{0,6}}{one}{some}{{0,8}}{other}",
            f"{other}{some}{{0,2}}{one}",
        ]
    return re.compile("|".join(ways)) if ways else None
