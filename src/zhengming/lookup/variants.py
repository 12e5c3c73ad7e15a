"""The Taiwan, Hong Kong and Mainland forms of a word, and how each is known."""

from __future__ import annotations

from zhengming.language.keys import chinese_key
from zhengming.language.regions import regional
from zhengming.model import Concept, Glossary, RegionalForm
from zhengming.tags import FALLBACKS, REGIONS, SCRIPT_OF_REGION


def variants(word: str, glossary: Glossary) -> dict[str, RegionalForm]:
    """芯片 → 晶片 (Taiwan), 晶片 (Hong Kong), 芯片 (Mainland).

    A person's entry wins; else OpenCC's phrases propose a form, else only the characters change. What OpenCC proposes
    is never `sure` where it changed words.
    """
    concept = _entry_for(word, glossary)
    return {tag: _from_entry(concept, tag) if concept else _proposed(word, tag) for tag in REGIONS}


def _entry_for(word: str, glossary: Glossary) -> Concept | None:
    wanted = chinese_key(word)
    for concept in glossary.concepts:
        if any(t.is_right and t.language != "en" and chinese_key(t.text) == wanted for t in concept.terms):
            return concept
    return None


def _from_entry(concept: Concept, tag: str) -> RegionalForm:
    right = [t.text for t in concept.designations(tag)]
    # A form of another region that stands in for a missing one is the entry's best guess, no more.
    own = any(t.language in (tag, SCRIPT_OF_REGION[tag]) for t in concept.terms if t.is_right)
    if not right:
        other = next(t.text for lang in FALLBACKS["zh-Hant"] + FALLBACKS["zh-Hans"] for t in concept.designations(lang))
        return _proposed(other, tag)
    return RegionalForm(right[0], "entry", own, tuple(right[1:]))


def _proposed(word: str, tag: str) -> RegionalForm:
    form, how = regional(word, tag)
    return RegionalForm(form, how, sure=how == "characters" and form == word)
