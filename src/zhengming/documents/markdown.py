"""Markdown: block structure from markdown-it-py, running text by our own scanner, which keeps positions."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from zhengming.documents import inline, pages
from zhengming.documents.lines import Raw
from zhengming.language.scripts import HAN
from zhengming.model import Block, Mark

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"---[ \t]*(?:\r\n|\n|\r)(.*?)(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)", re.DOTALL)
_PREFIX = re.compile(r"(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t])))*[ \t]*(?:\[[ xX]\][ \t]+)?(?:#{1,6}[ \t]+)?")
_QUOTE_PREFIX = re.compile(r"[ \t]*(?:>[ \t]?)*[ \t]*")
_CELL = re.compile(r"(?:\\.|[^|\\\r\n])+")
_ANY_CELL = re.compile(r"(?:\\.|[^|\\\r\n])*+")
_TABLE_RULE = re.compile(r"[\s|:\-]+")
_CLOSING_HASHES = re.compile(r"[ \t]+#+$")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]+\]:")
_NO_PROSE = re.compile(r"<(?:script|style|pre|textarea)\b|<!--|<\?|<![A-Z]|<!\[CDATA\[", re.IGNORECASE)
# Four spaces make code of a line, but many an author indents a paragraph so.
_INDENTED_PROSE = re.compile(f"(?!//|#)(?=[^\r\n]*[，。；：？！、])(?:[^\r\n]*?[{HAN}]{{4}}){{2}}")
# Below so many levels the parser passes over what it finds; a line with more signs before it is no author's.
_DEEPEST = 100
_TOO_DEEP = re.compile(
    r"(?:^|(?<=\r))(?:[ \t]*+(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t]))){40}[>\-*+ \t]*+(?P<body>[^\r\n]*+)", re.MULTILINE
)
_LINE_END = re.compile(r"\r\n|\n|\r")
_SIGN = re.compile(r"[\\`*_\[\]<>|]")


def escaped(text: str, at: int, wording: str) -> str | None:
    """A wording as Markdown writes it; None for one that holds signs of Markdown's own."""
    return None if _SIGN.search(wording) else wording


def read(text: str) -> list[Block]:
    """The blocks of a Markdown text in the order of the file; code is left out, footnotes are notes."""
    raws = pages.join(_raw_blocks(text), text)
    return [_quoted(inline.build(raw.kind, text, list(raw.pieces), inline.MARKDOWN), raw, text) for raw in raws]


def _quoted(block: Block, raw: Raw, text: str) -> Block:
    """A block of a block quotation says so."""
    start = raw.pieces[0][0]
    line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    if not text[line:start].lstrip().startswith(">") or not block.text:
        return block
    return replace(block, marks=(Mark("quotation", 0, len(block.text)), *block.marks))


def tables(text: str) -> tuple[list[list[list[tuple[int, int]]]], int]:
    """The tables of a Markdown text as rows of (start, end) of their cells, and how much text stands beside them."""
    starts, source = _lines(text, 0)
    found, beside = [], 0
    for token in _leaves(_TOO_DEEP.sub("", source)):
        if token.type == "table_open":
            found.append([_row(text, *line) for line in _lines_of(token, text, starts)])
        else:
            beside += sum(end - start for raw in _raws_of(token, text, starts) for start, end in raw.pieces)
    return [[row for row in rows if row] for rows in found], beside


def _row(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The cells of one line of a table, empty ones too; none of the line that only rules it."""
    if _TABLE_RULE.fullmatch(text, start, end):
        return []
    cells: list[tuple[int, int]] = []
    at = start
    while at <= end:
        match = _ANY_CELL.match(text, at, end)
        assert match
        body = match.group().strip(" \t" if cells else " \t>")
        begin = at + (match.group().index(body) if body else 0)
        cells.append((begin, begin + len(body)))
        at = match.end() + 1
    # Before the first sign and behind the last there is no cell.
    return [c for n, c in enumerate(cells) if c[0] < c[1] or n not in (0, len(cells) - 1)]


def _raw_blocks(text: str) -> list[Raw]:
    front = _FRONT_MATTER.match(text)
    begin = front.end() if front else 0
    starts, source = _lines(text, begin)
    head = [Raw("paragraph", ((a, b),)) for a, b in _front_lines(text, front)] if front else []
    deep = [Raw("item", (m.span("body"),)) for m in _TOO_DEEP.finditer(text, begin)]
    found = [raw for token in _leaves(_TOO_DEEP.sub("", source)) for raw in _raws_of(token, text, starts)]
    return head + (sorted(found + deep, key=lambda raw: raw.pieces[0][0]) if deep else found)


def _lines(text: str, begin: int) -> tuple[list[int], str]:
    """Where the lines from `begin` on start, and the text as markdown-it takes it."""
    # It counts lines by \n alone; a lone \r becomes one so that both count alike.
    return [begin, *(begin + m.end() for m in _LINE_END.finditer(text[begin:]))], _LINE_END.sub("\n", text[begin:])


def _lines_of(token: Token, text: str, starts: list[int]) -> list[tuple[int, int]]:
    assert token.map is not None
    return [(starts[n], _line_end(text, starts[n])) for n in range(token.map[0], min(token.map[1], len(starts)))]


def _front_lines(text: str, front: re.Match[str]) -> list[tuple[int, int]]:
    """The values of the front matter are text like any other (title: …（…）)."""
    lines = re.compile(r"[^\r\n]+").finditer(text, front.start(1), front.end(1))
    return [(m.start() + (m.group().find(": ") + 2 if ": " in m.group() else 0), m.end()) for m in lines]


def _leaves(source: str) -> list[Token]:
    from markdown_it import MarkdownIt

    # A footnote `[^1]: text` would be taken for a link reference and vanish.
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table").disable("reference")
    parser.core.ruler.enableOnly(["block"])
    wanted = {"paragraph_open", "heading_open", "html_block", "table_open", "code_block"}
    tokens, depth = [], 0
    for token in parser.parse(source):
        if token.type == "table_close":
            depth -= 1
        if token.type in wanted and not depth and token.map:
            tokens.append(token)
        if token.type == "table_open":
            depth += 1
    return tokens


def _raws_of(token: Token, text: str, starts: list[int]) -> list[Raw]:
    lines = _lines_of(token, text, starts)
    if token.type == "table_open":
        return [raw for a, b in lines for raw in _cells(text, a, b)]
    pieces = _without_prefixes(text, lines, first=_PREFIX, rest=_QUOTE_PREFIX)
    if token.type == "code_block":
        return [Raw("paragraph", (piece,)) for piece in pieces if _INDENTED_PROSE.match(text, *piece)]
    if token.type == "heading_open":
        return _heading(token, text, pieces)
    if token.type == "html_block":
        return _html(text, pieces)
    kind = "paragraph" if pieces and pieces[0][0] == lines[0][0] else "item"
    if len(pieces) == 1 and pages.FURNITURE.fullmatch(text[slice(*pieces[0])]):
        kind = "furniture"
    return [Raw(kind, tuple(p)) for p in _split(text, pieces)]


def _heading(token: Token, text: str, pieces: list[tuple[int, int]]) -> list[Raw]:
    """Its text without the signs: `## … ##`, or all lines above the `===`."""
    underlined = token.markup in ("=", "-")
    lines = pieces[:-1] if underlined else pieces
    if underlined or not lines:
        return [Raw("heading", tuple(lines))] if lines else []
    start, end = lines[0]
    # A long line is no heading with closing signs, and searching it for them takes long.
    closing = _CLOSING_HASHES.search(text, max(start, end - 80), end)
    return [Raw("heading", ((start, closing.start() if closing else end),))]


def _html(text: str, pieces: list[tuple[int, int]]) -> list[Raw]:
    """Each line of a block of HTML is a paragraph; scripts, styles, code and comments are none."""
    if not pieces:
        return []
    if _NO_PROSE.match(text, *pieces[0]):
        start, end = pieces[-1]
        after = text.rfind("-->", start, end) + 3 if text.startswith("<!--", pieces[0][0]) else 2
        after += len(text[after:end]) - len(text[after:end].lstrip(" \t"))
        return [Raw("paragraph", ((after, end),))] if start < after < end else []
    return [Raw("paragraph", (piece,)) for piece in pieces]


def _line_end(text: str, start: int) -> int:
    match = _LINE_END.search(text, start)
    return match.start() if match else len(text)


def _without_prefixes(
    text: str, lines: list[tuple[int, int]], *, first: re.Pattern[str], rest: re.Pattern[str]
) -> list[tuple[int, int]]:
    pieces = []
    for n, (start, end) in enumerate(lines):
        prefix = (first if n == 0 else rest).match(text, start, end)
        begin = prefix.end() if prefix else start
        if text[begin:end].strip():
            pieces.append((begin, begin + len(text[begin:end].rstrip(" \t"))))
    return pieces


def _split(text: str, pieces: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Two spaces or a backslash at the end of a line begin a new stretch: what stands before is no left context.

    So does the label of a footnote, since several often stand without an empty line between them.
    """
    out: list[list[tuple[int, int]]] = [[]]
    for start, end in pieces:
        if _FOOTNOTE.match(text, start, end):
            out.append([])
        out[-1].append((start, end))
        if text[end : end + 2] == "  " or text[end - 1 : end] == "\\":
            out[-1][-1] = (start, end - (text[end - 1] == "\\"))
            out.append([])
    return [p for p in out if p]


def _cells(text: str, start: int, end: int) -> list[Raw]:
    if _TABLE_RULE.fullmatch(text, start, end):
        return []
    cells = []
    for match in _CELL.finditer(text, start, end):
        body = match.group().strip(" \t>")
        if body:
            begin = match.start() + match.group().index(body)
            cells.append(Raw("cell", ((begin, begin + len(body)),)))
    return cells
