"""The inline codes of XLIFF and TMX: what each leaves in the running text of a segment.

XLIFF 1.2, 2.x and TMX name them so that one table serves all three. Codes that enclose wording (g, pc, mrk, hi) or are
the halves of such a pair (bx, ex, bpt, ept, sc, ec, it) leave nothing, so that a term across them is still a term; one
that stands for something (x, ph) leaves a sign, and a space where it is a line break.
"""

from __future__ import annotations

import re
from html import unescape

from zhengming.documents.xml_positions import Walk, local

# (what, start, end): `text`, `sign`, `break`, `open` and `close` of a mark.
Piece = tuple[str, int, int]
_ENCLOSING = frozenset(("g", "pc", "mrk", "hi"))
_HALVES = frozenset(("bx", "ex", "bpt", "ept", "sc", "ec", "it", "ut", "em", "cp", "sub"))
_BREAKS = frozenset(("lb", "pb", "x-br", "xlf:lb", "xlf:pb", "linebreak", "line-break"))
_FORMATS = frozenset(
    "bold italic underlined underline link x-b x-i x-u x-a x-em x-strong x-span x-sup x-sub x-font fmt fi".split()
)
_EMPHASIS = frozenset(("bold", "italic", "x-b", "x-i", "x-em", "x-strong", "xlf:b", "xlf:i"))
_INLINE = "a|abbr|acronym|b|bdo|big|cite|del|dfn|em|font|i|ins|kbd|label|mark|q|s|small|span|strike|strong|sub|sup|tt|u"
_BLOCKS = "blockquote|dd|div|dl|dt|h[1-6]|hr|img|input|li|ol|p|pre|table|tbody|td|th|thead|tr|ul"
# The tags of HTML that may stand in a text as text.
HTML = rf"/?(?:br|{_INLINE}|{_BLOCKS})(?=[\s/&>])"
_MARKUP = re.compile(r"\s*<(?P<end>/?)(?P<name>[A-Za-z][\w:.-]*)[^<>]*?(?P<empty>/?)>\s*", re.ASCII)


class Wording:
    """One side of a unit while its tags go by: `begin` after its start tag, `finish` at its end tag.

    `pieces` is what it is made of; `segments` names the stretches of them that a tool made segments of.
    """

    def __init__(self, walk: Walk) -> None:
        self._walk = walk
        self.originals: dict[str, str] = {}
        self.begin(0)

    def begin(self, at: int) -> None:
        """A side begins with the text at an offset."""
        self.pieces: list[Piece] = []
        self.segments: list[tuple[str, int, int]] = []
        self.depth = 0
        self._at = at
        # Of the codes around wording: the mark they make, the segment they are, their first piece, whether empty.
        self._open: list[tuple[str, str, int, bool]] = []
        self._code: tuple[str, dict[str, str], int] | None = None
        self._code_depth = 0
        self._empty = False
        self._protected = ""
        self._in_segment = False

    def finish(self, at: int) -> None:
        """The side ends at an offset."""
        self._take(at)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A start tag inside."""
        self.depth += 1
        if self._code:
            return
        at = self._walk.here()
        self._take(at)
        self._at = self._walk.after_tag(at)
        self._empty = self._walk.text.endswith("/>", at, self._at)
        name = local(name)
        if name in _ENCLOSING and not _is_hidden(attributes):
            self._enclose(name, attributes, at)
        else:
            self._code, self._code_depth = (name, attributes, at), self.depth

    def end(self, name: str) -> None:
        """An end tag inside."""
        self.depth -= 1
        if self._code:
            if self.depth < self._code_depth:
                self._leave(*self._code)
            return
        at = self._walk.here()
        self._take(at)
        what, mid, first, empty = self._open.pop()
        if mid:
            self.segments.append((mid, first, len(self.pieces)))
            self._in_segment = False
        if what:
            self.pieces.append(("close", at, at))
        self._at = at if empty else self._walk.after_tag(at)

    def _take(self, at: int) -> None:
        if self._at < at and not self._protected:
            self.pieces.append(("text", self._at, at))

    def _enclose(self, name: str, attributes: dict[str, str], at: int) -> None:
        kinds = (attributes.get("ctype", ""), attributes.get("type", ""), attributes.get("subType", ""))
        what = "link" if "link" in kinds or "x-a" in kinds else "emphasis" if _EMPHASIS.intersection(kinds) else ""
        if name == "mrk" or self._empty:
            what = ""
        if what:
            self.pieces.append((f"open {what}", at, at))
        mid = ""
        if attributes.get("mtype") == "seg" and not self._in_segment:
            mid = attributes.get("mid", "")
            self._in_segment = bool(mid)
        self._open.append((what, mid, len(self.pieces), self._empty))

    def _leave(self, name: str, attributes: dict[str, str], start: int) -> None:
        """A code with what it holds is over."""
        self._code = None
        at = self._walk.here()
        content = self._walk.text[self._at : at]
        self._at = at if self._empty else self._walk.after_tag(at)
        left = self._left_by(name, attributes, content)
        if left and not self._protected:
            self.pieces.append((left, start, start))
        if name == "sm" and attributes.get("translate") == "no":
            self._protected = attributes.get("id", "")
        elif name == "em" and attributes.get("startRef") == self._protected:
            self._protected = ""

    def _left_by(self, name: str, attributes: dict[str, str], content: str) -> str:
        """What a code leaves: `sign`, `break` or nothing."""
        if name in _ENCLOSING:
            return "" if attributes.get("mtype") == "x-sdl-deleted" else "sign"
        if name == "sm":
            return "sign" if attributes.get("translate") == "no" else ""
        if name in _HALVES:
            return ""
        kinds = {attributes.get(key, "").lower() for key in ("ctype", "type", "subType")}
        original = self.originals.get(attributes.get("dataRef", ""), "")
        said = [attributes.get(key, "") for key in ("equiv-text", "equiv", "disp", "val")]
        lefts = {left_by_markup(unescape(words)) for words in (*said, original, content) if words}
        if kinds & _BREAKS or "break" in lefts:
            return "break"
        if kinds & _FORMATS or attributes.get("id", "").startswith(("START_", "CLOSE_")):
            return ""
        return "" if "" in lefts else "sign"


def _is_hidden(attributes: dict[str, str]) -> bool:
    """Whether what a code encloses is no wording: protected, or struck out by a reviser."""
    kind = attributes.get("mtype", "")
    return kind in ("protected", "x-sdl-deleted", "x-its-translate-no") or attributes.get("translate") == "no"


def left_by_markup(said: str) -> str:
    """What is left of a code that stands for this: a tag around wording nothing, white space or <br/> a break.

    >>> [left_by_markup(said) for said in ("<b>", "</w:r>", "<br/>", "{0}", "<img src='x'>")]
    ['', '', 'break', 'sign', 'sign']
    """
    if said and not said.strip():
        return "break"
    tag = _MARKUP.fullmatch(unescape(said))
    if not tag:
        return "sign"
    name = tag["name"].lower().rpartition(":")[2]
    if name in ("br", "tab"):
        return "break"
    if tag["empty"] or re.fullmatch(_BLOCKS, name):
        return "sign"
    return ""
