"""Notes as text: header lines and quoted cells, read back by the standard library."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengming.cli import main
from zhengming.errors import UsageError
from zhengming.exchange import anki_text
from zhengming.exchange.anki import Choices
from zhengming.exchange.anki_history import NAME
from zhengming.exchange.anki_package import FIELDS, AnkiNote, guid
from zhengming.model import Concept, Glossary, Term

CHIP = Concept("chip", (Term('a "chip"\tor\ntwo', "en"), Term("晶片", "zh-Hant")), note="<script>1</script>")
HEADER = [
    "#separator:tab",
    "#html:true",
    "#guid column:1",
    "#notetype column:2",
    "#deck column:3",
    "#tags column:27",
]


def rows(text: str) -> list[list[str]]:
    """The cells of the lines behind the header."""
    lines = text.split("\n")
    assert lines[: len(HEADER)] == HEADER
    return list(csv.reader(io.StringIO("\n".join(lines[len(HEADER) :])), delimiter="\t", strict=True))


def test_a_line_has_guid_note_type_deck_fields_and_tags(tmp_path: Path) -> None:
    report = anki_text.write(Glossary((CHIP,)), str(tmp_path / "notes.txt"), choices=Choices(deck="Policy::US–China"))
    (row,) = rows((tmp_path / "notes.txt").read_text(encoding="utf-8"))
    assert row[:3] == [guid("chip"), "Zhengming 正名", "Policy::US–China"]
    assert row[-1] == "kind::term"
    fields = dict(zip(FIELDS, row[3:-1], strict=True))
    assert fields["English"] == "a &quot;chip&quot; or<br>two"
    assert fields["Note"] == "&lt;script&gt;1&lt;/script&gt;"
    assert (report.concepts, report.items) == (1, 1)


@pytest.mark.parametrize("choices", [Choices(cards=("cloze",)), Choices(region="zh-TW")])
def test_a_text_has_no_cards_and_no_style(choices: Choices, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="neither cards nor a style"):
        anki_text.write(Glossary((CHIP,)), str(tmp_path / "notes.txt"), choices=choices)


def test_the_command_writes_the_text_and_no_history(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "g.yaml").write_text(
        "format: zhengming/1\nconcepts:\n- {id: chip, en: chip, zh: 晶片}\n", encoding="utf-8"
    )
    out = tmp_path / "notes.txt"
    assert main(["export", "anki-text", "-g", str(tmp_path / "g.yaml"), "-o", str(out)]) == 0
    assert capsys.readouterr().out.startswith(f"{out}: 1 concept")
    assert len(rows(out.read_text(encoding="utf-8"))) == 1
    assert not (tmp_path / NAME).exists()


any_text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n\r\0"), max_size=20)


@given(cells=st.lists(any_text, min_size=len(FIELDS), max_size=len(FIELDS)), known_as=any_text)
def test_any_cell_is_read_back(cells: list[str], known_as: str) -> None:
    note = AnkiNote(CHIP, known_as, guid(known_as), tuple(cells), ("a", "b"))
    text = anki_text.text([note, note], "D")
    one, other = rows(text)
    assert one == other == [guid(known_as), "Zhengming 正名", "D", *cells, "a b"]
    assert not re.search("^#", text.split("\n", len(HEADER))[-1], re.MULTILINE)
