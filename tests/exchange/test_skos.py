"""SKOS, read by rdflib."""

from __future__ import annotations

import importlib.util
from typing import Any

import pytest

from zhengming.exchange import Loss, Options, written
from zhengming.glossary.read import load
from zhengming.model import Concept, Evidence, Glossary, Source, Term

pytestmark = pytest.mark.skipif(importlib.util.find_spec("rdflib") is None, reason="rdflib is not installed")

BASE = "https://example.org/glossary"
ODD = Concept(
    "a b/é",
    (
        Term('R&D "q" \\ <b>', "en"),
        Term("R&D", "en", "admitted"),
        Term("line\nbreak\t\u2028", "en", "deprecated"),
        Term("研發", "zh-Hant"),
        Term("研发", "zh-CN"),
        Term("研發", "zh-TW", "deprecated"),
    ),
    "document",
    subject="law",
    tags=("core",),
    definition='A "d"\nof two lines',
    note="n",
    related=("g7", "nowhere"),
    formerly=("old",),
    evidence=(Evidence("s", "L1", "研發"),),
)
G7 = Concept("g7", (Term("七國集團", "zh-HK"),))
GLOSSARY = Glossary(
    (ODD, G7, Concept("none", (Term("a", "en", "deprecated"),))), "T", (Source("s", "Title", "Author"),)
)


def read(glossary: Glossary, options: Options | None = None) -> Any:
    """The graph that rdflib reads, as if the file had come from BASE."""
    import rdflib

    graph = rdflib.Graph()
    graph.parse(data=written(glossary, "skos", options).parts[0].content, format="turtle", publicID=BASE)
    return graph


def labels(graph: Any, concept: str, kind: str) -> set[tuple[str, str]]:
    from rdflib import SKOS, URIRef

    found = graph.objects(URIRef(f"{BASE}#{concept}"), SKOS[kind])
    return {(str(label), label.language.lower()) for label in found}


def test_labels() -> None:
    graph = read(GLOSSARY)
    name = "a%20b%2F%C3%A9"
    assert labels(graph, name, "prefLabel") == {
        ('R&D "q" \\ <b>', "en"), ("研發", "zh-hant-tw"), ("研發", "zh-hant-hk"), ("研发", "zh-hans-cn"),
    }  # fmt: skip
    assert labels(graph, name, "altLabel") == {("R&D", "en")}
    # 研發 is already Taiwan's preferred label; no wording is two kinds of label (SKOS, S13).
    assert labels(graph, name, "hiddenLabel") == {("line\nbreak\t\u2028", "en")}
    assert labels(graph, "g7", "prefLabel") == {("七國集團", "zh-hant-tw"), ("七國集團", "zh-hant-hk")}
    assert labels(graph, "none", "hiddenLabel") == {("a", "en")}
    assert labels(read(GLOSSARY, Options(region="zh-CN")), name, "prefLabel") == {
        ('R&D "q" \\ <b>', "en"),
        ("研发", "zh-hans-cn"),
    }


def test_facts() -> None:
    from rdflib import DCAT, DCTERMS, RDF, SKOS, URIRef

    graph = read(GLOSSARY)
    odd, scheme = URIRef(f"{BASE}#a%20b%2F%C3%A9"), URIRef(f"{BASE}#")
    assert set(graph.subjects(RDF.type, SKOS.Concept)) == set(graph.subjects(SKOS.inScheme, scheme))
    assert str(graph.value(scheme, DCTERMS.title)) == "T"
    wanted = {
        SKOS.notation: "a b/é", SKOS.definition: 'A "d"\nof two lines', SKOS.scopeNote: "n", DCTERMS.subject: "law",
        DCTERMS.type: "document", DCAT.keyword: "core", SKOS.historyNote: "formerly old",
        SKOS.example: "研發 (Author · Title · L1)", SKOS.related: f"{BASE}#g7",
    }  # fmt: skip
    assert {key: str(graph.value(odd, key)) for key in wanted} == wanted
    assert Loss(ODD.id, "omitted", "related concept") in written(GLOSSARY, "skos").losses


def test_the_glossary_keeps_the_conditions_of_skos() -> None:
    from rdflib import RDF, SKOS

    glossary = load("glossary")
    graph = read(glossary)
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    assert len(concepts) == len(glossary.concepts)
    for concept in concepts:
        kinds = [set(graph.objects(concept, SKOS[kind])) for kind in ("prefLabel", "altLabel", "hiddenLabel")]
        assert len(set.union(*kinds)) == sum(map(len, kinds))
        languages = [label.language for label in kinds[0]]
        assert len(languages) == len(set(languages))
    assert all((o, SKOS.inScheme, None) in graph for o in graph.objects(None, SKOS.related))
