"""What a capital says: the start of a sentence, a name around the word, or something of the word itself."""

from __future__ import annotations

import re

_SENTENCE_START = re.compile(r"(?:^|[.!?:;…。！？：；][\"'”’)\]]*\s+|[\"“‘「『(（\[]|\ufffc\s*|[—–]\s*|\n\s*|•\s*)$")
# What stays small in a title.
SMALL = frozenset("a an and as at but by for from in nor of on or per the to vs via with".split())
# A capitalised first word of a sentence makes no name of what follows it.
_OPENERS = frozenset(
    "this that these those its our their his her such other some many most all both us under despite since while when "
    "if".split()
)
_BEFORE = re.compile(r"(?P<word>[A-Z][\w'\u2019.-]*)(?P<joined>(?: (?:of|for|and|the|on|&))*) $")
_AFTER = re.compile(r"(?: (?:of|for|and|&))? [A-Z][\w'\u2019-]*")
_POSSESSIVE = ("'s", "\u2019s", "s'", "s\u2019")
# No name goes on for longer.
_FAR = 80


def starts_sentence(text: str, at: int) -> bool:
    """Whether a sentence, a quotation or a list item begins there."""
    return bool(_SENTENCE_START.search(text[max(0, at - _FAR) : at] if at > _FAR else text[:at]))


def in_name(text: str, start: int, end: int) -> bool:
    """Whether a capitalised word stands right beside text[start:end], so that it is part of a longer name."""
    if _AFTER.match(text, end):
        return True
    before = _BEFORE.search(text[max(0, start - _FAR) : start])
    # The European Union's Supply Chain is no name, however the Union is written.
    if not before or before["word"].endswith(_POSSESSIVE):
        return False
    if not starts_sentence(text, max(0, start - _FAR) + before.start()):
        return True
    # The first word of a sentence has its capital anyway: it tells only right beside the others.
    return not before["joined"] and before["word"].lower() not in SMALL | _OPENERS
