"""What a rule may look at: one segment of a draft at a time, and what is known of the draft as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from zhengming.checking.stretch import Find, Stretch
from zhengming.model import (
    Block,
    Concept,
    Document,
    Edit,
    Finding,
    Mention,
    Profile,
    Related,
    Segment,
    Severity,
    Term,
)
from zhengming.tags import REGIONS_OF_SCRIPT

# More places of one wording than this no reader goes to.
MOST_PLACES = 5


class Checked:
    """A segment with both sides as stretches."""

    def __init__(self, segment: Segment, find: Find) -> None:
        self.segment = segment
        self.targets = tuple(Stretch(block, find) for block in segment.targets)
        self.sources = tuple(Stretch(block, find) for block in segment.sources)
        self.sure = segment.sure and bool(segment.sources)
        # What rules work out of a stretch and want again for the next concept.
        self.kept: dict[Stretch, frozenset[str]] = {}

    @property
    def is_note(self) -> bool:
        """Whether the draft's side is a note or a bibliography: names and titles, no running prose."""
        return bool(self.targets) and self.targets[0].is_note

    @cached_property
    def source_mentions(self) -> tuple[tuple[Stretch, Mention], ...]:
        """The mentions of the source that no title shadows, in order."""
        return tuple((stretch, mention) for stretch in self.sources for mention in stretch.spoken)

    @cached_property
    def source_concepts(self) -> frozenset[str]:
        """Every concept that may stand in the source of this segment, in titles too."""
        return frozenset(c for s in self.sources for mention in s.mentions for c in mention.concepts)

    @cached_property
    def concepts(self) -> frozenset[str]:
        """Every concept that may stand in the draft of this segment, in titles too."""
        return frozenset(c for s in self.targets for mention in s.mentions for c in mention.concepts)


@dataclass(frozen=True, slots=True)
class Context:
    """A draft ready to be judged. `language` is the draft's (`en` or `zh`), `tag` the forms it is held to.

    `source` is the document that source places are in: for a bilingual file the file itself. `find` gives the
    mentions in any text.
    """

    draft: Document
    source: Document | None
    concepts: dict[str, Concept]
    language: str
    tag: str
    region: str | None
    find: Find
    profile: Profile

    def mentions(self, checked: Checked) -> Iterator[tuple[Stretch, Mention]]:
        """The mentions of a segment in the draft's own language, in order, those inside titles left out."""
        for stretch in checked.targets:
            for mention in stretch.spoken:
                if mention.language == self.language:
                    yield stretch, mention

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
        checked: Checked,
        stretch: Stretch | None,
        span: tuple[int, int] | None,
        *,
        message: str,
        expected: tuple[str, ...] = (),
        concept: str | None = None,
        related: tuple[Related, ...] = (),
        said: Related | None = None,
        fix: str | None = None,
        spoken: bool = True,
    ) -> Finding:
        """A finding at a span of a stretch, or over the whole segment where something is missing.

        It says where the concept stands in the source (`said`, else looked up by `concept`), and is for information
        only inside a quotation, where no fix is made either; `spoken` False holds it to its severity there too. `fix`
        is what comes in place of the span, and is left out where markup stands within it.
        """
        first, last = checked.targets[0].block, checked.targets[-1].block
        block = stretch.block if stretch and span else first
        start = block.offset(span[0]) if span else first.offset(0)
        end = block.end_offset(span[1]) if span else last.end_offset(len(last.text))
        line, column = self.draft.place(start)
        end_line, end_column = self.draft.place(end)
        quoted = bool(span and stretch and spoken and stretch.quoted(*span))
        if said is None and concept is not None:
            said = self.in_source(checked, concept)
        mends = fix is not None and span is not None and not quoted and end - start == span[1] - span[0]
        return Finding(
            rule=rule,
            severity="info" if quoted else severity,
            path=self.draft.path,
            line=line,
            column=column,
            end_line=end_line,
            end_column=end_column,
            segment=checked.segment.name,
            found=" ".join(block.text[slice(*span)].split()) if span else None,
            expected=expected,
            concept=concept,
            message=message,
            source_term=said.found if said else None,
            source_path=said.path if said else None,
            source_line=said.line if said else None,
            source_column=said.column if said else None,
            related=related,
            fix=Edit(line, column, end_line, end_column, fix) if mends and fix is not None else None,
            where=block.where,
            span=(checked.targets.index(stretch), *span) if span and stretch else None,
        )

    def in_source(self, checked: Checked, concept: str) -> Related | None:
        """Where the concept stands in the source of a segment."""
        for stretch in checked.sources:
            for mention in stretch.mentions:
                if concept in mention.concepts:
                    return self.source_place(stretch.block, mention.start, mention.end)
        return None

    def source_place(self, block: Block, start: int, end: int) -> Related | None:
        """Where a span of a source block stands in its file."""
        return place(self.source, block, start, end) if self.source else None

    def draft_place(self, stretch: Stretch, start: int, end: int) -> Related:
        """Where a span of the draft stands in its file."""
        return place(self.draft, stretch.block, start, end)


def place(document: Document, block: Block, start: int, end: int) -> Related:
    """Where text[start:end] of a block stands in its document."""
    line, column = document.place(block.offset(start))
    return Related(document.path, line, column, " ".join(block.text[start:end].split()))


class Judge:
    """What one rule makes of one draft: asked segment by segment in order, and once more at the end.

    What it keeps from segment to segment is counts and a few places, never the segments: drafts may be of any length.
    """

    def __init__(self, context: Context) -> None:
        self.context = context

    def segment(self, checked: Checked) -> Iterable[Finding]:
        """The findings that this segment alone decides."""
        return ()

    def end(self) -> Iterable[Finding]:
        """The findings that only the whole draft decides."""
        return ()
