"""Read a text file whatever its encoding, or say in one sentence why not."""

from __future__ import annotations

import codecs
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from zhengming.errors import ReadError

STDIN = "-"
# A larger file is not even looked at; the longest text takes so many bytes in memory, however few in its file.
LARGEST_FILE = 200_000_000
LARGEST_TEXT = 72_000_000
# What Chinese and English policy texts come in; anything else is guessed wrong more often than right.
LEGACY = ("big5hkscs", "gb18030")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# In UTF-8: what begins a character beyond U+FFFF, one beyond U+00FF, and what continues any.
_FOUR_BYTES, _TWO_BYTES = re.compile(b"[\xf0-\xf4]"), re.compile(b"[\xc4-\xef]")
_CONTINUATION = bytes(range(0x80, 0xC0))
# The most frequent characters of running text in either script: a right decoding is full of them.
_FREQUENT = frozenset(
    "的一是不在有人這这中大來来上國国個个到說说們们為为子和你地出道也時时年得就那要下以生會会自著着去之過过家學学對对可她里裡后後小麼么心多天而能好都然沒没日於于起還还發发成事只作當当"
    "想看文無无開开手十用主行方又如前所本見见經经頭头面公同三已老從从動动兩两長长政美部及與与將将其關关區区技術术科業业經经濟济等"
)
_PUNCTUATION = frozenset("，。、；：？！「」『』《》〈〉（）“”‘’…—\u3000")
# Prose in the right byte order has 0.2 and more of them, in the wrong one 0.02.
_LEAST_PROSE = 0.1


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file without its byte order mark, line ends as they are, and the encoding it was in."""

    text: str
    encoding: str


def read_bytes(path: str) -> bytes:
    """The bytes of a file, or of standard input for `-`."""
    if path == STDIN:
        if sys.stdin is None:
            raise ReadError("standard input is closed", path=path, hint="name a file")
        return _bounded(sys.stdin.buffer, path)
    try:
        with Path(path).open("rb") as file:
            return _bounded(file, path)
    except FileNotFoundError:
        raise ReadError("there is no such file", path=path, hint="check the path") from None
    except IsADirectoryError:
        raise ReadError("this is a folder, not a file", path=path, hint="name the files in it") from None
    except PermissionError:
        raise ReadError("no permission to read this file", path=path, hint="look at its owner and mode") from None
    except (OSError, ValueError) as error:
        # A ValueError is a path with a zero byte in it.
        raise ReadError(f"cannot be read: {getattr(error, 'strerror', None) or error}", path=path) from None


def _bounded(file: BinaryIO, path: str) -> bytes:
    """The content of a file, unless it is too much to be held."""
    content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise ReadError(f"the file is larger than {LARGEST_FILE // 1_000_000} MB", path=path, hint="split it")
    return content


def read_text(path: str) -> Decoded:
    """Decode a file as UTF-8, UTF-16/32, Big5 (HKSCS) or GB18030."""
    return decode(read_bytes(path), path)


def decode(content: bytes, path: str, largest: int | None = None) -> Decoded:
    """Decode bytes; `path` only names them in an error, `largest` is how many bytes the text may take in memory."""
    largest = largest or LARGEST_TEXT
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return _strictly(content, len(bom), encoding, path, largest)
    text, fault = _utf8(content, path, largest)
    if text is not None and b"\0" not in content:
        return _fitting(text, "utf-8", path, largest)
    del text
    _refuse_above(largest, len(content), path)
    utf16 = _utf16_without_bom(content)
    if utf16:
        return _strictly(content, 0, utf16, path, largest)
    if b"\0" in content:
        raise ReadError("this is binary data, not text", path=path, hint="save it as plain text in UTF-8")
    return _legacy(content, path, fault, largest)


def _utf8(content: bytes, path: str, largest: int) -> tuple[str | None, int]:
    """The text of UTF-8, else None and the first byte that is none."""
    _refuse_above(largest, _decoded_size(content), path)
    try:
        return content.decode("utf-8"), 0
    except UnicodeDecodeError as fault:
        return None, fault.start


def _decoded_size(content: bytes) -> int:
    """How many bytes the text of UTF-8 takes in memory, at most: one wide character makes all others as wide."""
    if len(content) * 4 <= LARGEST_TEXT:
        return 0
    wide = 4 if _FOUR_BYTES.search(content) else 2 if _TWO_BYTES.search(content) else 1
    return len(content.translate(None, _CONTINUATION)) * wide


def _refuse_above(most: int, size: int, path: str) -> None:
    if size > most:
        raise ReadError("the file holds more text than can be worked on at once", path=path, hint="split it")


def _fitting(text: str, encoding: str, path: str, largest: int) -> Decoded:
    _refuse_above(largest + 100, sys.getsizeof(text), path)
    return Decoded(text, encoding)


def _strictly(content: bytes, start: int, encoding: str, path: str, largest: int) -> Decoded:
    if encoding == "utf-8":
        _refuse_above(largest, _decoded_size(content), path)
    else:
        _refuse_above(2 * largest, len(content), path)
    try:
        # A view, lest a large file be copied for the sake of its mark.
        return _fitting(str(memoryview(content)[start:], encoding), encoding, path, largest)
    except UnicodeDecodeError as fault:
        message = f"damaged {encoding.upper()} at byte {fault.start}"
        raise ReadError(message, path=path, hint="save it again as UTF-8") from None


def _utf16_without_bom(content: bytes) -> str:
    """The byte order of UTF-16 text without a mark: the one that reads as prose, if either does.

    Zero bytes alone tell little: 一 is U+4E00, so Chinese text has them on both sides.
    """
    if len(content) < 4 or len(content) % 2:
        return ""
    readings = []
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            readings.append((_prose_share(content.decode(encoding)), encoding))
        except UnicodeDecodeError:
            continue
    share, best = max(readings, default=(0.0, ""))
    return best if share >= _LEAST_PROSE else ""


def _prose_share(text: str) -> float:
    """How much of a text is ASCII, Chinese punctuation or very frequent characters; 0 where it holds control signs."""
    sample = text[:4096]
    if any((c < " " and c not in "\t\n\r\f") or c == "\ufffe" for c in sample):
        return 0.0
    return sum(c.isascii() or c in _PUNCTUATION or c in _FREQUENT for c in sample) / len(sample)


def _legacy(content: bytes, path: str, fault: int, largest: int) -> Decoded:
    """Choose between Big5 and GB18030 by which reading is full of ordinary characters."""
    readings = []
    for encoding in LEGACY:
        try:
            readings.append((_ordinary_share(content.decode(encoding)), encoding))
        except UnicodeDecodeError:
            continue
    if readings:
        # The first of two that are alike; no two readings are held at once.
        share, best = max(readings, key=lambda r: r[0])
        if share >= 0.05:
            return _fitting(content.decode(best), best, path, largest)
    raise ReadError(*_unknown_encoding(content, fault), path=path, hint="save it as UTF-8")


def _unknown_encoding(content: bytes, fault: int) -> tuple[str]:
    """The sentence for bytes in none of our encodings, with the guess of charset-normalizer where it has one."""
    import charset_normalizer

    guess = charset_normalizer.from_bytes(content[:65536]).best()
    known = f", perhaps {guess.encoding}" if guess and guess.encoding not in ("utf_8", "ascii") else ""
    return (f"the encoding is none of UTF-8, UTF-16, Big5, GB18030{known} (byte {fault} is no UTF-8)",)


def _ordinary_share(text: str) -> float:
    """How much of the non-ASCII text is very frequent characters (about 0.3 in right readings, 0.01 in wrong ones)."""
    wide = [c for c in text[:65536] if not c.isascii()]
    return sum(c in _FREQUENT for c in wide) / len(wide) if wide else 0.0
