"""Find what stands in a draft instead of an expected term."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhengming.checking.context import Checked, Context
from zhengming.checking.stretch import Stretch
from zhengming.language.english import FUNCTION_WORDS, family
from zhengming.language.english import tokens as english_tokens
from zhengming.language.keys import chinese_key
from zhengming.model import Concept

_BREAK = re.compile(r"[,.;:!?()\"“”\ufffc]")
_NOMINAL = re.compile(r"(?:tion|sion|ment|ance|ence|ing|ity|ness|ism|cy|ship|al|ure|age|council|power|ology|ies)s?$")
# The words of a term count as standing together within this many words.
_WINDOW = 10
# A rival stands about as far into its paragraph as the source term does into its own.
_DRIFT = 0.3
_SHORT = 250


@dataclass(frozen=True, slots=True)
class Rival:
    """A wording of the draft that probably renders the concept: block text[span[0]:span[1]]."""

    stretch: Stretch
    span: tuple[int, int]


def words_stand_near(text: str, wording: str) -> bool:
    """Whether all content words of an English wording stand close together: export and investment controls."""
    wanted = _content(wording)
    if len(wanted) < 2:
        return False
    places = [[n for n, (_, _, word) in enumerate(english_tokens(text)) if family(word) == w] for w in wanted]
    if not all(places):
        return False
    return any(all(any(abs(n - first) <= _WINDOW for n in others) for others in places[1:]) for first in places[0])


def stands_somehow(text: str, wording: str) -> bool:
    """Whether a Chinese wording stands in a text at all, also where its `when:` or the words around it veto it."""
    return chinese_key(wording) in chinese_key(text)


def locate_rival(context: Context, checked: Checked, concept: Concept) -> Rival | None:
    """The phrase that shares telling words with an expected form, at about the right place; None where none does."""
    if context.language != "en":
        return None
    forms = [t.text for t in context.right_terms(concept) if t.type == "full"]
    expected_at = _relative_place(checked, concept.id)
    others = _words_of_other_concepts(context, checked, concept)
    best: tuple[tuple[float, float, float], Rival] | None = None
    for stretch in checked.targets:
        for phrase in (p for form in forms for p in _phrases_like(stretch, form)):
            drift = abs(phrase.span[0] / max(len(stretch.text), 1) - expected_at)
            rank = (-phrase.shared, not phrase.nominal, drift)
            # A word that another concept accounts for as well is a weak sign: it must stand right where it should.
            allowed = _drift_allowed(stretch) / (2 if phrase.words <= others else 1)
            if drift <= allowed and (best is None or rank < best[0]):
                best = (rank, Rival(stretch, phrase.span))
    return best[1] if best else None


def _drift_allowed(stretch: Stretch) -> float:
    """In a short paragraph the languages' word orders shuffle everything."""
    return 1.0 if len(stretch.text) < _SHORT else _DRIFT


def _content(wording: str) -> list[str]:
    return [family(w) for _, _, w in english_tokens(wording) if w.lower() not in FUNCTION_WORDS]


def _relative_place(checked: Checked, concept: str) -> float:
    for stretch, mention in checked.source_mentions:
        if concept in mention.concepts:
            return mention.start / max(len(stretch.text), 1)
    return 0.5


def _words_of_other_concepts(context: Context, checked: Checked, concept: Concept) -> set[str]:
    """Words that the source's other concepts account for: no sign of this one."""
    words: set[str] = set()
    for identity in checked.source_concepts - {concept.id}:
        for term in context.concepts[identity].designations("en"):
            words.update(_content(term.text))
    return words


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A candidate: its span, what share of the expected form it has, the shared words, whether it reads as a noun."""

    span: tuple[int, int]
    shared: float
    words: frozenset[str]
    nominal: bool


def _phrases_like(stretch: Stretch, form: str) -> Iterator[_Phrase]:
    """Phrases that share the form's first or last content word, or two of them, and stand in no other mention."""
    text = stretch.text
    found = stretch.words
    families = [family(word) for _, _, word in found]
    wanted = _content(form)
    size = len(english_tokens(form))
    if size < 2 or not wanted:
        return
    for length in range(2, size + 1):
        for n in range(len(found) - length + 1):
            shared = frozenset(families[n : n + length]) & frozenset(wanted)
            at_edge = families[n] in (wanted[0], wanted[-1]) or families[n + length - 1] == wanted[-1]
            if not shared or len(shared) == length or not ((at_edge and length == size) or len(shared) > 1):
                continue
            window = found[n : n + length]
            span = (_before_hyphens(text, found, n), window[-1][1])
            if not _reads_as_phrase(text, window) or any(
                span[0] < m.end and m.start < span[1] for m in stretch.mentions
            ):
                continue
            last = window[-1][2].lower()
            nominal = (families[n + length - 1] in wanted and length > 2) or _NOMINAL.search(last) is not None
            yield _Phrase(span, len(shared) / max(len(wanted), 1), shared, nominal)


def _before_hyphens(text: str, found: list[tuple[int, int, str]], n: int) -> int:
    """Where the hyphenated whole begins that a word is the last part of: military-civil."""
    while n and text[found[n - 1][1] : found[n][0]] in ("-", "\u2010", "\u2011"):
        n -= 1
    return found[n][0]


def _reads_as_phrase(text: str, window: list[tuple[int, int, str]]) -> bool:
    inside = text[window[0][0] : window[-1][1]]
    return not _BREAK.search(inside) and all(w.lower() not in FUNCTION_WORDS and len(w) > 1 for _, _, w in window)
