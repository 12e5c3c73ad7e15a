"""Answer a query from the compiled index; imports nothing heavy."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any, NamedTuple

from zhengming.errors import UsageError
from zhengming.glossary.index import open_index
from zhengming.glossary.locate import default_glossary
from zhengming.language.characters import is_han
from zhengming.language.keys import english_keys, without_loose_spaces
from zhengming.tags import REGIONS

# How well each kind of match answers; best first.
SCORES = {"exact": 1.0, "script": 0.98, "region": 0.97, "acronym": 0.96, "inflection": 0.95}
_LONGEST_QUERY = 500


class Result(NamedTuple):
    """A concept that answers a query: how it matched, how well (1.0 is exact), and what the index holds of it."""

    concept: str
    how: str
    score: float
    record: dict[str, Any]


def look_up(query: str, *paths: str, region: str | None = None) -> tuple[Result, ...]:
    """The concepts for a query, best first: any script or region, an acronym, English in any inflection.

    `paths` are glossary files or folders, by default those that the command line would use. `region` is a language tag
    (`zh-TW`): concepts whose form there is the query come first. Raises UsageError for an empty query, and the errors
    of loading the glossary.
    """
    return look_up_all((query,), paths or default_glossary(), region=region)[0]


def look_up_all(queries: Sequence[str], paths: Sequence[str], *, region: str | None = None) -> list[tuple[Result, ...]]:
    """The answers to several queries, in their order, from one opening of the index."""
    connection = open_index(tuple(paths))
    try:
        return [_answers(connection, query, region) for query in queries]
    finally:
        connection.close()


def _answers(connection: sqlite3.Connection, query: str, region: str | None) -> tuple[Result, ...]:
    asked = " ".join(query.split())
    if not asked:
        raise UsageError("the query is empty", hint="type a word: zhengming lookup 去風險")
    if len(asked) > _LONGEST_QUERY:
        raise UsageError(f"the query is longer than {_LONGEST_QUERY} characters", hint="look up a term, not a text")
    ways: dict[int, list[tuple[bool, float, str]]] = {}
    for number, kind, language, text in _hits(connection, _keys(connection, asked)):
        how = _how(asked, kind, language, text, region)
        # A wording that is typed as it stands tells more than one that only folds to the same.
        ways.setdefault(number, []).append((asked == text, SCORES[how], how))
    best = ((number, *max(hits)[1:]) for number, hits in ways.items())
    found = [_result(connection, number, how, score) for number, score, how in best]
    return tuple(sorted(found, key=lambda r: (-r.score, r.concept)))


def _hits(connection: sqlite3.Connection, keys: list[str]) -> list[tuple[int, str, str, str]]:
    holes = ",".join("?" * len(keys))
    sql = f"SELECT concept, kind, language, text FROM wording WHERE key IN ({holes})"
    return list(connection.execute(sql, keys))


def _keys(connection: sqlite3.Connection, query: str) -> list[str]:
    """The Chinese key and the English ones: what they look like folded, and by families of words."""
    table = dict(connection.execute("SELECT name, value FROM meta WHERE name LIKE 'fold%'"))
    folded = query.translate(str.maketrans(table["fold_from"], table["fold_to"]))
    keys = [without_loose_spaces(folded)]
    if any(map(is_han, folded)):
        # The G7 in G7高峰會 is no query of its own.
        return keys
    for words in english_keys(folded):
        keys.append(" ".join(_family(connection, word) for word in words))
    return keys


def _family(connection: sqlite3.Connection, word: str) -> str:
    row = connection.execute("SELECT family FROM form WHERE form = ?", (word,)).fetchone()
    return str(row[0]) if row else word


def _how(query: str, kind: str, language: str, text: str, region: str | None) -> str:
    if kind == "acronym":
        return "acronym"
    if language == "en":
        return "exact" if query.lower() == text.lower() else "inflection"
    if query != text:
        return "script"
    return "region" if region and language in REGIONS and language != region else "exact"


def _result(connection: sqlite3.Connection, number: int, how: str, score: float) -> Result:
    identity, row = connection.execute("SELECT id, json FROM concept WHERE number = ?", (number,)).fetchone()
    return Result(identity, how, score, json.loads(row))
