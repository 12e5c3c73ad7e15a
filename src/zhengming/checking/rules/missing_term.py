"""`missing-term`: the source has a concept and the draft has none of its forms there.

Severity: error where a rival rendering is located, else warning; quiet where the alignment is unsure. Direction: both.
Source: needed. On by default.

Fails: 經濟脅迫 rendered as "economic bullying"; a concept of the source that the paragraph leaves out.
Passes: any full, short or acronym form and every `match:`; the words of a form spread over a phrase ("export and
investment controls"); a person or a concept said before and referred to since.
What to do: write the expected form; add the draft's wording to the entry if it is right too.
"""

from __future__ import annotations

from collections.abc import Iterator

from zhengming.checking.context import Checked, Context, Judge
from zhengming.checking.locate import locate_rival, stands_somehow, words_stand_near
from zhengming.language.english import family
from zhengming.language.keys import english_keys
from zhengming.model import Concept, Finding

ID = "missing-term"
# A name is said once and then referred to: he, the Bureau, the report.
_SAID_ONCE = ("person", "organization", "document")


class Judgement(Judge):
    """One finding a concept and segment."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.said: set[str] = set()

    def segment(self, checked: Checked) -> Iterator[Finding]:
        """The concepts of the source that this segment lacks."""
        if checked.sure:
            for identity in _asked_for(checked):
                concept = self.context.concepts[identity]
                known = identity in self.said and concept.kind in _SAID_ONCE
                if identity not in checked.concepts and not known and not self._satisfied(checked, identity):
                    yield self._finding(checked, concept)
        self.said |= checked.concepts

    def _satisfied(self, checked: Checked, identity: str) -> bool:
        if any(identity in m.concepts and checked.concepts & set(m.concepts) for _, m in checked.source_mentions):
            return True
        forms = [t.text for t in self.context.right_terms(self.context.concepts[identity])]
        stands = words_stand_near if self.context.language == "en" else stands_somehow
        return any(stands(s.text, form) for s in checked.targets for form in forms)

    def _finding(self, checked: Checked, concept: Concept) -> Finding:
        expected = self.context.expected(concept)
        rival = locate_rival(self.context, checked, concept)
        said = self.context.in_source(checked, concept.id)
        message = f"{said.found if said else concept.id} is {' or '.join(expected[:3])} in the glossary"
        message += "; this probably stands for it" if rival else "; nothing in this paragraph stands for it"
        return self.context.found(
            ID,
            "error" if rival else "warning",
            checked,
            rival.stretch if rival else None,
            rival.span if rival else None,
            expected=expected,
            concept=concept.id,
            message=message,
            said=said,
        )


def _asked_for(checked: Checked) -> list[str]:
    """The concepts that the source certainly has, in order: one reading, and said by a term itself.

    製裁 in a source is sanctions, but penalties may be fines, and the verb `sense` (a `match:`) is not always sensing.
    """
    certain = [(m, *m.readings[0]) for _, m in checked.source_mentions if len(m.concepts) == 1]
    said = [c for m, c, term in certain if term.language != "en" or (term.is_right and _says(m.found, term.text))]
    return list(dict.fromkeys(said))


def _says(found: str, wording: str) -> bool:
    """Whether the words found are the wording up to inflection and hyphens."""
    keys = [" ".join(map(family, words)) for words in english_keys(wording)]
    return any(" ".join(map(family, words)) in keys for words in english_keys(found))
