"""A block with what rules ask of it: its mentions, its words, and what in it is not the author's own prose."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property

from zhengming.language.english import tokens
from zhengming.language.scripts import HAN
from zhengming.model import Block, Mention

Find = Callable[[str], tuple[Mention, ...]]
Span = tuple[int, int]

_QUOTATION = re.compile(r"「([^「」]*)」|『([^『』]*)』|“([^“”]*)”|\"([^\"]*)\"")
_TITLE = re.compile(r"《[^《》]*》|〈[^〈〉]*〉")
# What any of the two begins with; most blocks have none.
_OPENING = re.compile(r"[「『“\"《〈]")
_CLAUSE_SIGN = re.compile(r"[，。；：！？,;:!?]|[.](?=\s|$)")
_SAYS = "說|说|表示|指出|稱|称|強調|强调|宣稱|宣称|回應|回应|坦言|直言|警告|呼籲|呼吁|寫道|写道|認為|认为|問|问|答|喊"
_SAID = "said|says|say|told|stated|states|added|adds|warned|warns|argued|argues|replied|wrote|writes|declared|asked"
_SAID_BEFORE = re.compile(rf"(?:{_SAYS})(?:道)?[：:，,]\s*$|\b(?:{_SAID})(?:\s\w+){{0,2}}\s*[:,]\s*$", re.IGNORECASE)
_SAID_AFTER = re.compile(
    rf"[，,]?(?:[^，。「」]{{0,6}})(?:{_SAYS})(?:道)?[，。：]|,?\s+(?:(?:he|she|they|it)\s)?(?:{_SAID})\b"
)
_LONGEST_TERM_IN_MARKS = {"zh": 8, "en": 4}


class Stretch:
    """A block of a draft or source; each thing is worked out when it is first asked for, and then kept.

    Spans are positions in the block's text.
    """

    def __init__(self, block: Block, find: Find) -> None:
        self.block = block
        self.text = block.text
        self.is_note = block.kind == "note"
        self._find = find

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Every mention of a glossary term, in order."""
        return self._find(self.text)

    @cached_property
    def words(self) -> list[tuple[int, int, str]]:
        """The English words: start, end, as written."""
        return tokens(self.text)

    @cached_property
    def _marked(self) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        if not self.block.marks and not _OPENING.search(self.text):
            return (), ()
        if any(mark.kind == "quotation" for mark in self.block.marks):
            # A block quotation is somebody's wording from end to end.
            return ((0, len(self.text)),), _marked(self.block)[1]
        return _marked(self.block)

    @property
    def quotations(self) -> tuple[Span, ...]:
        """What somebody else said, marks included."""
        return self._marked[0]

    @property
    def titles(self) -> tuple[Span, ...]:
        """The titles of works, marks included."""
        return self._marked[1]

    def quoted(self, start: int, end: int) -> bool:
        """Whether it is somebody's wording, which wins over ours."""
        return any(a <= start and end <= b for a, b in self.quotations)

    def in_title(self, start: int, end: int) -> bool:
        """Whether it is a part of a title, which is one opaque unit; the whole title is not."""
        return any(a <= start and end <= b and (start - a > 1 or b - end > 1) for a, b in self.titles)

    @cached_property
    def spoken(self) -> tuple[Mention, ...]:
        """The mentions that no title shadows."""
        if not self.titles:
            return self.mentions
        return tuple(m for m in self.mentions if not self.in_title(m.start, m.end))

    def has_right(self, start: int, end: int) -> bool:
        """Whether the glossary has the wording, or a longer one around it, as a right one written just so."""
        return any(
            m.start <= start and end <= m.end and any(t.is_right and m.found in t.text for _, t in m.readings)
            for m in self.mentions
        )


def _marked(block: Block) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The quotations and titles of a block, told from terms that merely stand in marks."""
    quotations, titles = [], [m.span() for m in _TITLE.finditer(block.text)]
    for match in _QUOTATION.finditer(block.text):
        inside = next(g for g in match.groups() if g is not None)
        if _is_title(inside):
            titles.append(match.span())
        elif not _is_term(inside) or _is_said(block.text, *match.span()):
            quotations.append(match.span())
    titles += [(m.start, m.end) for m in block.marks if m.kind == "emphasis" and _is_title(block.text[m.start : m.end])]
    return tuple(quotations), tuple(titles)


def _is_said(text: str, start: int, end: int) -> bool:
    """Whether somebody is said to say it, however short it is: 他說：「…」, "…," said Wang Yi."""
    if text[end - 2] in "，。！？":
        return True
    return bool(_SAID_BEFORE.search(text[max(0, start - 40) : start]) or _SAID_AFTER.match(text, end))


def _is_title(text: str) -> bool:
    """Three words or more in title case."""
    words = [w for w in text.split() if len(w) > 3]
    return len(text.split()) >= 3 and bool(words) and all(w[0].isupper() or not w[0].isalpha() for w in words)


def _is_term(inside: str) -> bool:
    """At most 8 Han characters or 4 English words without a clause sign (design, section 6)."""
    han = len(re.findall(f"[{HAN}]", inside))
    if _CLAUSE_SIGN.search(inside.rstrip(",.;:，。")):
        return False
    return han <= _LONGEST_TERM_IN_MARKS["zh"] if han else len(inside.split()) <= _LONGEST_TERM_IN_MARKS["en"]
