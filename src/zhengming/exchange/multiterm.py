"""MultiTerm XML (mtf): concepts, languages and terms in groups, with descriptive fields at each level.

A term base takes it over File > Import when its definition has these fields: ID, Subject, Kind, Tag, Definition and
Note of an entry; Status, Type, Part of speech, Note, Source, Context of a term.
"""

from __future__ import annotations

from zhengming.exchange.formats import Part, Written
from zhengming.exchange.options import Options
from zhengming.exchange.report import NO_TERM, Loss, unheld
from zhengming.exchange.resolved import by_language, cited, source_names
from zhengming.exchange.xml_text import attribute, element, legal
from zhengming.model import Concept, Glossary, Term

# The language names of MultiTerm's own list, and its codes.
LANGUAGES = {
    "en": ("English", "EN"),
    "zh-TW": ("Chinese (Taiwan)", "ZH-TW"),
    "zh-HK": ("Chinese (Hong Kong SAR)", "ZH-HK"),
    "zh-CN": ("Chinese (PRC)", "ZH-CN"),
}
HELD = frozenset({
    "definition", "note", "subject", "kind", "tag", "part of speech", "quotation", "related concept", "deprecated term",
    "note on a term", "source of a term", "term type",
})  # fmt: skip


def write(glossary: Glossary, options: Options) -> Written:
    """UTF-8, numbered from 1; our ids stand in the field ID."""
    losses: list[Loss] = []
    names = source_names(glossary)
    entries: list[str] = []
    for concept in glossary.concepts:
        terms = by_language(concept, options.regions)
        if terms:
            entries.append(_entry(concept, len(entries) + 1, terms, names, losses))
        else:
            losses.append(Loss(concept.id, NO_TERM, "entry"))
    xml = "".join(['<?xml version="1.0" encoding="UTF-8"?>\n<mtf>\n', *entries, "</mtf>\n"])
    return Written((Part("multiterm.xml", xml.encode()),), len(entries), xml.count("<term>"), tuple(losses))


def _entry(
    concept: Concept, number: int, terms: dict[str, tuple[Term, ...]], names: dict[str, str], losses: list[Loss]
) -> str:
    losses += unheld(concept, HELD)
    fields = [
        _field("ID", concept.id),
        _field("Subject", concept.subject),
        _field("Kind", concept.kind),
        *(_field("Tag", tag) for tag in concept.tags),
        _field("Definition", concept.definition),
        _field("Note", concept.note),
        *(_field("Related", other) for other in concept.related),
    ]
    quotes = [(e.quote, cited(e, names)) for e in concept.evidence if e.quote]
    languages = [_language(concept, tag, listed, quotes) for tag, listed in terms.items()]
    losses += [Loss(concept.id, "without a term in it", "quotation")] * len(quotes)
    losses += [Loss(concept.id, "omitted for want of its words", "quotation") for e in concept.evidence if not e.quote]
    whole = f"<conceptGrp><concept>{number}</concept>{''.join(fields)}\n{''.join(languages)}</conceptGrp>\n"
    return legal(whole, concept.id, losses)


def _language(concept: Concept, tag: str, terms: tuple[Term, ...], quotes: list[tuple[str, str]]) -> str:
    name, code = LANGUAGES[tag]
    groups = "".join(_term(concept, term, quotes) for term in terms)
    return f'<languageGrp><language type="{attribute(name)}" lang="{code}"/>{groups}</languageGrp>\n'


def _term(concept: Concept, term: Term, quotes: list[tuple[str, str]]) -> str:
    """A term with its fields; a quotation stands with the first term that is in it, and is taken off the list."""
    found = [quote for quote in quotes if term.text in quote[0]]
    quotes[:] = [quote for quote in quotes if quote not in found]
    fields = [
        _field("Status", term.status),
        _field("Type", term.type),
        _field("Part of speech", concept.pos),
        _field("Note", term.note),
        _field("Source", term.source),
        *(_field("Context", quote, _field("Source", source)) for quote, source in found),
    ]
    return f"<termGrp>{element('term', term.text)}{''.join(fields)}</termGrp>"


def _field(name: str, text: str, within: str = "") -> str:
    return f"<descripGrp>{element('descrip', text, type=name)}{within}</descripGrp>" if text else ""
