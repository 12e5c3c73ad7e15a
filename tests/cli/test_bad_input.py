"""What the commands say to bad input: one sentence with the file and what to try, exit code 2, nothing written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from zhengming.cli import main

HEAD = "format: zhengming/1\nconcepts:\n"
GLOSSARIES = {
    "a tab": (HEAD + "\t- {id: a, en: b, zh: 丙}\n", ":3: a tab where YAML wants spaces (indent with spaces)"),
    "an anchor": (HEAD + "  - &x {id: a, en: b, zh: 丙}\n", ":3: an anchor (&x) is not allowed here"),
    "an alias": (HEAD + "  - *x\n", ":3: "),
    "a repeated id": (HEAD + "  - {id: a, en: b, zh: 丙}\n  - {id: a, en: c, zh: 丁}\n", ":4: the id 'a' stands twice"),
    "a repeated key": (HEAD + "  - {id: a, en: b, en: c, zh: 丙}\n", ":3: the key 'en' stands twice"),
    "an unknown key": (HEAD + "  - {id: a, en: b, zh: 丙, defintion: x}\n", "did you mean `definition`?"),
    "a wrong type": ("format: zhengming/1\nconcepts: 3\n", ":2: a text in the wrong place"),
    "no English": (HEAD + "  - {id: a, zh: 丙}\n", ":3: an entry without English"),
    "no Chinese": (HEAD + "  - {id: a, en: b}\n", ":3: an entry without Chinese"),
    "nothing": ("", "the file is empty"),
    "another format": ("format: other/2\nconcepts: []\n", ":1: the format is not zhengming/1"),
    "no YAML": ("format: zhengming/1\nconcepts: [\n", "YAML syntax"),
}


@pytest.mark.parametrize("name", GLOSSARIES)
@pytest.mark.parametrize("command", ["lookup", "check", "export"])
def test_a_broken_glossary(name: str, command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text, said = GLOSSARIES[name]
    path = tmp_path / "bad.yaml"
    path.write_text(text, encoding="utf-8")
    draft = tmp_path / "draft.md"
    draft.write_text("text\n", encoding="utf-8")
    deck = tmp_path / "deck.apkg"
    arguments = {"lookup": ["b"], "check": [str(draft)], "export": ["anki", "-o", str(deck)]}[command]
    assert main([command, "--glossary", str(path), *arguments]) == 2
    printed = capsys.readouterr()
    assert said in printed.err
    assert printed.err.startswith(f"zhengming: {path}")
    assert printed.err.count("\n") == 1
    assert not printed.out
    assert not deck.exists()


FILES = {
    "missing": (None, "there is no such file"),
    "binary": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "this is binary data, not text"),
    "unknown encoding": (
        "経済安全保障と半導体の輸出管理を強化する。".encode("euc-jp") * 3 + b"\xff",
        "the encoding is none of",
    ),
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("command", ["extract", "check", "annotate"])
def test_a_file_that_is_no_text(name: str, command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content, said = FILES[name]
    path = tmp_path / "input.txt"
    if content is not None:
        path.write_bytes(content)
    assert main([command, str(path)]) == 2
    printed = capsys.readouterr()
    assert said in printed.err and str(path) in printed.err and "Traceback" not in printed.err


def test_an_empty_file_has_no_pairs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "empty.txt"
    path.write_text("", encoding="utf-8")
    assert main(["extract", str(path)]) == 0
    assert capsys.readouterr().out == "no pairs found\n"


@pytest.mark.parametrize("encoding", ["big5", "gb18030", "utf-16", "utf-8-sig"])
def test_other_encodings_are_recognised(encoding: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "各國尋求去風險（de-risking），並調整供應鏈的布局，以因應美中科技競爭。\n"
    simplified = "各国寻求去风险（de-risking），并调整供应链的布局，以应对美中科技竞争。\n"
    path = tmp_path / "input.txt"
    path.write_bytes((simplified if encoding == "gb18030" else text).encode(encoding))
    assert main(["extract", "--format", "jsonl", str(path)]) == 0
    row = json.loads(capsys.readouterr().out)
    assert (row["en"], row["offset"]) == ("de-risking", 7)


def test_a_folder_is_walked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.md").write_text("去風險（de-risking）", encoding="utf-8")
    (tmp_path / "sub/b.txt").write_text("脫鉤（decoupling）", encoding="utf-8")
    (tmp_path / "c.png").write_bytes(b"\x89PNG")
    assert main(["extract", "--format", "jsonl", str(tmp_path)]) == 0
    assert [json.loads(line)["en"] for line in capsys.readouterr().out.splitlines()] == ["de-risking", "decoupling"]


def test_one_bad_file_among_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = tmp_path / "good.txt"
    good.write_text("去風險（de-risking）", encoding="utf-8")
    assert main(["extract", "--format", "jsonl", str(tmp_path / "none.txt"), str(good)]) == 2
    printed = capsys.readouterr()
    assert json.loads(printed.out)["en"] == "de-risking"
    assert "none.txt" in printed.err


def test_the_drafts_of_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "b.md").write_text("The entity list.\n", encoding="utf-8")
    (tmp_path / "c.png").write_bytes(b"\x89PNG")
    assert main(["check", str(tmp_path), "--format", "json"]) == 1
    assert [f["path"] for f in json.loads(capsys.readouterr().out)["findings"]] == [str(tmp_path / "b.md")]


def test_an_output_folder_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "anki", "-o", str(tmp_path / "none/deck.apkg")]) == 2
    assert "its folder does not exist" in capsys.readouterr().err


def test_an_empty_query(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lookup", " "]) == 2
    assert "the query is empty" in capsys.readouterr().err


def test_a_rule_that_does_not_exist(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--rule", "wrong-cases", "x.md"]) == 2
    assert "did you mean wrong-case?" in capsys.readouterr().err


def test_control_and_bidi_characters_are_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "evil.md"
    path.write_text("\x1b[2J\u202e去風險（de-risk\x07ing）\n", encoding="utf-8")
    main(["extract", str(path)])
    out = capsys.readouterr().out
    assert "\x1b" not in out and "\x07" not in out and "\u202e" not in out


def run(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "import sys; from zhengming.cli import run; run()", *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=60, **options)  # type: ignore[call-overload,no-any-return]


def test_a_closed_pipe_ends_silently(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("各國尋求去風險（de-risking）。\n\n" * 3000, encoding="utf-8")
    script = f"{sys.executable} -c 'from zhengming.cli import run; run()' extract --format jsonl {path} | head -1"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {script}"], capture_output=True, encoding="utf-8", timeout=120
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_behind_the_output() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        command = [sys.executable, "-c", "from zhengming.cli import run; run()", "schema"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, encoding="utf-8", timeout=60, check=False)
    assert done.returncode == 2
    assert "the output cannot be written" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_ascii_terminal(tmp_path: Path) -> None:
    done = run("lookup", "去風險", env={**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
    assert done.returncode == 0
    assert "去風險" in done.stdout


@pytest.mark.parametrize("into", [".", "..", "/", "", "folder/"])
def test_proposals_beside_no_file(into: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "text.txt"
    path.write_text("去風險（de-risking）", encoding="utf-8")
    assert main(["extract", "--into", into, str(path)]) == 2
    assert "names no glossary file" in capsys.readouterr().err


SENTENCES = {
    "two standard inputs": (["check", "-", "--source", "-"], "draft and source cannot both be standard input"),
    "every rule left out": (
        ["check", "x.md", "--rule", "wrong-case", "--no-rule", "wrong-case"],
        "every rule is left out",
    ),
    "reasons twice": (["extract", "--explain", "--format", "jsonl", "x.md"], "does not go with --format jsonl"),
    "a deck on standard output": (["export", "anki", "-o", "-"], "a deck is no text for standard output"),
    "two terms at once": (["add", "-g", "new.yaml", "chip", "芯片,晶片"], "holds more than one term"),
    "English as a region's form": (
        ["add", "-g", "new.yaml", "chip", "晶片", "--cn", "chip"],
        "is no Chinese form for zh-CN",
    ),
}


MISTYPED = {
    "an option": (["lookup", "--formt", "json", "x"], "no such option '--formt' (did you mean '--format'?)"),
    "an option unlike any": (["lookup", "--xyz", "x"], "no such option '--xyz' (try zhengming lookup --help)"),
    "no argument": (["lookup"], "the argument QUERY... is missing (try zhengming lookup --help)"),
    "no argument of several": (["add", "chip"], "the argument ZH is missing (try zhengming add --help)"),
    "no choice": (["export"], "the argument FORMAT is missing (try zhengming export --help)"),
    "no option": (["export", "anki"], "the option -o / --output is missing (try zhengming export --help)"),
    "no value": (["check", "x", "--source"], "option '--source' requires an argument (try zhengming check --help)"),
    "a value": (
        ["lookup", "--region", "us", "x"],
        "invalid value for '--region': 'us' is not one of 'tw', 'hk', 'cn' (try zhengming lookup --help)",
    ),
    "one too many": (["schema", "x"], "got unexpected extra argument (x) (try zhengming schema --help)"),
    "a command": (["lokup", "x"], "no such command 'lokup' (did you mean 'lookup'?)"),
    "before the command": (["-g", "x", "lookup"], "no such option '-g' (try zhengming --help)"),
}


@pytest.mark.parametrize("name", MISTYPED)
def test_what_is_mistyped_is_one_sentence(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments, said = MISTYPED[name]
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", f"zhengming: {said}\n")


def test_without_a_command_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    main([])
    printed = capsys.readouterr()
    assert (printed.out + printed.err).startswith("Usage: zhengming [OPTIONS] COMMAND")


@pytest.mark.parametrize("name", SENTENCES)
def test_requests_that_cannot_be_carried_out(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    arguments, said = SENTENCES[name]
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert said in printed.err and not printed.out
    assert list(tmp_path.iterdir()) == []


def test_bytes_that_are_no_utf8() -> None:
    command = [sys.executable.encode(), b"-c", b"from zhengming.cli import run; run()", b"lookup", b"\xff"]
    done = subprocess.run(command, capture_output=True, timeout=60, check=False)
    assert done.returncode == 2
    assert b"is no UTF-8" in done.stderr and b"Traceback" not in done.stderr


def test_a_file_name_cannot_move_the_cursor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a\x1b[2J\nb.txt"
    path.write_text("去風險（de-risking）", encoding="utf-8")
    for extra in ([], ["--explain"]):
        main(["extract", *extra, str(path)])
        out = capsys.readouterr().out
        assert "\x1b" not in out and "a⟨U+001B⟩[2J⟨U+000A⟩b.txt" in out


@pytest.mark.parametrize("command", [["annotate"], ["annotate", "--format", "prompt"], ["variants", "--text"]])
def test_nothing_is_said_of_a_text_that_was_not_read(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """`no terms found` would be a statement about a file that is not there."""
    assert main([*command, "none.txt"]) == 2
    out, err = capsys.readouterr()
    assert out == "" and "there is no such file" in err
