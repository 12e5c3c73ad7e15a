"""Of hits that overlap, the longest stays; one that may not stand gives the shorter ones their turn."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

Span = tuple[int, int]


def longest_first(spans: Iterable[Span], size: int, stands: Callable[[Span], bool] | None = None) -> list[Span]:
    """The spans that stay in a text of `size` characters, by place; `stands` is asked only of those not covered yet."""
    wanted = sorted(spans)
    if stands is None and all(a[1] <= b[0] for a, b in pairwise(wanted)):
        return wanted
    covered = bytearray(size)
    kept = []
    for start, end in sorted(wanted, key=lambda s: (s[0] - s[1], s[0])):
        if covered.find(1, start, end) < 0 and (stands is None or stands((start, end))):
            covered[start:end] = b"\x01" * (end - start)
            kept.append((start, end))
    return sorted(kept)
