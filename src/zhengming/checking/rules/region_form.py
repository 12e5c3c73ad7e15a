"""`region-form`: another region's word in a text for this region: 軟件 or 芯片 in a Taiwan text, 晶片 in a Mainland's.

Severity: warning. Direction: a Chinese draft. Source: not needed. On where a region is set.

The glossary is asked first: a form that its entry has for other regions only. Then the built-in table of regional
words, of which only those count that an editor of the region would certainly change.
Passes: what the glossary lets the region say, also inside a longer term; titles in 《》; names of companies; what lies
across two words; words that take sides (北韓, 朝鮮), unless the profile asks for `stances`. In a quotation it is for
information only.
What to do: write the expected form; a word that is right here all the same goes into the glossary for the region.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from zhengming.checking.context import Checked, Context, Judge
from zhengming.checking.stretch import Stretch
from zhengming.language import dictionary
from zhengming.language.characters import is_han
from zhengming.language.keys import chinese_key
from zhengming.language.regional_table import foreign_wordings, rows
from zhengming.language.scripts import fold
from zhengming.language.words import dictionary_words
from zhengming.matching.chinese import ChineseMatcher
from zhengming.model import Concept, Finding, Mention, Term
from zhengming.tags import REGIONS

ID = "region-form"
_COMPANY = re.compile(r".{0,2}(?:公司|集團|集团|銀行|银行|大學|大学|學院|学院)")
_INTERPUNCT = frozenset("·・‧．•-")
_NAMES = ("nr", "ns", "nt", "nz")


class Judgement(Judge):
    """One finding an occurrence."""

    def __init__(self, context: Context) -> None:
        """Make the table of what the region does not say ready."""
        super().__init__(context)
        self.region = context.region or ""
        self.instead: dict[str, tuple[str, ...]] = {}
        self.foreign: ChineseMatcher | None = None
        if context.region:
            self.instead, self.foreign = _foreign(context.region, context.profile.stances)
        # What the wordings begin with: most texts have none of these pairs.
        self.heads = frozenset((key[0], key[1]) for key in self.instead if len(key) > 1)

    def segment(self, checked: Checked) -> Iterator[Finding]:
        """The words of this segment that the region does not say; none where no region is known."""
        if self.foreign is None:
            return
        for stretch, mention in self.context.mentions(checked):
            concept = self._other_regions(mention)
            if concept:
                expected = self.context.expected(concept)
                yield self._found(checked, stretch, mention, expected, concept.id)
        for stretch in checked.targets:
            if self.heads.isdisjoint(pairwise(fold(stretch.text))):
                continue
            for hit in self.foreign.find(stretch.text):
                if chinese_key(hit.found) in self.instead and not self._passes(stretch, hit):
                    yield self._found(checked, stretch, hit, self.instead[chinese_key(hit.found)])

    def _other_regions(self, mention: Mention) -> Concept | None:
        """The concept whose form for other regions this is; None where any reading lets it stand."""
        key = chinese_key(mention.found)
        for identity, term in mention.readings:
            right = self.context.right_terms(self.context.concepts[identity])
            if not term.is_right or not right or any(key in map(chinese_key, (t.text, *t.match)) for t in right):
                return None
            # A short form that only another region has is nobody's wording here, but no other word for it either.
            if not any(t.type == term.type for t in right):
                return None
        return self.context.concepts[mention.readings[0][0]]

    def _passes(self, stretch: Stretch, hit: Mention) -> bool:
        if stretch.in_title(hit.start, hit.end) or _COMPANY.match(stretch.text, hit.end):
            return True
        if _in_longer_name(stretch.text, hit.start, hit.end):
            return True
        return any(m.language == "zh" and m.start < hit.end and hit.start < m.end for m in stretch.mentions)

    def _found(
        self, checked: Checked, stretch: Stretch, hit: Mention, expected: tuple[str, ...], concept: str | None = None
    ) -> Finding:
        return self.context.found(
            ID,
            "warning",
            checked,
            stretch,
            (hit.start, hit.end),
            expected=expected,
            concept=concept,
            message=f"{REGIONS[self.region]} says {' or '.join(expected)}",
        )


def _in_longer_name(text: str, start: int, end: int) -> bool:
    """Whether it is a piece of a name: 諾格 in 特里·維諾格拉德, 加利 in 加利福尼亞."""
    left, right = start, end
    while left and is_han(text[left - 1]):
        left -= 1
    while right < len(text) and is_han(text[right]):
        right += 1
    if text[right : right + 1] in _INTERPUNCT and right == end:
        return True
    if (left, right) != (start, end) and (text[left - 1 : left] in _INTERPUNCT if left else False):
        # Behind 維諾格拉德 the sentence goes on, so that only the beginning of the run can be told.
        return start > left
    at = left
    for word in dictionary_words(text[left:right]):
        if at <= start and end <= at + len(word) and len(word) > end - start:
            return dictionary.tag(word).startswith(_NAMES)
        at += len(word)
    return False


@lru_cache(maxsize=8)
def _foreign(region: str, stances: bool) -> tuple[dict[str, tuple[str, ...]], ChineseMatcher]:
    """What the region does not say → what it says instead, by key; and where it stands in a text."""
    table = foreign_wordings(region, stance=stances)
    instead = {key: foreign.instead for key, foreign in table.items() if is_han(key[0])}
    nobody = Term("", region)
    # What the region says shadows what it does not: 国际货币基金组织 has 国际货币基金 in it.
    own = {form for row in rows() for form in row.forms[region] if _holds(chinese_key(form), instead)}
    return instead, ChineseMatcher((wording, wording, nobody) for wording in (*instead, *sorted(own)))


def _holds(key: str, instead: dict[str, tuple[str, ...]]) -> bool:
    """Whether a wording has one of the foreign ones in it."""
    return any(key[at : at + n] in instead for n in range(2, len(key)) for at in range(len(key) - n + 1))
