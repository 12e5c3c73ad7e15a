"""YAML as texts with their lines, from PyYAML's event stream: every scalar is text, whatever YAML would make of it.

Object loaders would turn `no` into False and keep the last of two equal keys without a word.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

from zhengming.errors import GlossaryError


class Scalar(NamedTuple):
    """A text; `start` and `end` are offsets in the file. A tuple, since there are a million in a large glossary."""

    text: str
    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes; `flow` for […] on one line."""

    items: tuple[Node, ...]
    line: int
    start: int
    end: int
    flow: bool


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and their nodes in the order of the file; a repeated key is a fault."""

    items: dict[str, tuple[Scalar, Node]]
    line: int
    start: int
    end: int
    flow: bool

    def get(self, key: str) -> Node | None:
        """The node under a key."""
        found = self.items.get(key)
        return found[1] if found else None


Node: TypeAlias = Scalar | Sequence | Mapping


# A key of the root whose items are handed on one by one, with what the root has so far, instead of being kept.
Taken: TypeAlias = tuple[str, Callable[[dict[str, tuple[Scalar, Node]], Node], None]]


def parse(text: str | bytes, path: str, taken: Taken | None = None) -> Node | None:
    """The root node of a YAML text, None for an empty one; a list under the key of `taken` comes out empty.

    Of a large file the text is wanted as UTF-8: PyYAML would make a copy of a string, and hold both to the end.
    Raises GlossaryError with the line for broken syntax, tabs, anchors, aliases, tags and repeated keys.
    """
    return _read(text, path, lambda events: events.document(), taken)


def parse_item(text: str, path: str, at: int, line: int) -> Node | None:
    """The first item of a block list whose dash is the first character of a line: `at` and `line` say where that is.

    Nothing behind the item is looked at, so that one entry of a large file costs no more than one of a small one.
    """
    return _read(text[at:], path, lambda events: events.first_item(), None, at, line - 1)


def _read(
    text: str | bytes,
    path: str,
    wanted: Callable[[_Events], Node | None],
    taken: Taken | None,
    at: int = 0,
    line: int = 0,
) -> Node | None:
    import yaml

    try:
        with collection_paused():
            loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
            try:
                return wanted(_Events(iter(loader.get_event, None), path, taken, at, line))
            finally:
                loader.dispose()
    except yaml.YAMLError as fault:
        raise _syntax_error(fault, text, path) from None
    except RecursionError:
        raise GlossaryError(
            "lists or mappings are nested too deeply", path=path, hint="an entry has three levels"
        ) from None


@contextlib.contextmanager
def collection_paused() -> Iterator[None]:
    """Hold the garbage collector while many values are made that all stay: it would look them through again and again.

    Of the time that 100,000 entries take it would be two thirds.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class _Events:
    """One pass over PyYAML's events."""

    def __init__(self, events: Iterator[Any], path: str, taken: Taken | None, at: int, line: int) -> None:
        import yaml

        self.events = events
        self.path = path
        self.taken = taken
        # Where the text begins in its file, and how many lines are before it.
        self.at, self.line = at, line
        self.scalar_event, self.sequence_event = yaml.ScalarEvent, yaml.SequenceStartEvent
        self.mapping_event, self.alias_event = yaml.MappingStartEvent, yaml.AliasEvent
        self.end_events = (yaml.SequenceEndEvent, yaml.MappingEndEvent)
        self.document_event = yaml.DocumentStartEvent

    def document(self) -> Node | None:
        root: Node | None = None
        for event in self.events:
            kind = type(event)
            if kind is self.document_event and root is not None:
                raise self.fault("a second YAML document (---)", event, "keep one document in a file")
            if kind in (self.scalar_event, self.sequence_event, self.mapping_event, self.alias_event):
                root = self.node(event, top=True)
        return root

    def first_item(self) -> Node | None:
        for event in self.events:
            if type(event) is self.sequence_event:
                return None if event.flow_style else next(self.children(), None)
            if type(event) in (self.scalar_event, self.mapping_event, self.alias_event):
                return None
        return None

    def node(self, event: Any, *, top: bool = False) -> Node:
        kind = type(event)
        if kind is self.alias_event:
            raise self.fault(f"an alias (*{event.anchor})", event, "write the entry out; aliases are not allowed")
        if event.anchor:
            raise self.fault(f"an anchor (&{event.anchor})", event, "remove it; quote a text that begins with &")
        if event.tag and event.tag != "!":
            raise self.fault(f"a tag ({event.tag})", event, "remove it; quote a text that begins with !")
        start = event.start_mark
        if kind is self.scalar_event:
            return Scalar(
                event.value, start.line + 1 + self.line, start.index + self.at, event.end_mark.index + self.at
            )
        if kind is self.sequence_event:
            items = tuple(self.children())
            return self.sequence(event, items)
        return self.mapping(event, top=top)

    def sequence(self, event: Any, items: tuple[Node, ...]) -> Sequence:
        start = event.start_mark
        return Sequence(items, start.line + 1 + self.line, start.index + self.at, self.end, bool(event.flow_style))

    def children(self) -> Iterator[Node]:
        for event in self.events:
            if type(event) in self.end_events:
                self.end = event.end_mark.index + self.at
                return
            yield self.node(event)

    def mapping(self, event: Any, *, top: bool) -> Mapping:
        items: dict[str, tuple[Scalar, Node]] = {}
        for start in self.events:
            if type(start) in self.end_events:
                self.end = start.end_mark.index + self.at
                break
            key = self.node(start)
            if not isinstance(key, Scalar):
                raise GlossaryError("a key must be a plain word", path=self.path, line=key.line)
            if key.text in items:
                raise GlossaryError(
                    f"the key {key.text!r} stands twice (first in line {items[key.text][0].line})",
                    path=self.path,
                    line=key.line,
                    hint="keep one; several terms go into a list",
                )
            items[key.text] = (key, self.value(key.text, items, top=top))
        first = event.start_mark
        return Mapping(items, first.line + 1 + self.line, first.index + self.at, self.end, bool(event.flow_style))

    def value(self, key: str, items: dict[str, tuple[Scalar, Node]], *, top: bool) -> Node:
        """What stands under a key; the items of the list that is wanted one by one are handed on."""
        event = next(self.events)
        if not (top and self.taken and key == self.taken[0] and type(event) is self.sequence_event):
            return self.node(event)
        for item in self.children():
            self.taken[1](items, item)
        return self.sequence(event, ())

    def fault(self, what: str, event: Any, hint: str) -> GlossaryError:
        return GlossaryError(
            f"{what} is not allowed here", path=self.path, line=event.start_mark.line + 1 + self.line, hint=hint
        )


def _syntax_error(fault: Any, text: str | bytes, path: str) -> GlossaryError:
    if isinstance(text, bytes):
        text = text.decode()
    mark = getattr(fault, "problem_mark", None) or getattr(fault, "context_mark", None)
    line = mark.line + 1 if mark else None
    if not mark and hasattr(fault, "position"):
        # What YAML cannot read at all is told by its place in the UTF-8 bytes.
        line = text.encode("utf-8", "replace")[: fault.position].count(b"\n") + 1
    shown = text.splitlines()[line - 1] if line and line <= len(text.splitlines()) else ""
    if "\t" in shown or "\\t" in str(fault):
        return GlossaryError("a tab where YAML wants spaces", path=path, line=line, hint="indent with spaces")
    problem = getattr(fault, "problem", None) or getattr(fault, "reason", None) or "this is no YAML"
    hint = "quote a text that holds `: ` or ` #` or begins with a sign; indent the keys of an entry alike"
    return GlossaryError(f"YAML syntax: {problem}", path=path, line=line, hint=hint)
