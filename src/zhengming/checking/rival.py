"""A wording that stands instead of a term, and what the source says beside the term."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from zhengming.checking.context import Checked
from zhengming.checking.stretch import Stretch
from zhengming.model import Mention


@dataclass(frozen=True, slots=True)
class Rival:
    """A wording of the draft that probably renders the concept: block text[span[0]:span[1]].

    `score` (0 to about 1) says how much of the wording speaks for it; `telling` whether all of it does; `weak` whether
    the rest of the source explains what does, so that the wording must stand right where it should.
    """

    stretch: Stretch
    span: tuple[int, int]
    score: float
    telling: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Sought:
    """What a rival must render: right `forms` in the draft's language, the `terms` that the source has for it.

    `rest` is what else the source says, `others` the words of its concepts that the draft has not rendered, `concept`
    the id of what is sought, empty for a phrase in no glossary, and `rendered` where the draft has such a phrase right
    (which target, from, to). `said`: the draft has named it before, so that "the strict controls" only refers back.
    `lacking`: the source says it more often than the draft does here, so that words near in sense are evidence too.
    """

    forms: tuple[str, ...]
    terms: tuple[str, ...]
    rest: str
    others: frozenset[str] = frozenset()
    concept: str = ""
    rendered: tuple[tuple[int, int, int], ...] = ()
    said: bool = False
    lacking: bool = False

    def blocked(self, checked: Checked, stretch: Stretch) -> list[tuple[int, int]]:
        """The spans of a stretch that render a concept of the source, or what is sought."""
        right = [(a, b) for t, a, b in self.rendered if checked.targets[t] is stretch]
        return sorted(taken(checked, stretch, self.concept) + right)


def source_terms(checked: Checked, concept: str) -> list[str]:
    """The wordings by which the source of a segment says a concept."""
    return list(dict.fromkeys(m.found for _, m in checked.source_mentions if concept in m.concepts))


def rest_of_source(checked: Checked, concept: str) -> str:
    """The source without this concept, and without the concepts that the draft renders by a term."""
    rendered = {c for s in checked.targets for m in s.mentions for c, term in m.readings if term.is_right}
    return "\n".join(
        _without(s, [m for m in s.spoken if concept in m.concepts or rendered & set(m.concepts)])
        for s in checked.sources
    )


def _without(stretch: Stretch, mentions: Iterable[Mention]) -> str:
    parts, at = [], 0
    for mention in mentions:
        parts.append(stretch.text[at : mention.start])
        at = mention.end
    return " | ".join([*parts, stretch.text[at:]])


def taken(checked: Checked, stretch: Stretch, concept: str) -> list[tuple[int, int]]:
    """The spans of a stretch that render a concept of the source, or this one."""
    asked = checked.source_concepts | {concept}
    return [(m.start, m.end) for m in stretch.mentions if asked & set(m.concepts)]
