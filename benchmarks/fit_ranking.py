"""Fit the weights of the left-edge ranking to a folder of gold data and write them where the package reads them.

    python benchmarks/fit_ranking.py GOLD_FOLDER [--out FILE]
    python benchmarks/fit_ranking.py GOLD_FOLDER --folds 5         # writes nothing: how well it does on what it has
    python benchmarks/fit_ranking.py GOLD_FOLDER --leave-origin    # not seen, and how far its confidence can be trusted

GOLD_FOLDER holds `docs/*.json` beside their texts, `windows.jsonl` and `auto.jsonl` (see its README for their shape).
The model is log-linear over the candidates of one gloss, fitted by gradient ascent with a penalty that pulls every
weight towards the one set by hand in priors.json; documents count twice, automatic items half. A fold leaves whole
documents out, windows of one document together; --leave-origin all that is from one book or site.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any
from unittest import mock

import gold

from zhengming.extraction import extract, ranking
from zhengming.extraction.candidates import find_candidates, marked_before
from zhengming.extraction.evidence import measure
from zhengming.extraction.expansions import likely_expansion
from zhengming.extraction.explained import align_run
from zhengming.extraction.places import find_places, know
from zhengming.extraction.recurrence import LONGEST
from zhengming.model import Document

WEIGHTS = Path(__file__).parents[1] / "src/zhengming/extraction/data/weights.json"
STEPS, RATE, PULL = 120, 0.4, 0.003
SET_WEIGHTS = {"docs": 2.0, "windows": 1.0, "auto": 0.5}
# Above this confidence a pair is published as sure.
LINE = 0.8
PRIORS: dict[str, float] = json.loads(Path(__file__).with_name("priors.json").read_text(encoding="utf-8"))

Gloss = tuple[float, list[list[tuple[int, float]]], list[int]]


class Names:
    """Evidence names as small numbers."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def number(self, name: str) -> int:
        """The number of a name, a new one where it is new."""
        return self.numbers.setdefault(name, len(self.numbers))


def glosses_of(document: Document, right: dict[int, set[str]], weight: float, names: Names) -> Iterator[Gloss]:
    """For every open gloss with a gold span: the evidence of each candidate, and which of them are right."""
    places = find_places(document)
    known = know(document, places)
    for place in places:
        block, parenthesis, gloss = place.block, place.parenthesis, place.gloss
        wordings = right.get(block.offset(parenthesis.start))
        if not wordings or not gloss or marked_before(block, parenthesis.start):
            continue
        candidates = find_candidates(block, parenthesis.start, gloss, parenthesis.end)
        chosen = [n for n, c in enumerate(candidates) if c.text.strip() in wordings]
        if chosen and len(candidates) > 1:
            alignment = align_run(candidates, gloss, likely_expansion(candidates[0].text, gloss, known.said))
            end = candidates[0].end
            measured = measure(candidates, gloss, known.recurs(block.text[max(0, end - LONGEST) : end]), alignment)
            yield weight, [[(names.number(k), v) for k, v in m.items()] for m in measured], chosen


def fit(glosses: list[Gloss], names: Names) -> dict[str, float]:
    """Gradient ascent on the log probability of the right candidates."""
    size = len(names.numbers)
    start = [PRIORS.get(name, 0.0) for name in names.numbers]
    fitted, squares = list(start), [1e-9] * size
    for step in range(STEPS):
        gradient = [PULL * len(glosses) * (s - v) for s, v in zip(start, fitted, strict=True)]
        likelihood = 0.0
        for weight, measured, right in glosses:
            scores = [sum([fitted[k] * v for k, v in m]) for m in measured]
            top = max(scores)
            shares = [math.exp(s - top) for s in scores]
            total, good = sum(shares), sum(shares[n] for n in right)
            likelihood += weight * math.log(max(good / total, 1e-300))
            for n, share in enumerate(shares):
                pull = weight * ((share / good if n in right else 0.0) - share / total)
                if abs(pull) > 1e-4:
                    for k, v in measured[n]:
                        gradient[k] += pull * v
        for k, slope in enumerate(gradient):
            squares[k] += slope * slope
            fitted[k] += RATE * slope / math.sqrt(squares[k])
        if step % 40 == 0 or step == STEPS - 1:
            print(f"step {step:3}  log likelihood per gloss {likelihood / len(glosses):.4f}", file=sys.stderr)
    return {name: round(fitted[k], 3) for name, k in sorted(names.numbers.items())}


def cross_validate(
    folder: Path,
    items: list[gold.Item],
    glosses: dict[str, list[Gloss]],
    names: Names,
    part_of: Callable[[gold.Item], Any],
) -> None:
    """Fit without each part of the items, extract from that part, and score all parts together."""
    predictions: dict[str, list[dict[str, object]]] = {"docs": [], "windows": []}
    judged: list[tuple[float, bool]] = []
    for part in sorted({part_of(i) for i in items}):
        fitted = fit([g for i in items if part_of(i) != part for g in glosses[i.name]], names)
        with mock.patch.object(ranking, "weights", lambda fitted=fitted: fitted):
            for name, found in predictions.items():
                of_part = [i for i in items if i.source == name and part_of(i) == part]
                found += gold.rows(of_part, triples)
                judged += [j for i in of_part for j in judge(i)]
    scorer = gold.load_scorer(folder)
    for name, found in predictions.items():
        print(gold.row(scorer, f"{name}, not seen", gold.scored(scorer, folder, name, found)))
    print(reliability(judged))


def judge(item: gold.Item) -> Iterator[tuple[float, bool]]:
    """The confidence of every pair at a labelled parenthesis, and whether its Chinese is right."""
    for pair in extract(item.document):
        if pair.offset in item.right and pair.kind not in ("quote", "alias"):
            yield pair.confidence, pair.zh.strip() in item.right[pair.offset]


def reliability(judged: Sequence[tuple[float, bool]]) -> str:
    """How often what is said to be so sure is right, and what share of all stands above the published line."""
    lines = ["", "confidence       pairs  mean said  exact"]
    for low, high in pairwise((0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.01)):
        inside = [j for j in judged if low <= j[0] < high]
        if inside:
            said, right = (sum(j[n] for j in inside) / len(inside) for n in (0, 1))
            lines.append(f"{low:.2f} to {min(high, 1):.2f}  {len(inside):8}  {said:9.1%}  {right:.1%}")
    above = [right for confidence, right in judged if confidence >= LINE]
    share = len(above) / max(len(judged), 1)
    lines.append(f"line {LINE:.2f}: {sum(above) / max(len(above), 1):.1%} exact at {share:.1%} coverage")
    return "\n".join(lines)


def fold_of(group: str, folds: int) -> int:
    """The same fold for the same document on every machine."""
    return zlib.crc32(group.encode()) % folds


def triples(document: Document) -> Iterable[gold.Triple]:
    """Our extraction."""
    return [(p.zh, p.en, p.offset) for p in extract(document) if p.kind not in ("quote", "alias")]


def main() -> None:
    """Fit and write, or fit and judge."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("gold", type=Path)
    options.add_argument("--out", type=Path, default=WEIGHTS)
    options.add_argument("--folds", type=int, default=0)
    options.add_argument("--leave-origin", action="store_true")
    said = options.parse_args()
    items = [*gold.documents(said.gold), *gold.windows(said.gold, "windows"), *gold.windows(said.gold, "auto")]
    names = Names()
    glosses = {i.name: list(glosses_of(i.document, i.right, SET_WEIGHTS[i.source], names)) for i in items}
    if said.folds or said.leave_origin:
        part_of = (lambda i: i.origin) if said.leave_origin else (lambda i: fold_of(i.group, said.folds))
        cross_validate(said.gold, items, glosses, names, part_of)
        return
    every = [g for found in glosses.values() for g in found]
    about = f"Weights of the evidence in extraction; fitted by benchmarks/fit_ranking.py to {len(every)} glosses."
    # What the gold data has no case of (a glossary somebody names) keeps its prior.
    content = json.dumps({"about": about, "weights": dict(sorted((PRIORS | fit(every, names)).items()))}, indent=2)
    said.out.write_text(content + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
