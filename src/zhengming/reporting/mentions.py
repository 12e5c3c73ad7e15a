"""Mentions of glossary terms in a text, as a table or JSON lines."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from zhengming.model import Block, Concept, Document, Mention
from zhengming.reporting.table import table
from zhengming.reporting.visible import visible_name
from zhengming.tags import LANGUAGE_TAGS, REGIONS

Found = tuple[Document, Block, Mention, Concept]


def mention_json(found: Found) -> str:
    """One mention as a line of JSON, in the keys of the contract."""
    return json.dumps(_record(found), ensure_ascii=False)


def _record(found: Found) -> dict[str, Any]:
    document, block, mention, concept = found
    line, column = document.place(block.offset(mention.start))
    end_line, end_column = document.place(block.end_offset(mention.end))
    terms = {tag: [t.text for t in concept.designations(tag)] for tag in LANGUAGE_TAGS}
    return {
        "doc": document.path,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "found": mention.found,
        "concept": concept.id,
        "language": mention.readings[0][1].language,
        "terms": terms,
    }


def mentions_table(found: Sequence[Found]) -> str:
    """Place, the words, and what they are in the other language; one table a document, under its name if several."""
    documents = list(dict.fromkeys(document.path for document, *_ in found))
    tables = []
    for path in documents:
        heading = f"{visible_name(path)}\n\n" if len(documents) > 1 else ""
        rows = [_row(one) for one in found if one[0].path == path]
        tables.append(heading + table(["place", "words", "term"], rows, widest=[None, 32, 36]))
    return "\n\n".join(tables)


def _row(found: Found) -> list[str]:
    document, block, mention, concept = found
    line, column = document.place(block.offset(mention.start))
    other = concept.preferred("en") if mention.language != "en" else _chinese(concept)
    place = " ".join(str(part) for _, part in block.where) or f"{line}:{column}"
    return [place, mention.found, other]


def _chinese(concept: Concept) -> str:
    return " / ".join(dict.fromkeys(concept.preferred(tag) for tag in REGIONS))
