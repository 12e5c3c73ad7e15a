"""The syntax of PO files: lines, strings and escapes, every character with its place in the file.

It is that of the GNU gettext manual, "The Format of PO Files".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from zhengming.documents import inline
from zhengming.errors import ReadError
from zhengming.model import Block

_LINE_END = re.compile(r"\r\n|\r|\n|\Z")
_STATEMENT = re.compile(
    r"[ \t]*(?:(?P<keyword>msgctxt|msgid_plural|msgid|msgstr|domain)[ \t]*(?:\[[ \t]*(?P<form>\d{1,3})[ \t]*\])?)?"
    r'[ \t]*(?P<strings>(?:"(?:[^"\\\r\n]|\\[^\r\n])*+"[ \t]*)+)$'
)
_STRING = re.compile(r'"((?:[^"\\\r\n]|\\[^\r\n])*+)"')
_COMMENT = re.compile(r"[ \t]*#(?P<sign>[~|,=]?)")
# Numbers are bytes of the file's encoding, so that several make a character.
_ESCAPE = re.compile(r"(?P<bytes>(?:\\x[0-9A-Fa-f]{1,2}|\\[0-7]{1,3})+)|\\(?P<sign>[abtnvfr\"\\])")
_BYTE = re.compile(r"\\(?:x([0-9A-Fa-f]{1,2})|([0-7]{1,3}))")
_MEANT = {"a": "\a", "b": "\b", "t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r"}
_WRITTEN = {meant: f"\\{sign}" for sign, meant in _MEANT.items()} | {"\\": "\\\\", '"': '\\"'}
_SAVE = "open it in a PO editor, or run msgfmt -c on it"


@dataclass(slots=True)
class Entry:
    """A message: the strings of each field as (start, end) between their quotation marks, and the line of the first."""

    line: int
    fields: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    fuzzy: bool = False
    obsolete: bool = False

    @property
    def forms(self) -> list[str]:
        """The names of its translations: `msgstr`, or `msgstr[0]` and so on."""
        return [name for name in self.fields if name.startswith("msgstr")]


def entries(text: str) -> Iterator[Entry]:
    """The messages of a PO file in their order, the header among them."""
    reader = _Reader()
    at, line = 0, 1
    for line_end in _LINE_END.finditer(text):
        done = reader.line(text, at, line_end.start(), line) if at < line_end.start() else None
        if done:
            yield done
        at = line_end.end()
        line += 1
    last = reader.finish()
    if last:
        yield last


class _Reader:
    """Takes a PO file line by line; a message is complete where the next one, or its comment, begins."""

    def __init__(self) -> None:
        self._entry: Entry | None = None
        self._field = ""
        self._fuzzy = False

    def line(self, text: str, start: int, end: int, number: int) -> Entry | None:
        """Take one line; the message that is complete with it, if one is."""
        comment = None if text[start] in 'm"' else _COMMENT.match(text, start, end)
        if comment is None:
            return self._statement(text, start, end, number, obsolete=False)
        if comment["sign"] == "~":
            return self._obsolete(text, comment.end(), end, number)
        done = self._complete() if self._entry and self._entry.forms else None
        if comment["sign"] in (",", "=") and re.search(r"\bfuzzy\b", text[comment.end() : end]):
            self._fuzzy = True
        return done

    def _obsolete(self, text: str, start: int, end: int, number: int) -> Entry | None:
        # What stands behind the sign is a line like any other, or the wording before (`#~|`).
        rest = text[start:end].strip()
        if rest[:1] in ("|", "#", ","):
            done = self._complete() if self._entry and self._entry.forms else None
            self._fuzzy = self._fuzzy or ("fuzzy" in rest and not rest.startswith("|"))
            return done
        return self._statement(text, start, end, number, obsolete=True)

    def _statement(self, text: str, start: int, end: int, number: int, *, obsolete: bool) -> Entry | None:
        said = _STATEMENT.match(text, start, end)
        if said is None:
            if not text[start:end].strip():
                return None
            raise ReadError(_fault(text[start:end]), line=number, hint=_SAVE)
        keyword = said["keyword"]
        done = None
        if keyword in ("msgctxt", "msgid", "domain") and self._entry and (self._entry.forms or keyword == "domain"):
            done = self._complete()
        if keyword == "domain":
            return done
        strings = [m.span(1) for m in _STRING.finditer(text, said.start("strings"), end)]
        self._add(keyword, said["form"], strings, number, obsolete=obsolete)
        return done

    def _add(
        self, keyword: str | None, form: str | None, strings: list[tuple[int, int]], number: int, *, obsolete: bool
    ) -> None:
        if keyword is None:
            if self._entry is None or not self._field:
                raise ReadError("a string stands here that belongs to no message", line=number, hint=_SAVE)
            self._entry.fields[self._field] += strings
            return
        entry = self._entry = self._entry or Entry(number, fuzzy=self._fuzzy, obsolete=obsolete)
        self._fuzzy = False
        self._field = keyword if form is None else f"{keyword}[{int(form)}]"
        if keyword in ("msgstr", "msgid_plural") and "msgid" not in entry.fields:
            raise ReadError(f"{self._field} stands here without a msgid before it", line=number, hint=_SAVE)
        if self._field in entry.fields:
            again = (
                "a second msgid before the translation of the first"
                if keyword == "msgid"
                else f"a second {self._field}"
            )
            raise ReadError(f"{again} stands here", line=number, hint=_SAVE)
        entry.fields[self._field] = strings

    def _complete(self) -> Entry | None:
        entry, self._entry, self._field = self._entry, None, ""
        if entry and not entry.forms:
            raise ReadError("this message has no msgstr", line=entry.line, hint=_SAVE)
        return entry

    def finish(self) -> Entry | None:
        """The last message."""
        return self._complete()


def _fault(line: str) -> str:
    """Why a line is none of a PO file."""
    if line.count('"') == 1 or re.search(r'"(?:[^"\\]|\\.)*$', _STRING.sub("", line)):
        return "a string is not closed at the end of its line"
    if '"' in line:
        return 'this is no line of a PO file: quotation marks inside a string are written \\"'
    return f"this is no line of a PO file: {line.strip()[:40]}"


def value(strings: list[tuple[int, int]], text: str) -> Block:
    """What strings that follow each other say, escapes resolved, character for character."""
    builder = inline.Builder()
    for start, end in strings:
        at = start
        if text.find("\\", start, end) < 0:
            builder.add(text[start:end], start)
            continue
        for escape in _ESCAPE.finditer(text, start, end):
            builder.add(text[at : escape.start()], at)
            at = escape.end()
            for character, offset in _meant(escape):
                builder.add(character, offset)
        builder.add(text[at:end], at)
    made = builder.block("paragraph")
    return made if made.text else Block("paragraph", "", (0,), (strings[0][0],))


def _meant(escape: re.Match[str]) -> Iterator[tuple[str, int]]:
    """The characters that an escape, or a row of bytes, stands for, and where each is written."""
    if escape["sign"]:
        yield _MEANT.get(escape["sign"], escape["sign"]), escape.start()
        return
    numbers = list(_BYTE.finditer(escape.group()))
    content = bytes(int(m[1], 16) if m[1] else int(m[2], 8) & 0xFF for m in numbers)
    try:
        characters = content.decode("utf-8")
    except UnicodeDecodeError:
        characters = content.decode("latin-1")
    at = 0
    for character in characters:
        yield character, escape.start() + numbers[at].start()
        at += len(character.encode("utf-8")) if len(characters) < len(content) else 1


def escaped(text: str, at: int, wording: str) -> str | None:
    """How a wording is written inside the string at the offset `at`."""
    return "".join(_WRITTEN.get(character, character) for character in wording)
