"""`missing-term`: the source has a concept and the draft has none of its forms there.

Severity: error where the wording that stands for it is located, else warning; quiet where the alignment is unsure.
Direction: both. Source: needed. On by default.

Fails: 經濟脅迫 rendered as "economic bullying"; a concept of the source that the paragraph leaves out; "export curbs"
beside a right "export controls" where the source says the concept twice.
Passes: any full, short or acronym form and every `match:`; the words of a form spread over a phrase ("export and
investment controls", "controls on exports", 軟硬體 for 軟體, 供應鏈的韌性); a concept said before and referred to since
(it, these controls, 該措施).
What to do: write the expected form; add the draft's wording to the entry if it is right too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from zhengming.checking.beside import may_hold_a_rival
from zhengming.checking.context import Checked, Context, Judge
from zhengming.checking.locate import SURE, locate_rival
from zhengming.checking.parts import in_whole, parts
from zhengming.checking.referred import names_head, refers_back
from zhengming.checking.rival import Rival
from zhengming.checking.satisfied import said_somehow
from zhengming.language.english import number_forms
from zhengming.language.keys import english_keys
from zhengming.language.scripts import fold
from zhengming.model import Concept, Finding
from zhengming.words.lexicon import english_count

ID = "missing-term"
# A name is said once and then referred to: he, the Bureau, the report.
_SAID_ONCE = ("person", "organization", "document")
# A concept named this many segments ago may be referred to.
_RECENT = 2
# So often more than it is rendered a concept may be missed, then the draft has its own way with it.
_MOST_MISSED = 2
# A word that explains so many Chinese ones is general; a source paragraph of so many Han characters is long.
_GENERAL, _LONG, _HAN_PER_LETTER = 12, 100, 0.3
# Chinese leaves a single English word out, or varies it, more freely.
_GENERAL_IN_CHINESE = 3
# Beside as many right renderings as the source has mentions.
_SURE_BESIDE = 0.5
# The list, the Ministry: only a name that has much of the right one is a wrong one.
_SURE_OF_NAME = 0.6


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A finding that stands unless the next segment renders the concept more often than its own source says it."""

    concept: str
    finding: Finding


class Judgement(Judge):
    """One finding a concept and segment."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        # In which segment, counted from the beginning, the draft last said each concept.
        self.said: dict[str, int] = {}
        # In how many segments that asked for it a concept was rendered, and in how many nothing stood for it.
        self.rendered: Counter[str] = Counter()
        self.missed: Counter[str] = Counter()
        self.of: Checked | None = None
        self.cut: list[Checked] = []
        self.number = 0
        self.spare: frozenset[str] = frozenset()
        self.waiting: list[_Waiting] = []

    def segment(self, checked: Checked) -> Iterator[Finding]:
        """The concepts of the source that this segment lacks."""
        self.number += 1
        asked, right = _counts(checked)
        spare = frozenset(c for c, count in right.items() if count > asked.get(c, 0))
        yield from (w.finding for w in self.waiting if w.concept not in spare)
        self.waiting = []
        if checked.sure:
            for identity in _asked_for(checked):
                if identity in checked.concepts:
                    self.rendered[identity] += 1
                    yield from self._beside(checked, identity, asked[identity] - right[identity])
                else:
                    yield from self._missing(checked, identity)
        self.spare = spare
        for identity in checked.concepts:
            self.said[identity] = self.number

    def end(self) -> Iterator[Finding]:
        """What waited for a segment that did not come."""
        yield from (w.finding for w in self.waiting)

    def _missing(self, checked: Checked, identity: str) -> Iterator[Finding]:
        concept = self.context.concepts[identity]
        if self._is_meant_otherwise(checked, identity) or said_somehow(self.context, checked, concept):
            return
        said = identity in self.said
        found = self._located(checked, concept, said=said)
        if found and said and concept.kind in _SAID_ONCE and found.score < _SURE_OF_NAME:
            return
        if found and self._is_varied(checked, concept, found):
            return
        if found is None and not self._is_unexplained(checked, concept):
            return
        if found is None and said:
            # Nothing refers back, so that less evidence will do to say where the fault is.
            found = self._located(checked, concept)
        finding = self._finding(checked, concept, found)
        if found or self._is_exact():
            yield finding
        else:
            self.waiting.append(_Waiting(identity, finding))

    def _is_unexplained(self, checked: Checked, concept: Concept) -> bool:
        """Whether neither a reference nor the freedom of a translation tells why nothing stands for a concept."""
        if concept.id in self.spare or self._is_referred_to(checked, concept):
            return False
        return self._is_likely(checked, concept)

    def _located(
        self, checked: Checked, concept: Concept, *, strict: bool = False, said: bool = False, lacking: bool = False
    ) -> Rival | None:
        """The rival in the sentences that ask for a concept more often than they say it, else in the whole segment."""
        for part in self._parts(checked):
            asked, right = _counts(part)
            if part is not checked and asked[concept.id] - right[concept.id] > 0:
                rival = locate_rival(self.context, part, concept, strict=strict, said=said, lacking=lacking)
                if rival:
                    stretch, span = in_whole(checked, rival.stretch, rival.span)
                    return replace(rival, stretch=stretch, span=span)
        return locate_rival(self.context, checked, concept, strict=strict, said=said, lacking=lacking)

    def _parts(self, checked: Checked) -> list[Checked]:
        """The sentences of a segment; worked out once."""
        if self.of is not checked:
            self.of, self.cut = checked, parts(self.context, checked)
        return self.cut

    def _is_likely(self, checked: Checked, concept: Concept) -> bool:
        """Whether that nothing stands for a concept is a fault, and not the freedom of a translation.

        Not where the draft mostly has its own way with the concept, and not where one general word (right, meeting)
        is lacking in a long paragraph, in Chinese even a word that is fairly so.
        """
        self.missed[concept.id] += 1
        if self.missed[concept.id] > self.rendered[concept.id] + _MOST_MISSED:
            return False
        least = _GENERAL if self.context.language == "en" else _GENERAL_IN_CHINESE
        return not (_is_general(concept, least) and self._is_long(checked))

    def _is_long(self, checked: Checked) -> bool:
        size = sum(len(s.text) * (1 if self.context.language == "en" else _HAN_PER_LETTER) for s in checked.sources)
        return size >= _LONG

    def _is_varied(self, checked: Checked, concept: Concept, rival: Rival) -> bool:
        """Whether a general word of a long paragraph is said in a Chinese one of its own: 見面 for meeting."""
        if self.context.language == "en" or not _is_general(concept, _GENERAL) or not self._is_long(checked):
            return False
        wording = fold(rival.stretch.text[slice(*rival.span)])
        return all(set(wording).isdisjoint(fold(form)) for form in self.context.expected(concept))

    def _is_exact(self) -> bool:
        """Whether the file itself says which source each segment translates."""
        return self.context.source is self.context.draft

    def _is_meant_otherwise(self, checked: Checked, identity: str) -> bool:
        """Whether the wording of the source has another reading, and the draft says that one."""
        return any(identity in m.concepts and checked.concepts & set(m.concepts) for _, m in checked.source_mentions)

    def _is_referred_to(self, checked: Checked, concept: Concept) -> bool:
        """Whether the draft has named the concept and now only points at it."""
        last = self.said.get(concept.id)
        if last is None:
            return False
        if concept.kind in _SAID_ONCE or names_head(self.context, checked, concept):
            return True
        return self.number - last <= _RECENT and refers_back(self.context, checked, concept)

    def _beside(self, checked: Checked, identity: str, lacking: int) -> Iterator[Finding]:
        """A wrong rendering beside a right one, where nothing else in the source explains it."""
        concept = self.context.concepts[identity]
        if concept.kind in _SAID_ONCE:
            return
        unsaid = lacking > _wrong(checked, identity)
        if unsaid or may_hold_a_rival(self.context, checked, concept):
            rival = self._located(checked, concept, strict=True)
            if rival is None and unsaid:
                rival = self._located(checked, concept, strict=True, lacking=True)
            if rival and (rival.telling or lacking > 0 or rival.score >= _SURE_BESIDE):
                yield self._finding(checked, concept, rival)
                return
        if lacking > 0:
            yield from self._lacking_parts(checked, concept)

    def _lacking_parts(self, checked: Checked, concept: Concept) -> Iterator[Finding]:
        """The sentences of a segment that say a concept in the source, and neither name it nor refer to it."""
        found = self._parts(checked)
        counts = [_counts(part) for part in found]
        for n, part in enumerate(found):
            lacks = [asked[concept.id] - right[concept.id] for asked, right in counts[max(n - 1, 0) : n + 2]]
            if len(found) < 2 or counts[n][1][concept.id] or lacks[n > 0] <= 0 or min(lacks) < 0:
                continue
            if said_somehow(self.context, part, concept) or refers_back(self.context, part, concept):
                continue
            rival = locate_rival(self.context, part, concept, said=True)
            if rival:
                stretch, span = in_whole(checked, rival.stretch, rival.span)
                yield self._finding(checked, concept, replace(rival, stretch=stretch, span=span))
            elif self._is_likely(part, concept):
                yield self._finding(part, concept, None)

    def _finding(self, checked: Checked, concept: Concept, rival: Rival | None) -> Finding:
        expected = self.context.expected(concept)
        said = self.context.in_source(checked, concept.id)
        message = f"{said.found if said else concept.id} is {' or '.join(expected[:3])} in the glossary"
        message += "; this probably stands for it" if rival else "; nothing in this paragraph stands for it"
        return self.context.found(
            ID,
            "error" if rival and rival.score >= SURE else "warning",
            checked,
            rival.stretch if rival else None,
            rival.span if rival else None,
            expected=expected,
            concept=concept.id,
            message=message,
            said=said,
        )


def _is_general(concept: Concept, least: int) -> bool:
    """Whether each English form is one word that explains so many Chinese ones."""
    forms = [t.text for t in concept.designations("en") if t.type == "full"]
    return all(" " not in form and english_count(form.lower()) >= least for form in forms)


def _wrong(checked: Checked, identity: str) -> int:
    """How often the draft says a concept in a form to avoid."""
    found = (t for s in checked.targets for m in s.mentions for c, t in m.readings if c == identity)
    return sum(not term.is_right for term in found)


def _counts(checked: Checked) -> tuple[Counter[str], Counter[str]]:
    """How often the source says each concept, and how often the draft says it rightly."""
    asked = Counter(c for _, m in checked.source_mentions for c in m.concepts)
    right = Counter(c for s in checked.targets for m in s.mentions for c in {c for c, t in m.readings if t.is_right})
    return asked, right


def _asked_for(checked: Checked) -> list[str]:
    """The concepts that the source certainly has, in order: one reading, and said by a term itself.

    製裁 in a source is sanctions, but penalties may be fines, and the verb `sense` (a `match:`) is not always sensing.
    """
    certain = [(m, *m.readings[0]) for _, m in checked.source_mentions if len(m.concepts) == 1]
    said = [c for m, c, term in certain if term.language != "en" or (term.is_right and _says(m.found, term.text))]
    return list(dict.fromkeys(said))


def _says(found: str, wording: str) -> bool:
    """Whether the words found are the wording up to number and hyphens."""
    if found == wording:
        return True
    keys = english_keys(wording)
    return any(len(a) == len(b) and all(map(_is_number_of, a, b)) for a in english_keys(found) for b in keys)


def _is_number_of(found: str, word: str) -> bool:
    """Controls of control, and not controlled: a trusted friend is no trust."""
    return found in number_forms(word)
