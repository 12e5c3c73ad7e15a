"""Which words of a draft the source accounts for, by dictionary: 脅迫 explains coercion, 害怕 explains fear."""

from __future__ import annotations

from functools import lru_cache

from zhengming.language.english import FUNCTION_WORDS, family
from zhengming.language.scripts import HAN_CHARACTER, simplify
from zhengming.language.words import dictionary_words
from zhengming.words.english import akin
from zhengming.words.lexicon import senses
from zhengming.words.pieces import find_headwords, sense_words

# Words alike by less than this say something else.
_AKIN = 0.75
_ALONE, _PIECE = 0.45, 0.9
# A sense of many words explains each of them less surely.
_SHARES = {1: 1.0, 2: 0.75}
_SHARE_OF_LONG = 0.6
# The lexicon's words that others are made of have two characters or more.
_LONG = 4
_STEM = 4
_SHARES_OF_CHINESE = {1: 1.0, 2: 1.0, 3: 0.8}


class Explained:
    """The English words that some Chinese explains, looked up by how they begin."""

    def __init__(self, found: dict[str, tuple[float, frozenset[int]]]) -> None:
        """Take each word with how surely it is explained, and where in the Chinese."""
        self.by_head: dict[str, list[tuple[str, float, frozenset[int]]]] = {}
        for word, (weight, places) in found.items():
            self.by_head.setdefault(word[:3], []).append((word, weight, places))
        self._known: dict[str, tuple[float, int]] = {}

    def of(self, word: str) -> float:
        """How surely the Chinese explains an English word as written: 0 to 1."""
        return self._look_up(word)[0]

    def times(self, word: str) -> int:
        """At how many places of the Chinese it is explained."""
        return self._look_up(word)[1]

    def has_kin(self, word: str) -> bool:
        """Whether it explains a word of the same stem, too unlike to be the same: punishment for punitive."""
        key = word.lower()
        beginning = key[:_STEM]
        return len(key) > _STEM + 1 and any(
            weight >= _SHARE_OF_LONG and explained.startswith(beginning) and len(explained) > _STEM + 1
            for explained, weight, _ in self.by_head.get(key[:3], ())
        )

    def _look_up(self, word: str) -> tuple[float, int]:
        known = self._known.get(word)
        if known is None:
            best, places = 0.0, frozenset[int]()
            for form in {word.lower(), family(word)}:
                for head in {form[:3], form.removesuffix("s")[:3]}:
                    for explained, weight, where in self.by_head.get(head, ()):
                        likeness = akin(form, explained)
                        if likeness >= _AKIN:
                            best = max(best, likeness * weight)
                            places |= where
            known = self._known[word] = (best, len(places))
        return known


@lru_cache(maxsize=4096)
def explained_by(chinese: str, single: bool = True) -> Explained:
    """The English words that a stretch of Chinese explains; `single` says whether its single characters count too."""
    plain = simplify(chinese)
    found: dict[str, tuple[float, frozenset[int]]] = {}
    han = sum(1 for c in plain if HAN_CHARACTER.match(c))
    for start, end, known in find_headwords(plain):
        if end - start == 1 and not single and han > 1:
            continue
        base = _ALONE if end - start == 1 and han > 1 else _PIECE if end - start < han else 1.0
        for tokens in sense_words(known):
            weight = base * _SHARES.get(len(tokens), _SHARE_OF_LONG)
            for token in tokens:
                old = found.get(token, (0.0, frozenset()))
                found[token] = (max(old[0], weight), old[1] | {start})
    return Explained(found)


@lru_cache(maxsize=8192)
def chinese_explained_by(piece: str, english: frozenset[str]) -> float:
    """How surely English words (families) explain a Chinese word: 管控 and control 1, 0 for none.

    A word that the lexicon lacks is taken as the words it is made of: 停火協議.
    """
    plain = simplify(piece)
    known = senses([plain]).get(plain)
    if known is not None:
        return _explained_sense(known, english)
    if len(plain) < _LONG:
        return 0.0
    parts = [plain[:at] for at in range(2, len(plain) - 1) if _is_headword(plain[:at]) and _is_headword(plain[at:])]
    if not parts:
        return 0.0
    return min(chinese_explained_by(part, english) for part in (parts[0], plain[len(parts[0]) :]))


def _explained_sense(known: tuple[str, ...], english: frozenset[str]) -> float:
    best = 0.0
    for tokens in sense_words(known):
        for token in tokens:
            if token in FUNCTION_WORDS:
                continue
            for word in english:
                if word[:2] == token[:2]:
                    likeness = akin(token, word)
                    if likeness >= _AKIN:
                        best = max(best, likeness * _SHARES_OF_CHINESE.get(len(tokens), _SHARE_OF_LONG))
    return best


def words_with_places(run: str, offset: int = 0) -> list[tuple[int, int, str]]:
    """The Chinese words of a run as (start, end, word); of two stray characters the lexicon may make a word: 年金."""
    found: list[tuple[int, int, str]] = []
    at = offset
    for word in dictionary_words(run):
        stray = found and len(word) == 1 and len(found[-1][2]) == 1
        if stray and _is_headword(found[-1][2] + word):
            start, _, before = found.pop()
            found.append((start, at + 1, before + word))
        else:
            found.append((at, at + len(word), word))
        at += len(word)
    return found


@lru_cache(maxsize=16384)
def _is_headword(word: str) -> bool:
    plain = simplify(word)
    return plain in senses([plain])
