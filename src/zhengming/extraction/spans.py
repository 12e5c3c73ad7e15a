"""A span that may be what a gloss translates."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """text[start:end], and the words it and its left context are cut into.

    `inside` tells that it begins in the middle of what the segmenter takes for one word, `quoted` that an opening
    quotation mark stands before it and closes after the parenthesis, `signs` how many signs of a list stand in it.
    """

    start: int
    end: int
    text: str
    left: str
    words: tuple[str, ...]
    at_stop: bool
    inside: bool = False
    quoted: bool = False
    signs: int = 0
