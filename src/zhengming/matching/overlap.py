"""Of hits that overlap, the longest stays; one that may not stand gives the shorter ones their turn."""

from __future__ import annotations

from collections.abc import Callable, Iterable

Span = tuple[int, int]


def longest_first(spans: Iterable[Span], size: int, stands: Callable[[Span], bool] | None = None) -> list[Span]:
    """The spans that stay in a text of `size` characters, by place; `stands` is asked only of those not covered yet."""
    covered = bytearray(size)
    kept = []
    for start, end in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
        if not any(covered[start:end]) and (stands is None or stands((start, end))):
            covered[start:end] = b"\x01" * (end - start)
            kept.append((start, end))
    return sorted(kept)
