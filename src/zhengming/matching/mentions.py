"""All mentions of a glossary's terms in a text, in both languages."""

from __future__ import annotations

import re
from dataclasses import replace

from zhengming.language.scripts import fold
from zhengming.matching.chinese import ChineseMatcher
from zhengming.matching.english import EnglishMatcher
from zhengming.matching.overlap import longest_first
from zhengming.matching.wordings import wordings
from zhengming.model import Concept, Glossary, Mention, Term

_SENTENCE_END = re.compile(r"[。！？!?；;\n]|\.(?=\s|$)")


class Matcher:
    """Compiles a glossary once; then finds its terms in any number of texts.

    Recognising uses every form, script, region and status (製裁 in a source is `sanctions`); what a draft may use is
    judged elsewhere.
    """

    def __init__(self, glossary: Glossary) -> None:
        """Compile the patterns of all terms."""
        self.concepts: dict[str, Concept] = {c.id: c for c in glossary.concepts}
        chinese, english = [], []
        for concept in glossary.concepts:
            for term in concept.terms:
                for wording, meant in wordings(concept, term):
                    if term.language == "en":
                        english.append((wording, concept, meant))
                    else:
                        chinese.append((wording, concept.id, meant))
        self.conditional = any(c.near or c.not_near or t.near or t.not_near for c in glossary.concepts for t in c.terms)
        self.chinese = ChineseMatcher(chinese)
        self.english = EnglishMatcher(english)

    def find(self, text: str) -> tuple[Mention, ...]:
        """The mentions in a text, by place; of two that overlap the longer one stays."""
        english, chinese = self.english.find(text), self.chinese.find(text)
        in_order = english or chinese
        if english and chinese:
            hits = {(m.start, m.end): m for m in (*english, *chinese)}
            in_order = [hits[span] for span in longest_first(hits, len(text))]
        return tuple(m for m in (self._in_context(_as_written(mention), text) for mention in in_order) if m.readings)

    def _in_context(self, mention: Mention, text: str) -> Mention:
        """Without the readings whose `when:` does not hold in this sentence."""
        if not self.conditional or not any(self._conditional(concept, term) for concept, term in mention.readings):
            return mention
        sentence = fold(_sentence_around(text, mention))
        fitting = [(c, t) for c, t in mention.readings if self._holds(c, t, sentence)]
        said = [(c, t) for c, t in fitting if self._conditional(c, t)]
        return replace(mention, readings=tuple(said or fitting))

    def _conditional(self, concept: str, term: Term) -> bool:
        return bool(term.near or term.not_near or self.concepts[concept].near or self.concepts[concept].not_near)

    def _holds(self, concept: str, term: Term, sentence: str) -> bool:
        near = term.near or self.concepts[concept].near
        not_near = term.not_near or self.concepts[concept].not_near
        if near and not any(fold(word) in sentence for word in near):
            return False
        return not any(fold(word) in sentence for word in not_near)


def _as_written(mention: Mention) -> Mention:
    """Folding found the place; the characters that stand there decide which form it is.

    製裁 is the deprecated form and not 制裁, `system of system` is not `system of systems`. Where a concept has no form
    written just so (臺 for 台, an inflection), its right forms are meant.
    """
    if len(mention.readings) == 1:
        return mention
    kept: list[tuple[str, Term]] = []
    for concept in mention.concepts:
        readings = [r for r in mention.readings if r[0] == concept]
        same = [r for r in readings if _is_written(mention, r[1])]
        kept += same or [r for r in readings if r[1].is_right] or readings
    return replace(mention, readings=tuple(kept))


def _is_written(mention: Mention, term: Term) -> bool:
    if term.language == "en":
        return mention.found.casefold() in (w.casefold() for w in (term.text, *term.match))
    written = mention.found.replace(" ", "")
    return written in (w.replace(" ", "") for w in (term.text, *term.match))


def _sentence_around(text: str, mention: Mention) -> str:
    start = max((m.end() for m in _SENTENCE_END.finditer(text, 0, mention.start)), default=0)
    stop = _SENTENCE_END.search(text, mention.end)
    return text[start : stop.start() if stop else len(text)]
