"""DeepL's glossary: a CSV file of two columns for each region and direction, within DeepL's limits.

No source twice, no empty phrase, no control character, no blank at either end, at most 1024 bytes a phrase and 10 MiB
a glossary (DeepL API, "Managing glossaries"). DeepL applies what it is given, so it gets no form to avoid.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from zhengming.errors import UsageError
from zhengming.exchange.formats import Part, Written
from zhengming.exchange.options import Options
from zhengming.exchange.report import Loss, unheld
from zhengming.exchange.resolved import incomplete, pairs
from zhengming.model import Concept, Glossary

LONGEST_PHRASE, LARGEST_GLOSSARY = 1024, 10 * 1024 * 1024
_DUPLICATE = ("dropped for a duplicate source", "entry")
_NOT_ALLOWED = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def write(glossary: Glossary, options: Options) -> Written:
    """The files in the order of regions, from Chinese first; raises UsageError where one would be too large."""
    losses: list[Loss] = []
    kept = []
    for concept in glossary.concepts:
        reason = incomplete(concept, options.regions)
        losses += (
            [Loss(concept.id, f"dropped for having {reason}", "entry")] if reason else unheld(concept, frozenset())
        )
        kept += [] if reason else [concept]
    parts, items = [], 0
    for region in options.regions:
        for direction in options.directions:
            entries = list(_entries(kept, region, direction, losses))
            name = f"{region}-en.csv" if direction == "zh-en" else f"en-{region}.csv"
            parts.append(Part(name, _csv(entries)))
            items += len(entries)
    return Written(tuple(parts), len(kept), items, tuple(losses))


def _entries(concepts: list[Concept], region: str, direction: str, losses: list[Loss]) -> Iterator[tuple[str, str]]:
    """The entries that DeepL takes; a preferred wording has its source before another concept's synonym."""
    ranked = [(n, c, pair) for c in concepts for n, pair in enumerate(pairs(c, region))]
    taken: dict[str, str] = {}
    for _, concept, (english, chinese) in sorted(ranked, key=lambda one: one[0] > 0):
        texts = (chinese.text, english.text) if direction == "zh-en" else (english.text, chinese.text)
        source, target = texts
        if not (source.isprintable() and target.isprintable()):
            source, target = (_NOT_ALLOWED.sub(" ", text) for text in texts)
            if (source, target) != texts:
                losses.append(Loss(concept.id, "made a space", "control character"))
        source, target = source.strip(), target.strip()
        if not source or not target:
            losses.append(Loss(concept.id, "dropped for being blank", "entry"))
        elif max(len(source.encode()), len(target.encode())) > LONGEST_PHRASE:
            losses.append(Loss(concept.id, "dropped for its length", "entry"))
        elif source in taken:
            same = taken[source] == concept.id
            losses.append(Loss(concept.id, *(("not offered", "synonym") if same else _DUPLICATE)))
        else:
            taken[source] = concept.id
            yield source, target


def _csv(entries: list[tuple[str, str]]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\n").writerows(entries)
    content = buffer.getvalue().encode()
    if len(content) > LARGEST_GLOSSARY:
        raise UsageError("DeepL takes no glossary of more than 10 MiB", hint="choose with --subject or --tag")
    return content
