"""An Anki package from ready notes: ids, times and the zip, so that the same notes give the same bytes.

What holds for good once learners have a deck, and what Anki does otherwise (seen with Anki 24.11 and 26.09):

- the names of fields and templates, and their order: another list is another note type, and every note of ours a
  conflict that is not updated;
- the text of the cards' fronts: after a change Anki makes the cards that a note lacks, also those a learner did not
  want, and 26.09 makes some twice. Backs and styling may change, with a new CARDS_CHANGED;
- an example that goes away leaves a learner's cloze card without a front: Anki shows it as blank and removes it with
  Tools > Empty Cards;
- 24.11 gives an updated note the time of its import, so that a change made before that import is not taken later.
"""

from __future__ import annotations

import hashlib
import io
import re
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from zhengming.exchange.anki_choices import CARDS, PROPOSED, Choices, status_of
from zhengming.model import Concept

# The identity of our note type and deck in learners' collections: never to be changed.
NOTE_TYPE_ID = 1_698_231_074_913
DECK_ID = 1_698_231_075_427
NOTE_TYPE = "Zhengming 正名"
FIELDS = (
    "Id", "English", "EnglishAlso", "Traditional", "Simplified", "TW", "HK", "CN", "Pinyin", "Zhuyin", "Jyutping",
    "Kind", "PartOfSpeech", "Acronym", "Definition", "Note", "Example", "ExampleCloze", "ExampleSource", "Tags",
    "Spare1", "Spare2", "Spare3",
)  # fmt: skip
# The templates and their files, in the order of CARDS.
TEMPLATES = {"English → Chinese": "english-chinese", "Chinese → English": "chinese-english", "Cloze": "cloze"}
# When the files in anki_cards/ last changed. Anki replaces a learner's cards only by newer ones, so that somebody's
# own styling stays until we have something new to show.
CARDS_CHANGED = 1_795_719_600

# Anki wants ids that are milliseconds of the past: these end in November 2023. Eight to a note leave room for cards.
_FIRST_NOTE_ID, _NOTE_IDS, _IDS_A_NOTE = 1_300_000_000_000, 50_000_000_000, 8
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class AnkiNote:
    """A note: `fields` are HTML in the order of `FIELDS`, `modified` is in seconds since 1970.

    `known_as` is the id that the concept began with, from which its `guid` is made.
    """

    concept: Concept
    known_as: str
    guid: str
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    proposed: bool = False
    modified: int = 0

    @property
    def cards(self) -> tuple[str, ...]:
        """The cards that Anki makes of it: one with a sentence needs a sentence."""
        return CARDS if self.fields[FIELDS.index("ExampleCloze")] else CARDS[:2]

    @property
    def status(self) -> str:
        """Its concept's, or `proposed`."""
        return PROPOSED if self.proposed else status_of(self.concept)


def package(notes: Sequence[AnkiNote], choices: Choices) -> bytes:
    """The bytes of an .apkg file: a zip of a database and an empty list of media. New cards come in this order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (("collection.anki2", _collection(notes, choices)), ("media", b"{}")):
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return buffer.getvalue()


def guid(concept: str) -> str:
    """What Anki knows a note by, made from the id that its concept began with and nothing else."""
    import genanki

    return str(genanki.guid_for("zhengming", concept))


def card_file(name: str) -> str:
    """A file of anki_cards/ with the parts that cards share filled in: `<!-- forms -->` is forms.html."""
    text = files("zhengming.exchange").joinpath("anki_cards", name).read_text(encoding="utf-8").strip()
    return re.sub(r"<!-- (\w+) -->", lambda part: card_file(f"{part[1]}.html"), text)


def styling(region: str) -> str:
    """The cards' style; the form of a region is the large one, or both scripts are shown alike."""
    return "\n\n".join(card_file(name) for name in ("cards.css", *([f"{region}.css"] if region else [])))


def _collection(notes: Sequence[AnkiNote], choices: Choices) -> bytes:
    import genanki

    holder = genanki.Deck(DECK_ID, choices.deck)
    holder.add_model(_note_type(choices.region))
    connection = sqlite3.connect(":memory:")
    try:
        cursor = connection.cursor()
        # Without its notes, which get an id and a time of their own below.
        genanki.Package(holder).write_to_db(cursor, CARDS_CHANGED, iter(()))
        ids = _note_ids(note.known_as for note in notes)
        cursor.executemany("INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, 0, 0, '')", _note_rows(notes, ids))
        cursor.executemany(
            f"INSERT INTO cards VALUES (?, ?, {DECK_ID}, ?, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')",
            _card_rows(notes, ids, choices.cards),
        )
        connection.commit()
        return connection.serialize()
    finally:
        connection.close()


def _note_rows(notes: Sequence[AnkiNote], ids: dict[str, int]) -> Iterator[tuple[Any, ...]]:
    """As Anki 2 has them: id, guid, note type, time, tags, fields, and by what they are sorted."""
    by = FIELDS.index("English")
    for note in notes:
        tags, fields = f" {' '.join(note.tags)} ", "\x1f".join(note.fields)
        yield ids[note.known_as], note.guid, NOTE_TYPE_ID, note.modified, tags, fields, note.fields[by]


def _card_rows(
    notes: Sequence[AnkiNote], ids: dict[str, int], wanted: Sequence[str]
) -> Iterator[tuple[int, int, int, int, int]]:
    """Id, note, template, time, and the place among new cards."""
    for position, note in enumerate(notes, start=1):
        first = ids[note.known_as]
        for template, card in enumerate(note.cards):
            if card in wanted:
                yield first + 1 + template, first, template, note.modified, position


def _note_type(region: str) -> Any:
    import genanki

    return genanki.Model(
        NOTE_TYPE_ID,
        NOTE_TYPE,
        fields=[{"name": name} for name in FIELDS],
        templates=[
            {"name": name, "qfmt": card_file(f"{file}.front.html"), "afmt": card_file(f"{file}.back.html")}
            for name, file in TEMPLATES.items()
        ],
        css=styling(region),
        sort_field_index=FIELDS.index("English"),
    )


def _note_ids(concepts: Iterable[str]) -> dict[str, int]:
    """A number for each concept, the same in every deck, with room behind it for the numbers of its cards."""
    ids: dict[str, int] = {}
    taken: set[int] = set()
    for concept in concepts:
        digest = hashlib.sha256(concept.encode("utf-8", "surrogatepass")).digest()
        number = int.from_bytes(digest[:8], "big") % _NOTE_IDS
        while number in taken:
            number = (number + 1) % _NOTE_IDS
        taken.add(number)
        ids[concept] = _FIRST_NOTE_ID + number * _IDS_A_NOTE
    return ids
