"""The texts of the test bed of `check`: drafts with faults planted in them, and the same drafts right.

A file `bed/NAME.draft` has a head of `key: value` lines, a line `---`, and the draft with marks:

    ⟦KIND LABEL|wrong|right⟧   a planted fault: `wrong` stands in the planted draft, `right` in the clean one
    ⟦same GROUP|wording⟧       another place of a drift or a pair of names, where it may as well be reported
    ⟦trap KIND|wording⟧        looks wrong and is right

LABEL is the concept's id, or a group for drift and near-duplicate names; it may be absent. `wrong` may be empty for a
term that was dropped. Keys of the head: `as`, the name of the file the draft is written to; `source`, a file of `bed/`;
`group`, one of `GROUPS`; `region`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

BED = Path(__file__).parent / "bed"
GLOSSARY = BED / "glossary.yaml"
GROUPS = ("zh→en", "en→zh", "alone", "bilingual")
# What is planted, in the order of the table.
KINDS = (
    "deprecated",
    "unlisted",
    "dropped",
    "case",
    "spelling",
    "drift",
    "beside",
    "region",
    "script",
    "misconversion",
    "near-duplicate",
    "untranslated",
    "gloss",
)
HAN_PER_WORD = 1.6
_MARK = re.compile(r"⟦(?P<head>[^|⟦⟧]+)\|(?P<body>[^⟦⟧]*)⟧")
# Source and target of a unit in each format; the target is what a finding about something missing spans.
_UNITS = {
    ".xlf": re.compile(r"<source>(.*?)</source>\s*<target[^>]*>(.*?)</target>", re.S),
    ".po": re.compile(r'^msgid ((?:".*"\n)+)(?:msgid_plural .*\n)?msgstr(?:\[0\])? ((?:".*"\n?)+)', re.M),
    ".csv": re.compile(r'^\d+,("[^"]*"|[^,\n]*),("[^"]*"|[^,\n]*)$', re.M),
}
_PARAGRAPH = re.compile(r"[^\n](?:.|\n(?!\s*\n))*")
_HAN = re.compile("[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z][A-Za-z'’-]*")


@dataclass(frozen=True, slots=True)
class Place:
    """A mark in a built draft: `role` is fault, same or trap; `block` the paragraph or target that it stands in."""

    role: str
    kind: str
    label: str
    start: int
    end: int
    block: tuple[int, int]
    wrong: str = ""
    right: str = ""

    def overlaps(self, start: int, end: int) -> bool:
        """Whether a stretch shares a character with this place."""
        return start < self.end and self.start < end


@dataclass(frozen=True, slots=True)
class Text:
    """A draft as a checker gets it, and what was planted where (in the clean one, traps only)."""

    name: str
    text: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """One file of the bed."""

    id: str
    name: str
    group: str
    region: str
    source: Path | None
    marked: str

    @property
    def language(self) -> str:
        """Of the draft: `en` or `zh`, told by what most of its targets are written in."""
        prose = "".join(parts_of(self.name, _MARK.sub("", self.marked)))
        return "zh" if len(_HAN.findall(prose)) > len(_LATIN.findall(prose)) else "en"

    def planted(self) -> Text:
        """With every fault."""
        return self._built(wrong=True)

    def clean(self) -> Text:
        """With none; the places are those of the traps."""
        return self._built(wrong=False)

    def _built(self, *, wrong: bool) -> Text:
        pieces: list[str] = []
        found: list[tuple[str, str, str, int, int, str, str]] = []
        length = last = 0
        for mark in _MARK.finditer(self.marked):
            role, kind, label, bad, good = _read(mark)
            wording = bad if wrong else good
            pieces += [self.marked[last : mark.start()], wording]
            start = length + mark.start() - last
            length, last = start + len(wording), mark.end()
            if wrong or role == "trap":
                found.append((role, kind, label, start, length, bad, good))
        text = "".join(pieces) + self.marked[last:]
        blocks = list(_blocks(self.name, text))
        places = [Place(r, k, lb, s, e, _around(blocks, s, e), bad, good) for r, k, lb, s, e, bad, good in found]
        return Text(self.name, text, tuple(places))


def drafts(folder: Path = BED) -> list[Draft]:
    """All drafts of a folder, in the order of their names."""
    return [_draft(path) for path in sorted(folder.glob("*.draft"))]


def words_in(name: str, text: str) -> float:
    """The length of a draft in English words; 1.6 Han characters count as one."""
    prose = "".join(parts_of(name, text))
    return len(_LATIN.findall(prose)) + len(_HAN.findall(prose)) / HAN_PER_WORD


def parts_of(name: str, text: str) -> list[str]:
    """What of a draft is its own text: all of a plain one, the targets of a bilingual file."""
    pattern = _UNITS.get(Path(name).suffix)
    return [match[2] for match in pattern.finditer(text)] if pattern else [text]


def units_of(draft: Draft, text: str) -> list[tuple[str, tuple[int, int]]]:
    """Each paragraph or target of a built draft (start, end), and its source; empty where there is none.

    Peers get the alignment as a present: paragraphs of a pair correspond one to one.
    """
    pattern = _UNITS.get(Path(draft.name).suffix)
    if pattern:
        return [(match[1], match.span(2)) for match in pattern.finditer(text)]
    blocks = list(_blocks(draft.name, text))
    if not draft.source:
        return [("", block) for block in blocks]
    source = draft.source.read_text(encoding="utf-8")
    return list(zip((m[0] for m in _PARAGRAPH.finditer(source)), blocks, strict=True))


def _draft(path: Path) -> Draft:
    head, marked = path.read_text(encoding="utf-8").split("\n---\n", 1)
    keys = dict(line.split(": ", 1) for line in head.splitlines())
    source = path.parent / keys["source"] if "source" in keys else None
    return Draft(path.stem, keys["as"], keys["group"], keys.get("region", ""), source, marked)


def _read(mark: re.Match[str]) -> tuple[str, str, str, str, str]:
    """Role, kind, label, wording in the planted and in the clean draft."""
    kind, _, label = mark["head"].strip().partition(" ")
    if kind == "trap":
        return "trap", label, "", mark["body"], mark["body"]
    if kind == "same":
        return "same", "same", label, mark["body"], mark["body"]
    if kind not in KINDS or mark["body"].count("|") != 1:
        raise ValueError(f"not a mark: {mark[0]}")
    wrong, right = mark["body"].split("|")
    return "fault", kind, label, wrong, right


def _blocks(name: str, text: str) -> Iterator[tuple[int, int]]:
    pattern = _UNITS.get(Path(name).suffix)
    if pattern:
        yield from (match.span(2) for match in pattern.finditer(text))
    else:
        yield from (match.span() for match in _PARAGRAPH.finditer(text))


def _around(blocks: list[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    return next(((first, last) for first, last in blocks if first <= start and end <= last), (start, end))
