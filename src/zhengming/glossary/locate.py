"""Which files make up a glossary, and which glossary a command uses when none is named."""

from __future__ import annotations

from pathlib import Path

from zhengming.errors import ReadError
from zhengming.files.configuration import configurations

# What a configuration may hold: the glossary, and what a profile wants of a draft (checking/profiles.py).
KEYS = (
    *("glossary", "glossaries", "profile", "region", "direction", "spelling", "stances"),
    *("rules", "severities", "first-mention", "ignore", "baseline"),
)
PROPOSED, REJECTED = ".proposed.yaml", ".rejected.yaml"


def files_of(path: str) -> tuple[str, ...]:
    """The glossary files that a path names: itself, or a folder's *.yaml without proposals and rejections."""
    folder = Path(path)
    if not folder.is_dir():
        return (path,)
    try:
        found = sorted(str(p) for p in folder.iterdir() if is_glossary_name(p.name))
    except OSError as fault:
        raise ReadError(f"this folder cannot be read: {fault.strerror}", path=path) from None
    if not found:
        raise ReadError("there is no glossary (*.yaml) in this folder", path=path, hint="name a file or another folder")
    return tuple(found)


def is_glossary_name(name: str) -> bool:
    """Whether a file in a folder belongs to the glossary proper."""
    return name.endswith((".yaml", ".yml")) and not name.endswith((PROPOSED, REJECTED)) and not name.startswith(".")


def built_in() -> str:
    """The folder of the glossary that the package carries; in a checkout, the repository's own."""
    carried = Path(__file__).parent.parent / "glossary_data"
    return str(carried if carried.is_dir() else Path(__file__).parents[3] / "glossary")


def default_glossary(start: str = ".") -> tuple[str, ...]:
    """What `zhengming.toml` or `[tool.zhengming]` names, looked for upward to the repository root; else ./glossary;
    else the built-in one.
    """
    for found in configurations(start):
        found.refuse_unknown(found.table, KEYS)
        stated = found.table.get("glossary") or found.table.get("glossaries")
        if stated:
            return found.paths(stated, "glossary")
    here = Path(start) / "glossary"
    if here.is_dir() and any(is_glossary_name(p.name) for p in here.iterdir()):
        return (str(here),)
    return (built_in(),)
