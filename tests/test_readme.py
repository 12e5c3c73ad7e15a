"""Every command and Python example of the README runs and prints what the README says."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path

import pytest

from zhengming.cli import main
from zhengming.glossary.read import load

ROOT = Path(__file__).parents[1]
PAGES = ("README.md", "README.zh.md")


def blocks(page: str, language: str) -> list[str]:
    text = (ROOT / page).read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def commands(page: str) -> list[tuple[str, str]]:
    """(command, expected output) of all console blocks, in order."""
    found = []
    for block in blocks(page, "console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append((command, output))
    return found


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("seeds", "glossary", "examples"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


@pytest.mark.parametrize("page", PAGES)
def test_commands(page: str, workplace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    checker = doctest.OutputChecker()
    for command, expected in commands(page):
        name, *arguments = shlex.split(command)
        assert name == "zhengming"
        assert main(arguments) in (0, 1), command
        printed = capsys.readouterr().out
        wanted = re.sub(r"^\.\.\.$", "<...>", expected, flags=re.MULTILINE).replace("<...>\n", "...")
        wanted = wanted if wanted.endswith(("\n", "...")) else wanted + "\n"
        assert checker.check_output(wanted, printed, doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE), printed


@pytest.mark.parametrize("page", PAGES)
def test_python_examples(page: str, workplace: Path) -> None:
    for block in blocks(page, "pycon"):
        test = doctest.DocTestParser().get_doctest(block, {}, page, page, 0)
        result = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test)
        assert result.attempted and not result.failed


@pytest.mark.parametrize("page", PAGES)
def test_the_glossary_example_loads(page: str, tmp_path: Path) -> None:
    for block in blocks(page, "yaml"):
        path = tmp_path / "example.yaml"
        path.write_text(block, encoding="utf-8")
        assert load(str(path)).concepts


@pytest.mark.parametrize("page", PAGES)
def test_linked_files_exist(page: str) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", (ROOT / page).read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_both_commands_stand_on_the_first_screen(page: str) -> None:
    first = "\n".join((ROOT / page).read_text(encoding="utf-8").splitlines()[:20])
    assert "make demo" in first and "make test" in first
