"""`deprecated-term`: the draft uses a form that the glossary says to avoid.

Severity: error; info inside a quotation, where the speaker's wording wins. Direction: both. Source: not needed; with
one, a form that is wrong for a concept is a finding only where the concept stands in the source, since `penalties` may
be right for 罰款. On by default.

Fails: "announced new penalties" where `sanctions` has `avoid: [penalties]` and the source says 制裁.
Mended by `--fix`: the preferred form in the same number and capitals, where that is plain.
Passes: the preferred and admitted forms, a wording that another concept has as its own, titles of works.
What to do: write the expected form, or change the entry's `avoid:`.
"""

from __future__ import annotations

from collections.abc import Iterator

from zhengming.checking.context import Checked, Judge
from zhengming.checking.replacing import replacement
from zhengming.checking.stretch import Stretch
from zhengming.model import Finding, Mention, Term

ID = "deprecated-term"


class Judgement(Judge):
    """One finding an occurrence."""

    def segment(self, checked: Checked) -> Iterator[Finding]:
        """The forms of this segment that are to be avoided."""
        for stretch, mention in self.context.mentions(checked):
            wrong = _wrong_reading(checked, mention)
            if not wrong:
                continue
            concept, term = wrong
            expected = self.context.expected(self.context.concepts[concept])
            reason = f" ({term.note})" if term.note else ""
            instead = f"; write {' or '.join(expected[:3])}" if expected else ""
            yield self.context.found(
                ID,
                "error",
                checked,
                stretch,
                (mention.start, mention.end),
                expected=expected,
                concept=concept,
                message=f"{mention.found!r} is to be avoided for this concept{reason}{instead}",
                fix=_fix(stretch, mention, term, expected),
            )


def _fix(stretch: Stretch, mention: Mention, term: Term, expected: tuple[str, ...]) -> str | None:
    """The preferred form, inflected and capitalised like the one to avoid."""
    if not expected:
        return None
    before = stretch.text[max(mention.start - 8, 0) : mention.start]
    wrong = next((w for w in (term.text, *term.match) if w.casefold() == mention.found.casefold()), term.text)
    return replacement(mention.found, wrong, expected[0], before)


def _wrong_reading(checked: Checked, mention: Mention) -> tuple[str, Term] | None:
    if any(term.is_right for _, term in mention.readings):
        return None
    if not checked.sure:
        return mention.readings[0]
    return next((r for r in mention.readings if r[0] in checked.source_concepts), None)
