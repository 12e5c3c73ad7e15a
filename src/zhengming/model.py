"""The values that pass between the rooms: made once, complete, never changed."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from zhengming.tags import FALLBACKS

STATUSES = ("preferred", "admitted", "deprecated", "superseded")
TERM_TYPES = ("full", "short", "acronym", "variant")
KINDS = ("term", "person", "organization", "document", "acronym", "quote", "alias")
SEVERITIES = ("error", "warning", "info")
Severity = Literal["error", "warning", "info"]

# Stands in a block's text for what is no prose: a URL, a note mark, code, an image.
OBJECT = "\ufffc"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a block's text that the author marked: `emphasis`, `link`, or `quotation` for a whole block."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, table cell or note, as running text.

    `text` leaves out markup and joins lines; `starts` (positions in `text`) and `offsets` (code points in the decoded
    file) are parallel and tell where each unbroken run of it stands. `where` says what a person goes to in formats
    without lines: (("page", 3),), (("sheet", "Terms"), ("cell", "B7")), (("part", "footnotes"), ("paragraph", 2)).
    """

    kind: str
    text: str
    starts: tuple[int, ...]
    offsets: tuple[int, ...]
    marks: tuple[Mark, ...] = ()
    where: tuple[tuple[str, str | int], ...] = ()

    def offset(self, position: int) -> int:
        """Where the character at `position` stands in the decoded file."""
        run = max(bisect_right(self.starts, position) - 1, 0)
        return self.offsets[run] + position - self.starts[run]

    def end_offset(self, position: int) -> int:
        """Where a span that ends before `position` ends in the decoded file."""
        return self.offset(position - 1) + 1 if position else self.offset(0)


@dataclass(frozen=True, slots=True)
class Document:
    """A text as its author has it (`text`, without byte order mark) and as prose (`blocks`).

    `line_starts` holds the offset of each line; lines end at LF, CRLF or CR.
    """

    path: str
    text: str
    encoding: str
    blocks: tuple[Block, ...]
    line_starts: tuple[int, ...]

    @property
    def body(self) -> tuple[Block, ...]:
        """The blocks that are no notes and no table of contents."""
        return tuple(b for b in self.blocks if b.kind not in ("note", "contents"))

    @property
    def notes(self) -> tuple[Block, ...]:
        """The footnotes and endnotes, a stream of their own."""
        return tuple(b for b in self.blocks if b.kind == "note")

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both 1-based, in code points."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line_text(self, line: int) -> str:
        """One line (1-based) as it stands in the file, without its line end."""
        end = self.line_starts[line] if line < len(self.line_starts) else len(self.text)
        return self.text[self.line_starts[line - 1] : end].rstrip("\r\n")


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another reading of a pair, with its share of the confidence (0 to 1)."""

    zh: str
    en: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Pair:
    """A candidate Chinese/English pair found in a text; a person decides what becomes of it.

    `line` and `column` (1-based) are where the wording outside the parenthesis begins, `offset` where the parenthesis
    opens. `zh` and `en` are verbatim, without surrounding marks.
    """

    doc: str
    line: int
    column: int
    offset: int | None
    zh: str
    en: str
    kind: str
    confidence: float
    acronym: str | None = None
    expansion: str | None = None
    alternatives: tuple[Alternative, ...] = ()
    why: tuple[str, ...] = ()
    where: dict[str, str | int] | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A designation of a concept in one language."""

    text: str
    language: str
    status: str = "preferred"
    type: str = "full"
    exact_case: bool = False
    match: tuple[str, ...] = ()
    note: str = ""
    source: str = ""
    pinyin: str = ""
    zhuyin: str = ""
    jyutping: str = ""
    near: tuple[str, ...] = ()
    not_near: tuple[str, ...] = ()

    @property
    def is_right(self) -> bool:
        """Whether a draft may use it: preferred or admitted."""
        return self.status in ("preferred", "admitted")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a concept stands in a source: `at` is a place such as `L21`, `quote` the words around it."""

    source: str = ""
    at: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Concept:
    """One notion: its terms in every language, and what is known of it."""

    id: str
    terms: tuple[Term, ...]
    kind: str = "term"
    pos: str = ""
    subject: str = ""
    tags: tuple[str, ...] = ()
    definition: str = ""
    note: str = ""
    near: tuple[str, ...] = ()
    not_near: tuple[str, ...] = ()
    do_not_translate: bool = False
    related: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    path: str = ""
    line: int = 0

    def designations(self, language: str) -> tuple[Term, ...]:
        """The preferred and admitted terms for a language tag, preferred first, fallback applied."""
        for tag in FALLBACKS[language]:
            found = tuple(t for t in self.terms if t.language == tag and t.is_right)
            if found:
                return tuple(sorted(found, key=lambda t: t.status != "preferred"))
        return ()

    def preferred(self, language: str) -> str:
        """The preferred wording for a language tag, fallback applied; empty where there is none."""
        return next((t.text for t in self.designations(language) if t.status == "preferred"), "")

    def deprecated(self) -> tuple[Term, ...]:
        """The forms to avoid, in every language."""
        return tuple(t for t in self.terms if not t.is_right)


@dataclass(frozen=True, slots=True)
class Source:
    """A document that evidence refers to by `id`."""

    id: str
    title: str = ""
    author: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Glossary:
    """Concepts in the order of their files."""

    concepts: tuple[Concept, ...]
    title: str = ""
    sources: tuple[Source, ...] = ()
    paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A glossary term found in a text: `start` and `end` are positions in that text.

    `readings` are the (concept id, term) pairs that the wording may stand for; more than one where it is ambiguous.
    """

    start: int
    end: int
    found: str
    language: str
    readings: tuple[tuple[str, Term], ...]

    @property
    def concepts(self) -> tuple[str, ...]:
        """The ids of the concepts it may stand for."""
        return tuple(dict.fromkeys(concept for concept, _ in self.readings))


@dataclass(frozen=True, slots=True)
class Segment:
    """Paragraphs of a draft (`targets`) with those of the source that they translate (`sources`, empty where unknown).

    `sure` is False where the alignment is only likely; rules about what is missing keep quiet there. `id` is what a
    translation tool shows for the segment, where a tool made it; `skipped` says in two or three words why it is not to
    be judged (locked, not to translate, obsolete, no translation yet). Where a paragraph was aligned sentence by
    sentence its parts have its `number` and are counted by `part`, from 1; a whole one is part 0.
    """

    number: int
    targets: tuple[Block, ...]
    sources: tuple[Block, ...] = ()
    sure: bool = True
    id: str = ""
    skipped: str = ""
    part: int = 0

    @property
    def name(self) -> str:
        """What a person calls it: the tool's id, else its number."""
        return self.id or str(self.number)


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A file that holds a text and its translation, segment by segment.

    `document` is the file as it stands on disk, without blocks; every block of the segments points into it. The
    languages are `en`, `zh`, a tag that says more (`zh-TW`), or empty where the file does not say.
    """

    document: Document
    segments: tuple[Segment, ...]
    source_language: str = ""
    target_language: str = ""


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a finding speaks of."""

    path: str
    line: int
    column: int
    found: str


@dataclass(frozen=True, slots=True)
class Edit:
    """What mends a finding: the text that comes where a stretch of the file stands now (1-based code points)."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a person should look at. Places are 1-based code points in the file on disk.

    `where` is what a person goes to in formats without lines (as in Block). `span` says where it stands in its
    segment: which of the targets, and the positions in its text; None where something is missing.
    """

    rule: str
    severity: Severity
    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    segment: str
    found: str | None
    expected: tuple[str, ...]
    concept: str | None
    message: str
    source_term: str | None = None
    source_path: str | None = None
    source_line: int | None = None
    source_column: int | None = None
    related: tuple[Related, ...] = ()
    fix: Edit | None = None
    fingerprint: str = ""
    where: tuple[tuple[str, str | int], ...] = ()
    span: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Rendering:
    """How often a concept is rendered by one wording in a draft, with at most five places."""

    concept: str
    wording: str
    count: int
    places: tuple[Related, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found, in order of place, and how much it looked at.

    `skipped` counts the segments that were not judged by the reason, `remarks` are sentences on the run as a whole.
    `document`, `kept` and `renderings` are there where they were asked for: the draft, its segments, and every wording
    of every concept.
    """

    findings: tuple[Finding, ...]
    segments: int
    checked: int
    unsure: int
    skipped: tuple[tuple[str, int], ...] = ()
    remarks: tuple[str, ...] = ()
    document: Document | None = None
    kept: tuple[Segment, ...] = ()
    renderings: tuple[Rendering, ...] = ()


@dataclass(frozen=True, slots=True)
class FirstMention:
    """A house's style where a term, an acronym or a person is first named.

    Each pattern is text with `{term}`, `{source}`, `{full}` and `{acronym}` in it; an empty one asks for nothing.
    `restart` is `document` or `section`; `exempt` are concept ids.
    """

    term: str = ""
    acronym: str = "{full} ({acronym})"
    person: str = ""
    restart: str = "document"
    exempt: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """What a client or house wants of a draft; an empty field leaves it to what is detected, or to the default.

    `region` is zh-TW, zh-HK or zh-CN; `direction` zh-en or en-zh; `spelling` en-US, en-GB or en-GB-oxendic; `rules`
    turns rules on or off, `severities` gives them another severity; `ignore` are patterns of paths that are not
    checked; `stances` asks for words that take sides (北韓/朝鮮) to be held to the region too.
    """

    name: str = ""
    glossaries: tuple[str, ...] = ()
    region: str = ""
    direction: str = ""
    spelling: str = ""
    rules: tuple[tuple[str, bool], ...] = ()
    severities: tuple[tuple[str, Severity], ...] = ()
    ignore: tuple[str, ...] = ()
    baseline: str = ""
    stances: bool = False
    first_mention: FirstMention = FirstMention()


@dataclass(frozen=True, slots=True)
class RegionalForm:
    """A region's form of a term: `how` is `entry`, `table`, `phrases` or `characters`."""

    form: str
    how: str
    sure: bool
    alternatives: tuple[str, ...] = ()
