"""The official Anki imports our decks, in a process of its own: it is AGPL and no part of us."""

from __future__ import annotations

import dataclasses
import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from zhengming.exchange.anki import DECK, write
from zhengming.exchange.anki_package import FIELDS, NOTE_TYPE_ID
from zhengming.model import Concept, Evidence, Glossary, Source, Term

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(importlib.util.find_spec("anki") is None, reason="the official anki package is not installed"),
]

# Takes steps as JSON on stdin, does them in a new collection, and answers with what the collection holds.
LEARNER = r"""
import json, sys
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

folder, steps = json.load(sys.stdin)
collection = Collection(folder + "/collection.anki2")
logs = []
for step, what in steps:
    if step == "import":
        request = ImportAnkiPackageRequest(package_path=what, options=ImportAnkiPackageOptions(merge_notetypes=False))
        log = collection.import_anki_package(request).log
        kinds = "new updated duplicate conflicting first_field_match missing_notetype missing_deck empty_first_field"
        logs.append({kind: len(getattr(log, kind)) for kind in kinds.split() if len(getattr(log, kind))})
    elif step == "answer":
        collection.decks.select(collection.decks.id(what))
        card = collection.sched.getCard()
        collection.sched.answerCard(card, 3)
    elif step == "style":
        note_type = collection.models.by_name(what)
        note_type["css"] += "/* mine */"
        collection.models.update_dict(note_type)
notes = [collection.get_note(number) for number in collection.find_notes("")]
print(json.dumps({
    "logs": logs,
    "notes": {note["Id"]: dict(note.items()) | {"tags": note.tags} for note in notes},
    "cards": {
        note["Id"]: [
            {"reps": c.reps, "deck": collection.decks.name(c.did), "front": c.question(), "back": c.answer()}
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

GLOSSARY = Glossary(
    (
        Concept(
            "de-risking",
            (Term("de-risking", "en"), Term("去風險", "zh-Hant"), Term("去风险", "zh-Hans")),
            evidence=(Evidence("indsr", "L21", "尋求去風險（de-risking）"),),
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
            note='R&D <b>"quotes"</b>',
        ),
        Concept("xi-jinping", (Term("Xi Jinping", "en"), Term("習近平", "zh-Hant")), kind="person", subject="politics"),
    ),
    sources=(Source("indsr", title="美中科技競爭的本質、意涵與影響", author="鍾志東"),),
)


def learn(folder: Path, *steps: tuple[str, str]) -> dict[str, Any]:
    """What a learner's new collection holds after these steps."""
    done = subprocess.run(
        [sys.executable, "-c", LEARNER],
        input=json.dumps([str(folder), steps]),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout.splitlines()[-1]))


def deck(folder: Path, name: str, glossary: Glossary, modified: int = 1_790_000_000) -> tuple[str, str]:
    write(glossary, str(folder / name), modified=modified)
    return "import", str(folder / name)


def test_every_note_and_card_arrives(tmp_path: Path) -> None:
    found = learn(tmp_path, deck(tmp_path, "one.apkg", GLOSSARY))
    assert found["logs"] == [{"new": 3}]
    assert found["types"] == {"Zhengming 正名": NOTE_TYPE_ID}
    assert {len(cards) for cards in found["cards"].values()} == {2}
    assert {card["deck"] for cards in found["cards"].values() for card in cards} == {DECK}
    note = found["notes"]["artificial-intelligence"]
    assert [name for name in note if name != "tags"] == list(FIELDS)
    assert note["TW"] == "人工智慧"
    assert note["Note"] == "R&amp;D &lt;b&gt;&quot;quotes&quot;&lt;/b&gt;"
    assert note["tags"] == ["kind::term", "regions::differ"]
    assert found["damage"] == "Database rebuilt and optimized."


def test_the_cards_are_filled_in(tmp_path: Path) -> None:
    found = learn(tmp_path, deck(tmp_path, "one.apkg", GLOSSARY))
    front, back = (found["cards"]["de-risking"][0][side] for side in ("front", "back"))
    assert "尋求[...]（de-risking）" in front
    assert "去風險" not in front
    assert "尋求<b>去風險</b>（de-risking）" in back
    # Tags is a word of Anki's own: it prints the note's tags, which are those of our field.
    assert 'class="zm kind::term regions::differ"' in found["cards"]["artificial-intelligence"][1]["front"]
    everything = "".join(
        card[side] for cards in found["cards"].values() for card in cards for side in ("front", "back")
    )
    assert "{{" not in everything
    assert "<!--" not in everything


def test_a_second_import_adds_nothing(tmp_path: Path) -> None:
    package = deck(tmp_path, "one.apkg", GLOSSARY)
    found = learn(tmp_path, package, package)
    assert found["logs"] == [{"new": 3}, {"duplicate": 3}]
    assert len(found["notes"]) == 3


def test_a_new_wording_reaches_the_note_and_keeps_what_was_learned(tmp_path: Path) -> None:
    first, *others = GLOSSARY.concepts
    terms = (Term("derisking", "en"), Term("降低風險", "zh-Hant"))
    reworded = Glossary(
        (dataclasses.replace(first, terms=terms), *others, Concept("g7", (Term("G7", "en"), Term("七大", "zh-Hant"))))
    )
    steps = (
        deck(tmp_path, "one.apkg", GLOSSARY),
        ("answer", DECK),
        deck(tmp_path, "two.apkg", reworded, modified=1_790_000_001),
    )
    found = learn(tmp_path, *steps)
    assert found["logs"] == [{"new": 3}, {"new": 1, "updated": 3}]
    assert found["notes"]["de-risking"]["Traditional"] == "降低風險"
    assert sum(card["reps"] for cards in found["cards"].values() for card in cards) == 1
    assert len(found["types"]) == 1


def test_a_learners_own_style_stays(tmp_path: Path) -> None:
    steps = (
        deck(tmp_path, "one.apkg", GLOSSARY),
        ("style", "Zhengming 正名"),
        deck(tmp_path, "two.apkg", GLOSSARY, modified=1_790_000_001),
    )
    assert learn(tmp_path, *steps)["css"].endswith("/* mine */")
