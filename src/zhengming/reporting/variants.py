"""Regional forms of words and of the words of a text, as a table or JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from zhengming.lookup.variants import RegionalSpan
from zhengming.model import Block, Document, RegionalForm
from zhengming.reporting.table import table
from zhengming.reporting.visible import visible_name
from zhengming.tags import REGIONS

InText = tuple[Document, Block, RegionalSpan]


def variants_json(words: Sequence[str], forms: Sequence[Mapping[str, RegionalForm]]) -> str:
    """The contract's list: one element a word, in order."""
    out = [
        {"query": word, "forms": {tag: _form(form) for tag, form in found.items()}}
        for word, found in zip(words, forms, strict=True)
    ]
    return json.dumps(out, ensure_ascii=False, indent=2)


def variants_table(
    words: Sequence[str], forms: Sequence[Mapping[str, RegionalForm]], tags: Sequence[str] = tuple(REGIONS)
) -> str:
    """One word a row; a form that nobody has judged carries a question mark."""
    rows = [
        [word, *(_shown(found[tag]) for tag in tags), _how(found)] for word, found in zip(words, forms, strict=True)
    ]
    return table(["word", *(REGIONS[tag] for tag in tags), "known by"], rows, widest=[None] * (len(tags) + 2))


def text_json(found: Sequence[InText], tags: Sequence[str]) -> str:
    """One element a span, in the order of the text: its place in the file, the words there, and their forms."""
    return json.dumps([_record(one, tags) for one in found], ensure_ascii=False, indent=2)


def text_table(found: Sequence[InText], tags: Sequence[str]) -> str:
    """Place, words and forms, unsure ones with what else they may be; one table a document, named if several."""
    documents = list(dict.fromkeys(document.path for document, *_ in found))
    headers = ["place", "words", *(REGIONS[tag] for tag in tags), "known by"]
    tables = []
    for path in documents:
        heading = f"{visible_name(path)}\n\n" if len(documents) > 1 else ""
        rows = [_row(one, tags) for one in found if one[0].path == path]
        tables.append(heading + table(headers, rows, widest=[None] * len(headers)))
    return "\n\n".join(tables) or "no words that differ"


def _record(one: InText, tags: Sequence[str]) -> dict[str, Any]:
    document, block, span = one
    line, column = document.place(block.offset(span.start))
    end_line, end_column = document.place(block.end_offset(span.end))
    return {
        "doc": document.path,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "where": dict(block.where) or None,
        "found": span.found,
        "kind": span.kind,
        "forms": {tag: _form(span.forms[tag]) for tag in tags},
        "note": span.note,
    }


def _row(one: InText, tags: Sequence[str]) -> list[str]:
    document, block, span = one
    line, column = document.place(block.offset(span.start))
    place = " ".join(str(part) for _, part in block.where) or f"{line}:{column}"
    forms = [span.forms[tag] for tag in tags]
    shown = [_shown(form) + ("" if form.sure else _others(form)) for form in forms]
    return [place, span.found, *shown, ", ".join(dict.fromkeys(form.how for form in forms))]


def _form(form: RegionalForm) -> dict[str, Any]:
    return {"form": form.form, "how": form.how, "sure": form.sure, "alternatives": list(form.alternatives)}


def _shown(form: RegionalForm) -> str:
    return form.form + ("" if form.sure else " ?")


def _others(form: RegionalForm) -> str:
    return f" ({', '.join(form.alternatives)})" if form.alternatives else ""


def _how(found: Mapping[str, RegionalForm]) -> str:
    return ", ".join(dict.fromkeys(form.how for form in found.values()))
