"""Words of the other script in a running text: 发展 in a Traditional one, 發展 in a Simplified one.

Stricter than `purity`, which judges single wordings: spellings that printers of either script use are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from zhengming.language import regions
from zhengming.language.purity import counterparts, strays
from zhengming.language.scripts import HAN, is_ordinary, simplification, simplify, traditionalization
from zhengming.language.words import dictionary_words, is_word

# Simplified by OpenCC's tables, and written in Traditional texts too: old characters, print variants, names.
_WRITTEN_IN_BOTH = frozenset(
    "凄厘厮叁咤昵洼淀熏瓮痒涂恒踪迹跖虬汹户内温黄却吓兑姗彦悦晋瑶祢禀税脱羡脉静亘愠毁粤丢衮戯据柜沄垯刾帘腌掳吕淼锺讬"
)
# In Big5's ordinary characters as old characters; who writes them today writes Simplified.
_SIMPLIFIED_ALL_THE_SAME = frozenset("听坏愿扑荐虫体儿宁")
# Traditional by OpenCC's tables, and written in Simplified texts too: in names, or with a meaning of their own.
_WRITTEN_IN_SIMPLIFIED = frozenset("吒拚捱榘薹袷醣麴昇甯祇堃陞濬叡")
# Simplified texts have these in names and in old words: wrong only in a word that is known with the other character.
_NEEDS_WORD = frozenset("乾夥徵摺後於")
# What is right although one of its characters is of the other script.
_RIGHT_AS_IT_IS = re.compile("万俟|拮据|宫商角徵羽|角徵羽")
_HAN_RUN = re.compile(f"[{HAN}]+")
_KANA = re.compile("[\u3040-\u30ff]")
# Runs with so many characters of the other script and none of the text's own were never converted: one finding.
_UNCONVERTED = 4


class Stranger(NamedTuple):
    """text[start:end] is in the other script; `right` is what it should be, `sure` where nothing else can be meant."""

    start: int
    end: int
    right: str
    sure: bool


def strangers(text: str, tag: str) -> list[Stranger]:
    """The words of a text that are not in its script, in order; `tag` is `zh-Hant`, `zh-Hans` or a region's."""
    simplified = tag in ("zh-Hans", "zh-CN")
    pattern = _traditional_only() if simplified else _simplified_only()
    if not pattern.search(text):
        return []
    found: list[Stranger] = []
    for runs in _unconverted(text, [_Run.of(text, m, tag, pattern) for m in _HAN_RUN.finditer(text)]):
        if sum(len(run.strange) for run in runs) >= _UNCONVERTED and all(run.foreign for run in runs):
            found.append(_whole(text, [run for run in runs if run.strange]))
        else:
            found += [word for run in runs for word in _words(run, tag)]
    return found


class _Run(NamedTuple):
    """A run of Han characters: where it starts, how it is in the text's script, where it is not."""

    start: int
    text: str
    right: str
    strange: tuple[int, ...]
    foreign: bool

    @classmethod
    def of(cls, text: str, run: re.Match[str], tag: str, pattern: re.Pattern[str]) -> _Run:
        """Strange is what conversion changes; foreign is a run without a character of the text's own script."""
        at = [m.start() for m in pattern.finditer(run[0])]
        if not at or _KANA.match(text[run.end() : run.end() + 1]) or _KANA.match(text[run.start() - 1 : run.start()]):
            return cls(run.start(), run[0], run[0], (), not at and not any(map(_tells, run[0])))
        right = _converted(run[0], tag)
        kept = [m.span() for m in _RIGHT_AS_IT_IS.finditer(run[0])]
        strange = tuple(n for n in at if right[n] != run[0][n] and not any(a <= n < b for a, b in kept))
        own = any(_tells(c) for n, c in enumerate(run[0]) if n not in strange)
        return cls(run.start(), run[0], right, strange, not own)


def _unconverted(text: str, runs: list[_Run]) -> Iterator[list[_Run]]:
    """The runs, those together of which one was never converted as its neighbours."""
    together: list[_Run] = []
    for run in runs:
        if together and not (together[-1].foreign and run.foreign):
            yield together
            together = []
        together.append(run)
    if together:
        yield together


def _whole(text: str, runs: list[_Run]) -> Stranger:
    parts, at = [], runs[0].start
    for run in runs:
        parts += [text[at : run.start], run.right]
        at = run.start + len(run.text)
    return Stranger(runs[0].start, at, "".join(parts), True)


def _words(run: _Run, tag: str) -> Iterator[Stranger]:
    for start, end in _spans(run):
        wording, right = run.text[start:end], run.right[start:end]
        strange = {run.text[n] for n in run.strange if start <= n < end}
        if strange <= _NEEDS_WORD and not (len(right) > 1 and is_word(right)):
            continue
        sure = end - start > 1 or len(counterparts(simplify(wording))) < 2 or tag in ("zh-Hans", "zh-CN")
        yield Stranger(run.start + start, run.start + end, _mended(wording, right, tag), sure)


def _spans(run: _Run) -> list[tuple[int, int]]:
    """The words that the strange characters stand in, those that touch as one."""
    spans: list[tuple[int, int]] = []
    start = 0
    for word in dictionary_words(run.text) if run.strange else ():
        end = start + len(word)
        if any(start <= n < end for n in run.strange):
            if spans and spans[-1][1] == start:
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
        start = end
    return spans


def _tells(character: str) -> bool:
    """Whether a character belongs to one script only."""
    return ord(character) in simplification() or bool(_simplified_only().match(character))


def _converted(run: str, tag: str) -> str:
    """The run in its text's script, as long as it was."""
    if tag not in ("zh-Hans", "zh-CN"):
        return regions.characters(simplify(run), tag if tag in ("zh-TW", "zh-HK") else "zh-TW")
    out = list(run)
    for stray in strays(run, "zh-Hans"):
        out[stray.at] = stray.right
    return "".join(out)


def _mended(wording: str, right: str, tag: str) -> str:
    """The word converted; what its author has in the right script already stays as it is written."""
    if tag in ("zh-Hans", "zh-CN"):
        return right
    return "".join(c if ord(c) in simplification() else r for c, r in zip(wording, right, strict=True))


@cache
def _simplified_only() -> re.Pattern[str]:
    characters = {c for c in traditionalization() if not is_ordinary(c) and ord(c) not in simplification()}
    return re.compile("[" + "".join(sorted(characters - _WRITTEN_IN_BOTH | _SIMPLIFIED_ALL_THE_SAME)) + "]")


@cache
def _traditional_only() -> re.Pattern[str]:
    characters = {chr(code) for code in simplification() if code < 0x20000}
    return re.compile("[" + "".join(sorted(characters - _WRITTEN_IN_SIMPLIFIED)) + "]")
