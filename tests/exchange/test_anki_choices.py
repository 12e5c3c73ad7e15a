"""What a deck can be asked for: concepts, cards, names; and what tells two concepts of one wording apart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengming.errors import UsageError
from zhengming.exchange.anki import Choices, notes_of, selected, write
from zhengming.exchange.anki_choices import status_of
from zhengming.exchange.anki_example import places
from zhengming.exchange.anki_fields import note_fields
from zhengming.exchange.anki_hints import hints
from zhengming.exchange.anki_history import History
from zhengming.glossary.read import load
from zhengming.language.scripts import fold
from zhengming.model import Concept, Evidence, Glossary, Term

TEXT = """format: zhengming/1
sources:
  s: {title: 報告}
concepts:
  - {id: chip, en: chip, zh: 晶片, subject: technology, tags: [core], evidence: [{source: s, quote: 晶片的管制}]}
  - {id: treaty, en: treaty, zh: 條約, subject: law, kind: document, evidence: [{source: t, quote: 條約的批准}]}
  - {id: xi, en: Xi Jinping, zh: 習近平, subject: politics, kind: person}
  - {id: old, en: tariff war, zh: 關稅戰, subject: law, tags: [superseded]}
"""
PROPOSED = """format: zhengming/1
concepts:
  - {id: resilience, en: resilience, zh: 韌性, subject: technology}
  - {id: chip, en: chips, zh: 晶片}
"""
EVERYTHING = ("persons", "proposals")

# What is asked for, and which concepts come; the superseded one was in a deck before.
CHOSEN: dict[str, tuple[dict[str, Any], list[str]]] = {
    "nothing said": ({}, ["chip", "treaty", "old"]),
    "persons": ({"include": ("persons",)}, ["chip", "treaty", "xi", "old"]),
    "persons by their kind": ({"kinds": ("person",)}, ["xi"]),
    "proposals": ({"include": ("proposals",)}, ["chip", "treaty", "old", "resilience"]),
    "both": ({"include": EVERYTHING}, ["chip", "treaty", "xi", "old", "resilience"]),
    "a subject": ({"subjects": ("law",)}, ["treaty", "old"]),
    "two subjects": ({"subjects": ("law", "technology")}, ["chip", "treaty", "old"]),
    "a subject with persons in it": ({"subjects": ("politics",)}, []),
    "a kind": ({"kinds": ("document",)}, ["treaty"]),
    "a tag": ({"tags": ("core",)}, ["chip"]),
    "a tag as Anki has it": ({"tags": ("source::s",)}, ["chip"]),
    "in use": ({"statuses": ("preferred",)}, ["chip", "treaty"]),
    "not in use": ({"statuses": ("superseded", "deprecated")}, ["old"]),
    "only proposals": ({"statuses": ("proposed",), "include": EVERYTHING}, ["resilience"]),
    "subject and status": ({"subjects": ("law",), "statuses": ("preferred",)}, ["treaty"]),
    "cloze alone": ({"cards": ("cloze",)}, ["chip", "treaty"]),
}


class _Known(History):
    """A history in which every note was in a deck before."""

    def __init__(self) -> None:
        super().__init__("")

    def knows(self, guid: str) -> bool:
        return True


@pytest.fixture
def glossary(tmp_path: Path) -> Glossary:
    (tmp_path / "g.yaml").write_text(TEXT, encoding="utf-8")
    (tmp_path / "g.proposed.yaml").write_text(PROPOSED, encoding="utf-8")
    return load(str(tmp_path / "g.yaml"))


@pytest.mark.parametrize(("asked", "come"), CHOSEN.values(), ids=CHOSEN)
def test_which_concepts_come(asked: dict[str, Any], come: list[str], glossary: Glossary) -> None:
    choices = Choices(**asked)
    notes, losses = notes_of(glossary, _Known(), choices)
    assert [note.concept.id for note in selected(notes, choices)] == come
    assert losses == ()


def test_left_out_persons_are_told_and_asked_for_ones_not(glossary: Glossary, tmp_path: Path) -> None:
    path = str(tmp_path / "deck.apkg")
    said = ("1 person is left out; add --include persons for cards of them",)
    assert write(glossary, path).remarks == said
    assert write(glossary, path, choices=Choices(include=("persons",))).remarks == ()


def test_tags_for_subject_kind_source_and_status(glossary: Glossary) -> None:
    notes, _ = notes_of(glossary, _Known(), Choices(include=EVERYTHING))
    assert [note.tags for note in notes] == [
        ("kind::term", "subject::technology", "core", "source::s"),
        ("kind::document", "subject::law", "source::t"),
        ("kind::person", "subject::politics"),
        ("kind::term", "subject::law", "superseded", "status::superseded"),
        ("kind::term", "subject::technology", "status::proposed"),
    ]


@pytest.mark.parametrize("choices", [Choices(**asked) for asked, _ in CHOSEN.values()], ids=CHOSEN)
def test_choices_change_no_note(choices: Choices, glossary: Glossary) -> None:
    everything = {n.guid: n for n in notes_of(glossary, _Known(), Choices(include=EVERYTHING))[0]}
    assert all(everything[note.guid] == note for note in selected(notes_of(glossary, _Known(), choices)[0], choices))


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "no name": ({"deck": ""}, "has no name"),
    "no name above": ({"deck": "::US"}, "has no name"),
    "no name below": ({"deck": "Policy:: "}, "has no name"),
    "a card": ({"cards": ("en-zh", "zh")}, "no card 'zh'"),
    "no cards": ({"cards": ()}, "without cards"),
    "a status": ({"statuses": ("new",)}, "no status 'new'"),
    "a kind": ({"kinds": ("people",)}, "no kind 'people'"),
    "an addition": ({"include": ("person",)}, "no addition 'person'"),
}


@pytest.mark.parametrize(("asked", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_asked_for(asked: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        Choices(**asked)


def _concept(identity: str, english: str, chinese: str, **others: Any) -> Concept:
    terms = tuple(Term(t, "en", "admitted" if n else "preferred") for n, t in enumerate(english.split("|")))
    forms = tuple(Term(t, "zh-Hant", "admitted" if n else "preferred") for n, t in enumerate(chinese.split("|")))
    return Concept(identity, (*terms, *forms, *others.pop("more", ())), **others)


# Concepts, and the hints that each gets beside its English and its Chinese wording.
HINTS: dict[str, tuple[list[Concept], dict[str, tuple[str, str]]]] = {
    "nothing shared": ([_concept("a", "chip", "晶片"), _concept("b", "crisp", "薯片")], {}),
    "one alone": ([_concept("a", "chip|chip", "晶片")], {}),
    "subject": (
        [_concept("a", "chip", "晶片", subject="technology"), _concept("b", "Chip", "薯片", subject="food")],
        {"a": ("technology", ""), "b": ("food", "")},
    ),
    "one has none": (
        [_concept("a", "chip", "晶片", subject="technology"), _concept("b", "chip", "薯片")],
        {"a": ("technology", ""), "b": ("薯…", "")},
    ),
    "kind": (
        [_concept("a", "Entity List", "實體清單", kind="document"), _concept("b", "entity list", "實體列表")],
        {"a": ("document", ""), "b": ("term", "")},
    ),
    "definition": (
        [
            _concept("a", "bus", "匯流排", definition="wires in a computer"),
            _concept("b", "bus", "巴士", definition="a car"),
        ],
        {"a": ("wires in a computer", ""), "b": ("a car", "")},
    ),
    "a definition that names the answer": (
        [
            _concept("a", "net", "網|網路", definition="The net, or network, is a mesh: 網路"),
            _concept("b", "web", "網", definition="what spiders make"),
        ],
        {"a": ("", "The …, or network, is a mesh: …"), "b": ("", "what spiders make")},
    ),
    "neighbours": (
        [_concept("a", "control", "管制", near=("出口",)), _concept("b", "control", "控制", near=("機器",))],
        {"a": ("near 出口", ""), "b": ("near 機器", "")},
    ),
    "part of speech": (
        [_concept("a", "ally", "盟友", pos="noun"), _concept("b", "ally", "結盟", pos="verb")],
        {"a": ("noun", ""), "b": ("verb", "")},
    ),
    "the beginning of the answer": (
        [_concept("a", "sanctions", "制裁"), _concept("b", "penalties", "制裁")],
        {"a": ("", "s…"), "b": ("", "p…")},
    ),
    "no more of it than is needed": (
        [_concept("a", "competition", "競爭"), _concept("b", "competitor", "競爭")],
        {"a": ("", "competiti…"), "b": ("", "competito…")},
    ),
    "two of the same": ([_concept("a", "chip", "晶片"), _concept("b", "chip", "晶片")], {}),
    "an admitted term of another": (
        [_concept("a", "chip", "晶片", subject="technology"), _concept("b", "crisp|chip", "薯片", subject="food")],
        {"a": ("technology", "")},
    ),
    "a wrong term of another": (
        [_concept("a", "chip", "晶片"), _concept("b", "crisp", "薯片", more=(Term("chip", "en", "deprecated"),))],
        {},
    ),
    "a form of one region": (
        [
            _concept("a", "bus", "匯流排", more=(Term("总线", "zh-CN"),), subject="technology"),
            _concept("b", "trunk line", "總線", subject="transport"),
        ],
        {"a": ("", "technology"), "b": ("", "transport")},
    ),
}


@pytest.mark.parametrize(("concepts", "expected"), HINTS.values(), ids=HINTS)
def test_hints(concepts: list[Concept], expected: dict[str, tuple[str, str]]) -> None:
    assert hints(concepts) == expected
    assert hints(concepts[::-1]) == expected


words = st.sampled_from(["chip", "crisp", "Chip", "net", "network"])
forms = st.sampled_from(["晶片", "芯片", "網", "網路", "薯片"])
some = st.sampled_from(["", "technology", "food", "a chip of 晶片", "the network"])


@given(
    st.lists(st.tuples(words, forms, some, some), max_size=6).map(
        lambda rows: [
            _concept(str(n), english, chinese, subject=subject, definition=definition)
            for n, (english, chinese, subject, definition) in enumerate(rows)
        ]
    )
)
def test_a_hint_never_names_the_answer(concepts: list[Concept]) -> None:
    by_id = {concept.id: concept for concept in concepts}
    for identity, (beside_english, beside_chinese) in hints(concepts).items():
        english, chinese = by_id[identity].preferred("en"), by_id[identity].preferred("zh-Hant")
        assert not places(fold(beside_english), [fold(chinese)])
        assert not places(fold(beside_chinese), [fold(english)])


ALSO: dict[str, tuple[tuple[Term, ...], str]] = {
    "everywhere": (
        (Term("去風險", "zh-Hant"), Term("降風險", "zh-Hant", "admitted"), Term("去风险", "zh-Hans")),
        "TW, HK 降風險",
    ),
    "in either script": (
        (
            *(Term("去風險", "zh-Hant"), Term("降風險", "zh-Hant", "admitted")),
            *(Term("去风险", "zh-Hans"), Term("降风险", "zh-Hans", "admitted")),
        ),
        "降風險 / 降风险",
    ),
    "in one region": ((Term("晶片", "zh-Hant"), Term("晶片", "zh-HK"), Term("芯片", "zh-HK", "admitted")), "HK 芯片"),
    "the same in other characters": ((Term("臺灣", "zh-Hant"), Term("台灣", "zh-Hant", "admitted")), ""),
    "a wrong one": ((Term("制裁", "zh-Hant"), Term("製裁", "zh-Hant", "deprecated")), ""),
}


@pytest.mark.parametrize(("terms", "shown"), ALSO.values(), ids=ALSO)
def test_other_forms_that_are_right(terms: tuple[Term, ...], shown: str) -> None:
    assert note_fields(Concept("x", (Term("x", "en"), *terms)), {})["Spare3"] == shown


STATUSES: dict[str, tuple[Concept, str]] = {
    "in use": (_concept("a", "chip", "晶片", more=(Term("wafer", "en", "deprecated"),)), "preferred"),
    "said by a tag": (_concept("a", "chip", "晶片", tags=("old", "superseded")), "superseded"),
    "no right Chinese": (Concept("a", (Term("chip", "en"), Term("芯片", "zh-Hant", "deprecated"))), "deprecated"),
    "no right English": (Concept("a", (Term("chip", "en", "superseded"), Term("晶片", "zh-Hant"))), "superseded"),
    "admitted alone": (Concept("a", (Term("chip", "en", "admitted"), Term("晶片", "zh-Hant"))), "admitted"),
}


@pytest.mark.parametrize(("concept", "status"), STATUSES.values(), ids=STATUSES)
def test_the_status_of_a_concept(concept: Concept, status: str) -> None:
    assert status_of(concept) == status
    assert (f"status::{status}" in note_fields(concept, {})["Tags"]) == (status in ("deprecated", "superseded"))


def test_a_deprecated_concept_keeps_its_wordings() -> None:
    concept = Concept(
        "x",
        (Term("chip", "en", "superseded"), Term("晶片", "zh-Hant", "superseded")),
        evidence=(Evidence("s", "1", "晶片的管制"),),
    )
    fields = note_fields(concept, {})
    assert [fields[name] for name in ("English", "TW", "CN", "ExampleCloze")] == ["chip", "晶片", "晶片", "[...]的管制"]
