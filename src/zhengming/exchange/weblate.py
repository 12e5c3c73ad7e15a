"""Weblate's CSV: source, target, context, and two comments; a file for each region and direction.

The context is our id, so that one source may have several targets. What explains the term is a comment of the
developer's, what is to be avoided one of the translator's. Cells are the texts as they are: Weblate would take an
apostrophe before a sign for part of the term.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from zhengming.exchange.formats import Part, Written
from zhengming.exchange.options import Options
from zhengming.exchange.report import Loss, unheld
from zhengming.exchange.resolved import avoided, incomplete, pairs
from zhengming.model import Concept, Glossary
from zhengming.tags import ENGLISH

COLUMNS = ("source", "target", "context", "translator_comments", "developer_comments")
HELD = frozenset({"definition", "note", "subject", "note on a term", "deprecated term"})


def write(glossary: Glossary, options: Options) -> Written:
    """The files in the order of regions, from Chinese first."""
    losses: list[Loss] = []
    kept: list[Concept] = []
    for concept in glossary.concepts:
        reason = incomplete(concept, options.regions)
        losses += [Loss(concept.id, f"dropped for having {reason}", "entry")] if reason else unheld(concept, HELD)
        kept += [] if reason else [concept]
    parts, items = [], 0
    for region in options.regions:
        rows = [row for concept in kept for row in _rows(concept, region)]
        for direction in options.directions:
            buffer = io.StringIO(newline="")
            table = csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
            turned = direction == "zh-en"
            table.writerows([COLUMNS, *((b, a, *rest) if turned else (a, b, *rest) for a, b, *rest in rows)])
            name = f"{region}-en.csv" if turned else f"en-{region}.csv"
            parts.append(Part(name, buffer.getvalue().encode()))
            items += len(rows)
    return Written(tuple(parts), len(kept), items, tuple(losses))


def _rows(concept: Concept, region: str) -> Iterator[tuple[str, ...]]:
    wrong = (*avoided(concept, ENGLISH), *avoided(concept, region))
    avoid = ", ".join(t.text + (f" ({t.note})" if t.note else "") for t in wrong)
    subject = f"[{concept.subject}]" if concept.subject else ""
    about = [concept.definition, concept.note, subject]
    for number, (english, chinese) in enumerate(pairs(concept, region), start=1):
        notes = [f"{t.text}: {t.note}" for t in (english, chinese) if t.note]
        context = concept.id if number == 1 else f"{concept.id} {number}"
        comment = "\n".join(filter(None, (*about, *notes)))
        yield english.text, chinese.text, context, f"avoid: {avoid}" if avoid else "", comment
