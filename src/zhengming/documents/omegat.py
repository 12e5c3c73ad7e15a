"""OmegaT projects: a folder with its translation memory, or with source and target files of the same names."""

from __future__ import annotations

from pathlib import Path

from zhengming.documents.found import language_tag
from zhengming.documents.markup import local, walk
from zhengming.files.decode import read_bytes

_PROJECT = "omegat.project"
# What a project that says `__DEFAULT__`, or nothing, means (OmegaT manual, "The project folder").
_DEFAULTS = {"source_dir": "source", "target_dir": "target"}
_MOST_FILES = 10_000


def is_project(path: str) -> bool:
    """Whether a path is the folder of an OmegaT project."""
    return (Path(path) / _PROJECT).is_file()


def memory(folder: str) -> str:
    """The translation memory that OmegaT saves in the project: every segment translated so far."""
    return str(Path(folder) / "omegat" / "project_save.tmx")


def languages(folder: str) -> tuple[str, str]:
    """The source and the target language of the project, as our tags."""
    said = _settings(folder)
    return language_tag(said.get("source_lang", "")), language_tag(said.get("target_lang", ""))


def pairs(folder: str) -> tuple[tuple[str, str], ...]:
    """(draft, source) of every file that the project has on both sides, by name: what there is to align without memory.

    Links, and folders outside of the project, are not followed.
    """
    root = Path(folder).resolve()
    said = _settings(folder)
    source, target = (_folder(root, said.get(key, ""), default) for key, default in _DEFAULTS.items())
    if source is None or target is None:
        return ()
    found = []
    for path in sorted(p for p in source.rglob("*") if p.is_file())[:_MOST_FILES]:
        draft = target / path.relative_to(source)
        if draft.is_file() and _within(path, root) and _within(draft, root):
            found.append((str(draft), str(path)))
    return tuple(found)


def _folder(root: Path, said: str, default: str) -> Path | None:
    folder = root / (default if said in ("", "__DEFAULT__") else said)
    return folder if folder.is_dir() and _within(folder, root) else None


def _within(path: Path, root: Path) -> bool:
    return path.resolve().is_relative_to(root)


def _settings(folder: str) -> dict[str, str]:
    """What the project file says: the text of each of its elements."""
    path = str(Path(folder) / _PROJECT)
    found: dict[str, str] = {}
    inside: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        inside.append(local(name))

    def text(said: str) -> None:
        if inside:
            found[inside[-1]] = found.get(inside[-1], "") + said

    def end(name: str) -> None:
        inside.pop()

    walk(read_bytes(path), path, start=start, end=end, text=text)
    return {name: said.strip() for name, said in found.items()}
