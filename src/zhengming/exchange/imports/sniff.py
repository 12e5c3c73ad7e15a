"""Which format a file is in: by what it holds, and by its name where that leaves a choice."""

from __future__ import annotations

import re
from pathlib import PurePath

from zhengming.documents.sniff import kind_of
from zhengming.errors import ReadError
from zhengming.exchange.imports import cedict, markdown, multiterm, tbx, tmx
from zhengming.exchange.imports.guess import are_headings
from zhengming.exchange.imports.xml_entries import root_name
from zhengming.files.decode import decode

_OF_ROOT = {
    **dict.fromkeys(tbx.ROOTS, "tbx"),
    **dict.fromkeys(tmx.ROOTS, "tmx"),
    **dict.fromkeys(multiterm.ROOTS, "multiterm"),
}
_OF_SUFFIX = {".csv": "csv", ".tsv": "tsv", ".md": "markdown", ".markdown": "markdown", ".u8": "cedict"}
_TABBED = (".txt", ".tab", ".utf8", ".utf-8", "")
_HEAD = 200_000
_XML = (".tbx", ".tmx", ".xml", ".mtf")


def format_of(content: bytes, path: str) -> str:
    """The name of the format that a file is in; ReadError where it is none of ours."""
    suffix = PurePath(path).suffix.lower()
    if kind_of(content, suffix if suffix not in _XML else "", path) in (".xlsx", ".xlsm"):
        return "xlsx"
    if kind_of(content, "", path) in (".pdf", ".docx", ".epub"):
        raise ReadError("this is a document, not a glossary", path=path, hint="`zhengming extract` finds terms in it")
    root = root_name(content)
    if root in _OF_ROOT:
        return _OF_ROOT[root]
    if content.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")[:5] in (b"<?xml", b"<\0?\0x"):
        raise ReadError(
            f"its XML begins with <{root}>, which is no glossary", path=path, hint="TBX, TMX and MultiTerm can be read"
        )
    if suffix in _XML:
        raise ReadError("the file is damaged or has the wrong name: it holds no XML", path=path, hint="fetch it again")
    return _of_text(_head(content, path), suffix, path)


def _head(content: bytes, path: str) -> str:
    """The beginning of the text, cut at a line."""
    if len(content) <= _HEAD:
        return decode(content, path).text
    cut = content.rfind(b"\n", 0, _HEAD) + 1
    try:
        return decode(content[: cut or _HEAD], path).text
    except ReadError:
        # UTF-16 cut within a character, or a legacy encoding that shows only further down.
        return decode(content, path).text[:_HEAD]


def _of_text(text: str, suffix: str, path: str) -> str:
    if text.lstrip()[:1] in ("{", "["):
        raise ReadError("this is JSON, which is no format of import", path=path, hint="export CSV or TBX instead")
    if re.match(r"(?:#.*\n|\s)*format: zhengming/", text):
        hint = "name it with --glossary, or review it where it is NAME.proposed.yaml"
        raise ReadError("this is a glossary of ours already", path=path, hint=hint)
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")][:50]
    if lines and sum(bool(cedict.LINE.fullmatch(line.strip())) for line in lines) * 2 > len(lines):
        return "cedict"
    heading = re.split("[,;\t]", lines[0].lower()) if lines else []
    if "entry_id" in [name.strip('" \ufeff') for name in heading] and "term_info" in lines[0].lower():
        return "memoq"
    if suffix in _OF_SUFFIX:
        return _OF_SUFFIX[suffix]
    if any(markdown.RULE.fullmatch(line) and "|" in line for line in lines):
        return "markdown"
    if suffix in _TABBED and lines and sum("\t" in line for line in lines) * 2 > len(lines):
        return "tsv" if are_headings(lines[0].split("\t")) else "omegat"
    return "csv"
