"""The glossary in other programs' formats, one file per format."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from zhengming.errors import UsageError, WriteError
from zhengming.exchange.formats import FORMATS, Format, Part, Written, format_named
from zhengming.exchange.options import Options, selected
from zhengming.exchange.report import ExportReport, Loss, loss_sentence
from zhengming.files.write import write_atomically
from zhengming.glossary.nodes import collection_paused
from zhengming.model import Glossary

__all__ = ["FORMATS", "ExportReport", "Loss", "Options", "export", "format_named", "loss_sentence", "written"]


def export(glossary: Glossary, format_name: str, path: str, options: Options | None = None, **own: Any) -> ExportReport:
    """Write a glossary in another format: export(glossary, "tbx", "glossary.tbx", Options(region="zh-TW")).

    A format that makes several files, one for each region and direction, wants a folder; it is made. What is asked of
    Anki's formats is theirs alone: export(glossary, "anki", "deck.apkg", choices=Choices(deck="Policy")). Raises
    UsageError for a format that is not known and WriteError where a file cannot be written; then the old one is still
    in place.
    """
    form = format_named(format_name)
    if form.own_file:
        return form.file_writer()(glossary, path, **own)
    made = written(glossary, format_name, options)
    files = _save(form, made.parts, path)
    return ExportReport(path, made.concepts, made.items, made.losses, files=files)


def written(glossary: Glossary, format_name: str, options: Options | None = None) -> Written:
    """The same without a file: what would be in it. Not for decks."""
    form, wanted = format_named(format_name), options or Options()
    with collection_paused():
        return form.writer()(selected(glossary, wanted), wanted)


def _save(form: Format, parts: tuple[Part, ...], path: str) -> tuple[str, ...]:
    """Write the one file, or each into the folder; all of them are ready by now, so a fault has left all as it was."""
    folder = Path(path)
    if len(parts) == 1 and not folder.is_dir() and not path.endswith("/"):
        write_atomically(path, parts[0].content)
        return (path,)
    if len(parts) > 1 and folder.suffix and not folder.is_dir():
        raise UsageError(
            f"{form.title} makes {len(parts)} files: {', '.join(part.name for part in parts)}",
            path=path,
            hint="name a folder, or choose with --region and --direction",
        )
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise WriteError(f"this folder cannot be made: {error.strerror or error}", path=path) from None
    files = tuple(str(folder / part.name) for part in parts)
    for file, part in zip(files, parts, strict=True):
        write_atomically(file, part.content)
    return files
