"""Evidence from the words themselves: how much of the gloss a span explains, and what of the span nothing explains."""

from __future__ import annotations

from collections.abc import Sequence

from zhengming.extraction.glosses import Gloss
from zhengming.extraction.parts import part_of_speech, plain
from zhengming.extraction.spans import Candidate
from zhengming.words import Alignment, align
from zhengming.words.alignment import Explanation

# Below it nothing is known about the gloss, and what stands unexplained tells nothing.
_LEAST_KNOWN = 0.12
_SURE_LINK, _WHOLE = 0.7, 0.9
_NEGATIONS = frozenset("非不无未反")


def align_run(candidates: Sequence[Candidate], gloss: Gloss, expansion: str | None) -> Alignment:
    """The alignment of the longest candidate, which tells about all others."""
    return align(candidates[0].text, gloss.en, is_acronym=gloss.is_acronym, expansion=expansion)


def measure_explained(
    candidates: Sequence[Candidate], alignment: Alignment, kind: str, measured: Sequence[dict[str, float]]
) -> None:
    """Add the evidence of an alignment to what was measured of each candidate."""
    begin = candidates[0].start
    explanations = [alignment.explanations[c.start - begin] for c in candidates]
    best = max(e.covered for e in explanations)
    if best < _LEAST_KNOWN:
        for candidate, evidence in zip(candidates, measured, strict=True):
            _edge_words(candidate, len(candidate.text) - len(candidate.words[-1]), evidence)
        return
    links = {(p.start, p.end) for p in alignment.explanations[0].pieces if p.quality >= 0.5}
    for candidate, explained, evidence in zip(candidates, explanations, measured, strict=True):
        _one(candidate, explained, best, kind, evidence)
        at = candidate.start - begin
        if any(start < at < end for start, end in links):
            evidence["cuts_link"] = 1
        if any(end == at for _, end in links) and "after_link" not in evidence:
            evidence["after_link:" + kind] = 1


def _one(candidate: Candidate, explained: Explanation, best: float, kind: str, evidence: dict[str, float]) -> None:
    evidence["covered:" + kind] = explained.covered
    evidence["behind:" + kind] = best - explained.covered
    inner = explained.unexplained - explained.edge
    if inner:
        evidence["gaps:" + kind] = min(inner, 6) / 2
    if explained.edge:
        _edge_words(candidate, explained.edge, evidence)
        evidence["edge:" + kind] = min(explained.edge, 6) / 2
        # What nothing in the English explains may render what nothing in the Chinese explained.
        evidence["edge_for_missing:" + kind] = min(explained.edge, 5) / 2 * (1 - best)
        complete = explained.covered > 0.95 * best
        evidence[f"edge_{'complete' if complete else 'open'}:{kind}"] = 1
        if plain(candidate.text[0]) in _NEGATIONS:
            evidence["negation_unexplained"] = 1
        if explained.covered > 0.75:
            evidence["edge_of_whole:" + kind] = 1
    elif explained.pieces:
        first = explained.pieces[0]
        evidence[f"begins_by_{first.how}"] = first.quality
        if "stop_first" in evidence and first.quality >= _SURE_LINK:  # 建立 of Creating Communities
            del evidence["stop_first"]
            evidence["stop_first_linked"] = 1
        if len(explained.pieces) == 1 and not explained.unexplained and explained.covered >= _WHOLE:
            evidence["whole_entry"] = 1
        evidence["missing:" + kind] = 1 - explained.covered
        if len(explained.pieces) > 1:
            evidence["begins_link:" + kind] = 1


def _edge_words(candidate: Candidate, edge: int, evidence: dict[str, float]) -> None:
    """What kinds of words the unexplained left edge is made of; a verb speaks for a clause."""
    at = 0
    for n, word in enumerate(candidate.words):
        at += len(word)
        if at > edge:
            return
        name = f"{'first' if n == 0 else 'inner'}_in_edge:{part_of_speech(plain(word))}"
        evidence[name] = min(evidence.get(name, 0.0) + 1, 2)
