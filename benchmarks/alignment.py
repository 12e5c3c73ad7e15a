"""Our alignment of paragraphs beside Gale & Church's by length, on a folder of texts with beads made by hand.

    python benchmarks/alignment.py [FOLDER] [--edited 400] [--long 2000] [--json FILE]

FOLDER holds texts and `beads.json`: [{"source": "a.en.md", "draft": "a.zh.md", "beads": [[[0], [0]], [[1, 2], [1]]]}]:
paragraphs count from 0 among the body's paragraphs that are not empty. Every pair is aligned in both directions.
Without a folder only drafts made by editing two texts of our own are scored, and the time for long texts is measured.

A bead is right where it is just as the hand-made one. What the checker believes (`sure`) is wrong where a part of what
the source's paragraphs became lies outside of it, or where it was never translated; too wide is no harm.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from edited_texts import TEXTS, Beads, Pair, edited

from zhengming.alignment import align
from zhengming.documents import parse, read
from zhengming.files.decode import Decoded
from zhengming.glossary.read import load
from zhengming.matching import Matcher
from zhengming.model import Block, Document

ROOT = Path(__file__).parents[1]
_PRIORS = {(1, 1): 0.89, (1, 0): 0.005, (0, 1): 0.005, (2, 1): 0.0445, (1, 2): 0.0445, (2, 2): 0.011}
_VARIANCE = 6.8
_LETTERS_PER_HAN = 3.8

# Source paragraphs, draft paragraphs, whether it is to be believed.
Bead = tuple[frozenset[int], frozenset[int], bool]
Way = Callable[[Document, Document], list[Bead]]


def body(document: Document) -> list[Block]:
    """The paragraphs as beads count them."""
    return [block for block in document.body if block.text.strip()]


def ours(matcher: Matcher) -> Way:
    """Our alignment, as `check` sees it."""

    def way(source: Document, draft: Document) -> list[Bead]:
        places = [{id(block): n for n, block in enumerate(body(document))} for document in (source, draft)]
        return [
            (frozenset(places[0][id(b)] for b in s.sources), frozenset(places[1][id(b)] for b in s.targets), s.sure)
            for s in align(source, draft, matcher.find)
            if s.sources
        ]

    return way


def gale_church(source: Document, draft: Document) -> list[Bead]:
    """By length in characters alone (1993), which believes every bead it makes; Han characters count as 3.8 letters."""
    left, right = ([_length(block.text) for block in body(document)] for document in (source, draft))
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for i in range(len(left) + 1):
        for j in range(len(right) + 1):
            options = [
                (best[i - a, j - b][0] + _cost(sum(left[i - a : i]), sum(right[j - b : j]), prior), (a, b))
                for (a, b), prior in _PRIORS.items()
                if i >= a and j >= b
            ]
            if options:
                best[i, j] = min(options)
    beads, i, j = [], len(left), len(right)
    while i or j:
        a, b = best[i, j][1]
        if a and b:
            beads.append((frozenset(range(i - a, i)), frozenset(range(j - b, j)), True))
        i, j = i - a, j - b
    return beads[::-1]


def _length(text: str) -> float:
    return sum(_LETTERS_PER_HAN if "\u3400" <= c <= "\u9fff" else 1.0 for c in text)


def _cost(one: float, other: float, prior: float) -> float:
    delta = (other - one) / math.sqrt(_VARIANCE * max((one + other) / 2, 1.0))
    return -math.log(prior) - math.log(max(math.erfc(abs(delta) / math.sqrt(2)), 1e-300))


@dataclass
class Score:
    """Counts of beads over some pairs."""

    gold: int = 0
    found: int = 0
    right: int = 0
    sure: int = 0
    sure_and_wrong: int = 0
    seconds: float = 0.0
    wrong: list[str] = field(default_factory=list)

    def add(self, beads: Sequence[Bead], gold: Beads) -> None:
        """Count the beads of one pair."""
        self.gold += len(gold)
        self.found += len(beads)
        self.right += sum((bead[0], bead[1]) in gold for bead in beads)
        for bead in beads:
            self.sure += bead[2]
            if bead[2] and not holds(bead, gold):
                self.sure_and_wrong += 1
                self.wrong.append(f"{sorted(bead[0])} → {sorted(bead[1])}")

    def row(self) -> dict[str, float]:
        """Precision, recall, the share that is believed and the share of that which is wrong."""
        return {
            "precision": self.right / max(self.found, 1),
            "recall": self.right / max(self.gold, 1),
            "sure": self.sure / max(self.found, 1),
            "sure and wrong": self.sure_and_wrong / max(self.sure, 1),
            "seconds": self.seconds,
        }


def holds(bead: Bead, gold: Beads) -> bool:
    """Whether everything that the source's paragraphs became lies in the bead, and something did."""
    met = [right for right in gold if right[0] & bead[0]]
    return bool(met) and all(right[1] <= bead[1] for right in met)


def by_hand(folder: Path) -> Iterator[tuple[str, Pair]]:
    """The pairs of a folder, in both directions."""
    for entry in json.loads((folder / "beads.json").read_text(encoding="utf-8")):
        documents = [read(str(folder / entry[side])) for side in ("source", "draft")]
        beads = [(frozenset(a), frozenset(b)) for a, b in entry["beads"]]
        name = f"{entry['source']} → {entry['draft']}"
        yield name, Pair(documents[0], documents[1], beads, ())
        yield f"{name}, turned", Pair(documents[1], documents[0], [(b, a) for a, b in beads], ())


def score(pairs: Sequence[Pair], way: Way) -> Score:
    """One way over some pairs."""
    total = Score()
    for pair in pairs:
        start = time.process_time()
        beads = way(pair.source, pair.draft)
        total.seconds += time.process_time() - start
        total.add(beads, pair.beads)
    return total


def long_texts(count: int, matcher: Matcher) -> dict[str, float]:
    """CPU seconds and memory for two texts of so many paragraphs each, recombined from our own sentences."""
    sentences = [sentence for paragraphs in TEXTS.values() for paragraph in paragraphs for sentence in paragraph]
    texts: list[list[str]] = [[], []]
    for n in range(count):
        chosen = [sentences[(n * 7 + k * (n % 11 + 1)) % len(sentences)] for k in range(3 + n % 4)]
        texts[0].append("".join(zh for zh, _ in chosen) + f"編號{n + 1000}。")
        texts[1].append(" ".join(en for _, en in chosen) + f" Number {n + 1000}.")
    source, draft = (parse(Decoded("\n\n".join(text), "utf-8"), "long.txt") for text in texts)
    figures = {}
    for name, sentences_too in (("paragraphs", False), ("with sentences", True)):
        start = time.process_time()
        align(source, draft, matcher.find, sentences=sentences_too)
        figures[name] = time.process_time() - start
    return figures | {"MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--edited", type=int, default=400)
    parser.add_argument("--long", type=int, default=2000)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    matcher = Matcher(load(str(ROOT / "glossary")))
    sets = {name: [pair] for name, pair in by_hand(options.folder)} if options.folder else {}
    sets[f"{options.edited} edited drafts"] = [edited(seed) for seed in range(options.edited)]
    ways: dict[str, Way] = {"zhengming": ours(matcher), "Gale & Church": gale_church}
    rows = []
    print(f"{'':60} {'way':14} precision  recall    sure  sure and wrong  seconds")
    for name, pairs in sets.items():
        for way, run in ways.items():
            found = score(pairs, run)
            row = found.row()
            rows.append({"set": name, "way": way, **row})
            print(
                f"{name:60} {way:14} {row['precision']:9.3f} {row['recall']:7.3f} {row['sure']:7.3f}"
                f" {row['sure and wrong']:15.4f} {row['seconds']:8.2f}"
            )
            if way == "zhengming" and found.wrong:
                print(f"{'':60} sure and wrong: {'; '.join(found.wrong[:8])}")
    figures = long_texts(options.long, matcher)
    print(f"{options.long} × {options.long} paragraphs: " + ", ".join(f"{k} {v:.1f}" for k, v in figures.items()))
    if options.json:
        options.json.write_text(json.dumps({"rows": rows, "long": figures}), encoding="utf-8")


if __name__ == "__main__":
    main()
