"""XLIFF 2.0, 2.1 and 2.2: units of segments, each with its own state."""

from __future__ import annotations

from zhengming.documents.found import Found, language_tag
from zhengming.documents.inline_codes import Piece
from zhengming.documents.units import NOT_TO_TRANSLATE, Units
from zhengming.documents.xml_positions import Walk, local

_OUTER = ("file", "group", "unit", "originalData")
_PARTS = ("segment", "ignorable")


class Xliff2:
    """Walks through the units; notes, and what modules keep there (matches, glossary, history), are passed over."""

    def __init__(self, walk: Walk, attributes: dict[str, str]) -> None:
        self._walk = walk
        self._units = Units(walk)
        self._units.say_languages(
            language_tag(attributes.get("srcLang", "")), language_tag(attributes.get("trgLang", ""))
        )
        self._translate = [True]
        self._unit = ""
        self._parts: list[_Part] = []
        self._data = ("", 0)
        self._side = ""

    def found(self) -> Found:
        """The segments, when the walk is over."""
        return self._units.found()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A start tag outside the sides."""
        name = local(name)
        if name in ("source", "target") and self._parts:
            self._side = name
            self._units.open_side(self._end_side, self.start, self.end)
        elif name in _PARTS:
            self._parts.append(_Part(name, attributes))
        elif name in _OUTER:
            said = attributes.get("translate")
            self._translate.append(said != "no" if said else self._translate[-1])
            if name == "unit":
                self._unit, self._parts = attributes.get("id", ""), []
                self._units.wording.originals = {}
        elif name == "data":
            self._data = (attributes.get("id", ""), self._walk.after_tag(self._walk.here()))
        else:
            self._walk.skip()

    def end(self, name: str) -> None:
        """An end tag outside the sides."""
        name = local(name)
        if name == "data":
            self._units.wording.originals[self._data[0]] = self._walk.text[self._data[1] : self._walk.here()]
        elif name in _OUTER:
            if name == "unit":
                self._add()
            self._translate.pop()

    def _end_side(self) -> None:
        self._parts[-1].sides[self._side] = self._units.wording.pieces

    def _add(self) -> None:
        """A unit is over; what a tool took for white space or codes between segments belongs to none."""
        segments = [part for part in self._parts if part.name == "segment"]
        skipped = "" if self._translate[-1] else NOT_TO_TRANSLATE
        for number, part in enumerate(segments, 1):
            name = self._unit if len(segments) == 1 else f"{self._unit}/{part.id or number}"
            source, target = part.sides.get("source", []), part.sides.get("target", [])
            self._units.add(name, source, target, skipped, new=part.new)
        self._parts = []


class _Part:
    """A segment on its way."""

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name = name
        self.id = attributes.get("id", "")
        # Without a target of its own making, a copy of the source is none.
        self.new = attributes.get("state", "initial") == "initial"
        self.sides: dict[str, list[Piece]] = {}
