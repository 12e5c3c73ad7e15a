"""XLIFF 1.2 and what Trados (SDLXLIFF), memoQ (MQXLIFF) and Phrase (MXLIFF) make of it."""

from __future__ import annotations

from zhengming.documents.found import Found, language_tag
from zhengming.documents.inline_codes import Piece
from zhengming.documents.units import LOCKED, NOT_TO_TRANSLATE, Units
from zhengming.documents.xml_positions import SEPARATOR, XML_LANG, Walk, local

_SIDES = ("source", "seg-source", "target")
_OUTER = ("file", "body", "group", "seg-defs")
_PHRASE = "http://www.memsource.com/mxlf"
_LOCKED = f"{SEPARATOR}locked"
_YES = ("locked", "true", "yes", "1")
_UNTOUCHED = ("new", "needs-translation")


class Xliff12:
    """Walks through the units; alternative translations, notes, contexts and the header are passed over."""

    def __init__(self, walk: Walk, attributes: dict[str, str]) -> None:
        self._walk = walk
        self._units = Units(walk)
        # Whether the elements around are to be translated.
        self._translate = [True]
        self._unit: _Unit | None = None
        self._open = ""

    def found(self) -> Found:
        """The segments, when the walk is over."""
        return self._units.found()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A start tag outside the sides."""
        name = local(name)
        if self._unit and name in _SIDES:
            self._begin_side(self._unit, name, attributes)
        elif name == "trans-unit":
            self._unit = _Unit(attributes, self._inherited(attributes))
        elif name in _OUTER:
            self._translate.append(self._inherited(attributes))
            if name == "file":
                self._begin_file(attributes)
        elif name == "seg" and self._unit:
            # Trados keeps what it knows of a segment apart from it.
            self._unit.defined[attributes.get("id", "")] = attributes.get("locked") == "true"
            self._walk.skip()
        else:
            self._walk.skip()

    def end(self, name: str) -> None:
        """An end tag outside the sides."""
        name = local(name)
        if name == "trans-unit" and self._unit:
            self._unit.add_to(self._units)
            self._unit = None
        elif name in _OUTER:
            self._translate.pop()

    def _inherited(self, attributes: dict[str, str]) -> bool:
        said = attributes.get("translate")
        return said != "no" if said else self._translate[-1]

    def _begin_file(self, attributes: dict[str, str]) -> None:
        self._units.phrase = any(uri.startswith(_PHRASE) for uri in self._walk.namespaces)
        source, target = attributes.get("source-language", ""), attributes.get("target-language", "")
        self._units.say_languages(language_tag(source), language_tag(target))

    def _begin_side(self, unit: _Unit, name: str, attributes: dict[str, str]) -> None:
        if name == "target":
            if XML_LANG in attributes:
                self._units.say_target(language_tag(attributes[XML_LANG]))
            unit.new = attributes.get("state") in _UNTOUCHED
        self._open = name
        self._units.open_side(self._end_side, self.start, self.end)

    def _end_side(self) -> None:
        if self._unit:
            wording = self._units.wording
            self._unit.sides[self._open] = (wording.pieces, wording.segments)


class _Unit:
    """A trans-unit on its way: the pieces of its sides, and the stretches of them that are segments."""

    def __init__(self, attributes: dict[str, str], translate: bool) -> None:
        self.id = attributes.get("id") or attributes.get("resname", "")
        self.sides: dict[str, tuple[list[Piece], list[tuple[str, int, int]]]] = {}
        self.defined: dict[str, bool] = {}
        self.new = False
        self._skipped = "" if translate else NOT_TO_TRANSLATE
        for key in attributes:
            # memoQ and Phrase each say it in a namespace of their own.
            if key.endswith(_LOCKED) and attributes[key].lower() in _YES:
                self._skipped = LOCKED

    def add_to(self, units: Units) -> None:
        """The unit is over: its segments where its tool made some and its sides agree on them, else the whole."""
        whole, own = self.sides.get("source", ([], []))
        cut, segments = self.sides.get("seg-source", ([], []))
        target, translated = self.sides.get("target", ([], []))
        sources = _by_id(cut, segments) if segments else _by_id(whole, own)
        targets = _by_id(target, translated)
        if sources and (targets or not target):
            mids = dict.fromkeys((*sources, *targets))
            for mid in mids:
                skipped = LOCKED if self.defined.get(mid) else self._skipped
                units.add(
                    self._name(mid, len(mids) == 1), sources.get(mid, []), targets.get(mid, []), skipped, new=self.new
                )
        else:
            skipped = LOCKED if self.defined and all(self.defined.values()) else self._skipped
            units.add(self.id, whole or cut, target, skipped, new=self.new)

    def _name(self, mid: str, single: bool) -> str:
        """Trados numbers segments through a file; elsewhere their number counts within the unit."""
        if mid in self.defined or not self.id:
            return mid
        return self.id if single else f"{self.id}.{mid}"


def _by_id(pieces: list[Piece], segments: list[tuple[str, int, int]]) -> dict[str, list[Piece]]:
    found: dict[str, list[Piece]] = {}
    for mid, first, end in segments:
        found.setdefault(mid, []).extend(pieces[first:end])
    return found
