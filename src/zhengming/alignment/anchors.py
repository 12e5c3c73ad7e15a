"""What a paragraph has that its translation must have too: concepts, numbers, names, words, and its size."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from zhengming.alignment.numbers import numbers
from zhengming.alignment.vocabulary import chinese_words, english_stems
from zhengming.language.scripts import HAN_CHARACTER, fold, is_chinese
from zhengming.model import Block, Mention

_NAME = re.compile(r"[A-Z][A-Za-z\u00c0-\u024f0-9]+")
_CONTENT = re.compile(r"\w")
# What an English translation of a Han character takes, in letters and spaces; the median of three book chapters.
LETTERS_PER_HAN = 3.8

_FORMAL = str.maketrans("壹貳贰參叁肆伍陸陆柒捌玖拾", "一二二三三四五六六七八九十")
_DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10}
_SECTION = re.compile(
    r"第?([一二三四五六七八九十]{1,3})[、章節节]|(?:Chapter |Section )?([IVX]{1,4}|[0-9]{1,2})[.:、 ]"
)


@dataclass(frozen=True, slots=True)
class Anchors:
    """A paragraph as the aligner sees it.

    `found` are the anchors that stand in both languages as they are, `words` the words that a dictionary must relate:
    Simplified headwords or English stems. `size` is in Han characters or what their translation takes.
    """

    found: frozenset[str]
    words: frozenset[str]
    size: float
    heading: bool
    chinese: bool


def anchors(block: Block, mentions: Iterable[Mention]) -> Anchors:
    """Concepts as `c:id`, numbers as `n:2023`, Latin names as `w:Hiroshima`, a text taken over as `t:…`."""
    text = block.text
    found = {f"c:{concept}" for mention in mentions for concept in mention.concepts}
    found |= {f"n:{number}" for number in numbers(text)}
    found |= {f"w:{m.group()}" for m in _NAME.finditer(text)}
    found.add("t:" + same_text(text))
    if block.kind == "heading":
        found |= _section(text)
    chinese = is_chinese(text)
    words = chinese_words(text) if chinese else english_stems(text)
    return Anchors(frozenset(found), words, size(text), block.kind == "heading", chinese)


def has_content(block: Block) -> bool:
    """Whether there is a letter, a digit or a Han character in it."""
    return _CONTENT.search(block.text) is not None


def same_text(text: str) -> str:
    """A key that a text keeps when it is taken over: its letters and Han characters, in either script."""
    return "".join(_CONTENT.findall(fold(text)))


def size(text: str) -> float:
    """The length of a text in Han characters, or what their translation takes."""
    han = len(HAN_CHARACTER.findall(text))
    return han + (len(text) - han) / LETTERS_PER_HAN


def _section(text: str) -> set[str]:
    """The number of a heading in any of its dresses: 壹、前言 and I. Introduction are both `s:1`."""
    match = _SECTION.match(text.translate(_FORMAL))
    if not match:
        return set()
    chinese, western = match.groups()
    if chinese:
        tens, _, units = chinese.partition("十") if "十" in chinese else ("", "", chinese)
        number = (10 * (_DIGITS.get(tens, 1)) if "十" in chinese else 0) + _DIGITS.get(units, 0)
    else:
        number = _ROMAN.get(western) or (int(western) if western.isdigit() else 0)
    return {f"s:{number}"} if number else set()
