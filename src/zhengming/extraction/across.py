"""A second pass over the pairs of several documents: what one of them says of another's."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from zhengming.glossary.groups import (
    Group,
    acronym_key,
    apart,
    chinese_core,
    english_core,
    group_key,
    is_lone_acronym,
    make_group,
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
# So many places of a rendering are kept; the others are counted.
_PLACES = 5


@dataclass(frozen=True, slots=True)
class Rendering:
    """One way to say a term: `wording` in the other language, how often it stands, and the first of its places."""

    wording: str
    count: int
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A term that the documents render in several ways, the most frequent one first."""

    wording: str
    renderings: tuple[Rendering, ...]


@dataclass(frozen=True, slots=True)
class FullForms:
    """What stands beside one acronym: the English in full, by the key of its Chinese and by its own."""

    by_chinese: dict[str, str] = field(default_factory=dict)
    by_english: dict[str, str] = field(default_factory=dict)

    def add(self, pair: Pair) -> None:
        """Note what a pair says; what was said first stays."""
        self.by_chinese.setdefault(chinese_key(pair.zh), pair.en)
        self.by_english.setdefault(english_core(pair.en), pair.en)


# All acronyms that the documents write out somewhere.
Said = dict[str, FullForms]


def gather_full_forms(pairs: Iterable[Pair], said: Said) -> None:
    """Note what acronyms stand for, wherever one of several documents says so."""
    for pair in pairs:
        if pair.acronym and pair.kind not in _NO_TERMS:
            said.setdefault(pair.acronym, FullForms()).add(pair)


def fill_expansion(pair: Pair, said: Said) -> Pair:
    """The same pair; a lone acronym has the full form that another document of the set gives.

    網宇實體系統（Cyber-Physical System, CPS） in one document tells what 網宇實體系統（CPS） in another stands for.
    """
    if not is_lone_acronym(pair) or pair.en not in said:
        return pair
    forms = said[pair.en]
    beside = forms.by_chinese.get(chinese_key(pair.zh))
    # What the documents say beside the same Chinese is better than what is generally known of an acronym.
    return replace(pair, expansion=beside or pair.expansion or _explained(pair.zh, forms.by_english.values()))


def _explained(zh: str, choices: Iterable[str]) -> str | None:
    scored = sorted(((max(e.covered for e in align(zh, full).explanations), full) for full in choices), reverse=True)
    covered, best = scored[0]
    is_clear = all(other <= covered * _LESS for other, _ in scored[1:])
    return best if covered >= _PLAUSIBLE and is_clear else None


class _Tally:
    """The pairs that say one thing: how many they are, and those few that tell all there is to tell of them."""

    __slots__ = ("count", "pairs")

    def __init__(self) -> None:
        self.count = 0
        self.pairs: list[Pair] = []

    def add(self, pair: Pair) -> None:
        self.count += 1
        if len(self.pairs) < _PLACES or self._says_more(pair):
            self.pairs.append(_lean(pair))

    def _says_more(self, pair: Pair) -> bool:
        """Whether it is the first with a kind, an acronym or a full form."""
        return (
            (pair.kind != "acronym" and all(p.kind == "acronym" for p in self.pairs))
            or (pair.acronym is not None and all(p.acronym is None for p in self.pairs))
            or (not is_lone_acronym(pair) and all(map(is_lone_acronym, self.pairs)))
        )


def _lean(pair: Pair) -> Pair:
    """Its place and its wordings; documents have thousands of pairs and one name."""
    return replace(pair, doc=sys.intern(pair.doc), alternatives=(), why=(), quote="")


@dataclass(frozen=True, slots=True)
class _Counted:
    """A group, how often it stands, and where it comes among all groups."""

    group: Group
    count: int
    number: int


def find_conflicts(pairs: Iterable[Pair]) -> tuple[Conflict, ...]:
    """Chinese with several English renderings, and the reverse, in the order of their first places.

    Not counted: script, case, number, accents, an acronym and its full form, a person's short name, a year. The pairs
    are gone through once; of those that say the same only five and their number are kept.
    """
    groups = _counted(p for p in pairs if p.kind not in _NO_TERMS)
    found = chain(
        _conflicts(groups, _chinese_keys, same_english, lambda g: g.zh, _english_of),
        _conflicts(groups, _english_keys, same_chinese, _english_of, lambda g: g.zh),
    )
    return tuple(conflict for _, conflict in sorted(dict(found).items(), key=lambda c: min(c[0])))


def _counted(pairs: Iterable[Pair]) -> list[_Counted]:
    tallies: dict[tuple[str, str], _Tally] = {}
    for pair in pairs:
        tallies.setdefault(group_key(pair), _Tally()).add(pair)
    return [_Counted(make_group(tuple(t.pairs)), t.count, n) for n, t in enumerate(tallies.values())]


def _conflicts(
    groups: Sequence[_Counted],
    keys: Callable[[Group], Iterable[str]],
    same: Callable[[Group, Group], bool],
    term: Callable[[Group], str],
    other: Callable[[Group], str],
) -> Iterator[tuple[frozenset[int], Conflict]]:
    """The conflicts, each with the numbers of its groups."""
    shared: dict[str, list[_Counted]] = {}
    for counted in groups:
        for key in keys(counted.group):
            shared.setdefault(key, []).append(counted)
    for meeting in shared.values():
        if len(meeting) == 1:
            continue
        often = sorted(meeting, key=lambda c: -c.count)[:_MOST_COMPARED]
        by_group = {id(c.group): c for c in often}
        classes = [[by_group[id(g)] for g in c] for c in apart([c.group for c in often], same)]
        if len(classes) > 1:
            renderings = [_rendering(c, other) for c in classes]
            ordered = tuple(sorted(renderings, key=lambda r: -r.count))
            yield frozenset(c.number for cs in classes for c in cs), Conflict(term(meeting[0].group), ordered)


def _rendering(groups: Sequence[_Counted], other: Callable[[Group], str]) -> Rendering:
    places = [p for c in groups for p in c.group.pairs[:_PLACES]]
    return Rendering(other(groups[0].group), sum(c.count for c in groups), tuple(places[:_PLACES]))


def _chinese_keys(group: Group) -> tuple[str]:
    return (chinese_core(group.zh),)


def _english_keys(group: Group) -> set[str]:
    full = {acronym_key(group.full)} if group.full == group.acronym else {english_core(group.full)}
    return full | ({acronym_key(group.acronym)} if group.acronym else set())


def _english_of(group: Group) -> str:
    return group.full
