"""The text of one side of a segment, from the pieces of the file that make it up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from zhengming.documents import inline
from zhengming.documents.inline_codes import HTML, Piece, left_by_markup
from zhengming.documents.running import Running, is_prose
from zhengming.model import Block

# What stands in the text of a side besides characters; the wording of a web page often comes with its escaped tags.
_SIGNS = re.compile(
    rf"""
    <!\[CDATA\[(?P<section>.*?)\]\]>
  | <!--.*?-->
  | <\?.*?\?>
  | (?P<escaped>&lt;{HTML}(?:[^<>&]|&(?!lt;|gt;)\#?\w{{1,31}};)*+(?:&gt;|>))
  | &(?P<entity>\#?\w{{1,31}});
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_TAG = re.compile(rf"<{HTML}[^<>]*>", re.IGNORECASE)
# Phrase writes its codes as plain text: {1>bold<1} and {2}.
_PHRASE = re.compile(r"(?P<half>\{\w{1,8}(?:>|&gt;)|(?:<|&lt;)\w{1,8}\})|\{\w{1,8}\}")
_OUTER = " \t\r\n\f\u3000\u00a0\ufeff"
_SPECIAL = re.compile(f"[&<\t\r\n\f\u00ad\u200b\u2060*{inline.SUPERSCRIPTS}]")


def side(text: str, pieces: list[Piece], *, phrase: bool = False) -> tuple[Block, ...]:
    """The block that pieces of a file make, none where there is no prose; `phrase`: codes stand in the text as {1}."""
    block = _plain(text, pieces[0], phrase) if len(pieces) == 1 else None
    block = block or _collected(text, list(_without_codes(text, pieces)) if phrase else pieces)
    return (block,) if is_prose(block) else ()


def _plain(text: str, piece: Piece, phrase: bool) -> Block | None:
    """The block of a piece that is nothing but characters, as nearly all are."""
    raw = text[piece[1] : piece[2]]
    body = raw.strip(_OUTER)
    if _SPECIAL.search(body) or "  " in body or "http" in body or "www." in body or (phrase and "{" in body):
        return None
    start = piece[1] + (len(raw) - len(raw.lstrip(_OUTER)) if len(body) < len(raw) else 0)
    return Block("segment", body, (0,), (start,))


def _without_codes(text: str, pieces: list[Piece]) -> Iterator[Piece]:
    """The pieces without the codes that Phrase writes into the text."""
    for what, start, end in pieces:
        if what == "text":
            for code in _PHRASE.finditer(text, start, end):
                yield what, start, code.start()
                start = code.end()
                if not code["half"]:
                    yield "sign", code.start(), code.start()
        yield what, start, end


def _collected(text: str, pieces: list[Piece]) -> Block:
    running = Running()
    for what, start, end in pieces:
        if what == "text":
            _add_text(running, text, start, end)
        elif what == "sign":
            running.sign(start)
        elif what == "break":
            running.text("\t", start)
        elif what == "close":
            running.close_mark()
        else:
            running.open_mark(what.removeprefix("open "))
    return running.block("segment")


def _add_text(running: Running, text: str, start: int, end: int) -> None:
    """Characters, references, CDATA sections and escaped tags."""
    at = start
    for sign in _SIGNS.finditer(text, start, end):
        running.text(text[at : sign.start()], at)
        at = sign.end()
        if sign["section"] is not None:
            _add_section(running, text, *sign.span("section"))
        elif sign["escaped"]:
            _add_left(running, left_by_markup(unescape(sign.group())), sign.start())
        elif sign["entity"]:
            _add_entity(running, sign.group(), sign.start())
    running.text(text[at:end], at)


def _add_section(running: Running, text: str, start: int, end: int) -> None:
    at = start
    for tag in _TAG.finditer(text, start, end):
        running.text(text[at : tag.start()], at)
        at = tag.end()
        _add_left(running, left_by_markup(tag.group()), tag.start())
    running.text(text[at:end], at)


def _add_left(running: Running, left: str, offset: int) -> None:
    if left == "sign":
        running.sign(offset)
    elif left:
        running.text("\t", offset)


def _add_entity(running: Running, reference: str, offset: int) -> None:
    """&amp; is one character of the text; what has no meaning is no prose."""
    meant = unescape(reference)
    if meant == reference or len(meant) != 1:
        running.sign(offset)
    else:
        running.text(" " if meant == "\u00a0" else meant, offset)
