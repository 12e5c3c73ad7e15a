"""The phrases of an English draft that may be a rendering: which words break them, which tell nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from zhengming.checking.stretch import Stretch
from zhengming.language.english import FUNCTION_WORDS, PREPOSITIONS
from zhengming.language.english import tokens as english_tokens

Token = tuple[int, int, str]

# Words that begin or end a phrase and are never a part of it.
STOP = FUNCTION_WORDS | frozenset(
    "it they he she we you i this that these those his her my your who whom whose which what when where why "
    "how if then than there here not no nor but so yet also too very more most less least much many few some "
    "any all each every other another such same own only just even still already always never often again "
    "once was were been being has have had having do does did done will would shall should can could may "
    "might must about after before during until since while because although though unless whether through "
    "throughout among amid despite within without across toward towards upon onto up down out off above "
    "below behind beyond near said say says saying made make makes making take took takes taken taking give "
    "gave given giving get got come came comes coming go went gone going become became remain remains "
    "remained seem seems seemed use used uses using one two three first second both either neither now today "
    "yesterday tomorrow however therefore thus hence moreover meanwhile them him us me themselves itself".split()
)
# Such words qualify anything and tell nothing of a term.
GENERAL = frozenset(
    "new old strict stricter tight tighter tough tougher broad broader current existing recent further "
    "additional certain various several different important major main key big large larger small great "
    "greater full serious strong stronger harsh severe latest last next future past present previous "
    "possible necessary related relevant so-called joint common general overall whole entire long short high "
    "low good better best bad worse own late early".split()
)
_GAP = re.compile(r"\s*[-\u2010\u2011\u2013/]?\s*|['\u2019]s\s+|['\u2019]\s+")
# "Capacity to store" is no name of a thing.
_TURNING = PREPOSITIONS - {"to"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of a draft that stand together; `head` is the place of the noun that the others qualify."""

    words: tuple[Token, ...]
    head: int
    turned: bool
    whole: bool = False


def phrases(stretch: Stretch, blocked: Sequence[tuple[int, int]], longest: int) -> Iterator[Phrase]:
    """Windows of content words without a break, and two of them around a preposition: restrictions on exports."""
    found = list(chunks(stretch, blocked))
    for chunk in found:
        for a in range(len(chunk)):
            for b in range(a + 1, min(a + longest, len(chunk)) + 1):
                yield Phrase(tuple(chunk[a:b]), b - a - 1, turned=False, whole=b - a == len(chunk))
    for one, other in pairwise(found):
        between = [w.lower() for _, _, w in english_tokens(stretch.text[one[-1][1] : other[0][0]])]
        gap = stretch.text[one[-1][1] : other[0][0]]
        if not between or len(between) > 2 or between[0] not in _TURNING or re.search(r"[^\w\s]", gap):
            continue
        if len(between) == 2 and between[1] not in ("the", "its", "their", "a", "an"):
            continue
        for a in range(1, min(2, len(one)) + 1):
            for b in range(1, min(2, len(other)) + 1):
                if a + b <= longest:
                    yield Phrase((*one[-a:], *other[:b]), a - 1, turned=True)


def chunks(stretch: Stretch, blocked: Sequence[tuple[int, int]]) -> Iterator[list[Token]]:
    """The runs of words that nothing breaks: no stop word, no mark, no rendering of another concept."""
    chunk: list[Token] = []
    for token in stretch.words:
        stops = token[2].lower() in STOP or any(token[0] < b and a < token[1] for a, b in blocked)
        if chunk and (stops or not _GAP.fullmatch(stretch.text, chunk[-1][1], token[0])):
            yield chunk
            chunk = []
        if not stops:
            chunk.append(token)
    if chunk:
        yield chunk
