"""The same pair in several places is one group; and when two wordings are one rendering."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from zhengming.glossary.add import english_spellings
from zhengming.language.keys import chinese_key
from zhengming.model import Pair

_ARTICLE = re.compile(r"(?i)^(?:the|an?)\s+")
_YEAR = re.compile(r"^\s*(?:19|20)\d\d\s*年?(?=\D)|(?<=\D)[\s,，]*(?:19|20)\d\d\s*年?(?:版)?\s*$")
# What stands between the parts of a foreign name: 安東尼·布林肯.
_NAME_SIGNS = re.compile(r"[\s·‧•・．.\-]+")
_ABBREVIATED = ("organization", "document", "acronym")


@dataclass(frozen=True, slots=True)
class Group:
    """One pair with all its places: `full` is the English in full where anything says it, `acronym` its short form."""

    pairs: tuple[Pair, ...]
    full: str
    acronym: str | None

    @property
    def zh(self) -> str:
        """The Chinese as it stands in the first place."""
        return self.pairs[0].zh

    @property
    def kind(self) -> str:
        """What its places say it is; an acronym only where all of them say no more."""
        return next((p.kind for p in self.pairs if p.kind != "acronym"), "acronym")

    @property
    def documents(self) -> int:
        """In how many documents it stands."""
        return len({p.doc for p in self.pairs})

    @property
    def confidence(self) -> float:
        """That of its surest place."""
        return max(p.confidence for p in self.pairs)


def group_pairs(pairs: Iterable[Pair]) -> tuple[Group, ...]:
    """The pairs by what they say, in the order of their first places.

    去風險（de-risking） and 去风险（De-Risking） are one; so are 網宇實體系統（CPS） and its full form, where the
    acronym is known to stand for it.
    """
    found: dict[tuple[str, str], list[Pair]] = {}
    for pair in pairs:
        found.setdefault(group_key(pair), []).append(pair)
    return tuple(make_group(tuple(same)) for same in found.values())


def group_key(pair: Pair) -> tuple[str, str]:
    """What pairs that say the same have in common."""
    return _english(pair), chinese_key(pair.zh)


def _english(pair: Pair) -> str:
    if not is_lone_acronym(pair):
        return english_core(pair.en)
    return english_core(pair.expansion) if pair.expansion else acronym_key(pair.en)


def make_group(pairs: tuple[Pair, ...]) -> Group:
    """The group of pairs that have one key."""
    lone = next((p for p in pairs if is_lone_acronym(p)), None)
    full = next((p.en for p in pairs if not is_lone_acronym(p)), None) or pairs[0].expansion or pairs[0].en
    acronym = next((p.acronym for p in pairs if p.acronym), None) or (lone.en if lone else None)
    return Group(pairs, full, acronym)


def is_lone_acronym(pair: Pair) -> bool:
    """Whether an acronym is all the English there is: 人工智能（AI）."""
    return pair.kind == "acronym" and pair.acronym is None


def acronym_key(acronym: str) -> str:
    """Acronyms are compared in exact case: US is not us."""
    return f"={acronym}"


@lru_cache(maxsize=65536)
def english_core(wording: str) -> str:
    """What case, number, hyphens, accents, an article and a year do not change: the Communiqués → communique."""
    plain = unaccented(_YEAR.sub("", _ARTICLE.sub("", wording)))
    return min((key.replace(" ", "") for key in english_spellings(plain)), default=plain.casefold())


@lru_cache(maxsize=65536)
def chinese_core(wording: str) -> str:
    """What script, width, spaces and a year do not change: 2022 國家安全戰略 → 国家安全战略."""
    return _YEAR.sub("", chinese_key(wording)) or chinese_key(wording)


def unaccented(text: str) -> str:
    """Communiqué → Communique."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def same_english(one: Group, other: Group) -> bool:
    """Whether two groups of one Chinese wording have one English rendering: AI and artificial intelligence."""
    if english_core(one.full) == english_core(other.full):
        return True
    if one.acronym is not None and one.acronym == other.acronym:
        return True
    short, long = sorted((one.full, other.full), key=len)
    if "person" in (one.kind, other.kind):
        return set(_words(short)) <= set(_words(long))
    return stands_for(short, long)


def same_chinese(one: Group, other: Group) -> bool:
    """Whether two groups of one English wording have one Chinese rendering: 安東尼·布林肯 and 布林肯."""
    if _are_two_full_forms(one, other):
        return True
    short, long = sorted((chinese_core(one.zh), chinese_core(other.zh)), key=len)
    if short == long:
        return True
    if "person" in (one.kind, other.kind):
        return _NAME_SIGNS.sub("", short) in _NAME_SIGNS.sub("", long)
    both_abbreviate = one.kind in _ABBREVIATED and other.kind in _ABBREVIATED
    return both_abbreviate and len(short) >= 2 and _is_subsequence(short, long)


def _are_two_full_forms(one: Group, other: Group) -> bool:
    """One acronym of two things (ESA) is not one thing said in two ways."""
    shared = one.acronym is not None and one.acronym == other.acronym
    known = one.full != one.acronym and other.full != other.acronym
    return shared and known and english_core(one.full) != english_core(other.full)


def stands_for(acronym: str, full: str) -> bool:
    """Whether a wording in capitals may be short for another: MOFCOM, Ministry of Commerce."""
    letters = re.sub(r"(?<=[A-Z])s$", "", acronym)
    if not re.fullmatch(r"[A-Z][A-Z0-9&.\-]*[A-Z0-9.]", letters):
        return False
    wanted = [c for c in letters.casefold() if c.isalnum()]
    return full[:1].casefold() == wanted[0] and _is_subsequence(wanted, unaccented(full).casefold())


def _is_subsequence(short: Sequence[str], long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)


def _words(name: str) -> list[str]:
    return [w for w in re.split(r"[\s.,\-\u2010\u2011]+", unaccented(name).casefold()) if w]


def apart(groups: Sequence[Group], same: Callable[[Group, Group], bool]) -> list[list[Group]]:
    """The groups sorted into classes that are one rendering each."""
    classes: list[list[Group]] = []
    for group in groups:
        home = next((c for c in classes if any(same(group, member) for member in c)), None)
        if home is None:
            classes.append([group])
        else:
            home.append(group)
    return classes
