"""Our own table of words that Taiwan, Hong Kong and the Mainland say differently: data/regional.tsv, read late."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from zhengming.language.keys import chinese_key
from zhengming.tags import REGIONS

KINDS = ("term", "person", "country", "place", "organization")
# A false friend, which is never changed without context; a wording that says where one stands.
BOTH, STANCE = "both", "stance"
FLAGS = ("", BOTH, STANCE)


@dataclass(frozen=True, slots=True)
class RegionalRow:
    """One line of the table: the forms of each region, the preferred one first."""

    forms: dict[str, tuple[str, ...]]
    kind: str
    flag: str = ""
    note: str = ""
    source: str = ""


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
    note, source = [*cells[len(REGIONS) + 1 :], "", ""][:2]
    columns = zip(REGIONS, cells, strict=False)
    return RegionalRow({tag: tuple(cell.split(";")) for tag, cell in columns}, kind, flag, note, source)


@cache
def places() -> dict[str, tuple[Place, ...]]:
    """Every wording of the table by its key; of a false friend the word itself only, not what it may have to become."""
    found: dict[str, list[Place]] = {}
    for row in rows():
        for tag, forms in row.forms.items():
            for n, form in enumerate(forms[:1] if row.flag == BOTH else forms):
                found.setdefault(chinese_key(form), []).append(Place(row, tag, n == 0))
    return {key: tuple(places) for key, places in found.items()}


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
