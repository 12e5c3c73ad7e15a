"""Lines that changed since a revision, by the real git."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from zhengming.errors import UsageError
from zhengming.files.changes import changed_lines


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    for command in (
        ["init", "-q"],
        ["config", "user.email", "a@example.org"],
        ["config", "user.name", "A"],
        ["config", "core.autocrlf", "false"],
    ):
        subprocess.run(["git", "-C", str(tmp_path), *command], check=True)
    (tmp_path / "草稿.md").write_text("one\ntwo\nthree\nfour\n", encoding="utf-8")
    subprocess.run(["git", "-C", str(tmp_path), "add", "."], check=True)
    subprocess.run(["git", "-C", str(tmp_path), "commit", "-qm", "x"], check=True)
    return tmp_path


def lines(path: Path, revision: str = "HEAD") -> list[int]:
    return [line for r in changed_lines(str(path), revision) for line in r]


def test_nothing_changed(repository: Path) -> None:
    assert lines(repository / "草稿.md") == []


def test_changed_added_and_removed(repository: Path) -> None:
    (repository / "草稿.md").write_text("zero\none\nTWO\nthree\n", encoding="utf-8")
    assert lines(repository / "草稿.md") == [1, 3]


def test_a_new_file_has_changed_in_every_line(repository: Path) -> None:
    (repository / "new.md").write_text("one\n", encoding="utf-8")
    assert 1 in changed_lines(str(repository / "new.md"), "HEAD")[0]


@pytest.mark.parametrize(
    ("revision", "said"),
    [("nothing", "git: there is no revision 'nothing'"), ("--output=x", "'--output=x' is no revision")],
)
def test_a_revision_that_is_none(repository: Path, revision: str, said: str) -> None:
    with pytest.raises(UsageError) as raised:
        changed_lines(str(repository / "草稿.md"), revision)
    assert str(raised.value).startswith(said)


def test_no_repository(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match=r"^git: "):
        changed_lines(str(tmp_path / "a.md"), "HEAD")
