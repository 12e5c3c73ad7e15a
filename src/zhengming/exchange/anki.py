"""A glossary as an Anki deck that learners keep: a rebuilt one changes the notes that changed, and no other.

Notes are known by the id their concept began with. What a learner did with a note, its schedule and the deck it was
moved to stay; an edit of a note's text stays until the glossary changes that note.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from zhengming.errors import GlossaryError
from zhengming.exchange.anki_choices import DECK, Choices, is_retired, status_of
from zhengming.exchange.anki_fields import note_fields
from zhengming.exchange.anki_hints import NO_HINTS, hints
from zhengming.exchange.anki_history import Entry, History, history_of
from zhengming.exchange.anki_package import AnkiNote, guid, package
from zhengming.exchange.report import ExportReport, Loss
from zhengming.files.write import write_atomically
from zhengming.glossary.nodes import collection_paused
from zhengming.glossary.proposals import beside
from zhengming.glossary.read import load_alone
from zhengming.model import Concept, Glossary

__all__ = ["DECK", "Choices", "notes_of", "write"]

_NAMED = 5


def write(glossary: Glossary, path: str, *, choices: Choices | None = None, now: int | None = None) -> ExportReport:
    """Write a deck: `write(glossary, "deck.apkg", choices=Choices(region="zh-TW"))`.

    Concepts without both languages are left out and reported. `now` is the time of what is new or changed, in seconds
    since 1970; it is kept in anki-history.json beside the glossary. Raises GlossaryError where two concepts claim one
    former id, UsageError, ReadError and WriteError.
    """
    chosen = choices or Choices()
    with history_of(glossary) as history, collection_paused():
        everything, losses = notes_of(glossary, history, chosen)
        stamped = history.stamped(everything, int(time.time()) if now is None else now)
        notes = selected(stamped, chosen)
        write_atomically(path, package(notes, chosen))
        remarks = (*left_out(stamped, chosen), *_departed(history, stamped, glossary), *history.keep(stamped))
    cards = sum(1 for note in notes for card in note.cards if card in chosen.cards)
    return ExportReport(path, len(notes), cards, losses, remarks=remarks)


def notes_of(glossary: Glossary, history: History, choices: Choices) -> tuple[tuple[AnkiNote, ...], tuple[Loss, ...]]:
    """The notes of all concepts, whichever are chosen, since each has its time; and what makes none."""
    proposals = _proposals(glossary) if "proposals" in choices.include else Glossary(())
    concepts = (*glossary.concepts, *proposals.concepts)
    sources = {source.id: source for source in (*proposals.sources, *glossary.sources)}
    known_as, told_apart, proposed = _first_ids(concepts), hints(concepts), {c.id for c in proposals.concepts}
    notes: list[AnkiNote] = []
    losses: list[Loss] = []
    for concept in concepts:
        identity = guid(known_as[concept.id])
        why = _missing(concept, in_a_deck=history.knows(identity))
        if why:
            losses.append(Loss(concept.id, why))
            continue
        beside_it = told_apart.get(concept.id, NO_HINTS)
        fields = note_fields(concept, sources, hints=beside_it, proposed=concept.id in proposed)
        tags = tuple(fields["Tags"].split(" "))
        notes.append(
            AnkiNote(concept, known_as[concept.id], identity, tuple(fields.values()), tags, concept.id in proposed)
        )
    return tuple(notes), tuple(losses)


def selected(notes: Iterable[AnkiNote], choices: Choices) -> tuple[AnkiNote, ...]:
    """The notes that were asked for and have a card that was."""
    return tuple(n for n in notes if not _unasked(n, choices) and not set(n.cards).isdisjoint(choices.cards))


def left_out(notes: Iterable[AnkiNote], choices: Choices) -> tuple[str, ...]:
    """A sentence where persons were left out, since nobody said that they should be."""
    persons = sum(1 for note in notes if note.concept.kind == "person")
    if not persons or choices.wants_persons or choices.kinds:
        return ()
    return (f"{_count(persons, 'person')} left out; add --include persons for cards of them",)


def _unasked(note: AnkiNote, choices: Choices) -> bool:
    concept = note.concept
    return (
        (concept.kind == "person" and not choices.wants_persons)
        or bool(choices.subjects and concept.subject not in choices.subjects)
        or bool(choices.kinds and concept.kind not in choices.kinds)
        or bool(choices.statuses and note.status not in choices.statuses)
        or bool(choices.tags and set(choices.tags).isdisjoint((*concept.tags, *note.tags)))
    )


def _first_ids(concepts: Iterable[Concept]) -> dict[str, str]:
    """By concept id the one it began with, the first of `formerly:`: a learner's note outlives every new name."""
    owners: dict[str, Concept] = {}
    for concept in concepts:
        identity = _first_id(concept)
        other = owners.setdefault(identity, concept)
        if other is not concept:
            raise GlossaryError(
                f"{concept.id!r} and {other.id!r} would be one Anki note, known as {identity!r}",
                path=concept.path or None,
                line=concept.line or None,
                hint="keep the old id under `formerly:` of the one that learners should go on with",
            )
    return {concept.id: identity for identity, concept in owners.items()}


def _first_id(concept: Concept) -> str:
    return concept.formerly[0] if concept.formerly else concept.id


def _missing(concept: Concept, *, in_a_deck: bool) -> str:
    """Why a concept makes no note; empty where it does. One that nobody should use stays with those who learned it."""
    languages = {t.language == "en" for t in concept.terms}
    if True not in languages:
        return "it has no English term"
    if False not in languages:
        return "it has no Chinese term"
    if is_retired(status_of(concept)) and not in_a_deck:
        return f"it is {status_of(concept)}, and no deck had it before"
    return ""


def _proposals(glossary: Glossary) -> Glossary:
    """The proposals beside the glossary's files; what the glossary has meanwhile is none any more."""
    known = {concept.id for concept in glossary.concepts}
    files = [beside(path).proposed for path in glossary.paths]
    found = [load_alone(file) for file in files if Path(file).exists()]
    concepts = {c.id: c for one in found for c in one.concepts if c.id not in known}
    return Glossary(tuple(concepts.values()), sources=tuple(s for one in found for s in one.sources))


def _departed(history: History, notes: Sequence[AnkiNote], glossary: Glossary) -> tuple[str, ...]:
    """A sentence on the notes that learners may have and the glossary has no more."""
    gone = history.gone(notes, glossary.paths)
    if not gone:
        return ()
    return (
        f"{_count(len(gone), 'concept')} no longer in the glossary: {_listed(gone)}; the notes stay with those who "
        "have them (under another id, name the old one under `formerly:`)",
    )


def _listed(gone: Sequence[Entry]) -> str:
    names = [entry.concept for entry in gone[:_NAMED]]
    return ", ".join(names + (["…"] if len(gone) > _NAMED else []))


def _count(number: int, what: str) -> str:
    return f"1 {what} is" if number == 1 else f"{number} {what}s are"
