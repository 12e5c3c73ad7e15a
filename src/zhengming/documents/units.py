"""What the readers of bilingual XML share: segments in order, and the reasons not to judge one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from zhengming.documents.found import Found, is_chinese, is_english
from zhengming.documents.inline_codes import Piece, Wording
from zhengming.documents.segment_text import side
from zhengming.documents.xml_positions import MOST_SEGMENTS, End, Start, Walk, too_many
from zhengming.model import Segment

LOCKED = "locked"
NOT_TO_TRANSLATE = "not to translate"
UNTRANSLATED = "no translation yet"
OTHER_LANGUAGES = "other languages"


class Units:
    """Collects the segments of a file; a reader says what each is made of."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        self.wording = Wording(walk)
        self.phrase = False
        # Made once: a file calls them for every side.
        self._start_inside, self._end_inside = self.wording.start, self._end
        self._segments: list[Segment] = []
        # The languages of each part of the file, with the number of segments before it.
        self._languages: list[tuple[int, str, str]] = []

    def say_languages(self, source: str, target: str) -> None:
        """What follows is in these; empty where the file does not say."""
        self._languages.append((len(self._segments), source, target))

    def say_target(self, target: str) -> None:
        """A target names its language, where its file did not."""
        if target and self._languages and not self._languages[-1][2]:
            self._languages[-1] = (*self._languages[-1][:2], target)

    def open_side(self, done: Callable[[], None], start: Start, end: End) -> None:
        """At the start tag of a side: its wording is collected, then `done` is called and the reader goes on.

        Of a side without tags inside, as most are, the reader is told the end tag after `done`; others it is not.
        """
        after = self.walk.after_tag(self.walk.here())
        self.wording.begin(after)
        if self.walk.text.endswith("/>", 0, after):
            done()
            return
        ends = self.walk.text.find("<", after)
        if self.walk.text.startswith("</", ends):
            self.wording.finish(ends)
            done()
            return
        self._after_side = (done, start, end)
        self.walk.handle(self._start_inside, self._end_inside)

    def _end(self, name: str) -> None:
        """An end tag inside a side, or its own."""
        if self.wording.depth:
            self.wording.end(name)
            return
        done, start, end = self._after_side
        self.wording.finish(self.walk.here())
        self.walk.handle(start, end)
        done()

    def add(self, name: str, source: list[Piece], target: list[Piece], skipped: str, *, new: bool = False) -> None:
        """A segment of the file; `new`: its tool calls it untranslated, so a copy of the source is no translation."""
        text = self.walk.text
        sources = side(text, source, phrase=self.phrase) if source else ()
        targets = side(text, target, phrase=self.phrase) if target else ()
        if not sources and not targets:
            return
        if not targets or (new and sources and sources[0].text == targets[0].text):
            skipped = skipped or UNTRANSLATED
        if len(self._segments) == MOST_SEGMENTS:
            raise too_many(self.walk)
        self._segments.append(Segment(len(self._segments) + 1, targets, sources, True, name, skipped))

    def found(self) -> Found:
        """All of it; where parts are in several languages, those not in the first Chinese/English pair are skipped."""
        said = list(dict.fromkeys((source, target) for _, source, target in self._languages))
        if len(said) < 2:
            return Found(tuple(self._segments), *(said[0] if said else ("", "")))
        pair = next((pair for pair in said if _is_ours(*pair)), said[0])
        bounds = [*(first for first, _, _ in self._languages[1:]), len(self._segments)]
        for (first, *languages), end in zip(self._languages, bounds, strict=True):
            if _agree(pair, tuple(languages)):
                continue
            for number in range(first, end):
                segment = self._segments[number]
                self._segments[number] = replace(segment, skipped=segment.skipped or OTHER_LANGUAGES)
        return Found(tuple(self._segments), *pair)


def _is_ours(source: str, target: str) -> bool:
    return (is_chinese(source) and is_english(target)) or (is_english(source) and is_chinese(target))


def _agree(pair: tuple[str, str], other: tuple[str, ...]) -> bool:
    """Whether two parts are in the same languages, or one is silent."""
    return all(
        not one or not two or one.partition("-")[0] == two.partition("-")[0]
        for one, two in zip(pair, other, strict=True)
    )
