"""Wordings that begin with what somebody is typing, for the shell; imports nothing heavy."""

from __future__ import annotations

import json
from collections.abc import Sequence

from zhengming.glossary.index import open_index
from zhengming.lookup.search import query_of

# A shell shows a screenful; who types another letter sees the rest.
_MOST = 50
_LAST = "\U0010ffff"


def completions(typed: str, paths: Sequence[str]) -> list[tuple[str, str]]:
    """(wording, its English) of at most fifty wordings that begin with `typed`, short ones first, in either language.

    Where some begin with exactly these characters, others that only fold to them (供应 for 供應) are left out: a shell
    drops what does not begin with what stands there.
    """
    if not typed.strip():
        return []
    connection = open_index(tuple(paths))
    try:
        start = query_of(connection, typed.lstrip()).folded
        sql = (
            "SELECT text, language, json FROM (SELECT * FROM wording WHERE typed >= ? AND typed < ? "
            "AND status IN ('preferred', 'admitted') ORDER BY length(typed), typed LIMIT 200) AS found "
            "JOIN concept ON concept.number = found.concept"
        )
        rows = list(connection.execute(sql, (start, start + _LAST)))
    finally:
        connection.close()
    own = [row for row in rows if row[0].lower().startswith(typed.lower())]
    found: dict[str, str] = {}
    for text, language, record in own or rows:
        if text not in found and len(found) < _MOST:
            found[text] = "" if language == "en" else json.loads(record)["terms"]["en"][0]
    return list(found.items())
