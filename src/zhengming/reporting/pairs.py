"""Pairs as a table, as JSON lines, and with their reasons."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from zhengming.language.width import wrap
from zhengming.model import Pair
from zhengming.reporting.table import table
from zhengming.reporting.visible import visible, visible_name

if TYPE_CHECKING:
    from zhengming.extraction.across import Conflict, Rendering

# Below this a person should look twice.
_DOUBTFUL = 0.6
_PLACES_SHOWN = 5


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
    rows = [[_place(p), p.zh, p.en + (f" ({p.acronym})" if p.acronym else ""), p.kind, _confidence(p)] for p in pairs]
    return table(["place", "Chinese", "English", "kind", "sure"], rows, widest=[None, 20, 26, None, None])


def document_heading(doc: str, count: int) -> str:
    """report.txt: 12 pairs."""
    return f"{visible_name(doc)}: {count} pair{'s' if count != 1 else ''}"


def _place(pair: Pair) -> str:
    """What a person goes to: 21:69, or page 3, or Terms B7."""
    where = pair.where or {}
    if "page" in where:
        return f"page {where['page']}"
    return " ".join(str(part) for part in where.values()) or f"{pair.line}:{pair.column}"


def conflicts_text(conflicts: Sequence[Conflict], *, columns: int) -> str:
    """Every term that stands in several ways, with the places of each: what a person decides between."""
    lines = ["the same term in two ways:"]
    for conflict in conflicts:
        lines += ["", *_indented(conflict.wording, 0, columns)]
        for rendering in conflict.renderings:
            lines += _indented(_rendering(rendering), 2, columns)
    return "\n".join(lines)


def _rendering(rendering: Rendering) -> str:
    places = [f"{visible_name(p.doc)}:{_place(p)}" for p in rendering.pairs]
    more = [f"{rendering.count - _PLACES_SHOWN} more"] if rendering.count > _PLACES_SHOWN else []
    return f"{rendering.wording}  {', '.join([*places[:_PLACES_SHOWN], *more])}"


def _confidence(pair: Pair) -> str:
    return f"{pair.confidence:.0%}" + (" ?" if pair.confidence < _DOUBTFUL else "")


def pair_explained(pair: Pair, *, columns: int) -> str:
    """A pair with its reasons and the spans that lost."""
    acronym = f" ({pair.acronym})" if pair.acronym else ""
    lines = [f"{visible_name(pair.doc)}:{_place(pair)}"]
    lines += _indented(f"{pair.zh} = {pair.en}{acronym}  [{pair.kind}, {_confidence(pair)}]", 2, columns)
    for reason in (
        *pair.why,
        *(f"instead: {a.en if a.zh == pair.zh else a.zh} ({a.confidence:.0%})" for a in pair.alternatives),
    ):
        lines += _indented(reason, 4, columns)
    return "\n".join(lines)


def _indented(text: str, indent: int, columns: int) -> list[str]:
    return wrap(visible(text), columns, first=" " * indent, rest=" " * (indent + 2))
