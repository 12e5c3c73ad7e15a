"""Where the Chinese side of a gloss may begin."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from zhengming.extraction.glosses import Gloss, is_acronym_of
from zhengming.extraction.lists import word_list
from zhengming.extraction.parentheses import LONGEST_MARKED, QUOTES, marked_span
from zhengming.extraction.spans import Candidate
from zhengming.language.scripts import HAN, HAN_CHARACTER, simplify
from zhengming.language.words import is_word, words
from zhengming.model import OBJECT, Block, Mark
from zhengming.words.transliteration import DOTS

LONGEST_SPAN = 30
_HARD_STOP = re.compile(f"[^{HAN}A-Za-z0-9\u00c0-\u024f０-９Ａ-Ｚａ-ｚ{DOTS}%％+&\\-\u2010\u2011'\u2019/ ]")
_MARKED_LONGEST = 60
_LOOSE_SPACE = re.compile(f"(?<=[{HAN}]) +(?=[{HAN}])")
_LAST_LATIN = re.compile(r"\s*(?<![A-Za-z0-9])([A-Z][A-Za-z0-9]{1,9})\s*\Z")
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
    found: list[Candidate] = []
    left = ""
    last_han = max((m.start() for m in HAN_CHARACTER.finditer(text, at, end)), default=-1)
    for n, piece in enumerate(pieces):
        rest = tuple(p for p in pieces[n + 1 :] if not p.isspace())
        starts = HAN_CHARACTER.match(piece) or piece[0].isalnum()
        for cut in range((len(piece) if HAN_CHARACTER.match(piece) else 1) if starts else 0):
            if at + cut <= last_han:
                span = text[at + cut : end]
                before = piece[:cut] or left
                stop = not before or before in passable
                words_of_span = (piece[cut:], *rest)
                signs = sum(w in passable for w in words_of_span) if passable else 0
                found.append(
                    Candidate(
                        at + cut, end, span, before, words_of_span, stop, cut > 0, quoted and at + cut == begin, signs
                    )
                )
        at += len(piece)
        left = left if piece.isspace() else piece
    return found


def wording_end(text: str, opening: int, gloss: Gloss) -> int:
    """Where the wording before a parenthesis ends: before spaces, note marks and an acronym beside it."""
    return _before_acronym(text, _before_notes(text, opening), gloss)


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


def _passable(gloss: Gloss) -> str:
    """Signs that a term may hold because its English holds the like: 空置／投機稅 (empty home / speculation tax)."""
    passable = ""
    if re.search(r"[/-]|\band\b|&", gloss.en) or gloss.is_acronym:
        passable += "/／"
    if re.search("[-\u2010-\u2015]", gloss.en):
        passable += "—–"
    if gloss.is_acronym or re.search(r"[,，]|\band\b|&", gloss.en):
        passable += "、"
    return passable


def _stop_before(block: Block, end: int, passable: str, english: str) -> int:
    """The position after the last sign, mark edge or bare space that no term reaches over."""
    text = block.text
    low = max(0, end - LONGEST_SPAN)
    begin = low
    for match in _HARD_STOP.finditer(text, low, end):
        if match.group() not in passable:
            begin = match.end()
    for match in _LOOSE_SPACE.finditer(text[begin:end]):
        low = begin + match.end()
    begin = max(begin, low)
    if not re.search("[0-9]", english):
        begin = max([begin, *(m.end() for m in _DATE.finditer(text, begin, end) if m.end() < end)])
    edges = [e for m in marks_near(block, end) for e in (m.start, m.end) if begin < e < end]
    return max([begin, *edges])


@lru_cache(maxsize=16)
def _piece(passable: str) -> re.Pattern[str]:
    signs = re.escape(DOTS + passable)
    return re.compile(f"[{HAN}]+|[{signs}]|\\s+|[^{HAN}{signs}\\s]+")


def _pieces(run: str, passable: str) -> list[str]:
    """The run cut into words; Latin words, numbers, spaces, dots and passable signs are pieces of their own."""
    out: list[str] = []
    for match in _piece(passable).finditer(run):
        out += _parted(words(match.group())) if HAN_CHARACTER.match(match.group()) else [match.group()]
    return out


def _parted(cut: Iterable[str]) -> Iterator[str]:
    """Without the words that the segmenter guessed of a function word and its neighbour: 以去 | 風險."""
    for word in cut:
        if len(word) == 2 and simplify(word[0]) in word_list("stops") and not is_word(word):
            yield from word
        else:
            yield word
