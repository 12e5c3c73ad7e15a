"""Speed beside named peers, as ratios of medians taken in turn in one run: times by themselves say little here.

    python benchmarks/speed.py [--runs N] [--json FILE]

extraction  in-process, warm: extract() on the seed chapter, against jieba.cut over the same text
look-up     whole processes: `zhengming lookup 去風險` with a warm index, against `python -c "import click"`
matching    in-process: the terms of the built-in glossary in 200 paragraphs, against flashtext and
            ahocorasick-rs, which know neither scripts, inflections nor word edges
check       in-process: 200 paragraph pairs with all rules, against a loop that asks for each concept's source forms
            `in` the source and, where one stands, for its target forms `in` the case-folded target
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import zhengming
from zhengming.documents import parse
from zhengming.files.decode import Decoded
from zhengming.model import Concept, Document, Glossary

ROOT = Path(__file__).parents[1]
CHAPTER = ROOT / "seeds/indsr-2023-chapter-6.txt"


class Row(NamedTuple):
    """What was measured: medians in seconds, and how many times the peer's time ours is."""

    what: str
    peer: str
    ours: float
    theirs: float

    @property
    def ratio(self) -> float:
        """Ours to theirs; below 1 we are faster."""
        return self.ours / self.theirs


def in_turn(ours: Callable[[], object], theirs: Callable[[], object], runs: int) -> tuple[float, float]:
    """Medians of both, run A B A B … after one warm-up each, so that a drifting machine slows both."""
    ours(), theirs()
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(runs):
        for taken, function in zip(times, (ours, theirs), strict=True):
            began = time.perf_counter()
            function()
            taken.append(time.perf_counter() - began)
    return statistics.median(times[0]), statistics.median(times[1])


def extraction(runs: int) -> Row:
    """The seed chapter against jieba over the same text."""
    import jieba

    from zhengming.language import words

    document = zhengming.read(str(CHAPTER))
    text = document.text

    def ours() -> None:
        words.words.cache_clear()
        list(zhengming.extract(document))

    return Row("extraction of the seed chapter", "jieba.cut", *in_turn(ours, lambda: list(jieba.cut(text)), runs))


def look_up(runs: int) -> Row:
    """A whole look-up process against an interpreter that imports click."""
    ours = [sys.executable, "-c", "from zhengming.cli import run; run()", "lookup", "去風險"]
    theirs = [sys.executable, "-c", "import click"]

    def process(command: list[str]) -> Callable[[], object]:
        return lambda: subprocess.run(command, check=True, capture_output=True, cwd=ROOT)

    return Row("look-up, whole process", 'python -c "import click"', *in_turn(process(ours), process(theirs), 3 * runs))


def matching(runs: int, glossary: Glossary, paragraphs: list[str]) -> list[Row]:
    """All mentions in Chinese and English paragraphs against plain keyword finders over the same wordings."""
    from ahocorasick_rs import AhoCorasick, MatchKind
    from flashtext import KeywordProcessor

    matcher = zhengming.Matcher(glossary)
    wordings = sorted({t.text for c in glossary.concepts for t in c.terms})
    flash = KeywordProcessor(case_sensitive=False)
    flash.add_keywords_from_list(wordings)
    automaton = AhoCorasick(wordings, matchkind=MatchKind.LeftmostLongest)

    def ours() -> None:
        for text in paragraphs:
            matcher.find(text)

    def by_flashtext() -> None:
        for text in paragraphs:
            flash.extract_keywords(text, span_info=True)

    def by_ahocorasick() -> None:
        for text in paragraphs:
            automaton.find_matches_as_indexes(text)

    return [
        Row("terms in 200 paragraphs", "flashtext", *in_turn(ours, by_flashtext, runs)),
        Row("terms in 200 paragraphs", "ahocorasick-rs", *in_turn(ours, by_ahocorasick, runs)),
    ]


def check(runs: int, glossary: Glossary, source: Document, draft: Document, pairs: list[tuple[str, str]]) -> Row:
    """All rules and the alignment against the plainest possible test of the same pairs."""
    matcher = zhengming.Matcher(glossary)
    forms = [(_texts(c, chinese=True), [t.lower() for t in _texts(c, chinese=False)]) for c in glossary.concepts]

    def loop() -> list[tuple[int, int]]:
        missing = []
        for n, (zh, en) in enumerate(pairs):
            folded = en.lower()
            for k, (chinese, english) in enumerate(forms):
                if any(f in zh for f in chinese) and not any(f in folded for f in english):
                    missing.append((n, k))
        return missing

    ours, theirs = in_turn(lambda: zhengming.check(draft, matcher, source=source), loop, runs)
    return Row(f"check of {len(pairs)} paragraph pairs", "substring loop", ours, theirs)


def _texts(concept: Concept, *, chinese: bool) -> list[str]:
    return [t.text for t in concept.terms if (t.language != "en") == chinese]


def generated(glossary: Glossary, count: int) -> list[tuple[str, str]]:
    """Paragraph pairs of two glossary terms each, in frames of our own."""
    pairs = []
    concepts = [c for c in glossary.concepts if c.kind == "term"]
    for n in range(count):
        one, two = concepts[n % len(concepts)], concepts[(7 * n + 3) % len(concepts)]
        zh = f"第{n}段指出，各國在{one.preferred('zh-TW')}方面的作法，將影響{two.preferred('zh-TW')}的發展與區域穩定。"
        en = f"Paragraph {n} notes that what states do about {one.preferred('en')} will affect {two.preferred('en')}."
        pairs.append((zh, en))
    return pairs


def main() -> None:
    """Measure everything and print one table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--json", type=Path, help="write the figures there too")
    said = options.parse_args()
    glossary = zhengming.load(str(ROOT / "glossary"))
    pairs = generated(glossary, 200)
    source, draft = (
        parse(Decoded("\n\n".join(p[side] for p in pairs), "utf-8"), name) for side, name in ((0, "zh"), (1, "en"))
    )
    rows = [
        extraction(said.runs),
        look_up(said.runs),
        *matching(said.runs, glossary, [text for pair in pairs[:100] for text in pair]),
        check(said.runs, glossary, source, draft, pairs),
    ]
    print(f"{'what':34}{'peer':28}{'ours s':>9}{'peer s':>9}{'ratio':>8}")
    for row in rows:
        print(f"{row.what:34}{row.peer:28}{row.ours:9.3f}{row.theirs:9.3f}{row.ratio:8.2f}")
    if said.json:
        figures = [row._asdict() | {"ratio": row.ratio} for row in rows]
        said.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
