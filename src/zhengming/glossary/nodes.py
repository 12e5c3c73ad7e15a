"""YAML as texts with their lines, from PyYAML's event stream: every scalar is text, whatever YAML would make of it.

Object loaders would turn `no` into False and keep the last of two equal keys without a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from zhengming.errors import GlossaryError


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text; `start` and `end` are offsets in the file."""

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


def parse(text: str, path: str) -> Node | None:
    """The root node of a YAML text, None for an empty one.

    Raises GlossaryError with the line for broken syntax, tabs, anchors, aliases, tags and repeated keys.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    events = _Events(yaml.parse(text, Loader=loader), path)
    try:
        return events.document()
    except yaml.YAMLError as fault:
        raise _syntax_error(fault, text, path) from None
    except RecursionError:
        raise GlossaryError(
            "lists or mappings are nested too deeply", path=path, hint="an entry has three levels"
        ) from None


class _Events:
    """One pass over PyYAML's events."""

    def __init__(self, events: Iterator[Any], path: str) -> None:
        self.events = events
        self.path = path

    def document(self) -> Node | None:
        root: Node | None = None
        for event in self.events:
            name = type(event).__name__
            if name == "DocumentStartEvent" and root is not None:
                raise self.fault("a second YAML document (---)", event, "keep one document in a file")
            if name in ("ScalarEvent", "SequenceStartEvent", "MappingStartEvent", "AliasEvent"):
                root = self.node(event)
        return root

    def node(self, event: Any) -> Node:
        name = type(event).__name__
        if name == "AliasEvent":
            raise self.fault(f"an alias (*{event.anchor})", event, "write the entry out; aliases are not allowed")
        if getattr(event, "anchor", None):
            raise self.fault(f"an anchor (&{event.anchor})", event, "remove it; quote a text that begins with &")
        if getattr(event, "tag", None) and event.tag != "!":
            raise self.fault(f"a tag ({event.tag})", event, "remove it; quote a text that begins with !")
        line = event.start_mark.line + 1
        if name == "ScalarEvent":
            return Scalar(event.value, line, event.start_mark.index, event.end_mark.index)
        if name == "SequenceStartEvent":
            items = tuple(self.children())
            return Sequence(items, line, event.start_mark.index, self.end, bool(event.flow_style))
        return self.mapping(event, line)

    def children(self) -> Iterator[Node]:
        for event in self.events:
            if type(event).__name__ in ("SequenceEndEvent", "MappingEndEvent"):
                self.end = event.end_mark.index
                return
            yield self.node(event)

    def mapping(self, event: Any, line: int) -> Mapping:
        items: dict[str, tuple[Scalar, Node]] = {}
        children = self.children()
        for key in children:
            value = next(children)
            if not isinstance(key, Scalar):
                raise GlossaryError("a key must be a plain word", path=self.path, line=key.line)
            if key.text in items:
                first = items[key.text][0].line
                raise GlossaryError(
                    f"the key {key.text!r} stands twice (first in line {first})",
                    path=self.path,
                    line=key.line,
                    hint="keep one; several terms go into a list",
                )
            items[key.text] = (key, value)
        return Mapping(items, line, event.start_mark.index, self.end, bool(event.flow_style))

    def fault(self, what: str, event: Any, hint: str) -> GlossaryError:
        return GlossaryError(f"{what} is not allowed here", path=self.path, line=event.start_mark.line + 1, hint=hint)


def _syntax_error(fault: Any, text: str, path: str) -> GlossaryError:
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
