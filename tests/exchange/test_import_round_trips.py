"""What we export and read again is what the format can hold, whatever characters are in it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhengming.exchange import Options, written
from zhengming.exchange.imports import Imported, Losses, read_content
from zhengming.exchange.imports.drafts import sound
from zhengming.exchange.resolved import avoided, pairs, right
from zhengming.glossary.entry_text import entry_text
from zhengming.glossary.read import load, parse_alone, with_derived_script
from zhengming.language.scripts import contains_han
from zhengming.model import KINDS, STATUSES, TERM_TYPES, Concept, Evidence, Glossary, Term
from zhengming.tags import ENGLISH, LANGUAGE_TAGS, REGIONS

ODD = "&<>\"'=+-@;\\|#*\t\n\u200f\u202e𠮷去a"
# XML has no control characters and no \r of its own; a cell of a workbook is as poor.
characters = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff") | st.sampled_from(ODD)
text = st.text(characters, min_size=1, max_size=12).map(str.strip).filter(bool)
maybe = st.just("") | text
texts = st.lists(text, max_size=2, unique=True).map(tuple)
terms = st.builds(
    Term, text, st.sampled_from(LANGUAGE_TAGS), st.sampled_from(STATUSES), st.sampled_from(TERM_TYPES), st.booleans(),
    texts, maybe, maybe, maybe, maybe, maybe, texts, texts,
)  # fmt: skip
whole = st.builds(
    Concept,
    id=text,
    terms=st.lists(terms, min_size=2, max_size=6, unique_by=lambda t: t.text).map(tuple),
    kind=st.sampled_from(KINDS),
    evidence=st.lists(st.builds(Evidence, text, maybe, text), max_size=2, unique=True).map(tuple),
    do_not_translate=st.booleans(),
    **dict.fromkeys(("pos", "subject", "definition", "note"), maybe),
    **dict.fromkeys(("tags", "near", "not_near", "related", "formerly"), texts),
)


def as_sound(concept: Concept) -> Concept:
    """The concept as a glossary can hold it; another one where that is none."""
    return sound(concept, Losses()) or Concept(concept.id, (Term("G7", ENGLISH), Term("七大工業國", "zh-Hant")))


concepts = whole.map(as_sound)
glossaries = st.lists(concepts, max_size=3, unique_by=lambda c: c.id).map(lambda found: Glossary(tuple(found)))
TAGS = (ENGLISH, *REGIONS)
XML = ["tbx", "tbx3", "tbx3-dct"]


def read(content: bytes, name: str) -> Imported:
    return read_content(content, f"glossary.{name}", name)


def exported(glossary: Glossary, name: str, options: Options | None = None) -> Imported:
    return read(written(glossary, name, options).parts[0].content, name)


def by_region(concept: Concept, *details: str) -> dict[str, list[tuple[str, ...]]]:
    """The terms that each region gets, those to avoid in any order, with these details of each."""
    return {
        tag: [tuple(str(getattr(t, name)) for name in ("text", "status", *details)) for t in right(concept, tag)]
        + sorted(tuple(str(getattr(t, name)) for name in ("text", "status", *details)) for t in avoided(concept, tag))
        for tag in TAGS
    }


@settings(max_examples=30)
@given(concepts)
def test_an_entry_of_a_glossary_is_read_as_the_concept(concept: Concept) -> None:
    entry = entry_text(concept).replace("\n", "\n")
    found = parse_alone(f"format: zhengming/1\nconcepts:\n  - {entry}\n", "test.yaml").concepts
    order = {tag: n for n, tag in enumerate(LANGUAGE_TAGS)}

    def sorted_terms(terms: tuple[Term, ...]) -> list[Term]:
        return sorted(terms, key=lambda t: (order[t.language], not t.is_right))

    wanted = replace(concept, terms=with_derived_script(concept.terms))
    assert len(found) == 1
    assert sorted(map(str, found[0].terms)) == sorted(map(str, wanted.terms))
    assert [t for t in sorted_terms(found[0].terms) if t.is_right] == [
        t for t in sorted_terms(wanted.terms) if t.is_right
    ]
    assert replace(found[0], terms=(), line=0, path="") == replace(concept, terms=())


@pytest.mark.parametrize("name", ["csv", "tsv"])
@settings(max_examples=25)
@given(glossary=glossaries)
def test_our_own_tables_lose_nothing(name: str, glossary: Glossary) -> None:
    found = exported(glossary, name)
    assert not found.losses
    assert [replace(c, terms=()) for c in found.concepts] == [replace(c, terms=()) for c in glossary.concepts]
    for one, other in zip(found.concepts, glossary.concepts, strict=True):
        assert sorted(map(str, one.terms)) == sorted(map(str, other.terms))


@pytest.mark.parametrize("name", XML)
@settings(max_examples=25)
@given(glossary=glossaries)
def test_tbx_loses_nothing_that_it_holds(name: str, glossary: Glossary) -> None:
    made = written(glossary, name)
    found = read(made.parts[0].content, name)
    kept = [c for c in glossary.concepts if right(c, ENGLISH) and any(right(c, tag) for tag in REGIONS)]
    assert [c.id for c in found.concepts] == [c.id for c in kept]
    for one, other in zip(found.concepts, kept, strict=True):
        assert by_region(one, "type", "note", "source") == by_region(other, "type", "note", "source")
        assert (one.definition, one.note, one.subject) == (other.definition, other.note, other.subject)
        assert {e.quote for e in one.evidence} == {e.quote for e in other.evidence}


@settings(max_examples=25)
@given(glossary=glossaries)
def test_multiterm_loses_nothing_that_it_holds(glossary: Glossary) -> None:
    found = exported(glossary, "multiterm")
    assert [c.id for c in found.concepts] == [c.id for c in glossary.concepts]
    for one, other in zip(found.concepts, glossary.concepts, strict=True):
        assert by_region(one, "type", "note", "source") == by_region(other, "type", "note", "source")
        assert (one.definition, one.note, one.subject) == (other.definition, other.note, other.subject)
        assert (one.kind, one.tags, one.pos) == (other.kind, other.tags, other.pos)


@settings(max_examples=25)
@given(glossary=glossaries)
def test_tmx_loses_nothing_that_it_holds(glossary: Glossary) -> None:
    found = exported(glossary, "tmx")
    assert [c.id for c in found.concepts] == [c.id for c in glossary.concepts]
    for one, other in zip(found.concepts, glossary.concepts, strict=True):
        assert all([t.text for t in right(one, tag)] == [t.text for t in right(other, tag)] for tag in TAGS)
        assert (one.definition, one.note, one.subject) == (other.definition, other.note, other.subject)
        assert one.kind == other.kind


@settings(max_examples=25)
@given(glossary=glossaries)
def test_memoq_loses_nothing_that_it_holds(glossary: Glossary) -> None:
    found = exported(glossary, "memoq")
    for one, other in zip(found.concepts, glossary.concepts, strict=True):
        for tag in TAGS:
            rights = [[t.text for t in right(c, tag)] for c in (one, other)]
            assert rights[0] == rights[1]
            assert {t.text for t in avoided(one, tag)} == {t.text for t in avoided(other, tag)}
        assert (one.definition, one.subject) == (other.definition, other.subject)


english = st.text(st.sampled_from("abcXYZ &<>\"'-;,é\u200f"), min_size=1, max_size=12).map(lambda t: f"a{t}".strip())
chinese = st.text(st.sampled_from("去風險制裁𠮷（）&<>\"';\u200f"), max_size=8).map(lambda t: f"去{t}".strip())
plain = st.builds(
    lambda en, zh, n: Concept(
        f"c{n}",
        (
            *(Term(t, "en", "preferred" if i == 0 else "admitted") for i, t in enumerate(en)),
            *(Term(t, "zh-Hant", "preferred" if i == 0 else "admitted") for i, t in enumerate(zh)),
        ),
    ),
    st.lists(english, min_size=1, max_size=3, unique=True),
    st.lists(chinese, min_size=1, max_size=3, unique=True),
    st.integers(),
)


@settings(max_examples=30)
@given(st.lists(plain, min_size=1, max_size=4, unique_by=lambda c: (c.preferred("en"), c.preferred("zh-Hant"))))
def test_omegat_keeps_every_pair(listed: list[Concept]) -> None:
    for direction in ("en-zh", "zh-en"):
        found = exported(Glossary(tuple(listed)), "omegat", Options(region="zh-TW", direction=direction))
        kept = {(e.text, z.text) for c in listed for e, z in pairs(c, "zh-TW")}
        read_again = {
            (e.text, z.text)
            for c in found.concepts
            for e in c.terms
            if e.language == ENGLISH
            for z in c.terms
            if z.language != ENGLISH
        }
        assert kept <= read_again


@settings(max_examples=15)
@given(glossary=glossaries)
def test_our_own_workbook_loses_nothing_that_it_holds(glossary: Glossary) -> None:
    made = written(glossary, "xlsx")
    found = read(made.parts[0].content, "xlsx")
    lost = {loss.concept for loss in made.losses}
    wanted = {c.id: c for c in glossary.concepts if c.id not in lost}
    read_again = {c.id: c for c in found.concepts}
    for identity, concept in wanted.items():
        assert replace(read_again[identity], terms=()) == replace(concept, terms=())
        assert sorted(map(str, read_again[identity].terms)) == sorted(map(str, concept.terms))


@pytest.mark.parametrize("name", ["csv", "tsv", "xlsx", "tbx", "tbx3", "tbx3-dct", "multiterm", "tmx", "memoq"])
def test_the_shipped_glossary(name: str) -> None:
    glossary = load("glossary")
    found = exported(glossary, name)
    assert not found.losses
    assert len(found.concepts) == len(glossary.concepts)
    by_english = {c.preferred("en"): c for c in found.concepts}
    for concept in glossary.concepts:
        other = by_english[concept.preferred("en")]
        assert [other.preferred(tag) for tag in REGIONS] == [concept.preferred(tag) for tag in REGIONS]
        assert contains_han(other.preferred("zh-TW"))


@pytest.mark.parametrize("name", ["weblate", "omegat", "google", "markdown"])
def test_the_shipped_glossary_in_formats_of_other_readers(name: str) -> None:
    glossary = load("glossary")
    options = Options(region="zh-TW", direction="en-zh")
    for part in written(glossary, name, options).parts:
        found = read_content(part.content, part.name, "omegat" if name == "omegat" else "")
        assert not found.losses
        assert sorted((c.preferred(ENGLISH), c.preferred("zh-TW")) for c in found.concepts) == sorted(
            (c.preferred(ENGLISH), c.preferred("zh-TW")) for c in glossary.concepts
        )
