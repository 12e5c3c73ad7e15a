"""What a checker of prose is told: each form to avoid as a pattern, with what to write instead.

A checker knows no glossary, only patterns. So a form that is right elsewhere is no rule, neither is one under a
condition, and a pattern does not match within a longer wording that is right: 智慧 is not reported in 人工智慧.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from zhengming.exchange.options import Options
from zhengming.exchange.report import OMITTED, Loss, unheld
from zhengming.exchange.resolved import avoided, right
from zhengming.model import Concept, Glossary, Term
from zhengming.tags import ENGLISH

HELD = frozenset({"deprecated term", "exact case", "note on a term", "condition"})
_BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\\s]+")
_PLAIN = re.compile("[ -/:-@\\[-`{-~]+")
# Letters and digits that make a word with those beside them; Chinese stands beside them without a blank.
_LATIN = "0-9A-Za-z_À-ɏ"
_IS_LATIN = re.compile(f"[{_LATIN}]")


@dataclass(frozen=True, slots=True)
class Avoid:
    """A form to avoid: its pattern, what to write instead (perhaps nothing), and the note that says why.

    The pattern is of the kind that JavaScript and .NET share, without groups of its own; `exact` asks for the case.
    """

    concept: str
    text: str
    pattern: str
    instead: tuple[str, ...]
    exact: bool
    note: str


def languages(options: Options) -> tuple[str, ...]:
    """The languages a draft may be in: what is translated into, where a direction is named."""
    into = {"": (ENGLISH, *options.regions), "zh-en": (ENGLISH,), "en-zh": options.regions}
    return into[options.direction]


def rules(glossary: Glossary, options: Options) -> tuple[dict[str, list[Avoid]], list[Loss]]:
    """The rules of each language, and the losses; an entry without anything to avoid has no rule."""
    losses: list[Loss] = []
    found = {tag: list(_rules(glossary, tag, losses)) for tag in languages(options)}
    with_rules = {rule.concept for listed in found.values() for rule in listed}
    for concept in glossary.concepts:
        if concept.id in with_rules:
            losses += unheld(concept, HELD)
            losses += (Loss(concept.id, OMITTED, "note on a term") for t in concept.terms if t.is_right and t.note)
        else:
            losses.append(Loss(concept.id, "left out for having nothing to avoid", "entry"))
    return found, losses


def _rules(glossary: Glossary, tag: str, losses: list[Loss]) -> Iterator[Avoid]:
    good = {one_line(t.text) for concept in glossary.concepts for t in right(concept, tag)}
    wrong = [(c, t, one_line(t.text)) for c in glossary.concepts for t in avoided(c, tag)]
    folded = {text.casefold() for text in good}
    within = _within(good, {text for _, _, text in wrong})
    taken: set[str] = set()
    for concept, term, text in wrong:
        reason = _no_rule(concept, term, text, good, taken)
        if reason:
            losses.append(Loss(concept.id, reason, "deprecated term"))
            continue
        exact = term.exact_case or term.type == "acronym" or text.casefold() in folded
        taken.add(text if exact else text.casefold())
        instead = tuple(filter(None, (one_line(t.text) for t in right(concept, tag))))
        yield Avoid(concept.id, text, _pattern(text, within[text]), instead, exact, one_line(term.note))


def _no_rule(concept: Concept, term: Term, text: str, good: set[str], taken: set[str]) -> str:
    if not text:
        return "dropped for being blank"
    if concept.near or concept.not_near or term.near or term.not_near:
        return "dropped for its condition"
    if text in good:
        return "dropped for being right elsewhere"
    return "dropped for being avoided twice" if {text, text.casefold()} & taken else ""


def one_line(text: str) -> str:
    """The text without line ends and other signs that no line of prose holds; one blank between words."""
    return _BREAKS.sub(" ", text).strip()


def _within(good: Iterable[str], wrong: set[str]) -> dict[str, list[tuple[str, str]]]:
    """For each wrong wording what stands before and after it in those that are right."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    lengths = sorted({len(text) for text in wrong})
    for text in sorted(good):
        for length in lengths:
            for at in range(len(text) - length + 1):
                piece = text[at : at + length]
                if piece in wrong:
                    found[piece].append((text[:at], text[at + length :]))
    return found


def _pattern(text: str, within: list[tuple[str, str]]) -> str:
    body = escaped(text)
    before = f"(?<![{_LATIN}])" if _IS_LATIN.match(text[0]) else ""
    after = f"(?![{_LATIN}])" if _IS_LATIN.match(text[-1]) else ""
    guards = (
        f"(?<!{escaped(left)}(?={body}{escaped(rest)}))" if left else f"(?!{body}{escaped(rest)})"
        for left, rest in within
    )
    return f"{before}{''.join(guards)}{body}{after}"


def escaped(text: str) -> str:
    r"""The text as a pattern: a sign of ASCII is `\x` and its code, a blank any blanks, nothing an operator."""
    return _PLAIN.sub(lambda found: "".join("\\s+" if c == " " else f"\\x{ord(c):02x}" for c in found.group()), text)
