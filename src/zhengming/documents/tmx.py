"""TMX, the exchange format of translation memories: one segment for each Chinese/English pair of a unit."""

from __future__ import annotations

from zhengming.documents import xml_positions
from zhengming.documents.found import Found, is_chinese, is_english, language_tag
from zhengming.documents.inline_codes import Piece
from zhengming.documents.units import Units
from zhengming.documents.xml_positions import XML_LANG, Walk, local
from zhengming.errors import ReadError

_OUTER = ("tmx", "body", "tu", "tuv")
# A wording with the language it is in.
_Said = tuple[str, list[Piece]]

escaped = xml_positions.escaped
replaceable = xml_positions.replaceable


def read(text: str) -> Found:
    """The segments of a TMX file, its text as decoded and without byte order mark.

    Raises ReadError for broken XML, declared entities, another root, no Chinese/English pair, too many segments.
    """
    walk = Walk(text)
    reader = _Tmx(walk)
    walk.run(reader.root, reader.end)
    return reader.found()


class _Tmx:
    """Walks through the units; properties and notes are passed over."""

    def __init__(self, walk: Walk) -> None:
        self._walk = walk
        self._units = Units(walk)
        # What the file calls the source (in a unit of its own: that unit), and which of our two languages that is.
        self._source = self._unit_source = ""
        self._from_chinese: bool | None = None
        self._seen: dict[str, None] = {}
        self._paired: dict[tuple[str, str], None] = {}
        self._number = 0
        self._id = self._language = ""
        self._said: list[_Said] = []

    def root(self, name: str, attributes: dict[str, str]) -> None:
        """The first tag of the file."""
        if local(name) != "tmx":
            raise self._walk.fault(f"it is no TMX file: its XML begins with <{local(name)}>")
        self._walk.handle(self.start, self.end)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A start tag outside the wordings."""
        name = local(name)
        if name == "seg" and self._language:
            self._units.open_side(self._end_seg, self.start, self.end)
        elif name == "tuv":
            self._language = language_tag(attributes.get(XML_LANG) or attributes.get("lang", ""))
            self._seen.setdefault(self._language)
        elif name == "tu":
            self._number += 1
            self._id = attributes.get("tuid") or str(self._number)
            self._unit_source = language_tag(attributes.get("srclang", "")) or self._source
            self._said = []
        elif name == "header":
            self._source = language_tag(attributes.get("srclang", ""))
            self._walk.skip()
        elif name not in _OUTER:
            self._walk.skip()

    def end(self, name: str) -> None:
        """An end tag outside the wordings."""
        name = local(name)
        if name == "tu":
            self._add()
        elif name == "tuv":
            self._language = ""

    def found(self) -> Found:
        """The segments, with the languages that all of them agree on."""
        if self._number and not self._paired:
            languages = ", ".join(sorted(filter(None, self._seen))) or "none that it names"
            raise ReadError(f"it holds no Chinese/English pair; its languages are {languages}")
        pairs = list(self._paired)
        self._units.say_languages(_common([pair[0] for pair in pairs]), _common([pair[1] for pair in pairs]))
        return self._units.found()

    def _end_seg(self) -> None:
        if is_chinese(self._language) or is_english(self._language):
            self._said.append((self._language, self._units.wording.pieces))

    def _add(self) -> None:
        """A unit is over: each wording of the source with each of the target."""
        said, self._said = self._said, []
        if not said:
            return
        sources, targets = self._sides(said)
        for source in sources or [("", [])]:
            for target in targets or [("", [])]:
                if source[0] and target[0]:
                    self._paired.setdefault((source[0], target[0]))
                self._units.add(self._id, source[1], target[1], "")

    def _sides(self, said: list[_Said]) -> tuple[list[_Said], list[_Said]]:
        """The wordings in the language of the source and in the other one; an exact source needs no second."""
        if self._from_chinese is None:
            # A memory without a direction has that of its first unit.
            named = self._unit_source if is_chinese(self._unit_source) or is_english(self._unit_source) else said[0][0]
            self._from_chinese = is_chinese(named)
        sources = [one for one in said if is_chinese(one[0]) == self._from_chinese]
        targets = [one for one in said if is_chinese(one[0]) != self._from_chinese]
        exact = [one for one in sources if one[0] == self._unit_source]
        return exact[:1] or sources, targets


def _common(tags: list[str]) -> str:
    """The tag that all agree on, else the language that they share."""
    if len(set(tags)) < 2:
        return tags[0] if tags else ""
    return tags[0].partition("-")[0]
