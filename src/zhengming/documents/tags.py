"""HTML and XHTML as a row of tags and texts with their offsets, in linear time however broken.

The HTMLParser of Python 3.11 counts lines, not offsets, and takes quadratic time over unclosed tags and comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SIGN = re.compile(r"<(?:(?P<comment>!--)|(?P<declaration>[!?])|(?P<close>/?)(?P<name>[A-Za-z][^\s/<>]*+))")
# A quotation mark counts after = only: <p title=Bob's>.
_REST = re.compile(r"(?:[^>=]|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+)*+>")
_REST_UNTIL_TAG = re.compile(r"[^<>]*+>")
_ATTRIBUTE = re.compile(r"([^\s=/>\"']+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
# <a href=x/> does not close itself: the slash belongs to the address.
_BEFORE_SLASH = " \t\r\n\f\"'"
_LONGEST_ATTRIBUTES = 10_000
# What stands in these is no markup, and no prose.
_RAW = ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes")
_RAW_ENDS = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _RAW}


@dataclass(frozen=True, slots=True)
class Token:
    """`kind` is `text`, `open` or `close`; `start` and `end` are offsets; `rest` is where the attributes begin."""

    kind: str
    start: int
    end: int
    name: str = ""
    rest: int = 0
    self_closed: bool = False


def tokens(text: str) -> Iterator[Token]:
    """The tags and texts in order; comments, declarations and scripts are left out, an unclosed one to the end.

    >>> [t.kind for t in tokens("<p>去<b>風險</b>")]
    ['open', 'text', 'open', 'text', 'close']
    """
    rest = _REST
    at = searched = 0
    while match := _SIGN.search(text, searched):
        start, name = match.start(), (match["name"] or "").lower()
        tag = None
        if name:
            tag = rest.match(text, match.end())
            if tag is None and rest is _REST:
                # A quotation mark or a tag is never closed: from here on a tag ends before the next one.
                rest = _REST_UNTIL_TAG
                tag = rest.match(text, match.end())
            if tag is None:
                searched = match.end()
                continue
        if at < start:
            yield Token("text", at, start)
        if tag is None:
            inside, at = _skipped(text, start)
            if inside:
                yield Token("text", *inside)
        else:
            at = tag.end()
            closed = text[at - 2] == "/" and (at - 2 == match.end() or text[at - 3] in _BEFORE_SLASH)
            yield Token("close" if match["close"] else "open", start, at, name, match.end(), closed)
            if name in _RAW_ENDS and not match["close"] and not closed:
                end = _RAW_ENDS[name].search(text, at)
                at = end.start() if end else len(text)
        searched = at
    if at < len(text):
        yield Token("text", at, len(text))


def _skipped(text: str, start: int) -> tuple[tuple[int, int] | None, int]:
    """What a comment or declaration says to a reader (nothing, but in CDATA), and where it ends."""
    if text.startswith("<![CDATA[", start):
        end = text.find("]]>", start)
        stop = end if end >= 0 else len(text)
        return (start + 9, stop), min(stop + 3, len(text))
    sign, ahead = ("-->", 2) if text.startswith("<!--", start) else (">", 1)
    end = text.find(sign, start + ahead)
    return None, end + len(sign) if end >= 0 else len(text)


def attributes(text: str, token: Token) -> dict[str, str]:
    """The attributes of a tag by their names in small letters; of one repeated the first."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text, token.rest, min(token.end - 1, token.rest + _LONGEST_ATTRIBUTES)):
        found.setdefault(match[1].lower(), match[2] or match[3] or match[4] or "")
    return found


def attribute_span(text: str, token: Token, name: str) -> tuple[int, int] | None:
    """Where the value of an attribute stands in the file."""
    for match in _ATTRIBUTE.finditer(text, token.rest, min(token.end - 1, token.rest + _LONGEST_ATTRIBUTES)):
        if match[1].lower() == name and match.lastindex and match.lastindex > 1:
            return match.span(match.lastindex)
    return None
