"""Gettext PO: messages and their translations as segments; what is unfinished or obsolete is skipped."""

from __future__ import annotations

import re

from zhengming.documents.found import Found, language_tag
from zhengming.documents.html import is_utf8
from zhengming.documents.placeholders import accelerator_of, prose
from zhengming.documents.po_syntax import Entry, entries, escaped, value
from zhengming.files.decode import LARGEST_TEXT, Decoded, decode
from zhengming.model import Segment

_BEGINS = re.compile(r'(?:[ \t]*(?:#[^\r\n]*)?[\r\n]+)*+[ \t]*(?:msgctxt|msgid)[ \t]*"')
_CHARSET = re.compile(rb'"Content-Type:[^"]*?charset=([A-Za-z0-9_.:\-]+)', re.IGNORECASE)
_ENCODINGS = re.compile(r"(?:big-?5|gb|euc|shift|iso|8859|latin|koi8|windows|cp)[-_\w]*", re.IGNORECASE)
# What the older names were used for.
_WIDER = {"big5": "big5hkscs", "gb2312": "gb18030", "gbk": "gb18030"}


def is_po(text: str) -> bool:
    """Whether a text begins as PO files do: comments, then a message."""
    return _BEGINS.match(text, 0, 100_000) is not None


def decode_po(content: bytes, path: str, largest: int | None = None) -> Decoded:
    """The text of a PO file: UTF-8 where it is valid, else in the encoding its header names, else the likeliest."""
    said = _CHARSET.search(content, 0, 65_536)
    encoding = said[1].decode("ascii").lower() if said else ""
    if _ENCODINGS.fullmatch(encoding) and len(content) <= (largest or LARGEST_TEXT) and not is_utf8(content):
        try:
            encoding = _WIDER.get(encoding, encoding)
            return Decoded(content.decode(encoding), encoding)
        except (UnicodeDecodeError, LookupError):
            pass
    return decode(content, path, largest)


def read(text: str) -> Found:
    """The messages of a PO file as segments, one for each plural form; ReadError with its line where it is none.

    The first form translates `msgid`, the others `msgid_plural`. Fuzzy, obsolete and untranslated messages are skipped.
    A segment's id is the number of its message, as editors count: without the header.
    """
    segments: list[Segment] = []
    languages = ("", "")
    count = 0
    for entry in entries(text):
        if is_header(entry):
            languages = _languages(value(entry.fields[entry.forms[0]], text).text)
            continue
        count += 1
        for number, form in enumerate(entry.forms):
            name = str(count) if len(entry.forms) == 1 else f"{count}[{number}]"
            segments.append(_segment(len(segments) + 1, name, entry, form, text))
    return Found(tuple(segments), *languages)


def is_header(entry: Entry) -> bool:
    """Whether it is the entry that tells of the file: a message without words."""
    return not entry.obsolete and "msgctxt" not in entry.fields and all(a == b for a, b in entry.fields["msgid"])


def _languages(header: str) -> tuple[str, str]:
    """The source and the target language as the header has them."""
    said = dict(re.findall(r"^([A-Za-z-]+):[ \t]*(.*?)[ \t]*$", header, re.MULTILINE))
    return language_tag(said.get("X-Source-Language", "")), language_tag(said.get("Language", ""))


def _segment(number: int, name: str, entry: Entry, form: str, text: str) -> Segment:
    translated = form not in ("msgstr", "msgstr[0]") and "msgid_plural" in entry.fields
    source = value(entry.fields["msgid_plural" if translated else "msgid"], text)
    target = value(entry.fields[form], text)
    accelerator = accelerator_of(source.text, target.text)
    targets, sources = ((prose(block, accelerator=accelerator),) for block in (target, source))
    return Segment(number, targets, sources, id=name, skipped=_skipped(entry, target.text))


def _skipped(entry: Entry, target: str) -> str:
    if entry.obsolete:
        return "obsolete"
    if not target:
        return "no translation yet"
    return "fuzzy" if entry.fuzzy else ""


__all__ = ["decode_po", "entries", "escaped", "is_header", "is_po", "read"]
