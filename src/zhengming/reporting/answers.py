"""Look-up results as an aligned table or JSON; widths come ready from the index, so nothing heavy is imported."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from zhengming.language.width import wrap
from zhengming.lookup.search import Result
from zhengming.reporting.visible import visible
from zhengming.tags import REGIONS

_COLUMNS = {"en": "English", **REGIONS}
_JSON_KEYS = ("terms", "pinyin", "zhuyin", "definition", "evidence")


def answers_json(queries: Sequence[str], answers: Sequence[Sequence[Result]]) -> str:
    """The contract's list: one element a query, its results best first."""
    out = [{"query": q, "results": [_record(r) for r in results]} for q, results in zip(queries, answers, strict=True)]
    return json.dumps(out, ensure_ascii=False, indent=2)


def _record(result: Result) -> dict[str, Any]:
    head = {"concept": result.concept, "how": result.how, "score": result.score}
    return head | {key: result.record[key] for key in _JSON_KEYS}


def answers_text(results: Sequence[Result], *, columns: int, region: str | None = None) -> str:
    """A table of the results, or where the terminal is too narrow for it one block a result.

    With a region only its forms are shown. Forms to avoid, notes and definitions follow where there is one result.
    """
    tags = ["en", region] if region else list(_COLUMNS)
    rows = [[tuple(r.record["cells"][tag]) for tag in tags] + [(r.how, len(r.how))] for r in results]
    headers = [(name, len(name)) for name in (*(_COLUMNS[tag] for tag in tags), "how")]
    widths = [max(row[n][1] for row in (headers, *rows)) for n in range(len(headers))]
    if sum(widths) + 2 * (len(widths) - 1) > columns:
        lines = [line for row in rows for line in _stacked(headers, row)]
    else:
        lines = [_line(row, widths) for row in (headers, [("-" * w, w) for w in widths], *rows)]
    if len(results) == 1:
        lines += _details(results[0], columns)
    return visible("\n".join(lines))


def _line(cells: Sequence[tuple[str, int]], widths: Sequence[int]) -> str:
    padded = (text + " " * (width - taken) for (text, taken), width in zip(cells, widths, strict=True))
    return "  ".join(padded).rstrip()


def _stacked(headers: Sequence[tuple[str, int]], row: Sequence[tuple[str, int]]) -> list[str]:
    return [f"{name:<10} {text}" for (name, _), (text, _) in zip(headers, row, strict=True)]


def _details(result: Result, columns: int) -> list[str]:
    record = result.record
    shown = {
        "also": "; ".join(_also(record)),
        "avoid": "; ".join(record["avoid"]),
        "pinyin": record["pinyin"],
        "zhuyin": record["zhuyin"],
        "meaning": record["definition"],
        "note": record["note"],
    }
    present = ((name, text) for name, text in shown.items() if text)
    return [line for name, text in present for line in wrap(text, columns, first=f"  {name:<9}", rest=" " * 11)]


def _also(record: dict[str, Any]) -> list[str]:
    """Admitted forms that the cells do not show."""
    cells = {record["cells"][tag][0] for tag in _COLUMNS} | {record["terms"]["en"][0]}
    forms = [form for tag in _COLUMNS for form in record["terms"][tag]]
    return [form for form in dict.fromkeys(forms) if form not in cells and f"({form})" not in record["cells"]["en"][0]]
