"""`inconsistent-term`: one concept in several renderings.

Severity: info where the other rendering is an admitted synonym, warning where it is another region's form. Direction:
both. Source: not needed. On by default.

Fails: 人工智慧 and 人工智能 in one draft; "European Commission" here and "EU Commission" there.
Passes: full form, short form and acronym of one concept; inflections; quotations and titles.
What to do: choose one; set a region if the draft is for one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from zhengming.checking.context import MOST_PLACES, Checked, Context, Judge
from zhengming.language.scripts import simplify
from zhengming.model import Finding, Mention, Related, Term

ID = "inconsistent-term"
_ONE_RENDERING = ("short", "acronym", "variant")


@dataclass(slots=True)
class _Uses:
    """A rendering of a concept: how often, the first places, and a finding for each that waits for the end."""

    count: int = 0
    places: list[Related] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


class Judgement(Judge):
    """One finding for every occurrence of a rendering that is not the draft's usual one."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.uses: dict[str, dict[str, _Uses]] = {}

    def segment(self, checked: Checked) -> Iterator[Finding]:
        """Count the renderings; ambiguous and quoted ones are left out."""
        for stretch, mention in self.context.mentions(checked):
            right = [(c, t) for c, t in mention.readings if t.is_right]
            if len({c for c, _ in right}) != 1 or stretch.quoted(mention.start, mention.end):
                continue
            concept, term = right[0]
            rendering = _rendering(term, mention)
            if not rendering:
                continue
            uses = self.uses.setdefault(concept, {}).setdefault(rendering, _Uses())
            uses.count += 1
            span = (mention.start, mention.end)
            if len(uses.places) < MOST_PLACES:
                uses.places.append(self.context.draft_place(stretch, *span))
            uses.findings.append(self.context.found(ID, "info", checked, stretch, span, concept=concept, message=""))
        return iter(())

    def end(self) -> Iterator[Finding]:
        """The renderings that differ from the usual one of their concept."""
        for identity, renderings in self.uses.items():
            if len(renderings) < 2:
                continue
            usual = self._usual(identity, {r: uses.count for r, uses in renderings.items()})
            for rendering, uses in renderings.items():
                if rendering != usual:
                    yield from self._against(identity, uses, usual, renderings[usual])

    def _usual(self, identity: str, counts: dict[str, int]) -> str:
        """What the draft mostly writes; for a region the most frequent of the forms that are right there."""
        concept = self.context.concepts[identity]
        right = {r: counts[r] for r in self.context.expected(concept) if r in counts} if self.context.region else {}
        preferred = concept.preferred(self.context.tag)
        return max(right or counts, key=lambda r: (counts[r], r == preferred))

    def _against(self, identity: str, uses: _Uses, usual: str, others: _Uses) -> Iterator[Finding]:
        """The findings on one rendering, which say what is usual."""
        for finding in uses.findings:
            admitted = self.context.language == "en" or self._same_region(identity, finding.found or "", usual)
            yield replace(
                finding,
                severity="info" if admitted else "warning",
                expected=(usual,),
                message=f"{usual!r} stands for the same concept {_times(others.count)} in this draft",
                related=tuple(others.places),
            )

    def _same_region(self, identity: str, one: str, other: str) -> bool:
        """Whether some region has both forms as its own, so that they are synonyms and not two regions' words."""
        terms = [t for t in self.context.concepts[identity].terms if t.is_right and t.language != "en"]
        tags = [{t.language for t in terms if simplify(t.text) == simplify(form)} for form in (one, other)]
        return bool(tags[0] & tags[1])


def _rendering(term: Term, mention: Mention) -> str:
    """What counts as one rendering; empty for forms that go with any."""
    if term.type in _ONE_RENDERING:
        return ""
    return term.text if term.language == "en" else mention.found.replace(" ", "")


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
