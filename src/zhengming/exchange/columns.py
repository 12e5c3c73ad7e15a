"""A concept as a row of a table, for people to read and change in a spreadsheet, and the row as a concept again.

The columns say what most entries have. What they cannot say (a note on one term, a reading, a list of inflections)
stands in the last column, `details`, as JSON: a list of terms, each with what is not usual about it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from itertools import zip_longest
from typing import Any

from zhengming.exchange.cells import joined, parted
from zhengming.model import Concept, Evidence, Term
from zhengming.tags import CHINESE_TAGS, ENGLISH

_OF_TAG = {tag: tag.replace("-", "_") for tag in CHINESE_TAGS}
COLUMNS = (
    "id", "kind", "subject", "en", "en_also", "acronym", *_OF_TAG.values(), "avoid", "definition", "note", "pos",
    "tags", "related", "formerly", "near", "not_near", "do_not_translate", "source", "at", "quote", "details",
)  # fmt: skip
_LISTS = ("tags", "related", "formerly", "near", "not_near")
_TEXTS = ("kind", "subject", "definition", "note", "pos")
_DETAILS = {field.name: field.default for field in fields(Term) if field.name not in ("text", "language")}


def row_of(concept: Concept) -> dict[str, str]:
    """The cells of a concept by column; nothing is lost but the order of languages."""
    english = [t for t in concept.terms if t.language == ENGLISH and t.is_right]
    full = [t.text for t in english if t.type != "acronym"]
    row = {
        "id": concept.id,
        "en": full[0] if full else "",
        "en_also": joined(full[1:]),
        "acronym": joined(t.text for t in english if t.type == "acronym"),
        **{name: joined(t.text for t in concept.terms if t.language == tag and t.is_right)
           for tag, name in _OF_TAG.items()},
        "avoid": joined(t.text for t in concept.deprecated()),
        **{name: str(getattr(concept, name)) for name in _TEXTS},
        **{name: joined(getattr(concept, name)) for name in _LISTS},
        "do_not_translate": "yes" if concept.do_not_translate else "",
        **_cells_of(concept.evidence),
    }  # fmt: skip
    return row | {"details": _details(concept.terms, terms_of(row))}


def concept_of(row: Mapping[str, str]) -> Concept:
    """The concept of a row; a column that is missing is as an empty one.

    Raises ValueError where `details` is no JSON of ours.
    """
    terms = [_detailed(term, _read_details(row.get("details", ""))) for term in terms_of(row)]
    given: dict[str, Any] = {name: row.get(name, "") for name in _TEXTS}
    given |= {name: parted(row.get(name, "")) for name in _LISTS}
    return Concept(
        row.get("id", ""),
        tuple(terms),
        **{**given, "kind": given["kind"] or "term"},
        do_not_translate=row.get("do_not_translate", "") == "yes",
        evidence=tuple(_evidence(row)),
    )


def terms_of(row: Mapping[str, str]) -> list[Term]:
    """The terms that the columns name, as they usually are: the first of a language preferred, the others admitted."""
    full = [row["en"]] if row.get("en") else []
    found = _usual((*full, *parted(row.get("en_also", ""))), ENGLISH)
    found += _usual(parted(row.get("acronym", "")), ENGLISH, first=not found, type="acronym")
    for tag, name in _OF_TAG.items():
        found += _usual(parted(row.get(name, "")), tag)
    return found + [Term(text, _language(text), "deprecated") for text in parted(row.get("avoid", ""))]


def _usual(texts: tuple[str, ...], tag: str, *, first: bool = True, **others: Any) -> list[Term]:
    return [Term(t, tag, "preferred" if first and n == 0 else "admitted", **others) for n, t in enumerate(texts)]


def _language(text: str) -> str:
    from zhengming.language.scripts import contains_han, script_of

    return script_of(text) or "zh-Hant" if contains_han(text) else ENGLISH


def _details(terms: tuple[Term, ...], usual: list[Term]) -> str:
    """What the columns do not say of the terms, which stand in the order of the columns in both."""
    given = sorted(terms, key=_place)
    odd = [made for term, assumed in zip(given, usual, strict=True) if (made := _unusual(term, assumed))]
    return json.dumps(odd, ensure_ascii=False, separators=(",", ":")) if odd else ""


def _place(term: Term) -> int:
    """Which column a term stands in, as a number; terms of one column keep their order."""
    if not term.is_right:
        return len(COLUMNS)
    if term.language == ENGLISH:
        return int(term.type == "acronym")
    return 2 + CHINESE_TAGS.index(term.language)


def _unusual(term: Term, assumed: Term) -> dict[str, Any]:
    if term == assumed:
        return {}
    said = {name: getattr(term, name) for name in _DETAILS if getattr(term, name) != getattr(assumed, name)}
    if term.language != assumed.language:
        said["language"] = term.language
    return {"term": term.text, "as": assumed.language, **said} if said else {}


def _read_details(cell: str) -> dict[tuple[str, str], dict[str, Any]]:
    """What is said of terms, by wording and by the language that their column has."""
    if not cell:
        return {}
    listed = json.loads(cell)
    if not isinstance(listed, list) or not all(isinstance(one, dict) and "term" in one for one in listed):
        raise ValueError("details is no list of terms")
    return {(one["term"], one.get("as", "")): one for one in listed}


def _detailed(term: Term, said: dict[tuple[str, str], dict[str, Any]]) -> Term:
    one = said.get((term.text, term.language), {})
    known: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in one.items() if k in _DETAILS}
    return replace(term, **known, language=one.get("language", term.language)) if one else term


_EVIDENCE: dict[str, Callable[[Evidence], str]] = {
    "source": lambda e: e.source,
    "at": lambda e: e.at,
    "quote": lambda e: e.quote,
}


def _cells_of(evidence: tuple[Evidence, ...]) -> dict[str, str]:
    """Parallel lists: the second source belongs to the second quotation."""
    return {name: joined(map(of, evidence)) if any(map(of, evidence)) else "" for name, of in _EVIDENCE.items()}


def _evidence(row: Mapping[str, str]) -> Iterator[Evidence]:
    for source, at, quote in zip_longest(*(parted(row.get(name, "")) for name in _EVIDENCE), fillvalue=""):
        yield Evidence(source, at, quote)
