"""Which English glosses name a person."""

from __future__ import annotations

import re

_PARTICLES = frozenset(["de", "da", "di", "du", "van", "von", "der", "den", "la", "le", "el", "al", "bin", "ibn", "ben", "st", "st.", "dos", "jr", "jr.", "sr", "ii", "iii", "iv"])
_NO_NAME = frozenset(
    ["act", "agency", "alliance", "army", "association", "authority", "bank", "bill", "board", "book", "bureau", "center", "centre", "chain", "charter", "church", "city", "club", "code", "college", "commission", "committee", "communique", "communiqué", "company", "conference", "congress", "convention", "corporation", "corps", "council", "court", "daily", "declaration", "defense", "defence", "department", "division", "economist", "express", "fleet", "forum", "foundation", "fund", "gazette", "global", "group", "herald", "house", "inc", "institute", "institution", "international", "journal", "lab", "laboratory", "law", "league", "list", "magazine", "ministry", "monthly", "museum", "national", "navy", "network", "news", "office", "order", "organization", "organisation", "park", "party", "plan", "platform", "post", "press", "program", "programme", "project", "protocol", "report", "republic", "review", "river", "road", "school", "service", "society", "state", "states", "statement", "strategy", "street", "studies", "summit", "system", "team", "technologies", "technology", "telegraph", "times", "treaty", "tribune", "tv", "union", "united", "university", "weekly", "world", "data", "machine", "learning", "model", "theory", "effect", "law", "index"]
)
_NAME_WORD = re.compile(r"[A-Z\u00c0-\u00de][A-Za-z\u00c0-\u024f'\u2019.\-\u2010\u2011]*")

# J.D., XIV
_INITIALS = re.compile(r"(?:[A-Z]\.-?)+|[IVX]+")


def is_name(en: str) -> bool:
    """Whether an English gloss reads like a person's name: Antony Blinken, Ursula von der Leyen."""
    parts = en.split()
    if not 1 <= len(parts) <= 5 or any(c.isdigit() for c in en):
        return False
    if any(p.lower().strip(".,") in _NO_NAME for p in parts):
        return False
    capital = [
        p for p in parts if _NAME_WORD.fullmatch(p) and (not (len(p) > 2 and p.isupper()) or _INITIALS.fullmatch(p))
    ]
    return len(capital) >= (2 if len(parts) > 1 else 9) and all(p in capital or p.lower() in _PARTICLES for p in parts)
