"""The glossary as JSON, for programs: everything it holds, in the order of the glossary, without what is usual."""

from __future__ import annotations

import json
from dataclasses import MISSING, Field, fields
from typing import Any

from zhengming.exchange.formats import Part, Written
from zhengming.exchange.options import Options
from zhengming.exchange.resolved import for_region
from zhengming.model import Concept, Evidence, Glossary, Source, Term

FORMAT = "zhengming-json/1"
# Where a concept stood in a file is of no use elsewhere.
_NOT_WRITTEN = ("path", "line")


def write(glossary: Glossary, options: Options) -> Written:
    """`{"format", "title", "sources", "concepts"}`; keys are those of the glossary's YAML, terms in one list."""
    concepts = [for_region(c, options.region) if options.region else c for c in glossary.concepts]
    made = {
        "format": FORMAT,
        "title": glossary.title,
        "sources": [_plain(source, ()) for source in glossary.sources],
        "concepts": [_plain(concept, _NOT_WRITTEN) for concept in concepts],
    }
    text = json.dumps(made, ensure_ascii=False, indent=1) + "\n"
    return Written((Part("glossary.json", text.encode()),), len(concepts), len(concepts))


def _plain(value: Concept | Term | Evidence | Source, without: tuple[str, ...]) -> dict[str, Any]:
    """The fields of a value that differ from what they are by default, by their names in YAML."""
    written: dict[str, Any] = {}
    for field in fields(value):
        held = getattr(value, field.name)
        if field.name not in without and (_required(field) or held != field.default):
            written[field.name.replace("_", "-")] = [_item(one) for one in held] if isinstance(held, tuple) else held
    return written


def _required(field: Field[Any]) -> bool:
    return field.default is MISSING


def _item(value: Any) -> Any:
    return _plain(value, ()) if isinstance(value, Term | Evidence) else value
