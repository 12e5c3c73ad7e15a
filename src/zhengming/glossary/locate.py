"""Which files make up a glossary, and which glossary a command uses when none is named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from zhengming.errors import ReadError, ZhengmingError

CONFIGURATIONS = ("zhengming.toml", "pyproject.toml")
# What a configuration may hold: the glossary, and what the design (sections 5 and 6) gives to checking later.
KEYS = (
    "glossary",
    *("profile", "region", "language", "source-language", "direction", "spelling"),
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
    for folder in _upward(Path(start).resolve()):
        named = _configured(folder)
        if named:
            return named
    here = Path(start) / "glossary"
    if here.is_dir() and any(is_glossary_name(p.name) for p in here.iterdir()):
        return (str(here),)
    return (built_in(),)


def _upward(folder: Path) -> list[Path]:
    folders = []
    for one in (folder, *folder.parents):
        folders.append(one)
        if (one / ".git").exists():
            break
    return folders


def _configured(folder: Path) -> tuple[str, ...]:
    for name in CONFIGURATIONS:
        table = _table(folder / name)
        _refuse_unknown(table, str(folder / name))
        stated = table.get("glossary")
        if stated:
            listed = [stated] if isinstance(stated, str) else stated
            if not isinstance(listed, list) or not all(isinstance(g, str) for g in listed):
                path = str(folder / name)
                raise ZhengmingError("`glossary` is neither a path nor a list of paths", path=path, hint='"my.yaml"')
            return tuple(str(folder / g) for g in listed)
    return ()


def _refuse_unknown(table: dict[str, Any], path: str) -> None:
    for key in table:
        if key not in KEYS:
            import difflib

            near = difflib.get_close_matches(key, KEYS, 1)
            hint = f"did you mean {near[0]!r}?" if near else 'the glossary is named by glossary = "my.yaml"'
            raise ZhengmingError(f"unknown key {key!r}", path=path, hint=hint)


def _table(path: Path) -> dict[str, Any]:
    """What a configuration file says of us; another tool's broken pyproject.toml is not our trouble."""
    own = path.name == CONFIGURATIONS[0]
    try:
        text = path.read_text(encoding="utf-8-sig")
        if not own and "tool.zhengming" not in text:
            return {}
        import tomllib

        data = tomllib.loads(text)
    except FileNotFoundError:
        return {}
    except (ValueError, OSError) as fault:
        if own:
            raise ZhengmingError(f"cannot be read: {fault}", path=str(path), hint="correct or remove it") from None
        return {}
    table = data if own else data.get("tool", {}).get("zhengming", {})
    return table if isinstance(table, dict) else {}
