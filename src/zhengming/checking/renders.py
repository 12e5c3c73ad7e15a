"""The usual rendering of a source phrase that is in no glossary: by where it stands, and by dictionary."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhengming.checking.accounts import Explained, chinese_explained_by, explained_by, words_with_places
from zhengming.checking.near import near_to
from zhengming.checking.noun_phrases import STOP
from zhengming.checking.phrases import Texts
from zhengming.checking.rival import taken
from zhengming.checking.stretch import Stretch
from zhengming.language.english import FUNCTION_WORDS, family
from zhengming.language.english import tokens as english_tokens
from zhengming.language.scripts import HAN_RUN, fold

Place = tuple[int, int, int]

_LONGEST_EN, _LONGEST_ZH = 4, 8
# Of its places so many must be segments that have the phrase, and so much of it must be explained by the phrase.
_OWN_PLACES, _SHARED, _EXPLAINED = 0.6, 0.4, 0.5
_LOOKED_AT = 3
# No rendering begins or ends with these.
_NO_EDGE = frozenset("的之了是在和与及或中上下内外前后时里等将被就对于以为从由向到")


@dataclass(frozen=True, slots=True)
class Usual:
    """A rendering and where it stands: by segment, which target, from, to; `count` is how often for the phrase."""

    wording: str
    places: dict[int, list[Place]]
    count: int


def rendering_of(language: str, texts: Texts, phrase: str, segments: Sequence[int]) -> Usual | None:
    """What stands for most of the places of a phrase, given by their segments; None where nothing is clear."""
    share = _english_share(phrase) if language == "en" else _chinese_share(phrase)
    asked = Counter(segments)
    found: defaultdict[str, dict[int, list[Place]]] = defaultdict(dict)
    for n in asked:
        for key, places in grams(language, texts, n).items():
            found[key][n] = places
    counts = {key: sum(min(len(p), asked[n]) for n, p in places.items()) for key, places in found.items()}
    candidates = {key for key, count in counts.items() if count >= 2 and count * 2 >= len(segments)}
    if not candidates:
        return None
    elsewhere: Counter[str] = Counter()
    for n in texts.sample:
        if n not in asked:
            elsewhere.update(grams(language, texts, n).keys() & candidates)
    scale = max(1.0, len(texts.checked) / max(len(texts.sample), 1))
    # Of those that stand most often the longest: elsewhere a part of it may stand beside another word.
    ranked = []
    for key in candidates:
        size = len(found[key])
        if size >= _OWN_PLACES * (size + scale * elsewhere[key]) and (explained := share(key)) >= _SHARED:
            ranked.append((len(key.split()) if language == "en" else len(key), explained, counts[key], key))
    for *_, key in sorted(ranked, reverse=True):
        if not all(_says_more(share, key, texts.rest(n, phrase)) for n in list(found[key])[:_LOOKED_AT]):
            return Usual(_shown(texts, found[key]), found[key], counts[key])
    return None


def _shown(texts: Texts, places: dict[int, list[Place]]) -> str:
    """A rendering as it is mostly written; a capital that may only begin a sentence is none."""
    written = [texts.checked[n].targets[t].text[a:b] for n, found in places.items() for t, a, b in found]
    plain = [w.lower() if w == w.capitalize() else w for w in written]
    return Counter(plain).most_common(1)[0][0]


def grams(language: str, texts: Texts, n: int) -> dict[str, list[Place]]:
    """The phrases of a segment's draft side that may be renderings, each with its places; kept."""
    known = texts.grams.get(n)
    if known is None:
        found = english_grams(texts, n) if language == "en" else chinese_grams(texts, n)
        known = texts.grams[n] = {}
        for key, place in found:
            known.setdefault(key, []).append(place)
    return known


def english_grams(texts: Texts, n: int) -> Iterator[tuple[str, Place]]:
    """Phrases of one to four content words: key by families, place."""
    for t, stretch in enumerate(texts.checked[n].targets):
        free = _free_words(stretch, taken(texts.checked[n], stretch, ""))
        for a, (start, _, first) in enumerate(free):
            if not first:
                continue
            key = ""
            for b in range(a, min(a + _LONGEST_EN, len(free))):
                begin, end, word = free[b]
                if not word or (b > a and stretch.text[free[b - 1][1] : begin] not in (" ", "-")):
                    break
                key = f"{key} {word}" if key else word
                yield key, (t, start, end)


def _free_words(stretch: Stretch, blocked: Sequence[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """The families of the words, empty for those that are no part of a rendering."""
    found = []
    for start, end, word in stretch.words:
        stops = len(word) < 2 or word.lower() in STOP or any(start < y and x < end for x, y in blocked)
        found.append((start, end, "" if stops else family(word)))
    return found


def _english_share(phrase: str) -> _Share:
    return _Share(explained_by(phrase), None)


def _chinese_share(phrase: str) -> _Share:
    words = frozenset(family(w) for _, _, w in english_tokens(phrase) if w not in FUNCTION_WORDS)
    return _Share(None, near_to(words))


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


def chinese_grams(texts: Texts, n: int) -> Iterator[tuple[str, Place]]:
    """Runs of one to four dictionary words, two to eight characters: folded, place."""
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
                        yield folded[start:end], (t, start, end)
