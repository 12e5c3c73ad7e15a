"""`inconsistent-term`: one concept in several renderings.

Severity: info where the other rendering is an admitted synonym, warning where it is another region's form. Direction:
both. Source: not needed. On by default.

Fails: 人工智慧 and 人工智能 in one draft; "European Commission" here and "EU Commission" there.
Passes: full form, short form and acronym of one concept; inflections; quotations and titles.
What to do: choose one; set a region if the draft is for one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from zhengming.checking.context import Checked, Context, Stretch
from zhengming.language.scripts import simplify
from zhengming.model import Finding, Mention, Term

ID = "inconsistent-term"
_ONE_RENDERING = ("short", "acronym", "variant")

_Use = tuple[Checked, Stretch, Mention]


def check(context: Context) -> Iterator[Finding]:
    """One finding for every occurrence of a rendering that is not the draft's usual one."""
    for identity, uses in _uses(context).items():
        counts = Counter(rendering for rendering, _ in uses)
        if len(counts) < 2:
            continue
        usual = _usual(context, identity, counts)
        for rendering, use in uses:
            if rendering != usual:
                yield _finding(context, identity, use, usual, [u for r, u in uses if r == usual])


def _usual(context: Context, identity: str, counts: Counter[str]) -> str:
    """What the draft mostly writes; for a region the most frequent of the forms that are right there."""
    concept = context.concepts[identity]
    right = {r: counts[r] for r in context.expected(concept) if r in counts} if context.region else {}
    preferred = concept.preferred(context.tag)
    return max(right or counts, key=lambda r: (counts[r], r == preferred))


def _uses(context: Context) -> dict[str, list[tuple[str, _Use]]]:
    """The renderings of each concept, in order; ambiguous and quoted ones left out."""
    uses: dict[str, list[tuple[str, _Use]]] = {}
    for checked, stretch, mention in context.mentions():
        right = [(c, t) for c, t in mention.readings if t.is_right]
        if len({c for c, _ in right}) != 1 or stretch.quoted(mention.start, mention.end):
            continue
        concept, term = right[0]
        rendering = _rendering(term, mention)
        if rendering:
            uses.setdefault(concept, []).append((rendering, (checked, stretch, mention)))
    return uses


def _rendering(term: Term, mention: Mention) -> str:
    """What counts as one rendering; empty for forms that go with any."""
    if term.type in _ONE_RENDERING:
        return ""
    return term.text if term.language == "en" else mention.found.replace(" ", "")


def _finding(context: Context, identity: str, use: _Use, usual: str, others: list[_Use]) -> Finding:
    checked, stretch, mention = use
    admitted = mention.language == "en" or _same_region(context, identity, mention.found, usual)
    return context.found(
        ID,
        "info" if admitted else "warning",
        stretch,
        checked,
        (mention.start, mention.end),
        expected=(usual,),
        concept=identity,
        message=f"{usual!r} stands for the same concept {_times(len(others))} in this draft",
        related=context.related([(s, m) for _, s, m in others]),
    )


def _same_region(context: Context, identity: str, one: str, other: str) -> bool:
    """Whether some region has both forms as its own, so that they are synonyms and not two regions' words."""
    terms = [t for t in context.concepts[identity].terms if t.is_right and t.language != "en"]
    tags = [{t.language for t in terms if simplify(t.text) == simplify(form)} for form in (one, other)]
    return bool(tags[0] & tags[1])


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
