"""The text of one side of a segment, from the pieces of the file that make it up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from zhengming.documents import inline
from zhengming.documents.inline_codes import HTML, Piece, left_by_markup
from zhengming.documents.running import Running, is_prose
from zhengming.model import OBJECT, Block

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
_REFERENCE = re.compile(r"&#?\w{1,31};")
_OUTER = " \t\r\n\f\u3000\u00a0\ufeff"
_SPECIAL = re.compile(f"[\t\r\n\f\u00ad\u200b\u2060*{inline.SUPERSCRIPTS}]")


def side(text: str, pieces: list[Piece], *, phrase: bool = False) -> tuple[Block, ...]:
    """The block that pieces of a file make, none where there is no prose; `phrase`: codes stand in the text as {1}."""
    if phrase:
        pieces = list(_without_codes(text, pieces))
    block = (_plain(text, pieces[0]) if len(pieces) == 1 else None) or _of_runs(text, pieces)
    block = block or _collected(text, pieces)
    return (block,) if is_prose(block) else ()


def _is_plain(text: str) -> bool:
    """Whether nothing in it is layout, or markup within the text."""
    if "  " in text or "://" in text or "www." in text:
        return False
    # Which for ASCII is told faster than a pattern tells it.
    return (text.isascii() and text.isprintable() and "*" not in text) or not _SPECIAL.search(text)


def _plain(text: str, piece: Piece) -> Block | None:
    """The block of a piece that is nothing but characters, as nearly all are."""
    raw = text[piece[1] : piece[2]]
    body = raw.strip(_OUTER)
    if "&" in body or "<" in body or not _is_plain(body):
        return None
    start = piece[1] + (len(raw) - len(raw.lstrip(_OUTER)) if len(body) < len(raw) else 0)
    return Block("segment", body, (0,), (start,))


def _of_runs(text: str, pieces: list[Piece]) -> Block | None:
    """The block of pieces that are only characters, references and signs, at a fraction of the cost of the rest."""
    builder = inline.Builder()
    for what, start, end in pieces:
        if what == "sign":
            builder.add(OBJECT, start)
        elif what != "text":
            return None
        else:
            raw = text[start:end]
            if "<" in raw or "&lt;" in raw:
                return None
            at = 0
            for reference in _REFERENCE.finditer(raw) if "&" in raw else ():
                meant = _meaning(reference.group())
                builder.add(raw[at : reference.start()], start + at)
                builder.add(meant, start + reference.start())
                at = reference.end()
            builder.add(raw[at:] if at else raw, start + at)
    block = builder.block("segment")
    return block if _is_plain(block.text) and block.text.strip(_OUTER) == block.text else None


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
            running.text(_meaning(sign.group()), sign.start())
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


def _meaning(reference: str) -> str:
    """&amp; is one character of the text, &nbsp; a space; what has no meaning is no prose."""
    meant = unescape(reference)
    if meant == reference or len(meant) != 1:
        return OBJECT
    return " " if meant == "\u00a0" else meant
