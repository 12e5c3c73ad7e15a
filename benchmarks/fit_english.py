"""Fit the weights of English（中文）, the left edge and pair or not, to a folder of gold data.

    python benchmarks/fit_english.py GOLD_FOLDER [--out FILE]
    python benchmarks/fit_english.py GOLD_FOLDER --folds 13   # writes nothing: how well it does on what it has not seen

GOLD_FOLDER holds `docs/*.json` beside their texts. There are few such glosses, so every weight is pulled hard towards
the one set by hand in english_priors.json. The left edge is log-linear over the candidates of one gloss, pair or not is
logistic; both are fitted by gradient ascent. A fold leaves whole documents out.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import gold

from zhengming.extraction import english_ranking, extract, reverse
from zhengming.extraction.english_decisions import measure_pair
from zhengming.extraction.english_recurrence import english_recurrence
from zhengming.extraction.parentheses import find_parentheses
from zhengming.model import Document

WEIGHTS = Path(__file__).parents[1] / "src/zhengming/extraction/data/english_weights.json"
STEPS, RATE, PULL = 150, 0.1, 0.02
Table = dict[str, dict[str, float]]
PRIORS: Table = json.loads(Path(__file__).with_name("english_priors.json").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Labelled:
    """A gloss: the evidence of each candidate and which are right (none: not judged), and of pair or not."""

    candidates: tuple[dict[str, float], ...]
    right: tuple[int, ...]
    pair: dict[str, float]
    is_pair: bool


def labels_of(folder: Path, name: str) -> dict[int, set[str]]:
    """The accepted English wordings at each offset, none where it is no pair; optional ones are left out."""
    data = json.loads((folder / "docs" / f"{name}.json").read_text(encoding="utf-8"))
    return {
        p["offset"]: {plain(w) for w in (p["en"], *p.get("also_ok_en", [])) if w}
        for p in data["pairs"]
        if not p.get("optional")
    }


def plain(wording: str) -> str:
    """A wording as it is compared: without case, marks and a leading article."""
    lowered = "".join(c for c in wording.lower().replace("\u2019", "'") if c not in '"“”*_')
    return lowered.removeprefix("the ").strip(" .,;:")


def glosses_of(document: Document, labels: dict[int, set[str]]) -> Iterator[Labelled]:
    """Every parenthesis of Chinese behind English that the gold judges."""
    places = [(b, p) for b in document.blocks for p in find_parentheses(b.text)]
    recurs = english_recurrence(document, (reverse.last_word(b, p) for b, p in places))
    for block, parenthesis in places:
        wanted = labels.get(block.offset(parenthesis.start))
        question = reverse.ask(block, parenthesis, recurs) if wanted is not None else None
        if question and wanted is not None:
            ranking = question.ranking
            ordered = sorted(ranking.ranked, key=lambda r: r.candidate.start)
            right = tuple(n for n, r in enumerate(ordered) if plain(r.candidate.text) in wanted)
            pair = measure_pair(ranking, question.gloss, in_chinese=question.in_chinese)
            yield Labelled(ranking.measured.evidence, right, pair, bool(wanted))


def fit(glosses: list[Labelled]) -> Table:
    """Gradient ascent on the log probability of the right candidates and of pair or not."""
    edge = _ascend(PRIORS["edge"], [g for g in glosses if g.right and len(g.candidates) > 1], _edge_slope)
    pair = _ascend(PRIORS["pair"], glosses, _pair_slope)
    return {"edge": edge, "pair": pair}


def _ascend(priors: dict[str, float], glosses: list[Labelled], slope: object) -> dict[str, float]:
    assert callable(slope)
    fitted = dict(priors)
    squares = dict.fromkeys(fitted, 1e-9)
    for _ in range(STEPS):
        gradient = {name: PULL * len(glosses) * (priors.get(name, 0.0) - value) for name, value in fitted.items()}
        for gloss in glosses:
            for name, value in slope(gloss, fitted):
                gradient[name] = gradient.get(name, 0.0) + value
        for name, value in gradient.items():
            squares[name] = squares.get(name, 1e-9) + value * value
            fitted[name] = fitted.get(name, 0.0) + RATE * value / math.sqrt(squares[name])
    return {name: round(value, 3) for name, value in sorted(fitted.items())}


def _edge_slope(gloss: Labelled, fitted: dict[str, float]) -> Iterator[tuple[str, float]]:
    scores = [sum(fitted.get(k, 0.0) * v for k, v in m.items()) for m in gloss.candidates]
    shares = [math.exp(s - max(scores)) for s in scores]
    total, good = sum(shares), sum(shares[n] for n in gloss.right)
    for n, share in enumerate(shares):
        pull = (share / good if n in gloss.right else 0.0) - share / total
        for name, value in gloss.candidates[n].items():
            yield name, pull * value


def _pair_slope(gloss: Labelled, fitted: dict[str, float]) -> Iterator[tuple[str, float]]:
    score = sum(fitted.get(k, 0.0) * v for k, v in gloss.pair.items())
    pull = gloss.is_pair - 1 / (1 + math.exp(-score))
    return ((name, pull * value) for name, value in gloss.pair.items())


def cross_validate(folder: Path, items: list[gold.Item], glosses: dict[str, list[Labelled]], folds: int) -> None:
    """Fit without some documents, extract from these, and score all of them together."""
    found: list[dict[str, object]] = []
    edges: list[tuple[float, bool]] = []
    for fold in range(folds):
        held = [i for n, i in enumerate(items) if n % folds == fold]
        fitted = fit([g for i in items if i not in held for g in glosses[i.name]])
        with mock.patch.object(english_ranking, "weights", lambda fitted=fitted: fitted):
            found += gold.rows(held, lambda d: [(p.zh, p.en, p.offset) for p in extract(d) if p.kind != "quote"])
        edges += [judge(g, fitted) for i in held for g in glosses[i.name] if g.right]
    scorer = gold.load_scorer(folder)
    print(gold.row(scorer, "docs, not seen", gold.scored(scorer, folder, "docs", found)))
    print(f"left edges behind English, not seen: {sum(right for _, right in edges)} of {len(edges)}")
    for low, high in ((0.0, 0.5), (0.5, 0.8), (0.8, 0.95), (0.95, 1.01)):
        within = [right for sure, right in edges if low <= sure < high]
        print(f"  confidence {low:.2f}-{min(high, 1):.2f}: {sum(within):3} of {len(within):3} right")


def judge(gloss: Labelled, fitted: Table) -> tuple[float, bool]:
    """The confidence of the best left edge, and whether it is right."""
    scores = [sum(fitted["edge"].get(k, 0.0) * v for k, v in m.items()) for m in gloss.candidates]
    best = max(range(len(scores)), key=scores.__getitem__)
    return 1 / sum(math.exp(s - scores[best]) for s in scores), best in gloss.right


def main() -> None:
    """Fit and write, or fit and judge."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("gold", type=Path)
    options.add_argument("--out", type=Path, default=WEIGHTS)
    options.add_argument("--folds", type=int, default=0)
    said = options.parse_args()
    items = list(gold.documents(said.gold))
    glosses = {i.name: list(glosses_of(i.document, labels_of(said.gold, i.name))) for i in items}
    if said.folds:
        cross_validate(said.gold, items, glosses, said.folds)
        return
    every = [g for found in glosses.values() for g in found]
    about = (
        f"Weights of the evidence before a Chinese gloss; benchmarks/fit_english.py fits them to {len(every)} of them."
    )
    said.out.write_text(json.dumps({"about": about, **fit(every)}, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
