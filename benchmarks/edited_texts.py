"""Two texts of our own, sentence by sentence in both languages, and drafts made of them by random editing.

What a translator or editor does to paragraphs: leave out, insert, split, join, move. Since every sentence is known, so
is where each paragraph of the source went.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

import yaml

from zhengming.documents import parse
from zhengming.files.decode import Decoded
from zhengming.model import Document

FOLDER = Path(__file__).parents[1] / "tests/cases/alignment"
NAMES = ("cables", "minerals")

# A sentence: the text it is from, its paragraph there, its place in the paragraph.
Sentence = tuple[str, int, int]
# Paragraphs of the source and paragraphs of the draft that go together.
Beads = list[tuple[frozenset[int], frozenset[int]]]


@dataclass(frozen=True)
class Pair:
    """A source and a draft with the beads that are right, and what was done to them."""

    source: Document
    draft: Document
    beads: Beads
    edits: tuple[str, ...]


def sentence_pairs(name: str) -> list[list[tuple[str, str]]]:
    """The paragraphs of a text as (Chinese, English) sentences."""
    paragraphs = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return [[(zh, en) for zh, en in paragraph] for paragraph in paragraphs]


TEXTS = {name: sentence_pairs(name) for name in NAMES}


def edited(seed: int, *, edits: int | None = None) -> Pair:
    """One of the texts in one of the directions with one to four edits, or as many as said; the same for a seed."""
    choose = random.Random(seed)
    name, other = choose.sample(NAMES, 2)
    chinese_source = choose.random() < 0.5
    source = [[(name, p, s) for s in range(len(paragraph))] for p, paragraph in enumerate(TEXTS[name])]
    draft = [list(paragraph) for paragraph in source]
    wanted = choose.randint(1, 4) if edits is None else edits
    done = tuple(_edit(choose, source, draft, other) for _ in range(wanted))
    documents = (_document(source, chinese=chinese_source), _document(draft, chinese=not chinese_source))
    return Pair(*documents, beads_of(source, draft), done)


def _edit(choose: random.Random, source: list[list[Sentence]], draft: list[list[Sentence]], other: str) -> str:
    edit = choose.choice(("omit", "insert", "insert in source", "split", "join", "join in source", "move"))
    side = source if edit.endswith("in source") else draft
    at = choose.randrange(len(side))
    if edit == "omit" and len(draft) > 3:
        del draft[at]
    elif edit.startswith("insert"):
        place = choose.randrange(len(TEXTS[other]))
        side.insert(at, [(other, place, s) for s in range(len(TEXTS[other][place]))])
    elif edit == "split" and len(draft[at]) > 1:
        cut = choose.randint(1, len(draft[at]) - 1)
        draft[at : at + 1] = [draft[at][:cut], draft[at][cut:]]
    elif edit.startswith("join") and at + 1 < len(side) and min(map(len, side[at : at + 2])) > 1:
        side[at : at + 2] = [side[at] + side[at + 1]]
    elif edit == "move":
        moved = draft[at : at + choose.randint(1, 4)]
        del draft[at : at + len(moved)]
        to = choose.randint(0, len(draft))
        draft[to:to] = moved
    else:
        return "nothing"
    return edit


def _document(paragraphs: list[list[Sentence]], *, chinese: bool) -> Document:
    texts = (
        ("" if chinese else " ").join(TEXTS[name][p][s][0 if chinese else 1] for name, p, s in paragraph)
        for paragraph in paragraphs
    )
    return parse(Decoded("\n\n".join(texts), "utf-8"), "edited.txt")


def beads_of(source: list[list[Sentence]], draft: list[list[Sentence]]) -> Beads:
    """Paragraphs that share sentences, and those that share with these, together."""
    beads: Beads = []
    for n, paragraph in enumerate(draft):
        sources = frozenset(k for k, other in enumerate(source) if set(other) & set(paragraph))
        if sources:
            touched = [bead for bead in beads if bead[0] & sources]
            beads = [bead for bead in beads if bead not in touched]
            joined = frozenset[int]().union(sources, *(bead[0] for bead in touched))
            beads.append((joined, frozenset[int]({n}).union(*(bead[1] for bead in touched))))
    return beads
