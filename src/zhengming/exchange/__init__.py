"""The glossary in other programs' formats, one file per format."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from zhengming.errors import UsageError
from zhengming.exchange import anki, anki_text
from zhengming.exchange.report import ExportReport, Loss
from zhengming.model import Glossary

__all__ = ["EXPORTERS", "ExportReport", "Loss", "export"]

# Each takes a glossary and a path, and what options the format has; it writes the file whole or not at all.
EXPORTERS: dict[str, Callable[..., ExportReport]] = {
    "anki": anki.write,
    "anki-text": anki_text.write,
}


def export(glossary: Glossary, format_name: str, path: str, **options: Any) -> ExportReport:
    """Write a glossary in another format: export(glossary, "anki", "deck.apkg").

    Raises UsageError for a format that is not known and WriteError where the file cannot be written.
    """
    if format_name not in EXPORTERS:
        raise UsageError(f"there is no format {format_name!r}", hint=f"there is {', '.join(EXPORTERS)}")
    return EXPORTERS[format_name](glossary, path, **options)
