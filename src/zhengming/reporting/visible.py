"""Text from files on its way to a terminal: what could move the cursor or turn the line round is shown instead."""

from __future__ import annotations

import unicodedata

_ALLOWED = frozenset("\n\t")


def visible(text: str) -> str:
    """Control and bidi characters as their code points: \\u202e → ⟨U+202E⟩; everything else as it is."""
    if text.isprintable():
        return text
    return "".join(
        c if c in _ALLOWED or unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp") else _shown(c)
        for c in text
    )


def visible_name(name: str) -> str:
    """A file name or another text that belongs on one line: its line breaks and tabs are shown too."""
    return "".join(_shown(c) if c in _ALLOWED else c for c in visible(name))


def _shown(character: str) -> str:
    return f"⟨U+{ord(character):04X}⟩"
