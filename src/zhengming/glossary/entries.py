"""The entries of a glossary file by their ids: found, written anew, taken out."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhengming.errors import UsageError
from zhengming.files.decode import decode, read_bytes
from zhengming.files.lock import locked
from zhengming.files.write import write_atomically
from zhengming.glossary import nodes, splices
from zhengming.glossary.journal import Change, written
from zhengming.glossary.proposals import Beside
from zhengming.model import Concept


@dataclass(frozen=True, slots=True)
class File:
    """A glossary file as it stands."""

    path: str
    content: bytes
    text: str
    encoding: str

    def entries(self, ids: Sequence[str], concepts: Sequence[Concept]) -> dict[str, nodes.Mapping]:
        """The entries of these ids, in their order."""
        lines = {c.id: c.line for c in concepts}
        by_line = self.by_line()
        gone = next((i for i in ids if lines.get(i) not in by_line), None)
        if gone is not None:
            raise UsageError(f"there is no entry {gone!r} any more", hint=f"look into {self.path}")
        return {identity: by_line[lines[identity]] for identity in ids}

    def by_line(self) -> dict[int, nodes.Mapping]:
        """All entries by the line in which they begin."""
        return {entry.line: entry for entry in splices.entries(self.text, self.path)[1]}


def opened(path: str) -> File:
    """The file of a path, read and decoded."""
    content = read_bytes(path)
    decoded = decode(content, path)
    return File(path, content, decoded.text, decoded.encoding)


def put_text(file: File, text: str) -> Change:
    """Write a file anew, in the encoding and with the byte order mark that it has."""
    bom = file.content[: len(file.content) - len(file.text.encode(file.encoding))]
    return written(file.path, lambda: write_atomically(file.path, bom + text.encode(file.encoding)))


def take_out(path: str, ids: Sequence[str], concepts: Sequence[Concept]) -> Change:
    """Remove entries from a file that has these concepts."""
    file = opened(path)
    doomed = list(file.entries(ids, concepts).values())
    return put_text(file, splices.spliced(file.text, splices.removed(file.text, path, doomed)))


def concept_of(identity: str, concepts: Sequence[Concept]) -> Concept:
    """The concept of an id; raises UsageError where it is gone."""
    found = next((c for c in concepts if c.id == identity), None)
    if found is None:
        raise UsageError(f"there is no entry {identity!r} any more", hint="somebody has changed the file")
    return found


@contextlib.contextmanager
def all_locked(files: Beside) -> Iterator[None]:
    """Hold the locks of a glossary's files, always taken in the same order: two runs cannot wait for each other."""
    with contextlib.ExitStack() as stack:
        for path in sorted(files):
            stack.enter_context(locked(path))
        yield
