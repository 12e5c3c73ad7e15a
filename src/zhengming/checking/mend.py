"""A draft with its findings mended where a program may: no other character changes, and the format stays valid."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from zhengming.documents.escaping import escaped
from zhengming.model import Document, Edit, Finding

# A mended fault may lay another bare; more rounds than this no draft needs.
MOST_ROUNDS = 5
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Mended:
    """A draft, what it is to become, and how many findings are mended in it."""

    document: Document
    text: str
    count: int


def mended(draft: Document, findings: Callable[[str], tuple[Document, Sequence[Finding]]]) -> Mended:
    """The draft once nothing is left to mend; `findings` reads a text as the draft's and judges it.

    What is mended is looked at again, until it stays as it is: a second run finds nothing to do.
    """
    text, count = draft.text, 0
    for _ in range(MOST_ROUNDS):
        document, found = findings(text)
        text, done = _spliced(document, found)
        count += done
        if not done:
            break
    return Mended(draft, text, count)


def _spliced(document: Document, findings: Sequence[Finding]) -> tuple[str, int]:
    """The text with every fix in its place that touches no other, and how many there were."""
    out, at, count = [], 0, 0
    for start, end, wording in sorted(_edits(document, findings)):
        written = escaped(document, start, wording) if start >= at else None
        if written is None or document.text[start:end] == written:
            continue
        out += [document.text[at:start], written]
        at = end
        count += 1
    return "".join(out) + document.text[at:], count


def _edits(document: Document, findings: Sequence[Finding]) -> list[tuple[int, int, str]]:
    """The fixes as offsets in the file; not those of words that the file spells with signs of its own (&amp;)."""
    edits = []
    for finding in findings:
        if not finding.fix or finding.where:
            continue
        start, end = _offset(document, finding.fix.line, finding.fix.column), _offset(document, *_end(finding.fix))
        stands = document.text[start:end]
        if " ".join(stands.split()) == finding.found:
            edits.append((start, end, _with_its_breaks(stands, finding.fix.text)))
    return edits


def _end(fix: Edit) -> tuple[int, int]:
    return fix.end_line, fix.end_column


def _offset(document: Document, line: int, column: int) -> int:
    return document.line_starts[line - 1] + column - 1


def _with_its_breaks(stands: str, wording: str) -> str:
    """The wording with the line breaks that stand between the words now."""
    words, spaces = wording.split(" "), _SPACE.findall(stands)
    if len(words) != len(spaces) + 1:
        return wording
    return words[0] + "".join(space + word for space, word in zip(spaces, words[1:], strict=True))
