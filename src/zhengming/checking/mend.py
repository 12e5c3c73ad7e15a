"""A draft with its findings mended where a program may: no other character changes, and the format stays valid."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from zhengming.documents.escaping import escaped
from zhengming.model import Document, Finding

# A mended fault may lay another bare; more rounds than this no draft needs.
MOST_ROUNDS = 5


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
        if start < at:
            continue
        written = escaped(document, start, wording)
        if written is None or document.text[start:end] == written:
            continue
        out += [document.text[at:start], written]
        at = end
        count += 1
    return "".join(out) + document.text[at:], count


def _edits(document: Document, findings: Sequence[Finding]) -> list[tuple[int, int, str]]:
    """The fixes as offsets in the file."""
    starts = document.line_starts
    return [
        (
            starts[f.fix.line - 1] + f.fix.column - 1,
            starts[f.fix.end_line - 1] + f.fix.end_column - 1,
            f.fix.text,
        )
        for f in findings
        if f.fix and not f.where
    ]
