"""Chinese words that share a part and are said as one: 軟硬體 is 軟體 and 硬體; data/compression.tsv, read late."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from zhengming.language.keys import chinese_key


@cache
def _compressed_by_word() -> dict[str, tuple[str, ...]]:
    """Each full word, as a key, with the compressions that hold it."""
    text = (files("zhengming.language") / "data" / "compression.tsv").read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            compressed, _, words = line.partition("\t")
            for word in words.split():
                found.setdefault(chinese_key(word), []).append(chinese_key(compressed))
    return {word: tuple(compressions) for word, compressions in found.items()}


def compressions(wording: str) -> tuple[str, ...]:
    """The keys that a wording has with one of its words compressed: 出口管制 → 进出口管制."""
    key = chinese_key(wording)
    table = _compressed_by_word()
    spans = {key[a:b] for a in range(len(key)) for b in range(a + 2, min(a + 5, len(key)) + 1)}
    return tuple(key.replace(word, short) for word in sorted(spans & table.keys()) for short in table[word])
