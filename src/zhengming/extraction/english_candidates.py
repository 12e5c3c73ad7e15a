"""Where an English wording before a Chinese gloss may begin: every word start back to where no term reaches over."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhengming.extraction.candidates import marks_near
from zhengming.extraction.parentheses import marked_span
from zhengming.language.scripts import HAN, HAN_CHARACTER
from zhengming.model import OBJECT, Block

LONGEST = 160
_MOST_WORDS = 16
_LETTER = "A-Za-z0-9\u00c0-\u024f\u1e00-\u1eff"
# A word with what hyphens, apostrophes and dots hold together; dashes and slashes part it.
_TOKEN = re.compile(
    rf"[$€£]?[{_LETTER}](?:[{_LETTER}]|['\u2019\u02bc&+@\-\u2010\u2011\u00ad.](?=[{_LETTER}])|(?<=\b[A-Za-z])\.|[%+#])*"
    rf"|&(?= )|(?<=s)['\u2019](?= )"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Dr|Mr|Mrs|Ms|St|Prof|Gen|Lt|Col|Capt|Adm|Sen|Rep|Gov|Sgt|Jr|Sr|No|vs|Mt|Ft|Co|Corp|Inc|Ltd)|[a-z]\.[a-z])$"
)
_STOP = re.compile(f"[;；。！？!?{OBJECT}()（）…\n\t|·•：，、]|[{HAN}]|\\.(?=\\s|$|[\"'”’])|\\s[-–](?=\\s)|—|--")
_PART_OF_WORD = re.compile(f"[{_LETTER}'\u2019\\-]*")
_GLUED = re.compile(r"[0-9][0-9.,]{0,8}(?=[A-Z][A-Za-z]+$)")
_OPENING, _CLOSING = "“\"‘'「『《〈«„", "”\"’'」』》〉»"
_CLOSER_OF = dict(zip("“‘「『《〈«„", "”’」』》〉»“", strict=True))
_ACRONYM_BEFORE = re.compile(r"\s*[(（]([A-Z][A-Za-z0-9&\-]{1,11})[)）]\s*$")


@dataclass(frozen=True, slots=True)
class EnglishCandidate:
    """text[start:end] and its words; `left` is the word before it, `edge` what parts the two.

    `edge` is `word`, `comma`, `colon`, `dash`, `slash`, `hyphen`, `digit`, `quote` (marks enclose just this wording),
    `opening` (a mark opens before it), `inside` (it begins within what marks enclose), `stop` (a sign that no term
    reaches over) or `line`. `signs` are what it reaches over.
    """

    start: int
    end: int
    text: str
    words: tuple[str, ...]
    left: str
    edge: str
    signs: str = ""
    over: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """Where the wording before a parenthesis ends, the marks around it if any, and an acronym that stood between."""

    end: int
    marked: tuple[int, int] | None
    signs: str
    acronym: str | None


def wording_before(block: Block, opening: int) -> Wording:
    """Where the wording before a parenthesis ends and what marks it: quotation marks, emphasis, a link."""
    text, end, acronym = block.text, _trimmed(block.text, opening), None
    beside = _ACRONYM_BEFORE.search(text, max(0, end - 20), end) if end and text[end - 1] in ")）" else None
    if beside:
        acronym, end = beside[1], _trimmed(text, beside.start())
    span, signs = _quoted(text, end), ""
    mark = next((m for m in marks_near(block, end) if m.end in (end, end + 1) and m.end - m.start >= 2), None)
    if span:
        signs = text[span[0] - 1] + text[span[1]]
    elif mark:
        inner = _quoted(text, mark.end)
        span, signs = (inner or (mark.start, mark.end)), mark.kind
    return Wording(end, span, signs, acronym)


def _trimmed(text: str, end: int) -> int:
    while end and text[end - 1] in " \u00a0*_" + OBJECT:
        end -= 1
    return end


def _quoted(text: str, end: int) -> tuple[int, int] | None:
    """The span in quotation marks that close at `end`, straight single ones too."""
    if not end or text[end - 1] not in _CLOSING:
        return None
    if text[end - 1] not in "'’":
        return marked_span(text, end)
    low = max(0, end - LONGEST)
    opening = max(text.rfind(sign, low, end - 1) for sign in (" '", "('", "‘"))
    if opening < 0:
        return (1, end - 1) if text[0] == "'" and low == 0 else None
    start = opening + (1 if text[opening] == "‘" else 2)
    return (start, end - 1) if start < end - 1 else None


def find_english(block: Block, wording: Wording, close: int = 0) -> list[EnglishCandidate]:
    """The wordings that end at the parenthesis, the longest first.

    `close` is where the parenthesis ends: “dual circulation (雙循環)” is quoted as a whole.
    """
    text, end = block.text, wording.end
    inner_end = wording.marked[1] if wording.marked else end
    begin = _begin(text, end, wording)
    while inner_end > begin and text[inner_end - 1] in " ,.;:":
        inner_end -= 1
    tokens = _tokens(text, begin, inner_end)
    opened = None if wording.marked else _opened_whole(text, begin, end, close)
    return [_candidate(block, tokens, n, inner_end, begin, wording, opened) for n in range(len(tokens))]


def _opened_whole(text: str, begin: int, end: int, close: int) -> int | None:
    """Where a title, or a quotation that ends with the parenthesis, opens: all of it is the wording."""
    opened = _open_mark(text, begin, end)
    if opened is None:
        return None
    sign = text[opened - 1]
    return opened if sign in "《〈" or text[close : close + 1] == _CLOSER_OF[sign] else None


def _begin(text: str, end: int, wording: Wording) -> int:
    """The position after the last sign that no term reaches over, unless marks enclose it."""
    low = max(0, end - LONGEST)
    last = wording.marked[1] if wording.marked else end
    inside = wording.marked[0] if wording.marked else _open_mark(text, low, end)
    begin = _PART_OF_WORD.match(text, low, end).end() if low else low  # type: ignore[union-attr]
    for stop in _STOP.finditer(text, low, end):
        at = stop.start()
        if inside is not None and inside <= at < last and not HAN_CHARACTER.match(stop.group()):
            continue
        if stop.group() == "." and (_ABBREVIATION.search(text[max(0, at - 6) : at]) or at + 1 >= last):
            continue
        if stop.end() < end:
            begin = max(begin, stop.end())
    return begin


def _open_mark(text: str, low: int, end: int) -> int | None:
    """Where a quotation or title begins that is still open at `end`."""
    for at in range(end - 1, low - 1, -1):
        if text[at] in "”」』》〉":
            return None
        if text[at] in "“「『《〈":
            return at + 1
    return None


def _tokens(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """The last words before `end`; the unit of 7200RPM is a word of its own."""
    found = [m.span() for m in _TOKEN.finditer(text, begin, end)][-_MOST_WORDS:]
    if found and (glued := _GLUED.match(text[found[-1][0] : found[-1][1]])):
        start, stop = found.pop()
        found += [(start, start + glued.end()), (start + glued.end(), stop)]
    return found


def _candidate(
    block: Block,
    tokens: list[tuple[int, int]],
    n: int,
    end: int,
    begin: int,
    wording: Wording,
    opened: int | None,
) -> EnglishCandidate:
    text, start = block.text, tokens[n][0]
    before = tokens[n - 1][1] if n else begin
    left = text[slice(*tokens[n - 1])] if n else ""
    gap = text[before:start] if n else text[begin:start]
    marked = wording.marked
    between = "".join(text[a[1] : b[0]] for a, b in zip(tokens[n:], tokens[n + 1 :], strict=False))
    over = bool(marked and start < marked[0])
    shown = text[start : wording.end if over else end]
    whole = marked[0] if marked else opened
    if whole is not None and not over and start >= whole:
        edge = "quote" if not re.search(rf"[{_LETTER}]", text[whole:start]) else "inside"
    else:
        edge = _edge(gap, bool(n), text, start)
        if edge == "word" and _starts_mark(block, start):
            edge = "opening"
    words = tuple(text[a:b] for a, b in tokens[n:])
    return EnglishCandidate(start, end, shown, words, left, edge, re.sub(r"[\s\"“”‘’']", "", between), over)


def _starts_mark(block: Block, start: int) -> bool:
    """Whether emphasis or a link that goes on beyond the wording begins here."""
    return any(m.start == start for m in marks_near(block, start + 1))


def _edge(gap: str, follows: bool, text: str, start: int) -> str:
    """What stands between a word and the one before it."""
    if any(sign in gap for sign in "“「『《〈«„") or gap.endswith(('"', "'", "[", "‘")):
        return "opening"
    for signs, name in ((",", "comma"), (":", "colon"), ("–—", "dash"), ("/", "slash"), ("”\"’'", "closing")):
        if any(sign in gap for sign in signs):
            return name
    if follows:
        return "word" if gap.strip() == "" and gap else "digit" if not gap else "sign"
    return "line" if not text[:start].strip() else "stop"
