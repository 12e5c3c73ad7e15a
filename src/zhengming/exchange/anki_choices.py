"""What a person asks of a deck: whose Chinese comes first, which cards, which concepts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from zhengming.errors import UsageError
from zhengming.model import KINDS, STATUSES, Concept

DECK = "Zhengming 正名"
# The cards by what a person types for them, in the order of the note type's templates.
CARDS = ("en-zh", "zh-en", "cloze")
# What is left out unless somebody asks for it.
EXTRAS = ("persons", "proposals")
PROPOSED = "proposed"


@dataclass(frozen=True, slots=True)
class Choices:
    """None of them changes what stands on a note, so that decks made with different ones agree in one collection.

    `region` (zh-TW, zh-HK, zh-CN, or empty for both scripts alike) is a matter of style; `cards` leaves out cards;
    `subjects`, `kinds`, `tags` and `statuses` leave out concepts where they are not empty; `include` asks for `EXTRAS`.
    """

    deck: str = DECK
    region: str = ""
    cards: tuple[str, ...] = CARDS
    subjects: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    include: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not all(part.strip() for part in self.deck.split("::")):
            raise UsageError(
                "the deck, or a deck it is part of, has no name", hint="name it, for example --deck Policy"
            )
        _refuse_unknown("card", self.cards, CARDS)
        _refuse_unknown("kind", self.kinds, KINDS)
        _refuse_unknown("status", self.statuses, (*STATUSES, PROPOSED))
        _refuse_unknown("addition", self.include, EXTRAS)
        if not self.cards:
            raise UsageError("a deck without cards", hint=f"name some: --cards {','.join(CARDS)}")

    @property
    def wants_persons(self) -> bool:
        """Whether there shall be cards of persons."""
        return "persons" in self.include or "person" in self.kinds


def _refuse_unknown(what: str, given: Collection[str], known: Collection[str]) -> None:
    for name in given:
        if name not in known:
            raise UsageError(f"there is no {what} {name!r}", hint=f"there are {', '.join(known)}")


def status_of(concept: Concept) -> str:
    """What its `tags:` say (deprecated, superseded), else the status of its best terms, in the worse of two languages.

    A concept that is not to be used any more keeps its terms, so that texts with them are still understood.
    """
    said = next((status for status in STATUSES if is_retired(status) and status in concept.tags), "")
    return said or max((_best(concept, english=True), _best(concept, english=False)), key=STATUSES.index)


def _best(concept: Concept, *, english: bool) -> str:
    found = [t.status for t in concept.terms if (t.language == "en") == english]
    return min(found, key=STATUSES.index, default=STATUSES[-1])


def is_retired(status: str) -> bool:
    """Whether nobody should use a concept of this status any more."""
    return status in ("deprecated", "superseded")
