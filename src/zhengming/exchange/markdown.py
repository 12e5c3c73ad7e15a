"""Markdown: a table for each subject, to read on a forge or in notes, with every text escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable

from zhengming.exchange.formats import Part, Written
from zhengming.exchange.options import Options
from zhengming.exchange.report import plural, unheld
from zhengming.exchange.resolved import avoided, right
from zhengming.model import Concept, Glossary, Term
from zhengming.tags import ENGLISH, REGIONS

HELD = frozenset({"definition", "note", "subject", "kind", "deprecated term", "note on a term"})
# What Markdown acts on in a cell or a heading; a backslash before it makes it a sign.
_SIGNS = re.compile(r"([\\`*_\[\]<>|~&])")
_BREAKS = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def write(glossary: Glossary, options: Options) -> Written:
    """Columns: English, one for each region, what to avoid, notes."""
    losses = [loss for concept in glossary.concepts for loss in unheld(concept, HELD)]
    names = ("English", *(REGIONS[tag] for tag in options.regions), "Avoid", "Notes")
    head = f"| {' | '.join(names)} |\n|{' --- |' * len(names)}\n"
    by_subject: dict[str, list[str]] = {}
    for concept in glossary.concepts:
        by_subject.setdefault(concept.subject, []).append(_row(concept, options.regions))
    count = len(glossary.concepts)
    pieces = [f"# {_text(glossary.title or 'Glossary')}\n\n{plural(count, 'entry')}\n"]
    for subject, rows in by_subject.items():
        pieces.append(f"\n## {_text(subject or 'Other')}\n\n{head}{''.join(rows)}")
    return Written((Part("glossary.md", "".join(pieces).encode()),), count, count, tuple(losses))


def _row(concept: Concept, regions: tuple[str, ...]) -> str:
    wrong = dict.fromkeys(t for tag in (ENGLISH, *regions) for t in avoided(concept, tag))
    noted = dict.fromkeys(t for tag in (ENGLISH, *regions) for t in right(concept, tag) if t.note)
    kind = f"({_text(concept.kind)})" if concept.kind != "term" else ""
    notes = [
        kind,
        _text(concept.definition),
        _text(concept.note),
        *(f"{_text(t.text)}: {_text(t.note)}" for t in noted),
    ]
    cells = [_joined(right(concept, tag)) for tag in (ENGLISH, *regions)]
    return f"| {' | '.join([*cells, _joined(wrong), '<br>'.join(filter(None, notes))])} |\n"


def _joined(terms: Iterable[Term]) -> str:
    """Terms in one cell, each with its note where it is one to avoid."""
    return "; ".join(_text(t.text) + (f" ({_text(t.note)})" if t.note and not t.is_right else "") for t in terms)


def _text(text: str) -> str:
    """Text that Markdown shows as it is; a line break is one in the cell."""
    return "<br>".join(_SIGNS.sub(r"\\\1", line) for line in _BREAKS.split(text))
