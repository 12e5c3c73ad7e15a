"""Mentions of glossary terms in a text, as a table or JSON lines, and what they are in the other language."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from zhengming.model import Block, Concept, Document, Mention
from zhengming.reporting.table import table
from zhengming.reporting.visible import visible_name
from zhengming.tags import LANGUAGE_TAGS, REGIONS

Found = tuple[Document, Block, Mention, Concept]


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document with the mentions of each of its blocks."""

    document: Document
    blocks: tuple[tuple[Block, tuple[Mention, ...]], ...]


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


def mentions_table(found: Sequence[Found], region: str | None = None) -> str:
    """Place, the words, and what they are in the other language; one table a document, under its name if several."""
    documents = list(dict.fromkeys(document.path for document, *_ in found))
    tables = []
    for path in documents:
        heading = f"{visible_name(path)}\n\n" if len(documents) > 1 else ""
        rows = [_row(one, region) for one in found if one[0].path == path]
        tables.append(heading + table(["place", "words", "term"], rows, widest=[None, 32, 36]))
    return "\n\n".join(tables)


def _row(found: Found, region: str | None) -> list[str]:
    document, block, mention, concept = found
    return [place_of(document, block, mention.start), mention.found, translation(concept, mention.language, region)]


def place_of(document: Document, block: Block, position: int) -> str:
    """Where a person finds a position of a block: the page, cell or part, else line and column."""
    line, column = document.place(block.offset(position))
    return " ".join(str(part) for _, part in block.where) or f"{line}:{column}"


def translation(concept: Concept, language: str, region: str | None = None) -> str:
    """What a wording in this language is in the other: English, or the Chinese of a region, else of all in turn."""
    tags = (region,) if region else tuple(REGIONS)
    forms = [concept.preferred(tag) for tag in (tags if language == "en" else ("en",))]
    return " / ".join(dict.fromkeys(form for form in forms if form))
