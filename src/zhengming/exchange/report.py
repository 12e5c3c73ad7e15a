"""What an export wrote, and what the other format could not take, in one sentence and item by item."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from zhengming.exchange.resolved import incomplete
from zhengming.model import Concept, Glossary, Term

OMITTED = "omitted"
NO_TERM = "dropped for having no term in these languages"
_PREPOSITION = re.compile("( (?:of|on|or) )")


@dataclass(frozen=True, slots=True)
class Loss:
    """Something of a concept that did not get into the file, and why: `g7`, `it has no English term`.

    `of` names what it was where it was less than the whole entry, or where many are counted together: Loss("g7",
    "omitted", "deprecated term"), Loss("g7", "dropped for a duplicate source", "entry").
    """

    concept: str
    why: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class ExportReport:
    """The file, how many concepts it holds, as how many `items` of its own (cards, rows, entries), and the losses.

    `remarks` are sentences on what a person should know of it all the same; `files` are the files of a folder, where a
    format makes more than one.
    """

    path: str
    concepts: int
    items: int
    losses: tuple[Loss, ...] = ()
    remarks: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


def loss_sentence(name: str, losses: Iterable[Loss]) -> str:
    """All losses in one line, whole entries first and then the most numerous; empty where there are none.

    `DeepL: 14 entries dropped for a duplicate source, 6 deprecated terms omitted`
    """
    counts = Counter((loss.of, loss.why) for loss in losses)
    ordered = sorted(counts.most_common(), key=lambda one: one[0][0] not in ("", "entry"))
    parts = [_counted(count, of, why) for (of, why), count in ordered]
    return f"{name}: {', '.join(parts)}" if parts else ""


def _counted(count: int, of: str, why: str) -> str:
    return f"{plural(count, of)} {why}" if of else f"{plural(count, 'entry')} left out ({why})"


def plural(count: int, noun: str) -> str:
    """A number with its noun: 1 entry, 14 entries, 2 parts of speech, 1,200 rows."""
    if count == 1:
        return f"1 {noun}"
    head, preposition, rest = _PREPOSITION.split(noun, maxsplit=1) if _PREPOSITION.search(noun) else (noun, "", "")
    head = f"{head[:-1]}ies" if head.endswith("y") else f"{head}s"
    return f"{count:,} {head}{preposition}{rest}"


# What a concept may hold beside its preferred wordings: how a loss of it is called, and how many of them there are.
_OF_CONCEPTS: dict[str, Callable[[Concept], int]] = {
    "definition": lambda c: bool(c.definition),
    "note": lambda c: bool(c.note),
    "subject": lambda c: bool(c.subject),
    "kind": lambda c: c.kind != "term",
    "part of speech": lambda c: bool(c.pos),
    "tag": lambda c: len(c.tags),
    "quotation": lambda c: len(c.evidence),
    "related concept": lambda c: len(c.related),
    "former id": lambda c: len(c.formerly),
    "condition": lambda c: bool(c.near or c.not_near),
    "mark of what is not to be translated": lambda c: c.do_not_translate,
}
_OF_TERMS: dict[str, Callable[[Term], bool]] = {
    "deprecated term": lambda t: not t.is_right,
    "note on a term": lambda t: bool(t.note),
    "source of a term": lambda t: bool(t.source),
    "term type": lambda t: t.type != "full",
    "reading": lambda t: bool(t.pinyin or t.zhuyin or t.jyutping),
    "inflection": lambda t: bool(t.match),
    "exact case": lambda t: t.exact_case,
    "condition": lambda t: bool(t.near or t.not_near),
}
FEATURES = (*_OF_CONCEPTS, *_OF_TERMS)


def entries(glossary: Glossary, regions: tuple[str, ...], held: frozenset[str]) -> tuple[list[Concept], list[Loss]]:
    """The concepts that a bilingual format can hold, and what it cannot: others whole, and parts of these."""
    kept: list[Concept] = []
    losses: list[Loss] = []
    for concept in glossary.concepts:
        reason = incomplete(concept, regions)
        losses += [Loss(concept.id, f"dropped for having {reason}", "entry")] if reason else unheld(concept, held)
        kept += [] if reason else [concept]
    return kept, losses


def unheld(concept: Concept, held: frozenset[str]) -> Iterator[Loss]:
    """The losses of a concept in a format that holds only some of FEATURES beside the wordings themselves."""
    for name, count in _OF_CONCEPTS.items():
        if name not in held:
            yield from (Loss(concept.id, OMITTED, name) for _ in range(count(concept)))
    for term in concept.terms:
        yield from (
            Loss(concept.id, OMITTED, name) for name, has in _OF_TERMS.items() if name not in held and has(term)
        )
