"""SKOS in Turtle: a concept scheme with the labels of each language (W3C, SKOS Reference, 2009).

The preferred wording is `prefLabel`, at most one a language; the admitted ones are `altLabel`, those to avoid
`hiddenLabel`, which is for searching. Addresses are relative (`#g7`): whoever puts the file on the web gives them their
beginning. Notes on a single term would need SKOS-XL.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from zhengming.exchange.formats import Part, Written
from zhengming.exchange.options import Options
from zhengming.exchange.quoted import quoted
from zhengming.exchange.report import NO_TERM, OMITTED, Loss, unheld
from zhengming.exchange.resolved import avoided, cited, right, source_names
from zhengming.model import Concept, Glossary
from zhengming.tags import ENGLISH, SCRIPT_OF_REGION

HELD = frozenset(
    {"deprecated term", "definition", "note", "subject", "kind", "tag", "quotation", "related concept", "former id"}
)
_HEAD = """@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

<#> a skos:ConceptScheme"""


def write(glossary: Glossary, options: Options) -> Written:
    """One file; a relation to an entry that is not in it is lost."""
    tags = {ENGLISH: ENGLISH} | {tag: f"{SCRIPT_OF_REGION[tag]}-{tag[3:]}" for tag in options.regions}
    losses: list[Loss] = []
    kept: dict[str, list[str]] = {}
    for concept in glossary.concepts:
        labels = list(_labels(concept, tags))
        losses += unheld(concept, HELD) if labels else [Loss(concept.id, NO_TERM, "entry")]
        kept |= {concept.id: labels} if labels else {}
    title = f" ;\n    dcterms:title {quoted(glossary.title)}" if glossary.title else ""
    blocks, names = [f"{_HEAD}{title} .\n"], source_names(glossary)
    for concept in (c for c in glossary.concepts if c.id in kept):
        related = [other for other in dict.fromkeys(concept.related) if other in kept and other != concept.id]
        losses += [Loss(concept.id, OMITTED, "related concept")] * (len(concept.related) - len(related))
        facts = (*kept[concept.id], *_facts(concept, names), *(f"skos:related {_address(other)}" for other in related))
        blocks.append(" ;\n    ".join((f"{_address(concept.id)} a skos:Concept", *facts)) + " .\n")
    return Written((Part("glossary.ttl", "\n".join(blocks).encode()),), len(kept), len(kept), tuple(losses))


def _address(concept: str) -> str:
    return f"<#{quote(concept, safe='')}>"


def _labels(concept: Concept, tags: dict[str, str]) -> Iterator[str]:
    """No wording is two kinds of label in one language: SKOS forbids it (S13)."""
    for tag, name in tags.items():
        seen: set[str] = set()
        good, wrong = right(concept, tag), avoided(concept, tag)
        kinds = ["prefLabel"] * bool(good) + ["altLabel"] * (len(good) - 1) + ["hiddenLabel"] * len(wrong)
        for term, kind in zip((*good, *wrong), kinds, strict=False):
            if term.text not in seen:
                yield f"skos:{kind} {quoted(term.text)}@{name}"
            seen.add(term.text)


def _facts(concept: Concept, names: dict[str, str]) -> Iterator[str]:
    yield "skos:inScheme <#>"
    yield f"skos:notation {quoted(concept.id)}"
    yield f"dcterms:type {quoted(concept.kind)}"
    for name, text in (
        ("skos:definition", concept.definition),
        ("skos:scopeNote", concept.note),
        ("dcterms:subject", concept.subject),
        *(("dcat:keyword", tag) for tag in concept.tags),
        *(("skos:historyNote", f"formerly {former}") for former in concept.formerly),
        *(
            ("skos:example", f"{one.quote} ({cited(one, names)})" if one.quote else cited(one, names))
            for one in concept.evidence
        ),
    ):
        if text:
            yield f"{name} {quoted(text)}"
