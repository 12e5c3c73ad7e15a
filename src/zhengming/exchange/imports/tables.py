"""Rows of cells → entries: CSV, TSV, workbooks and Markdown share it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from zhengming.documents.delimited import delimiter
from zhengming.errors import ReadError
from zhengming.exchange.cells import plain
from zhengming.exchange.columns import concept_of
from zhengming.exchange.imports.drafts import Draft, Wording, sound
from zhengming.exchange.imports.guess import Mapping, Rows, guess
from zhengming.exchange.imports.reading import Reading
from zhengming.exchange.imports.roles import TERM_ROLES, role_of
from zhengming.exchange.imports.vocabulary import status_of
from zhengming.files.decode import LARGEST_FILE, decode
from zhengming.language.scripts import contains_han
from zhengming.model import Concept, Evidence
from zhengming.tags import ENGLISH

# Several terms in one cell; a comma or 、 may be part of one.
_BETWEEN = re.compile(r"[;；\n\r|]+")
_FIRST_ROW, _LONGEST_HEADING = 20_000, 60
_NUMBER = re.compile(r" \d+$")
_TEXTS = ("definition", "note", "subject", "kind", "pos")


def read(content: bytes, reading: Reading, *, sign: str = "") -> None:
    """CSV with the sign between its cells told by its first lines, unless it is said."""
    text = decode(content, reading.path).text
    take_table(csv_rows(text, reading.path, sign or sign_of(text)), reading)


def read_tabs(content: bytes, reading: Reading) -> None:
    """TSV."""
    read(content, reading, sign="\t")


def sign_of(text: str) -> str:
    """The sign between cells: the one by which the first row has the most headings, else by which the lines agree."""
    found = {}
    for sign in ",\t;":
        row = _first_row(text, sign)
        found[sign] = sum(bool(role_of(cell)) for cell in row if len(cell) < _LONGEST_HEADING)
    best = max(found, key=lambda sign: found[sign])
    return best if found[best] > 1 else delimiter(text)


def _first_row(text: str, sign: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(text[:_FIRST_ROW], newline=""), delimiter=sign), [])
    except csv.Error:
        # The same is told, with its line, when the whole is read.
        return []


def csv_rows(text: str, path: str, sign: str) -> list[list[str]]:
    """The cells as Python's csv reads them, of any length."""
    before = csv.field_size_limit(LARGEST_FILE)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    try:
        return [row for row in lines if any(cell.strip() for cell in row)]
    except csv.Error as fault:
        message = f"this is no {'TSV' if sign == chr(9) else 'CSV'}: {fault}"
        raise ReadError(message, path=path, line=lines.line_num, hint="save it again as CSV in UTF-8") from None
    finally:
        csv.field_size_limit(before)


def take_table(rows: Rows, reading: Reading, *, name: str = "") -> None:
    """Take the entries of one table; `name` tells it from others of the file."""
    if not rows:
        return
    mapping = guess(rows, reading.asked)
    for column, role in mapping.shown():
        reading.columns.setdefault(column, role)
    places = ((f"{name}row {number}", row) for number, row in enumerate(rows, start=1) if number > mapping.first)
    if mapping.is_ours:
        for place, row in places:
            reading.keep(_own_row(mapping, row, reading, place))
    else:
        _take_rows(mapping, places, reading)


def _own_row(mapping: Mapping, row: Sequence[str], reading: Reading, place: str) -> Concept | None:
    """A row that we wrote, perhaps changed by a person."""
    cells = {role: plain(cell) for role, cell in zip(mapping.roles, row, strict=False) if role}
    try:
        concept = concept_of(cells)
    except (ValueError, TypeError, KeyError, AttributeError):
        reading.losses.add("cell of details", "not understood", place)
        concept = concept_of({**cells, "details": ""})
    return sound(concept, reading.losses, place)


def _take_rows(mapping: Mapping, places: Iterable[tuple[str, Sequence[str]]], reading: Reading) -> None:
    """Rows are entries; one that only says what is wrong belongs to the entry of the same English or Chinese."""
    drafts: list[Draft] = []
    wrong: list[tuple[Draft, str]] = []
    for place, row in places:
        draft, status = _draft(mapping, row, place)
        if status_of(status) in ("deprecated", "superseded"):
            wrong.append((draft, status))
        else:
            drafts.append(_with_status(draft, status))
    _settle(drafts, wrong)
    reading.add_all(_by_id(drafts))


def _by_id(drafts: Iterable[Draft]) -> Iterable[Draft]:
    """Neighbours under one id are one entry: a row for each synonym, `sanctions` and `sanctions 2`."""
    found: list[Draft] = []
    for draft in drafts:
        if found and draft.identity and _NUMBER.sub("", draft.identity) == found[-1].identity:
            found[-1].take_in(draft)
        else:
            found.append(draft)
    return found


def _draft(mapping: Mapping, row: Sequence[str], place: str) -> tuple[Draft, str]:
    draft = Draft(place)
    said: dict[str, list[str]] = {}
    for role, cell in zip(mapping.roles, row, strict=False):
        if role and cell.strip():
            said.setdefault(role, []).append(plain(cell))
    draft.identity = "".join(said.get("id", ())).strip()
    _terms(draft, said)
    for role in _TEXTS:
        for text in said.get(role, ()):
            draft.say(role, text)
    draft.tags += [tag.strip() for cell in said.get("tags", ()) for tag in re.split("[;,；，]", cell) if tag.strip()]
    quotes = said.get("quote", [])
    sources = said.get("source", [])
    draft.evidence += [Evidence(sources[0] if sources else "", "", quote) for quote in quotes]
    for source in sources if not quotes else ():
        draft.say("note", source)
    return draft, "".join(said.get("status", ())[:1]).strip()


def _terms(draft: Draft, said: dict[str, list[str]]) -> None:
    kind = "".join(said.get("type", ())[:1])
    for tag in TERM_ROLES:
        draft.wordings += [Wording(text, tag) for text in _parts(said.get(tag, ()))]
    first = next((n for n, wording in enumerate(draft.wordings) if wording.tag != ENGLISH), None)
    if first is not None:
        readings: dict[str, Any] = {name: "".join(said.get(name, ())[:1]) for name in ("pinyin", "zhuyin")}
        draft.wordings[first] = replace(draft.wordings[first], **readings)
    if kind and draft.wordings:
        draft.wordings[0] = replace(draft.wordings[0], type=kind)
    for role, status, of_english, of_chinese in (
        ("also", "admitted", "", ""),
        ("acronym", "admitted", "acronym", "short"),
        ("avoid", "deprecated", "", ""),
    ):
        for text in _parts(said.get(role, ())):
            chinese = contains_han(text)
            tag, kind = ("zh", of_chinese) if chinese else (ENGLISH, of_english)
            draft.wordings.append(Wording(text, tag, status, kind))


def _with_status(draft: Draft, status: str) -> Draft:
    """The status of a row is that of its first term of each language; a row that is preferred says nothing new."""
    if status and status_of(status) != "preferred":
        seen: set[bool] = set()
        for n, wording in enumerate(draft.wordings):
            language = wording.tag == ENGLISH
            if language not in seen and not wording.status:
                seen.add(language)
                draft.wordings[n] = replace(wording, status=status)
    return draft


def _settle(drafts: list[Draft], wrong: list[tuple[Draft, str]]) -> None:
    """Put the forms to avoid to the entry that they are avoided for."""
    owners: dict[tuple[bool, str], Draft] = {}
    for draft in drafts:
        for wording in draft.wordings:
            owners.setdefault((wording.tag == ENGLISH, wording.text.strip().casefold()), draft)
    for draft, status in wrong:
        home, shared = None, True
        for english in (True, False):
            for wording in draft.wordings:
                found = owners.get((english, wording.text.strip().casefold()))
                if home is None and (wording.tag == ENGLISH) == english and found:
                    home, shared = found, english
        if home is None:
            # Nothing says what to write instead: the row stands for itself, and is told as a loss.
            draft.wordings[:] = [w if w.tag == ENGLISH else replace(w, status=status) for w in draft.wordings]
            drafts.append(draft)
            continue
        home.wordings += [replace(w, status=status) for w in draft.wordings if (w.tag == ENGLISH) != shared]
        if draft.said("note"):
            home.say("note", draft.said("note"))


def _parts(cells: Iterable[str]) -> Iterator[str]:
    return (part.strip() for cell in cells for part in _BETWEEN.split(cell) if part.strip())
