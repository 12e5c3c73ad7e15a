"""`inconsistent-term`: one concept, or a source phrase in no glossary, in several renderings.

Severity: info where the other rendering is an admitted synonym, warning where it is another region's form or the
phrase is in no glossary. Direction: both. Source: not needed; phrases in no glossary are looked for with one only.
On by default.

Fails: 人工智慧 and 人工智能 in one draft; "European Commission" here and "EU Commission" there; 灰色地帶, which the
source says three times or more, as "grey area" here and "gray zone" elsewhere.
Passes: full form, short form and acronym of one concept; inflections; quotations and titles.
What to do: choose one; set a region if the draft is for one; put the phrase into the glossary.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from zhengming.checking.context import MOST_PLACES, Checked, Context, Judge
from zhengming.checking.drift import Drift
from zhengming.language.scripts import simplify
from zhengming.model import Finding, Mention, Related, Segment, Term

ID = "inconsistent-term"
_ONE_RENDERING = ("short", "acronym", "variant")
# So many places of one rendering are told at most, should it turn out not to be the usual one.
_MOST_TOLD = 50


@dataclass(slots=True)
class _Uses:
    """A rendering of a concept: how often, and the first places (segment, which target, from, to)."""

    count: int = 0
    places: list[tuple[Segment, int, int, int]] = field(default_factory=list)


class Judgement(Judge):
    """One finding for every occurrence of a rendering that is not the draft's usual one."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.uses: dict[str, dict[str, _Uses]] = {}
        self.drift = Drift(context)

    def segment(self, checked: Checked) -> Iterator[Finding]:
        """Count the renderings; ambiguous and quoted ones are left out."""
        for stretch, mention in self.context.mentions(checked):
            reading = _right_reading(mention)
            if not reading or (stretch.quotations and stretch.quoted(mention.start, mention.end)):
                continue
            concept, term = reading
            rendering = _rendering(term, mention)
            if not rendering:
                continue
            uses = self.uses.setdefault(concept, {}).setdefault(rendering, _Uses())
            uses.count += 1
            if len(uses.places) < _MOST_TOLD:
                target = checked.targets.index(stretch)
                uses.places.append((checked.segment, target, mention.start, mention.end))
        self.drift.add(checked)
        return iter(())

    def end(self) -> Iterator[Finding]:
        """The renderings that differ from the usual one of their concept or phrase."""
        for identity, renderings in self.uses.items():
            if len(renderings) < 2:
                continue
            usual = self._usual(identity, {r: uses.count for r, uses in renderings.items()})
            for rendering, uses in renderings.items():
                if rendering != usual:
                    yield from self._against(identity, uses, usual, renderings[usual])
        for drifted in self.drift.found():
            yield self.context.found(
                ID,
                "warning",
                drifted.checked,
                drifted.stretch,
                drifted.span,
                expected=(drifted.usual,),
                message=f"{drifted.phrase} is {drifted.usual!r} {_times(drifted.count)} in this draft, and this here",
                said=drifted.said,
                related=drifted.places,
            )

    def _usual(self, identity: str, counts: dict[str, int]) -> str:
        """What the draft mostly writes; for a region the most frequent of the forms that are right there."""
        concept = self.context.concepts[identity]
        right = {r: counts[r] for r in self.context.expected(concept) if r in counts} if self.context.region else {}
        preferred = concept.preferred(self.context.tag)
        return max(right or counts, key=lambda r: (counts[r], r == preferred))

    def _against(self, identity: str, uses: _Uses, usual: str, others: _Uses) -> Iterator[Finding]:
        """The findings on one rendering, which say what is usual."""
        related = tuple(self._place(*place) for place in others.places[:MOST_PLACES])
        for segment, target, start, end in uses.places:
            checked = Checked(segment, self.context.find)
            stretch = checked.targets[target]
            found = " ".join(stretch.text[start:end].split())
            admitted = self.context.language == "en" or self._same_region(identity, found, usual)
            yield self.context.found(
                ID,
                "info" if admitted else "warning",
                checked,
                stretch,
                (start, end),
                expected=(usual,),
                concept=identity,
                message=f"{usual!r} stands for the same concept {_times(others.count)} in this draft",
                related=related,
            )

    def _place(self, segment: Segment, target: int, start: int, end: int) -> Related:
        return self.context.draft_place(Checked(segment, self.context.find).targets[target], start, end)

    def _same_region(self, identity: str, one: str, other: str) -> bool:
        """Whether some region has both forms as its own, so that they are synonyms and not two regions' words."""
        terms = [t for t in self.context.concepts[identity].terms if t.is_right and t.language != "en"]
        tags = [{t.language for t in terms if simplify(t.text) == simplify(form)} for form in (one, other)]
        return bool(tags[0] & tags[1])


def _right_reading(mention: Mention) -> tuple[str, Term] | None:
    """The first right reading where all right ones are of one concept."""
    if len(mention.readings) == 1:
        return mention.readings[0] if mention.readings[0][1].is_right else None
    right = [(c, t) for c, t in mention.readings if t.is_right]
    return right[0] if len({c for c, _ in right}) == 1 else None


def _rendering(term: Term, mention: Mention) -> str:
    """What counts as one rendering; empty for forms that go with any."""
    if term.type in _ONE_RENDERING:
        return ""
    return term.text if term.language == "en" else mention.found.replace(" ", "")


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
