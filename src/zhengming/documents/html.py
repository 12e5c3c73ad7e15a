"""HTML and XHTML: what a reader of the page sees, every character with its offset in the file."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from html import escape, unescape

from zhengming.documents.running import Running, is_prose
from zhengming.documents.tags import Token, attribute_span, attributes, tokens
from zhengming.files.decode import Decoded, decode
from zhengming.model import Block

_BLOCKS = frozenset(
    "address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol option "
    "p pre search section summary table tbody td tfoot th thead title tr ul".split()
)
_KINDS = dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading")
_KINDS |= dict.fromkeys(("li", "dt", "dd"), "item") | dict.fromkeys(("td", "th", "caption"), "cell")
_EMPHASIS = frozenset(("em", "strong", "b", "i", "cite", "dfn", "u", "mark"))
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
# Nobody sees them, or not as prose; what a ruby reading explains is no part of the wording, nor is what was deleted.
_UNSEEN = frozenset("template svg select datalist object audio video canvas noscript button rt rp rtc del".split())
_SIGNS = frozenset(("sup", "code", "kbd", "samp", "tt", "math"))
_ORDINAL = re.compile(r"(?:st|nd|rd|th)</", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_LINE_END = re.compile(r"\r\n|\n|\r")
_TELLING = re.compile(r"hidden|none|note|fn|href|doc-", re.IGNORECASE)
_NOTE_CLASS = re.compile(r"(?:\A|\s)(?:foot|end|rear)notes?(?:\s|\Z)")
_NOTE_ID = re.compile(r"_?(?:fn|ftn|edn|footnote|endnote|cite_note)[-_:.]?\d+\Z", re.IGNORECASE)
# A link to a place of the same book that says only 3, [3], * or ↩ leads to a note, or back from it.
_NOTE_LINK = re.compile(r"\s*[\[(（〔【]?\s*(?:\d{1,3}|[*†‡§↩↑^])\ufe0e?\s*[\])）〕】]?\s*</a\b", re.IGNORECASE)
_UNDISPLAYED = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:\-]+)""", re.IGNORECASE)
# The label of a page, and the encoding that browsers take it for.
_ENCODINGS = {
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5", "cp950"), "big5hkscs"),
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "x-gbk", "cp936"), "gb18030"),
    **dict.fromkeys(("iso-8859-1", "latin1", "windows-1252", "us-ascii"), "cp1252"),
    **dict.fromkeys(("shift_jis", "shift-jis", "x-sjis"), "cp932"),
    "euc-jp": "euc-jp",
    "euc-kr": "cp949",
}


def decode_html(content: bytes, path: str, largest: int | None = None) -> Decoded:
    """The text of a page: UTF-8 where it is valid, else what the page says of itself, else the likeliest."""
    said = _CHARSET.search(content, 0, 4096)
    encoding = _ENCODINGS.get(said[1].decode("ascii").lower()) if said else None
    if encoding and b"\0" not in content and not is_utf8(content):
        try:
            return Decoded(content.decode(encoding), encoding)
        except UnicodeDecodeError:
            pass
    return decode(content, path, largest)


def escaped(text: str, at: int, wording: str) -> str | None:
    """A wording as a page writes it."""
    return escape(wording, quote=False)


def is_utf8(content: bytes) -> bool:
    """Whether bytes are valid UTF-8."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def read(text: str) -> list[Block]:
    """The blocks of a page in the order of the file.

    >>> [b.text for b in read("<h1>脫鉤</h1><p>去風險<br>（de-risking）<sup>1</sup>")]
    ['脫鉤', '去風險\\ufffc（de-risking）\\ufffc']
    """
    walker = _Walker(text)
    for token in tokens(text):
        walker.take(token)
    walker.flush()
    return walker.blocks


@dataclass(frozen=True, slots=True)
class _Frame:
    """An open element: the kind of block that its text makes, whether it is seen, and what it does to the text."""

    name: str
    kind: str
    unseen: bool = False
    mark: bool = False
    verse: bool = False


class _Walker:
    """Goes from tag to tag and collects the blocks."""

    def __init__(self, text: str) -> None:
        self.blocks: list[Block] = []
        self._file = text
        self._running = Running(shown=True)
        self._frames = [_Frame("", "paragraph")]
        self._open: Counter[str] = Counter()

    def take(self, token: Token) -> None:
        """Go on by one tag or text."""
        if token.kind == "text":
            self._text(token.start, token.end)
        elif token.kind == "close":
            self._close(token.name)
        else:
            self._begin(token)

    def flush(self) -> None:
        """A block ends here."""
        if self._running.length:
            block = self._running.block(self._frames[-1].kind)
            if is_prose(block):
                self.blocks.append(block)

    def _begin(self, token: Token) -> None:
        name = token.name
        if name in _BLOCKS:
            while self._frames[-1].unseen and self._frames[-1].name in _SIGNS | {"rt", "rp", "rtc", "a"}:
                # Unclosed; it would swallow the rest of the page.
                self._pop()
            self.flush()
            if self._open["p"]:
                # A paragraph holds no blocks, so the next one closes it.
                self._close("p")
        if name in _VOID or token.self_closed:
            self._void(token)
            return
        frame = self._frame(token)
        if frame.unseen and name in _SIGNS | {"a"} and not self._frames[-1].unseen:
            self._running.sign(token.start)
        if frame.mark:
            self._running.open_mark("link" if name == "a" else "emphasis")
        self._frames.append(frame)
        self._open[name] += 1

    def _frame(self, token: Token) -> _Frame:
        outer, name = self._frames[-1], token.name
        said = attributes(self._file, token) if _TELLING.search(self._file, token.rest, token.end) else {}
        unseen = outer.unseen or name in _UNSEEN or _is_hidden(said) or self._is_note_mark(token, said)
        unseen = unseen or (name in _SIGNS and not _ORDINAL.match(self._file, token.end))
        mark = not unseen and (name in _EMPHASIS or (name == "a" and "href" in said))
        return _Frame(name, _kind(outer.kind, name, said), unseen, mark, outer.verse or name == "pre")

    def _is_note_mark(self, token: Token, said: dict[str, str]) -> bool:
        if "noteref" in f"{said.get('role', '')} {said.get('epub:type', '')}":
            return True
        return token.name == "a" and "#" in said.get("href", "") and bool(_NOTE_LINK.match(self._file, token.end))

    def _void(self, token: Token) -> None:
        if self._frames[-1].unseen:
            return
        if token.name in ("br", "img"):
            self._running.sign(token.start)
        alternative = attribute_span(self._file, token, "alt") if token.name == "img" else None
        if alternative:
            self._text(*alternative)
            self._running.sign(token.end - 1)

    def _close(self, name: str) -> None:
        if name in _BLOCKS:
            self.flush()
        if self._open[name]:
            while self._pop() != name:
                pass

    def _pop(self) -> str:
        frame = self._frames.pop()
        self._open[frame.name] -= 1
        if frame.mark:
            self._running.close_mark()
        return frame.name

    def _text(self, start: int, end: int) -> None:
        if self._frames[-1].unseen:
            return
        add = self._verse if self._frames[-1].verse else self._prose
        at = start
        for entity in _ENTITY.finditer(self._file, start, end):
            meant = _meaning(entity.group())
            if meant is not None:
                add(at, entity.start())
                self._running.verbatim(meant, entity.start())
                at = entity.end()
        add(at, end)

    def _prose(self, start: int, end: int) -> None:
        self._running.text(self._file[start:end], start)

    def _verse(self, start: int, end: int) -> None:
        """Preformatted text: its lines are lines."""
        at = start
        for line_end in _LINE_END.finditer(self._file, start, end):
            self._prose(at, line_end.start())
            self._running.sign(line_end.start())
            at = line_end.end()
        self._prose(at, end)


def _meaning(entity: str) -> str | None:
    """&eacute; is é, &nbsp; a space, &shy; nothing; None for what HTML has no name for, like &ABC;."""
    meant = unescape(entity)
    if len(meant) != 1 or meant == entity:
        return None
    return {"\u00a0": " ", "\u00ad": "", "\u200b": "", "\u2060": "", "\n": " ", "\r": " ", "\t": " "}.get(meant, meant)


def _kind(outer: str, name: str, said: dict[str, str]) -> str:
    """A note stays one; headings, items and cells say so; any other block in an item or cell belongs to it."""
    if outer == "note" or (name in _BLOCKS and _is_note(said)):
        return "note"
    if name in _KINDS:
        return _KINDS[name]
    return "paragraph" if name in _BLOCKS and outer == "heading" else outer


def _is_hidden(said: dict[str, str]) -> bool:
    return "hidden" in said or bool(_UNDISPLAYED.search(said.get("style", "")))


def _is_note(said: dict[str, str]) -> bool:
    roles = f"{said.get('role', '')} {said.get('epub:type', '')} {said.get('class', '')}".replace("doc-", "")
    return bool(_NOTE_CLASS.search(roles) or _NOTE_ID.match(said.get("id", "")))
