"""Chinese words: jieba on the character-wise simplified text, so that both scripts are cut alike.

Where rjieba is installed (the `fast` extra) it does the same many times faster. The two differ on Latin text only, so
nothing but Han characters is given to either.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from typing import Any

from zhengming.files.cache import cache_folder
from zhengming.language import dictionary
from zhengming.language.scripts import simplify

# The characters that jieba cuts, and what it makes of others: Latin words, numbers, signs and single characters.
_PIECE = re.compile("([\u4e00-\u9fd5]+)|[A-Za-z0-9]+(?:\\.[0-9]+)?%?|[+#&._%-]+|.", re.DOTALL)
# A run of Han characters, and whether words may be guessed that no dictionary has.
_Cut = Callable[[str, bool], Iterable[str]]


@cache
def _cutter() -> _Cut:
    try:
        import rjieba
    except ImportError:
        tokenizer = _tokenizer()
        return lambda run, guess: tokenizer.cut(run, HMM=guess)
    cut: _Cut = rjieba.cut
    return cut


def _cut(text: str, *, guess: bool) -> Iterator[str]:
    for piece in _PIECE.finditer(text):
        if piece[1]:
            yield from _cutter()(piece[1], guess)
        else:
            yield piece[0]


@cache
def _tokenizer() -> Any:
    """Jieba with its cache in our own folder: it loads a marshal file, which must not be anybody else's."""
    import logging
    import tempfile

    import jieba

    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    folder = cache_folder()
    if folder is not None:
        tokenizer.tmp_dir = str(folder)
        tokenizer.initialize()
        return tokenizer
    with tempfile.TemporaryDirectory(prefix="zhengming-") as private:
        tokenizer.tmp_dir = private
        tokenizer.initialize()
    return tokenizer


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """Cut a run of Chinese: 提出降低依賴 → 提出 降低 依賴 (pieces of the text as it stands)."""
    pieces, at = [], 0
    for word in _cut(simplify(text), guess=True):
        pieces.append(text[at : at + len(word)])
        at += len(word)
    return tuple(pieces)


@lru_cache(maxsize=4096)
def dictionary_words(text: str) -> tuple[str, ...]:
    """Cut a run into words of the dictionary only; what the segmenter would guess (战即) can veto nothing."""
    return tuple(_cut(simplify(text), guess=False))


def is_word(text: str) -> bool:
    """Whether jieba's dictionary has it, in either script."""
    return dictionary.frequency(simplify(text)) > 0


# Of words that our regional table did not know yet 96 % were said alike in all regions if they were seen so often, of
# the rarer and of those made of several words 74 %.
_COMMON = 200


def is_common(text: str) -> bool:
    """Whether it is one everyday word of the dictionary and no name: 政府 is, 持份者 and 交易所買賣基金 are not."""
    plain = simplify(text)
    return dictionary.frequency(plain) >= _COMMON and not dictionary.tag(plain).startswith(("nr", "ns"))


def log_probability(text: str) -> float:
    """The log frequency of a dictionary word; an unknown piece counts as seen once per character."""
    seen = dictionary.frequency(simplify(text))
    if seen:
        return math.log(seen / dictionary.total())
    return len(text) * math.log(1 / dictionary.total())


# Cutting a window around a hit says the same as cutting the whole run, at a fraction of the cost.
WINDOW = 10


def stands_as_word(run: str, start: int, end: int) -> bool:
    """Whether run[start:end] can stand by itself there, and is no stray piece of its neighbours.

    學生 stands in 大學生 but not in 大學生活 (大學 | 生活), 國人 not in 中國人民 (中國 | 人民).
    """
    left = max(start - WINDOW, 0)
    return _stands_as_word(run[left : end + WINDOW], start - left, end - left)


@lru_cache(maxsize=16384)
def _stands_as_word(run: str, start: int, end: int) -> bool:
    at, before = 0, ""
    for word in dictionary_words(run):
        stop = at + len(word)
        if at < end and stop > start and not _leaves_whole(word, start - at, end - at):
            return False
        if at == start and _ends_a_place(before, word):
            return False
        at, before = stop, word
    return True


# 台北 was seen half as often as 北約, which is as usual; 中科 once for 250 times 科技, which is not.
_NO_RARER = 3


def _ends_a_place(before: str, word: str) -> bool:
    """Whether a word of one character and the first of the next name a place no less usual: 台 | 北約 is 台北 | 約."""
    place = before + word[:1]
    if len(before) != 1 or dictionary.tag(place) != "ns":
        return False
    return dictionary.frequency(place) * _NO_RARER > dictionary.frequency(word)


def _leaves_whole(word: str, start: int, end: int) -> bool:
    """Whether a word of the text lets a hit stand that covers word[start:end], or all of it and more.

    中央 stands in 中共中央政治局; what takes a part of this word and a part of the next never does.
    """
    if start <= 0 and end >= len(word):
        return True
    return (start >= 0 and end <= len(word)) and any(
        _leaves_whole(word[:at], start, end) if end <= at else _leaves_whole(word[at:], start - at, end - at)
        for at in _splits(word)
        if end <= at or start >= at
    )


# A longer word may fall apart in several ways that are about as likely: 行政院 | 長 and 行政 | 院長.
_AS_LIKELY = 2.9
# Behind a word of two characters these make a third: 自主權 is 自主 and 權, not 自 and 主權.
_SUFFIXES = frozenset("权馆法")


@lru_cache(maxsize=4096)
def _splits(word: str) -> tuple[int, ...]:
    """Where a longer word falls apart best: 平等互惠 is 平等 and 互惠; 中國人 is 中國 and 人, not 中 and 國人."""
    if len(word) == 3 and simplify(word[-1]) in _SUFFIXES and is_word(word[:-1]):
        return (2,)
    scores = {at: _likelihood(word[:at]) + _likelihood(word[at:]) for at in range(1, len(word))}
    best = max(scores, key=scores.__getitem__)
    likely = range(2, len(word)) if len(word) > 3 else ()
    return (best, *(at for at in likely if at != best and scores[at] >= scores[best] - _AS_LIKELY))


def _likelihood(text: str) -> float:
    """The log probability of a piece, whole or as the words that it is best cut into."""
    best = [0.0]
    for end in range(1, len(text) + 1):
        best.append(max(best[at] + log_probability(text[at:end]) for at in range(end)))
    return best[-1]
