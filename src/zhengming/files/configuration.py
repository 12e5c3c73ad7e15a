"""`zhengming.toml` and `[tool.zhengming]`, looked for from a folder upward to the root of the repository."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from zhengming.errors import ZhengmingError

NAMES = ("zhengming.toml", "pyproject.toml")


class Configuration:
    """What a file says of us: `table` as TOML has it; relative paths in it start from `folder`.

    No dataclass: a look-up reads this and must not wait for that import.
    """

    __slots__ = ("folder", "path", "table")

    def __init__(self, path: str, folder: str, table: dict[str, Any]) -> None:
        self.path = path
        self.folder = folder
        self.table = table

    def fault(self, message: str, hint: str = "") -> ZhengmingError:
        """An error that names this file."""
        return ZhengmingError(message, path=self.path, hint=hint)

    def refuse_unknown(self, table: dict[str, Any], known: Collection[str], inside: str = "") -> None:
        """Raise ZhengmingError for a key that nobody reads, with the nearest one that somebody does."""
        for key in table:
            if key not in known:
                import difflib

                near = difflib.get_close_matches(key, known, 1)
                hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(known)}"
                raise self.fault(f"unknown key {key!r}{inside}", hint)

    def paths(self, value: object, key: str) -> tuple[str, ...]:
        """A path or a list of paths, from the folder of the file."""
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
            raise self.fault(f"`{key}` is neither a path nor a list of paths", '"my.yaml"')
        return tuple(str(Path(self.folder) / one) for one in listed)


def configurations(start: str = ".") -> Iterator[Configuration]:
    """The files that say something of us, the nearest first."""
    for folder in _upward(Path(start).resolve()):
        for name in NAMES:
            table = _table(folder / name)
            if table:
                yield Configuration(str(folder / name), str(folder), table)


def _upward(folder: Path) -> Iterator[Path]:
    for one in (folder, *folder.parents):
        yield one
        if (one / ".git").exists():
            return


def _table(path: Path) -> dict[str, Any]:
    """What a configuration file says of us; another tool's broken pyproject.toml is not our trouble."""
    own = path.name == NAMES[0]
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
