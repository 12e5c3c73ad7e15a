"""`spelling-variant`: one word in two spellings, or in another country's.

Severity: warning. Direction: an English draft. Source: not needed. On by default.

Fails: "organisation" in a draft for en-US, or in one that mostly writes as Americans do; "anti-trust" where the
glossary, or the rest of the draft, writes "antitrust"; "Communique" where the glossary writes "Communiqué".
Passes: official names (the Labour Party, the World Health Organization), terms as the glossary spells them, quotations,
titles, notes; a hyphen before a noun (supply-chain resilience); a draft of which nothing tells the spelling.
What to do: write the expected form, or say `spelling` in the profile (en-US, en-GB, en-GB-oxendic).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from zhengming.checking.capitals import in_name
from zhengming.checking.context import Checked, Context, Judge
from zhengming.checking.stretch import Span, Stretch
from zhengming.language.english import HYPHENS, american
from zhengming.language.keys import without_accents
from zhengming.language.spelling import Spelling, spelling_of
from zhengming.model import Finding

ID = "spelling-variant"
# What each spelling of a profile writes: the system of words that have two, and the sign of -ise verbs.
_EXPECTED = {"en-US": ("american", "z"), "en-GB": ("british", "s"), "en-GB-oxendic": ("british", "z")}
_NAMES = {"american": "American", "british": "British", "s": "-ise", "z": "-ize"}
_HYPHEN = re.compile(f"[{HYPHENS}]")
_COMPOUND = re.compile(rf"\b[A-Za-z]{{1,}}[{HYPHENS}][a-z]{{3,}}\b")
# Prefixes that are written with a hyphen by some and without by others, where no sense hangs on it.
_PREFIXES = (
    *("anti", "bio", "co", "counter", "cyber", "eco", "extra", "geo", "hyper", "infra", "inter", "intra", "macro"),
    *("mega", "meta", "micro", "mid", "mini", "multi", "nano", "neo", "non", "over", "para", "poly", "post", "pre"),
    *("proto", "pseudo", "psycho", "semi", "socio", "sub", "super", "supra", "techno", "tele", "trans", "ultra"),
    *("under", "un", "e", "bi", "re", "de", "pan"),
)
_SECOND_PARTS = (
    "maker",
    "makers",
    "making",
    "term",
    "time",
    "wide",
    "scale",
    "line",
    "level",
    "based",
    "holder",
    "holders",
)
# With and without a hyphen these are two words.
_TWO_WORDS = frozenset(
    "recover recreate resign reform represent release resort relay reserve resent retreat coop unionized".split()
)
# A clear majority: so many, and so many times the others.
_ENOUGH, _TIMES = 2, 1.5
_MOST_KEPT, _MOST_PLACES = 200, 3
_ALSO_WORDS = frozenset("resume expose pique rose lame".split())


class _Side:
    """One way to spell: how often, and the first findings, which wait for the end."""

    def __init__(self) -> None:
        self.count = 0
        self.findings: list[Finding] = []


_Place = tuple[Checked, Stretch, Span]


class _Word:
    """A word with or without its hyphen: how often, and the first places."""

    def __init__(self) -> None:
        self.count = 0
        self.places: list[_Place] = []


class Judgement(Judge):
    """Spellings that a profile or the glossary settles at once; others at the end, against the draft's majority."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.expected = _EXPECTED.get(context.profile.spelling)
        self.systems = {name: _Side() for name in _NAMES}
        self.compounds: dict[str, dict[str, _Word]] = {}
        self.telling: dict[str, bool] = {}

    def segment(self, checked: Checked) -> Iterator[Finding]:
        """What is settled already; the rest is counted."""
        for stretch in checked.targets:
            if stretch.block.kind == "heading":
                continue
            yield from self._names(checked, stretch)
            hyphened = list(_hyphened(stretch))
            for start, end, key, word in hyphened:
                yield from self._compound(checked, stretch, (start, end), key, word)
            for start, end, word in stretch.words:
                telling = self.telling.get(word)
                if telling is None:
                    telling = self.telling[word] = self._tells(word)
                if telling:
                    inside = any(a <= start and end <= b for a, b, _, _ in hyphened)
                    yield from self._judged(checked, stretch, (start, end), word, inside=inside)

    def _names(self, checked: Checked, stretch: Stretch) -> Iterator[Finding]:
        """Official names in another country's spelling than the glossary's: the World Trade Organisation."""
        for mention in stretch.spoken:
            if mention.language != "en" or mention.found.islower():
                continue
            terms = [term for _, term in mention.readings if term.is_right]
            if len(terms) == 1 and _is_respelled(mention.found, terms[0].text):
                wanted = terms[0].text
                said = f"the glossary writes {wanted!r}"
                yield self._finding(checked, stretch, (mention.start, mention.end), wanted, said)

    def _tells(self, word: str) -> bool:
        """Whether a word says anything of its writer's spelling; most never do, so each is asked about once."""
        lower = word.lower()
        return spelling_of(lower) is not None or lower in self._accented or _may_be_parted(word)

    def _judged(self, checked: Checked, stretch: Stretch, span: Span, word: str, *, inside: bool) -> Iterator[Finding]:
        found, accented = spelling_of(word.lower()), self._accented.get(word.lower())
        if found:
            yield from self._system(checked, stretch, span, word, found)
        if accented and not stretch.quoted(*span) and not stretch.in_title(*span):
            wanted = _cased(word, accented)
            yield self._finding(checked, stretch, span, wanted, f"the glossary writes {wanted!r}")
        if _may_be_parted(word) and not inside:
            yield from self._compound(checked, stretch, span, word, word)

    def _system(self, checked: Checked, stretch: Stretch, span: Span, word: str, found: Spelling) -> Iterator[Finding]:
        """A word of one country: counted, and told at once where a profile has decided."""
        if stretch.in_title(*span) or _is_in_name(stretch, *span):
            return
        side = self.systems[found.system]
        side.count += not stretch.quoted(*span)
        if _is_term(stretch, *span) or (self.expected and found.system in self.expected):
            return
        if self.expected or len(side.findings) < _MOST_KEPT:
            said = f"{word!r} is not {self.context.profile.spelling}"
            finding = self._finding(checked, stretch, span, _cased(word, found.other), said)
            if self.expected:
                yield finding
            else:
                side.findings.append(finding)

    def _compound(self, checked: Checked, stretch: Stretch, span: Span, key: str, word: str) -> Iterator[Finding]:
        """A word with or without a hyphen: held to the glossary's form, else remembered until the end."""
        wanted = self._glossary_compounds.get(key)
        if wanted is None:
            self._remember(key, word, (checked, stretch, span))
        elif wanted != word.lower() and not self._is_settled(stretch, *span):
            right = _cased(word, wanted)
            finding = self._finding(checked, stretch, span, right, f"the glossary writes {right!r}")
            # To leave a hyphen out is a habit of many; to put one in makes another word of it.
            yield replace(finding, severity="info") if "-" in wanted else finding

    def _remember(self, key: str, word: str, place: _Place) -> None:
        side = self.compounds.setdefault(key, {}).setdefault(word.lower(), _Word())
        side.count += 1
        if len(side.places) < _MOST_PLACES:
            side.places.append(place)

    def _is_settled(self, stretch: Stretch, start: int, end: int) -> bool:
        """Whether its spelling is not the author's to choose: a name, a title, a term as the glossary has it."""
        return stretch.in_title(start, end) or _is_in_name(stretch, start, end) or _is_term(stretch, start, end)

    def _finding(self, checked: Checked, stretch: Stretch, span: Span, wanted: str, message: str) -> Finding:
        return self.context.found(
            ID, "warning", checked, stretch, span, expected=(wanted,), message=message, fix=wanted
        )

    @cached_property
    def _accented(self) -> dict[str, str]:
        """The words of the glossary that have an accent, by what is left without it."""
        found = {}
        for concept in self.context.concepts.values():
            for term in concept.designations("en"):
                for word in term.text.split() if not term.text.isascii() else ():
                    plain = without_accents(word).lower()
                    if plain != word.lower() and plain.isascii() and plain.isalpha() and plain not in _ALSO_WORDS:
                        found[plain] = word
        return found

    @cached_property
    def _glossary_compounds(self) -> dict[str, str]:
        """The glossary's words that a hyphen may part, by their letters: anti-trust and antitrust are antitrust."""
        found: dict[str, str] = {}
        for concept in self.context.concepts.values():
            for term in concept.designations("en"):
                for word in term.text.lower().split():
                    letters = word.replace("-", "")
                    if letters.isalpha() and len(letters) > 6 and word.count("-") <= 1:
                        found.setdefault(letters, word)
        return found

    def end(self) -> Iterator[Finding]:
        """What differs from the draft's own majority."""
        if not self.expected:
            yield from self._against_majority("british", "american")
            yield from self._against_majority("s", "z")
        for forms in self.compounds.values():
            if len(forms) == 2:
                yield from self._against_habit(forms)

    def _against_majority(self, one: str, other: str) -> Iterator[Finding]:
        usual = self._usual(one, other)
        if not usual:
            return
        rare = self.systems[other if usual == one else one]
        for finding in rare.findings:
            yield replace(
                finding, message=f"{finding.found!r} in a draft that mostly spells in the {_NAMES[usual]} way"
            )

    def _usual(self, one: str, other: str) -> str:
        """The way that the draft clearly prefers; Americans write -ize, and who writes -ise is no American."""
        counts = {name: self.systems[name].count for name in (one, other)}
        if one == "british":
            counts["british"] += self.systems["s"].count
            # Who writes both colour and organize may be of Oxford.
            if counts["american"] or not counts["british"]:
                counts["american"] += self.systems["z"].count
        elif self._usual("british", "american") == "american":
            return "z"
        first, second = sorted((one, other), key=lambda name: -counts[name])
        return (
            first if counts[first] >= max(_ENOUGH, _TIMES * counts[second]) and counts[first] > counts[second] else ""
        )

    def _against_habit(self, forms: dict[str, _Word]) -> Iterator[Finding]:
        usual, rare = sorted(forms, key=lambda form: -forms[form].count)
        if forms[usual].count < max(_ENOUGH, _TIMES * forms[rare].count):
            return
        for checked, stretch, span in forms[rare].places:
            if not self._is_settled(stretch, *span):
                wanted = _cased(stretch.text[slice(*span)], usual)
                said = f"{usual!r} stands {forms[usual].count} times in this draft"
                yield self._finding(checked, stretch, span, wanted, said)


def _hyphened(stretch: Stretch) -> Iterator[tuple[int, int, str, str]]:
    """(start, end, letters, word) of the words with a hyphen that some write without."""
    for match in _COMPOUND.finditer(stretch.text) if _HYPHEN.search(stretch.text) else ():
        first, second = _HYPHEN.split(match.group().lower())
        if (first in _PREFIXES or second in _SECOND_PARTS) and first + second not in _TWO_WORDS:
            yield *match.span(), first + second, match.group()


def _is_respelled(found: str, wanted: str) -> bool:
    """Whether a name differs from the glossary's in British or American spelling and in nothing else."""
    one, other = found.split(), wanted.split()
    if len(one) != len(other) or not wanted[:1].isupper():
        return False
    differing = [(a.lower(), b.lower()) for a, b in zip(one, other, strict=True) if a != b]
    return bool(differing) and all(a != b and american(a) == american(b) for a, b in differing)


def _may_be_parted(word: str) -> bool:
    """Whether some write the word with a hyphen."""
    return len(word) > 6 and word.islower() and (word.startswith(_PREFIXES) or word.endswith(_SECOND_PARTS))


def _cased(word: str, wanted: str) -> str:
    """Another spelling in the capitals of the word found."""
    if word.isupper() and len(word) > 1:
        return wanted.upper()
    return wanted[:1].upper() + wanted[1:] if word[:1].isupper() else wanted


def _is_term(stretch: Stretch, start: int, end: int) -> bool:
    """Whether it stands in a term that is spelled as the glossary has it."""
    for mention in stretch.mentions:
        if mention.start <= start and end <= mention.end:
            wording = mention.found.casefold()
            return any(term.text.casefold() in wording for _, term in mention.readings)
    return False


def _is_in_name(stretch: Stretch, start: int, end: int) -> bool:
    """Whether it is capitalised as a part of a name: the Ministry of Defence, Labour Party."""
    return stretch.text[start].isupper() and in_name(stretch.text, start, end)
