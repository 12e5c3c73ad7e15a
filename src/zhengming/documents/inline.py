"""Running text out of marked-up text: what is no prose goes, and every position still points into the file."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from zhengming.language.scripts import HAN
from zhengming.model import OBJECT, Block, Mark

SUPERSCRIPTS = "\u2070\u00b9\u00b2\u00b3\u2074-\u2079"
_URL = r"https?://[^\s<>\u3000-\u303f\uff00-\uffef{han}]+|www\.[^\s<>\u3000-\u303f\uff00-\uffef{han}]+".format(han=HAN)
_SHARED = rf"""
    (?P<url><(?:https?://|mailto:)[^<>\s]*>|{_URL})
  | (?P<note>[{SUPERSCRIPTS}]+)
  | (?P<emphasis>\*+)
"""
_MARKDOWN = rf"""
    (?P<escape>\\(?P<escaped>[!-/:-@\[-`{{-~]))
  | (?P<code>(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))
  | (?P<noteref>\[\^[^\]\s]+\])
  | (?P<link>!?\[(?P<label>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\](?:\((?P<target>(?:[^()（）\\]|\\.|\([^()]*\))*)[)）]|\[[^\[\]]*\]))
  | (?P<sup><sup\b[^<>]*>.*?</sup>)
  | (?P<break><br\s*/?>)
  | (?P<tag></?[A-Za-z][^<>]*>|<!--.*?-->)
  | (?P<entity>&(?:\#\d+|\#x[0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]+);)
  | (?P<strong>(?<![0-9A-Za-z])_+(?=\S)|(?<=\S)_+(?![0-9A-Za-z])|~~)
"""
PLAIN = re.compile(_SHARED, re.VERBOSE)
MARKDOWN = re.compile(_MARKDOWN + "|" + _SHARED, re.VERBOSE | re.DOTALL)
# A superscript after these is a power or a formula: m², CO₂ emissions per km²; after a word it is a note mark.
_POWER = re.compile(r"(?<![A-Za-z])[A-Za-z]{1,2}$|\d$")
_LONGEST_EMPHASIS = 400


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
    wide = re.compile(f"[{HAN}\u3000-\u303f\uff00-\uffef\u201c\u201d\u2018\u2019{OBJECT}]")
    if builder.last() not in " -\u2010\u2011" and not (wide.match(builder.last()) or wide.match(following)):
        builder.add(" ", start - 1)


def _add_inline(builder: Builder, text: str, start: int, end: int, syntax: re.Pattern[str]) -> None:
    paired = _paired_emphasis(text, start, end, syntax)
    open_marks: list[int] = []
    at = start
    for match in syntax.finditer(text, start, end):
        if match.start() < at:
            continue
        name = match.lastgroup if match.lastgroup not in ("escaped", "ticks", "label", "target") else _outer(match)
        builder.add(text[at : match.start()], at)
        at = match.end()
        if name in ("emphasis", "strong"):
            role = paired.get(match.start())
            if role is None:
                builder.add(match.group(), match.start())
            elif role == "open":
                open_marks.append(builder.length)
            elif open_marks:
                builder.marks.append(Mark("emphasis", open_marks.pop(), builder.length))
        elif name == "note" and _POWER.search(text, start, match.start()):
            builder.add(match.group(), match.start())
        elif name == "escape":
            builder.add(match.group("escaped"), match.start("escaped"))
        elif name == "link":
            begun = builder.length
            _add_inline(builder, text, match.start("label"), match.end("label"), syntax)
            builder.marks.append(Mark("link", begun, builder.length))
        elif name == "entity":
            builder.add(html.unescape(match.group())[:1], match.start())
        elif name != "tag":
            builder.add(OBJECT, match.start())
    builder.add(text[at:end], at)


def _outer(match: re.Match[str]) -> str:
    return next(n for n in ("escape", "code", "link") if match.group(n) is not None)


def _paired_emphasis(text: str, start: int, end: int, syntax: re.Pattern[str]) -> dict[int, str]:
    """The offsets of emphasis signs that have a partner, as `open` or `close`; a lone * is a plain character.

    CommonMark's flanking rules fail beside full-width signs (**「詞」**（term）), so a sign opens before anything but
    white space and the nearest same sign after anything but white space closes it.
    """
    roles: dict[int, str] = {}
    waiting: list[re.Match[str]] = []
    for match in syntax.finditer(text, start, end):
        if match.lastgroup not in ("emphasis", "strong"):
            continue
        before = text[match.start() - 1] if match.start() > start else " "
        after = text[match.end()] if match.end() < end else " "
        partner = next((m for m in reversed(waiting) if m.group() == match.group()), None)
        if partner and not before.isspace() and match.start() - partner.end() <= _LONGEST_EMPHASIS and match.start() > partner.end():
            roles[partner.start()], roles[match.start()] = "open", "close"
            del waiting[waiting.index(partner) :]
        elif not after.isspace():
            waiting.append(match)
    return roles
