"""The times of the notes: kept beside the glossary, new only for what changed."""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhengming.errors import GlossaryError, ReadError, WriteError
from zhengming.exchange import anki_history
from zhengming.exchange.anki import Choices, write
from zhengming.exchange.anki_history import FORMAT, NAME
from zhengming.exchange.anki_package import guid
from zhengming.exchange.report import ExportReport, Loss
from zhengming.files.lock import locked
from zhengming.glossary.lint import lint
from zhengming.glossary.locate import built_in, files_of
from zhengming.glossary.read import load
from zhengming.model import Glossary

HEAD = "format: zhengming/1\nconcepts:\n"
CHIP = "  - {id: chip, en: chip, zh: 晶片}\n"
LINES = {
    "chip": CHIP,
    "chip, reworded": "  - {id: chip, en: chip, zh: 芯片}\n",
    "chip, renamed": "  - {id: semiconductor, en: chip, zh: 晶片, formerly: [chip]}\n",
    "chip, renamed again": "  - {id: wafer, en: chip, zh: 晶片, formerly: [chip, semiconductor]}\n",
    "chip, deprecated": "  - {id: chip, en: chip, zh: 晶片, tags: [deprecated]}\n",
    "chip, its comment": "  # Of silicon.\n" + CHIP,
    "crisp": "  - {id: crisp, en: crisp, zh: 薯片}\n",
    "another chip": "  - {id: crisp, en: chip, zh: 薯片, subject: food}\n",
    "sanctions": "  - {id: sanctions, en: sanctions, zh: 制裁}\n",
}
DAY = 86_400


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "glossary").mkdir()
    return tmp_path / "glossary"


def build(folder: Path, *lines: str, now: int, name: str = "g.yaml", choices: Choices | None = None) -> ExportReport:
    """A deck of a glossary file with these lines, at this time."""
    (folder / name).write_text(HEAD + "".join(LINES[line] for line in lines), encoding="utf-8")
    return write(load(str(folder / name)), str(folder / "deck.apkg"), now=now, choices=choices)


def times(folder: Path) -> dict[str, int]:
    """The times of the history by concept."""
    found = json.loads((folder / NAME).read_text(encoding="utf-8"))
    assert found["format"] == FORMAT
    return {entry["concept"]: entry["time"] for entry in found["notes"].values()}


# What stands in the glossary on the first and on the second day, and the day of each note's last change.
CHANGES: dict[str, tuple[list[str], list[str], dict[str, int]]] = {
    "nothing": (["chip", "sanctions"], ["chip", "sanctions"], {"chip": 1, "sanctions": 1}),
    "the order": (["chip", "sanctions"], ["sanctions", "chip"], {"chip": 1, "sanctions": 1}),
    "a comment": (["chip"], ["chip, its comment"], {"chip": 1}),
    "a wording": (["chip", "sanctions"], ["chip, reworded", "sanctions"], {"chip": 2, "sanctions": 1}),
    "one more": (["chip"], ["chip", "sanctions"], {"chip": 1, "sanctions": 2}),
    "one less": (["chip", "sanctions"], ["chip"], {"chip": 1, "sanctions": 1}),
    "deprecated": (["chip", "sanctions"], ["chip, deprecated", "sanctions"], {"chip": 2, "sanctions": 1}),
    "a hint on both": (["chip", "crisp"], ["chip", "another chip"], {"chip": 2, "crisp": 2}),
}


@pytest.mark.parametrize(("first", "second", "days"), CHANGES.values(), ids=CHANGES)
def test_a_note_has_the_day_of_its_last_change(
    first: list[str], second: list[str], days: dict[str, int], folder: Path
) -> None:
    for day, lines in enumerate((first, second, second), start=1):
        build(folder, *lines, now=day * DAY)
    assert times(folder) == {concept: day * DAY for concept, day in days.items()}


def test_the_same_glossary_gives_the_same_bytes_at_any_path_and_hour(folder: Path, tmp_path: Path) -> None:
    build(folder, "chip", "sanctions", now=DAY)
    build(folder, "chip", "crisp", "sanctions", now=2 * DAY)
    elsewhere = tmp_path / "else" / "where"
    shutil.copytree(folder, elsewhere)
    before = (folder / NAME).stat().st_mtime_ns
    build(elsewhere, "chip", "crisp", "sanctions", now=3 * DAY)
    for name in ("deck.apkg", NAME):
        assert (elsewhere / name).read_bytes() == (folder / name).read_bytes()
    build(folder, "chip", "crisp", "sanctions", now=4 * DAY)
    assert (folder / NAME).stat().st_mtime_ns == before


def test_nothing_in_the_package_says_when_it_was_made(folder: Path) -> None:
    build(folder, "chip", now=DAY)
    with zipfile.ZipFile(folder / "deck.apkg") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_clock_that_goes_back_makes_no_older_notes(folder: Path) -> None:
    build(folder, "chip", now=5 * DAY)
    build(folder, "chip, reworded", now=DAY)
    assert times(folder) == {"chip": 5 * DAY + 1}


CHOSEN = {
    "region": Choices(region="zh-HK"),
    "cards": Choices(cards=("cloze",)),
    "subject": Choices(subjects=("law",)),
    "status": Choices(statuses=("superseded",)),
    "deck": Choices(deck="A::B"),
    "persons": Choices(include=("persons",)),
}


@pytest.mark.parametrize("choices", CHOSEN.values(), ids=CHOSEN)
def test_what_is_chosen_changes_no_time(choices: Choices, folder: Path) -> None:
    build(folder, "chip", "sanctions", now=DAY)
    before = (folder / NAME).read_bytes()
    assert build(folder, "chip", "sanctions", now=2 * DAY, choices=choices).remarks == ()
    assert (folder / NAME).read_bytes() == before


@pytest.mark.parametrize("line", ["chip, renamed", "chip, renamed again"])
def test_a_renamed_concept_is_the_same_note(line: str, folder: Path) -> None:
    build(folder, "chip", now=DAY)
    report = build(folder, line, now=2 * DAY)
    found = json.loads((folder / NAME).read_text(encoding="utf-8"))["notes"]
    assert list(found) == [guid("chip")]
    assert report.remarks == ()


CLAIMED = {
    "two have one former id": (
        "chip, renamed",
        "  - {id: x, en: x, zh: 三, formerly: [chip]}\n",
        "'x' and 'semiconductor'",
    ),
    "the old id lives on": ("chip, renamed", CHIP, "'chip' and 'semiconductor'"),
}


@pytest.mark.parametrize(("line", "other", "names"), CLAIMED.values(), ids=CLAIMED)
def test_one_former_id_is_claimed_once(line: str, other: str, names: str, folder: Path) -> None:
    (folder / "g.yaml").write_text(HEAD + LINES[line] + other, encoding="utf-8")
    with pytest.raises(GlossaryError, match=f"{names} would be one Anki note, known as 'chip'") as caught:
        write(load(str(folder)), str(folder / "deck.apkg"))
    assert caught.value.line == 4
    assert not (folder / "deck.apkg").exists()
    assert not (folder / NAME).exists()


def test_what_is_gone_is_named_and_remembered(folder: Path) -> None:
    build(folder, "chip", "sanctions", now=DAY)
    (remark,) = build(folder, "chip", now=2 * DAY).remarks
    assert remark.startswith(
        "1 concept is no longer in the glossary: sanctions; the notes stay with those who have them"
    )
    assert build(folder, "chip", "sanctions", now=3 * DAY).remarks == ()
    assert times(folder) == {"chip": DAY, "sanctions": DAY}


def test_the_concepts_of_another_file_are_not_gone(folder: Path) -> None:
    build(folder, "chip", now=DAY, name="a.yaml")
    assert build(folder, "sanctions", now=DAY, name="b.yaml").remarks == ()
    assert times(folder) == {"chip": DAY, "sanctions": DAY}


def test_a_deprecated_concept_stays_with_those_who_learned_it(folder: Path) -> None:
    assert build(folder, "chip, deprecated", now=DAY).losses == (
        Loss("chip", "it is deprecated, and no deck had it before"),
    )
    build(folder, "chip", now=DAY)
    report = build(folder, "chip, deprecated", now=2 * DAY)
    assert (report.concepts, report.losses) == (1, ())


def test_readers_of_the_glossary_do_not_see_it(folder: Path) -> None:
    build(folder, "chip", now=DAY)
    assert files_of(str(folder)) == (str(folder / "g.yaml"),)
    assert [concept.id for concept in load(str(folder)).concepts] == ["chip"]
    assert lint(str(folder)).report.findings == ()


def test_a_line_a_note(folder: Path) -> None:
    build(folder, "sanctions", "chip", now=DAY)
    lines = (folder / NAME).read_text(encoding="utf-8").splitlines()
    assert [line.split(", ")[0] for line in lines[1:3]] == [
        f'  {json.dumps(guid(name))}: {{"concept": "{name}"' for name in ("chip", "sanctions")
    ]


def history(entry: object) -> str:
    return json.dumps({"format": FORMAT, "notes": {"g": entry}})


BROKEN = {
    "a merge that waits": '{\n<<<<<<< ours\n"a": 1\n',
    "another format": '{"format": "x/1", "notes": {}}',
    "a list": "[]",
    "no notes": json.dumps({"format": FORMAT}),
    "a time that is none": history({"concept": "c", "file": "f", "hash": "h", "time": "now"}),
    "a time of no calendar": history({"concept": "c", "file": "f", "hash": "h", "time": 1e99}),
    "a concept that is none": history({"concept": 1, "file": "f", "hash": "h", "time": 1}),
    "an entry that is none": history(1),
    "nothing": "",
    "a deep nest": "[" * 100_000,
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_a_broken_history_stops_the_export(text: str, folder: Path) -> None:
    (folder / NAME).write_text(text, encoding="utf-8")
    with pytest.raises(ReadError, match="no history of an Anki deck"):
        build(folder, "chip", now=DAY)
    assert (folder / NAME).read_text(encoding="utf-8") == text
    assert not (folder / "deck.apkg").exists()


def test_a_failed_export_leaves_the_history(folder: Path) -> None:
    (folder / "g.yaml").write_text(HEAD + LINES["chip"], encoding="utf-8")
    with pytest.raises(WriteError):
        write(load(str(folder)), str(folder / "none" / "deck.apkg"))
    assert not (folder / NAME).exists()


def test_one_export_at_a_time(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anki_history, "locked", lambda path: locked(path, timeout=0.1))
    with locked(str(folder / NAME)), pytest.raises(WriteError, match="another process"):
        build(folder, "chip", now=DAY)


def _refused(path: str, content: bytes) -> None:
    raise WriteError("cannot be written: No space left on device", path=path)


def test_a_folder_that_takes_nothing_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(folder, "chip", now=DAY)
    monkeypatch.setattr(anki_history, "write_atomically", _refused)
    assert build(folder, "chip", now=2 * DAY).remarks == ()
    (remark,) = build(folder, "chip", "sanctions", now=2 * DAY).remarks
    assert "1 note is new or changed" in remark
    assert "No space left on device" in remark
    assert times(folder) == {"chip": DAY}


def test_a_folder_without_leave_is_only_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(folder, "chip", now=DAY)
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    (remark,) = build(folder, "chip, reworded", now=2 * DAY).remarks
    assert "could not keep the time (its folder cannot be written)" in remark
    assert times(folder) == {"chip": DAY}


def test_what_a_package_carries_stays_as_it_was_shipped(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    carried = folder / "glossary_data"
    carried.mkdir()
    monkeypatch.setattr(anki_history, "built_in", lambda: str(carried))
    (remark,) = build(carried, "chip", now=DAY).remarks
    assert "1 note is new or changed" in remark
    assert not (carried / NAME).exists()


def test_a_glossary_without_files_has_no_history(tmp_path: Path) -> None:
    glossary = dataclasses.replace(load(built_in()), paths=())
    assert write(glossary, str(tmp_path / "deck.apkg"), choices=Choices(include=("persons",))).remarks == ()
    assert [path.name for path in tmp_path.iterdir()] == ["deck.apkg"]


def test_the_built_in_history_is_up_to_date(tmp_path: Path) -> None:
    """After a change of glossary/, `zhengming export anki -g glossary -o deck.apkg`, and commit the history with it."""
    copy = tmp_path / "glossary"
    shutil.copytree(built_in(), copy)
    write(load(str(copy)), str(tmp_path / "deck.apkg"))
    shipped = json.loads((Path(built_in()) / NAME).read_text(encoding="utf-8"))
    assert json.loads((copy / NAME).read_text(encoding="utf-8")) == shipped


def _one_each(lines: list[str]) -> list[str]:
    return list({line.split(",")[0]: line for line in lines}.values())


wordings = st.sampled_from(["chip", "chip, reworded", "chip, deprecated", "sanctions", "crisp"])
glossaries = st.lists(wordings, min_size=1, max_size=3).map(_one_each)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(days=st.lists(glossaries, min_size=2, max_size=5))
def test_a_time_changes_exactly_with_the_content(days: list[list[str]], tmp_path: Path) -> None:
    """However a glossary goes on: a note is newer than it was before exactly where it is another one."""
    folder = tmp_path / "glossary"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    known: dict[str, tuple[str, int]] = {}
    for day, lines in enumerate([*days, days[-1]], start=1):
        build(folder, *lines, now=day * DAY)
        for identity, entry in _entries(folder).items():
            before = known.get(identity, ("", 0))
            assert (before[1] < entry[1]) == (before[0] != entry[0])
            known[identity] = entry


def _entries(folder: Path) -> dict[str, tuple[str, int]]:
    if not (folder / NAME).exists():
        return {}
    found: dict[str, Any] = json.loads((folder / NAME).read_text(encoding="utf-8"))["notes"]
    return {identity: (entry["hash"], entry["time"]) for identity, entry in found.items()}


def test_no_glossary_no_entry(tmp_path: Path) -> None:
    write(Glossary((), paths=(str(tmp_path / "g.yaml"),)), str(tmp_path / "deck.apkg"))
    assert not (tmp_path / NAME).exists()
