"""The usual rendering of a source phrase that is in no glossary: by where it stands, and by dictionary."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhengming.checking.accounts import Explained, chinese_explained_by, explained_by, words_with_places
from zhengming.checking.english_rivals import STOP
from zhengming.checking.phrases import Texts
from zhengming.checking.rival import taken
from zhengming.language.english import FUNCTION_WORDS, family
from zhengming.language.english import tokens as english_tokens
from zhengming.language.scripts import HAN_RUN, fold

Place = tuple[int, int, int]

_LONGEST_EN, _LONGEST_ZH = 4, 8
# Of its places so many must be segments that have the phrase, and so much of it must be explained by the phrase.
_OWN_PLACES, _EXPLAINED_SHARE, _EXPLAINED = 0.6, 0.5, 0.6
_OTHERS = 300
# No rendering begins or ends with these.
_NO_EDGE = frozenset("的之了是在和与及或中上下内外前后时里等将被就对于以为从由向到")


@dataclass(frozen=True, slots=True)
class Usual:
    """A rendering and where it stands: by segment, which target, from, to."""

    wording: str
    places: dict[int, Place]


def rendering_of(language: str, texts: Texts, phrase: str, segments: Sequence[int]) -> Usual | None:
    """What most of the segments have that have the phrase; None where nothing is clear."""
    grams = english_grams if language == "en" else chinese_grams
    share = _english_share(phrase) if language == "en" else _chinese_share(phrase)
    found: defaultdict[str, dict[int, Place]] = defaultdict(dict)
    shown: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for n in segments:
        for key, wording, place in grams(texts, n):
            if n not in found[key]:
                found[key][n] = place
                shown[key][wording] += 1
    candidates = {k: v for k, v in found.items() if len(v) >= 2 and len(v) * 3 >= len(segments) * 2}
    if not candidates:
        return None
    own = set(segments)
    elsewhere: Counter[str] = Counter()
    others = [n for n in range(len(texts.checked)) if n not in own]
    for n in others[:: max(1, len(others) // _OTHERS)]:
        elsewhere.update({key for key, _, _ in grams(texts, n)} & candidates.keys())
    best: tuple[tuple[int, float, int], str] | None = None
    for key, places in candidates.items():
        if len(places) < _OWN_PLACES * (len(places) + elsewhere[key]):
            continue
        explained = share(key)
        if explained < _EXPLAINED_SHARE or any(_says_more(share, key, texts.rest(n, phrase)) for n in places):
            continue
        # Of those that stand in most segments the longest: in the others a part of it may stand beside another word.
        rank = (len(key.split()) if language == "en" else len(key), explained, len(places))
        if best is None or rank > best[0]:
            best = (rank, key)
    if best is None:
        return None
    return Usual(shown[best[1]].most_common(1)[0][0], candidates[best[1]])


def english_grams(texts: Texts, n: int) -> Iterator[tuple[str, str, Place]]:
    """Phrases of one to four content words: key by families, as written, place."""
    for t, stretch in enumerate(texts.checked[n].targets):
        blocked = taken(texts.checked[n], stretch, "")
        words = stretch.words
        for a, (start, _, first) in enumerate(words):
            if first.lower() in STOP or len(first) < 2:
                continue
            keys: list[str] = []
            for b in range(a, min(a + _LONGEST_EN, len(words))):
                end, word = words[b][1], words[b][2]
                if b > a and stretch.text[words[b - 1][1] : words[b][0]] not in (" ", "-"):
                    break
                if any(start < y and x < end for x, y in blocked):
                    break
                if word.lower() in STOP and word.lower() not in ("of", "and"):
                    break
                keys.append(family(word))
                if word.lower() not in STOP:
                    wording = stretch.text[start:end]
                    yield (
                        " ".join(keys),
                        wording if wording != wording.capitalize() else wording.lower(),
                        (t, start, end),
                    )


def _english_share(phrase: str) -> _Share:
    return _Share(explained_by(phrase), None)


def _chinese_share(phrase: str) -> _Share:
    words = frozenset(family(w) for _, _, w in english_tokens(phrase) if w not in FUNCTION_WORDS)
    return _Share(None, words)


@dataclass(frozen=True, slots=True)
class _Share:
    """How much of a rendering a phrase explains, by words."""

    explained: Explained | None
    english: frozenset[str] | None

    def __call__(self, key: str) -> float:
        words = self.words(key)
        sizes = [(1 if self.explained is not None else len(w), self.of(w)) for w in words]
        return sum(size for size, good in sizes if good) / max(sum(size for size, _ in sizes), 1)

    def words(self, key: str) -> list[str]:
        """The content words of a rendering."""
        return (
            [w for _, _, w in words_with_places(key)]
            if self.explained is None
            else [w for w in key.split() if w not in STOP]
        )

    def of(self, word: str) -> bool:
        """Whether the phrase explains a word of a rendering."""
        if self.explained is not None:
            return self.explained.of(word) >= _EXPLAINED
        return chinese_explained_by(word, self.english or frozenset()) >= _EXPLAINED


def _says_more(share: _Share, key: str, rest: str) -> bool:
    """Whether what a phrase leaves unexplained of a rendering renders something else of the source."""
    strange = [w for w in share.words(key) if not share.of(w)]
    if share.explained is not None:
        other = explained_by(rest, single=False)
        return any(other.of(w) >= _EXPLAINED for w in strange)
    words = frozenset(family(w) for _, _, w in english_tokens(rest) if w.lower() not in FUNCTION_WORDS)
    return any(chinese_explained_by(w, words) >= _EXPLAINED for w in strange)


def chinese_grams(texts: Texts, n: int) -> Iterator[tuple[str, str, Place]]:
    """Runs of one to four dictionary words, two to eight characters: folded, as written, place."""
    for t, stretch in enumerate(texts.checked[n].targets):
        blocked = taken(texts.checked[n], stretch, "")
        folded = fold(stretch.text)
        for run in HAN_RUN.finditer(folded):
            edges = [run.start(), *(end for _, end, _ in words_with_places(run.group(), run.start()))]
            for a in range(len(edges) - 1):
                for b in range(a + 1, min(a + 5, len(edges))):
                    start, end = edges[a], edges[b]
                    if end - start > _LONGEST_ZH or any(start < y and x < end for x, y in blocked):
                        break
                    if end - start > 1 and folded[start] not in _NO_EDGE and folded[end - 1] not in _NO_EDGE:
                        yield folded[start:end], stretch.text[start:end], (t, start, end)
