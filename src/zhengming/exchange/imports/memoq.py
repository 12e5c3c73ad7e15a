"""memoQ's term base as CSV: a column for each term, with what belongs to it in the columns behind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from zhengming.exchange.cells import plain
from zhengming.exchange.imports.drafts import Draft, Wording
from zhengming.exchange.imports.languages import language_of
from zhengming.exchange.imports.reading import Reading
from zhengming.exchange.imports.tables import csv_rows, sign_of
from zhengming.files.decode import decode
from zhengming.model import Evidence

# What memoQ writes for a forbidden term, and for one whose capitals count (memoQ Web Service API).
_FORBIDDEN, _EXACT_CASE = ("NonTerm", "Forbidden"), "CaseSense"
_ENTRY = {"entry_subject": "subject", "entry_note": "note", "entry_domain": "subject"}
_BOOKKEEPING = re.compile(
    r"(?i)entry_(?:id|clientid|client|projectid|project|created|creator|lastmodified|modifier|.*)"
)


def read(content: bytes, reading: Reading) -> None:
    """One row an entry."""
    text = decode(content, reading.path).text
    rows = csv_rows(text, reading.path, sign_of(text))
    names = [name.strip() for name in rows[0]] if rows else []
    columns = list(_columns(names, reading))
    for number, row in enumerate(rows[1:], start=2):
        reading.add(_entry(columns, row, f"row {number}"))


def _columns(names: Sequence[str], reading: Reading) -> Iterator[tuple[str, int, str]]:
    """What each column is, and of which language: (what, number, tag)."""
    tag = ""
    for number, name in enumerate(names):
        plain_name = name.lower()
        if plain_name in _ENTRY:
            what = _ENTRY[plain_name]
        elif plain_name == "term_info":
            what = "info"
        elif plain_name in ("term_example", "term_note"):
            what = "quote" if plain_name == "term_example" else "term-note"
        elif plain_name.endswith("_def"):
            what = "definition" if language_of(name[:-4]) else ""
        elif _BOOKKEEPING.fullmatch(name):
            what = ""
        else:
            tag = language_of(name)
            what = "term" if tag else ""
            if not tag:
                reading.losses.add("column", "in other languages", name=name)
        reading.columns.setdefault(name, tag if what == "term" else what)
        yield what, number, tag


def _entry(columns: Sequence[tuple[str, int, str]], row: Sequence[str], place: str) -> Draft:
    draft = Draft(place)
    said = [(what, plain(row[number]), tag) for what, number, tag in columns if what and number < len(row)]
    at = 0
    while at < len(said):
        what, text, tag = said[at]
        at += 1
        if what == "term":
            of_term = {}
            while at < len(said) and said[at][0] in ("info", "quote", "term-note"):
                of_term[said[at][0]] = said[at][1]
                at += 1
            if text.strip() and tag:
                draft.wordings.append(_wording(text, tag, of_term.get("info", ""), of_term.get("term-note", "")))
                if of_term.get("quote", "").strip():
                    draft.evidence.append(Evidence("", "", of_term["quote"]))
        elif what in ("subject", "definition"):
            draft.say(what, text)
    notes = "\n".join(text for what, text, _ in said if what == "note")
    _notes(notes, draft)
    return draft


def _wording(text: str, tag: str, info: str, note: str) -> Wording:
    told = re.split(r"[;,|\s]+", info)
    forbidden = any(word in told for word in _FORBIDDEN)
    # A word in capitals is an acronym, which we take in exact case anyway.
    acronym = tag == "en" and _EXACT_CASE in told and text.isupper() and len(text.split()) == 1
    exact = _EXACT_CASE in told and not acronym
    return Wording(
        text, tag, "deprecated" if forbidden else "", "acronym" if acronym else "", note=note, exact_case=exact
    )


def _notes(text: str, draft: Draft) -> None:
    """The note of the entry; lines that begin with one of its terms and a colon are notes of that term."""
    kept: list[str] = []
    for line in text.split("\n"):
        at = next((n for n, w in enumerate(draft.wordings) if line.startswith(f"{w.text}: ")), None)
        if at is None:
            kept.append(line)
            continue
        own = line.removeprefix(f"{draft.wordings[at].text}: ")
        for n, wording in enumerate(draft.wordings):
            if wording.text == draft.wordings[at].text:
                draft.wordings[n] = replace(wording, note=own)
    draft.say("note", "\n".join(kept))
