"""The noun phrases of a source that come again and again and are in no glossary."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

from zhengming.checking.accounts import words_with_places
from zhengming.checking.context import Checked, Context
from zhengming.checking.noun_phrases import GENERAL, STOP
from zhengming.checking.stretch import Stretch
from zhengming.language import dictionary
from zhengming.language.english import family, number_forms
from zhengming.language.scripts import HAN, contains_han, fold, simplify
from zhengming.language.words import dictionary_words
from zhengming.model import Related
from zhengming.words.lexicon import english_count, verb_share

_RUN = re.compile(f"[{HAN}]+")
# Characters of function words: no phrase holds one.
_NO_PART = frozenset("的了是在和与及或于把将被也都就而但且其这那该此些之吗呢吧我你他她它们")
# No phrase begins or ends with these as words.
_NO_EDGE = frozenset("并为以对从由向到所等各每某不没很更最又再还已曾有无可会能要使让")
_LONGEST = 8
# A phrase that stands in a longer one almost always is that one.
_ALMOST = 0.8
_SAMPLED = 4
_SAMPLE = 200
# A word that explains so many Chinese ones has many renderings of its own.
_GENERAL = 12
_NOMINAL = re.compile(r"(?:tion|sion|ment|ity|ness|ism|cy|ship|ance|ence|logy|graphy)s?$")
_NOUN = ("n", "vn", "an", "l", "j", "i")
_MASK = "|"


class Texts:
    """The segments that are looked at, with what no phrase may be taken from cut out."""

    def __init__(self, checked: Sequence[Checked]) -> None:
        self.checked = checked
        # A few segments tell whether a wording is one that stands anywhere.
        self.sample = range(0, len(checked), max(1, len(checked) // _SAMPLE))
        self.grams: dict[int, dict[str, list[tuple[int, int, int]]]] = {}

    @cached_property
    def sources(self) -> list[str]:
        """Each source, folded, the glossary's terms masked."""
        return ["\n".join(fold(_masked(s)) for s in c.sources) for c in self.checked]

    def rest(self, n: int, phrase: str) -> str:
        """What a source says beside a phrase."""
        return _pattern(phrase).sub(_MASK, self.sources[n])

    def relative_places(self, n: int, phrase: str) -> list[float]:
        """Where a phrase stands in a source, as shares of its length."""
        text = self.sources[n]
        return [m.start() / max(len(text), 1) for m in _pattern(phrase).finditer(text)] or [0.5]

    def said(self, context: Context, n: int, phrase: str) -> Related | None:
        """Where a phrase stands in the source's file."""
        for stretch in self.checked[n].sources:
            found = _pattern(phrase).search(fold(stretch.text))
            if found:
                return context.source_place(stretch.block, *found.span())
        return None


@lru_cache(maxsize=256)
def _pattern(phrase: str) -> re.Pattern[str]:
    """A phrase in a folded text: an English one in either number, with hyphens or without."""
    if contains_han(phrase):
        return re.compile(re.escape(phrase))
    words = [
        f"(?:{'|'.join(sorted(map(re.escape, number_forms(word)), key=len, reverse=True))})" for word in phrase.split()
    ]
    return re.compile(r"\b" + r"[\s-]+".join(words) + r"\b")


def _masked(stretch: Stretch) -> str:
    parts, at = [], 0
    for mention in stretch.mentions:
        parts += [stretch.text[at : mention.start], _MASK * (mention.end - mention.start)]
        at = mention.end
    return "".join([*parts, stretch.text[at:]])


def chinese_phrases(texts: Texts, least: int) -> Iterator[tuple[str, list[int]]]:
    """Han phrases, simplified, with the segment of each of their places, the longest first."""
    runs = [[r for r in _RUN.findall(source) if len(r) > 1] for source in texts.sources]
    frequent: dict[str, list[int]] = {}
    grams = _grams(runs, 2, least, None)
    for size in range(3, _LONGEST + 2):
        frequent |= grams
        if not grams or size > _LONGEST:
            break
        grams = _grams(runs, size, least, grams)
    for phrase in _closed(frequent):
        if _is_noun_phrase(phrase) and _stands_apart(texts.sources, phrase, frequent[phrase]):
            yield phrase, frequent[phrase]


def _grams(
    runs: Sequence[Sequence[str]], size: int, least: int, shorter: dict[str, list[int]] | None
) -> dict[str, list[int]]:
    """The pieces of a size that stand at least so often, with the segment of each; only what is frequent in both its
    shorter parts may be.
    """
    found: defaultdict[str, list[int]] = defaultdict(list)
    for n, segment in enumerate(runs):
        for gram in [run[at : at + size] for run in segment for at in range(len(run) - size + 1)]:
            if shorter is None or (gram[1:] in shorter and gram[:-1] in shorter):
                found[gram].append(n)
    return {gram: places for gram, places in found.items() if len(places) >= least and not _NO_PART & set(gram)}


def _closed(frequent: dict[str, list[int]]) -> list[str]:
    """The phrases that do not almost always stand in a longer one, the longest first."""
    inside: set[str] = set()
    for phrase, places in frequent.items():
        for part in (phrase[1:], phrase[:-1]):
            if part in frequent and len(places) >= _ALMOST * len(frequent[part]):
                inside.add(part)
    return sorted((p for p in frequent if p not in inside), key=lambda p: (-len(p), p))


def _is_noun_phrase(phrase: str) -> bool:
    words = [word for _, _, word in words_with_places(phrase)]
    first, last = words[0], words[-1]
    if first in _NO_EDGE or last in _NO_EDGE:
        return False
    tag = dictionary.tag(simplify(last))
    if tag.startswith(_NOUN) and (len(last) > 1 or len(phrase) > 2):
        return True
    return len(phrase) > 3 and tag in ("", "v", "vg", "ng", "nz", "a")


def _stands_apart(sources: Sequence[str], phrase: str, segments: Sequence[int]) -> bool:
    """Whether the words around leave the phrase whole where it first stands."""
    good = 0
    sample = segments[:_SAMPLED]
    for n in sample:
        at = sources[n].find(phrase)
        window = sources[n][max(at - 8, 0) : at + len(phrase) + 8]
        start = at - max(at - 8, 0)
        edges, place = {0}, 0
        for word in dictionary_words(window):
            place += len(word)
            edges.add(place)
        good += start in edges and start + len(phrase) in edges
    return good * 2 > len(sample)


def english_phrases(texts: Texts, least: int) -> Iterator[tuple[str, list[int]]]:
    """English phrases of one to four words as they first stand, in small letters, with the segment of each place."""
    found: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    shown: dict[tuple[str, ...], str] = {}
    for n, source in enumerate(texts.sources):
        for chunk in _chunks(source):
            for size in range(1, 5):
                for at in range(len(chunk) - size + 1):
                    words = chunk[at : at + size]
                    key = tuple(family(w) for w in words)
                    found[key].append(n)
                    shown.setdefault(key, " ".join(words))
    frequent = {k: v for k, v in found.items() if len(v) >= least}
    inside = {
        part
        for key, places in frequent.items()
        for part in (key[1:], key[:-1])
        if part in frequent and len(places) >= _ALMOST * len(frequent[part])
    }
    for key in sorted(frequent, key=lambda k: (-len(k), k)):
        if key not in inside and _is_english_noun_phrase(shown[key].split()):
            yield shown[key], frequent[key]


def _chunks(source: str) -> Iterator[list[str]]:
    for part in re.split(r"[^a-z\u00e0-\u024f' -]+", source):
        chunk: list[str] = []
        for word in re.findall(r"[a-z\u00e0-\u024f]+(?:'[a-z]+)?", part):
            if word in STOP or len(word) < 3:
                if chunk:
                    yield chunk
                chunk = []
            else:
                chunk.append(word)
        if chunk:
            yield chunk


def _is_english_noun_phrase(words: Sequence[str]) -> bool:
    if words[0] in GENERAL or words[-1] in GENERAL or words[-1].endswith("ly") or words[0].endswith("ly"):
        return False
    if verb_share(family(words[-1])) > 0.5:
        return False
    return len(words) > 1 or (english_count(family(words[0])) < _GENERAL and len(words[0]) > 4)
