"""Which English glosses name a person."""

from __future__ import annotations

import re
from functools import lru_cache

from zhengming.extraction.lists import word_list

_NAME_WORD = re.compile(r"[A-Z\u00c0-\u00de][A-Za-z\u00c0-\u024f'\u2019.\-\u2010\u2011]*")

# J.D., XIV
_INITIALS = re.compile(r"(?:[A-Z]\.-?)+|[IVX]+")


@lru_cache(maxsize=4096)
def is_name(en: str) -> bool:
    """Whether an English gloss reads like a person's name: Antony Blinken, Ursula von der Leyen."""
    parts = en.split()
    if not 1 <= len(parts) <= 5 or any(c.isdigit() for c in en):
        return False
    if any(p.lower().strip(".,") in word_list("no_names") for p in parts):
        return False
    capital = [
        p for p in parts if _NAME_WORD.fullmatch(p) and (not (len(p) > 2 and p.isupper()) or _INITIALS.fullmatch(p))
    ]
    return len(capital) >= (2 if len(parts) > 1 else 9) and all(
        p in capital or p.lower() in word_list("particles") for p in parts
    )
