"""`first-mention`: house style where a term, an acronym or a person is first named.

Severity: warning. Direction: both. Source: not needed. Off by default: it is a matter of the house; turn it on under
`[rules]` and give the patterns under `[first-mention]` (`term`, `acronym`, `person`, `restart`, `exempt`).

Fails, with `acronym = "{full} ({acronym})"`: "The WTO met." where no "World Trade Organization (WTO)" stands before;
with `term = "{term}（{source}）"`: 供應鏈 first named without （supply chain）.
Passes: later mentions until the next heading (`restart = "section"`) or the end; headings, quotations and titles; the
concepts listed in `exempt`; parentheses of either width.
What to do: write the form that the house asks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zhengming.checking.context import Checked, Context, Judge
from zhengming.checking.stretch import Stretch
from zhengming.model import Concept, Finding, Mention

ID = "first-mention"
_PLACE = re.compile(r"\{(term|source|full|acronym)\}")
_OWN = ("term", "full", "acronym")


class Judgement(Judge):
    """One finding for each concept (and each acronym) that is first named otherwise."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.style = context.profile.first_mention
        self.named: set[tuple[str, bool]] = set()

    def segment(self, checked: Checked) -> Iterator[Finding]:
        """The first mentions of this segment."""
        for stretch in checked.targets:
            if stretch.block.kind == "heading":
                if self.style.restart == "section":
                    self.named.clear()
                continue
            for mention in stretch.spoken:
                if mention.language == self.context.language and not stretch.quoted(mention.start, mention.end):
                    yield from self._named(checked, stretch, mention)

    def _named(self, checked: Checked, stretch: Stretch, mention: Mention) -> Iterator[Finding]:
        readings = [(c, t) for c, t in mention.readings if c not in self.style.exempt]
        if len({c for c, _ in readings}) != 1:
            return
        concept = self.context.concepts[readings[0][0]]
        is_acronym = all(t.type == "acronym" for _, t in readings) and _has_full(concept, self.context.language)
        key = (concept.id, is_acronym)
        if key in self.named:
            return
        self.named.add(key)
        pattern = self._pattern(concept, is_acronym)
        if pattern and not self._is_kept(pattern, concept, stretch, mention):
            wanted = self._wanted(pattern, concept, mention)
            yield self.context.found(
                ID,
                "warning",
                checked,
                stretch,
                (mention.start, mention.end),
                expected=(wanted,),
                concept=concept.id,
                message=f"named for the first time; the house writes {wanted}",
            )

    def _pattern(self, concept: Concept, is_acronym: bool) -> str:
        if is_acronym:
            return self.style.acronym
        return self.style.person if concept.kind == "person" else self.style.term

    def _is_kept(self, pattern: str, concept: Concept, stretch: Stretch, mention: Mention) -> bool:
        """Whether the text around the mention is what the pattern says, whichever of its places the mention is."""
        expression = "".join(self._part(part, concept, mention) for part in re.split(r"(\{\w+\})", pattern))
        around = stretch.text[max(0, mention.start - 200) : mention.end + 200]
        at = mention.start - max(0, mention.start - 200)
        found = re.finditer(expression, around, re.IGNORECASE)
        return any(m.start() <= at and at + len(mention.found) <= m.end() for m in found)

    def _part(self, part: str, concept: Concept, mention: Mention) -> str:
        place = _PLACE.fullmatch(part)
        if not place:
            return _loose(part)
        forms = _forms(concept, place[1], self.context.language)
        if place[1] in _OWN:
            forms = (*forms, mention.found)
        # An inflection may follow an English form: supply chains (…).
        ending = "(?:s|es)?" if place[1] in _OWN and self.context.language == "en" else ""
        return f"(?:{'|'.join(re.escape(form) for form in sorted(forms, key=len, reverse=True))}){ending}"

    def _wanted(self, pattern: str, concept: Concept, mention: Mention) -> str:
        """The pattern with the preferred forms in its places."""

        def filled(place: re.Match[str]) -> str:
            forms = _forms(concept, place[1], self.context.language)
            own = mention.found if place[1] in ("term", "acronym") else ""
            return own or (forms[0] if forms else place[0])

        return _PLACE.sub(filled, pattern)


def _loose(literal: str) -> str:
    """Parentheses and spaces as either language types them."""
    out = ""
    for sign in literal:
        if sign in "(（":
            out += r"\s*[(（]\s*"
        elif sign in ")）":
            out += r"\s*[)）]"
        elif sign.isspace():
            out += r"\s*"
        else:
            out += re.escape(sign)
    return out


def _forms(concept: Concept, place: str, language: str) -> Sequence[str]:
    """The forms that may stand in a place of the pattern, the preferred first."""
    if place == "source":
        terms = [t for t in concept.terms if t.is_right and (t.language == "en") != (language == "en")]
    else:
        kinds = ("acronym",) if place == "acronym" else ("full", "variant") if place == "full" else ()
        own = [t for t in concept.terms if t.is_right and (t.language == "en") == (language == "en")]
        terms = [t for t in own if not kinds or t.type in kinds] or own
    return tuple(dict.fromkeys(t.text for t in sorted(terms, key=lambda t: t.status != "preferred")))


def _has_full(concept: Concept, language: str) -> bool:
    own = [t for t in concept.terms if t.is_right and (t.language == "en") == (language == "en")]
    return any(t.type == "full" for t in own)
