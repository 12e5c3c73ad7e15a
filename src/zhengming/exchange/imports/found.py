"""What an import found, and what it did not understand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from zhengming.exchange.report import plural
from zhengming.model import Concept

# So many names and places are told of one kind of loss.
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Lost:
    """What was not understood, or has no place with us: Lost("term", "in other languages", 14, ("ja", "ko")).

    `names` are the words of the file, at most five of `kinds`; `places` the first entries in which it stood.
    """

    of: str
    why: str
    count: int
    names: tuple[str, ...] = ()
    kinds: int = 0
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Imported:
    """The entries of a file as concepts, without an id where the file gives none of ours.

    `format` is the one it was read as, `columns` says for a table which column was taken for what ("頁碼", "" where
    it was left out), `losses` what was not understood.
    """

    path: str
    format: str
    concepts: tuple[Concept, ...]
    losses: tuple[Lost, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()


class Losses:
    """Counts what is not understood while a file is read."""

    def __init__(self) -> None:
        self._counts: dict[tuple[str, str], int] = {}
        self._names: dict[tuple[str, str], dict[str, None]] = {}
        self._places: dict[tuple[str, str], list[str]] = {}

    def add(self, of: str, why: str, place: str = "", *, name: str = "", count: int = 1) -> None:
        """One more: add("term", "in other languages", "c12", name="ja")."""
        key = (of, why)
        self._counts[key] = self._counts.get(key, 0) + count
        if name:
            self._names.setdefault(key, {})[name] = None
        places = self._places.setdefault(key, [])
        if place and len(places) < _MOST_NAMED:
            places.append(place)

    def listed(self) -> tuple[Lost, ...]:
        """All of them, whole entries first and then the most numerous."""
        ordered = sorted(self._counts.items(), key=lambda one: (one[0][0] != "entry", -one[1]))
        return tuple(
            Lost(*key, count, tuple(names)[:_MOST_NAMED], len(names), tuple(self._places[key]))
            for key, count in ordered
            for names in [self._names.get(key, {})]
        )


def lost_sentence(losses: Iterable[Lost]) -> str:
    """All losses in one line; empty where there are none.

    >>> lost_sentence([Lost("entry", "without Chinese", 3), Lost("term", "in other languages", 9, ("ja", "ko"), 2)])
    '3 entries without Chinese, 9 terms in other languages (ja, ko)'
    """
    return ", ".join(f"{plural(lost.count, lost.of)} {lost.why}{_named(lost)}" for lost in losses)


def _named(lost: Lost) -> str:
    if not lost.names:
        return ""
    more = f" and {lost.kinds - len(lost.names):,} more" if lost.kinds > len(lost.names) else ""
    return f" ({', '.join(_short(name) for name in lost.names)}{more})"


def _short(name: str) -> str:
    plain = " ".join(name.split())
    return plain if len(plain) <= 40 else f"{plain[:39]}…"
