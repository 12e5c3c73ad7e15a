"""Align the paragraphs of a draft with those of its source: in order first, then what was moved."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from zhengming.alignment.anchors import Anchors, anchors, has_content
from zhengming.alignment.beads import Bead, beads_of
from zhengming.alignment.sentences import narrowed
from zhengming.model import Block, Document, Mention, Segment

Find = Callable[[str], tuple[Mention, ...]]


def align(source: Document, draft: Document, find: Find, *, sentences: bool = False) -> tuple[Segment, ...]:
    """The segments of a draft in its order; `find` gives the mentions in a text.

    A paragraph without a counterpart has no sources and is not `sure`; nor is one that is not translated yet. With
    `sentences` sure paragraphs come in parts, where that is safe.
    """
    segments = align_blocks(source.body, draft.body, find)
    return tuple(part for s in segments for part in narrowed(s, find)) if sentences else segments


def align_blocks(sources: Sequence[Block], targets: Sequence[Block], find: Find) -> tuple[Segment, ...]:
    """The same for paragraphs of any kind: the notes of two documents are a stream of their own."""
    sources, targets = ([block for block in side if has_content(block)] for side in (sources, targets))
    left, right = ([anchors(block, find(block.text)) for block in side] for side in (sources, targets))
    segments = []
    for number, bead in enumerate(_beads(left, right), 1):
        a, b, c, d = bead.span
        segments.append(Segment(number, tuple(targets[c:d]), tuple(sources[a:b]), sure=bead.sure))
    return tuple(segments)


def _beads(left: Sequence[Anchors], right: Sequence[Anchors]) -> list[Bead]:
    """Those that have draft paragraphs, in the draft's order; the Chinese side is looked up in the English one."""
    if sum(a.chinese for a in left) * len(right) >= sum(a.chinese for a in right) * len(left):
        beads = beads_of(left, right, drafted=False)
    else:
        beads = [bead.turned() for bead in beads_of(right, left, drafted=True)]
    return sorted((b for b in beads if b.span[3] > b.span[2]), key=lambda b: b.span[2])
