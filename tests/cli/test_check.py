"""`check` as a command: profile, baseline, changed lines, fix, the cost of a rule, many drafts."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from zhengming.cli import main

GLOSSARY = """format: zhengming/1
concepts:
  - {id: sanctions, en: sanctions, zh: 制裁, avoid: [製裁, penalties]}
  - {id: entity-list, en: Entity List, zh: 實體清單}
  - {id: supply-chain, en: supply chain, zh: 供應鏈}
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "g.yaml").write_text(GLOSSARY, encoding="utf-8")
    (tmp_path / "zhengming.toml").write_text('glossary = "g.yaml"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def draft(folder: Path, text: str, name: str = "d.md") -> str:
    (folder / name).write_bytes(text.encode())
    return name


def findings(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    main(["check", *arguments, "--format", "json"])
    return [
        f"{f['path']}:{f['line']} {f['rule']} {f['severity']}" for f in json.loads(capsys.readouterr().out)["findings"]
    ]


def test_a_profile_turns_rules_off_and_names_severities(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (here / "zhengming.toml").open("a", encoding="utf-8") as file:
        file.write('[profile.mild]\nrules = {deprecated-term = false}\nseverities = {wrong-case = "error"}\n')
    path = draft(here, "New penalties for the entity list.\n")
    assert findings(capsys, path) == ["d.md:1 deprecated-term error", "d.md:1 wrong-case warning"]
    assert findings(capsys, path, "--profile", "mild") == ["d.md:1 wrong-case error"]


def test_ignored_paths(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (here / "zhengming.toml").open("a", encoding="utf-8") as file:
        file.write('ignore = ["old/**", "*.txt"]\n')
    (here / "old").mkdir()
    for name in ("old/a.md", "b.txt", "c.md"):
        draft(here, "New penalties.\n", name)
    assert findings(capsys, ".") == ["c.md:1 deprecated-term error"]


def test_a_baseline_is_borne_with_wherever_its_lines_move(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = draft(here, "New penalties.\n")
    assert main(["check", path, "--write-baseline", "known.json"]) == 0
    assert capsys.readouterr().err == "known.json: 1 finding known from now on\n"
    draft(here, "Words.\n\nMore words.\n\nNew penalties.\n\nThe entity list.\n")
    assert findings(capsys, path, "--baseline", "known.json") == ["d.md:7 wrong-case warning"]
    draft(here, "New penalties.\n\nNew penalties.\n")
    assert findings(capsys, path, "--baseline", "known.json") == ["d.md:3 deprecated-term error"]


@pytest.mark.parametrize(
    ("content", "said"), [("{}", "this is no baseline"), ("[", "this is no baseline"), (None, "no such file")]
)
def test_a_file_that_is_no_baseline(
    here: Path, capsys: pytest.CaptureFixture[str], content: str | None, said: str
) -> None:
    if content is not None:
        (here / "known.json").write_text(content, encoding="utf-8")
    assert main(["check", draft(here, "x\n"), "--baseline", "known.json"]) == 2
    assert said in capsys.readouterr().err


def test_only_changed_lines(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / ".git").rmdir()
    path = draft(here, "Old penalties.\n\nWords.\n")
    for command in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=A", "-c", "user.email=a@b.c", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", *command], check=True, cwd=here)
    draft(here, "Old penalties.\n\nNew penalties.\n")
    assert findings(capsys, path, "--diff-from", "HEAD") == ["d.md:3 deprecated-term error"]
    assert main(["check", path, "--diff-from", "HEAD^^"]) == 2


def test_a_diff_writes_nothing_and_a_fix_only_what_it_reports(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = "\ufeffThe firm is on the entity\r\nlist. *Entity list* it says.\r\n"
    path = draft(here, before)
    assert main(["check", path, "--diff"]) == 1
    assert "-The firm is on the entity\n" not in capsys.readouterr().out
    assert (here / path).read_bytes() == before.encode()
    main(["check", path, "--fix"])
    assert (here / path).read_bytes() == before.replace("Entity list", "Entity List").encode()
    assert main(["check", path, "--diff"]) == 0


FIXED = {
    "b.md": ("On the entity\nlist now.\n", "On the Entity\nList now.\n"),
    "a.md": ("On the *entity list* and entity **list** now.\n", "On the *Entity List* and entity **list** now.\n"),
    "a.html": ("<p>On the entity list &amp; more.</p>", "<p>On the Entity List &amp; more.</p>"),
    "a.csv": ('zh,en\n實體清單,"On the entity list, now"\n制裁,sanctions\n', None),
    "a.po": ('msgid "實體清單"\nmsgstr "On the \\"entity list\\" now"\n', None),
    "a.xlf": (
        '<xliff version="1.2"><file source-language="zh-TW" target-language="en" original="a" datatype="plaintext">'
        '<body><trans-unit id="1"><source>實體清單</source>'
        '<target>On the entity list &amp; <g id="1">entity</g> list</target></trans-unit></body></file></xliff>',
        None,
    ),
}


@pytest.mark.parametrize("name", FIXED)
def test_a_fix_leaves_the_format_as_it_is(here: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    before, after = FIXED[name]
    path = draft(here, before, name)
    main(["check", path, "--fix", "--rule", "wrong-case"])
    expected = after or before.replace("entity list", "Entity List")
    assert (here / path).read_text(encoding="utf-8") == expected
    main(["check", path, "--fix", "--rule", "wrong-case"])
    assert (here / path).read_text(encoding="utf-8") == expected
    assert "Traceback" not in capsys.readouterr().err


def test_a_fix_leaves_what_is_known_or_silenced(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "The entity list.\n\nThe entity list again. <!-- zhengming-disable-line -->\n"
    path = draft(here, text)
    main(["check", path, "--write-baseline", "known.json"])
    assert main(["check", path, "--fix", "--baseline", "known.json"]) == 0
    assert (here / path).read_text(encoding="utf-8") == text
    main(["check", path, "--fix"])
    assert (here / path).read_text(encoding="utf-8") == text.replace("list.\n", "List.\n", 1).replace(
        "entity List", "Entity List"
    )


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (
            "supply chain: deprecated",
            "supply chain: deprecated would fire 2 times in 1 of 1 draft, 200.0 times in 1,000",
        ),
        ("chain: deprecated", "chain: deprecated would fire 0 times in 0 of 1 draft."),
        ("wrong-case: on", "wrong-case: on would fire once in 1 of 1 draft"),
    ],
)
def test_the_cost_of_a_rule(here: Path, capsys: pytest.CaptureFixture[str], statement: str, said: str) -> None:
    path = draft(here, "A supply chain, the supply chains and the entity list.\n")
    assert main(["check", path, "--what-if", statement]) == 0
    assert capsys.readouterr().out.startswith(said)


def test_a_cost_that_is_not_understood(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", draft(here, "x\n"), "--what-if", "數據"]) == 2
    assert "is not understood" in capsys.readouterr().err


def test_one_unreadable_file_among_many(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, three = draft(here, "New penalties.\n", "a.md"), draft(here, "penalties\n", "c.md")
    assert main(["check", one, "none.md", three, "--format", "json"]) == 2
    printed = capsys.readouterr()
    assert [f["path"] for f in json.loads(printed.out)["findings"]] == ["a.md", "c.md"]
    assert printed.err == "zhengming: none.md: there is no such file (check the path)\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--rule", "missing-term"], "missing-term needs the source (--source)"),
        (["--rule", "wrong-case", "--language", "zh"], "wrong-case is for English drafts; this one is Chinese"),
    ],
)
def test_a_rule_that_can_find_nothing_here_is_told(
    here: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main(["check", draft(here, "Words.\n"), *arguments]) == 0
    assert capsys.readouterr().err == f"zhengming: note: {said}\n"


@pytest.mark.parametrize(
    ("glossary", "said"),
    [
        ("format: zhengming/1\nconcepts: []\n", "the glossary has no concepts: only the rules that need none looked"),
        (GLOSSARY.replace("penalties", "supply chain"), "'supply chain', to be avoided for sanctions, is right for a"),
    ],
)
def test_a_glossary_that_decides_nothing_is_told(
    here: Path, capsys: pytest.CaptureFixture[str], glossary: str, said: str
) -> None:
    (here / "g.yaml").write_text(glossary, encoding="utf-8")
    assert main(["check", draft(here, "Words.\n")]) == 0
    assert capsys.readouterr().err.startswith(f"zhengming: note: {said}")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--diff", "--format", "json"], "--diff is text"),
        (["--what-if", "x: deprecated", "--format", "html"], "--what-if is told as text or JSON"),
        (["--language", "zh", "--source-language", "zh"], "draft and source cannot both be in one language"),
        (["--profile", "none"], "there is no profile 'none'"),
        (["--rule", "wrong-csae"], "there is no rule 'wrong-csae' (did you mean wrong-case?)"),
    ],
)
def test_contradictions(here: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str) -> None:
    assert main(["check", draft(here, "x\n"), *arguments]) == 2
    assert said in capsys.readouterr().err
