"""What a reader is given, and what it adds to while it reads."""

from __future__ import annotations

from collections.abc import Iterable

from zhengming.errors import ReadError
from zhengming.exchange.imports.drafts import Draft
from zhengming.exchange.imports.found import Losses
from zhengming.model import Concept

MOST_ENTRIES = 200_000


class Reading:
    """One file while it is read: its losses, its entries, and what its columns were taken for.

    `asked` says which column is what, as a person said it: ("zh", "譯名").
    """

    def __init__(self, path: str, asked: tuple[tuple[str, str], ...] = ()) -> None:
        self.path = path
        self.asked = asked
        self.losses = Losses()
        self.concepts: list[Concept] = []
        self.columns: dict[str, str] = {}

    def add(self, draft: Draft) -> Concept | None:
        """Keep what a draft came to."""
        return self.keep(draft.concept(self.losses))

    def keep(self, concept: Concept | None) -> Concept | None:
        """Keep a concept; ReadError where there are too many."""
        if concept is not None:
            if len(self.concepts) == MOST_ENTRIES:
                raise ReadError(f"it holds more than {MOST_ENTRIES:,} entries", path=self.path, hint="split it")
            self.concepts.append(concept)
        return concept

    def add_all(self, drafts: Iterable[Draft]) -> None:
        """Keep what several came to."""
        for draft in drafts:
            self.add(draft)
