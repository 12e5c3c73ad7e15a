"""Choose among the candidates of one gloss: a weighted sum of evidence, and a softmax for the confidence.

The weights in `weights.json` are fitted by benchmarks/fit_ranking.py.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from zhengming.extraction.evidence import measure
from zhengming.extraction.explained import align_run
from zhengming.extraction.glosses import Gloss
from zhengming.extraction.spans import Candidate
from zhengming.extraction.terms import Terms
from zhengming.words import Alignment


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its share of the confidence.

    The first two, which are compared, have the evidence that counted most, strongest first.
    """

    candidate: Candidate
    confidence: float
    evidence: tuple[tuple[str, float], ...] = ()


# The best candidate and the runner-up.
_COMPARED = 2


@cache
def weights() -> dict[str, float]:
    """The weight of each kind of evidence."""
    text = resources.files("zhengming.extraction").joinpath("data/weights.json").read_text(encoding="utf-8")
    return {name: float(value) for name, value in json.loads(text)["weights"].items()}


@dataclass(frozen=True, slots=True)
class Ranking:
    """The candidates of one gloss, best first, and the alignment that speaks for them."""

    ranked: tuple[Ranked, ...]
    alignment: Alignment
    begin: int


def rank(
    candidates: Sequence[Candidate],
    gloss: Gloss,
    recurring: frozenset[int],
    expansion: str | None = None,
    terms: Terms | None = None,
) -> Ranking:
    """The candidates, best first; confidences sum to 1."""
    alignment = align_run(candidates, gloss, expansion)
    measured = measure(candidates, gloss, recurring, alignment, terms)
    weight = weights().get
    scores = [sum([weight(name, 0.0) * value for name, value in m.items()]) for m in measured]
    top = max(scores)
    shares = [math.exp(s - top) for s in scores]
    total = sum(shares)
    order = sorted(range(len(candidates)), key=lambda n: (-shares[n], candidates[n].start))
    ranked = [
        Ranked(candidates[n], shares[n] / total, _strongest(measured[n]) if place < _COMPARED else ())
        for place, n in enumerate(order)
    ]
    return Ranking(tuple(ranked), alignment, candidates[0].start)


def _strongest(evidence: dict[str, float]) -> tuple[tuple[str, float], ...]:
    weight = weights().get
    counted = [(name, weight(name, 0.0) * value) for name, value in evidence.items()]
    return tuple(sorted([c for c in counted if abs(c[1]) >= 0.05], key=lambda c: -abs(c[1])))
