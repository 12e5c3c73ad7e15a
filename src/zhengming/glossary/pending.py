"""The proposals that wait for a decision, with what `extract` noted beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from zhengming.errors import ReadError
from zhengming.glossary import nodes, splices
from zhengming.glossary.entries import File, all_locked, opened, take_out
from zhengming.glossary.proposals import ALSO, BELONGS, Beside, beside, concept_pairs
from zhengming.glossary.read import load_alone
from zhengming.model import Concept, Glossary

_COUNT = re.compile(r"  # (?P<told>(?P<percent>\d+)%, \d+ places?(?: in \d+ documents)?)[ \t]*$")


@dataclass(frozen=True, slots=True)
class Proposal:
    """An entry that waits: `told` is its count of places, `advice` what `extract` noted for the person who judges."""

    concept: Concept
    told: str
    confidence: float | None
    advice: tuple[str, ...]
    is_related: bool

    @property
    def is_plain(self) -> bool:
        """Whether nothing speaks against taking it as it is: no other concept or rendering has a side of it."""
        return not self.advice and not self.is_related


def pending(glossary: str) -> tuple[Proposal, ...]:
    """The proposals of a glossary that wait for a decision, in the order of the file.

    One that the glossary or the rejections have already is taken out: a run that was killed wrote it there.
    Raises ReadError where there is no file of proposals.
    """
    files = beside(glossary)
    if not Path(files.proposed).exists():
        hint = f"zhengming extract --into {glossary} REPORT writes some"
        raise ReadError("there is no such file of proposals", path=files.proposed, hint=hint)
    with all_locked(files):
        proposed = _without_decided(files)
        file = opened(files.proposed)
        by_line = file.by_line()
        return tuple(_proposal(concept, file, by_line[concept.line]) for concept in proposed.concepts)


def _without_decided(files: Beside) -> Glossary:
    """The proposals, after those are taken out that one of the other files has."""
    proposed = load_alone(files.proposed)
    for decided in (load_alone(files.accepted), load_alone(files.rejected)):
        known = {key for c in decided.concepts for key in concept_pairs(c)}
        doubled = [c.id for c in proposed.concepts if set(concept_pairs(c)) <= known]
        if doubled:
            take_out(files.proposed, doubled, proposed.concepts)
            proposed = load_alone(files.proposed)
    return proposed


def _proposal(concept: Concept, file: File, entry: nodes.Mapping) -> Proposal:
    first, *rest = splices.entry_text(file.text, entry).split("\n")
    count = _COUNT.search(first)
    confidence = int(count["percent"]) / 100 if count else None
    advice = [line.strip().removeprefix("# ") for line in rest if _is_advice(line)]
    return Proposal(concept, count["told"] if count else "", confidence, tuple(advice), bool(concept.related))


def without_notes(text: str) -> str:
    """An entry without its count of places and our advice."""
    first, *rest = text.split("\n")
    return "\n".join([_COUNT.sub("", first), *(line for line in rest if not _is_advice(line))])


def _is_advice(line: str) -> bool:
    return line.strip().startswith((BELONGS, ALSO))
