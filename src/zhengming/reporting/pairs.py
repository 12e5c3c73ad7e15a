"""Pairs as a table, as JSON lines, and with their reasons."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from zhengming.language.width import wrap
from zhengming.model import Pair
from zhengming.reporting.table import table
from zhengming.reporting.visible import visible

# Below this a person should look twice.
_DOUBTFUL = 0.6


def pair_json(pair: Pair) -> str:
    """One pair as a line of JSON, in the keys of the contract."""
    return json.dumps(_record(pair), ensure_ascii=False)


def _record(pair: Pair) -> dict[str, Any]:
    return {
        "doc": pair.doc,
        "line": pair.line,
        "column": pair.column,
        "offset": pair.offset,
        "where": pair.where,
        "zh": pair.zh,
        "en": pair.en,
        "acronym": pair.acronym,
        "expansion": pair.expansion,
        "kind": pair.kind,
        "confidence": pair.confidence,
        "alternatives": [{"zh": a.zh, "en": a.en, "confidence": a.confidence} for a in pair.alternatives],
        "why": list(pair.why),
    }


def pairs_table(pairs: Sequence[Pair]) -> str:
    """Place, Chinese, English, kind and confidence, one pair a row."""
    rows = [
        [f"{p.line}:{p.column}", p.zh, p.en + (f" ({p.acronym})" if p.acronym else ""), p.kind, _confidence(p)]
        for p in pairs
    ]
    return table(["place", "Chinese", "English", "kind", "sure"], rows, widest=[None, 20, 26, None, None])


def _confidence(pair: Pair) -> str:
    return f"{pair.confidence:.0%}" + (" ?" if pair.confidence < _DOUBTFUL else "")


def pair_explained(pair: Pair, *, columns: int) -> str:
    """A pair with its reasons and the spans that lost."""
    acronym = f" ({pair.acronym})" if pair.acronym else ""
    lines = [f"{pair.doc}:{pair.line}:{pair.column}"]
    lines += _indented(f"{pair.zh} = {pair.en}{acronym}  [{pair.kind}, {_confidence(pair)}]", 2, columns)
    for reason in (*pair.why, *(f"instead: {a.zh} ({a.confidence:.0%})" for a in pair.alternatives)):
        lines += _indented(reason, 4, columns)
    return "\n".join(lines)


def _indented(text: str, indent: int, columns: int) -> list[str]:
    return wrap(visible(text), columns, first=" " * indent, rest=" " * (indent + 2))
