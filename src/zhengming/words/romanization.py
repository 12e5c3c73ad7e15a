"""Whether Latin letters spell how Chinese is read: Zhuoshui and Tsengwen are 濁水 and 曾文, neijuan is 內卷."""

from __future__ import annotations

import re
from functools import lru_cache

from zhengming.language.scripts import HAN_CHARACTER
from zhengming.words.lexicon import readings
from zhengming.words.transliteration import letters_of

# Pinyin and the Wade-Giles that Taiwan's names are written in, which leaves its apostrophes out.
_WADE_INITIALS = (
    ("zh", "ch"), ("ch", "ch"), ("sh", "sh"), ("b", "p"), ("d", "t"), ("g", "k"), ("j", "ch"), ("q", "ch"), ("x", "hs"),
    ("z", "ts"), ("c", "ts"), ("r", "j"),
)  # fmt: skip
_WADE_WHOLE = {
    "ying": "ing", "zhi": "chih", "chi": "chih", "shi": "shih", "ri": "jih", "zi": "tzu", "ci": "tzu", "si": "szu ssu",
    "er": "erh",
    "ge": "ko", "ke": "ko", "he": "ho", "e": "o", "yi": "i", "you": "yu", "yan": "yen", "ye": "yeh", "yong": "yung",
    "gui": "kuei", "kui": "kuei", "guo": "kuo", "kuo": "kuo", "huo": "huo", "shuo": "shuo",
}  # fmt: skip
_WADE_FINALS = (("ian", "ien"), ("ie", "ieh"), ("ong", "ung"), ("uo", "o"), ("ue", "ueh"))
_LONGEST = 16


@lru_cache(maxsize=4096)
def spellings(syllable: str) -> frozenset[str]:
    """The ways to write a toneless pinyin syllable: zeng → zeng, tseng; `@` marks Jyutping, which has one."""
    if syllable.startswith("@"):
        return frozenset([syllable[1:]])
    plain = syllable.replace("v", "u")
    return frozenset([plain, syllable.replace("v", "yu"), _wade(plain), *_WADE_WHOLE.get(plain, "").split()])


def _wade(syllable: str) -> str:
    for final, other in _WADE_FINALS:
        if syllable.endswith(final):
            syllable = syllable.removesuffix(final) + other
            break
    for initial, other in _WADE_INITIALS:
        if syllable.startswith(initial):
            return other + syllable.removeprefix(initial)
    return syllable


@lru_cache(maxsize=2048)
def spelled(run: str, word: str) -> tuple[tuple[int, int], ...]:
    """The stretches of a run of Chinese whose reading is the whole of a Latin word, hyphens and tone marks aside.

    >>> spelled("曾文溪", "Tsengwen")
    ((0, 2),)
    """
    letters = letters_of(word)
    if not 2 <= len(letters) <= 6 * _LONGEST:
        return ()
    found = ((start, _end(run, start, letters)) for start in range(len(run)))
    return tuple((start, end) for start, end in found if end)


def _end(run: str, start: int, letters: str) -> int:
    """Where the syllables from `start` on have used up all letters; 0 where they never do."""
    reached, at = {0}, start
    while reached and at < len(run) and at - start < _LONGEST and HAN_CHARACTER.match(run[at]):
        written = {s for syllable in readings(run[at]) for s in spellings(syllable)}
        reached = {r + len(s) for r in reached for s in written if letters.startswith(s, r)}
        at += 1
        if len(letters) in reached:
            return at
    return 0


def spells(run: str, en: str) -> bool:
    """Whether an English wording is nothing but the reading of the whole run: Miao Poya and 苗博雅."""
    return bool(run) and (0, len(run)) in spelled(run, re.sub(r"[^A-Za-z\u00c0-\u024f\u1e00-\u1eff]", "", en))
