"""A text between double quotes, as YAML and Turtle both read it."""

from __future__ import annotations

import json
import re

# What a reader refuses, takes for a line end or does not show, beside what JSON has a backslash for.
_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff0-\uffff\U000e0000-\U0010ffff]")


def quoted(text: str) -> str:
    r"""The text in quotes: a "b" → `"a \"b\""`; a control character is `\u` and its code."""
    return _UNSEEN.sub(_code, json.dumps(text, ensure_ascii=False))


def _code(found: re.Match[str]) -> str:
    code = ord(found.group())
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
