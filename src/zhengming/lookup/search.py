"""Answer a query from the compiled index; imports nothing heavy.

What stands in the glossary is answered here; only where that is nothing, or everything is asked for, `forgiving.py`
(sounds, parts, slips) and `sentence.py` (terms inside a sentence) are imported.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any, NamedTuple

from zhengming.errors import UsageError
from zhengming.glossary.index import open_index
from zhengming.glossary.locate import default_glossary
from zhengming.language.characters import is_han
from zhengming.language.keys import english_keys, is_zhuyin, without_loose_spaces
from zhengming.tags import REGIONS

# How well each kind of match answers at its best; a group of kinds is shown together, the best group alone.
SCORES = {
    "exact": 1.0,
    "script": 0.98,
    "region": 0.97,
    "acronym": 0.96,
    "inflection": 0.95,
    "pinyin": 0.9,
    "zhuyin": 0.9,
    "contains": 0.8,
    "fuzzy": 0.7,
    "mention": 0.5,
}
_LONGEST_QUERY = 500
# More answers than this help nobody who did not ask for everything.
_SHOWN, _SHOWN_OF_ALL = 20, 500


class Result(NamedTuple):
    """A concept that answers a query: how it matched, how well (1.0 is exact), and what the index holds of it."""

    concept: str
    how: str
    score: float
    record: dict[str, Any]


class Answer(NamedTuple):
    """What a query found, best first; how many more there were; and where it found nothing, the nearest wordings."""

    results: tuple[Result, ...]
    more: int = 0
    nearest: tuple[str, ...] = ()


class Query(NamedTuple):
    """A query as typed, folded, and as the keys of the wordings that say the same."""

    asked: str
    folded: str
    # Chinese without loose spaces, or what was typed in small letters.
    key: str
    # Its families of words, in every way that hyphens allow; none where there is Chinese in it.
    english: tuple[str, ...]
    region: str | None

    @property
    def keys(self) -> tuple[str, ...]:
        """All keys, each once."""
        return tuple(dict.fromkeys((self.key, *self.english)))


class Hit(NamedTuple):
    """A wording that answers: its concept's number, how and how well, and what is preferred among equals."""

    concept: int
    how: str
    score: float
    status: str
    language: str


def look_up(query: str, *paths: str, region: str | None = None, everything: bool = False) -> tuple[Result, ...]:
    """The concepts for a query, best first.

    A query is a term in any script, region, inflection or spelling, an acronym, pinyin, zhuyin or the initials of
    either, a part of a term, a term with a slip, or a sentence with terms in it. Only the best kind of match is
    answered, or with `everything` all kinds. `paths` are glossary files or folders, by default those that the command
    line would use. `region` is a language tag (`zh-TW`): concepts whose form there is the query come first. Raises
    UsageError for an empty query, and the errors of loading the glossary.
    """
    return answer_all((query,), paths or default_glossary(), region=region, everything=everything)[0].results


def look_up_all(queries: Sequence[str], paths: Sequence[str], *, region: str | None = None) -> list[tuple[Result, ...]]:
    """The results of several queries, in their order, from one opening of the index."""
    return [answer.results for answer in answer_all(queries, paths, region=region)]


def answer_all(
    queries: Sequence[str], paths: Sequence[str], *, region: str | None = None, everything: bool = False
) -> list[Answer]:
    """The answers to several queries, in their order, from one opening of the index."""
    asked = [_asked(query) for query in queries]
    try:
        return _answered(open_index(tuple(paths)), asked, region, everything)
    except sqlite3.DatabaseError:
        # A disk that forgets: what the index was noted to be, it is no more.
        return _answered(open_index(tuple(paths), anew=True), asked, region, everything)


def _asked(query: str) -> str:
    asked = " ".join(query.split())
    if not asked:
        raise UsageError("the query is empty", hint="type a word: zhengming lookup 去風險")
    if len(asked) > _LONGEST_QUERY:
        raise UsageError(f"the query is longer than {_LONGEST_QUERY} characters", hint="look up a term, not a text")
    return asked


def _answered(connection: sqlite3.Connection, asked: list[str], region: str | None, everything: bool) -> list[Answer]:
    try:
        return [_answer(connection, query_of(connection, text, region), everything) for text in asked]
    finally:
        connection.close()


def query_of(connection: sqlite3.Connection, asked: str, region: str | None = None) -> Query:
    """A query with its Chinese key and the English ones: what it looks like folded, and by families of words."""
    table = dict(connection.execute("SELECT name, value FROM meta WHERE name LIKE 'fold%'"))
    folded = asked.translate(str.maketrans(table["fold_from"], table["fold_to"]))
    # The G7 in G7高峰會 is no query of its own.
    spelled = [] if any(is_han(c) or is_zhuyin(c) for c in folded) else english_keys(folded)
    english = (" ".join(_family(connection, word) for word in words) for words in spelled)
    return Query(asked, folded, without_loose_spaces(folded), tuple(dict.fromkeys(english)), region)


def _family(connection: sqlite3.Connection, word: str) -> str:
    row = connection.execute("SELECT family FROM form WHERE form = ?", (word,)).fetchone()
    return str(row[0]) if row else word


def _answer(connection: sqlite3.Connection, query: Query, everything: bool) -> Answer:
    hits = _best_each(_exact(connection, query))
    if not hits or everything:
        from zhengming.lookup.forgiving import forgiven, nearest

        for group in forgiven(connection, query):
            known = {hit.concept for hit in hits}
            hits += [hit for hit in _best_each(group) if hit.concept not in known]
            if hits and not everything:
                break
        if not hits:
            return Answer((), 0, nearest(connection, query))
    shown = hits[: _SHOWN_OF_ALL if everything else _SHOWN]
    return Answer(tuple(_result(connection, hit) for hit in shown), len(hits) - len(shown))


def _best_each(hits: Sequence[Hit]) -> list[Hit]:
    """The best hit of every concept, best first; mentions stay in the order of the sentence."""
    best: dict[int, Hit] = {}
    for hit in hits:
        if hit.concept not in best or _rank(hit) < _rank(best[hit.concept]):
            best[hit.concept] = hit
    found = list(best.values())
    return found if found and found[0].how == "mention" else sorted(found, key=_rank)


def _rank(hit: Hit) -> tuple[float, bool, int]:
    return -hit.score, hit.status not in ("preferred", "admitted"), hit.concept


def _exact(connection: sqlite3.Connection, query: Query) -> list[Hit]:
    holes = ",".join("?" * len(query.keys))
    columns = "concept, kind, language, text, status"
    sql = (
        f"SELECT {columns} FROM wording WHERE key IN ({holes}) UNION ALL "
        f"SELECT {columns} FROM other JOIN wording ON number = wording WHERE other.key IN ({holes})"
    )
    ways: dict[int, list[tuple[bool, Hit]]] = {}
    for number, kind, language, text, status in connection.execute(sql, query.keys * 2):
        how = _how(query.asked, kind, language, text, query.region)
        # A wording that is typed as it stands tells more than one that only folds to the same.
        hit = Hit(number, how, SCORES[how], status, language)
        ways.setdefault(number, []).append((query.asked == text, hit))
    return [max(hits, key=lambda h: (h[0], h[1].score))[1] for hits in ways.values()]


def _how(query: str, kind: str, language: str, text: str, region: str | None) -> str:
    if kind == "acronym":
        return "acronym"
    if language == "en":
        return "exact" if query.lower() == text.lower() else "inflection"
    if query != text:
        return "script"
    return "region" if region and language in REGIONS and language != region else "exact"


def _result(connection: sqlite3.Connection, hit: Hit) -> Result:
    identity, row = connection.execute("SELECT id, json FROM concept WHERE number = ?", (hit.concept,)).fetchone()
    return Result(identity, hit.how, round(hit.score, 3), json.loads(row))
