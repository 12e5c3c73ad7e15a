"""TMX 1.4, a translation memory: a unit for the preferred wordings of a concept, and one for every other form."""

from __future__ import annotations

from collections.abc import Iterator

from zhengming.exchange.formats import Part, Written
from zhengming.exchange.options import Options
from zhengming.exchange.report import Loss, unheld
from zhengming.exchange.resolved import incomplete, right
from zhengming.exchange.xml_text import attribute, content, element, legal
from zhengming.model import Concept, Glossary
from zhengming.tags import ENGLISH

HELD = frozenset({"definition", "note", "subject", "kind"})
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
    '<header creationtool="Zhengming" creationtoolversion="1" segtype="phrase" o-tmf="zhengming" adminlang="en" '
    'srclang="{source}" datatype="plaintext"/>\n<body>\n'
)


def write(glossary: Glossary, options: Options) -> Written:
    """The source language is English, or `*all*` where the direction is not said to be from it."""
    losses: list[Loss] = []
    units: list[str] = []
    concepts = 0
    for concept in glossary.concepts:
        reason = incomplete(concept, options.regions)
        if reason:
            losses.append(Loss(concept.id, f"dropped for having {reason}", "entry"))
            continue
        losses += unheld(concept, HELD)
        units += [legal(unit, concept.id, losses) for unit in _units(concept, options.regions)]
        concepts += 1
    head = HEAD.replace("{source}", ENGLISH if options.direction == "en-zh" else "*all*")
    xml = "".join([head, *units, "</body>\n</tmx>\n"])
    return Written((Part("glossary.tmx", xml.encode()),), concepts, len(units), tuple(losses))


def _units(concept: Concept, regions: tuple[str, ...]) -> Iterator[str]:
    english = right(concept, ENGLISH)
    chinese = {tag: found for tag in regions if (found := right(concept, tag))}
    first = {tag: terms[0].text for tag, terms in chinese.items()}
    yield _unit(concept, 1, {ENGLISH: english[0].text, **first})
    number = 1
    for other in english[1:]:
        number += 1
        yield _unit(concept, number, {ENGLISH: other.text, **first})
    for tag, terms in chinese.items():
        for other in terms[1:]:
            number += 1
            yield _unit(concept, number, {ENGLISH: english[0].text, tag: other.text})


def _unit(concept: Concept, number: int, texts: dict[str, str]) -> str:
    tuid = concept.id if number == 1 else f"{concept.id} {number}"
    about = "".join((
        element("note", concept.note),
        element("prop", concept.subject, type="x-subject"),
        element("prop", concept.definition, type="x-definition"),
        element("prop", concept.kind, type="x-kind"),
    ))  # fmt: skip
    variants = "".join(f'<tuv xml:lang="{tag}"><seg>{content(text)}</seg></tuv>' for tag, text in texts.items())
    return f'<tu tuid="{attribute(tuid)}">{about}{variants}</tu>\n'
