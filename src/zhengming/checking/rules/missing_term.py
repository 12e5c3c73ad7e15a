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

from zhengming.checking.context import Checked, Context
from zhengming.checking.locate import Rival, locate_rival, stands_somehow, words_stand_near
from zhengming.language.english import family
from zhengming.language.keys import english_keys
from zhengming.model import Concept, Finding

ID = "missing-term"
# A name is said once and then referred to: he, the Bureau, the report.
_SAID_ONCE = ("person", "organization", "document")


def check(context: Context) -> Iterator[Finding]:
    """One finding a concept and segment."""
    said: set[str] = set()
    for checked in context.segments:
        here = {c for s in checked.stretches for m in s.mentions for c in m.concepts}
        if checked.segment.sources and checked.segment.sure:
            for identity in _asked_for(checked):
                concept = context.concepts[identity]
                known = identity in said and concept.kind in _SAID_ONCE
                if identity not in here and not known and not _satisfied(context, checked, identity, here):
                    yield _finding(context, checked, concept)
        said |= here


def _asked_for(checked: Checked) -> list[str]:
    """The concepts that the source certainly has, in order: one reading, and said by a term itself.

    製裁 in a source is sanctions, but penalties may be fines, and the verb `sense` (a `match:`) is not always sensing.
    """
    certain = [(m, *m.readings[0]) for _, m in checked.sources if len(m.concepts) == 1]
    said = [c for m, c, term in certain if term.language != "en" or (term.is_right and _says(m.found, term.text))]
    return list(dict.fromkeys(said))


def _says(found: str, wording: str) -> bool:
    """Whether the words found are the wording up to inflection and hyphens."""
    keys = [" ".join(map(family, words)) for words in english_keys(wording)]
    return any(" ".join(map(family, words)) in keys for words in english_keys(found))


def _satisfied(context: Context, checked: Checked, identity: str, here: set[str]) -> bool:
    if any(identity in m.concepts and set(m.concepts) & here for _, m in checked.sources):
        return True
    forms = [t.text for t in context.right_terms(context.concepts[identity])]
    stands = words_stand_near if context.language == "en" else stands_somehow
    return any(stands(s.block.text, form) for s in checked.stretches for form in forms)


def _finding(context: Context, checked: Checked, concept: Concept) -> Finding:
    expected = context.expected(concept)
    rival = locate_rival(context, checked, concept)
    said = context.in_source(checked, concept.id)
    stretch, span = (rival.stretch, rival.span) if isinstance(rival, Rival) else (checked.stretches[0], None)
    message = f"{said.found if said else concept.id} is {' or '.join(expected[:3])} in the glossary"
    message += "; this probably stands for it" if span else "; nothing in this paragraph stands for it"
    return context.found(
        ID,
        "error" if span else "warning",
        stretch,
        checked,
        span,
        expected=expected,
        concept=concept.id,
        message=message,
    )
