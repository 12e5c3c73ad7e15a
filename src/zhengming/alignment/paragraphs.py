"""Align the paragraphs of a draft with those of its source: in order first, then what was moved."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from zhengming.alignment.anchors import Anchors, anchors, has_content
from zhengming.alignment.beads import Bead, beads_of
from zhengming.model import Block, Document, Mention, Segment

Find = Callable[[str], tuple[Mention, ...]]


def align(source: Document, draft: Document, find: Find) -> tuple[Segment, ...]:
    """The segments of a draft in its order; `find` gives the mentions in a text.

    A paragraph without a counterpart has no sources and is not `sure`; nor is one that is not translated yet.
    """
    return align_blocks(_prose(source.body), _prose(draft.body), find)


def align_blocks(sources: Sequence[Block], targets: Sequence[Block], find: Find) -> tuple[Segment, ...]:
    """The same for paragraphs of any kind: the notes of two documents are a stream of their own."""
    left = [anchors(block, find(block.text)) for block in sources]
    right = [anchors(block, find(block.text)) for block in targets]
    segments = []
    for number, bead in enumerate(_beads(left, right), 1):
        a, b, c, d = bead.span
        segments.append(Segment(number, tuple(targets[c:d]), tuple(sources[a:b]), sure=bead.sure))
    return tuple(segments)


def _prose(blocks: Sequence[Block]) -> list[Block]:
    return [block for block in blocks if has_content(block)]


def _beads(left: Sequence[Anchors], right: Sequence[Anchors]) -> list[Bead]:
    """Those that have draft paragraphs, in the draft's order; the Chinese side is looked up in the English one."""
    if sum(a.chinese for a in left) * len(right) >= sum(a.chinese for a in right) * len(left):
        beads = beads_of(left, right)
    else:
        beads = [bead.turned() for bead in beads_of(right, left)]
    return sorted((b for b in beads if b.span[3] > b.span[2]), key=lambda b: b.span[2])
