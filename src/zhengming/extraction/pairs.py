"""Document → pairs, one parenthesis at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from zhengming.extraction import reverse
from zhengming.extraction.candidates import find_candidates, marked_before
from zhengming.extraction.decisions import is_translation
from zhengming.extraction.english_recurrence import EnglishRecurs, english_recurrence
from zhengming.extraction.expansions import expansion_of, likely_expansion
from zhengming.extraction.glosses import Gloss, chinese_beside, looks_acronym
from zhengming.extraction.kinds import kind_of
from zhengming.extraction.places import Known, Place, find_places, know
from zhengming.extraction.ranking import Ranked, Ranking, rank
from zhengming.extraction.reasons import explain, tell_links
from zhengming.extraction.terms import PAIR, Terms
from zhengming.language.scripts import contains_han, contains_latin
from zhengming.model import Alternative, Document, Pair
from zhengming.words import align

_CONTEXT = 60
_SHOWN_ALTERNATIVES = 3
_WORTH_SHOWING = 0.02
_LOOK_BACK = 40
# How much of the English a Chinese name beside it must explain, and how sure we are of such a pair.
_TRANSLATES, _INSIDE = 0.5, 0.9


def extract(document: Document, terms: Terms | None = None) -> Iterator[Pair]:
    """The pairs that a document's authors gloss, in the order of the text; `terms` of a glossary count as evidence.

    提出降低依賴尋求去風險（de-risking） gives 去風險 / de-risking, with its place and the reasons for its left edge.
    """
    places = find_places(document)
    known = know(document, places, terms)
    recurs = english_recurrence(document, (reverse.last_word(p.block, p.parenthesis) for p in places))
    for place in places:
        pair = _pair(place, known, recurs) if place.block.kind != "contents" else None
        if pair:
            yield pair


def _pair(place: Place, known: Known, recurs: EnglishRecurs) -> Pair | None:
    text, start = place.block.text, place.parenthesis.start
    has_chinese_before = contains_han(text[max(0, start - _LOOK_BACK) : start])
    if place.gloss and has_chinese_before and not reverse.is_asked(place.block, place.parenthesis):
        pair = _marked(place, place.gloss, known) or _ranked(place, place.gloss, known)
        return _with_others(pair, place.gloss) if pair and place.gloss.others else pair
    return _reverse(place, known, recurs)


def _with_others(pair: Pair, gloss: Gloss) -> Pair:
    """The second wording of `en；en2` is told among the reasons; it is no rival of the first."""
    return replace(pair, why=(*pair.why, *(f"it is glossed as {other} too" for other in gloss.others)))


def _marked(place: Place, gloss: Gloss, known: Known) -> Pair | None:
    """A span that the author set off with marks."""
    found = marked_before(place.block, place.parenthesis.start)
    if not found:
        return None
    span = found.candidate
    kind = kind_of(span.text, gloss.en, marked=found.signs, is_acronym=gloss.is_acronym, is_alias=gloss.is_alias)
    pair = _glossed(place, gloss, known, span.start, span.text, kind)
    return replace(pair, confidence=found.confidence, why=(f"the author marks it with {found.signs}",))


def _ranked(place: Place, gloss: Gloss, known: Known) -> Pair | None:
    """The best of the spans that end before the parenthesis."""
    block, parenthesis = place.block, place.parenthesis
    candidates = find_candidates(block, parenthesis.start, gloss, parenthesis.end)
    said_twice = block.text[max(0, parenthesis.start - len(gloss.en) - 1) : parenthesis.start].strip() == gloss.en
    if not candidates or said_twice:  # iOS 26（iOS 26）
        return None
    before = block.text[max(0, candidates[0].end - _LOOK_BACK) : candidates[0].end]
    expansion = likely_expansion(candidates[0].text, gloss, known.said)
    ranking = rank(candidates, gloss, known.recurs(before), expansion, known.terms)
    inner = _inside(place, gloss, known, ranking)
    if inner:
        return inner
    between = block.text[candidates[0].end : parenthesis.start]
    vouched = known.terms is not None and known.terms.tell(ranking.ranked[0].candidate.text, gloss.en) == PAIR
    if not vouched and not is_translation(ranking, gloss, behind_acronym=contains_latin(between)):
        return None
    best = ranking.ranked[0]
    kind = kind_of(best.candidate.text, gloss.en, marked="", is_acronym=gloss.is_acronym, is_alias=gloss.is_alias)
    pair = _glossed(place, gloss, known, best.candidate.start, best.candidate.text, kind)
    return replace(
        pair,
        confidence=round(best.confidence, 3),
        alternatives=_alternatives(ranking.ranked[1:], gloss.en),
        why=explain(ranking),
    )


def _inside(place: Place, gloss: Gloss, known: Known, ranking: Ranking) -> Pair | None:
    """口訣（Magna Carta，大憲章）: the pair of a parenthesis whose Chinese explains what the text before does not."""
    zh = chinese_beside(place.parenthesis.inside)
    best = ranking.ranked[0].candidate
    outside = ranking.alignment.explanations[best.start - ranking.begin].covered
    alignment = align(zh, gloss.en) if zh else None
    if not alignment or alignment.explanations[0].covered < max(_TRANSLATES, 2 * outside):
        return None
    kind = kind_of(zh, gloss.en, marked="", is_acronym=gloss.is_acronym)
    start = place.parenthesis.inside_start + place.parenthesis.inside.index(zh)
    links = tell_links(zh, alignment, alignment.explanations[0].pieces)
    pair = _glossed(place, gloss, known, start, zh, kind)
    return replace(pair, confidence=_INSIDE, why=("both stand in the parenthesis", links))


def _alternatives(ranked: tuple[Ranked, ...], en: str) -> tuple[Alternative, ...]:
    shown = [r for r in ranked[:_SHOWN_ALTERNATIVES] if r.confidence >= _WORTH_SHOWING]
    return tuple(Alternative(r.candidate.text, en, round(r.confidence, 3)) for r in shown)


def _reverse(place: Place, known: Known, recurs: EnglishRecurs) -> Pair | None:
    """A Chinese gloss behind an English wording."""
    found = reverse.find(place.block, place.parenthesis, recurs, known.terms)
    if not found:
        return None
    gloss = Gloss(found.en, acronym=found.acronym, is_acronym=looks_acronym(found.en))
    kind = kind_of(found.zh, found.en, marked=found.marked, is_acronym=gloss.is_acronym)
    pair = _glossed(place, gloss, known, found.start, found.zh, kind)
    return replace(pair, confidence=found.confidence, alternatives=found.alternatives, why=found.why)


def _glossed(place: Place, gloss: Gloss, known: Known, start: int, zh: str, kind: str) -> Pair:
    """The pair, yet without confidence and reasons; `start` is where the wording outside the parenthesis begins."""
    line, column = place.document.place(place.block.offset(start))
    return Pair(
        doc=place.document.path,
        line=line,
        column=column,
        offset=place.block.offset(place.parenthesis.start),
        zh=zh,
        en=gloss.en,
        kind=kind,
        confidence=0.0,
        acronym=gloss.acronym,
        expansion=expansion_of(zh, gloss, known.said),
        quote=_quote(place.block.text, start, place.parenthesis.end),
    )


def _quote(text: str, start: int, end: int) -> str:
    """The words around a pair within its sentence: the evidence that a person judges it by."""
    low = max(0, start - _CONTEXT // 2)
    left = max(low, *(text.rfind(sign, low, start) + 1 for sign in "。！？；，\ufffc"))
    stop = re.compile("[。！？；，\ufffc]").search(text, end, end + _CONTEXT // 2)
    return text[left : stop.start() if stop else min(len(text), end + _CONTEXT // 2)].strip()
