"""How fast extraction is on text with many glosses, beside jieba.cut over the same text, and what memory it takes.

    python benchmarks/extraction_speed.py [--megabytes N] [--runs N] [--json FILE]

Every run has a text of its own in each script, so that nothing is remembered from the run before. `plain` is what a
plain install does (jieba), `fast` the same with the `fast` extra (rjieba), where that is installed. One process each,
one core; ours and jieba in turn. Times are without reading the file; `with reading` counts that too.
The memory is that of a process that reads and extracts one text; the seed chapter is a whole process, caches warm.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from glossed_text import glossed_text

ROOT = Path(__file__).parents[1]
CHAPTER = ROOT / "seeds/indsr-2023-chapter-6.txt"
SCRIPTS = ("zh-Hant", "zh-Hans")


def seconds(function: Callable[[], object]) -> tuple[float, Any]:
    """How long a call takes, and what it gives."""
    began = time.perf_counter()
    given = function()
    return time.perf_counter() - began, given


def measure_speed(paths: list[str]) -> list[dict[str, Any]]:
    """For each text the seconds of reading it, of extracting from it, and of jieba.cut over it."""
    import logging

    import jieba

    from zhengming.documents import read
    from zhengming.extraction import extract

    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
    list(extract(read(str(CHAPTER))))
    rows = []
    for path in paths:
        reading, document = seconds(lambda path=path: read(path))  # type: ignore[misc]
        ours, pairs = seconds(lambda document=document: list(extract(document)))  # type: ignore[misc]
        theirs, _ = seconds(lambda document=document: list(jieba.cut(document.text)))  # type: ignore[misc]
        rows.append({"reading": reading, "ours": ours, "jieba": theirs, "pairs": len(pairs)})
    return rows


def measure_memory(paths: list[str]) -> float:
    """The most megabytes that a process takes which extracts from the texts, one at a time."""
    from zhengming.documents import read
    from zhengming.extraction import extract

    for path in paths:
        for _ in extract(read(path)):
            pass
    return most_memory()


def most_memory() -> float:
    """The most megabytes this process ever had; what getrusage says counts the process that started it on Linux."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text(encoding="utf-8").split("VmHWM:")[1].split()[0]) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


def child(way: str, what: str, paths: list[str]) -> Any:
    """Measure in a process of its own, without rjieba for `plain`."""
    command = [sys.executable, __file__, "--child", way, what, *paths]
    done = subprocess.run(command, check=True, capture_output=True, cwd=ROOT, encoding="utf-8")
    return json.loads(done.stdout)


def in_child(way: str, what: str, paths: list[str]) -> None:
    """What `child` starts."""
    if way == "plain":
        sys.modules["rjieba"] = None  # type: ignore[assignment]
    print(json.dumps(measure_speed(paths) if what == "speed" else measure_memory(paths)))


def whole_process(runs: int) -> float:
    """The seconds of `zhengming extract` on the seed chapter, as installed here."""
    code = "from zhengming.cli import run; run()"
    command = [sys.executable, "-c", code, "extract", str(CHAPTER)]
    taken = [seconds(lambda: subprocess.run(command, check=True, capture_output=True))[0] for _ in range(runs + 1)]
    return statistics.median(taken[1:])


def texts(folder: Path, megabytes: float, runs: int) -> dict[str, list[str]]:
    """The texts of all runs by script, written to a folder."""
    paths: dict[str, list[str]] = {}
    for run in range(runs):
        for script in SCRIPTS:
            made = glossed_text(megabytes, seed=run + 1, simplified=script == "zh-Hans")
            path = folder / f"{script}-{run}.txt"
            path.write_text(made.text, encoding="utf-8")
            paths.setdefault(script, []).append(str(path))
    return paths


def compare(way: str, paths: dict[str, list[str]]) -> list[dict[str, Any]]:
    """A row for each script and one for both: medians, and how many times as fast as jieba.cut we are."""
    rows = child(way, "speed", [path for runs in zip(*paths.values(), strict=True) for path in runs])
    by_script = {script: rows[n :: len(paths)] for n, script in enumerate(paths)}
    out = []
    for script, of in {**by_script, "both": rows}.items():
        ours, theirs, reading = (sum(row[key] for row in of) for key in ("ours", "jieba", "reading"))
        out.append(
            {"way": way, "script": script, "ours": ours, "jieba": theirs, "times": theirs / ours}
            | {"with_reading": theirs / (ours + reading), "pairs": sum(row["pairs"] for row in of)}
        )
    return out


def main() -> None:
    """Measure everything and print one table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--megabytes", type=float, default=2, help="of each text")
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--json", type=Path, help="write the figures there too")
    options.add_argument("--child", nargs="+", help=argparse.SUPPRESS)
    said = options.parse_args()
    if said.child:
        in_child(said.child[0], said.child[1], said.child[2:])
        return
    ways = ["plain", *(["fast"] if importlib.util.find_spec("rjieba") else [])]
    with tempfile.TemporaryDirectory(prefix="zhengming-") as folder:
        paths = texts(Path(folder), said.megabytes, said.runs)
        rows = [row for way in ways for row in compare(way, paths)]
        memory = {way: child(way, "memory", [p[0] for p in paths.values()]) for way in ways}
    figures = {"rows": rows, "memory": memory, "seed": whole_process(said.runs), "fast": "fast" in ways}
    tell(figures)
    if said.json:
        said.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def tell(figures: dict[str, Any]) -> None:
    """The table of all figures."""
    print(f"{'install':8}{'script':10}{'pairs':>7}{'ours s':>9}{'jieba s':>9}{'times':>8}{'with reading':>14}")
    for row in figures["rows"]:
        print(
            f"{row['way']:8}{row['script']:10}{row['pairs']:7}{row['ours']:9.2f}{row['jieba']:9.2f}"
            f"{row['times']:8.1f}{row['with_reading']:14.1f}"
        )
    for way, megabytes in figures["memory"].items():
        print(f"memory, {way}: {megabytes:.0f} MB")
    print(f"the seed chapter, whole process{', fast' if figures['fast'] else ''}: {figures['seed']:.2f} s")


if __name__ == "__main__":
    main()
