"""PDF: running text over lines, columns and pages; the place is the page. Needs the extra `pdf`."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from zhengming.documents import pages
from zhengming.documents.extracted import Extracted
from zhengming.documents.lines import Raw
from zhengming.documents.pdf_lines import NARROW, Glyph, lines_of
from zhengming.documents.pdf_paragraphs import paragraphs
from zhengming.documents.pdf_streams import is_damaged
from zhengming.documents.running import Running, is_prose
from zhengming.errors import ReadError
from zhengming.language.scripts import HAN
from zhengming.model import Block

_MISSING = "PDF files need the extra: pip install 'zhengming[pdf]'"
# A word divided at the end of a line, and beginnings that keep their hyphen wherever they stand.
_DIVIDED = re.compile(r"([A-Za-z\u00c0-\u024f]+)[-\u2010\u00ad]$")
_KEEPING = frozenset(("self", "non", "cross", "ex", "anti", "pro", "well", "high", "low", "long", "short", "so", "de"))
_HYPHENATED = re.compile(r"[A-Za-z]+(?:[-\u2010][A-Za-z]+)+")
_UNSPACED = re.compile(f"[{HAN}][A-Za-z0-9]|[A-Za-z0-9][{HAN}]")
_SPACED = re.compile(f"[{HAN}] [A-Za-z0-9]|[A-Za-z0-9] [{HAN}]")
_HALVES = re.compile(r"[A-Za-z\u00c0-\u024f]+[-\u2010\u00ad]\s+[A-Za-z\u00c0-\u024f]+")
_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+")
# Radicals for characters and ligatures for letters: what fonts draw, not what the author wrote.
_DRAWN = {chr(c): unicodedata.normalize("NFKC", chr(c)) for c in (*range(0x2E80, 0x2FE0), *range(0xFB00, 0xFB07))}
_DRAWN |= {"\u0002": "-", "\ufffe": "-", "\u00a0": " "}
# The widest gap, in sizes of the type, that a program leaves between Chinese and Latin letters of itself.
_SET_OFF = 0.26
_SCANNED = "the PDF holds no text, only pictures of its pages"


def read(content: bytes, path: str) -> Extracted:
    """The text of all pages, and its blocks; heads, feet and page numbers are left out."""
    text, raws = paragraphs([lines_of(glyphs, number) for number, glyphs in _pages(content, path)])
    if not text.strip():
        raise ReadError(_SCANNED, path=path, hint="run OCR over it first, for example with ocrmypdf")
    words = _Words(text)
    blocks = [_block(raw, text, words) for raw in pages.join(raws, text)]
    return Extracted(text, tuple(block for block in blocks if is_prose(block)))


def _pages(content: bytes, path: str) -> Iterator[tuple[int, Iterator[Glyph]]]:
    try:
        import pypdfium2
    except ImportError:
        raise ReadError(_MISSING, path=path) from None
    if b"%%EOF" not in content:
        raise ReadError("the PDF is cut short: its end is missing", path=path, hint="fetch or save it again")
    if is_damaged(content):
        message = "the PDF is damaged: some of its text cannot be unpacked"
        raise ReadError(message, path=path, hint="fetch it again, or open it in its program and save it anew")
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as fault:
        if "assword" in str(fault) or "ecurity" in str(fault):
            raise ReadError("the PDF is encrypted", path=path, hint="remove its password") from None
        raise ReadError("the PDF is damaged", path=path, hint="open it in its program and save it again") from None
    for number in range(len(document)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            message = f"the PDF is damaged on page {number + 1}"
            raise ReadError(message, path=path, hint="open it in its program and save it again") from None
        yield number + 1, _glyphs(page)
        page.close()


def _glyphs(page: Any) -> Iterator[Glyph]:
    """The characters of a page in the order in which they are drawn, upright whatever the rotation of the page."""
    from pypdfium2 import raw

    textpage = page.get_textpage()
    turn, (width, height) = page.get_rotation(), page.get_size()
    box, matrix, sizes = raw.FS_RECTF(), raw.FS_MATRIX(), {}
    last, spaced, high = None, False, 0
    for index in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(textpage.raw, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else 0
        high = 0
        character = _DRAWN.get(chr(code), chr(code))
        if character < " " or not raw.FPDFText_GetLooseCharBox(textpage.raw, index, ctypes.byref(box)):
            continue
        sides = _upright(box.left, box.right, box.bottom, box.top, turn, width, height)
        tall = round(sides[3] - sides[2], 2)
        if tall not in sizes:
            raw.FPDFText_GetMatrix(textpage.raw, index, ctypes.byref(matrix))
            scale = (matrix.c**2 + matrix.d**2) ** 0.5
            sizes[tall] = raw.FPDFText_GetFontSize(textpage.raw, index) * scale
        if tall <= 0 or sizes[tall] <= 0:
            # A space that pdfium takes a gap for has no box; between Chinese characters such a gap is layout.
            spaced = spaced or character == " "
            continue
        glyph = Glyph(character, *sides, sizes[tall])
        if last and spaced and _are_words(last, glyph):
            yield Glyph(" ", last.right, last.right, last.bottom, last.top, last.size)
        yield glyph
        last, spaced = glyph, False
    textpage.close()


def _are_words(before: Glyph, after: Glyph) -> bool:
    """Whether a gap between two characters is a space: not beside Chinese ones, nor before a raised note mark.

    Word processors set Latin letters off from Chinese ones by a quarter of an em, though the author typed no space.
    """
    narrow = [bool(NARROW.match(glyph.character)) for glyph in (before, after)]
    is_wide = after.left - before.right > _SET_OFF * after.size
    return (all(narrow) or (any(narrow) and is_wide)) and abs(before.size - after.size) < 0.15 * max(
        before.size, after.size
    )


def _upright(
    left: float, right: float, bottom: float, top: float, turn: int, width: float, height: float
) -> tuple[float, float, float, float]:
    """The box as it is shown on a page turned clockwise; `width` and `height` are those of the page as shown."""
    if turn == 90:
        return bottom, top, height - right, height - left
    if turn == 180:
        return width - right, width - left, height - top, height - bottom
    if turn == 270:
        return width - top, width - bottom, left, right
    return left, right, bottom, top


class _Words:
    """The words of a text, to tell eco-nomic, divided at the end of a line, from de-risking."""

    def __init__(self, text: str) -> None:
        self._hyphenated = {w.lower().replace("\u2010", "-") for w in _HYPHENATED.findall(text)}
        # The halves of divided words are none of their own.
        self._whole = {w.lower() for w in _WORD.findall(_HALVES.sub(" ", text))}
        self._is_spaced = len(_SPACED.findall(text)) > 2 * len(_UNSPACED.findall(text))

    def joint(self, before: str, after: str) -> str:
        """What stood between two lines: a space also beside Chinese characters, if this author types it there."""
        mixed = f"{before[-1:]}{after[:1]}"
        return "\t" if self._is_spaced and _UNSPACED.fullmatch(mixed) else "\n"

    def keeps_hyphen(self, before: str, after: str) -> bool:
        """Whether a word divided at a line end is written with a hyphen: elsewhere too, or as two words of the text."""
        if f"{before}-{after}" in self._hyphenated:
            return True
        if before + after in self._whole:
            return False
        return before in _KEEPING or (len(after) > 3 and _are_two_words(before, after))


def _are_two_words(before: str, after: str) -> bool:
    """data-driven is two English words and no one word; pro-portion is one, and propor-tionality has no such half."""
    import simplemma

    known = [simplemma.is_known(word, lang="en") for word in (before + after, before, after)]
    return known == [False, True, True]


def _block(raw: Raw, text: str, words: _Words) -> Block:
    running = Running()
    for (start, end), following in pairwise((*raw.pieces, (0, 0))):
        piece = text[start:end]
        divided = _DIVIDED.search(piece)
        after = _WORD.match(text, *following)
        if divided and after:
            # Johnson-Lenz: before a capital the hyphen is the author's.
            kept = after.group()[0].isupper() or words.keeps_hyphen(divided[1].lower(), after.group().lower())
            running.text(piece if kept and not piece.endswith("\u00ad") else piece[:-1], start)
        else:
            running.text(piece, start)
            running.text(words.joint(piece, text[slice(*following)]), end)
    return running.block(raw.kind, (("page", text.count("\f", 0, raw.pieces[0][0]) + 1),))
