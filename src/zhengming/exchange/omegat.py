"""OmegaT's glossary: a line for each pair, source, target and comment parted by tabs; UTF-8, without quoting.

What is to be avoided stands in the comment, which the translator sees with the term. A file for each region and
direction, for an OmegaT project has one of each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhengming.exchange.formats import Part, Written
from zhengming.exchange.options import Options
from zhengming.exchange.report import Loss, entries
from zhengming.exchange.resolved import avoided, pairs
from zhengming.model import Concept, Glossary, Term
from zhengming.tags import ENGLISH

HELD = frozenset({"definition", "note", "subject", "note on a term", "deprecated term"})
# What would end a field or a line, whatever the reader takes for a line end.
_BREAKS = re.compile("[\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")


def write(glossary: Glossary, options: Options) -> Written:
    """The files in the order of regions, from Chinese first."""
    kept, losses = entries(glossary, options.regions, HELD)
    parts, items = [], 0
    for region in options.regions:
        lines = [(concept.id, line) for concept in kept for line in lines_of(concept, region, losses)]
        for direction in options.directions:
            text = "".join(_turned(line, direction, concept, losses) for concept, line in lines)
            name = f"{region}-en" if direction == "zh-en" else f"en-{region}"
            parts.append(Part(f"{name}.utf8", text.encode()))
            items += text.count("\n")
    return Written(tuple(parts), len(kept), items, tuple(losses))


def lines_of(concept: Concept, region: str, losses: list[Loss]) -> Iterator[tuple[str, str, str]]:
    """English, Chinese and the comment, each on one line and without tabs."""
    about = _comment(concept, region)
    for english, chinese in pairs(concept, region):
        notes = [f"{t.text}: {t.note}" for t in (english, chinese) if t.note]
        whole = (english.text, chinese.text, "; ".join((*about, *notes)))
        fields = [_BREAKS.sub(" ", text).strip(" ") for text in whole]
        if any(map(_BREAKS.search, whole[:2])):
            losses.append(Loss(concept.id, "made a space", "line break or tab"))
        yield fields[0], fields[1], fields[2]


def _turned(line: tuple[str, str, str], direction: str, concept: str, losses: list[Loss]) -> str:
    """The line from source to target; none where OmegaT would not see it."""
    source, target = line[:2] if direction == "en-zh" else line[1::-1]
    if not source or not target or source.startswith("#"):
        why = "dropped for its #, which begins a remark" if source.startswith("#") else "dropped for being blank"
        losses.append(Loss(concept, why, "entry"))
        return ""
    return f"{source}\t{target}\t{line[2]}\n"


def _comment(concept: Concept, region: str) -> list[str]:
    wrong: tuple[Term, ...] = (*avoided(concept, ENGLISH), *avoided(concept, region))
    avoid = ", ".join(t.text + (f" ({t.note})" if t.note else "") for t in wrong)
    found = (concept.definition, concept.note, concept.subject and f"[{concept.subject}]", avoid and f"avoid: {avoid}")
    return [text for text in found if text]
