"""Drafts, or paragraphs of them, that are still the source text."""

from __future__ import annotations

from dataclasses import dataclass

from zhengming.alignment.anchors import has_content, same_text
from zhengming.language.scripts import HAN_CHARACTER, LATIN_LETTER, is_chinese
from zhengming.model import Block, Document

# A shorter one may be a name, a formula or a title that stays as it is.
_SHORTEST = {True: 8, False: 30}


@dataclass(frozen=True, slots=True)
class Untranslated:
    """What is not translated: `whole` where the draft is in its source's language throughout, else its `blocks`.

    `copied` are those of the blocks (all of them where `whole`) that the source has word for word, in either script.
    """

    whole: bool
    blocks: tuple[Block, ...]
    copied: tuple[Block, ...]


def untranslated(source: Document, draft: Document) -> Untranslated:
    """The body paragraphs of a draft that are still in the language of the source; short ones do not count."""
    language = is_chinese(_whole(source))
    same = _is(language, _whole(draft)) and bool(_whole(source).strip())
    there = {same_text(block.text) for block in source.body}
    blocks = tuple(b for b in draft.body if has_content(b) and _counts(b.text, language))
    return Untranslated(same, blocks, tuple(b for b in blocks if same_text(b.text) in there))


def _whole(document: Document) -> str:
    return "\n".join(block.text for block in document.body)


def _is(chinese: bool, text: str) -> bool:
    return is_chinese(text) == chinese and (chinese or LATIN_LETTER.search(text) is not None)


def _counts(text: str, chinese: bool) -> bool:
    """Whether a paragraph is in a language and long enough to be prose."""
    if chinese:
        return is_chinese(text) and len(HAN_CHARACTER.findall(text)) >= _SHORTEST[True]
    return HAN_CHARACTER.search(text) is None and len(LATIN_LETTER.findall(text)) >= _SHORTEST[False]
