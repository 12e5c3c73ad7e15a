"""The format of a glossary file, stated once: which keys there are and what they hold."""

from __future__ import annotations

from typing import Any

from zhengming.model import KINDS, STATUSES, TERM_TYPES
from zhengming.tags import CHINESE_TAGS

FORMAT = "zhengming/1"
TERM_LANGUAGES = ("en", "zh", *CHINESE_TAGS, "avoid")

# What a key holds: one text, a list of texts (or one), terms, a condition, or a list of mappings.
TEXT, TEXTS, TERMS, WHEN, BOOLEAN, EVIDENCE = "text", "texts", "terms", "when", "boolean", "evidence"

FILE_KEYS = {"format": TEXT, "title": TEXT, "sources": "sources", "concepts": "concepts"}
SOURCE_KEYS = {"title": TEXT, "author": TEXT, "path": TEXT, "url": TEXT, "date": TEXT, "note": TEXT}
EVIDENCE_KEYS = {"source": TEXT, "at": TEXT, "quote": TEXT, "note": TEXT}
WHEN_KEYS = {"near": TEXTS, "not-near": TEXTS}
TERM_KEYS = {
    "term": TEXT,
    "status": TEXT,
    "type": TEXT,
    "case": TEXT,
    "match": TEXTS,
    "note": TEXT,
    "source": TEXT,
    "pinyin": TEXT,
    "zhuyin": TEXT,
    "jyutping": TEXT,
    "when": WHEN,
}
CONCEPT_KEYS = {
    "id": TEXT,
    "kind": TEXT,
    **dict.fromkeys(TERM_LANGUAGES, TERMS),
    "pos": TEXT,
    "subject": TEXT,
    "tags": TEXTS,
    "definition": TEXT,
    "note": TEXT,
    "when": WHEN,
    "do-not-translate": BOOLEAN,
    "related": TEXTS,
    "formerly": TEXTS,
    "evidence": EVIDENCE,
    "overrides": TEXT,
}
CHOICES = {
    "kind": KINDS,
    "status": STATUSES,
    "type": TERM_TYPES,
    "case": ("exact",),
    "do-not-translate": ("true", "false"),
}


def json_schema() -> dict[str, Any]:
    """The format as a JSON Schema (draft 2020-12), for editors that complete and underline YAML."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Zhengming glossary",
        "description": "A Chinese/English glossary, one entry a concept. Every scalar is text.",
        "type": "object",
        "required": ["format", "concepts"],
        "additionalProperties": False,
        "properties": {
            "format": {"const": FORMAT},
            "title": _text(),
            "sources": {"type": "object", "additionalProperties": _mapping(SOURCE_KEYS)},
            "concepts": {"type": "array", "items": {"anyOf": [_concept(), _override()]}},
        },
        "$defs": {
            "scalar": {"type": ["string", "number", "boolean"]},
            "texts": {"anyOf": [_text(), {"type": "array", "items": _text()}]},
            "term": {"anyOf": [_text(), _mapping(TERM_KEYS, required=["term"])]},
            "terms": {"anyOf": [_ref("term"), {"type": "array", "items": _ref("term"), "minItems": 1}]},
            "when": _mapping(WHEN_KEYS),
        },
    }


def _concept() -> dict[str, Any]:
    keys = {k: v for k, v in CONCEPT_KEYS.items() if k != "overrides"}
    chinese = [{"required": [tag]} for tag in ("zh", *CHINESE_TAGS)]
    return {**_mapping(keys, required=["en"]), "anyOf": chinese}


def _override() -> dict[str, Any]:
    return _mapping({k: v for k, v in CONCEPT_KEYS.items() if k != "id"}, required=["overrides"])


def _mapping(keys: dict[str, str], *, required: list[str] | None = None) -> dict[str, Any]:
    properties = {key: _property(key, holds) for key, holds in keys.items()}
    return {"type": "object", "properties": properties, "additionalProperties": False, "required": required or []}


def _property(key: str, holds: str) -> dict[str, Any]:
    if holds == BOOLEAN:
        return {"type": "boolean"}
    if key in CHOICES:
        return {"enum": list(CHOICES[key])}
    if holds == EVIDENCE:
        return {"type": "array", "items": _mapping(EVIDENCE_KEYS)}
    return _text() if holds == TEXT else _ref(holds)


def _text() -> dict[str, Any]:
    # YAML would make a number of 5 and a truth value of no; in a glossary they are the texts as written.
    return _ref("scalar")


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}
