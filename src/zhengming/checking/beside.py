"""Whether a segment that renders a concept rightly may hold a wrong rendering too: a cheap look before a dear one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from zhengming.checking.context import Checked, Context
from zhengming.checking.rival import taken
from zhengming.checking.satisfied import content_words
from zhengming.checking.stretch import Stretch
from zhengming.language.english import WORD, family, number_forms
from zhengming.language.keys import chinese_key
from zhengming.language.scripts import fold
from zhengming.language.words import words as chinese_words
from zhengming.model import Concept


def may_hold_a_rival(context: Context, checked: Checked, concept: Concept) -> bool:
    """Whether a telling word of a right form stands outside the renderings of the source's concepts."""
    forms = tuple(t.text for t in context.right_terms(concept) if t.type in ("full", "variant"))
    if context.language == "en":
        wanted = _english_words(forms)
        return bool(wanted) and any(not wanted.isdisjoint(_loose_words(checked, s)) for s in checked.targets)
    pieces = _chinese_words(forms)
    return bool(pieces) and any(
        _stands_loose(s, piece, taken(checked, s, concept.id)) for s in checked.targets for piece in pieces
    )


def _loose_words(checked: Checked, stretch: Stretch) -> frozenset[str]:
    """The English words, in small letters, that render no concept of the source; kept, as each concept asks."""
    known = checked.kept.get(stretch)
    if known is None:
        parts, at = [], 0
        for start, end in taken(checked, stretch, ""):
            parts.append(stretch.text[at:start])
            at = end
        known = frozenset(WORD.findall(" ".join([*parts, stretch.text[at:]]).lower()))
        checked.kept[stretch] = known
    return known


def _stands_loose(stretch: Stretch, piece: str, spans: Sequence[tuple[int, int]]) -> bool:
    text = fold(stretch.text)
    at = text.find(piece)
    while at >= 0:
        if not any(a <= at < b for a, b in spans):
            return True
        at = text.find(piece, at + 1)
    return False


@lru_cache(maxsize=8192)
def _english_words(forms: tuple[str, ...]) -> frozenset[str]:
    """Singular and plural of the content words of terms of several words."""
    long = [w for form in forms if len(content_words(form)) > 1 for w in content_words(form)]
    return frozenset(f for w in long for f in number_forms(w)) | frozenset(map(family, long))


@lru_cache(maxsize=8192)
def _chinese_words(forms: tuple[str, ...]) -> tuple[str, ...]:
    """The words of longer terms, as they stand in a folded text."""
    found = (w for form in forms for w in chinese_words(chinese_key(form)) if len(w) > 1 and w != chinese_key(form))
    return tuple(dict.fromkeys(found))
