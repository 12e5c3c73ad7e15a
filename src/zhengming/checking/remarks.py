"""What a run says of itself as a whole: silence must not look like a clean draft where a rule could find nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zhengming.checking.context import Context
from zhengming.checking.rules import RULES, Rule
from zhengming.language.keys import chinese_key, english_keys
from zhengming.model import Term

_NAMES = {"en": "English", "zh": "Chinese"}
_NEEDING_TERMS = ("deprecated-term", "missing-term", "wrong-case")
_MOST_TOLD = 3


def remarks(context: Context, chosen: Sequence[Rule], named: Sequence[str] | None) -> tuple[str, ...]:
    """Sentences on rules that were asked for by name and cannot fire here, and on a glossary that decides nothing."""
    return (*_idle_rules(context, chosen, named or ()), *_idle_glossary(context, chosen))


def _idle_rules(context: Context, chosen: Sequence[Rule], named: Sequence[str]) -> Iterator[str]:
    running = {rule.id for rule in chosen}
    for rule in (RULES[name] for name in named):
        if context.language not in rule.languages:
            yield f"{rule.id} is for {_NAMES[rule.languages[0]]} drafts; this one is {_NAMES[context.language]}"
        elif rule.id not in running:
            yield f"{rule.id} needs the source (--source)"
        elif rule.on == "region" and not context.region:
            yield f"{rule.id} needs a region (--region)"


def _idle_glossary(context: Context, chosen: Sequence[Rule]) -> Iterator[str]:
    asked = [rule.id for rule in chosen if rule.id in _NEEDING_TERMS]
    if asked and not context.concepts:
        yield "the glossary has no concepts: only the rules that need none looked at the draft"
        return
    if "deprecated-term" in asked:
        yield from _never_wrong(context)


def _never_wrong(context: Context) -> Iterator[str]:
    """Forms to avoid that some concept has as its own: they can never be a finding without a source."""
    right = {_key(t) for c in context.concepts.values() for t in c.terms if t.is_right and _is_ours(context, t)}
    doomed = [
        (concept.id, term.text)
        for concept in context.concepts.values()
        for term in concept.deprecated()
        if _is_ours(context, term) and _key(term) in right
    ]
    for identity, wording in doomed[:_MOST_TOLD]:
        yield f"{wording!r}, to be avoided for {identity}, is right for a concept too and never found (zhengming lint)"
    if len(doomed) > _MOST_TOLD:
        yield f"{len(doomed) - _MOST_TOLD} more forms to avoid are never found (zhengming lint)"


def _is_ours(context: Context, term: Term) -> bool:
    return (term.language == "en") == (context.language == "en")


def _key(term: Term) -> str:
    """What makes two wordings one to the matcher: in Chinese, an orthographic form is told apart when read."""
    if term.language != "en":
        return term.text
    return " ".join(english_keys(term.text)[0]) if english_keys(term.text) else chinese_key(term.text)
