"""A right wording in the inflection and the capitals of the wrong one that it replaces; only where both are plain."""

from __future__ import annotations

import re

from zhengming.language.english import PREPOSITIONS, american, lemma, number_forms, plural
from zhengming.language.scripts import contains_han

_VOWEL = re.compile(r"(?![Uu][bcdfghjkqrst][aeiou]|[Uu]n[aiou]|[Ee]u|[Oo]ne\b)[AEIOUaeiou]")
# These have no plural.
_MASS = frozenset(
    "warfare information disinformation misinformation software hardware equipment infrastructure intelligence "
    "security resilience coercion governance literacy labor labour freight research progress evidence aid deterrence "
    "power".split()
)
_ARTICLE = re.compile(r"\b([Aa]n?)\s+$")


def replacement(found: str, wrong: str, right: str, before: str) -> str | None:
    """`right` as it must stand for `found`, a form of `wrong`; None where that is not plain.

    `before` is the text in front of it, whose article must still fit.

    >>> replacement("Penalty", "penalties", "sanctions", "")
    'Sanction'
    """
    if contains_han(right) or contains_han(found):
        return right if contains_han(right) and contains_han(found) else None
    put = _inflected(found, wrong, right)
    if put is None:
        return None
    put = _capitalised(found, wrong, put)
    article = _ARTICLE.search(before)
    if article and (len(article[1]) == 2) != bool(_VOWEL.match(put)):
        return None
    return put


def _inflected(found: str, wrong: str, right: str) -> str | None:
    if _plain(found) == _plain(wrong):
        return right
    words, forms = found.split(), wrong.split()
    head = _head(forms)
    if len(words) != len(forms) or [w.lower() for w in words[:head]] != [w.lower() for w in forms[:head]]:
        return None
    if [w.lower() for w in words[head + 1 :]] != [w.lower() for w in forms[head + 1 :]]:
        return None
    one, other = words[head].lower(), forms[head].lower()
    if one not in number_forms(other) | {lemma(other)}:
        return None
    target = right.split()
    place = _head(target)
    if american(one) == american(other):
        return right
    if one == plural(other) or (one.endswith("s") and lemma(one) == other):
        if target[place].endswith("s"):
            return right
        if target[place].lower() in _MASS:
            return None
        target[place] = plural(target[place])
    elif other == plural(one) or lemma(other) == one:
        if not target[place].islower() or plural(lemma(target[place])) != target[place]:
            return None if target[place].endswith("s") else right
        target[place] = lemma(target[place])
    else:
        return None
    return " ".join(target)


def _plain(wording: str) -> str:
    return re.sub(r"[\s\-\u2010\u2011]+", " ", wording).casefold()


def _head(words: list[str]) -> int:
    """Where the noun stands that takes the plural: before a preposition, else at the end."""
    return next((n - 1 for n, word in enumerate(words) if n and word.lower() in PREPOSITIONS), len(words) - 1)


def _capitalised(found: str, wrong: str, put: str) -> str:
    """The capitals of what stood there; names and acronyms keep their own."""
    if put != put.lower():
        return put
    if found.isupper() and len(found) > 1 and not wrong.isupper():
        return put.upper()
    words = [w for w in found.split() if w[:1].isalpha()]
    if len(words) > 1 and all(w[0].isupper() for w in words if w.lower() not in PREPOSITIONS):
        return " ".join(w if w in PREPOSITIONS else w[:1].upper() + w[1:] for w in put.split())
    return put[:1].upper() + put[1:] if found[:1].isupper() else put
