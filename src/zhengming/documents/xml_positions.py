"""XML in which every tag is known by its offset in the text: expat for the structure, the text itself for the wording.

ElementTree forgets where things stand. Expat says at which byte of its input an event begins; that becomes a code point
by counting on from the last one, so that a whole file costs one more decoding and no table.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NoReturn
from xml.parsers import expat

from zhengming.errors import ReadError

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
SEPARATOR = " "
XML_LANG = f"http://www.w3.org/XML/1998/namespace{SEPARATOR}lang"
MOST_SEGMENTS = 300_000
# How much is given to expat at once, in code points.
_CHUNK = 1 << 16
_TAG = re.compile(r"<[^>\"']*+(?:\"[^\"]*+\"[^>\"']*+|'[^']*+'[^>\"']*+)*+>")
_LINE_END = re.compile(r"\r\n|\n|\r")
_OPENS, _CLOSES = "<![CDATA[", "]]>"
_REFERENCE = re.compile(r"&#?\w{1,31};")
# How far back the opening of a CDATA section is looked for; a longer one is no segment.
_LONGEST_SECTION = 200_000
_NOT_IN_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MADE = "it may be made to do harm; if you trust it, open it in its program and save it again"


class Walk:
    """Goes through the XML of a text (without byte order mark) and calls a handler at each tag.

    Names are `NAMESPACE NAME`, or the name alone. Nothing is ever fetched; declared entities are refused.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.namespaces: set[str] = set()
        self._skipped = 0
        self._parser = expat.ParserCreate(encoding="utf-8", namespace_separator=SEPARATOR)
        self._parser.StartNamespaceDeclHandler = lambda prefix, uri: self.namespaces.add(uri or "")
        self._parser.EntityDeclHandler = self._parser.ExternalEntityRefHandler = self._refuse
        self._parser.StartDoctypeDeclHandler = self._typed
        # The chunk in which the last event stood, its first byte, the offset of the next one; and how far we counted,
        # in bytes of the chunk and as an offset.
        self._chunk = b""
        self._first_byte = self._next = self._counted_byte = self._counted = 0

    def run(self, start: Start, end: End) -> None:
        """Go from the first tag to the last.

        Raises ReadError with its line for XML that is damaged or declares entities.
        """
        self.handle(start, end)
        try:
            for at in range(0, len(self.text), _CHUNK):
                self._parser.Parse(_encoded(self.text[at : at + _CHUNK]), False)
            self._parser.Parse(b"", True)
        except expat.ExpatError as fault:
            what = expat.errors.messages.get(fault.code, "broken")
            message = f"its XML is damaged in column {fault.offset + 1}: {what}"
            raise ReadError(message, line=fault.lineno, hint="open it in its program and save it again") from None

    def handle(self, start: Start, end: End) -> None:
        """From the next tag on, call these."""
        self._handlers = (start, end)
        self._parser.StartElementHandler, self._parser.EndElementHandler = start, end

    def skip(self) -> None:
        """Called at a start tag: pass over the element; its end tag is not told."""
        self._skipped = 1
        self._parser.StartElementHandler, self._parser.EndElementHandler = self._down, self._up

    def _down(self, name: str, attributes: dict[str, str]) -> None:
        self._skipped += 1

    def _up(self, name: str) -> None:
        self._skipped -= 1
        if not self._skipped:
            self.handle(*self._handlers)

    def here(self) -> int:
        """The offset at which the tag that a handler was called for begins (of <x/>, at its end: where it ends)."""
        byte = self._parser.CurrentByteIndex
        while byte >= self._first_byte + len(self._chunk) and self._next < len(self.text):
            self._first_byte += len(self._chunk)
            self._counted, self._counted_byte = self._next, 0
            self._next = min(self._next + _CHUNK, len(self.text))
            self._chunk = _encoded(self.text[self._counted : self._next])
        at = byte - self._first_byte
        self._counted += len(self._chunk[self._counted_byte : at].decode("utf-8", "surrogatepass"))
        self._counted_byte = at
        return self._counted

    def after_tag(self, at: int) -> int:
        """Where the tag that begins at an offset ends."""
        tag = _TAG.match(self.text, at)
        return tag.end() if tag else at

    def fault(self, message: str, hint: str = "") -> ReadError:
        """An error about the place of this event."""
        return ReadError(message, line=self.line(self.here()), hint=hint)

    def line(self, offset: int) -> int:
        """The line of an offset, 1-based."""
        return 1 + sum(1 for _ in _LINE_END.finditer(self.text, 0, offset))

    def _refuse(self, *_: object) -> NoReturn:
        message = "its XML declares entities, as no translation tool does"
        raise ReadError(message, line=self._parser.CurrentLineNumber, hint=_MADE)

    def _typed(self, name: str, system: str | None, public: str | None, has_declarations: int) -> None:
        # A mere name, as TMX has it, is never looked up.
        if has_declarations:
            self._refuse()


def _encoded(text: str) -> bytes:
    # A lone surrogate is for expat to refuse, in its line.
    return text.encode("utf-8", "surrogatepass")


@lru_cache(maxsize=1024)
def local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition(SEPARATOR)[2]


def too_many(walk: Walk) -> ReadError:
    """The error for a file with more segments than we hold at once."""
    return walk.fault(f"it holds more than {MOST_SEGMENTS:,} segments", "split it")


def escaped(text: str, at: int, wording: str) -> str | None:
    """How a wording is written at an offset of an XML file: escaped, in CDATA as it is; None where it cannot be.

    >>> escaped("<target>研發</target>", 8, "R&D")
    'R&amp;D'
    >>> escaped("<target><![CDATA[研發]]></target>", 17, "R&D")
    'R&D'
    """
    if _NOT_IN_XML.search(wording):
        return None
    if _in_section(text, at):
        written = text[at - 2 : at] + wording
        return None if _CLOSES in written or wording.endswith("]") else wording
    written = wording.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    # What follows in the file may be > as it is, which must not come after ]].
    return f"{written[:-1]}&#93;" if written.endswith("]") else written


def _in_section(text: str, at: int) -> bool:
    first = max(0, at - _LONGEST_SECTION)
    return text.rfind(_OPENS, first, at) > text.rfind(_CLOSES, first, at)


def replaceable(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The stretch to replace where a wording stands from `start` to `end`; None where that would break the file.

    A last character written as &amp; is taken whole; a stretch that holds a tag, or the border of a CDATA section,
    cannot go in one piece.

    >>> replaceable("<target>AT&amp; 公司</target>", 8, 11)
    (8, 15)
    >>> replaceable('<target>供<g id="1">應鏈</g></target>', 8, 20)
    """
    if _in_section(text, start):
        return None if _CLOSES in text[start:end] else (start, end)
    reference = _REFERENCE.match(text, end - 1)
    end = reference.end() if reference else end
    return None if "<" in text[start:end] or "&lt;" in text[start:end] else (start, end)
