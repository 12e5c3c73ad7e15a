"""Options and habits that several commands share."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from zhengming.errors import ReadError, ZhengmingError
from zhengming.tags import REGION_TAGS

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
    type=click.Choice(list(REGION_TAGS)),
    callback=lambda _context, _option, value: REGION_TAGS[value] if value else None,
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
    from zhengming.files.terminal import terminal_columns

    return max(_NARROWEST, min(terminal_columns(), _WIDEST))


def documents_under(paths: Iterable[str], troubles: Troubles) -> Iterator[str]:
    """The paths themselves, and for a folder the texts in it, in order; links out of it are not followed."""
    from zhengming.documents import READERS

    for path in paths:
        if path != "-" and Path(path).is_dir():
            yield from _texts_in(Path(path), troubles, READERS)
        else:
            yield path


def drafts_under(paths: Iterable[str], troubles: Troubles) -> Iterator[str]:
    """As `documents_under`, with translation files; the folder of a translation project is one draft."""
    from zhengming.documents.bilingual import SUFFIXES, is_project

    for path in paths:
        if path != "-" and Path(path).is_dir() and not is_project(path):
            yield from _texts_in(Path(path), troubles, SUFFIXES)
        else:
            yield path


def _texts_in(folder: Path, troubles: Troubles, suffixes: Collection[str]) -> Iterator[str]:
    def refused(fault: OSError) -> None:
        troubles.tell(ReadError(f"this folder cannot be read: {fault.strerror}", path=str(fault.filename)))

    for root, folders, names in os.walk(folder, onerror=refused):
        folders.sort()
        for name in sorted(names):
            found = Path(root) / name
            known = found.suffix and found.suffix.lower() in suffixes and not name.startswith("~$")
            if known and found.is_file() and found.resolve().is_relative_to(folder.resolve()):
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

    def remark(self, sentences: Iterable[str]) -> None:
        """Print what a person should know of a run that went well all the same."""
        from zhengming.reporting.visible import visible

        for sentence in sentences:
            print(f"zhengming: note: {visible(sentence)}", file=sys.stderr)
