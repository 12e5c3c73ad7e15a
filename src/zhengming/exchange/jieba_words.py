"""jieba's user dictionary: a word and its tag on each line, so that the terms of a region come out whole.

jieba chooses the frequency itself where there is none, just high enough that its own words cannot take the new one
apart; it reckons with what it has read so far, so shorter words stand first. A text also holds what is to be avoided,
so these forms are words too. jieba cuts at every sign but those of `_WORD` before it looks into any dictionary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhengming.exchange.formats import Part, Written
from zhengming.exchange.options import Options
from zhengming.exchange.report import OMITTED, Loss, unheld
from zhengming.exchange.resolved import avoided, right
from zhengming.model import Concept, Glossary
from zhengming.tags import ENGLISH

HELD = frozenset({"deprecated term", "kind"})
# What `re_han_default` of jieba 0.42.1 takes for a word's characters.
_WORD = re.compile("[\u4e00-\u9fd5a-zA-Z0-9+#&._%\\-]+")
_TAGS = {"person": "nr", "organization": "nt", "document": "nz", "acronym": "nz", "alias": "nz", "quote": "l"}
_PARTS_OF_SPEECH = {"adj": "a", "adjective": "a", "adv": "d", "adverb": "d", "verb": "v"}


def write(glossary: Glossary, options: Options) -> Written:
    """A file for each region, from short words to long ones; a word of several concepts has the first one's tag."""
    losses: list[Loss] = []
    parts, items, held = [], 0, set()
    for concept in glossary.concepts:
        losses += unheld(concept, HELD)
        losses += (Loss(concept.id, OMITTED, "English term") for t in concept.terms if t.language == ENGLISH)
    for region in options.regions:
        words: dict[str, str] = {}
        for concept in glossary.concepts:
            for word in _words(concept, region, losses):
                words.setdefault(word, _tag(concept))
                held.add(concept.id)
        ordered = sorted(words.items(), key=lambda one: (len(one[0]), one[0]))
        parts.append(Part(f"{region}.txt", "".join(f"{word} {tag}\n" for word, tag in ordered).encode()))
        items += len(words)
    return Written(tuple(parts), len(held), items, tuple(losses))


def _words(concept: Concept, region: str, losses: list[Loss]) -> Iterator[str]:
    for term in (*right(concept, region), *avoided(concept, region)):
        if _WORD.fullmatch(term.text):
            yield term.text
        else:
            losses.append(Loss(concept.id, "dropped for a sign at which jieba cuts", "word"))


def _tag(concept: Concept) -> str:
    """The tag of jieba's (and ICTCLAS's) list: a person is nr, an organization nt, another name nz, a term n."""
    return _TAGS.get(concept.kind) or _PARTS_OF_SPEECH.get(concept.pos.lower(), "n")
