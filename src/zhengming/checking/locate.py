"""Find what stands in a draft instead of an expected term."""

from __future__ import annotations

from collections.abc import Sequence

from zhengming.checking import chinese_rivals, english_rivals
from zhengming.checking.context import Checked, Context
from zhengming.checking.rival import Rival, Sought, rest_of_source, source_terms
from zhengming.checking.satisfied import content_words
from zhengming.model import Concept

# From this score on a rival is believed, in a draft that has none of the right forms.
SURE = 0.45
# In a short paragraph the languages' word orders shuffle everything.
_SHORT = 250
_DRIFT, _DRIFT_OF_NAMES = 0.35, 0.6
_WEAK = 0.2
# What a wording loses that stands a whole paragraph away from where the draft lacks the concept.
_FAR, _NEAR = 0.8, 0.05


def locate_rival(
    context: Context,
    checked: Checked,
    concept: Concept,
    *,
    strict: bool = False,
    said: bool = False,
    lacking: bool = False,
) -> Rival | None:
    """The wording that stands for a concept at about the right place; None where none does.

    `strict`: the draft has a right form too, so that only a wording is believed which the rest of the source does not
    explain; `said`: it has named the concept before, so that no wording is which may only refer back; `lacking`: the
    source says it more often than the draft.
    """
    sought = Sought(
        tuple(t.text for t in context.right_terms(concept) if t.type in ("full", "variant")),
        tuple(source_terms(checked, concept.id)),
        rest_of_source(checked, concept.id),
        _words_of_unrendered(context, checked, concept.id) if context.language == "en" else frozenset(),
        concept.id,
        said=said,
        lacking=lacking,
    )
    places = [m.start / max(len(s.text), 1) for s, m in checked.source_mentions if concept.id in m.concepts]
    if lacking:
        right = [m.start / max(len(s.text), 1) for s in checked.targets for m in s.mentions if concept.id in m.concepts]
        places = unanswered(places, right)
    return best_rival(context, checked, sought, places, strict=strict)


def unanswered(asked: Sequence[float], right: Sequence[float]) -> list[float]:
    """The places of a source that no right rendering stands nearest to; both as shares of their text's length."""
    left = list(asked)
    pairs = sorted((abs(a - r), a, n) for a in asked for n, r in enumerate(right))
    used: set[int] = set()
    for _, place, n in pairs:
        if place in left and n not in used:
            left.remove(place)
            used.add(n)
    return left or list(asked)


def best_rival(
    context: Context, checked: Checked, sought: Sought, expected_at: Sequence[float], *, strict: bool
) -> Rival | None:
    """The rival with the most evidence; `expected_at` are the places in the source, as shares of its length."""
    rivals = (english_rivals if context.language == "en" else chinese_rivals).rivals
    best: tuple[tuple[float, float], Rival] | None = None
    for rival in rivals(sought, checked, strict=strict):
        at = rival.span[0] / max(len(rival.stretch.text), 1)
        drift = min((abs(at - e) for e in expected_at), default=0.5)
        allowed = 1.0 if len(rival.stretch.text) < _SHORT else _DRIFT_OF_NAMES if rival.telling else _DRIFT
        if rival.weak:
            allowed /= 2 if sought.lacking else 3
        rank = (round(rival.score, 2) - _WEAK * rival.weak - _FAR * max(drift - _NEAR, 0.0) * sought.lacking, -drift)
        if drift <= allowed and (best is None or rank > best[0]):
            best = (rank, rival)
    return best[1] if best else None


def _words_of_unrendered(context: Context, checked: Checked, concept: str) -> frozenset[str]:
    """The words of the source's other concepts that the draft may still render by them."""
    words: set[str] = set()
    for identity in checked.source_concepts - {concept} - checked.concepts:
        for term in context.concepts[identity].designations("en"):
            words.update(content_words(term.text))
    return frozenset(words)
