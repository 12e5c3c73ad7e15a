"""`edit` opens the entry at its line in the person's editor, and reads the glossary again."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from zhengming.cli import main
from zhengming.files.editor import editor_arguments

GLOSSARY = """\
format: zhengming/1
concepts:
  - {id: chip, en: chip, zh-Hant: 晶片, zh-Hans: 芯片}
  # sanctions
  - id: sanctions
    en: sanctions
    zh: 制裁
  - {id: potato-chip, en: [crisp, chips], zh-Hant: 薯片, when: {near: [食]}}
"""


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "mine.yaml"
    path.write_text(GLOSSARY, encoding="utf-8")
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    return path


def program(folder: Path, monkeypatch: pytest.MonkeyPatch, body: str = "", *, name: str = "vim") -> Path:
    """An editor that notes what it was given, does what `body` says, and ends."""
    path, said = folder / "bin" / name, folder / "said"
    path.parent.mkdir()
    path.write_text(
        f"#!{sys.executable}\nimport sys\nfrom pathlib import Path\n"
        f"Path({str(said)!r}).write_text('\\n'.join(sys.argv[1:]), encoding='utf-8')\n"
        f"path = Path(sys.argv[-1])\n{body}\n",
        encoding="utf-8",
    )
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("EDITOR", str(path))
    return said


@pytest.mark.parametrize("query", ["制裁", "sanction", "Sanctions", "sanctions"])
def test_it_opens_the_line(
    query: str, mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = program(tmp_path, monkeypatch)
    assert main(["edit", "--glossary", str(mine), query]) == 0
    assert said.read_text(encoding="utf-8").split("\n") == ["+5", str(mine)]
    assert capsys.readouterr().out == f"{mine}: unchanged\n"


def test_visual_comes_before_editor(mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = program(tmp_path, monkeypatch)
    monkeypatch.setenv("VISUAL", os.environ["EDITOR"])
    monkeypatch.setenv("EDITOR", "/nowhere/ed")
    assert main(["edit", "-g", str(mine), "晶片"]) == 0
    assert said.exists()


def test_a_change_that_reads_well(
    mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program(tmp_path, monkeypatch, "path.write_text(path.read_text('utf-8').replace('芯片', '晶片'), 'utf-8')")
    assert main(["edit", "-g", str(mine), "chip"]) == 0
    assert capsys.readouterr().out == f"{mine}: changed, and reads well\n"


def test_a_change_that_breaks_it_is_told_with_its_line(
    mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program(tmp_path, monkeypatch, "path.write_text(path.read_text('utf-8').replace('    zh: ', '    cn: '), 'utf-8')")
    assert main(["edit", "-g", str(mine), "sanctions"]) == 2
    assert f"{mine}:7: the key 'cn' is not known" in capsys.readouterr().err


def test_no_editor(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["edit", "-g", str(mine), "sanctions"]) == 2
    assert capsys.readouterr().err == (
        f"zhengming: neither VISUAL nor EDITOR names an editor (EDITOR=nano; the entry is at {mine}:5)\n"
    )


def test_an_editor_that_is_not_there(
    mine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("EDITOR", "/nowhere/vim -u NONE")
    assert main(["edit", "-g", str(mine), "sanctions"]) == 2
    assert "the editor '/nowhere/vim -u NONE' cannot be run: No such file" in capsys.readouterr().err


def test_an_editor_that_fails(
    mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program(tmp_path, monkeypatch, "sys.exit(3)")
    assert main(["edit", "-g", str(mine), "sanctions"]) == 2
    assert "ended with exit code 3" in capsys.readouterr().err


def test_no_match(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["edit", "-g", str(mine), "photosynthesis"]) == 1
    assert capsys.readouterr() == ("", "not found: photosynthesis\n")


def test_several_matches_are_listed(mine: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with mine.open("a", encoding="utf-8") as file:
        file.write("  - {id: levy, en: sanctions, zh: 罰則}\n")
    assert main(["edit", "-g", str(mine), "罚则"]) == 2
    capsys.readouterr()
    assert main(["edit", "-g", str(mine), "Sanctions"]) == 1
    out, err = capsys.readouterr()
    assert sorted(out.splitlines()) == [f"levy  sanctions 罰則  {mine}:9", f"sanctions  sanctions 制裁  {mine}:5"]
    assert err == "2 concepts answer Sanctions; say which by its id\n"


def test_an_id_is_the_concept(mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = program(tmp_path, monkeypatch)
    assert main(["edit", "-g", str(mine), "potato-chip"]) == 0
    assert said.read_text(encoding="utf-8").startswith("+8\n")


def test_the_built_in_glossary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    program(tmp_path, monkeypatch)
    assert main(["edit", "去風險"]) == 2
    error = capsys.readouterr().err
    assert "the built-in glossary is not yours to edit (copy it: mkdir glossary && cp " in error


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("vim", ["vim", "+7", "g.yaml"]),
        ("/usr/bin/nano -w", ["/usr/bin/nano", "-w", "+7", "g.yaml"]),
        ("emacsclient -nw", ["emacsclient", "-nw", "+7", "g.yaml"]),
        ("gvim", ["gvim", "-f", "+7", "g.yaml"]),
        ("code", ["code", "--wait", "--goto", "g.yaml:7"]),
        ("'/opt/my code/codium'", ["/opt/my code/codium", "--wait", "--goto", "g.yaml:7"]),
        ("hx", ["hx", "g.yaml:7"]),
        ("subl", ["subl", "--wait", "g.yaml:7"]),
        ("kate", ["kate", "--block", "--line", "7", "g.yaml"]),
        ("unknown --flag", ["unknown", "--flag", "g.yaml"]),
        ("it's", ["it's", "g.yaml"]),
    ],
)
def test_how_editors_want_the_line(command: str, expected: list[str]) -> None:
    assert editor_arguments(command, "g.yaml", 7) == expected


@pytest.mark.parametrize("path", ["-x.yaml", "+x.yaml"])
def test_a_path_that_looks_like_an_option(path: str) -> None:
    assert editor_arguments("vim", path, 7) == ["vim", "+7", f"./{path}"]
