"""The concepts of a glossary that a proposal may be one with."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from zhengming.language.english import FUNCTION_WORDS, family, tokens
from zhengming.language.keys import chinese_key
from zhengming.model import Concept, Glossary

# A shared word alone is little: supply and chain are in many terms.
_LIKE, _MOST = 0.5, 5


class Near:
    """A glossary by the words of its terms, made once for many questions."""

    def __init__(self, glossary: Glossary) -> None:
        self.by_piece: dict[str, dict[str, Concept]] = {}
        for concept in glossary.concepts:
            for piece in _pieces(concept):
                self.by_piece.setdefault(piece, {})[concept.id] = concept

    def of(self, concept: Concept) -> tuple[Concept, ...]:
        """The concepts with a word in common, the most alike first: 供應鏈安全 has 供應鏈 near."""
        sharing = {c.id: c for piece in _pieces(concept) for c in self.by_piece.get(piece, {}).values()}
        scored = sorted(((_likeness(concept, c), c) for c in sharing.values()), key=lambda s: (-s[0], s[1].id))
        return tuple(c for score, c in scored if score >= _LIKE)[:_MOST]


def _pieces(concept: Concept) -> Iterator[str]:
    """English words as families, and every two Chinese characters that stand together."""
    for term in concept.terms:
        if term.language == "en":
            yield from (family(w) for _, _, w in tokens(term.text) if w.lower() not in FUNCTION_WORDS)
        else:
            key = chinese_key(term.text)
            yield from (key[n : n + 2] for n in range(len(key) - 1))


def _likeness(one: Concept, other: Concept) -> float:
    """How alike the most alike terms of either language are, 0 to 1."""
    pairs = ((a, b) for a in one.terms for b in other.terms if (a.language == "en") == (b.language == "en"))
    return max(
        (SequenceMatcher(None, chinese_key(a.text), chinese_key(b.text), autojunk=False).ratio() for a, b in pairs),
        default=0.0,
    )
