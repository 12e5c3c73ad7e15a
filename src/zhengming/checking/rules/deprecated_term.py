"""`deprecated-term`: the draft uses a form that the glossary says to avoid.

Severity: error; info inside a quotation, where the speaker's wording wins. Direction: both. Source: not needed; with
one, a form that is wrong for a concept is a finding only where the concept stands in the source, since `penalties` may
be right for 罰款. On by default.

Fails: "announced new penalties" where `sanctions` has `avoid: [penalties]` and the source says 制裁.
Passes: the preferred and admitted forms, a wording that another concept has as its own, titles of works.
What to do: write the expected form, or change the entry's `avoid:`.
"""

from __future__ import annotations

from collections.abc import Iterator

from zhengming.checking.context import Checked, Context
from zhengming.model import Finding, Mention, Term

ID = "deprecated-term"


def check(context: Context) -> Iterator[Finding]:
    """One finding an occurrence."""
    for checked, stretch, mention in context.mentions():
        wrong = _wrong_reading(context, checked, mention)
        if not wrong:
            continue
        concept, term = wrong
        expected = context.expected(context.concepts[concept])
        reason = f" ({term.note})" if term.note else ""
        yield context.found(
            ID,
            "error",
            stretch,
            checked,
            (mention.start, mention.end),
            expected=expected,
            concept=concept,
            message=f"{mention.found!r} is to be avoided for this concept{reason}; write {' or '.join(expected[:3])}",
        )


def _wrong_reading(context: Context, checked: Checked, mention: Mention) -> tuple[str, Term] | None:
    if any(term.is_right for _, term in mention.readings):
        return None
    if not checked.segment.sources or not checked.segment.sure:
        return mention.readings[0]
    return next((r for r in mention.readings if r[0] in checked.source_concepts), None)
