"""A glossary with the places of everything in it, as the rules of `lint` see it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from zhengming.glossary import nodes, splices
from zhengming.glossary.entries import File, opened
from zhengming.glossary.read import load, terms_under
from zhengming.glossary.schema import TERM_LANGUAGES
from zhengming.language.english import slug
from zhengming.model import Concept, Document, Glossary, Term

_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Form:
    """A term where it is written: `wording` is its text, `item` the whole of it, `listed` the list it is in."""

    key: str
    term: Term
    wording: nodes.Scalar
    item: nodes.Node
    listed: nodes.Sequence | None

    @property
    def is_bare(self) -> bool:
        """Whether nothing is said of it but its text."""
        return isinstance(self.item, nodes.Scalar)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a file, and the concept that it is or changes."""

    file: File
    node: nodes.Mapping
    concept: Concept
    forms: tuple[Form, ...]

    @property
    def in_effect(self) -> tuple[Form, ...]:
        """The forms that no later entry has replaced."""
        return tuple(f for f in self.forms if f.term in self.concept.terms)


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a file."""

    file: File
    start: int
    end: int

    @property
    def text(self) -> str:
        """What stands there."""
        return self.file.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong: where, why, what would be right, and, where a program may mend it, the splice that does."""

    rule: str
    entry: Entry
    place: Place
    message: str
    severity: Literal["error", "warning", "info"] = "warning"
    found: str | None = None
    expected: tuple[str, ...] = ()
    related: tuple[Place, ...] = ()
    splice: splices.Splice | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """All entries of a glossary in their order, and the glossary that they make together."""

    glossary: Glossary
    concepts: dict[str, Concept]
    entries: tuple[Entry, ...]
    files: tuple[File, ...]


def context(*paths: str) -> Context:
    """Load a glossary and find its places; raises the errors of loading."""
    glossary = load(*paths)
    concepts = {c.id: c for c in glossary.concepts}
    files = tuple(opened(path) for path in glossary.paths)
    entries = tuple(entry for file in files for entry in _entries(file, concepts))
    return Context(glossary, concepts, entries, files)


def document(file: File) -> Document:
    """A glossary file as reports want to show it."""
    starts = (0, *(m.end() for m in _LINE_END.finditer(file.text)))
    return Document(file.path, file.text, file.encoding, (), starts)


def place_of(entry: Entry, node: nodes.Node) -> Place:
    """Where a node stands, without the comments behind it."""
    return Place(entry.file, node.start, splices.value_end(entry.file.text, node))


def is_conditional(concept: Concept, term: Term) -> bool:
    """Whether a `when:` tells when it is meant."""
    return bool(term.near or term.not_near or concept.near or concept.not_near)


def _entries(file: File, concepts: dict[str, Concept]) -> Iterator[Entry]:
    root = nodes.parse(file.text, file.path)
    listed = root.get("concepts") if isinstance(root, nodes.Mapping) else None
    for node in listed.items if isinstance(listed, nodes.Sequence) else ():
        if isinstance(node, nodes.Mapping):
            forms = tuple(_forms(node, file.path))
            yield Entry(file, node, concepts[_identity(node, forms)], forms)


def _identity(node: nodes.Mapping, forms: Sequence[Form]) -> str:
    for key in ("overrides", "id"):
        stated = node.get(key)
        if isinstance(stated, nodes.Scalar) and stated.text.strip():
            return stated.text.strip()
    return slug(next(f.term.text for f in forms if f.term.language == "en" and f.term.is_right))


def _forms(node: nodes.Mapping, path: str) -> Iterator[Form]:
    for key in TERM_LANGUAGES:
        value = node.get(key)
        if value is None:
            continue
        listed = value if isinstance(value, nodes.Sequence) else None
        items = listed.items if listed else (value,)
        for item, term in zip(items, terms_under(key, node, path), strict=True):
            wording = item.get("term") if isinstance(item, nodes.Mapping) else item
            if isinstance(wording, nodes.Scalar):
                yield Form(key, term, wording, item, listed)
