"""Running text out of marked-up text: what is no prose goes, and every position still points into the file."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from zhengming.language.scripts import HAN
from zhengming.model import OBJECT, Block, Mark

SUPERSCRIPTS = "\u2070\u00b9\u00b2\u00b3\u2074-\u2079"
# A bare URL ends before white space, Chinese, and the punctuation of the sentence around it.
_URL_STOPS = rf"\s<>\u3000-\u303f\uff00-\uffef{HAN}"
_URL = rf"(?:https?://|www\.)(?:\([^()\[\]{_URL_STOPS}]*\)|[^()\[\]{_URL_STOPS}])+(?<![.,;:!?'\"*_])"
_SHARED = rf"""
    (?P<url><(?:https?://|mailto:)[^<>\s]*>|{_URL})
  | (?P<note>[{SUPERSCRIPTS}]+)
  | (?P<emphasis>\*+)
"""
# No alternative may run past a second opening of its own kind: that keeps any text near-linear.
_MARKDOWN = r"""
    (?P<escape>\\(?P<escaped>[!-/:-@\[-`{-~]))
  | (?P<ticks>`+)
  | (?P<noteref>\[\^[^\[\]\s]+\])
  | (?P<link>!?\[(?P<label>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*+)\]
      (?:\((?:[^()（）\\]|\\.|\([^()]*\))*+[)）]|\[[^\[\]]*\]))
  | (?P<sup><sup\b[^<>]*>(?:[^<]|<(?!/?sup\b))*+</sup>)
  | (?P<break><br\s*/?>)
  | (?P<tag></?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>|<!--(?:[^<-]|<(?!!--)|-(?!->))*+-->)
  | (?P<entity>&(?:\#[0-9]{1,7}|\#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)
  | (?P<strong>(?<![0-9A-Za-z])_+(?=\S)|(?<=\S)_+(?![0-9A-Za-z])|~~)
"""
PLAIN = re.compile(r"(?=[<hw\*" + SUPERSCRIPTS + "])(?:" + _SHARED + ")", re.VERBOSE)
MARKDOWN = re.compile(
    r"(?=[<hw\*\\`\[!&_~" + SUPERSCRIPTS + "])(?:" + _SHARED + "|" + _MARKDOWN + ")", re.VERBOSE | re.DOTALL
)
_TICKS = re.compile("`+")
_ALT = re.compile(r"""\balt=(?:"(?P<double>[^"<>]*)"|'(?P<single>[^'<>]*)')""")
# A superscript after these is a power: m², km², 10⁹; after a word, an acronym or a year it is a note mark.
_POWER = re.compile(r"(?<![A-Za-z])(?:[A-Za-z]|[kcmdn]m)$|(?<!\d)\d{1,2}$")
# A term that its author set as code: `公地悲劇`（tragedy of the commons）, 虛擬機（`EVM`）.
_WORDING = re.compile(f"[{HAN}][{HAN}A-Za-z0-9·、 -]{{0,30}}|[A-Z]{{2,8}}")
_LONGEST_EMPHASIS = 400
_OPENING, _CLOSING = "（(「『《〈[“‘", "）)」』》〉]”’，。、；：！？"
_WIDE = re.compile(f"[{HAN}\u3000-\u303f\uff00-\uffef\u201c\u201d\u2018\u2019{OBJECT}]")


@dataclass
class Builder:
    """Collects the running text of a block run by run."""

    text: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    length: int = 0

    def add(self, text: str, offset: int) -> None:
        """Add text that stands at `offset` in the file."""
        if not text:
            return
        if not self.starts or self.offsets[-1] + self.length - self.starts[-1] != offset:
            self.starts.append(self.length)
            self.offsets.append(offset)
        self.text.append(text)
        self.length += len(text)

    def last(self) -> str:
        """The character added last."""
        return self.text[-1][-1] if self.text else ""

    def block(self, kind: str) -> Block:
        """The finished block."""
        marks = tuple(sorted(self.marks, key=lambda m: (m.start, -m.end)))
        return Block(kind, "".join(self.text), tuple(self.starts) or (0,), tuple(self.offsets) or (0,), marks)


def build(kind: str, text: str, pieces: list[tuple[int, int]], syntax: re.Pattern[str]) -> Block:
    """The block that the pieces text[start:end] make, joined: Han to Han without a space, else with one."""
    builder = Builder()
    for start, end in pieces:
        if builder.text and text[start:end]:
            _join(builder, text[start], start)
        _add_inline(builder, text, start, end, syntax)
    return builder.block(kind)


def _join(builder: Builder, following: str, start: int) -> None:
    """A line end inside a paragraph: nothing in Chinese, a space in English."""
    if builder.last() not in " -\u2010\u2011" and not (_WIDE.match(builder.last()) or _WIDE.match(following)):
        builder.add(" ", start - 1)


def _add_inline(builder: Builder, text: str, start: int, end: int, syntax: re.Pattern[str]) -> None:
    signs = list(_signs(text, start, end, syntax))
    paired = _paired_emphasis(text, start, end, signs)
    open_marks: list[int] = []
    at = start
    for name, match, stop in signs:
        builder.add(text[at : match.start()], at)
        at = stop
        if name in ("emphasis", "strong"):
            role = paired.get(match.start())
            if role is None:
                builder.add(match.group(), match.start())
            elif role == "open":
                open_marks.append(builder.length)
            elif open_marks:
                builder.marks.append(Mark("emphasis", open_marks.pop(), builder.length))
        elif name == "note" and _POWER.search(text[max(start, match.start() - 3) : match.start()]):
            builder.add(match.group(), match.start())
        elif name == "escape":
            builder.add(match.group("escaped"), match.start("escaped"))
        elif name == "link":
            begun = builder.length
            _add_inline(builder, text, match.start("label"), match.end("label"), syntax)
            builder.marks.append(Mark("link", begun, builder.length))
        elif name == "entity":
            _add_entity(builder, match)
        elif name == "code" and _WORDING.fullmatch(text, match.end(), stop - len(match.group())):
            begun = builder.length
            builder.add(text[match.end() : stop - len(match.group())], match.end())
            builder.marks.append(Mark("emphasis", begun, builder.length))
        elif name == "tag":
            _add_alternative(builder, text, match, syntax)
        else:
            builder.add(OBJECT, match.start())
    builder.add(text[at:end], at)


def _add_entity(builder: Builder, match: re.Match[str]) -> None:
    """&eacute; is é; what HTML has no name for, like &ABC;, stands for itself."""
    meant = html.unescape(match.group())
    builder.add(meant if len(meant) == 1 else match.group(), match.start())


def _add_alternative(builder: Builder, text: str, tag: re.Match[str], syntax: re.Pattern[str]) -> None:
    """A tag is no prose, but what `alt` says of an image is."""
    alternative = _ALT.search(text, tag.start(), tag.end())
    if alternative and alternative.lastgroup:
        builder.add(OBJECT, tag.start())
        _add_inline(builder, text, *alternative.span(alternative.lastgroup), syntax)
        builder.add(OBJECT, tag.end() - 1)


def _signs(text: str, start: int, end: int, syntax: re.Pattern[str]) -> Iterator[tuple[str, re.Match[str], int]]:
    """(name, match, where it ends) of all markup from left to right; code spans are one sign, lone ticks none."""
    closing = _closing_ticks(text, start, end)
    at = start
    while match := syntax.search(text, at, end):
        at = match.end()
        name = match.lastgroup or ""
        if name == "ticks":
            at = closing.get(match.start(), 0)
            if not at:
                at = match.end()
                continue
            name = "code"
        yield name, match, at


def _closing_ticks(text: str, start: int, end: int) -> dict[int, int]:
    """For each run of backticks that a later one of its length closes: where that one ends."""
    latest: dict[int, int] = {}
    closing: dict[int, int] = {}
    for run in reversed(list(_TICKS.finditer(text, start, end))):
        length = run.end() - run.start()
        if length in latest:
            closing[run.start()] = latest[length]
        latest[length] = run.end()
    return closing


def _paired_emphasis(text: str, start: int, end: int, signs: list[tuple[str, re.Match[str], int]]) -> dict[int, str]:
    """The offsets of emphasis signs that have a partner, as `open` or `close`; a lone * is a plain character.

    CommonMark's flanking rules fail beside full-width signs (**「詞」**（term）), so a sign opens before anything but
    white space and closing signs, and the nearest same sign after anything but white space and opening ones closes it.
    """
    roles: dict[int, str] = {}
    waiting: list[re.Match[str]] = []
    same: dict[str, list[int]] = {}
    for name, match, stop in signs:
        if name not in ("emphasis", "strong"):
            continue
        before = text[match.start() - 1] if match.start() > start else " "
        after = text[stop] if stop < end else " "
        places = same.setdefault(match.group(), [])
        partner = waiting[places[-1]] if places else None
        closes = not before.isspace() and before not in _OPENING
        if partner and closes and match.start() - partner.end() <= _LONGEST_EMPHASIS:
            roles[partner.start()], roles[match.start()] = "open", "close"
            # What opened in between stays open for good.
            first = places[-1]
            for lost in waiting[first:]:
                same[lost.group()].pop()
            del waiting[first:]
        elif not after.isspace() and after not in _CLOSING:
            places.append(len(waiting))
            waiting.append(match)
    return roles
