"""What a page break leaves behind: notes between the halves of a paragraph, page numbers, tables of contents."""

from __future__ import annotations

import re

from zhengming.documents.inline import SUPERSCRIPTS
from zhengming.documents.lines import Raw
from zhengming.language.scripts import HAN

FURNITURE = re.compile(r"[.\u2026·_=*\-\u2014~\s]{3,}|[-\u2013\u2014]?\s*[0-9０-９]{1,4}\s*[-\u2013\u2014]?|\|\s*\d{1,4}|\d{1,4}\s*\|")
_SUPERSCRIPT_NOTE = re.compile(f"[{SUPERSCRIPTS}]+\\s*\\S")
_NUMBERED_NOTE = re.compile(r"(\d{1,3})\s+\S")
_BRACKETED_NOTE = re.compile(r"\[\^[^\]\s]+\]:|(?:註|注)(?:解|釋|释)?\s?[0-9０-９]{1,3}\s?[：:、.]")
_STAR_NOTE = re.compile(r"\*\s+\S")
# A paragraph that breaks off: its last character is inside a sentence.
_BROKEN_OFF = re.compile(f"[{HAN}A-Za-z0-9，、,（(「『《-]$")
_TO_SUPERSCRIPT = str.maketrans("0123456789", "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079")


def join(blocks: list[Raw], text: str) -> list[Raw]:
    """Tell notes and contents apart from the body, drop furniture, and join paragraphs that a page break cut."""
    return _drop_furniture(_join_halves(_mark_contents(_mark_notes(blocks, text), text), text))


def _first(raw: Raw, text: str) -> str:
    start, end = raw.pieces[0]
    return text[start:end]


def _mark_notes(blocks: list[Raw], text: str) -> list[Raw]:
    starred = any(re.search(r"[^\s*]\*\s*$", text[r.pieces[-1][0] : r.pieces[-1][1]]) for r in blocks)
    body = _body_before(blocks, text)
    return [Raw("note", r.pieces) if _is_note(r, text, body, starred=starred) else r for r in blocks]


def _body_before(blocks: list[Raw], text: str) -> str:
    """Everything that may hold a note mark: the text without what looks like a note."""
    return "\n".join(text[a:b] for r in blocks for a, b in r.pieces if not _SUPERSCRIPT_NOTE.match(text[a:b]))


def _is_note(raw: Raw, text: str, body: str, *, starred: bool) -> bool:
    """One rule for `⁴ …`, `1 …` (where ¹ stands in the body), `* …` (where a title ends in *), `[^1]: …`, `註1：…`."""
    line = _whole_first_line(raw, text)
    if _SUPERSCRIPT_NOTE.match(line) or _BRACKETED_NOTE.match(line):
        return True
    if starred and _STAR_NOTE.match(line):
        return True
    numbered = _NUMBERED_NOTE.match(line)
    if not numbered or raw.kind == "heading":
        return False
    mark = numbered.group(1).translate(_TO_SUPERSCRIPT)
    return re.search(f"(?<![{SUPERSCRIPTS}]){mark}(?![{SUPERSCRIPTS}])", body) is not None


def _whole_first_line(raw: Raw, text: str) -> str:
    """The first line from its very start: a bullet that was cut off may be a note's star."""
    start, end = raw.pieces[0]
    begin = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    return text[begin:end].lstrip(" \t\u3000\ufeff")


def _mark_contents(blocks: list[Raw], text: str) -> list[Raw]:
    """A run of list items of which one is repeated as a heading is a table of contents."""
    headings = {_key(_first(r, text)) for r in blocks if r.kind in ("heading", "short")}
    out: list[Raw] = []
    at = 0
    while at < len(blocks):
        stop = at
        while stop < len(blocks) and blocks[stop].kind == "item":
            stop += 1
        run = blocks[at:stop]
        contents = len(run) > 1 and any(_key(_first(r, text)) in headings for r in run)
        out += [Raw("contents", r.pieces) for r in run] if contents else run
        out += blocks[stop : stop + 1]
        at = stop + 1
    return out


def _key(text: str) -> str:
    return re.sub(r"[\s.\u2026·\d]+$|\s+", "", text)


def _join_halves(blocks: list[Raw], text: str) -> list[Raw]:
    """Join a paragraph that breaks off before notes or a page number with the next paragraph of the body."""
    out: list[Raw] = []
    at = 0
    while at < len(blocks):
        half = blocks[at]
        at += 1
        between = at
        while between < len(blocks) and blocks[between].kind in ("note", "furniture"):
            between += 1
        joined = (
            between > at
            and between < len(blocks)
            and half.kind in ("paragraph", "short", "item")
            and blocks[between].kind in ("paragraph", "short")
            and _BROKEN_OFF.search(text[half.pieces[-1][0] : half.pieces[-1][1]])
        )
        if joined:
            whole = Raw("item" if half.kind == "item" else "paragraph", half.pieces + blocks[between].pieces)
            out += blocks[at:between]
            blocks = [*blocks[:at], whole, *blocks[between + 1 :]]
        else:
            out.append(half)
    return sorted(out, key=lambda r: r.pieces[0])


def _drop_furniture(blocks: list[Raw]) -> list[Raw]:
    return [Raw("heading" if r.kind == "short" else r.kind, r.pieces) for r in blocks if r.kind != "furniture"]
