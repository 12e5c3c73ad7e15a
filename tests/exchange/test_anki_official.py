"""The official Anki imports our decks, in a process of its own: it is AGPL and no part of us."""

from __future__ import annotations

import dataclasses
import importlib.util
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pytest

from zhengming.exchange import anki_package, anki_text
from zhengming.exchange.anki import DECK, write
from zhengming.exchange.anki_choices import Choices
from zhengming.exchange.anki_package import FIELDS, NOTE_TYPE_ID
from zhengming.model import Concept, Evidence, Glossary, Source, Term

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(importlib.util.find_spec("anki") is None, reason="the official anki package is not installed"),
]

# Takes steps as JSON on stdin, does them in a new collection, and answers with what the collection holds.
LEARNER = r"""
import json, sys
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest, ImportCsvRequest

folder, steps = json.load(sys.stdin)
collection = Collection(folder + "/collection.anki2")
logs = []

def of(concept):
    return next(n for n in map(collection.get_note, collection.find_notes("")) if n["Id"] == concept)

def log_of(response):
    kinds = "new updated duplicate conflicting first_field_match missing_notetype missing_deck empty_first_field"
    logs.append({kind: len(getattr(response.log, kind)) for kind in kinds.split() if len(getattr(response.log, kind))})

for step, what in steps:
    if step == "import":
        request = ImportAnkiPackageRequest(package_path=what, options=ImportAnkiPackageOptions(merge_notetypes=False))
        log_of(collection.import_anki_package(request))
    elif step == "import text":
        metadata = collection.get_csv_metadata(path=what, delimiter=None)
        log_of(collection.import_csv(ImportCsvRequest(path=what, metadata=metadata)))
    elif step == "answer":
        for card in of(what).cards():
            for ease in (3, 3):
                card = collection.get_card(card.id)
                card.start_timer()
                collection.sched.answerCard(card, ease)
    elif step == "edit":
        concept, field, text = what
        note = of(concept)
        note[field] = text
        note.add_tag("mine")
        collection.update_note(note)
    elif step == "move":
        concept, deck = what
        collection.set_deck([card.id for card in of(concept).cards()], collection.decks.id(deck))
    elif step == "check":
        collection.fix_integrity()
    elif step == "style":
        note_type = collection.models.by_name(what)
        note_type["css"] += "/* mine */"
        collection.models.update_dict(note_type)
    collection.models._clear_cache()
# The first ones of a large collection tell enough.
notes = [collection.get_note(number) for number in list(collection.find_notes(""))[:100]]
print(json.dumps({
    "logs": logs,
    "notes": {note["Id"]: dict(note.items()) | {"tags": note.tags, "mod": note.mod} for note in notes},
    "cards": {
        note["Id"]: [
            {
                "card": c.ord, "reps": c.reps, "due": c.due, "interval": c.ivl, "type": c.type, "queue": c.queue,
                "deck": collection.decks.name(c.did), "front": c.question(), "back": c.answer(),
            }
            for c in note.cards()
        ]
        for note in notes
    },
    "types": {n.name: n.id for n in collection.models.all_names_and_ids() if n.name.startswith("Zhengming")},
    "css": collection.models.by_name("Zhengming 正名")["css"],
    "damage": collection.fix_integrity()[0],
}))
collection.close()
"""

TERMS = {
    "de-risking": ("de-risking", "去風險", "去风险"),
    "decoupling": ("decoupling", "脫鉤", "脱钩"),
    "deterrence": ("deterrence", "嚇阻", "吓阻"),
}
GLOSSARY = Glossary(
    (
        *(
            Concept(
                identity,
                (Term(english, "en"), Term(traditional, "zh-Hant"), Term(simplified, "zh-Hans")),
                evidence=(Evidence("indsr", "L21", f"尋求{traditional}（{english}）"),),
            )
            for identity, (english, traditional, simplified) in TERMS.items()
        ),
        Concept(
            "artificial-intelligence",
            (
                Term("artificial intelligence", "en"),
                Term("AI", "en", "admitted", "acronym"),
                Term("人工智慧", "zh-TW"),
                Term("人工智能", "zh-HK"),
                Term("人工智能", "zh-CN"),
            ),
            note='R&D <b>"quotes"</b><script>alert(1)</script>',
        ),
        Concept("xi-jinping", (Term("Xi Jinping", "en"), Term("習近平", "zh-Hant")), kind="person", subject="politics"),
    ),
    sources=(Source("indsr", title="美中科技競爭的本質、意涵與影響", author="鍾志東"),),
)
# The last one is later than the learner's clock: Anki 24.11 gives an updated note the time of its import.
THEN, LATER, LATEST = 1_790_000_000, 1_790_086_400, int(time.time()) + 86_400
EVERYBODY = Choices(include=("persons",))
SCHEDULE = ("card", "reps", "due", "interval", "type", "queue", "deck")

Step = tuple[str, Any]


@dataclasses.dataclass
class Builder:
    """Somebody who publishes decks of one glossary, from one folder, its history beside it."""

    folder: Path
    built: int = 0

    def deck(self, glossary: Glossary = GLOSSARY, now: int = THEN, choices: Choices = EVERYBODY) -> Step:
        self.built += 1
        path = str(self.folder / f"{self.built}.apkg")
        write(self._beside(glossary), path, choices=choices, now=now)
        return "import", path

    def text(self, glossary: Glossary = GLOSSARY, choices: Choices = EVERYBODY) -> Step:
        self.built += 1
        path = str(self.folder / f"{self.built}.txt")
        anki_text.write(self._beside(glossary), path, choices=choices)
        return "import text", path

    def _beside(self, glossary: Glossary) -> Glossary:
        path = str(self.folder / "glossary.yaml")
        concepts = tuple(dataclasses.replace(concept, path=path) for concept in glossary.concepts)
        return dataclasses.replace(glossary, concepts=concepts, paths=(path,))


@pytest.fixture
def builder(tmp_path: Path) -> Builder:
    folder = tmp_path / "builder"
    folder.mkdir()
    return Builder(folder)


def learn(folder: Path, *steps: Step) -> dict[str, Any]:
    """What a learner's new collection holds after these steps."""
    collection = tempfile.mkdtemp(dir=folder)
    done = subprocess.run(
        [sys.executable, "-c", LEARNER],
        input=json.dumps([collection, steps]),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout.splitlines()[-1]))


def changed(*concepts: Concept, without: tuple[str, ...] = ()) -> Glossary:
    """The glossary with these concepts in place of those of the same id, or added."""
    new = {concept.id: concept for concept in concepts}
    kept = tuple(new.pop(c.id, c) for c in GLOSSARY.concepts if c.id not in without)
    return dataclasses.replace(GLOSSARY, concepts=(*kept, *new.values()))


def concept(identity: str) -> Concept:
    return next(c for c in GLOSSARY.concepts if c.id == identity)


def reworded(identity: str, traditional: str, **others: Any) -> Concept:
    terms = (Term(identity, "en"), Term(traditional, "zh-Hant"))
    return dataclasses.replace(concept(identity), **{"terms": terms, **others})


def schedules(found: dict[str, Any]) -> dict[str, Any]:
    return {name: [{key: c[key] for key in SCHEDULE} for c in cards] for name, cards in found["cards"].items()}


def test_every_note_and_card_arrives(builder: Builder, tmp_path: Path) -> None:
    found = learn(tmp_path, builder.deck())
    assert found["logs"] == [{"new": 5}]
    assert found["types"] == {"Zhengming 正名": NOTE_TYPE_ID}
    assert {name: len(cards) for name, cards in found["cards"].items()} == {
        **dict.fromkeys(TERMS, 3),
        **dict.fromkeys(("artificial-intelligence", "xi-jinping"), 2),
    }
    assert {card["deck"] for cards in found["cards"].values() for card in cards} == {DECK}
    note = found["notes"]["artificial-intelligence"]
    assert [name for name in note if name not in ("tags", "mod")] == list(FIELDS)
    assert note["TW"] == "人工智慧"
    assert note["Note"].startswith("R&amp;D &lt;b&gt;&quot;quotes&quot;&lt;/b&gt;&lt;script&gt;")
    assert note["tags"] == ["kind::term", "regions::differ"]
    assert found["damage"] == "Database rebuilt and optimized."


def test_the_cards_are_filled_in(builder: Builder, tmp_path: Path) -> None:
    found = learn(tmp_path, builder.deck())
    cards = found["cards"]["de-risking"]
    assert "尋求[...]（de-risking）" in cards[2]["front"]
    assert "去風險" not in cards[2]["front"] + cards[0]["front"]
    assert all("尋求<b>去風險</b>（de-risking）" in card["back"] for card in cards)
    # Tags is a word of Anki's own: it prints the note's tags, which are those of our field.
    assert 'class="zm question kind::term regions::differ"' in found["cards"]["artificial-intelligence"][1]["front"]
    everything = "".join(
        card[side] for all_of in found["cards"].values() for card in all_of for side in ("front", "back")
    )
    assert "{{" not in everything
    assert "<!--" not in everything
    assert "<script>alert" not in everything


def test_a_deck_built_again_touches_nothing(builder: Builder, tmp_path: Path) -> None:
    first, again = builder.deck(now=THEN), builder.deck(now=LATER)
    assert Path(first[1]).read_bytes() == Path(again[1]).read_bytes()
    before = learn(tmp_path, first, ("answer", "de-risking"))
    after = learn(tmp_path, first, ("answer", "de-risking"), again)
    assert after["logs"] == [{"new": 5}, {"duplicate": 5}]
    assert len(after["notes"]) == 5
    assert [n["mod"] for n in before["notes"].values()] == [n["mod"] for n in after["notes"].values()] == [THEN] * 5


def test_exactly_the_changed_notes_are_updated(builder: Builder, tmp_path: Path) -> None:
    """Two of five change: their fields are new, every schedule stays, and so does a learner's edit of another note."""
    learning = (
        *(("answer", name) for name in ("de-risking", "decoupling", "artificial-intelligence")),
        ("edit", ("deterrence", "Note", "think of 威懾")),
        ("move", ("decoupling", "My own::deck")),
    )
    first = builder.deck()
    changes = changed(reworded("de-risking", "降低風險"), reworded("decoupling", "脫鉤", note="not separation"))
    second = builder.deck(changes, LATER)
    before, after = learn(tmp_path, first, *learning), learn(tmp_path, first, *learning, second)
    assert after["logs"] == [{"new": 5}, {"updated": 2, "duplicate": 3}]
    assert after["notes"]["de-risking"]["Traditional"] == "降低風險"
    assert after["notes"]["decoupling"]["Note"] == "not separation"
    assert after["notes"]["deterrence"]["Note"] == "think of 威懾"
    assert "mine" in after["notes"]["deterrence"]["tags"]
    for name in ("artificial-intelligence", "xi-jinping"):
        assert after["notes"][name] == before["notes"][name]
    assert after["notes"]["de-risking"]["mod"] >= LATER
    assert after["notes"]["xi-jinping"]["mod"] == THEN
    assert schedules(after) == schedules(before)
    assert {card["reps"] for card in after["cards"]["de-risking"]} == {2}
    assert {card["deck"] for card in after["cards"]["decoupling"]} == {"My own::deck"}
    assert len(after["types"]) == 1


def test_a_new_concept_is_one_new_note(builder: Builder, tmp_path: Path) -> None:
    g7 = Concept("g7", (Term("G7", "en"), Term("七大工業國", "zh-Hant")))
    found = learn(tmp_path, builder.deck(), ("answer", "de-risking"), builder.deck(changed(g7), LATER))
    assert found["logs"] == [{"new": 5}, {"new": 1, "duplicate": 5}]
    assert len(found["notes"]) == 6


def test_an_example_that_comes_later_adds_its_card(builder: Builder, tmp_path: Path) -> None:
    later = dataclasses.replace(
        concept("artificial-intelligence"), evidence=(Evidence("indsr", "L9", "人工智慧的競爭"),)
    )
    steps = (builder.deck(), ("answer", "artificial-intelligence"), builder.deck(changed(later), LATER))
    cards = learn(tmp_path, *steps)["cards"]["artificial-intelligence"]
    assert [(card["card"], card["reps"]) for card in cards] == [(0, 2), (1, 2), (2, 0)]


def test_a_renamed_concept_keeps_its_history(builder: Builder, tmp_path: Path) -> None:
    """Twice: the first name in `formerly` is the one that counts, however many follow it."""
    once = dataclasses.replace(concept("de-risking"), id="risk-reduction", formerly=("de-risking",))
    twice = dataclasses.replace(once, id="lowering-risk", formerly=("de-risking", "risk-reduction"))
    first = builder.deck()
    second = builder.deck(changed(once, without=("de-risking",)), LATER)
    third = builder.deck(changed(twice, without=("de-risking",)), LATEST)
    before = learn(tmp_path, first, ("answer", "de-risking"))
    after = learn(tmp_path, first, ("answer", "de-risking"), second, third)
    assert after["logs"] == [{"new": 5}, {"updated": 1, "duplicate": 4}, {"updated": 1, "duplicate": 4}]
    assert schedules(after)["lowering-risk"] == schedules(before)["de-risking"]
    assert "de-risking" not in after["notes"]


def test_a_deprecated_concept_is_tagged_and_a_removed_one_stays(builder: Builder, tmp_path: Path) -> None:
    retired = changed(dataclasses.replace(concept("de-risking"), tags=("deprecated",)), without=("decoupling",))
    steps = (builder.deck(), ("answer", "de-risking"), ("answer", "decoupling"), builder.deck(retired, LATER))
    found = learn(tmp_path, *steps)
    assert found["logs"] == [{"new": 5}, {"updated": 1, "duplicate": 3}]
    assert "status::deprecated" in found["notes"]["de-risking"]["tags"]
    assert [card["reps"] for card in found["cards"]["de-risking"]] == [2, 2, 2]
    assert [card["reps"] for card in found["cards"]["decoupling"]] == [2, 2, 2]


CHOICES = {
    "other cards": (Choices(cards=("en-zh",)), Choices(cards=("zh-en", "cloze"))),
    "fewer, then all": (Choices(cards=("en-zh",)), Choices()),
    "all, then fewer": (Choices(), Choices(cards=("cloze",))),
    "other regions": (Choices(region="zh-TW"), Choices(region="zh-CN")),
    "other subjects and decks": (Choices(deck="Policy::US–China"), Choices(include=("persons",), deck="People")),
}


@pytest.mark.parametrize(("one", "other"), CHOICES.values(), ids=CHOICES)
def test_decks_of_different_choices_do_not_fight(
    one: Choices, other: Choices, builder: Builder, tmp_path: Path
) -> None:
    """Neither changes what the other made: the notes are the same, and the cards are those of both."""
    first, second = builder.deck(choices=one), builder.deck(choices=other, now=LATER)
    learning = (first, ("answer", "de-risking"), ("edit", ("de-risking", "Note", "mine")), ("style", "Zhengming 正名"))
    before, after = learn(tmp_path, *learning), learn(tmp_path, *learning, second, first, second)
    # The time of the learner's own edit is now, in both.
    assert before["notes"]["de-risking"].pop("mod") <= after["notes"]["de-risking"].pop("mod")
    for name, note in before["notes"].items():
        assert after["notes"][name] == note
        cards = schedules(after)[name]
        assert [card for card in schedules(before)[name] if card not in cards] == []
        assert len({card["card"] for card in cards}) == len(cards)
    assert all("updated" not in log and "conflicting" not in log for log in after["logs"])
    assert len(after["types"]) == 1
    assert after["css"] == before["css"]
    wanted = {(*one.cards, *other.cards)} if one.cards != other.cards else set()
    for cards in wanted:
        assert len(after["cards"]["deterrence"]) == len(set(cards))


def test_only_the_chosen_cards_come_in_a_deck_below_another(builder: Builder, tmp_path: Path) -> None:
    found = learn(tmp_path, builder.deck(choices=Choices(cards=("zh-en",), deck="Policy::US–China")))
    assert {(c["card"], c["deck"]) for cards in found["cards"].values() for c in cards} == {(1, "Policy::US–China")}


def test_a_newer_style_comes_and_changes_no_card(
    builder: Builder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a check of the database too: it moves nothing, since a note's cards lie together."""
    first = builder.deck()
    steps = (first, ("answer", "de-risking"), ("check", ""))
    before = learn(tmp_path, *steps)
    monkeypatch.setattr(anki_package, "CARDS_CHANGED", anki_package.CARDS_CHANGED + 1)
    after = learn(tmp_path, *steps, builder.deck(choices=Choices(region="zh-HK", include=("persons",)), now=LATER))
    assert schedules(after) == schedules(before)
    assert after["css"] != before["css"]


def test_a_learners_own_style_stays(builder: Builder, tmp_path: Path) -> None:
    second = changed(reworded("de-risking", "降低風險"))
    steps = (builder.deck(), ("style", "Zhengming 正名"), builder.deck(second, LATER))
    assert learn(tmp_path, *steps)["css"].endswith("/* mine */")


def test_the_text_is_imported_into_the_same_notes(builder: Builder, tmp_path: Path) -> None:
    """Anki finds the notes by their GUIDs, and makes the rest of them new, with the deck and the tags that are said."""
    few = dataclasses.replace(GLOSSARY, concepts=GLOSSARY.concepts[:2])
    steps = (builder.deck(few), ("answer", "de-risking"), builder.text(changed(reworded("de-risking", "降低風險"))))
    found = learn(tmp_path, *steps)
    assert found["logs"] == [{"new": 2}, {"new": 3, "updated": 1, "duplicate": 1}]
    assert found["notes"]["de-risking"]["Traditional"] == "降低風險"
    assert [card["reps"] for card in found["cards"]["de-risking"]] == [2, 2, 2]
    note = found["notes"]["artificial-intelligence"]
    assert note["Note"].startswith("R&amp;D &lt;b&gt;&quot;quotes&quot;")
    assert note["tags"] == ["kind::term", "regions::differ"]
    assert {card["deck"] for cards in found["cards"].values() for card in cards} == {DECK}


def test_a_deck_of_twenty_thousand(builder: Builder, tmp_path: Path) -> None:
    many = Glossary(
        tuple(
            Concept(
                f"term-{n}",
                (Term(f"term {n}", "en"), Term(f"詞{chr(0x4E00 + n)}", "zh-Hant")),
                evidence=(Evidence("s", f"L{n}", f"這裡有詞{chr(0x4E00 + n)}。"),),
            )
            for n in range(20_000)
        )
    )
    terms = (Term("a new wording", "en"), Term("新詞", "zh-Hant"))
    first, *others = many.concepts
    second = Glossary((dataclasses.replace(first, terms=terms), *others))
    steps = (builder.deck(many), builder.deck(second, LATER))
    assert learn(tmp_path, *steps)["logs"] == [{"new": 20_000}, {"updated": 1, "duplicate": 19_999}]
