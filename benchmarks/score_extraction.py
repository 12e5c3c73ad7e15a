"""Our extraction beside what a user would write instead, on a folder of gold data.

    python benchmarks/score_extraction.py GOLD_FOLDER [--seed FILE]

GOLD_FOLDER holds `docs/`, `seed.json`, `windows.jsonl` and `score.py`, which does the counting. The naive ways take a
parenthesis that holds Latin letters for a gloss, and before it what brackets hold, else: the run of Han characters,
jieba's last word, the longest suffix
that our lexicon (CC-CEDICT and more) has, jieba's last nouns. All of them read documents as we do.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import gold

from zhengming.documents import read
from zhengming.extraction import extract
from zhengming.extraction.candidates import marked_before
from zhengming.extraction.parentheses import find_parentheses
from zhengming.language import dictionary
from zhengming.language.scripts import HAN, contains_latin, simplify
from zhengming.language.words import words
from zhengming.model import Document
from zhengming.words import lexicon

SEED = Path(__file__).parents[1] / "seeds/indsr-2023-chapter-6.txt"
_LAST_RUN = re.compile(f"[{HAN}]+$")
_GLOSS = re.compile(r"[A-Za-z][^\u3400-\u9fff]*")
_NOUNS = ("n", "j", "l", "vn", "an", "b", "eng")


def ours(document: Document) -> Iterator[gold.Triple]:
    """Our extraction."""
    return ((p.zh, p.en, p.offset) for p in extract(document) if p.kind not in ("quote", "alias"))


def naive(span: Callable[[str], str]) -> gold.Extract:
    """A way that takes `span` of the run of Han characters before a Latin gloss."""

    def triples(document: Document) -> Iterator[gold.Triple]:
        for block in document.blocks:
            for parenthesis in find_parentheses(block.text):
                gloss = _GLOSS.match(parenthesis.inside.strip())
                run = _LAST_RUN.search(block.text[max(0, parenthesis.start - 40) : parenthesis.start].rstrip())
                marked = marked_before(block, parenthesis.start)
                if gloss and contains_latin(gloss.group()) and (marked or run):
                    zh = marked.candidate.text if marked else span(run.group() if run else "")
                    yield zh, gloss.group().strip(" ,;"), block.offset(parenthesis.start)

    return triples


def last_word(run: str) -> str:
    """Jieba's last word."""
    return words(run)[-1]


def dictionary_suffix(run: str) -> str:
    """The longest suffix that is a headword of CC-CEDICT or our own tables."""
    suffixes = [run[n:] for n in range(max(0, len(run) - 12), len(run))]
    known = lexicon.senses(map(simplify, suffixes))
    return next((s for s in suffixes if simplify(s) in known), run[-1:])


def noun_run(run: str) -> str:
    """Jieba's last nouns."""
    taken: list[str] = []
    for word in reversed(words(run)):
        if taken and not dictionary.tag(simplify(word)).startswith(_NOUNS):
            break
        taken.insert(0, word)
    return "".join(taken)


WAYS: dict[str, gold.Extract] = {
    "zhengming": ours,
    "run of Han characters": naive(lambda run: run),
    "jieba's last word": naive(last_word),
    "longest dictionary suffix": naive(dictionary_suffix),
    "jieba's last nouns": naive(noun_run),
}


def main() -> None:
    """Print one table for each set."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("gold", type=Path)
    options.add_argument("--seed", type=Path, default=SEED)
    said = options.parse_args()
    scorer = gold.load_scorer(said.gold)
    sets = {
        "seed": [gold.Item("seed", "seed", "seed", read(str(said.seed)), {})],
        "docs": list(gold.documents(said.gold)),
        "windows": list(gold.windows(said.gold, "windows")),
    }
    for name, items in sets.items():
        print(name)
        for way, triples in WAYS.items():
            print("  " + gold.row(scorer, way, gold.scored(scorer, said.gold, name, gold.rows(items, triples))))


if __name__ == "__main__":
    main()
