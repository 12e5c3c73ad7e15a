"""Find English wordings in a text: inflected, hyphenated or joined, the longest first, whole words only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from zhengming.language import english
from zhengming.language.scripts import contains_han
from zhengming.matching.overlap import Span, longest_first
from zhengming.model import Concept, Mention, Term

_NAMES = ("person", "organization", "document")
_SPACES = re.compile(r"\s+")
_HYPHENS = re.compile(f"[{english.HYPHENS}]")
# Full-width letters, digits and the signs inside words, one for one: ＡＩ is AI.
_HALF_WIDTH = {c: c - 0xFEE0 for c in (0xFF06, 0xFF07, 0xFF0D, *range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF5B))}


@dataclass(frozen=True, slots=True)
class Pattern:
    """A wording as the forms that each of its words may take, and the signs between them."""

    words: tuple[frozenset[str], ...]
    gaps: tuple[str, ...]
    concept: str
    term: Term
    exact: bool
    capital: bool


class EnglishMatcher:
    """The English wordings of a glossary, ready to be found."""

    def __init__(self, wordings: Iterable[tuple[str, Concept, Term]]) -> None:
        """Take (wording, concept, term) triples."""
        alone: dict[str, list[Pattern]] = {}
        paired: dict[str, dict[str, list[Pattern]]] = {}
        for wording, concept, term in wordings:
            for pattern in patterns(wording, concept, term):
                for first in pattern.words[0]:
                    if len(pattern.words) == 1:
                        alone.setdefault(first, []).append(pattern)
                    for second in pattern.words[1] if len(pattern.words) > 1 else ():
                        paired.setdefault(first, {}).setdefault(second, []).append(pattern)
        # By the first two words: of a thousand terms dozens begin with the same one.
        self.alone = {word: tuple(found) for word, found in alone.items()}
        self.paired = {a: {b: tuple(found) for b, found in after.items()} for a, after in paired.items()}

    def find(self, text: str) -> list[Mention]:
        """The mentions in a text from left to right."""
        hits = self._hits(text if text.isascii() else text.translate(_HALF_WIDTH))
        return [
            Mention(start, end, text[start:end], "en", tuple(hits[start, end].values()))
            for start, end in longest_first(hits, len(text))
        ]

    def _hits(self, text: str) -> dict[Span, dict[tuple[str, str], tuple[str, Term]]]:
        """Every place where a wording stands, whatever overlaps it, with its readings once each."""
        tokens = english.tokens(text)
        lower = [word.lower() for _, _, word in tokens]
        if "\u2019" in text:
            lower = [word.replace("\u2019", "'") for word in lower]
        hits: dict[Span, dict[tuple[str, str], tuple[str, Term]]] = {}
        alone, paired = self.alone, self.paired
        for at, form in enumerate(lower):
            found = alone.get(form, ())
            if form in paired and at + 1 < len(lower):
                found += paired[form].get(lower[at + 1], ())
            for pattern in found:
                if _fits(pattern, text, tokens, lower, at):
                    span = (tokens[at][0], tokens[at + len(pattern.words) - 1][1])
                    hits.setdefault(span, {})[pattern.concept, pattern.term.text] = (pattern.concept, pattern.term)
        return hits


def _fits(pattern: Pattern, text: str, tokens: list[tuple[int, int, str]], lower: list[str], at: int) -> bool:
    size = len(pattern.words)
    if at + size > len(tokens):
        return False
    for n in range(2, size):
        if lower[at + n] not in pattern.words[n]:
            return False
    for n, wanted in enumerate(pattern.gaps):
        gap = text[tokens[at + n][1] : tokens[at + n + 1][0]]
        if gap != wanted and not _same_gap(_gap(gap), wanted):
            return False
    first = tokens[at][2]
    if not pattern.exact and _is_another_acronym([word for _, _, word in tokens[at : at + size]], pattern.term, text):
        return False
    if pattern.exact:
        return first == pattern.term.text or first == pattern.term.text + "s" or (size > 1 and first[0].isupper())
    return not pattern.capital or first[0].isupper()


def _is_another_acronym(found: list[str], term: Term, text: str) -> bool:
    """CHIPS in CHIPS Act is no plural of chip; where what stands around it is in capitals too it may be."""
    if not any(word.isupper() and len(word) > 1 for word in found) or not term.text.islower():
        return False
    within = [c for word in found for c in word if c.isalpha() and c.isascii()]
    letters = [c for c in text if c.isalpha() and c.isascii()]
    around = len(letters) - len(within)
    if not around:
        return contains_han(text)
    return sum(c.isupper() for c in letters) - sum(c.isupper() for c in within) < 0.6 * around


def _gap(between: str) -> str:
    return _HYPHENS.sub("-", _SPACES.sub(" ", between)).replace("\u2019", "'")


def _same_gap(gap: str, wanted: str) -> bool:
    return gap == wanted or (gap in (" ", "-", "- ") and wanted in (" ", "-"))


def patterns(wording: str, concept: Concept, term: Term) -> Iterator[Pattern]:
    """The wording itself, and it joined or hyphenated where only that differs: de-risking, derisking."""
    tokens = english.tokens(wording)
    if not tokens:
        return
    words = [word.lower().replace("\u2019", "'") for _, _, word in tokens]
    gaps = [_gap(wording[tokens[n][1] : tokens[n + 1][0]]) for n in range(len(tokens) - 1)]
    yield _pattern(words, gaps, wording, concept, term)
    yield from _with_article(words, gaps, wording, concept, term)
    if term.type == "acronym" or concept.kind in _NAMES:
        return
    for n, gap in enumerate(gaps):
        if gap == "-" or (gap == " " and english.split_prefix(words[n] + words[n + 1]) == (words[n], words[n + 1])):
            joined = [*words[:n], words[n] + words[n + 1], *words[n + 2 :]]
            yield _pattern(joined, [*gaps[:n], *gaps[n + 1 :]], wording, concept, term)
    parts = english.split_prefix(words[0])
    if parts:
        yield _pattern([*parts, *words[1:]], ["-", *gaps], wording, concept, term)


def _with_article(words: list[str], gaps: list[str], wording: str, concept: Concept, term: Term) -> Iterator[Pattern]:
    """Control of the strait for control of straits, and control of strait where it says the strait."""
    if term.type == "acronym":
        return
    for n in range(1, len(words) - 1):
        if words[n] in english.PREPOSITIONS and gaps[n - 1] == gaps[n] == " ":
            if words[n + 1] != "the":
                with_it = [*words[: n + 1], "the", *words[n + 1 :]]
                yield _pattern(with_it, [*gaps[: n + 1], " ", *gaps[n + 1 :]], wording, concept, term)
            elif n + 2 < len(words):
                without = [*words[: n + 1], *words[n + 2 :]]
                yield _pattern(without, [*gaps[: n + 1], *gaps[n + 2 :]], wording, concept, term)


def _pattern(words: list[str], gaps: list[str], wording: str, concept: Concept, term: Term) -> Pattern:
    exact = term.type == "acronym" or term.exact_case
    name = concept.kind in _NAMES or exact
    heads = {len(words) - 1} | {n - 1 for n, word in enumerate(words) if word in english.PREPOSITIONS and n}
    forms = []
    # A noun in -ing takes the plural only: to sense is no sensing. Where the verb is meant too, `match:` says so.
    for n, word in enumerate(words):
        if exact:
            forms.append(frozenset({word, word + "s"} if n == len(words) - 1 else {word}))
        elif n in heads and not name and not word.endswith("ing"):
            forms.append(english.inflections(word))
        else:
            forms.append(english.number_forms(word) if n in heads or not name else frozenset({word}))
    # A surname that is also a word (Miller, Allen) counts with its capital only.
    capital = concept.kind == "person" and len(words) == 1
    return Pattern(tuple(forms), tuple(gaps), concept.id, term, exact, capital)
