"""What the styles of a Word file say of a paragraph or run: heading, list item, contents, emphasis."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from zhengming.documents.markup import elements

_HEADING = re.compile(r"heading \d|title|subtitle", re.IGNORECASE)
_CONTENTS = re.compile(r"toc \d|table of figures", re.IGNORECASE)
_OFF = ("0", "false", "off", "none")
_LONGEST_CHAIN = 20
BODY_LEVEL = 9


@dataclass
class _Style:
    name: str = ""
    based_on: str = ""
    is_item: bool = False
    level: int = BODY_LEVEL
    is_emphasis: bool = False
    is_for_runs: bool = False


@dataclass
class Styles:
    """The styles of a document by their ids."""

    by_id: dict[str, _Style] = field(default_factory=dict)

    def kind(self, style_id: str) -> str:
        """`heading`, `item`, `contents` or `paragraph`, by the style or what it is based on."""
        for style in self._chain(style_id):
            if _CONTENTS.fullmatch(style.name):
                return "contents"
            if _HEADING.fullmatch(style.name) or style.level < BODY_LEVEL:
                return "heading"
            if style.is_item:
                return "item"
        return "paragraph"

    def is_emphasis(self, style_id: str) -> bool:
        """Whether a character style is italic or bold."""
        return any(style.is_emphasis for style in self._chain(style_id))

    def _chain(self, style_id: str) -> list[_Style]:
        chain: list[_Style] = []
        while style_id in self.by_id and len(chain) < _LONGEST_CHAIN:
            chain.append(self.by_id[style_id])
            style_id = chain[-1].based_on
        return chain


def is_on(attributes: dict[str, str]) -> bool:
    """<w:b/> and <w:b w:val="1"/> are on, <w:b w:val="0"/> is off."""
    return attributes.get("val", "1").lower() not in _OFF


def level_of(attributes: dict[str, str]) -> int:
    """The outline level, 9 for body text."""
    said = attributes.get("val", "")
    return int(said) if said.isascii() and said.isdigit() else BODY_LEVEL


def read_styles(content: bytes, path: str) -> Styles:
    """The styles of `styles.xml`."""
    styles = Styles()
    style = _Style()
    for name, attributes in elements(content, path):
        said = attributes.get("val", "")
        if name == "style":
            style = _Style(is_for_runs=attributes.get("type") == "character")
            styles.by_id[attributes.get("styleId", "")] = style
        elif name == "name":
            style.name = said
        elif name == "basedOn":
            style.based_on = said
        elif name == "numId":
            style.is_item = said != "0"
        elif name == "outlineLvl":
            style.level = level_of(attributes)
        elif name in ("b", "i") and style.is_for_runs:
            style.is_emphasis = style.is_emphasis or is_on(attributes)
    return styles
