"""What two paragraphs in different languages have in common: concepts, numbers, names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from zhengming.language.scripts import HAN_CHARACTER
from zhengming.model import Block, Mention

_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_NAME = re.compile(r"[A-Z][A-Za-z\u00c0-\u024f]{2,}")
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = re.compile("|".join(m.capitalize() for m in _MONTHS))

_FORMAL = str.maketrans("壹貳贰參叁肆伍陸陆柒捌玖拾", "一二二三三四五六六七八九十")
_DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10}
_SECTION = re.compile(
    r"第?([一二三四五六七八九十]{1,3})[、章節节]|(?:Chapter |Section )?([IVX]{1,4}|[0-9]{1,2})[.:、 ]"
)


@dataclass(frozen=True, slots=True)
class Anchors:
    """The anchors of a stretch of text, and its size in characters that carry about as much in either language."""

    found: frozenset[str]
    size: float
    heading: bool

    def joined(self, other: Anchors) -> Anchors:
        """The anchors of two stretches taken as one."""
        return Anchors(self.found | other.found, self.size + other.size, self.heading and other.heading)


def anchors(block: Block, mentions: Iterable[Mention]) -> Anchors:
    """Concepts as `c:id`, numbers as `n:2023` (months of English dates too), Latin names as `w:Hiroshima`."""
    text = block.text
    found = {f"c:{concept}" for mention in mentions for concept in mention.concepts}
    found |= {f"n:{m.group().rstrip('.,').lstrip('0')}" for m in _NUMBER.finditer(text)}
    found |= {f"n:{_MONTHS.index(m.group().lower()) + 1}" for m in _MONTH.finditer(text)}
    found |= {f"w:{m.group()}" for m in _NAME.finditer(text)}
    if block.kind == "heading":
        found |= _section(text)
    return Anchors(frozenset(found), _size(text), block.kind == "heading")


def _size(text: str) -> float:
    """A Han character carries about what four Latin letters do."""
    han = len(HAN_CHARACTER.findall(text))
    return han + (len(text) - han) / 4.0


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
