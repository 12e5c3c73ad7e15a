"""A glossary as evidence: what its terms say of a span and its gloss."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from zhengming.language.english import family
from zhengming.language.keys import chinese_key, english_keys
from zhengming.model import Glossary

PAIR, TERM = "glossary_pair", "glossary_term"


@dataclass(frozen=True, slots=True)
class Terms:
    """The Chinese wordings of a glossary as keys, each with the English wordings of its concepts."""

    english: Mapping[str, frozenset[str]]

    def tell(self, zh: str, en: str) -> str:
        """`glossary_pair` where the two are one concept's, `glossary_term` where the Chinese is some concept's."""
        known = self.english.get(chinese_key(zh))
        if known is None:
            return ""
        return PAIR if not known.isdisjoint(_keys([en])) else TERM


def terms_of(glossary: Glossary) -> Terms:
    """Every wording of a glossary, deprecated ones too: 製裁 in a text is known to be a term."""
    english: dict[str, set[str]] = {}
    for concept in glossary.concepts:
        keys = _keys(w for t in concept.terms if t.language == "en" for w in (t.text, *t.match))
        for term in concept.terms:
            if term.language != "en":
                english.setdefault(chinese_key(term.text), set()).update(keys)
    return Terms({zh: frozenset(keys) for zh, keys in english.items()})


def _keys(wordings: Iterable[str]) -> frozenset[str]:
    """The words as families, joined and parted: de-risks and derisking are de-risk."""
    return frozenset(" ".join(map(family, key)) for text in wordings for key in english_keys(text))
