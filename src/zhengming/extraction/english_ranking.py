"""Score the spans of English before a Chinese gloss, and whether the two are a pair, with fitted weights."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from zhengming.extraction.chinese_glosses import ChineseGloss
from zhengming.extraction.english_candidates import EnglishCandidate
from zhengming.extraction.english_evidence import Measured, measure_english
from zhengming.extraction.terms import Terms
from zhengming.words.alignment import Explanation


@dataclass(frozen=True, slots=True)
class EnglishRanked:
    """A candidate with its share of the confidence, what explains it, and its evidence times weight."""

    candidate: EnglishCandidate
    confidence: float
    explained: Explanation
    evidence: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class EnglishRanking:
    """The candidates, best first, and the alignment that explains them."""

    ranked: tuple[EnglishRanked, ...]
    measured: Measured


@cache
def weights() -> dict[str, dict[str, float]]:
    """`edge` ranks left edges, `pair` decides whether it is a pair; benchmarks/fit_english.py writes both."""
    text = resources.files("zhengming.extraction").joinpath("data/english_weights.json").read_text(encoding="utf-8")
    data = json.loads(text)
    return {part: {str(k): float(v) for k, v in data[part].items()} for part in ("edge", "pair")}


def rank_english(
    candidates: Sequence[EnglishCandidate],
    gloss: ChineseGloss,
    recurring: frozenset[int] = frozenset(),
    terms: Terms | None = None,
) -> EnglishRanking:
    """The candidates with confidences that add up to 1, the best one first."""
    measured = measure_english(candidates, gloss, recurring, terms)
    weighed = [weigh(evidence, "edge") for evidence in measured.evidence]
    scores = [sum(value for _, value in w) for w in weighed]
    top = max(scores)
    shares = [math.exp(s - top) for s in scores]
    ranked = [
        EnglishRanked(c, share / sum(shares), explained, tuple(sorted(w, key=lambda named: -abs(named[1]))))
        for c, share, explained, w in zip(candidates, shares, measured.explained, weighed, strict=True)
    ]
    ranked.sort(key=lambda r: (-r.confidence, -r.candidate.start))
    return EnglishRanking(tuple(ranked), measured)


def weigh(evidence: Mapping[str, float], part: str) -> list[tuple[str, float]]:
    """Each piece of evidence times its weight."""
    table = weights()[part]
    return [(name, table.get(name, 0.0) * value) for name, value in evidence.items()]
