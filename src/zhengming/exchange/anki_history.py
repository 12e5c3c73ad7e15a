"""When the content of each note last changed, kept in anki-history.json beside the glossary and committed with it.

Anki takes a note from a package only if it is newer than the learner's. With these times a deck that is built again is
newer in the notes that changed and in no other, wherever and whenever it is built.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from zhengming.errors import ReadError, WriteError
from zhengming.exchange.anki_package import AnkiNote
from zhengming.files.decode import read_text
from zhengming.files.lock import locked
from zhengming.files.write import write_atomically
from zhengming.glossary.locate import built_in
from zhengming.model import Glossary

NAME, FORMAT = "anki-history.json", "zhengming-anki-history/1"
_NEWEST = 1 << 40


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of a note: its concept, the glossary file that has it, a hash of its content, and since when."""

    concept: str
    file: str
    hash: str
    time: int


class History:
    """The entries of one file by GUID; `path` is empty where a glossary has no folder."""

    def __init__(self, path: str, *, writable: bool = False) -> None:
        self.path = path
        self.writable = writable
        self.entries: dict[str, Entry] = _read(path) if path and Path(path).exists() else {}

    def knows(self, guid: str) -> bool:
        """Whether a deck may have had the note."""
        return guid in self.entries

    def stamped(self, notes: Iterable[AnkiNote], now: int) -> tuple[AnkiNote, ...]:
        """The notes with the time their content last changed, in seconds since 1970: `now` for what is not known."""
        return tuple(replace(note, modified=self._time(note, now)) for note in notes)

    def _time(self, note: AnkiNote, now: int) -> int:
        known = self.entries.get(note.guid)
        if known is None:
            return now
        # A clock that goes wrong must not make the change older than what learners have.
        return known.time if known.hash == content_hash(note) else max(now, known.time + 1)

    def gone(self, notes: Iterable[AnkiNote], files: Iterable[str]) -> tuple[Entry, ...]:
        """What the glossary files had once and have no more."""
        there, named = {note.guid for note in notes}, {_name(file, self.path) for file in files}
        return tuple(e for guid, e in self.entries.items() if guid not in there and e.file in named)

    def keep(self, notes: Sequence[AnkiNote]) -> tuple[str, ...]:
        """Write down the times of stamped notes; what could not be kept is said in a sentence."""
        names = {path: _name(path, self.path) for path in {note.concept.path for note in notes}}
        fresh = {n.guid: Entry(n.concept.id, names[n.concept.path], content_hash(n), n.modified) for n in notes}
        entries = self.entries | fresh
        changed = sum(1 for guid, entry in fresh.items() if self.entries.get(guid) != entry)
        if not changed or not self.path:
            return ()
        reason = "its folder cannot be written"
        if self.writable:
            try:
                write_atomically(self.path, _text(entries).encode())
                return ()
            except WriteError as error:
                reason = error.message
        return (
            f"{_count(changed)} new or changed, but {self.path} could not keep the time ({reason}): "
            "a deck built later will count as changed again",
        )


def path_beside(glossary: Glossary) -> str:
    """Where its history is: beside its last file, which is the most specific; empty for a glossary without files."""
    return str(Path(glossary.paths[-1]).parent / NAME) if glossary.paths else ""


@contextlib.contextmanager
def history_of(glossary: Glossary) -> Iterator[History]:
    """The history of a glossary, locked where it can be written.

    Raises ReadError for a file that is none: notes that are taken for new would overwrite what learners made of them.
    """
    path = path_beside(glossary)
    if not path or not _may_write(path):
        yield History(path)
        return
    with locked(path):
        yield History(path, writable=True)


def content_hash(note: AnkiNote) -> str:
    """Says whether anything of a note changed that a learner sees."""
    content = "\x1f".join((*note.fields, *note.tags))
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _may_write(path: str) -> bool:
    """Whether the folder is a person's: what an installed package carries stays as it was shipped."""
    folder = Path(path).resolve().parent
    carried = folder.name == "glossary_data" and folder == Path(built_in()).resolve()
    return not carried and os.access(folder, os.W_OK)


def _name(file: str, history: str) -> str:
    """A glossary file as the history names it: relative to the history's folder, so that both can move."""
    if not file or not history:
        return ""
    return Path(os.path.relpath(Path(file).resolve(), Path(history).resolve().parent)).as_posix()


def _text(entries: dict[str, Entry]) -> str:
    """One line a note, in the order of their concepts, for readable diffs and easy merges."""
    ordered = sorted(entries.items(), key=lambda item: (item[1].file, item[1].concept, item[0]))
    lines = (
        f"  {_quoted(guid)}: "
        f'{{"concept": {_quoted(e.concept)}, "file": {_quoted(e.file)}, "hash": {_quoted(e.hash)}, "time": {e.time}}}'
        for guid, e in ordered
    )
    return f'{{"format": {_quoted(FORMAT)}, "notes": {{\n' + ",\n".join(lines) + "\n}}\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _read(path: str) -> dict[str, Entry]:
    try:
        found = json.loads(read_text(path).text)
        if found["format"] != FORMAT:
            raise ValueError(f"its format is not {FORMAT}")
        return {str(guid): _entry(value) for guid, value in found["notes"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise ReadError(
            "this is no history of an Anki deck",
            path=path,
            hint="resolve the merge or take it from version control; without it every note counts as changed",
        ) from None


def _entry(value: dict[str, object]) -> Entry:
    concept, file, digest, time = (value[key] for key in ("concept", "file", "hash", "time"))
    if not (isinstance(concept, str) and isinstance(file, str) and isinstance(digest, str)):
        raise ValueError("a text is wanted")
    if not isinstance(time, int) or isinstance(time, bool) or not 0 <= time < _NEWEST:
        raise ValueError("a time is wanted")
    return Entry(concept, file, digest, time)


def _count(notes: int) -> str:
    return "1 note is" if notes == 1 else f"{notes} notes are"
