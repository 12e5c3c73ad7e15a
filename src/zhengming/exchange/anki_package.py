"""An Anki package from ready notes: ids, times and the zip, so that the same notes give the same bytes."""

from __future__ import annotations

import hashlib
import io
import re
import sqlite3
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

# The identity of our note type and deck in learners' collections: never to be changed.
# A field added, removed or moved would make a second note type, and no more updates (a conflict for every note).
NOTE_TYPE_ID = 1_698_231_074_913
DECK_ID = 1_698_231_075_427
NOTE_TYPE = "Zhengming 正名"
FIELDS = (
    "Id", "English", "EnglishAlso", "Traditional", "Simplified", "TW", "HK", "CN", "Pinyin", "Zhuyin", "Jyutping",
    "Kind", "PartOfSpeech", "Acronym", "Definition", "Note", "Example", "ExampleCloze", "ExampleSource", "Tags",
    "Spare1", "Spare2", "Spare3",
)  # fmt: skip
CARDS = {"English → Chinese": "english-chinese", "Chinese → English": "chinese-english"}
# When the files in anki_cards/ last changed. Anki replaces a learner's cards only by newer ones, so that somebody's
# own styling stays until we have something new to show.
CARDS_CHANGED = 1_795_300_000

_FIRST_NOTE_ID, _NOTE_IDS = 1_300_000_000_000, 200_000_000_000
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class AnkiNote:
    """A note: `fields` are HTML in the order of `FIELDS`, `modified` is in seconds since 1970."""

    concept: str
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    modified: int


def package(notes: Sequence[AnkiNote], deck: str) -> bytes:
    """The bytes of an .apkg file: a zip of a database and an empty list of media. New cards come in this order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (("collection.anki2", _collection(notes, deck)), ("media", b"{}")):
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return buffer.getvalue()


def guid(concept: str) -> str:
    """What Anki knows a note by, made from the concept's id and nothing else."""
    import genanki

    return str(genanki.guid_for("zhengming", concept))


def card_file(name: str) -> str:
    """A file of anki_cards/ with the parts that cards share filled in: `<!-- forms -->` is forms.html."""
    text = files("zhengming.exchange").joinpath("anki_cards", name).read_text(encoding="utf-8").strip()
    return re.sub(r"<!-- (\w+) -->", lambda part: card_file(f"{part[1]}.html"), text)


def _collection(notes: Sequence[AnkiNote], deck: str) -> bytes:
    import genanki

    note_type = _note_type()
    holder = genanki.Deck(DECK_ID, deck)
    holder.add_model(note_type)
    connection = sqlite3.connect(":memory:")
    try:
        cursor = connection.cursor()
        # Without its notes, which get an id and a time of their own below.
        genanki.Package(holder).write_to_db(cursor, CARDS_CHANGED, iter(()))
        ids = _note_ids(note.concept for note in notes)
        for position, note in enumerate(notes, start=1):
            row = genanki.Note(
                note_type, list(note.fields), tags=list(note.tags), guid=guid(note.concept), due=position
            )
            first = ids[note.concept]
            row.write_to_db(cursor, note.modified, DECK_ID, iter((first, *range(first, first + len(CARDS)))))
        connection.commit()
        return connection.serialize()
    finally:
        connection.close()


def _note_type() -> Any:
    import genanki

    return genanki.Model(
        NOTE_TYPE_ID,
        NOTE_TYPE,
        fields=[{"name": name} for name in FIELDS],
        templates=[
            {"name": name, "qfmt": card_file(f"{file}.front.html"), "afmt": card_file(f"{file}.back.html")}
            for name, file in CARDS.items()
        ],
        css=card_file("cards.css"),
        sort_field_index=FIELDS.index("English"),
    )


def _note_ids(concepts: Iterable[str]) -> dict[str, int]:
    """A number for each concept, the same in every deck, with room behind it for the numbers of its cards."""
    ids: dict[str, int] = {}
    taken: set[int] = set()
    for concept in concepts:
        digest = hashlib.sha256(concept.encode()).digest()
        number = int.from_bytes(digest[:8], "big") % _NOTE_IDS
        while number in taken:
            number = (number + 1) % _NOTE_IDS
        taken.add(number)
        ids[concept] = _FIRST_NOTE_ID + number * len(CARDS)
    return ids
