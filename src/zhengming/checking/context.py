"""What a rule may look at: the segments of a draft with the mentions on both sides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from zhengming.language.scripts import HAN
from zhengming.model import (
    Block,
    Concept,
    Document,
    Finding,
    Mention,
    Related,
    Segment,
    Term,
)
from zhengming.tags import REGIONS_OF_SCRIPT

Severity = Literal["error", "warning", "info"]
_QUOTATION = re.compile(r"「([^「」]*)」|『([^『』]*)』|“([^“”]*)”|\"([^\"]*)\"")
_TITLE = re.compile(r"《[^《》]*》|〈[^〈〉]*〉")
_CLAUSE_SIGN = re.compile(r"[，。；：！？,;:!?]|[.](?=\s|$)")
_LONGEST_TERM_IN_MARKS = {"zh": 8, "en": 4}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A block of the draft with its mentions, and the stretches of it that are quotations or titles."""

    block: Block
    mentions: tuple[Mention, ...]
    quotations: tuple[tuple[int, int], ...]
    titles: tuple[tuple[int, int], ...]

    def quoted(self, start: int, end: int) -> bool:
        """Whether it is somebody's wording, which wins over ours."""
        return any(a <= start and end <= b for a, b in self.quotations)

    def in_title(self, mention: Mention) -> bool:
        """Whether it is a part of a title, which is one opaque unit; the whole title is not."""
        return any(
            a <= mention.start and mention.end <= b and (mention.start - a > 1 or b - mention.end > 1)
            for a, b in self.titles
        )


@dataclass(frozen=True, slots=True)
class Checked:
    """A segment with the mentions of both sides."""

    segment: Segment
    stretches: tuple[Stretch, ...]
    sources: tuple[tuple[Block, Mention], ...]

    @property
    def source_concepts(self) -> frozenset[str]:
        """Every concept that may stand in the source of this segment."""
        return frozenset(c for _, mention in self.sources for c in mention.concepts)


@dataclass(frozen=True, slots=True)
class Context:
    """A draft ready to be judged. `language` is the draft's (`en` or `zh`), `tag` the forms it is held to."""

    draft: Document
    source: Document | None
    concepts: dict[str, Concept]
    segments: tuple[Checked, ...]
    language: str
    tag: str
    region: str | None

    def mentions(self) -> Iterator[tuple[Checked, Stretch, Mention]]:
        """Every mention in the draft's own language, in order, those inside titles left out."""
        for checked in self.segments:
            for stretch in checked.stretches:
                for mention in stretch.mentions:
                    if mention.language == self.language and not stretch.in_title(mention):
                        yield checked, stretch, mention

    def expected(self, concept: Concept) -> tuple[str, ...]:
        """The wordings the draft may use for a concept, preferred first."""
        return tuple(dict.fromkeys(t.text for t in self.right_terms(concept)))

    def right_terms(self, concept: Concept) -> tuple[Term, ...]:
        """The preferred and admitted terms in the draft's language; without a region, of all regions of its script."""
        if self.language == "en" or self.region:
            return concept.designations(self.tag)
        tags = {self.tag, *REGIONS_OF_SCRIPT.get(self.tag, ())}
        own = concept.designations(self.tag)
        return own + tuple(t for t in concept.terms if t.is_right and t.language in tags and t not in own)

    def found(
        self,
        rule: str,
        severity: Severity,
        stretch: Stretch,
        checked: Checked,
        span: tuple[int, int] | None,
        *,
        expected: tuple[str, ...],
        concept: str,
        message: str,
        related: tuple[Related, ...] = (),
    ) -> Finding:
        """A finding at a span of a stretch, or over the whole segment where something is missing.

        It says where the concept stands in the source, and is for information only inside a quotation.
        """
        block = stretch.block
        first, last = checked.stretches[0].block, checked.stretches[-1].block
        start = block.offset(span[0]) if span else first.offset(0)
        end = block.end_offset(span[1]) if span else last.end_offset(len(last.text))
        line, column = self.draft.place(start)
        end_line, end_column = self.draft.place(end)
        said = self.in_source(checked, concept)
        return Finding(
            rule=rule,
            severity="info" if span and stretch.quoted(*span) else severity,
            path=self.draft.path,
            line=line,
            column=column,
            end_line=end_line,
            end_column=end_column,
            segment=str(checked.segment.number),
            found=" ".join(block.text[slice(*span)].split()) if span else None,
            expected=expected,
            concept=concept,
            message=message,
            source_term=said.found if said else None,
            source_path=said.path if said else None,
            source_line=said.line if said else None,
            source_column=said.column if said else None,
            related=related,
        )

    def in_source(self, checked: Checked, concept: str) -> Related | None:
        """Where the concept stands in the source of a segment."""
        places = ((block, mention) for block, mention in checked.sources if concept in mention.concepts)
        return next((_place(self.source, block, mention) for block, mention in places if self.source), None)

    def related(self, places: list[tuple[Stretch, Mention]]) -> tuple[Related, ...]:
        """Other places of the draft, at most five."""
        return tuple(_place(self.draft, stretch.block, mention) for stretch, mention in places[:5])


def _place(document: Document, block: Block, mention: Mention) -> Related:
    line, column = document.place(block.offset(mention.start))
    return Related(document.path, line, column, mention.found)


def stretch_of(block: Block, mentions: tuple[Mention, ...]) -> Stretch:
    """Tell the quotations and titles of a block from terms that merely stand in marks."""
    quotations, titles = [], [m.span() for m in _TITLE.finditer(block.text)]
    for match in _QUOTATION.finditer(block.text):
        inside = next(g for g in match.groups() if g is not None)
        if _is_title(inside):
            titles.append(match.span())
        elif not _is_term(inside):
            quotations.append(match.span())
    titles += [(m.start, m.end) for m in block.marks if m.kind == "emphasis" and _is_title(block.text[m.start : m.end])]
    return Stretch(block, mentions, tuple(quotations), tuple(titles))


def _is_title(text: str) -> bool:
    """Three words or more in title case."""
    words = [w for w in text.split() if len(w) > 3]
    return len(text.split()) >= 3 and bool(words) and all(w[0].isupper() or not w[0].isalpha() for w in words)


def _is_term(inside: str) -> bool:
    """At most 8 Han characters or 4 English words without a clause sign (design, section 6)."""
    han = len(re.findall(f"[{HAN}]", inside))
    if _CLAUSE_SIGN.search(inside.rstrip(",.;:，。")):
        return False
    return han <= _LONGEST_TERM_IN_MARKS["zh"] if han else len(inside.split()) <= _LONGEST_TERM_IN_MARKS["en"]
