"""The sentences of a segment as segments of their own, and findings on them told of the whole."""

from __future__ import annotations

import re
from bisect import bisect_right

from zhengming.alignment import narrowed
from zhengming.checking.context import Checked, Context
from zhengming.checking.stretch import Stretch
from zhengming.model import Block

_INSIDE = re.compile(r"[\u3002\uff01\uff1f\uff1b.!?;](?=.*\w)", re.DOTALL)


def parts(context: Context, checked: Checked) -> list[Checked]:
    """The sentences that translate each other; the segment itself where it has but one or none can be told."""
    if not checked.sure or not (_has_several(checked.sources) and _has_several(checked.targets)):
        return [checked]
    found = narrowed(checked.segment, context.find)
    return [checked] if len(found) < 2 else [Checked(part, context.find) for part in found]


def _has_several(stretches: tuple[Stretch, ...]) -> bool:
    return len(stretches) > 1 or any(_INSIDE.search(s.text) for s in stretches)


def in_whole(checked: Checked, part: Stretch, span: tuple[int, int]) -> tuple[Stretch, tuple[int, int]]:
    """Where a span of a part stands in its segment."""
    offset = part.block.offset(span[0])
    for stretch in checked.targets:
        if stretch is part:
            return part, span
        at = _position(stretch.block, offset)
        if at is not None and stretch.text[at : at + span[1] - span[0]] == part.text[slice(*span)]:
            return stretch, (at, at + span[1] - span[0])
    return part, span


def _position(block: Block, offset: int) -> int | None:
    """Where in a block's text the character of a file stands."""
    run = bisect_right(block.offsets, offset) - 1
    if run < 0:
        return None
    at = block.starts[run] + offset - block.offsets[run]
    return at if at <= len(block.text) else None
