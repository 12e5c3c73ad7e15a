"""Notes as the text that Anki imports, for people who merge by hand: one line a note, header lines that say how.

Our note type must be in the collection: import a deck once. Anki then knows the notes by their GUIDs, makes all cards
that a note can have, and overwrites whatever it is told to.
"""

from __future__ import annotations

from collections.abc import Iterable

from zhengming.errors import UsageError
from zhengming.exchange.anki import left_out, notes_of, selected
from zhengming.exchange.anki_choices import CARDS, Choices
from zhengming.exchange.anki_history import History, path_beside
from zhengming.exchange.anki_package import FIELDS, NOTE_TYPE, AnkiNote
from zhengming.exchange.report import ExportReport
from zhengming.files.write import write_atomically
from zhengming.model import Glossary

_COLUMNS = ("GUID", "Note type", "Deck", *FIELDS, "Note tags")
_HEADER = (
    "#separator:tab",
    "#html:true",
    "#guid column:1",
    "#notetype column:2",
    "#deck column:3",
    f"#tags column:{len(_COLUMNS)}",
)


def write(glossary: Glossary, path: str, *, choices: Choices | None = None) -> ExportReport:
    """Write the notes: `write(glossary, "notes.txt")`. It has no times, so the history is only read."""
    chosen = choices or Choices()
    if set(chosen.cards) != set(CARDS) or chosen.region:
        raise UsageError("a text has neither cards nor a style", hint="leave out --cards and --region, or write a deck")
    everything, losses = notes_of(glossary, History(path_beside(glossary)), chosen)
    notes = selected(everything, chosen)
    write_atomically(path, text(notes, chosen.deck).encode("utf-8", "surrogatepass"))
    return ExportReport(path, len(notes), len(notes), losses, remarks=left_out(everything, chosen))


def text(notes: Iterable[AnkiNote], deck: str) -> str:
    """The lines, each cell in quotation marks: a GUID may begin with the sign of a header line."""
    rows = ((note.guid, NOTE_TYPE, deck, *note.fields, " ".join(note.tags)) for note in notes)
    lines = ("\t".join(map(_cell, row)) for row in rows)
    return "\n".join([*_HEADER, *lines]) + "\n"


def _cell(content: str) -> str:
    return '"' + content.replace('"', '""') + '"'
