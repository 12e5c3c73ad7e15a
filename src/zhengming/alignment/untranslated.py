"""Drafts, or paragraphs of them, that are still the source text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhengming.alignment.anchors import has_content, same_text, size
from zhengming.language.scripts import HAN_CHARACTER, is_chinese
from zhengming.model import Block, Document

# Headings and names aside this share is all of a text.
_ALL = 0.8
_FEWEST_HAN, _FEWEST_WORDS = 8, 6
# English prose is mostly small letters, titles and names are not.
_SMALL = 0.5
_WORD = re.compile("[A-Za-z\u00c0-\u024f]+")
# An entry of a bibliography is mostly titles.
_LISTED = 0.4
_TITLE = re.compile("[《〈][^《〈》〉]*[》〉]")


@dataclass(frozen=True, slots=True)
class Untranslated:
    """What is not translated: its `blocks`, which are the draft as a `whole` or only some of it.

    `copied` are those of the blocks that the source has word for word, in either script.
    """

    whole: bool
    blocks: tuple[Block, ...]
    copied: tuple[Block, ...]


def untranslated(source: Document, draft: Document) -> Untranslated:
    """The body paragraphs of a draft that are still in the source's language.

    Names, titles and bibliographies, which may stay as they are, do not count.
    """
    chinese = is_chinese("\n".join(block.text for block in source.body))
    there = {same_text(block.text) for block in source.body if has_content(block)}
    blocks = tuple(b for b in draft.body if there and has_content(b) and _counts(b.text, chinese))
    left, all_of_it = (sum(size(block.text) for block in side) for side in (blocks, draft.body))
    whole = bool(blocks) and left >= _ALL * all_of_it
    return Untranslated(whole, blocks, tuple(b for b in blocks if same_text(b.text) in there))


def _counts(text: str, chinese: bool) -> bool:
    """Whether a paragraph is prose in a language: no name, no formula, no entry of a bibliography, which may stay."""
    if chinese:
        han = len(HAN_CHARACTER.findall(text))
        in_titles = sum(len(title) for title in _TITLE.findall(text))
        return is_chinese(text) and han >= _FEWEST_HAN and in_titles < _LISTED * han
    words = _WORD.findall(text)
    small = sum(word[0].islower() for word in words)
    return HAN_CHARACTER.search(text) is None and len(words) >= _FEWEST_WORDS and small >= _SMALL * len(words)
