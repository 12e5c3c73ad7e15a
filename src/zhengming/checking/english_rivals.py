"""English phrases that probably render a Chinese term: by words of its form, or by dictionary."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhengming.checking.accounts import Explained, explained_by
from zhengming.checking.context import Checked
from zhengming.checking.near import is_near, is_telling
from zhengming.checking.noun_phrases import GENERAL, Phrase, Token, phrases
from zhengming.checking.rival import Rival, Sought
from zhengming.checking.satisfied import content_words, same_word
from zhengming.checking.stretch import Stretch
from zhengming.language.english import family
from zhengming.words.english import affixes
from zhengming.words.lexicon import verb_share

_NOMINAL = re.compile(
    r"(?:tion|sion|ment|ance|ence|ing|ity|ness|ism|cy|ship|al|ure|age|council|power|ology|ies|ing|er|or|ist|ics|s)$"
)
_HYPHENATED = re.compile(r"[0-9A-Za-z\u00c0-\u024f]+[-\u2010\u2011]$")
_FORM, _OWN, _HALF, _ELSEWHERE, _GENERAL_COST, _MISPLACED = 1.0, 0.8, 0.4, -0.7, -0.4, -0.5
# A word near in sense, and one that heads the names of many things, where the draft lacks the concept.
_NEAR, _HEAD, _UNKNOWN = 0.65, 0.25, 0.15
# All words between two breaks.
_WHOLE, _NO_HEAD = 0.1, -0.15
_HEADS = frozenset(
    "measure scheme system mechanism program programme plan arrangement regime framework tool instrument office agency "
    "body unit center centre facility site detail item activity practice work service procedure process matter".split()
)
# A form's word that other words of the source explain too.
_WEAKLY = 0.8
# Where the concept is missing anyway only the place is at stake.
_ELSEWHERE_IF_MISSING = -0.35
_EXPLAINED, _HALF_EXPLAINED = 0.6, 0.3
# A word that stands for a term by itself must be what the dictionary says of the whole.
_ALONE = 0.93
_LEAST, _LEAST_IF_STRICT = 0.4, 0.45
# A noun at the end, and as many words as the form has, speak for a phrase.
_BONUS = 0.05
_LONGER = 2
_MOSTLY_VERB = 0.5


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A right form's content words in order, which is the head (freedom of navigation), and whether a prefix stood
    among them: de-risking is risk.
    """

    words: tuple[str, ...]
    head: int
    prefixed: bool


@dataclass(slots=True)
class _Evidence:
    """What each word of the draft is worth for a concept."""

    own: list[Explained]
    rest: str
    others: frozenset[str]
    loose: Counter[str]
    # The words that near ones are asked for; none where the draft does not lack the concept.
    wanted: frozenset[str]

    def near(self, word: str) -> bool:
        """Whether a word is near in sense to one of a right form."""
        return bool(self.wanted) and is_near(word, self.wanted)

    def explained(self, word: str) -> float:
        """How surely the source's term explains a word."""
        sure = max((one.of(word) for one in self.own), default=0.0)
        kin = bool(self.wanted) and sure < _HALF_EXPLAINED and any(one.has_kin(word) for one in self.own)
        return _HALF_EXPLAINED if kin else sure

    def elsewhere(self, word: str) -> bool:
        """Whether other words of the source account for it."""
        if any(same_word(word, other) for other in self.others):
            return True
        rest = explained_by(self.rest, single=False)
        return rest.of(word) >= _EXPLAINED and rest.times(word) >= self.loose[family(word)]


def rivals(sought: Sought, checked: Checked, *, strict: bool) -> Iterator[Rival]:
    """Every phrase with enough evidence, none that holds a rendering of another concept."""
    wanted = _wanted(sought.forms)
    if not wanted:
        return
    own = frozenset(w for form in wanted for w in form.words)
    evidence = _Evidence(
        [explained_by(term) for term in sought.terms],
        sought.rest,
        sought.others,
        Counter(family(w) for s in checked.targets for _, _, w in _loose(s, sought.blocked(checked, s))),
        own if sought.lacking else frozenset(),
    )
    least = _HALF_EXPLAINED if sought.lacking else _EXPLAINED
    longest = max(len(w.words) for w in wanted) + _LONGER
    for stretch in checked.targets:
        blocked = sought.blocked(checked, stretch)
        telling = {
            t[0]
            for t in _loose(stretch, blocked)
            if family(t[2]) in own or evidence.explained(t[2]) >= least or evidence.near(t[2])
        }
        if not telling:
            continue
        # Terms of concepts that the source does not have: no part of a wrong wording, unless they share a word.
        foreign = [(m.start, m.end) for m in stretch.mentions if (m.start, m.end) not in blocked]
        for phrase in phrases(stretch, blocked, longest):
            if telling.isdisjoint(t[0] for t in phrase.words):
                continue
            if sought.said and any(w.lower() in GENERAL for _, _, w in phrase.words):
                continue
            for form in wanted:
                rival = _judged(stretch, phrase, form, evidence, foreign, strict=strict)
                if rival:
                    yield rival


def _loose(stretch: Stretch, blocked: Sequence[tuple[int, int]]) -> Iterator[Token]:
    """The words that render no concept of the source."""
    return (t for t in stretch.words if not any(t[0] < b and a < t[1] for a, b in blocked))


def _wanted(forms: Sequence[str]) -> list[_Wanted]:
    found = []
    for form in forms:
        words = content_words(form)
        prefixes = affixes()[0]
        core = tuple(w for w in words if w not in prefixes) or tuple(words)
        dropped = len(words) - len(core)
        before = re.split(r"\s(?:of|for|on|in|to|against)\s", form, maxsplit=1)[0]
        found.append(_Wanted(core, max(len(content_words(before)) - 1 - dropped, 0), dropped > 0))
    return [w for w in dict.fromkeys(found) if w.words]


def _judged(
    stretch: Stretch,
    phrase: Phrase,
    form: _Wanted,
    evidence: _Evidence,
    foreign: Sequence[tuple[int, int]],
    *,
    strict: bool,
) -> Rival | None:
    """The phrase as a rival, with its score; None where it has too little of the concept."""
    left = list(form.words)
    total, matched, own, strangers, weak, near, half, heads = 0.0, 0, 0, 0, 0, 0, 0, 0
    size = len(phrase.words)
    for n, (start, _, word) in enumerate(phrase.words):
        key = family(word)
        elsewhere = evidence.elsewhere(word)
        explained = evidence.explained(word)
        if key in left:
            place = form.words.index(key)
            left.remove(key)
            total += _FORM if not elsewhere else _FORM / 2 if strict else _WEAKLY * _FORM
            matched += not elsewhere
            weak += elsewhere
            if len(form.words) > 1 and (place == form.head) != (n == phrase.head):
                total += _MISPLACED
        elif explained >= _EXPLAINED:
            total += _OWN / 2 if elsewhere else _OWN
            own += not elsewhere
        elif word.lower() not in GENERAL and evidence.near(word):
            placed = not elsewhere and _in_place(word, form, at_head=n == phrase.head)
            total += _NEAR if placed else _NEAR / 2
            near += placed
        elif elsewhere:
            # What stands for the prefix of de-risking may well be said of something else too: risk reduction.
            total += 0.0 if form.prefixed else _ELSEWHERE if strict else _ELSEWHERE_IF_MISSING
            strangers += 1
        elif word.lower() in GENERAL or any(a <= start < b for a, b in foreign):
            total += _GENERAL_COST
            strangers += 1
        elif explained >= _HALF_EXPLAINED:
            total += _HALF
            half += 1
        elif evidence.wanted and n == phrase.head and size > 1 and key in _HEADS:
            total += _HEAD
            heads += 1
        elif evidence.wanted and size > 1:
            total += _UNKNOWN + (size * _NO_HEAD if n == phrase.head else 0.0)
    if not form.prefixed and all(any(same_word(w, wanted) for _, _, w in phrase.words) for wanted in form.words):
        return None
    whole = not left and not form.prefixed
    lacking = bool(evidence.wanted)
    if lacking and (_is_mixed(stretch, phrase) or (phrase.turned and not matched and not own)):
        return None
    near += lacking and (half > 1 or 0 < half == size - heads < size)
    if not (matched or own or near or (weak and not strict)) or whole:
        return None
    alone = near and size == len(form.words) and is_telling(evidence.wanted)
    if size == 1 and (form.prefixed or (not alone and evidence.explained(phrase.words[0][2]) < _ALONE)):
        return None
    head = phrase.words[phrase.head][2].lower()
    nominal = _NOMINAL.search(head) is not None
    if size > 1 and not nominal and phrase.words[phrase.head - 1][2].endswith("s") and verb_share(head) > _MOSTLY_VERB:
        # Platforms reply: a subject and its verb.
        return None
    score = total / max(len(form.words), size)
    score += _BONUS * nominal + _BONUS * (size == len(form.words))
    score += _WHOLE * (lacking and phrase.whole and size > 1)
    if strict and (
        matched + weak == size
        or strangers
        or score < (_LEAST if lacking else _LEAST_IF_STRICT)
        or (size == 1 and len(form.words) > 1)
    ):
        return None
    if score < _LEAST:
        return None
    first, final = phrase.words[0], phrase.words[-1]
    start = _before_hyphens(stretch, first[0])
    return Rival(
        stretch, (start, final[1]), score, telling=matched + own == size, weak=not (matched or own or near > 1)
    )


def _in_place(word: str, form: _Wanted, *, at_head: bool) -> bool:
    """Whether a word stands in a phrase where the one stands in the form that it is near to: head or not."""
    head = form.words[form.head]
    return is_near(word, frozenset([head])) if at_head else is_near(word, frozenset(form.words) - {head})


def _is_mixed(stretch: Stretch, phrase: Phrase) -> bool:
    """Whether a name stands in a phrase beside other words: Cheng-hsung admits."""
    capital = [word[0].isupper() for _, _, word in phrase.words]
    return not all(capital) and any(capital[1:] if _begins(stretch, phrase.words[0][0]) else capital)


def _begins(stretch: Stretch, at: int) -> bool:
    before = stretch.text[:at].rstrip(" \"'\u201c\u2018(")
    return not before or before[-1] in ".!?:\n"


def _before_hyphens(stretch: Stretch, start: int) -> int:
    """Where the hyphenated whole begins that a word is the last part of: military-civil."""
    while (before := _HYPHENATED.search(stretch.text, 0, start)) is not None:
        start = before.start()
    return start
