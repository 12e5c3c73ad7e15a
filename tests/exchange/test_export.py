"""`zhengming export`: the table of formats, what is chosen, what is told, where it goes, and what a fault leaves."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path

import pytest

from zhengming.cli import main
from zhengming.errors import UsageError, WriteError
from zhengming.exchange import FORMATS, Loss, Options, export, format_named, loss_sentence, written
from zhengming.exchange.anki_choices import Choices
from zhengming.exchange.options import selected
from zhengming.exchange.report import FEATURES, plural, unheld
from zhengming.exchange.resolved import avoided, for_region, pairs, right
from zhengming.model import Concept, Evidence, Glossary, Term

GLOSSARY = """\
format: zhengming/1
title: Trade
concepts:
  - {id: tariff, en: tariff, zh-TW: 關稅, zh-HK: 關稅, zh-CN: 关税, subject: economy, tags: [core]}
  - {id: xi, en: Xi Jinping, zh: 習近平, kind: person, subject: politics}
  - {id: sanctions, en: [sanctions, {term: embargo, status: admitted}], zh: 制裁, avoid: 製裁, subject: economy}
"""


@pytest.fixture
def glossary(tmp_path: Path) -> str:
    path = tmp_path / "trade.yaml"
    path.write_text(GLOSSARY, encoding="utf-8")
    return str(path)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_the_help_lists_every_format(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--help"]) == 0
    lines = capsys.readouterr().out.splitlines()
    for form in FORMATS.values():
        assert any(line.split()[:1] == [form.name] for line in lines), form.name


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_a_writer(name: str) -> None:
    assert callable(format_named(name).writer())
    assert format_named(name).about


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("tbx4", "did you mean 'tbx"),
        (".CSV", "did you mean 'csv'?"),
        ("omega-t", "did you mean 'omegat'?"),
        ("?", "there is anki, "),
    ],
)
def test_a_format_that_is_not_known(
    typed: str, hint: str, glossary: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", typed, "-o", str(tmp_path / "x"), "-g", glossary]) == 2
    printed = capsys.readouterr().err
    assert f"there is no format {typed!r}" in printed
    assert hint in printed


def test_a_file_and_what_was_lost(glossary: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "out.tmx"
    assert main(["export", "tmx", "-o", str(path), "-g", glossary]) == 0
    printed = capsys.readouterr()
    assert printed.out == f"{path}: 3 concepts, 4 units\n"
    assert printed.err == "zhengming: note: TMX: 1 tag omitted, 1 deprecated term omitted\n"
    assert path.read_bytes().startswith(b"<?xml")


def test_every_loss_by_name(glossary: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "tmx", "-v", "-o", str(tmp_path / "a.tmx"), "-g", glossary]) == 0
    assert "zhengming: note: sanctions: deprecated term omitted\n" in capsys.readouterr().err


def test_strict(glossary: str, tmp_path: Path) -> None:
    lossy, whole = (["export", name, "--strict", "-g", glossary, "-o", str(tmp_path / name)] for name in ("tmx", "csv"))
    assert main(lossy) == 1
    assert (tmp_path / "tmx").exists()
    assert main(whole) == 0


def test_standard_output(glossary: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["export", "omegat", "-o", "-", "-g", glossary, "--region", "cn", "--direction", "zh-en"]) == 0
    printed = capfdbinary.readouterr()
    assert printed.out.decode().splitlines()[0] == "关税\ttariff\t[economy]"
    assert b"kind omitted" in printed.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["xlsx", "-o", "-"], "a workbook is no text for standard output"),
        (["deepl", "-o", "-"], "DeepL makes 6 files: zh-TW-en.csv"),
        (["deepl", "-o", "FOLDER/a.csv"], "name a folder, or choose with --region and --direction"),
        (["csv", "-o", "FOLDER/none/a.csv"], "its folder does not exist"),
        (["deepl", "-o", "FOLDER/none/deepl"], "this folder cannot be made"),
        (["csv", "-o", "FOLDER/a.csv", "--subject", "econmy"], "its subjects are economy, politics"),
        (["csv", "-o", "FOLDER/a.csv", "--tag", "nothing"], "choose less narrowly"),
    ],
)
def test_what_cannot_be_done(
    arguments: list[str], said: str, glossary: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [a.replace("FOLDER", str(tmp_path)) for a in arguments]
    assert main(["export", *given, "-g", glossary]) == 2
    printed = capsys.readouterr()
    assert said in printed.err
    assert printed.err.count("\n") == 1
    assert not printed.out
    assert [p.name for p in tmp_path.iterdir()] == ["trade.yaml"]


def test_a_folder_of_files(glossary: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "deepl"
    assert main(["export", "deepl", "-o", str(folder), "-g", glossary, "--region", "hk"]) == 0
    assert sorted(p.name for p in folder.iterdir()) == ["en-zh-HK.csv", "zh-HK-en.csv"]
    assert capsys.readouterr().out == f"{folder}: 3 concepts, 7 entries in 2 files\n"
    # Again into the same folder, and one file alone.
    assert main(["export", "deepl", "-o", str(folder), "-g", glossary, "--region", "hk"]) == 0
    one = tmp_path / "one.csv"
    arguments = ["export", "deepl", "-o", str(one), "-g", glossary, "--region", "tw", "--direction", "en-zh"]
    assert main(arguments) == 0
    assert one.read_text(encoding="utf-8").splitlines()[0] == "tariff,關稅"


def test_a_failed_export_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old", encoding="utf-8")
    glossary = Glossary((Concept("a", (Term("a", "en"), Term("甲", "zh-Hant"))),))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WriteError, match="No space left on device"):
        export(glossary, "csv", str(path))
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        ([], ["tariff", "xi", "sanctions"]),
        (["--subject", "economy"], ["tariff", "sanctions"]),
        (["--kind", "person"], ["xi"]),
        (["--tag", "core"], ["tariff"]),
        (["--subject", "politics", "--subject", "economy", "--kind", "term"], ["tariff", "sanctions"]),
        (["--status", "deprecated"], ["sanctions"]),
    ],
)
def test_what_is_chosen(options: list[str], ids: list[str], glossary: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "csv", "-o", "-", "-g", glossary, *options]) == 0
    assert [row["id"] for row in rows(capfd.readouterr().out)] == ids


def test_statuses_choose_among_terms() -> None:
    concept = Concept(
        "a", (Term("a", "en"), Term("b", "en", "admitted"), Term("甲", "zh-Hant"), Term("乙", "zh-Hant", "deprecated"))
    )
    (kept,) = selected(Glossary((concept,)), Options(statuses=("preferred",))).concepts
    assert [t.text for t in kept.terms] == ["a", "甲"]
    assert selected(Glossary((concept,)), Options()).concepts == (concept,)


def test_the_title() -> None:
    assert selected(Glossary((), "Trade"), Options()).title == "Trade"
    assert selected(Glossary((), "Trade"), Options(title="Other")).title == "Other"


def test_a_region_falls_back() -> None:
    concept = Concept(
        "a",
        (
            Term("a", "en"), Term("b", "en", "admitted"), Term("甲", "zh-Hant"), Term("乙", "zh-HK"),
            Term("丙", "zh-Hans"), Term("丁", "zh-Hant", "deprecated"), Term("戊", "zh-HK", "deprecated"),
            Term("c", "en", "superseded"),
        ),
    )  # fmt: skip
    assert [[t.text for t in right(concept, tag)] for tag in ("zh-TW", "zh-HK", "zh-CN")] == [["甲"], ["乙"], ["丙"]]
    assert [[t.text for t in avoided(concept, tag)] for tag in ("zh-TW", "zh-HK", "zh-CN", "en")] == [
        ["丁"], ["丁", "戊"], [], ["c"],
    ]  # fmt: skip
    assert [(a.text, b.text) for a, b in pairs(concept, "zh-HK")] == [("a", "乙"), ("b", "乙")]
    narrowed = for_region(concept, "zh-HK")
    assert [(t.text, t.language) for t in narrowed.terms if t.language != "en"] == [
        ("乙", "zh-HK"),
        ("丁", "zh-HK"),
        ("戊", "zh-HK"),
    ]


def test_the_sentence_of_losses() -> None:
    losses = [Loss("a", "omitted", "deprecated term")] * 6 + [Loss("b", "dropped for a duplicate source", "entry")] * 2
    losses += [Loss("c", "it has no English term"), *[Loss("d", "omitted", "part of speech")] * 1200]
    assert loss_sentence("DeepL", losses) == (
        "DeepL: 2 entries dropped for a duplicate source, 1 entry left out (it has no English term), "
        "1,200 parts of speech omitted, 6 deprecated terms omitted"
    )
    assert loss_sentence("DeepL", []) == ""


@pytest.mark.parametrize(
    ("count", "noun", "said"),
    [(1, "entry", "1 entry"), (2, "entry", "2 entries"), (3, "note on a term", "3 notes on a term"),
     (2, "line break or tab", "2 line breaks or tab"), (0, "card", "0 cards")],
)  # fmt: skip
def test_plurals(count: int, noun: str, said: str) -> None:
    assert plural(count, noun) == said


def test_everything_that_may_be_lost_is_counted() -> None:
    term = Term("x", "en", "deprecated", "short", True, ("xs",), "n", "s", "p", "", "", ("y",))
    concept = Concept(
        "a", (term,), "person", "noun", "law", ("t", "u"), "d", "n", ("z",), (), True, ("r",), ("f",), (Evidence("s"),)
    )
    assert {loss.of for loss in unheld(concept, frozenset())} == set(FEATURES)
    assert [loss.of for loss in unheld(concept, frozenset(FEATURES) - {"tag"})] == ["tag", "tag"]
    assert not list(unheld(concept, frozenset(FEATURES)))
    assert not list(unheld(Concept("a", (Term("x", "en"),)), frozenset()))


def test_a_deck_is_written_by_its_own_file(tmp_path: Path) -> None:
    glossary = Glossary((Concept("a", (Term("a", "en"), Term("甲", "zh-Hant"))),))
    report = export(glossary, "anki", str(tmp_path / "deck.apkg"), choices=Choices(deck="Policy"))
    assert (report.concepts, report.items) == (1, 2)


def test_an_empty_glossary_is_a_file_all_the_same() -> None:
    for form in FORMATS.values():
        if not form.own_file:
            assert written(Glossary(()), form.name).concepts == 0


def test_a_word_of_python() -> None:
    with pytest.raises(UsageError, match="did you mean 'xlsx'"):
        written(Glossary(()), "xls")


def test_the_manual_names_every_format() -> None:
    manual = (Path(__file__).parents[2] / "docs/exchange.md").read_text(encoding="utf-8")
    table = manual.split("## The formats")[1].split("##")[0]
    for name in FORMATS:
        assert f"`{name}`" in table, name
