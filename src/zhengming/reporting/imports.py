"""What an import found, on the terminal: the entries, the columns, the conflicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from zhengming.glossary.imported import (
    AVOIDED,
    CHINESE_TWICE,
    DIFFERENT,
    ENGLISH_TWICE,
    ID_TAKEN,
    USED,
    Conflict,
)
from zhengming.language.width import wrap
from zhengming.model import Concept, Term
from zhengming.reporting.table import table
from zhengming.reporting.visible import visible, visible_name
from zhengming.tags import CHINESE_TAGS, ENGLISH

_PLACES = {"glossary": "the glossary", "proposals": "a proposal", "file": "another entry of the file"}
_LONGEST = 60


def concepts_table(concepts: Sequence[Concept]) -> str:
    """The entries with their wordings: English, Chinese with its tags, and what is to be avoided."""
    rows = [(_english(c), "\n".join(_chinese(c)), "; ".join(t.text for t in c.deprecated())) for c in concepts]
    shown = [tuple(_flat(cell) for cell in row) for row in rows]
    heads, widths = ["English", "Chinese", "Avoid"], [36, 44, 20]
    used = 3 if any(row[2] for row in shown) else 2
    return table(heads[:used], [row[:used] for row in shown], widest=widths[:used])


def columns_text(columns: Iterable[tuple[str, str]], width: int) -> str:
    """Which column was taken for what: `columns: 英文 → en · 備註 → note · 頁碼 left out`."""
    told = [_column(visible_name(name), role) for name, role in columns]
    return "\n".join(wrap(f"columns: {' · '.join(told)}", width, first="", rest="  "))


def _column(name: str, role: str) -> str:
    return f"{name} left out" if not role else name if name == role else f"{name} → {role}"


def conflicts_text(conflicts: Sequence[Conflict], width: int) -> str:
    """Each conflict on a line or two."""
    head = f"{len(conflicts):,} {'conflict' if len(conflicts) == 1 else 'conflicts'}; nothing was changed there:"
    lines = [head]
    for conflict in conflicts:
        lines += wrap(visible(_told(conflict)), width, first="  ", rest="    ")
    return "\n".join(lines)


def _told(one: Conflict) -> str:
    where = f"{_PLACES[one.place]} ({one.concept})"
    theirs, ours = _short(one.theirs), _short(one.ours)
    sentences = {
        ENGLISH_TWICE: f"{_short(one.wording)}: {where} has {ours}, the file {theirs}",
        CHINESE_TWICE: f"{_short(one.wording)}: {where} has {ours}, the file {theirs}",
        ID_TAKEN: f"{theirs}: its id {one.wording!r} is taken in {_PLACES[one.place]}, so it gets another",
        AVOIDED: f"{_short(one.wording)}: the glossary avoids it ({one.concept} is {ours}), the file has it {theirs}",
        USED: f"{_short(one.wording)}: {where} has it {ours}, the file {theirs}",
        DIFFERENT: f"{one.concept}: the {one.wording} is {ours or 'empty'} in the glossary, {theirs} in the file",
    }
    return sentences[one.kind]


def _english(concept: Concept) -> str:
    return "; ".join(t.text for t in concept.terms if t.language == ENGLISH and t.is_right)


def _chinese(concept: Concept) -> Iterator[str]:
    """The forms of each tag, those of one wording together: 制裁 (zh-Hant, zh-Hans)."""
    tags: dict[str, list[str]] = {}
    for tag in CHINESE_TAGS:
        terms: list[Term] = [t for t in concept.terms if t.language == tag and t.is_right]
        if terms:
            tags.setdefault("; ".join(t.text for t in terms), []).append(tag)
    yield from (f"{forms} ({', '.join(listed)})" for forms, listed in tags.items())


def _flat(cell: str) -> str:
    return "\n".join(" ".join(line.split()) for line in cell.split("\n"))


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1]}…"
