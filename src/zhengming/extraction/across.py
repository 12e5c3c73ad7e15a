"""A second pass over the pairs of several documents: what one of them says of another's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from zhengming.glossary.groups import (
    Group,
    acronym_key,
    apart,
    chinese_core,
    english_core,
    group_pairs,
    is_lone_acronym,
    same_chinese,
    same_english,
)
from zhengming.language.keys import chinese_key
from zhengming.model import Pair
from zhengming.words import align

# How much of a full form the Chinese must explain, and how much less of any other one.
_PLAUSIBLE, _LESS = 0.2, 0.5
# What an author translates or names for the moment is no term that others must render alike.
_NO_TERMS = ("quote", "alias")
# More renderings than a person would read are not compared with each other.
_MOST_COMPARED = 50


@dataclass(frozen=True, slots=True)
class Rendering:
    """One way to say a term, with its places: `wording` is in the other language."""

    wording: str
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A term that the documents render in several ways, the most frequent one first."""

    wording: str
    renderings: tuple[Rendering, ...]


def fill_expansions(pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """The same pairs; a lone acronym has the full form that another document of the set gives.

    網宇實體系統（Cyber-Physical System, CPS） in one document tells what 網宇實體系統（CPS） in another stands for.
    """
    said: dict[str, list[Pair]] = {}
    for pair in pairs:
        if pair.acronym and pair.kind not in _NO_TERMS:
            said.setdefault(pair.acronym, []).append(pair)
    return tuple(_expanded(p, said[p.en]) if _is_unexplained(p) and p.en in said else p for p in pairs)


def _is_unexplained(pair: Pair) -> bool:
    return is_lone_acronym(pair) and pair.expansion is None


def _expanded(pair: Pair, said: Sequence[Pair]) -> Pair:
    """The full form that stands beside the same Chinese, else the one that the Chinese explains best."""
    wanted = chinese_key(pair.zh)
    same = next((s.en for s in said if chinese_key(s.zh) == wanted), None)
    return replace(pair, expansion=same or _explained(pair.zh, said))


def _explained(zh: str, said: Sequence[Pair]) -> str | None:
    choices = list({english_core(s.en): s.en for s in reversed(said)}.values())
    scored = sorted(((max(e.covered for e in align(zh, full).explanations), full) for full in choices), reverse=True)
    covered, best = scored[0]
    is_clear = all(other <= covered * _LESS for other, _ in scored[1:])
    return best if covered >= _PLAUSIBLE and is_clear else None


def find_conflicts(pairs: Iterable[Pair]) -> tuple[Conflict, ...]:
    """Chinese with several English renderings, and the reverse, in the order of their first places.

    Not counted: script, case, number, accents, an acronym and its full form, a person's short name, a year.
    """
    groups = group_pairs(p for p in pairs if p.kind not in _NO_TERMS)
    found = chain(
        _conflicts(groups, _chinese_keys, same_english, lambda g: g.zh, _english_of),
        _conflicts(groups, _english_keys, same_chinese, _english_of, lambda g: g.zh),
    )
    once = {frozenset(id(p) for r in c.renderings for p in r.pairs): c for c in found}
    order = {id(pair): n for n, pair in enumerate(p for g in groups for p in g.pairs)}
    return tuple(sorted(once.values(), key=lambda c: min(order[id(p)] for r in c.renderings for p in r.pairs)))


def _conflicts(
    groups: Sequence[Group],
    keys: Callable[[Group], Iterable[str]],
    same: Callable[[Group, Group], bool],
    term: Callable[[Group], str],
    other: Callable[[Group], str],
) -> Iterator[Conflict]:
    shared: dict[str, list[Group]] = {}
    for group in groups:
        for key in keys(group):
            shared.setdefault(key, []).append(group)
    for meeting in shared.values():
        often = sorted(meeting, key=lambda g: -len(g.pairs))[:_MOST_COMPARED]
        classes = apart(often, same) if len(often) > 1 else []
        if len(classes) > 1:
            renderings = [Rendering(other(c[0]), tuple(p for g in c for p in g.pairs)) for c in classes]
            yield Conflict(term(meeting[0]), tuple(sorted(renderings, key=lambda r: -len(r.pairs))))


def _chinese_keys(group: Group) -> tuple[str]:
    return (chinese_core(group.zh),)


def _english_keys(group: Group) -> set[str]:
    full = {acronym_key(group.full)} if group.full == group.acronym else {english_core(group.full)}
    return full | ({acronym_key(group.acronym)} if group.acronym else set())


def _english_of(group: Group) -> str:
    return group.full
