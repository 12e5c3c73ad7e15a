"""Options and habits that several commands share."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from zhengming.errors import ZhengmingError

_REGIONS = {"tw": "zh-TW", "hk": "zh-HK", "cn": "zh-CN"}
_NARROWEST, _WIDEST = 40, 100

glossary_option: Callable[[Any], Any] = click.option(
    "--glossary",
    "-g",
    "glossaries",
    multiple=True,
    metavar="PATH",
    help="Glossary file or folder; repeatable. Default: the project's, else ./glossary, else the built-in one.",
)
region_option: Callable[[Any], Any] = click.option(
    "--region",
    type=click.Choice(list(_REGIONS)),
    callback=lambda _context, _option, value: _REGIONS[value] if value else None,
    help="Whose Chinese: Taiwan, Hong Kong or the Mainland.",
)


def format_option(*formats: str) -> Callable[[Any], Any]:
    """`--format`; the first is the default."""
    return click.option("--format", "output", type=click.Choice(formats), default=formats[0], show_default=True)


def glossary_paths(named: Iterable[str]) -> tuple[str, ...]:
    """The glossary paths to use: the named ones, else the defaults."""
    from zhengming.glossary.locate import default_glossary

    return tuple(named) or default_glossary()


def columns() -> int:
    """The width to lay text out for."""
    return max(_NARROWEST, min(shutil.get_terminal_size().columns, _WIDEST))


def documents_under(paths: Iterable[str]) -> Iterator[str]:
    """The paths themselves, and for a folder the texts in it, in order; links out of it are not followed."""
    from zhengming.documents import READERS

    for path in paths:
        folder = Path(path)
        if path == "-" or not folder.is_dir():
            yield path
            continue
        for found in sorted(folder.rglob("*")):
            inside = found.is_file() and found.resolve().is_relative_to(folder.resolve())
            if inside and found.suffix and found.suffix.lower() in READERS:
                yield str(found)


class Troubles:
    """Says what went wrong with one file of several and lets the run go on; the exit code remembers."""

    def __init__(self) -> None:
        self.seen = False

    def tell(self, error: ZhengmingError) -> None:
        """Print the sentence on stderr."""
        from zhengming.reporting.visible import visible

        self.seen = True
        print(f"zhengming: {visible(str(error))}", file=sys.stderr)
