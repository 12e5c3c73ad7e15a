"""Google Cloud Translation's glossary: a CSV file of equivalent terms, a column for each language.

Google has two kinds of Chinese, zh-TW and zh-CN; Hong Kong's forms go without, unless they are the region chosen. At
most 1024 bytes a term and 10,485,760 a file. A term is applied wherever it stands, so there is none to avoid.
"""

from __future__ import annotations

import csv
import io
import re

from zhengming.errors import UsageError
from zhengming.exchange.formats import Part, Written
from zhengming.exchange.options import Options
from zhengming.exchange.report import Loss, unheld
from zhengming.exchange.resolved import incomplete, right
from zhengming.model import Concept, Glossary, Term
from zhengming.tags import ENGLISH

LONGEST_TERM, LARGEST_GLOSSARY = 1024, 10_485_760
HELD = frozenset({"definition"})
_BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def write(glossary: Glossary, options: Options) -> Written:
    """One row a concept, with what it means in the column `description`; raises UsageError where it is too large."""
    codes = {"zh-HK": "zh-TW"} if options.region == "zh-HK" else {t: t for t in options.regions if t != "zh-HK"}
    losses: list[Loss] = []
    rows: list[tuple[str, ...]] = []
    for concept in glossary.concepts:
        found = {tag: right(concept, tag) for tag in (ENGLISH, *codes)}
        cells = [_cell(terms[0].text, concept.id, losses) if terms else "" for terms in found.values()]
        reason = incomplete(concept, tuple(codes))
        if reason or not cells[0] or not any(cells[1:]) or max(len(c.encode()) for c in cells) > LONGEST_TERM:
            why = f"dropped for having {reason}" if reason else "dropped for its length or for being blank"
            losses.append(Loss(concept.id, why, "entry"))
            continue
        losses += unheld(concept, HELD)
        losses += _not_carried(concept, found, options.region)
        rows.append((*cells, _cell(concept.definition, concept.id, [])))
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\n").writerows([(ENGLISH, *codes.values(), "description"), *rows])
    content = buffer.getvalue().encode()
    if len(content) > LARGEST_GLOSSARY:
        raise UsageError("Google takes no glossary of more than 10 MiB", hint="choose with --subject or --tag")
    return Written((Part("google.csv", content),), len(rows), len(rows), tuple(losses))


def _cell(text: str, concept: str, losses: list[Loss]) -> str:
    kept = text if text.isprintable() else _BREAKS.sub(" ", text)
    if kept != text:
        losses.append(Loss(concept, "made a space", "control character"))
    return kept.strip()


def _not_carried(concept: Concept, found: dict[str, tuple[Term, ...]], region: str) -> list[Loss]:
    """Synonyms, and Hong Kong's form where it is another than Taiwan's."""
    lost = [Loss(concept.id, "not offered", "synonym")] * sum(max(0, len(terms) - 1) for terms in found.values())
    hong_kong, taiwan = right(concept, "zh-HK"), found.get("zh-TW", ())
    if not region and hong_kong and taiwan and hong_kong[0].text != taiwan[0].text:
        lost.append(Loss(concept.id, "lost", "Hong Kong form"))
    return lost
