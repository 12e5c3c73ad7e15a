"""The sentence that a card shows: a quotation with the term in it, marked or left out."""

from __future__ import annotations

from itertools import pairwise

from zhengming.exchange.anki_markup import escape
from zhengming.language.scripts import fold
from zhengming.model import Concept, Evidence

BLANK = "[...]"


def example_of(concept: Concept) -> tuple[str, str, Evidence]:
    """The first quotation with the term in it, the term in bold; the same with a blank; and where it comes from.

    A blank stands for the Chinese only: 提出降低依賴尋求[...]而非脫鉤.
    """
    quoted = [evidence for evidence in concept.evidence if evidence.quote.strip()]
    for in_chinese in (True, False):
        wordings = {fold(t.text) for t in concept.terms if t.text and (t.language != "en") == in_chinese}
        for evidence in quoted:
            spans = places(fold(evidence.quote), sorted(wordings, key=len, reverse=True))
            if spans:
                blanked = _blanked(evidence.quote, spans) if in_chinese else ""
                return _marked(evidence.quote, spans, bold=True), blanked, evidence
    return (escape(quoted[0].quote), "", quoted[0]) if quoted else ("", "", Evidence())


def places(text: str, wordings: list[str]) -> list[tuple[int, int]]:
    """Where wordings stand in a text, all of them folded; at each place the first that fits, and no word cut in two."""
    present = [wording for wording in wordings if wording in text]
    spans, at = [], 0
    while present and at < len(text):
        end = next((at + len(w) for w in present if text.startswith(w, at) and _stands_free(text, at, at + len(w))), at)
        if end > at:
            spans.append((at, end))
        at = max(end, at + 1)
    return spans


def _stands_free(text: str, start: int, end: int) -> bool:
    """Whether no Latin word or number is cut: AI stands in AI晶片, not in PAID."""
    return not (_cut(text[start - 1 : start], text[start]) or _cut(text[end - 1], text[end : end + 1]))


def _cut(before: str, after: str) -> bool:
    return before.isascii() and before.isalnum() and after.isascii() and after.isalnum()


def _blanked(quote: str, spans: list[tuple[int, int]]) -> str:
    """The quotation with blanks; empty where nothing else is in it that would make it a question."""
    edges = pairwise([(0, 0), *spans, (len(quote), 0)])
    rest = "".join(quote[end:start] for (_, end), (start, _) in edges)
    return _marked(quote, spans, bold=False) if any(map(str.isalnum, rest)) else ""


def _marked(quote: str, spans: list[tuple[int, int]], *, bold: bool) -> str:
    """The quotation as HTML with every span in bold, or blanked out."""
    out, at = [], 0
    for start, end in spans:
        out += [escape(quote[at:start]), f"<b>{escape(quote[start:end])}</b>" if bold else BLANK]
        at = end
    return "".join([*out, escape(quote[at:])])
