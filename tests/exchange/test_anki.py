"""The Anki package, opened as the zip and the SQLite database it is."""

from __future__ import annotations

import hashlib
import io
import json
import sqlite3
import warnings
import zipfile
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhengming.errors import UsageError, WriteError
from zhengming.exchange import Loss
from zhengming.exchange.anki import write
from zhengming.exchange.anki_choices import Choices
from zhengming.exchange.anki_fields import note_fields
from zhengming.exchange.anki_markup import escape
from zhengming.exchange.anki_package import CARDS_CHANGED, DECK_ID, FIELDS, NOTE_TYPE_ID, TEMPLATES, card_file, guid
from zhengming.model import STATUSES, Concept, Evidence, Glossary, Source, Term

# For good: another list is another note type, and learners' notes are updated no more.
FROZEN_FIELDS = [
    "Id",
    "English",
    "EnglishAlso",
    "Traditional",
    "Simplified",
    "TW",
    "HK",
    "CN",
    "Pinyin",
    "Zhuyin",
    "Jyutping",
    "Kind",
    "PartOfSpeech",
    "Acronym",
    "Definition",
    "Note",
    "Example",
    "ExampleCloze",
    "ExampleSource",
    "Tags",
    "Spare1",
    "Spare2",
    "Spare3",
]
# What anki_cards/ looked like at CARDS_CHANGED.
CARDS_DIGEST = "03aae2bcdc53d37d"
# What the fronts looked like when the first deck was published: for good.
FRONTS_DIGEST = "2afe1b6b47a53f47"
EVERYBODY = Choices(include=("persons",))

SOURCES = (Source("indsr", title="美中科技競爭的本質、意涵與影響", author="鍾志東"),)
DE_RISKING = Concept(
    "de-risking",
    (Term("de-risking", "en"), Term("去風險", "zh-Hant"), Term("去风险", "zh-Hans")),
    evidence=(Evidence("indsr", "L21", "提出降低依賴尋求去風險（de-risking）而非脫鉤（decoupling）"),),
    subject="economy",
)
AI = Concept(
    "artificial-intelligence",
    (
        Term("artificial intelligence", "en"),
        Term("AI", "en", "admitted", "acronym"),
        Term("machine intelligence", "en", "admitted"),
        Term("cybernetics", "en", "deprecated"),
        Term("人工智慧", "zh-TW"),
        Term("人工智能", "zh-HK"),
        Term("人工智能", "zh-CN"),
    ),
)
XI = Concept(
    "xi-jinping",
    (Term("Xi Jinping", "en"), Term("習近平", "zh-Hant"), Term("习近平", "zh-Hans", pinyin="Xí Jìnpíng")),
    kind="person",
    tags=("head of state", 'a"b'),
)
GLOSSARY = Glossary((DE_RISKING, AI, XI), sources=SOURCES)


def export(glossary: Glossary, folder: Path, **options: Any) -> dict[str, list[dict[str, Any]]]:
    """The tables of the exported package, persons among them, as lists of rows."""
    path = folder / "deck.apkg"
    write(glossary, str(path), **{"choices": EVERYBODY, **options})
    return tables(path.read_bytes())


def tables(package: bytes) -> dict[str, list[dict[str, Any]]]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        assert archive.namelist() == ["collection.anki2", "media"]
        assert json.loads(archive.read("media")) == {}
        connection = sqlite3.connect(":memory:")
        connection.deserialize(archive.read("collection.anki2"))
    connection.row_factory = sqlite3.Row
    found = {name: [dict(row) for row in connection.execute(f"SELECT * FROM {name}")] for name in _TABLES}
    connection.close()
    due = {card["nid"]: card["due"] for card in found["cards"]}
    found["notes"].sort(key=lambda note: int(due[note["id"]]))
    return found


_TABLES = ("col", "notes", "cards")


def fields_of(row: dict[str, Any]) -> dict[str, str]:
    return dict(zip(FROZEN_FIELDS, row["flds"].split("\x1f"), strict=True))


def test_the_fields_are_frozen(tmp_path: Path) -> None:
    assert list(FIELDS) == FROZEN_FIELDS
    models = json.loads(export(GLOSSARY, tmp_path)["col"][0]["models"])
    model = models[str(NOTE_TYPE_ID)]
    assert [field["name"] for field in model["flds"]] == FROZEN_FIELDS
    assert [card["name"] for card in model["tmpls"]] == ["English → Chinese", "Chinese → English", "Cloze"]
    assert list(note_fields(AI, {})) == FROZEN_FIELDS


def test_identities_are_constant(tmp_path: Path) -> None:
    assert (NOTE_TYPE_ID, DECK_ID) == (1698231074913, 1698231075427)
    assert [guid("de-risking"), guid("artificial-intelligence")] == ["i|`VW34|i_", "HTw}nLOVnI"]
    notes = export(GLOSSARY, tmp_path)["notes"]
    assert [note["guid"] for note in notes] == [guid(c.id) for c in GLOSSARY.concepts]
    assert notes[1]["id"] == 1577340256264


def test_ids_depend_on_nothing_but_the_concept(tmp_path: Path) -> None:
    whole = {n["guid"]: n["id"] for n in export(GLOSSARY, tmp_path)["notes"]}
    reworded = Concept("xi-jinping", (Term("Xi", "en"), Term("習", "zh-Hant")))
    alone = export(Glossary((reworded,)), tmp_path)["notes"][0]
    assert whole[alone["guid"]] == alone["id"]


def test_the_cards_of_each_note_in_the_order_of_the_glossary(tmp_path: Path) -> None:
    """Two, and a third where there is a sentence to leave the term out of."""
    found = export(GLOSSARY, tmp_path)
    assert [fields_of(note)["Id"] for note in found["notes"]] == [concept.id for concept in GLOSSARY.concepts]
    assert sorted((card["due"], card["ord"]) for card in found["cards"]) == [
        *((1, 0), (1, 1), (1, 2)),
        *((2, 0), (2, 1)),
        *((3, 0), (3, 1)),
    ]
    assert len({card["id"] for card in found["cards"]}) == 7
    assert {card["did"] for card in found["cards"]} == {DECK_ID}


def test_a_notes_cards_lie_together_and_in_the_past(tmp_path: Path) -> None:
    """Anki moves ids that are no milliseconds of the past, and makes cards twice where others lie between."""
    found = export(GLOSSARY, tmp_path)
    assert all(0 < card["id"] - card["nid"] < 8 for card in found["cards"])
    assert all(1_300_000_000_000 <= note["id"] < 1_700_000_000_000 for note in found["notes"])


def test_the_same_bytes_at_any_path(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    one, other = tmp_path / "one.apkg", tmp_path / "deep" / "other.apkg"
    write(GLOSSARY, str(one), now=1_700_000_000)
    write(GLOSSARY, str(other), now=1_700_000_000)
    assert one.read_bytes() == other.read_bytes()


def test_notes_have_the_time_said_and_cards_their_own(tmp_path: Path) -> None:
    found = export(GLOSSARY, tmp_path, now=1_700_000_000)
    assert {note["mod"] for note in found["notes"]} == {1_700_000_000}
    assert json.loads(found["col"][0]["models"])[str(NOTE_TYPE_ID)]["mod"] == CARDS_CHANGED


def test_changed_cards_have_a_new_date() -> None:
    """Anki shows learners the new cards only if CARDS_CHANGED is newer: set it to now, and this digest."""
    folder = files("zhengming.exchange").joinpath("anki_cards")
    content = "".join(e.name + e.read_text(encoding="utf-8") for e in sorted(folder.iterdir(), key=lambda e: e.name))
    assert hashlib.sha256(content.encode()).hexdigest()[:16] == CARDS_DIGEST


def test_the_fronts_are_frozen() -> None:
    """A new front would make Anki add the cards that a learner left out, and some twice; style and backs may change."""
    content = "".join(card_file(f"{file}.front.html") for file in TEMPLATES.values())
    assert hashlib.sha256(content.encode()).hexdigest()[:16] == FRONTS_DIGEST


def test_the_fields_of_a_term(tmp_path: Path) -> None:
    fields = fields_of(export(GLOSSARY, tmp_path)["notes"][0])
    assert fields == {
        **dict.fromkeys(FROZEN_FIELDS, ""),
        "Id": "de-risking",
        "English": "de-risking",
        "Traditional": "去風險",
        "Simplified": "去风险",
        "TW": "去風險",
        "HK": "去風險",
        "CN": "去风险",
        "Pinyin": "qù fēng xiǎn",
        "Zhuyin": "ㄑㄩˋ ㄈㄥ ㄒㄧㄢˇ",
        "Jyutping": "heoi3 fung1 him2",
        "Kind": "term",
        "Example": "提出降低依賴尋求<b>去風險</b>（de-risking）而非脫鉤（decoupling）",
        "ExampleCloze": "提出降低依賴尋求[...]（de-risking）而非脫鉤（decoupling）",
        "ExampleSource": "鍾志東 · 美中科技競爭的本質、意涵與影響 · L21",
        "Tags": "kind::term subject::economy source::indsr",
    }


def test_regions_acronyms_and_other_terms() -> None:
    fields = note_fields(AI, {})
    assert [fields[k] for k in ("Traditional", "Simplified", "TW", "HK", "CN")] == [
        "人工智慧",
        "人工智能",
        "人工智慧",
        "人工智能",
        "人工智能",
    ]
    assert fields["Zhuyin"].endswith("ㄏㄨㄟˋ")
    assert fields["Pinyin"].endswith("néng")
    assert fields["Acronym"] == "AI"
    assert fields["EnglishAlso"] == "machine intelligence"
    assert fields["Tags"] == "kind::term regions::differ"


def test_orthographic_variants_are_no_regional_difference() -> None:
    taiwan = Concept(
        "taiwan", (Term("Taiwan", "en"), Term("臺灣", "zh-TW"), Term("台灣", "zh-HK"), Term("台湾", "zh-CN"))
    )
    assert "regions::differ" not in note_fields(taiwan, {})["Tags"]


def test_tags_have_no_spaces_and_nothing_of_html(tmp_path: Path) -> None:
    note = export(GLOSSARY, tmp_path)["notes"][2]
    assert note["tags"].split() == ["kind::person", "head-of-state", "a-b"]
    assert fields_of(note)["Tags"] == "kind::person head-of-state a-b"


def test_readings_of_the_glossary_come_first() -> None:
    assert note_fields(XI, {})["Pinyin"] == "Xí Jìnpíng"
    assert note_fields(XI, {})["Zhuyin"] == "ㄒㄧˊ ㄐㄧㄣˋ ㄆㄧㄥˊ"


def test_a_missing_script_is_derived() -> None:
    one = Concept("chips", (Term("chips", "en"), Term("芯片", "zh-Hans")))
    assert note_fields(one, {})["Traditional"] == "芯片"
    other = Concept("risk", (Term("risk", "en"), Term("風險", "zh-Hant")))
    assert note_fields(other, {})["CN"] == "风险"


ESCAPED = {
    "R&D": "R&amp;D",
    "<script>alert(1)</script>": "&lt;script&gt;alert(1)&lt;/script&gt;",
    'it\'s "so"': "it&#x27;s &quot;so&quot;",
    "two\nlines": "two<br>lines",
    "two\r\nlines": "two<br>lines",
    "a\x1fb\tc": "a b c",
    "[sound:x.mp3]": "&#91;sound:x.mp3]",
    "[latex]x[/latex]": "&#91;latex]x&#91;/latex]",
    "[...]": "[...]",
    "{{Front}}": "{{Front}}",
}


@pytest.mark.parametrize(("text", "shown"), ESCAPED.items())
def test_escaping(text: str, shown: str) -> None:
    assert escape(text) == shown


def test_everything_is_escaped(tmp_path: Path) -> None:
    evil = '<script>alert("R&D")</script>'
    concept = Concept(
        "evil",
        (Term(evil, "en"), Term("惡意" + evil, "zh-Hant", pinyin=evil), Term("恶意", "zh-Hans")),
        kind="person",
        pos=evil,
        subject=evil,
        tags=(evil,),
        definition=evil,
        note=evil,
        evidence=(Evidence(evil, evil, f"{evil}惡意{evil}，惡意{evil}"),),
    )
    note = export(Glossary((concept,)), tmp_path)["notes"][0]
    assert "<script" not in note["flds"]
    assert note["flds"].count("<") == note["flds"].count("<b>") + note["flds"].count("</b>") == 4
    assert not set("<>\"'&") & set(note["tags"])


EXAMPLES = {
    "the Simplified form in a Simplified quotation": ("追求去风险", "追求<b>去风险</b>", "追求[...]"),
    "every place": ("去風險與去風險", "<b>去風險</b>與<b>去風險</b>", "[...]與[...]"),
    "the longest form": ("全面去風險化", "全面<b>去風險化</b>", "全面[...]"),
    "English": ("They de-risk; de-risking is new.", "They de-risk; <b>de-risking</b> is new.", ""),
    "no part of an English word": ("xde-riskingx", "xde-riskingx", ""),
    "neither": ("無關", "無關", ""),
    "nothing but the term": ("「去風險」", "「<b>去風險</b>」", ""),
    "marks of HTML": ("R&D去風險<b>", "R&amp;D<b>去風險</b>&lt;b&gt;", "R&amp;D[...]&lt;b&gt;"),
}


@pytest.mark.parametrize(("quote", "bold", "blanked"), EXAMPLES.values(), ids=EXAMPLES)
def test_examples(quote: str, bold: str, blanked: str) -> None:
    terms = (*DE_RISKING.terms, Term("去風險化", "zh-Hant", "admitted"))
    fields = note_fields(Concept("x", terms, evidence=(Evidence(quote=quote),)), {})
    assert (fields["Example"], fields["ExampleCloze"]) == (bold, blanked)


def test_the_first_quotation_with_the_term_is_the_example() -> None:
    evidence = (Evidence("a", "1", "無關"), Evidence("b", "2", "de-risking"), Evidence("c", "3", "去風險政策"))
    fields = note_fields(Concept("x", DE_RISKING.terms, evidence=evidence), {})
    assert fields["Example"] == "<b>去風險</b>政策"
    assert fields["ExampleSource"] == "c · 3"


def test_what_makes_no_card_is_reported(tmp_path: Path) -> None:
    lone = (Concept("zh-only", (Term("韌性", "zh-Hant"),)), Concept("en-only", (Term("resilience", "en"),)))
    report = write(Glossary((*lone, AI)), str(tmp_path / "deck.apkg"))
    assert (report.concepts, report.items) == (1, 2)
    assert report.losses == (
        Loss("zh-only", "it has no English term"),
        Loss("en-only", "it has no Chinese term"),
    )


def test_an_empty_glossary_makes_an_empty_deck(tmp_path: Path) -> None:
    assert export(Glossary(()), tmp_path)["notes"] == []


def test_a_deck_needs_a_name_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="has no name"):
        Choices(deck=" ")
    with pytest.raises(WriteError, match="its folder does not exist"):
        write(GLOSSARY, str(tmp_path / "none" / "deck.apkg"))


def test_card_files_are_whole() -> None:
    for name in TEMPLATES.values():
        for side in ("front", "back"):
            assert "<!--" not in card_file(f"{name}.{side}.html")


texts = st.text(min_size=1, max_size=20).filter(str.strip)
han = st.text(alphabet="美中科技競爭去風險晶片人工智慧", min_size=1, max_size=6)


@st.composite
def concepts(draw: Callable[[st.SearchStrategy[Any]], Any]) -> Concept:
    wording = draw(han)
    terms = (Term(draw(texts), "en"), Term(wording, "zh-Hant"), Term(draw(texts), "zh-CN"))
    quote = draw(texts) + draw(st.sampled_from([wording, ""])) + draw(texts)
    return Concept(
        draw(texts),
        terms,
        subject=draw(texts),
        # One that nobody should use any more makes no note where no deck had it.
        tags=(draw(texts.filter(lambda tag: tag not in STATUSES)),),
        definition=draw(texts),
        note=draw(texts),
        evidence=(Evidence(draw(texts), draw(texts), quote),),
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(found=st.lists(concepts(), max_size=4, unique_by=lambda c: c.id))
def test_any_text_makes_a_sound_package(found: list[Concept], tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        notes = export(Glossary(tuple(found)), tmp_path)["notes"]
    assert len(notes) == len(found)
    for note in notes:
        fields = fields_of(note)
        plain = "".join(fields.values()).replace("<b>", "").replace("</b>", "").replace("<br>", "")
        assert not set("<>\"'") & set(plain)
        assert all(tag and not set(tag) & set(" \t\u3000\"'<>&") for tag in note["tags"].strip(" ").split(" "))
