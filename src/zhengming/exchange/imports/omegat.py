"""OmegaT's glossary: source, target and comment between tabs, nothing quoted; which language is which, the text tells.

Neighbouring lines that share a side are one entry: that is how OmegaT's glossaries give synonyms.
"""

from __future__ import annotations

from collections.abc import Sequence

from zhengming.exchange.imports.drafts import Draft, Wording
from zhengming.exchange.imports.guess import guess
from zhengming.exchange.imports.reading import Reading
from zhengming.files.decode import decode
from zhengming.tags import ENGLISH


def read(content: bytes, reading: Reading) -> None:
    """Lines that begin with # are remarks."""
    text = decode(content, reading.path).text
    lines = [(n, line) for n, line in enumerate(text.split("\n"), start=1) if line.strip() and not line.startswith("#")]
    rows = [(n, line.rstrip("\r").split("\t")) for n, line in lines]
    mapping = guess([row[:2] for _, row in rows], reading.asked)
    for column, role in mapping.shown():
        reading.columns[column] = role
    draft: Draft | None = None
    for number, row in rows[mapping.first :]:
        wordings = [Wording(c.strip(), role) for role, c in zip(mapping.roles, row, strict=False) if role and c.strip()]
        comment = "\t".join(row[2:]).strip()
        if draft is None or not _belongs(draft, wordings) or _about_another(draft.said("note"), comment):
            if draft:
                reading.add(draft)
            draft = Draft(f"line {number}")
        known = {(w.tag, w.text) for w in draft.wordings}
        draft.wordings += [w for w in wordings if (w.tag, w.text) not in known]
        draft.say("note", comment)
    if draft:
        reading.add(draft)


def _about_another(said: str, comment: str) -> bool:
    """Whether two comments begin differently, and so are about two things with one name."""
    return bool(said and comment) and said.split("; ")[0].split("\n")[0] != comment.split("; ")[0]


def _belongs(draft: Draft, wordings: Sequence[Wording]) -> bool:
    """Whether a line gives another form of what the entry before it has first: the other side is the same."""
    first = {tag: next((w.text for w in draft.wordings if (w.tag == ENGLISH) == tag), "") for tag in (True, False)}
    return any(first[w.tag == ENGLISH] == w.text for w in wordings)
