"""What an export wrote, and what the other format could not take."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Loss:
    """Something of a concept that did not get into the file, and why: `g7`, `it has no English term`."""

    concept: str
    why: str


@dataclass(frozen=True, slots=True)
class ExportReport:
    """The file, how many concepts it holds, as how many `items` of its own (cards, rows, entries), and the losses.

    `remarks` are sentences on what a person should know of it all the same.
    """

    path: str
    concepts: int
    items: int
    losses: tuple[Loss, ...] = ()
    remarks: tuple[str, ...] = ()
