"""British, American and Oxford spelling: which a word shows, and how it is written in the others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

# Words that nobody writes with z, and those that nobody writes with s; also with a prefix: unadvised, sunrise.
_ALWAYS_S = frozenset(
    "advertise advise apprise arise braise bruise chaise chastise chemise circumcise comprise compromise concise "
    "cruise demise despise devise disguise enterprise excise exercise expertise franchise guise improvise incise "
    "liaise malaise marquise mayonnaise merchandise noise paradise poise porpoise praise precise premise prise "
    "promise raise reprise revise rise supervise surmise surprise televise tortoise treatise turquoise valise "
    "vise wise".split()
)
_ALWAYS_Z = frozenset("size prize seize capsize maize baize assize".split())
_PREFIX = re.compile("^(?:co|counter|dis|down|en|high|im|micro|mid|mis|moon|out|over|pre|re|sun|super|un|under|up)")
_VERB = re.compile(
    r"^(?P<stem>[a-z]{3,}?)(?P<sign>[sz])(?P<ending>e|ed|es|er|ers|ing|ation|ations|ational|able|ability)$"
)
_ENDINGS = {"e": "e", "ed": "e", "es": "e", "er": "e", "ers": "e", "ing": "e", "able": "e"}


@dataclass(frozen=True, slots=True)
class Spelling:
    """What a word shows of its writer: `system` is `british`, `american`, `s` or `z` (the last two of -ise verbs)."""

    system: str
    other: str


@lru_cache(maxsize=32768)
def spelling_of(word: str) -> Spelling | None:
    """What a word in small letters shows; None where all write it so.

    >>> spelling_of("defence"), spelling_of("organize"), spelling_of("advertise")
    (Spelling(system='british', other='defense'), Spelling(system='z', other='organise'), None)
    """
    listed = _table().get(word)
    if listed:
        return listed
    match = _VERB.match(word)
    if not match or match["stem"][-1] not in "i" or _is_settled(match["stem"], match["sign"]):
        return None
    sign, other = ("s", "z") if match["sign"] == "s" else ("z", "s")
    if sign == "s" and not _is_verb(match["stem"], match["ending"]):
        return None
    return Spelling(sign, f"{match['stem']}{other}{match['ending']}")


def _is_settled(stem: str, sign: str) -> bool:
    """Whether the word has one spelling only: advertise, size."""
    whole, settled = f"{stem}{sign}e", _ALWAYS_S if sign == "s" else _ALWAYS_Z
    return whole in settled or whole.endswith("wise") or _PREFIX.sub("", whole, count=1) in settled


def _is_verb(stem: str, ending: str) -> bool:
    """Whether the word with z is one: organise is, and premises (premise) or crises (crisis) are none."""
    from zhengming.language.english import is_known

    return is_known(f"{stem}z{_ENDINGS.get(ending, ending)}")


@cache
def _table() -> dict[str, Spelling]:
    text = files("zhengming.language").joinpath("data/spelling.tsv").read_text(encoding="utf-8")
    found: dict[str, Spelling] = {}
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        british, american, endings, *flags = line.split("\t")
        for ending in endings.split(","):
            tail = "" if ending == "-" else ending
            found[british + tail] = Spelling("british", american + tail)
            if "us" not in flags:
                found[american + tail] = Spelling("american", british + tail)
    return found
