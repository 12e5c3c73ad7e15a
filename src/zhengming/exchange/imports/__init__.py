"""Glossaries of other programs → concepts, one file a format; nothing is written here."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from zhengming.errors import UsageError
from zhengming.exchange.imports.found import Imported, Losses, Lost, lost_sentence
from zhengming.exchange.imports.reading import Reading
from zhengming.files.decode import read_bytes
from zhengming.glossary.nodes import collection_paused

__all__ = ["IMPORTERS", "Imported", "Losses", "Lost", "importer_named", "lost_sentence", "read", "read_content"]


@dataclass(frozen=True, slots=True)
class Importer:
    """A format that we read: its file in this folder, what it is called, and what it is in one line."""

    name: str
    module: str
    title: str
    about: str
    function: str = "read"

    def reader(self) -> Callable[[bytes, Reading], None]:
        """The function that reads it."""
        found: Callable[[bytes, Reading], None] = getattr(import_module(f"{__name__}.{self.module}"), self.function)
        return found


IMPORTERS = {
    one.name: one
    for one in (
        Importer("tbx", "tbx", "TBX", "TBX 2 and 3 (DCA and DCT), TBX-Min"),
        Importer("tmx", "tmx", "TMX", "the terms of a translation memory"),
        Importer("csv", "tables", "CSV", "a table, with its columns guessed or said; our own without a loss"),
        Importer("tsv", "tables", "TSV", "the same with tabs", "read_tabs"),
        Importer("xlsx", "workbook", "XLSX", "the same in a workbook, every sheet"),
        Importer("markdown", "markdown", "Markdown", "tables in a text"),
        Importer("omegat", "omegat", "OmegaT", "source, target and comment between tabs"),
        Importer("memoq", "memoq", "memoQ", "a term base that memoQ exported as CSV"),
        Importer("multiterm", "multiterm", "MultiTerm", "MultiTerm XML, from Trados"),
        Importer("cedict", "cedict", "CC-CEDICT", "a dictionary in the format of CC-CEDICT"),
    )
}
# The names that `export` has for what is read the same way.
_SAME = {"tbx3": "tbx", "tbx3-dct": "tbx", "md": "markdown", "u8": "cedict", "xml": "multiterm"}


def read(path: str, format_name: str = "", columns: tuple[tuple[str, str], ...] = ()) -> Imported:
    """The entries of a file, or of standard input for `-`: read("policy.tbx").

    `columns` says which column of a table is what: (("zh", "譯名"),). Raises ReadError for a file that cannot be read,
    UsageError for a format or column that there is not.
    """
    return read_content(read_bytes(path), path, format_name, columns)


def read_content(
    content: bytes, path: str, format_name: str = "", columns: tuple[tuple[str, str], ...] = ()
) -> Imported:
    """The same of the bytes of a file; `path` names them."""
    from zhengming.exchange.imports.sniff import format_of

    importer = importer_named(format_name) if format_name else IMPORTERS[format_of(content, path)]
    reading = Reading(path, columns)
    with collection_paused():
        importer.reader()(content, reading)
    if columns and not reading.columns:
        raise UsageError(f"--column is for tables; this is {importer.title}", path=path)
    shown = tuple(reading.columns.items())
    return Imported(path, importer.name, tuple(reading.concepts), reading.losses.listed(), shown)


def importer_named(name: str) -> Importer:
    """The format of a name; UsageError with what was perhaps meant."""
    plain = _SAME.get(name.lower().lstrip("."), name.lower().lstrip("."))
    if plain in IMPORTERS:
        return IMPORTERS[plain]
    near = difflib.get_close_matches(plain, IMPORTERS, 1, 0.5)
    hint = f"did you mean {near[0]!r}?" if near else f"there is {', '.join(IMPORTERS)}"
    raise UsageError(f"there is no format {name!r} to import", hint=hint)
