"""The terms inside a sentence that was pasted as a query, in its order, longest first: the matcher finds them.

It is given only those concepts of which the sentence has a key, so that a large glossary is not compiled for one line.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from zhengming.glossary.indexed import concept_of
from zhengming.language.characters import is_han
from zhengming.language.keys import english_keys
from zhengming.lookup.search import SCORES, Hit, Query, query_of

# No key is longer, in characters of Chinese or in words of English.
_LONGEST_CHINESE, _LONGEST_ENGLISH = 24, 12
# SQLite takes so many values in one statement everywhere.
_AT_ONCE = 900


def mentioned(connection: sqlite3.Connection, query: Query) -> list[Hit]:
    """The concepts that a sentence mentions, each once."""
    from zhengming.matching.mentions import Matcher
    from zhengming.model import Glossary

    numbers = _candidates(connection, sorted(set(_keys(connection, query))))
    if not numbers:
        return []
    sql = "SELECT id, terms FROM concept WHERE number = ?"
    found = [(number, *connection.execute(sql, (number,)).fetchone()) for number in sorted(numbers)]
    by_id = {identity: number for number, identity, _ in found}
    glossary = Glossary(tuple(concept_of(identity, row) for _, identity, row in found))
    hits: dict[int, Hit] = {}
    for mention in Matcher(glossary).find(query.asked):
        for identity, term in mention.readings:
            number = by_id[identity]
            hits.setdefault(number, Hit(number, "mention", SCORES["mention"], term.status, term.language))
    return list(hits.values())


def _candidates(connection: sqlite3.Connection, keys: list[str]) -> set[int]:
    numbers: set[int] = set()
    for start in range(0, len(keys), _AT_ONCE // 2):
        some = keys[start : start + _AT_ONCE // 2]
        holes = ",".join("?" * len(some))
        sql = (
            f"SELECT concept FROM wording WHERE key IN ({holes}) UNION "
            f"SELECT concept FROM other JOIN wording ON number = wording WHERE other.key IN ({holes})"
        )
        numbers |= {row[0] for row in connection.execute(sql, (*some, *some))}
    return numbers


def _keys(connection: sqlite3.Connection, query: Query) -> Iterator[str]:
    """Every key that a part of the sentence may have."""
    text = query.key
    for start in range(len(text)):
        for end in range(start + 1, min(len(text), start + _LONGEST_CHINESE) + 1):
            if any(map(is_han, text[start:end])):
                yield text[start:end]
    # Latin words within Chinese too, so the query's own keys, which leave them out, do not do.
    latin = "".join(" " if is_han(c) else c for c in query.folded)
    words = [word for found in english_keys(latin)[:1] for word in found]
    families = [(query_of(connection, word).english or (word,))[0] for word in words]
    for listed in (families, words):
        for start in range(len(listed)):
            for end in range(start + 1, min(len(listed), start + _LONGEST_ENGLISH) + 1):
                yield " ".join(listed[start:end])
                yield "".join(listed[start:end])
