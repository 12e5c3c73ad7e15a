"""`zhengming export anki`: its options, and what it says."""

from __future__ import annotations

import json
import re
import sqlite3
import zipfile
from pathlib import Path

import pytest

from zhengming.cli import main
from zhengming.exchange.anki_history import NAME

GLOSSARY = """format: zhengming/1
concepts:
- {id: chip, en: chip, zh: 晶片, subject: technology, evidence: [{quote: 晶片的管制}]}
- {id: treaty, en: treaty, zh: 條約, subject: law}
- {id: xi, en: Xi Jinping, zh: 習近平, kind: person}
"""
# The options, and how many concepts and cards the deck then has.
OPTIONS: dict[str, tuple[list[str], tuple[int, int]]] = {
    "none": ([], (2, 5)),
    "persons": (["--include", "persons"], (3, 7)),
    "persons and proposals": (["--include", "persons,proposals"], (3, 7)),
    "a direction": (["--cards", "en-zh"], (2, 2)),
    "two kinds of cards": (["--cards", "en-zh,cloze"], (2, 3)),
    "two, said one by one": (["--cards", "en-zh", "--cards", "cloze"], (2, 3)),
    "a subject": (["--subject", "law"], (1, 2)),
    "two subjects": (["--subject", "law", "--subject", "technology"], (2, 5)),
    "a kind": (["--kind", "person"], (1, 2)),
    "a tag": (["--tag", "subject::law"], (1, 2)),
    "a status": (["--status", "preferred"], (2, 5)),
    "a region": (["--region", "tw"], (2, 5)),
    "a deck": (["--deck", "Policy::US–China"], (2, 5)),
}


@pytest.fixture
def glossary(tmp_path: Path) -> Path:
    (tmp_path / "g.yaml").write_text(GLOSSARY, encoding="utf-8")
    return tmp_path / "g.yaml"


@pytest.mark.parametrize(("options", "counts"), OPTIONS.values(), ids=OPTIONS)
def test_options(
    options: list[str], counts: tuple[int, int], glossary: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deck = tmp_path / "deck.apkg"
    assert main(["export", "anki", "-g", str(glossary), "-o", str(deck), *options]) == 0
    found = re.fullmatch(r".*deck\.apkg: (\d+) concepts?, (\d+) cards?\n", capsys.readouterr().out)
    assert found and tuple(map(int, found.groups())) == counts


def test_the_deck_has_its_name_and_the_style_its_region(glossary: Path, tmp_path: Path) -> None:
    deck = tmp_path / "deck.apkg"
    options = ["--deck", "Policy::US–China", "--region", "hk"]
    assert main(["export", "anki", "-g", str(glossary), "-o", str(deck), *options]) == 0
    connection = sqlite3.connect(":memory:")
    with zipfile.ZipFile(deck) as archive:
        connection.deserialize(archive.read("collection.anki2"))
    ((decks, models),) = connection.execute("SELECT decks, models FROM col")
    connection.close()
    assert "Policy::US–China" in {one["name"] for one in json.loads(decks).values()}
    (model,) = json.loads(models).values()
    assert ".region.hk { order: -1; }" in model["css"]


def test_what_a_person_should_know_is_said_on_stderr(
    glossary: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["export", "anki", "-g", str(glossary), "-o", str(tmp_path / "deck.apkg")]
    assert main(command) == 0
    assert capsys.readouterr().err == "zhengming: note: 1 person is left out; add --include persons for cards of them\n"
    glossary.write_text(GLOSSARY.replace("- {id: treaty", "# - {id: treaty"), encoding="utf-8")
    assert main(command) == 0
    assert "1 concept is no longer in the glossary: treaty" in capsys.readouterr().err
    assert (tmp_path / NAME).exists()


REFUSED = {
    "cards": (["--cards", "en-zh,zh"], "there is no card 'zh' (there are en-zh, zh-en, cloze)"),
    "include": (["--include", "people"], "there is no addition 'people' (there are persons, proposals)"),
    "deck": (["--deck", "A::"], "has no name"),
}


@pytest.mark.parametrize(("options", "said"), REFUSED.values(), ids=REFUSED)
def test_a_mistyped_choice(
    options: list[str], said: str, glossary: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "anki", "-g", str(glossary), "-o", str(tmp_path / "deck.apkg"), *options]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "deck.apkg").exists()
