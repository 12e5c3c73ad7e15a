"""Words of the other script in a running text: 发展 in a Traditional one, 發展 in a Simplified one.

Stricter than `purity`, which judges single wordings: spellings that printers of either script use are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from zhengming.language import regions
from zhengming.language.purity import counterparts, is_ordinary, strays
from zhengming.language.scripts import HAN, simplification, simplify, traditionalization
from zhengming.language.words import dictionary_words

# Simplified by OpenCC's tables, and written in Traditional texts too: old characters, print variants, names.
_WRITTEN_IN_BOTH = frozenset(
    "凄厘厮叁咤昵洼淀熏瓮痒涂恒踪迹跖虬汹户内温黄却吓姗彦悦晋瑶祢禀税脱羡脉静亘愠毁粤丢衮戯据柜沄垯刾帘腌掳吕淼锺讬"
)
# In Big5's ordinary characters as old characters; who writes them today writes Simplified.
_SIMPLIFIED_ALL_THE_SAME = frozenset("听坏愿扑荐虫体儿宁")
# Traditional by OpenCC's tables, and written in Simplified texts too: in names, or with a meaning of their own.
_WRITTEN_IN_SIMPLIFIED = frozenset("吒拚捱榘薹袷醣麴昇甯祇堃陞濬叡")
# What is right although one of its characters is of the other script.
_RIGHT_AS_IT_IS = re.compile("万俟|拮据|宫商角徵羽|角徵羽")
_HAN_RUN = re.compile(f"[{HAN}]+")
_KANA = re.compile("[\u3040-\u30ff]")
# A run with so many characters of the other script and none of the text's own was never converted: one finding.
_UNCONVERTED = 4
_BETWEEN = re.compile(r"[^\w\n。！？!?]*")


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
    found = [s for run in _HAN_RUN.finditer(text) for s in _in_run(text, run, tag, pattern)]
    return _joined(text, found, pattern, tag)


def _in_run(text: str, run: re.Match[str], tag: str, pattern: re.Pattern[str]) -> Iterator[Stranger]:
    kept = [m.span() for m in _RIGHT_AS_IT_IS.finditer(run[0])]
    at = [n for n in (m.start() for m in pattern.finditer(run[0])) if not any(a <= n < b for a, b in kept)]
    if not at or _KANA.match(text[run.end() : run.end() + 1]) or _KANA.match(text[run.start() - 1 : run.start()]):
        return
    right = _converted(run[0], tag)
    at = [n for n in at if right[n] != run[0][n]]
    for start, end in _spans(run[0], at, right):
        wording = run[0][start:end]
        sure = end - start > 1 or len(counterparts(simplify(wording))) < 2 or tag in ("zh-Hans", "zh-CN")
        yield Stranger(run.start() + start, run.start() + end, _mended(wording, right[start:end], tag), sure)


def _spans(run: str, at: list[int], right: str) -> list[tuple[int, int]]:
    """The words that the strange characters stand in, those that touch as one; the whole run where all of it is."""
    if len(at) >= _UNCONVERTED and not any(_is_of_other_kind(c, r) for c, r in zip(run, right, strict=True)):
        return [(min(at), max(at) + 1)] if len(run) < _UNCONVERTED else [(0, len(run))]
    spans: list[tuple[int, int]] = []
    start = 0
    for word in dictionary_words(run):
        end = start + len(word)
        if any(start <= n < end for n in at):
            if spans and spans[-1][1] == start:
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
        start = end
    return spans


def _is_of_other_kind(character: str, right: str) -> bool:
    """Whether a character is right as it stands and would be another one in the other script."""
    if character != right:
        return False
    return ord(character) in simplification() or (
        simplify(character) == character and bool(_simplified_only().match(character))
    )


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


def _joined(text: str, found: list[Stranger], pattern: re.Pattern[str], tag: str) -> list[Stranger]:
    """Neighbouring runs that were never converted, as one up to the end of the sentence."""
    out: list[Stranger] = []
    for one in found:
        last = out[-1] if out else None
        if last and _BETWEEN.fullmatch(text, last.end, one.start) and _many(text, last, one, pattern):
            out[-1] = Stranger(last.start, one.end, last.right + text[last.end : one.start] + one.right, True)
        else:
            out.append(one)
    return out


def _many(text: str, one: Stranger, other: Stranger, pattern: re.Pattern[str]) -> bool:
    return all(len(pattern.findall(text[s.start : s.end])) >= _UNCONVERTED for s in (one, other))


@cache
def _simplified_only() -> re.Pattern[str]:
    characters = {c for c in traditionalization() if not is_ordinary(c) and ord(c) not in simplification()}
    return re.compile("[" + "".join(sorted(characters - _WRITTEN_IN_BOTH | _SIMPLIFIED_ALL_THE_SAME)) + "]")


@cache
def _traditional_only() -> re.Pattern[str]:
    characters = {chr(code) for code in simplification() if code < 0x20000}
    return re.compile("[" + "".join(sorted(characters - _WRITTEN_IN_SIMPLIFIED)) + "]")
