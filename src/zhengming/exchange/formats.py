"""The formats there are, stated once; a format's file is imported when it is asked for."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from zhengming.errors import UsageError
from zhengming.exchange.options import Options
from zhengming.exchange.report import ExportReport, Loss
from zhengming.model import Glossary


@dataclass(frozen=True, slots=True)
class Part:
    """One file of an export: `name` is what it is called where there are several of them."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Written:
    """What a format makes of a glossary, still in memory, so that a fault leaves the old file alone."""

    parts: tuple[Part, ...]
    concepts: int
    items: int
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its file in this folder, what it is called, what it is for in one line, and what its items are.

    `noun` is what is no text for standard output, empty for a text. A format's file has
    `write(glossary, options) -> Written`, and `read` where we import it.
    """

    name: str
    module: str
    title: str
    about: str
    item: str
    noun: str = ""
    own_file: bool = False
    function: str = "write"

    def writer(self) -> Callable[[Glossary, Options], Written]:
        """The function that writes it."""
        found: Callable[[Glossary, Options], Written] = self._function()
        return found

    def file_writer(self) -> Callable[..., ExportReport]:
        """The function of a format that writes its file itself, with options of its own."""
        found: Callable[..., ExportReport] = self._function()
        return found

    def _function(self) -> Any:
        return getattr(import_module(f"zhengming.exchange.{self.module}"), self.function)


FORMATS = {
    form.name: form
    for form in (
        Format("anki", "anki", "Anki", "a deck of cards, to learn with", "card", "a deck", own_file=True),
        Format(
            "anki-text", "anki_text", "Anki", "notes for Anki's own import", "note", "a text of notes", own_file=True
        ),
        Format("csv", "delimited", "CSV", "a table for spreadsheets, one row a concept; nothing is lost", "row"),
        Format("tsv", "delimited", "TSV", "the same with tabs", "row", function="write_tabs"),
        Format("xlsx", "spreadsheet", "XLSX", "the same as a workbook, a sheet a subject", "row", "a workbook"),
        Format("tbx", "tbx", "TBX 2", "TBX-Basic of 2008, for Weblate, OmegaT and most tools", "term"),
        Format("tbx3", "tbx", "TBX 3", "TBX-Basic of 2019, categories as attributes (DCA)", "term", function="write_3"),
        Format("tbx3-dct", "tbx", "TBX 3", "the same, categories as tags (DCT)", "term", function="write_3_tags"),
        Format("memoq", "memoq", "memoQ", "a term base as CSV, with memoQ's column names", "term"),
        Format("multiterm", "multiterm", "MultiTerm", "MultiTerm XML, for Trados", "term"),
        Format("omegat", "omegat", "OmegaT", "glossaries for OmegaT, one a region and direction", "line"),
        Format("tmx", "tmx", "TMX", "a translation memory, TMX 1.4", "unit"),
        Format("deepl", "deepl", "DeepL", "glossaries for DeepL, one a region and direction", "entry"),
        Format("weblate", "weblate", "Weblate", "CSV for Weblate's glossaries, one a region and direction", "row"),
        Format("google", "google", "Google", "a glossary for Google Cloud Translation", "row"),
        Format("xbench", "xbench", "Xbench", "glossaries for ApSIC Xbench, one a region and direction", "line"),
        Format("jieba", "jieba_words", "jieba", "user dictionaries for jieba, one a region", "word"),
        Format("opencc", "opencc_phrases", "OpenCC", "phrase tables for OpenCC, from each region to each", "phrase"),
        Format("vale", "vale", "Vale", "a style for Vale: what to avoid, in English and in each region", "rule"),
        Format("prh", "prh", "prh", "rules for prh and textlint, a file a language", "rule"),
        Format("skos", "skos", "SKOS", "a concept scheme in Turtle, for linked data", "concept"),
        Format("json", "structured", "JSON", "everything, for programs", "concept"),
        Format("markdown", "markdown", "Markdown", "tables to read, one a subject", "row"),
        Format(
            "print", "printed", "Printed glossary", "a page to print, by English, by strokes and by pinyin", "entry"
        ),
        Format("page", "searchable", "Search page", "a page to search, in one file without a server", "entry"),
    )
}


def format_named(name: str) -> Format:
    """The format of a name; UsageError with what was perhaps meant."""
    if name in FORMATS:
        return FORMATS[name]
    near = difflib.get_close_matches(name.lower().lstrip("."), FORMATS, 1, 0.5)
    hint = f"did you mean {near[0]!r}?" if near else f"there is {', '.join(FORMATS)}"
    raise UsageError(f"there is no format {name!r}", hint=hint)
