"""What a page break leaves behind: notes between the halves of a paragraph, page numbers, tables of contents."""

from __future__ import annotations

import re

from zhengming.documents.inline import SUPERSCRIPTS
from zhengming.documents.lines import Raw
from zhengming.language.scripts import HAN

FURNITURE = re.compile(
    r"[.\u2026·_=*\-\u2014~\s]{3,}|[-\u2013\u2014]?\s*[0-9０-９]{1,4}\s*[-\u2013\u2014]?|\|\s*\d{1,4}|\d{1,4}\s*\|"
)
_SUPERSCRIPT_NOTE = re.compile(f"[{SUPERSCRIPTS}]+\\s*\\S")
_SUPERSCRIPT_RUN = re.compile(f"[{SUPERSCRIPTS}]+")
# 21 世紀, 3 月: a number with what it counts begins a paragraph.
_NUMBERED_NOTE = re.compile(r"(\d{1,3})\s+(?!世[紀纪]|[年月日個个國国億亿萬万名項项]|%)\S")
_BRACKETED_NOTE = re.compile(r"\[\^[^\]\s]+\]:|(?:註|注)(?:解|釋|释)?\s?[0-9０-９]{1,3}\s?[：:、.]")
_STAR_NOTE = re.compile(r"\*\s+\S")
# A paragraph that breaks off: its last character is inside a sentence.
_BROKEN_OFF = re.compile(f"[{HAN}A-Za-z0-9，、,（(「『《-]$")
# A gloss or a closing sign never begins a paragraph, whatever the line before ends in.
CLINGS = re.compile(r"[，、。；：！？）)」』》〉】〕”’\]]|[（(](?!(?:[A-Za-z]|[ivxIVX]+)[)）])[A-Za-z\u00c0-\u024f]")
_CLAUSE = re.compile("[，、；。,;]")
_TO_SUPERSCRIPT = str.maketrans("0123456789", "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079")


def join(blocks: list[Raw], text: str) -> list[Raw]:
    """Tell notes and contents apart from the body, drop furniture, and join paragraphs that a page break cut."""
    return _drop_furniture(_join_halves(_mark_contents(_mark_notes(blocks, text), text), text))


def _first(raw: Raw, text: str) -> str:
    start, end = raw.pieces[0]
    return text[start:end]


def _mark_notes(blocks: list[Raw], text: str) -> list[Raw]:
    lines = [_whole_first_line(raw, text) for raw in blocks]
    marks = _note_marks(blocks, text) - {run for line in lines if (run := _superscript_label(line))}
    starred = _starred(blocks, lines, text)
    return [
        Raw("note", raw.pieces) if n in starred or _is_note(raw, line, marks) else raw
        for n, (raw, line) in enumerate(zip(blocks, lines, strict=True))
    ]


def _note_marks(blocks: list[Raw], text: str) -> set[str]:
    """The runs of superscripts in the body: where ¹ stands there, `1 …` may be its note."""
    pieces = (text[a:b] for r in blocks for a, b in r.pieces)
    return {run for piece in pieces if not _SUPERSCRIPT_NOTE.match(piece) for run in _SUPERSCRIPT_RUN.findall(piece)}


def _superscript_label(line: str) -> str:
    """The number of a note that begins with ²¹: then `21 …` is no note but a paragraph (21 世紀以來)."""
    match = _SUPERSCRIPT_RUN.match(line)
    return match.group() if match else ""


def _is_note(raw: Raw, line: str, marks: set[str]) -> bool:
    """One rule for `⁴ …`, `1 …` (where ¹ stands in the body), `[^1]: …`, `註1：…`."""
    if _SUPERSCRIPT_NOTE.match(line) or _BRACKETED_NOTE.match(line):
        return True
    numbered = _NUMBERED_NOTE.match(line)
    return bool(numbered and raw.kind != "heading" and numbered.group(1).translate(_TO_SUPERSCRIPT) in marks)


def _starred(blocks: list[Raw], lines: list[str], text: str) -> set[int]:
    """The blocks `* …` that a lone * at the end of another block (a title, an author) refers to; a list is none."""
    if not any(_ends_in_lone_star(text[a:b]) for r in blocks for a, b in r.pieces[-1:]):
        return set()
    stars = {n for n, line in enumerate(lines) if _STAR_NOTE.match(line)}
    return {n for n in stars if not stars & {n - 1, n + 1}}


def _ends_in_lone_star(piece: str) -> bool:
    return piece.endswith("*") and piece.count("*") % 2 == 1 and piece[-2:-1].strip(" *") != ""


def _whole_first_line(raw: Raw, text: str) -> str:
    """The first line from its very start: a bullet that was cut off may be a note's star."""
    start, end = raw.pieces[0]
    # A bullet and its indent are short; looking back to the file's start for each block would be quadratic.
    low = max(0, start - 80)
    begin = max(text.rfind("\n", low, start), text.rfind("\r", low, start), low - 1) + 1
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
    """A heading without spaces, and without the leader and page number of a table of contents."""
    return "".join(text.rstrip(" \t\u3000.\u2026·0123456789").split())


def _join_halves(blocks: list[Raw], text: str) -> list[Raw]:
    """Join a paragraph that breaks off before notes or a page number with the next paragraph of the body."""
    joined: list[tuple[str, list[tuple[int, int]]]] = []
    half, interrupted = -1, False
    for raw in blocks:
        if raw.kind in ("note", "furniture"):
            # A Markdown footnote stands wherever its author likes; it is no page break.
            interrupted = interrupted or not text.startswith("[^", raw.pieces[0][0])
            joined.append((raw.kind, list(raw.pieces)))
            continue
        if interrupted and half >= 0 and raw.kind in ("paragraph", "short") and _breaks_off(*joined[half], raw, text):
            kind, pieces = joined[half]
            pieces += raw.pieces
            joined[half] = ("item" if kind == "item" else "paragraph", pieces)
        else:
            half = len(joined)
            joined.append((raw.kind, list(raw.pieces)))
        interrupted = False
    return [Raw(kind, tuple(pieces)) for kind, pieces in joined]


def _breaks_off(kind: str, pieces: list[tuple[int, int]], following: Raw, text: str) -> bool:
    """Whether it ends inside a sentence; a short line without a comma is a title, if no small letter follows it."""
    if kind == "short" and not (
        _first(following, text)[:1].islower() or any(_CLAUSE.search(text, a, b) for a, b in pieces)
    ):
        return False
    if CLINGS.match(_first(following, text)):
        return kind in ("paragraph", "short", "item")
    end = pieces[-1][1]
    return kind in ("paragraph", "short", "item") and _BROKEN_OFF.match(text[end - 1 : end]) is not None


def _drop_furniture(blocks: list[Raw]) -> list[Raw]:
    return [Raw("heading" if r.kind == "short" else r.kind, r.pieces) for r in blocks if r.kind != "furniture"]
