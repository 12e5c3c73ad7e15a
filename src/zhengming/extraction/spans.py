"""A span that may be what a gloss translates."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """text[start:end], and the words it and its left context are cut into.

    `inside` is the word of the segmenter in the middle of which it begins, `quoted` tells that an opening quotation
    mark stands before it and closes after the parenthesis, `signs` how many signs of a list stand in it,
    `entry` that it is all that stands on its line before the gloss, as in a list of terms.
    """

    start: int
    end: int
    text: str
    left: str
    words: tuple[str, ...]
    at_stop: bool
    inside: str = ""
    quoted: bool = False
    signs: int = 0
    entry: bool = False
