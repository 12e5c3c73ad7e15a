"""Our own table of words that Taiwan, Hong Kong and the Mainland say differently: data/regional.tsv, read late."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from zhengming.language.keys import chinese_key
from zhengming.tags import REGIONS

KINDS = ("term", "person", "country", "place", "organization")
# A false friend, which is never changed without context; a wording that says where one stands.
BOTH, STANCE = "both", "stance"
FLAGS = ("", BOTH, STANCE)
# Marks of a wording: where it is not said it is certainly foreign; it may be an ordinary word or another name there.
CERTAIN, AMBIGUOUS = "+", "-"
# A longer wording that has a certain one of at least so many characters in it is certain too: 網絡安全 by 網絡.
_SHORTEST_CERTAIN = 2


@dataclass(frozen=True, slots=True)
class RegionalRow:
    """One line of the table: the forms of each region, the preferred one first."""

    forms: dict[str, tuple[str, ...]]
    kind: str
    flag: str = ""
    note: str = ""
    source: str = ""
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Foreign:
    """A wording that a region does not say, as those write it who do, and what the region says instead."""

    wording: str
    instead: tuple[str, ...]
    said_in: tuple[str, ...]
    kind: str
    note: str = ""
    stance: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a wording stands in the table: in whose column of which row, and whether it is the preferred one there."""

    row: RegionalRow
    tag: str
    preferred: bool


@cache
def rows() -> tuple[RegionalRow, ...]:
    """The table in the order of its file."""
    text = (files("zhengming.language") / "data" / "regional.tsv").read_text(encoding="utf-8")
    return tuple(_row(line) for line in text.splitlines() if line and not line.startswith("#"))


def _row(line: str) -> RegionalRow:
    cells = line.split("\t")
    kind, _, flag = cells[len(REGIONS)].partition(" ")
    note, source, marks = [*cells[len(REGIONS) + 1 :], "", "", ""][:3]
    forms = {tag: tuple(cell.split(";")) for tag, cell in zip(REGIONS, cells, strict=False)}
    return RegionalRow(forms, kind, flag, note, source, tuple(marks.split(";")) if marks else ())


@cache
def places() -> dict[str, tuple[Place, ...]]:
    """Every wording of the table by its key; of a false friend the word itself only, not what it may have to become."""
    found: dict[str, list[Place]] = {}
    for row in rows():
        for tag, forms in row.forms.items():
            for n, form in enumerate(forms[:1] if row.flag == BOTH else forms):
                found.setdefault(chinese_key(form), []).append(Place(row, tag, n == 0))
    return {key: tuple(places) for key, places in found.items()}


@cache
def foreign_wordings(tag: str, *, stance: bool = False) -> Mapping[str, Foreign]:
    """What `zh-TW`, `zh-HK` or `zh-CN` does not say, by `chinese_key`: in Taiwan 视频, but 影片 or 視訊.

    Only what an editor of the region would certainly change in a running text: names and places unless marked as
    ambiguous, terms that are marked as certain and longer ones with such a term in them. Never a false friend, nor what
    any row of the table lets the region say. Names that take sides (朝鮮 in Taiwan) only with `stance`.
    """
    said = _said_in(tag)
    certain = {key for row in rows() for key in _marked(row, CERTAIN) if key not in said}
    found: dict[str, Foreign] = {}
    for row in rows():
        if row.flag == BOTH or (row.flag == STANCE and not stance):
            continue
        for key, wording in _wordings(row):
            if key not in said and _is_certain(key, row, certain):
                found[key] = _with(found.get(key), key, wording, row, tag)
    return MappingProxyType(found)


def _said_in(tag: str) -> frozenset[str]:
    """The keys of all that a region says, preferred or admitted, and of false friends, ordinary everywhere."""
    own = {chinese_key(form) for row in rows() for form in row.forms[tag]}
    friends = {chinese_key(forms[0]) for row in rows() if row.flag == BOTH for forms in row.forms.values()}
    return frozenset(own | friends)


def _wordings(row: RegionalRow) -> Iterator[tuple[str, str]]:
    for forms in row.forms.values():
        yield from ((chinese_key(form), form) for form in forms)


def _marked(row: RegionalRow, sign: str) -> frozenset[str]:
    return frozenset(chinese_key(mark[1:]) for mark in row.marks if mark[0] == sign)


def _is_certain(key: str, row: RegionalRow, certain: set[str]) -> bool:
    if row.flag == STANCE:
        return True
    if len(key) < _SHORTEST_CERTAIN or key in _marked(row, AMBIGUOUS):
        return False
    return row.kind != "term" or not certain.isdisjoint(_parts(key))


def _parts(key: str) -> Iterator[str]:
    for size in range(_SHORTEST_CERTAIN, len(key) + 1):
        yield from (key[at : at + size] for at in range(len(key) - size + 1))


def _with(before: Foreign | None, key: str, wording: str, row: RegionalRow, tag: str) -> Foreign:
    """One more row for a wording: 視頻 is a clip in one, a call in another; both words of Taiwan are proposed."""
    instead = (*before.instead, row.forms[tag][0]) if before else (row.forms[tag][0],)
    here = tuple(region for region, forms in row.forms.items() if key in map(chinese_key, forms))
    if before is None:
        return Foreign(wording, instead, here, row.kind, row.note, row.flag == STANCE)
    note = "; ".join(dict.fromkeys(filter(None, (before.note, row.note))))
    said_in = tuple(dict.fromkeys((*before.said_in, *here)))
    return Foreign(before.wording, tuple(dict.fromkeys(instead)), said_in, before.kind, note, before.stance)


def rows_for(key: str, script: str | None) -> tuple[tuple[RegionalRow, ...], tuple[RegionalRow, ...]]:
    """The rows that speak of a wording: those of the best standing, and the others where a region prefers it too.

    A false friend goes before all, then what all regions prefer. Then the preferred word of a region that writes the
    text's script, Taiwan before Hong Kong; then any region's; then an admitted one. A stance is taken last.
    """
    standing = sorted(places().get(key, ()), key=lambda place: _rank(place, script))
    best = [place.row for place in standing if _rank(place, script) == _rank(standing[0], script)]
    others = [place.row for place in standing if place.preferred and place.row.flag != STANCE]
    return _once(best), tuple(row for row in _once(others) if not any(row is other for other in best))


def _rank(place: Place, script: str | None) -> tuple[bool, bool, bool, bool, int]:
    order = {"zh-Hant": ("zh-TW", "zh-HK", "zh-CN"), "zh-Hans": ("zh-CN", "zh-TW", "zh-HK")}.get(script or "")
    everywhere = len({chinese_key(forms[0]) for forms in place.row.forms.values()}) == 1
    row = place.row
    settled = everywhere and place.preferred
    at = order.index(place.tag) if order and not settled else 0
    return row.flag != BOTH, row.flag == STANCE, not settled, not place.preferred, at


def _once(found: Iterable[RegionalRow]) -> tuple[RegionalRow, ...]:
    unique: list[RegionalRow] = []
    for row in found:
        if not any(row is other for other in unique):
            unique.append(row)
    return tuple(unique)
