"""The house is kept clean: imports run one way, and the engine neither prints nor exits."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src/zhengming"
# Rooms in one column do not import each other; a room may lean on any column to its left.
COLUMNS = (
    ("tags",),
    ("model", "errors"),
    ("files", "batch"),
    ("language",),
    ("documents", "glossary", "matching", "words"),
    ("extraction", "lookup"),
    ("alignment",),
    ("checking",),
    ("exchange", "reporting"),
    ("__init__",),
    ("cli", "web", "lsp"),
)
COLUMN_OF = {room: n for n, column in enumerate(COLUMNS) for room in column}
FILES = sorted(SOURCE.rglob("*.py"))


def room_of(path: Path) -> str:
    first = path.relative_to(SOURCE).parts[0]
    return first.removesuffix(".py")


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported_rooms(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "zhengming":
            parts = node.module.split(".")
            yield from (
                [parts[1]] if len(parts) > 1 else [a.name if a.name in COLUMN_OF else "__init__" for a in node.names]
            )
        elif isinstance(node, ast.Import):
            yield from (a.name.split(".")[1] for a in node.names if a.name.startswith("zhengming."))


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_imports_run_one_way(path: Path) -> None:
    room = room_of(path)
    if room == "__init__":
        return
    wrong = [r for r in imported_rooms(tree_of(path)) if r != room and not COLUMN_OF[r] < COLUMN_OF[room]]
    assert not wrong, f"{room} imports {wrong}"


def test_every_room_has_its_column() -> None:
    rooms = {room_of(p) for p in FILES} - {"py.typed"}
    assert rooms <= set(COLUMN_OF)


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_imports_say_from_where(path: Path) -> None:
    # A relative one would escape the table above.
    assert not [n.lineno for n in ast.walk(tree_of(path)) if isinstance(n, ast.ImportFrom) and n.level]


_TALKING = {"print", "input", "exit", "quit", "breakpoint", "sys.exit", "os._exit", "sys.stderr", "click.echo"}


def prints_or_exits(tree: ast.Module) -> Iterator[int]:
    """The lines that name `print` or its like, called or handed on; what runs as a process of its own may exit."""
    body = [n for n in tree.body if not (isinstance(n, ast.If) and "__main__" in ast.unparse(n.test))]
    for node in (inner for outer in body for inner in ast.walk(outer)):
        if isinstance(node, ast.Name | ast.Attribute) and ast.unparse(node) in _TALKING:
            yield node.lineno


@pytest.mark.parametrize("path", [p for p in FILES if room_of(p) != "cli"], ids=lambda p: str(p.relative_to(SOURCE)))
def test_the_engine_never_prints_or_exits(path: Path) -> None:
    assert not list(prints_or_exits(tree_of(path)))


def environment_read(tree: ast.AST) -> Iterator[int]:
    for node in ast.walk(tree):
        names = [a.name for a in node.names] if isinstance(node, ast.ImportFrom) and node.module == "os" else []
        names += [node.attr] if isinstance(node, ast.Attribute) else []
        if isinstance(node, ast.stmt | ast.expr) and {"environ", "environb", "getenv", "getenvb", "putenv"} & {*names}:
            yield node.lineno


@pytest.mark.parametrize("path", [p for p in FILES if room_of(p) != "files"], ids=lambda p: str(p.relative_to(SOURCE)))
def test_only_files_reads_the_environment(path: Path) -> None:
    assert not list(environment_read(tree_of(path)))


def test_the_tests_of_the_house_see_what_they_look_for() -> None:
    printing = "print(1)\nmap(print, x)\nsys.exit(1)\nsys.stderr.write('')\nif a:\n    os._exit(1)"
    assert sorted(prints_or_exits(ast.parse(printing))) == [1, 2, 3, 4, 6]
    assert not list(prints_or_exits(ast.parse("if __name__ == '__main__':\n    sys.exit(main())\n# print(1)")))
    reading = "os.environ['A']\nos.getenv('A')\nfrom os import environ as e\nfrom os import getenv"
    assert sorted(environment_read(ast.parse(reading))) == [1, 2, 3, 4]


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_texts_are_opened_with_their_encoding(path: Path) -> None:
    for node in ast.walk(tree_of(path)):
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Attribute) and called.attr in ("read_text", "write_text"):
            named = isinstance(node, ast.Call) and any(k.arg == "encoding" for k in node.keywords)
            # Our own files.decode.read_text is a plain name, not a method.
            assert named, f"line {called.lineno}"


def test_warnings_are_errors() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    assert settings["pytest"]["ini_options"]["filterwarnings"][0] == "error"
    assert settings["mypy"]["strict"] is True


def test_make_test_runs_the_linters() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("test:", "test-all:"):
        recipe = makefile.split(f"\n{target}")[1].split("\n\n")[0]
        assert "ruff check" in recipe and "mypy" in recipe and "pytest" in recipe


def test_licences_are_named() -> None:
    notice = (ROOT / "NOTICE.md").read_text(encoding="utf-8")
    assert "CC-CEDICT" in notice and "CC BY-SA 4.0" in notice
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")


def test_the_picture_of_the_house_is_true() -> None:
    picture = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rooms = {p.name for p in SOURCE.iterdir() if p.is_dir() and (p / "__init__.py").exists()}
    assert {f"{room}/" for room in rooms} <= set(re.findall(r"^  (\w+/)", picture, re.MULTILINE))
    assert (ROOT / "CHANGELOG.md").exists()
