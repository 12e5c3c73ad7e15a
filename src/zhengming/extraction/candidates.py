"""Where the Chinese side of a gloss may begin."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from zhengming.extraction.glosses import Gloss, has_title, is_acronym_of
from zhengming.extraction.lists import word_list
from zhengming.extraction.names import is_name
from zhengming.extraction.parentheses import LONGEST_MARKED, QUOTES, marked_span
from zhengming.extraction.spans import Candidate
from zhengming.language.scripts import HAN, HAN_CHARACTER, simplify
from zhengming.language.words import is_word, words
from zhengming.model import OBJECT, Block, Mark
from zhengming.words.lexicon import senses
from zhengming.words.transliteration import DOTS, hear

LONGEST_SPAN = 30
_HARD_STOP = re.compile(f"[^{HAN}A-Za-z0-9\u00c0-\u024f０-９Ａ-Ｚａ-ｚ{DOTS}%％+&\\-\u2010\u2011'\u2019/ ]")
_MARKED_LONGEST, _SHORT_GUESS = 60, 3
_LOOSE_SPACE = re.compile(f"(?<=[{HAN}]) +(?=[{HAN}])")
# V.S.撒布漢曼尼
_INITIAL = re.compile(r"(?<![A-Za-z])[A-Z]\.\Z")
_LAST_LATIN = re.compile(r"\s*(?<![A-Za-z0-9])([A-Z][A-Za-z0-9]{1,9})\s*\Z")
# A title behind a name, and the text that is looked at for the two; how alike the name must sound.
_LONGEST_TITLE, _LONGEST_TITLED, _SHORT_NAME, _LIKELY, _SURELY = 5, 16, 4, 0.4, 0.7
# 「灰犀牛」事件: a quoted word within the wording, as one piece.
_QUOTED = re.compile(
    "|".join(f"{o}[^{o}{c}，。；：？！]{{1,16}}{c}" for o, c in ("「」", "『』", "“”", "《》")) + '|"[^",.，。]{1,16}"'
)
# 2006 年 and 10 月底 before a term, and the number of a list item.
_DATE = re.compile(r"[0-9０-９]+\s*(?:年代?|月份?|日)[初底末中]?|\A\s*[0-9]{1,3}[.、]?\s+")


@dataclass(frozen=True, slots=True)
class Marked:
    """A span that the author set off with `signs`: 「」, 《》, emphasis."""

    candidate: Candidate
    signs: str
    confidence: float


def marked_before(block: Block, end: int) -> Marked | None:
    """The span in quotation or title marks, emphasis or a link that ends right before the parenthesis."""
    text = block.text
    end = _before_notes(text, end)
    emphasised = next((m for m in marks_near(block, end) if m.end == end and m.end - m.start >= 2), None)
    span = marked_span(text, end)
    if span and 0 < span[1] - span[0] <= _MARKED_LONGEST:
        return _marked(text, *span, signs=text[span[0] - 1] + text[span[1]])
    if emphasised:
        inner = marked_span(text, emphasised.end)
        if inner and inner[0] - 1 == emphasised.start:
            return _marked(text, *inner, signs=text[inner[0] - 1] + text[inner[1]])
        return _marked(text, emphasised.start, end, signs=emphasised.kind)
    return None


def _marked(text: str, start: int, end: int, *, signs: str) -> Marked | None:
    wording = text[start:end].strip(" *_")
    start += text[start:end].index(wording) if wording else 0
    if not HAN_CHARACTER.search(wording) or OBJECT in wording:
        return None
    inner = marked_span(wording, len(wording))
    if inner and inner[0] == 1:
        start, wording = start + 1, wording[1:-1]
    return Marked(Candidate(start, start + len(wording), wording, "", (wording,), at_stop=True), signs, 0.98)


def find_candidates(block: Block, end: int, gloss: Gloss, close: int = 0) -> list[Candidate]:
    """Every span before `end` back to the nearest hard stop, except those that begin inside a Latin word.

    `close` is where the parenthesis ends: 「維基媒體國際年會（Wikimania）」 is quoted as a whole.
    """
    text, opening = block.text, end
    end = wording_end(text, end, gloss)
    passable = _passable(gloss)
    begin = at = _stop_before(block, end, passable, gloss.en)
    closing = QUOTES.get(text[begin - 1]) if begin else None
    quoted = closing is not None and text[max(close, opening) : max(close, opening) + 1] == closing
    pieces = _pieces(text[at:end], passable)
    entry = _is_entry(text, begin, max(close, opening))
    found: list[Candidate] = []
    left = ""
    last_han = max((m.start() for m in HAN_CHARACTER.finditer(text, at, end)), default=-1)
    for n, piece in enumerate(pieces):
        rest = tuple(p for p in pieces[n + 1 :] if not p.isspace())
        starts = HAN_CHARACTER.match(piece) or piece[0].isalnum() or is_quoted(piece)
        for cut in range((len(piece) if HAN_CHARACTER.match(piece) else 1) if starts else 0):
            if at + cut <= last_han:
                span = text[at + cut : end]
                before = piece[:cut] or left
                stop = not before or before in passable
                words_of_span = (piece[cut:], *rest)
                signs = sum(w in passable for w in words_of_span) if passable else 0
                found.append(
                    Candidate(
                        at + cut,
                        end,
                        span,
                        before,
                        words_of_span,
                        stop,
                        piece if cut else "",
                        quoted and at + cut == begin,
                        signs,
                        entry and at + cut == begin,
                    )
                )
        at += len(piece)
        left = left if piece.isspace() else piece
    return found


def _is_entry(text: str, begin: int, close: int) -> bool:
    """Whether the run begins its line, and after the gloss the line ends or says what the term is: X（en）：…"""
    return not text[:begin].strip(" 0123456789.、)*#|-") and not re.match(r"\s*[^：:\s—–|\-]", text[close:])


def wording_end(text: str, opening: int, gloss: Gloss) -> int:
    """Where the wording before a parenthesis ends: before spaces, note marks, an acronym or a person's title."""
    return _before_title(text, _before_acronym(text, _before_notes(text, opening), gloss), gloss)


def marks_near(block: Block, end: int) -> Iterator[Mark]:
    """The marks that begin not far before `end`, in their order."""
    at = bisect_left(block.marks, end - LONGEST_MARKED, key=lambda m: m.start)
    while at < len(block.marks) and block.marks[at].start < end:
        yield block.marks[at]
        at += 1


def _before_notes(text: str, end: int) -> int:
    """Where the wording ends: spaces and note marks may stand between it and its gloss."""
    while end and text[end - 1] in " " + OBJECT:
        end -= 1
    return end


def _before_acronym(text: str, end: int, gloss: Gloss) -> int:
    """開放平台 MOSIP（Modular Open Source …, MOSIP）: the acronym beside the Chinese is a gloss of its own."""
    latin = _LAST_LATIN.search(text, max(0, end - 14), end)
    if latin and (latin[1] == gloss.acronym or is_acronym_of(latin[1], gloss.en)):
        return latin.start()
    return end


def _before_title(text: str, end: int, gloss: Gloss) -> int:
    """布林肯國務卿（Antony Blinken）: where the name ends, if what stands before the title sounds like it."""
    if not is_name(gloss.en) or has_title(gloss.en):
        return end
    before = simplify(text[max(0, end - _LONGEST_TITLED) : end])
    for length in range(min(_LONGEST_TITLE, len(before) - 2), 1, -1):
        if before[-length:] in word_list("titles") and _sounds_like(before[:-length], gloss.en):
            return end - length
    return end


def _sounds_like(before: str, name: str) -> bool:
    """Whether the last characters before a place are heard in one of the parts of a name, if only the first of them."""
    heard = [h for part in name.split() for h in hear(before, part.lower())]
    return any(h.end == len(before) and h.end - h.start > 1 and h.likeness >= _LIKELY for h in heard) or any(
        len(before) - h.start <= _SHORT_NAME and h.likeness >= _SURELY for h in heard
    )


def _passable(gloss: Gloss) -> str:
    """Signs that a term may hold because its English holds the like: 空置／投機稅 (empty home / speculation tax)."""
    passable = ""
    if re.search(r"[/-]|\band\b|&", gloss.en) or gloss.is_acronym:
        passable += "/／"
    if re.search("[-\u2010-\u2015]", gloss.en):
        passable += "—–"
    if gloss.is_acronym or re.search(r"[,，].*[,，]|\band\b|\bor\b|&", gloss.en):
        passable += "、"
    return passable


def _stop_before(block: Block, end: int, passable: str, english: str) -> int:
    """The position after the last sign, mark edge or bare space that no term reaches over."""
    text = block.text
    low = max(0, end - LONGEST_SPAN)
    begin = low
    quoted = [m.span() for m in _QUOTED.finditer(text, low, end) if m.end() < end]
    for match in _HARD_STOP.finditer(text, low, end):
        if match.group() not in passable and not _goes_on(text, match.start(), quoted):
            begin = match.end()
    for match in _LOOSE_SPACE.finditer(text[begin:end]):
        low = begin + match.end()
    begin = max(begin, low)
    if not re.search("[0-9]", english):
        begin = max([begin, *(m.end() for m in _DATE.finditer(text, begin, end) if m.end() < end)])
    edges = [e for m in marks_near(block, end) for e in (m.start, m.end) if begin < e < end]
    return max([begin, *edges])


def is_quoted(piece: str) -> bool:
    """Whether a piece is a word in its marks."""
    return len(piece) > 2 and _QUOTED.fullmatch(piece) is not None


def _goes_on(text: str, at: int, quoted: list[tuple[int, int]]) -> bool:
    """Whether the sign at a place is part of a wording: the point of 4.0, marks around a word that go on behind it."""
    if text[at] == "." and (
        (text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()) or _INITIAL.search(text, 0, at + 1)
    ):
        return True
    return any(start <= at < end and HAN_CHARACTER.match(text[end]) for start, end in quoted)


@lru_cache(maxsize=16)
def _piece(passable: str) -> re.Pattern[str]:
    signs = re.escape(DOTS + passable)
    marks = '「」『』“”《》"'
    return re.compile(f"{_QUOTED.pattern}|[{HAN}]+|[{signs}]|\\s+|[^{HAN}{signs}\\s{marks}]+|[{marks}]")


def _pieces(run: str, passable: str) -> list[str]:
    """The run cut into words; Latin words, numbers, spaces, dots and passable signs are pieces of their own."""
    out: list[str] = []
    for match in _piece(passable).finditer(run):
        out += _parted(words(match.group())) if HAN_CHARACTER.match(match.group()) else [match.group()]
    return out


def _parted(cut: Iterable[str]) -> list[str]:
    """Without what the segmenter guessed of pieces of two words: 以去 | 風險, 智 | 庫蘭德."""
    out: list[str] = []
    for word in cut:
        guessed = len(word) > 1 and not is_word(word)
        if guessed and len(word) <= _SHORT_GUESS and simplify(word[0]) in word_list("stops"):
            out += [word[0], word[1:]]
        elif guessed and out and len(out[-1]) == 1 and len(word) > 2 and senses([simplify(out[-1] + word[0])]):
            out[-1:] = [out[-1] + word[0], word[1:]]
        else:
            out.append(word)
    return out
