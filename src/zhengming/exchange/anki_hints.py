"""What tells two concepts apart that share a wording: a chip of silicon, and one of potato."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from functools import cache
from itertools import islice

from zhengming.exchange.anki_choices import status_of
from zhengming.exchange.anki_example import places
from zhengming.exchange.anki_fields import chinese_forms, wording
from zhengming.language.scripts import fold
from zhengming.model import Concept

NO_HINTS = ("", "")
_LONGEST = 60
# A wording that more concepts share than a person would tell apart is compared with so many of them.
_MOST = 50


def hints(concepts: Sequence[Concept]) -> dict[str, tuple[str, str]]:
    """By concept id what stands beside the English and beside the Chinese wording; only where one is needed.

    One is needed where another concept could be meant: the wording shown is one of its right ones too. It is the first
    of subject, kind, definition, neighbouring words and part of speech in which the concept differs from all of them;
    else the beginning of the answer, where that differs.
    """
    english = _rivals(concepts, lambda c: (wording(c, "en"),), english=True)
    chinese = _rivals(concepts, lambda c: tuple(chinese_forms(c).values()), english=False)
    found: dict[str, tuple[str, str]] = {}
    for concept in (c for c in concepts if c.id in english or c.id in chinese):
        beside_english = _hint(concept, english.get(concept.id, ()), lambda c: chinese_forms(c)["zh-Hant"])
        beside_chinese = _hint(concept, chinese.get(concept.id, ()), lambda c: wording(c, "en"))
        if beside_english or beside_chinese:
            found[concept.id] = (beside_english, beside_chinese)
    return found


def _rivals(
    concepts: Sequence[Concept], shown: Callable[[Concept], tuple[str, ...]], *, english: bool
) -> dict[str, list[Concept]]:
    """By concept id the others of which a wording that is shown for it is a right one as well."""
    having: defaultdict[str, dict[str, Concept]] = defaultdict(dict)
    # A wording stands among the terms, and is shown in more than one place.
    folded = cache(fold)
    for concept in concepts:
        for term in concept.terms:
            if term.is_right and (term.language == "en") == english:
                having[folded(term.text)][concept.id] = concept
    found: dict[str, list[Concept]] = {}
    for concept in concepts:
        holders = [having.get(folded(form), {}).values() for form in dict.fromkeys(shown(concept))]
        others = {c.id: c for some in holders for c in islice(some, _MOST) if c is not concept}
        if others:
            found[concept.id] = list(others.values())
    return found


def _hint(concept: Concept, rivals: Collection[Concept], answer: Callable[[Concept], str]) -> str:
    if not rivals:
        return ""
    for aspect in _ASPECTS:
        own = _without_answers(aspect(concept), concept)
        if any(map(str.isalnum, own)) and all(aspect(rival) != aspect(concept) for rival in rivals):
            return own
    return _beginning(answer(concept), [answer(rival) for rival in rivals])


_ASPECTS: tuple[Callable[[Concept], str], ...] = (
    lambda c: c.subject,
    lambda c: c.kind,
    lambda c: _shortened(c.definition),
    lambda c: f"near {', '.join(c.near)}" if c.near else "",
    lambda c: c.pos,
    lambda c: "" if status_of(c) == "preferred" else status_of(c),
)


def _shortened(text: str) -> str:
    """The beginning of a long text, up to a space."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[:_LONGEST].rsplit(" ", 1)[0].rstrip(",;:. ") + " …"


def _without_answers(text: str, concept: Concept) -> str:
    """The text with every wording of the concept left out: a hint that names the answer is none."""
    wordings = {fold(term.text) for term in concept.terms if term.text}
    out, at = "", 0
    for start, end in places(fold(text), sorted(wordings, key=len, reverse=True)):
        out, at = out + text[at:start] + "…", end
    return out + text[at:]


def _beginning(own: str, others: Sequence[str]) -> str:
    """As little of an answer as tells it from the others, never all of it: 制… beside 處罰."""
    for length in range(1, len(own)):
        if all(other[:length] != own[:length] for other in others):
            return own[:length] + "…"
    return ""
