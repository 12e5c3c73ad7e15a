"""Look-up in a small and a large glossary: whole processes beside an interpreter that imports click.

    python benchmarks/lookup_speed.py [--concepts 1000,100000] [--runs N] [--json FILE]

The glossary is generated, with a seed, from the package's own table of policy words: two or three of them a term, in
both scripts. For each size: the index is built in a process of its own (seconds, and the most memory it had), and then
`zhengming lookup` of an exact wording with a warm index and `python -c "import click"` run in turn; medians. The other
kinds of query are timed too, for information.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from speed import in_turn

ROOT = Path(__file__).parents[1]
WORDS = ROOT / "src/zhengming/words/data/vocabulary.tsv"
_BUILD = """
import resource, sys
from zhengming.glossary.index import open_index
open_index((sys.argv[1],)).close()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
_CLICK = [sys.executable, "-c", "import click"]


class Figures(NamedTuple):
    """What was measured for one size; times are medians in seconds, ratios are to importing click."""

    concepts: int
    build_seconds: float
    build_megabytes: float
    index_megabytes: float
    exact: float
    click: float
    ratio: float
    others: dict[str, float]


def write_glossary(path: Path, concepts: int) -> list[tuple[str, str]]:
    """A generated glossary; returns the (English, Chinese) of its concepts."""
    from zhengming.language.scripts import simplify

    rows = [
        line.split("\t")[:2] for line in WORDS.read_text(encoding="utf-8").splitlines() if line[:1] not in ("", "#")
    ]
    words = [(zh, en.split(";")[0].strip()) for zh, en in rows if en.split(";")[0].strip().replace(" ", "").isalpha()]
    chance, terms = random.Random(1), dict[str, str]()
    while len(terms) < concepts:
        chosen = chance.sample(words, chance.choice((2, 2, 3)))
        terms.setdefault(" ".join(en for _, en in chosen), "".join(zh for zh, _ in chosen))
    lines = [
        f"  - {{id: c-{n}, en: {en}, zh-Hant: {zh}, zh-Hans: {simplify(zh)}}}\n"
        for n, (en, zh) in enumerate(terms.items())
    ]
    path.write_text("format: zhengming/1\nconcepts:\n" + "".join(lines), encoding="utf-8")
    return list(terms.items())


def _look_up(glossary: Path, query: str) -> int:
    """A look-up as a whole process; the exit code."""
    code = "from zhengming.cli import run; run()"
    command = [sys.executable, "-c", code, "lookup", "--glossary", str(glossary), query]
    return subprocess.run(command, check=False, capture_output=True).returncode


def measure(concepts: int, runs: int) -> Figures:
    """Build an index of so many concepts and look things up in it."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ZHENGMING_CACHE"] = str(Path(folder) / "cache")
        glossary = Path(folder) / "g.yaml"
        terms = write_glossary(glossary, concepts)
        # A file as old as those that people look things up in: a younger one is compared by content.
        time.sleep(3)
        began = time.perf_counter()
        built = subprocess.run([sys.executable, "-c", _BUILD, str(glossary)], check=True, capture_output=True)
        seconds = time.perf_counter() - began
        [index] = (Path(folder) / "cache").glob("*.sqlite")
        english, chinese = terms[concepts // 2]
        queries = {
            "part": english.split()[0],
            "slip": english[:-2] + english[-1],
            "wrong character": "的" + chinese[1:],
            "sentence": f"我們討論了{chinese}。",
            "nothing": "xyzzyx",
        }
        exact, click = in_turn(lambda: _look_up(glossary, chinese), lambda: subprocess.run(_CLICK, check=True), runs)
        others = {kind: _seconds(glossary, query) for kind, query in queries.items()}
        megabytes = int(built.stdout) / 1024
        size = index.stat().st_size / 1e6
        return Figures(concepts, seconds, megabytes, size, exact, click, exact / click, others)


def _seconds(glossary: Path, query: str) -> float:
    began = time.perf_counter()
    _look_up(glossary, query)
    return time.perf_counter() - began


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--concepts", default="1000,100000")
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    found = [measure(int(size), given.runs) for size in given.concepts.split(",")]
    for f in found:
        print(f"{f.concepts:,} concepts: index {f.build_seconds:.2f} s, {f.build_megabytes:.0f} MB of memory, ", end="")
        print(f"{f.index_megabytes:.1f} MB on disk")
        print(f"  exact {f.exact * 1000:.0f} ms, import click {f.click * 1000:.0f} ms: ratio {f.ratio:.2f}")
        print("  " + ", ".join(f"{kind} {seconds * 1000:.0f} ms" for kind, seconds in f.others.items()))
    if given.json:
        given.json.write_text(json.dumps([f._asdict() for f in found], indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
