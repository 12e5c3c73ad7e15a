"""One phrase of the source that is in no glossary, rendered in several ways.

The usual rendering is what stands in most segments that have the phrase, rarely elsewhere, and has something to do with
it by dictionary; in the others a rival of that rendering is looked for as for a term.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from zhengming.checking.context import MOST_PLACES, Checked, Context
from zhengming.checking.locate import best_rival, unanswered
from zhengming.checking.parts import in_whole, parts
from zhengming.checking.phrases import Texts, chinese_phrases, english_phrases
from zhengming.checking.renders import Usual, rendering_of
from zhengming.checking.rival import Rival, Sought, taken
from zhengming.checking.satisfied import says
from zhengming.checking.stretch import Stretch
from zhengming.language.english import family
from zhengming.model import Related, Segment
from zhengming.words.lexicon import english_count

# Segments of a draft that are looked at: enough for every chapter, and little memory and time for the longest file.
_MOST_SEGMENTS, _MOST_PARTS = 1500, 2500
_MOST_PHRASES, _MOST_LOOKED_AT = 150, 50
_LEAST_SEEN = 3
_CLEAR = 2 / 3
_SURE = 0.4
# A phrase of fewer characters is one word; one that explains so many entries is general.
_SHORT, _GENERAL = 3, 8


@dataclass(frozen=True, slots=True)
class Drifted:
    """A rendering that is not the usual one: where it stands, the phrase, the usual rendering with its places."""

    checked: Checked
    stretch: Stretch
    span: tuple[int, int]
    phrase: str
    usual: str
    count: int
    places: tuple[Related, ...]
    said: Related | None


class Drift:
    """Gathers the segments of a draft and looks at them when all are known."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.kept: list[Segment] = []
        self.wholes: list[Checked] = []

    def add(self, checked: Checked) -> None:
        """Keep a segment with both sides."""
        if self.context.source and checked.sure and not checked.is_note and len(self.kept) < _MOST_SEGMENTS:
            self.kept.append(checked.segment)

    def found(self) -> Iterator[Drifted]:
        """Each rendering that differs from the usual one of its phrase."""
        if len(self.kept) < _LEAST_SEEN:
            return
        wholes = [Checked(segment, self.context.find) for segment in self.kept]
        pairs = [(whole, part) for whole in wholes for part in parts(self.context, whole)][:_MOST_PARTS]
        self.wholes = [whole for whole, _ in pairs]
        texts = Texts([part for _, part in pairs])
        phrases = chinese_phrases if self.context.language == "en" else english_phrases
        for phrase, segments in islice(phrases(texts, _LEAST_SEEN), _MOST_PHRASES):
            yield from self._against(texts, phrase, segments[:_MOST_LOOKED_AT])

    def _is_general(self, phrase: str, usual: str) -> bool:
        """Whether a word of two characters, or an English one, has many renderings of its own: 條件, services."""
        english = usual if self.context.language == "en" else phrase
        short = len(phrase) < _SHORT if self.context.language == "en" else True
        return short and " " not in english and "-" not in english and english_count(family(english)) >= _GENERAL

    def _against(self, texts: Texts, phrase: str, segments: Sequence[int]) -> Iterator[Drifted]:
        usual = rendering_of(self.context.language, texts, phrase, segments)
        if usual is None or self._is_general(phrase, usual.wording):
            return
        found = list(self._rivals(texts, phrase, segments, usual))
        if not found or usual.count < _CLEAR * (usual.count + len(found)):
            return
        places = tuple(
            self.context.draft_place(texts.checked[m].targets[t], a, b)
            for m, t, a, b in islice(((m, *p) for m, ps in usual.places.items() for p in ps), MOST_PLACES)
        )
        for n, rival in found:
            stretch, span = in_whole(self.wholes[n], rival.stretch, rival.span)
            yield Drifted(
                self.wholes[n],
                stretch,
                span,
                phrase,
                usual.wording,
                usual.count,
                places,
                texts.said(self.context, n, phrase),
            )

    def _rivals(self, texts: Texts, phrase: str, segments: Sequence[int], usual: Usual) -> Iterator[tuple[int, Rival]]:
        """What stands for the phrase in the segments that have it more often than its usual rendering."""
        for n, asked in Counter(segments).items():
            checked = texts.checked[n]
            here = usual.places.get(n, [])
            if len(here) >= asked or (not here and says(self.context.language, checked, [usual.wording])):
                continue
            sought = Sought((usual.wording,), (phrase,), texts.rest(n, phrase), rendered=tuple(here), lacking=True)
            right = [a / max(len(checked.targets[t].text), 1) for t, a, _ in here]
            rival = best_rival(
                self.context, checked, sought, unanswered(texts.relative_places(n, phrase), right), strict=True
            )
            if rival is None or rival.score < _SURE:
                continue
            if rival.weak and self._stands_elsewhere(texts, rival, segments):
                continue
            if not any(rival.span[0] < b and a < rival.span[1] for a, b in taken(checked, rival.stretch, "")):
                yield n, rival

    @staticmethod
    def _stands_elsewhere(texts: Texts, rival: Rival, segments: Sequence[int]) -> bool:
        """Whether a wording stands where the source lacks the phrase, so that it says something else."""
        wording = rival.stretch.text[slice(*rival.span)].lower()
        others = (texts.checked[n] for n in texts.sample if n not in segments)
        return any(wording in target.text.lower() for checked in others for target in checked.targets)
