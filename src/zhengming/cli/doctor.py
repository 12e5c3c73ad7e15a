"""`zhengming doctor`: what is installed and where things are."""

from __future__ import annotations

import platform
from importlib import metadata

import click

_LIBRARIES = ("click", "jieba", "opencc", "PyYAML", "pypinyin", "simplemma", "genanki", "markdown-it-py")


@click.command("doctor")
def command() -> int:
    """Show versions, the glossary in use and the cache folder."""
    from zhengming import __version__
    from zhengming.files.cache import cache_folder
    from zhengming.glossary.locate import built_in, default_glossary

    rows = [("zhengming", __version__), ("python", platform.python_version())]
    rows += [(name, _version(name)) for name in _LIBRARIES]
    rows += [("glossary", ", ".join(default_glossary())), ("built in", built_in())]
    rows.append(("cache", str(cache_folder() or "none: indexes are made anew each time")))
    for name, value in rows:
        print(f"{name:<16}{value}")
    return 0


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not installed"
