"""Any text in any field of any concept: every format stays well-formed and holds what it can hold."""

from __future__ import annotations

import csv
import importlib.util
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from zhengming.exchange import FORMATS, written
from zhengming.exchange.cells import plain
from zhengming.exchange.resolved import avoided, incomplete, right
from zhengming.model import KINDS, STATUSES, TERM_TYPES, Concept, Evidence, Glossary, Source, Term
from zhengming.tags import ENGLISH, LANGUAGE_TAGS, REGIONS

# What files are torn by, beside letters of every plane.
SIGNS = "&<>\"'\t\n\r;,|\\`*_#=+-@[]{}\x00\x0b\x1f\x7f\x85\u2028\u200f\u202e\ufeff\ufffe𠮷去é"
text = st.text(st.sampled_from(SIGNS) | st.characters(exclude_categories=["Cs"]), min_size=1, max_size=10)
maybe = st.just("") | text
texts = st.lists(text, max_size=2).map(tuple)
terms = st.builds(
    Term,
    text=text,
    language=st.sampled_from(LANGUAGE_TAGS),
    status=st.sampled_from(STATUSES),
    type=st.sampled_from(TERM_TYPES),
    note=maybe,
    source=maybe,
)
concepts = st.builds(
    Concept,
    id=text,
    terms=st.lists(terms, min_size=1, max_size=6, unique_by=lambda t: t.text).map(tuple),
    kind=st.sampled_from(KINDS),
    pos=maybe | st.just("noun"),
    evidence=st.lists(st.builds(Evidence, st.just("s"), maybe, maybe), max_size=2).map(tuple),
    **dict.fromkeys(("subject", "definition", "note"), maybe),
    **dict.fromkeys(("tags", "related", "formerly"), texts),
)
glossaries = st.builds(
    Glossary,
    st.lists(concepts, max_size=3, unique_by=lambda c: c.id).map(tuple),
    maybe,
    st.just((Source("s", "R&D <b>", 'A "q"'),)),
)
NAMES = [form.name for form in FORMATS.values() if not form.own_file]
_ILLEGAL_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(value: str) -> str:
    return _ILLEGAL_IN_XML.sub("", value)


def in_xml(content: str) -> set[str]:
    root = ET.fromstring(content.encode())
    return {node.text or "" for node in root.iter()} | {value for node in root.iter() for value in node.attrib.values()}


def in_cells(content: str, delimiter: str = ",") -> set[str]:
    rows = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter)
    return {plain(cell) for row in rows for cell in row}


def right_terms(concept: Concept) -> Iterator[Term]:
    for tag in (ENGLISH, *REGIONS):
        yield from right(concept, tag)


def all_terms(concept: Concept) -> Iterator[Term]:
    yield from right_terms(concept)
    for tag in (ENGLISH, *REGIONS):
        yield from avoided(concept, tag)


def texts_of(concept: Concept, listed: Callable[[Concept], Iterator[Term]], *names: str) -> Iterator[str]:
    """The wordings of the terms a format takes, and the fields of the concept that it holds."""
    yield from (term.text for term in listed(concept))
    yield from filter(None, (getattr(concept, name) for name in names))


HOLDS: dict[str, Callable[[Concept], Iterable[str]]] = {
    "tbx": lambda c: texts_of(c, all_terms, "definition", "note", "subject"),
    "multiterm": lambda c: texts_of(c, all_terms, "id", "definition", "note", "subject", "kind", "pos"),
    "tmx": lambda c: () if incomplete(c, tuple(REGIONS)) else texts_of(c, right_terms, "note", "definition", "kind"),
    "memoq": lambda c: texts_of(c, all_terms, "definition", "subject"),
}
HOLDS |= dict.fromkeys(("tbx3", "tbx3-dct"), HOLDS["tbx"])


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=40)
@given(glossary=glossaries)
def test_any_text_makes_a_file(name: str, glossary: Glossary) -> None:
    made = written(glossary, name)
    assert made.parts
    assert made.concepts <= len(glossary.concepts)
    assert made == written(glossary, name)


@pytest.mark.parametrize("name", ["tbx", "tbx3", "tbx3-dct", "multiterm", "tmx"])
@settings(max_examples=60)
@given(glossary=glossaries)
def test_xml_holds_every_text(name: str, glossary: Glossary) -> None:
    found = in_xml(written(glossary, name).parts[0].content.decode())
    for concept in glossary.concepts:
        assert not list(all_terms(concept)) or {legal(value) for value in HOLDS[name](concept)} <= found


@settings(max_examples=60)
@given(glossaries)
def test_memoq_holds_every_text(glossary: Glossary) -> None:
    found = in_cells(written(glossary, "memoq").parts[0].content.decode("utf-8-sig"))
    for concept in glossary.concepts:
        assert not list(all_terms(concept)) or set(HOLDS["memoq"](concept)) <= found


@settings(max_examples=60)
@given(glossaries)
def test_bilingual_lines_have_as_many_fields_as_they_should(glossary: Glossary) -> None:
    for part in written(glossary, "omegat").parts:
        lines = part.content.decode().split("\n")
        assert all(line.count("\t") == 2 for line in lines[:-1])
        assert len(part.content.decode().splitlines()) == len(lines) - 1
    for part in written(glossary, "xbench").parts:
        rows = list(csv.reader(io.StringIO(part.content.decode("utf-8-sig"), newline=""), "excel-tab", quoting=3))
        assert all(len(row) == 3 and row[0] and row[1] for row in rows)
    for part in written(glossary, "deepl").parts:
        rows = list(csv.reader(io.StringIO(part.content.decode(), newline="")))
        assert all(len(row) == 2 and all(row) for row in rows)
        assert len({row[0] for row in rows}) == len(rows)


@settings(max_examples=60)
@given(glossaries)
def test_jieba_takes_every_line_for_a_word_and_a_tag(glossary: Glossary) -> None:
    from jieba import re_userdict

    for part in written(glossary, "jieba").parts:
        lines = part.content.decode().split("\n")[:-1]
        assert [
            " ".join(filter(None, re_userdict.match(line).group(1, 3))).replace("  ", " ") for line in lines
        ] == lines
        assert all(line.strip() == line and line.count(" ") == 1 for line in lines)


@settings(max_examples=60)
@given(glossaries)
def test_opencc_converts_every_phrase(glossary: Glossary) -> None:
    import opencc

    step = {"dict": {"type": "text", "file": "table.txt"}}
    with TemporaryDirectory() as folder:
        path = Path(folder, "table.json")
        path.write_text(
            json.dumps({"name": "x", "segmentation": {"type": "mmseg", **step}, "conversion_chain": [step]}),
            encoding="utf-8",
        )
        for part in filter(lambda one: one.content, written(glossary, "opencc").parts):
            Path(folder, "table.txt").write_bytes(part.content)
            rows = [line.split("\t") for line in part.content.decode().split("\n")[:-1]]
            converter = opencc.OpenCC(str(path))
            assert [converter.convert(key) for key, _ in rows] == [value for _, value in rows]


@pytest.mark.skipif(importlib.util.find_spec("rdflib") is None, reason="rdflib is not installed")
@settings(max_examples=60)
@given(glossaries)
def test_skos_holds_every_text(glossary: Glossary) -> None:
    import rdflib

    graph = rdflib.Graph()
    graph.parse(data=written(glossary, "skos").parts[0].content, format="turtle", publicID="https://example.org/g")
    found = {str(value) for value in graph.objects() if isinstance(value, rdflib.Literal)}
    for concept in glossary.concepts:
        held = set(texts_of(concept, all_terms, "id", "definition", "note", "subject", "kind"))
        assert not list(all_terms(concept)) or held | set(concept.tags) <= found


@pytest.mark.parametrize("name", ["vale", "prh"])
@settings(max_examples=60)
@given(glossary=glossaries)
def test_rules_are_yaml_of_texts(name: str, glossary: Glossary) -> None:
    made = written(glossary, name)
    files = [yaml.safe_load(part.content) for part in made.parts if part.name.endswith(".yml")]
    rules = [list((file.get("swap") or {}).items()) + (file.get("tokens") or file.get("rules") or []) for file in files]
    assert sum(map(len, rules)) == made.items
    texts = [
        text for listed in rules for rule in listed for text in (rule.values() if isinstance(rule, dict) else rule)
    ]
    assert all(isinstance(text, str) and text for text in texts)


@pytest.mark.parametrize("name", ["csv", "tsv", "memoq"])
@settings(max_examples=40)
@given(glossary=glossaries)
def test_no_cell_is_a_formula(name: str, glossary: Glossary) -> None:
    content = written(glossary, name).parts[0].content.decode("utf-8-sig")
    rows = csv.reader(io.StringIO(content, newline=""), delimiter="\t" if name == "tsv" else ",")
    assert not [cell for row in rows for cell in row if cell[:1] in tuple("=+-@\t\r\n＝＋－＠")]
