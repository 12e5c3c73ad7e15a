"""Every wording of every concept in a draft, with counts: what a reviewer reads first."""

from __future__ import annotations

from collections.abc import Iterator

from zhengming.checking.context import MOST_PLACES, Checked, Context
from zhengming.model import Related, Rendering


class Renderings:
    """Counts the wordings of a draft, segment by segment."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.counts: dict[tuple[str, str], int] = {}
        self.places: dict[tuple[str, str], list[Related]] = {}

    def add(self, checked: Checked) -> None:
        """Count one segment; a wording of several concepts counts for the first that the source has."""
        for stretch, mention in self.context.mentions(checked):
            meant = [c for c in mention.concepts if c in checked.source_concepts] or list(mention.concepts)
            wording = " ".join(mention.found.split())
            key = meant[0], wording if self.context.language == "zh" else _usual_case(wording)
            self.counts[key] = self.counts.get(key, 0) + 1
            places = self.places.setdefault(key, [])
            if len(places) < MOST_PLACES:
                places.append(self.context.draft_place(stretch, mention.start, mention.end))

    def found(self) -> tuple[Rendering, ...]:
        """The wordings by concept, the most frequent first."""
        return tuple(self._sorted())

    def _sorted(self) -> Iterator[Rendering]:
        for key in sorted(self.counts, key=lambda k: (k[0], -self.counts[k], k[1])):
            yield Rendering(*key, self.counts[key], tuple(self.places[key]))


def _usual_case(wording: str) -> str:
    """A capital that only begins a sentence makes no other wording; names and acronyms keep theirs."""
    first, _, rest = wording.partition(" ")
    plain = first[:1].isupper() and first[1:].islower() and rest == rest.lower()
    return wording[:1].lower() + wording[1:] if plain else wording
