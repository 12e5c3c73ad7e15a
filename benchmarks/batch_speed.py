"""How much two workers help over a folder of documents, and whether memory stays flat as the folder grows.

    python benchmarks/batch_speed.py [--mb N] [--runs N] [--json FILE]

A folder of N MB (200 unless told) of glossed text is made, in files of 1 MB and one that is a twentieth of it all. In
turn, in one run:

- `zhengming extract --format jsonl` over it as a whole process, with one worker and with two;
- an empty pool of two processes that only count, beside one process that does the same: the most that this machine
  gives at this moment. The ratio of the two speed-ups is what we hold ourselves to (0.85 and more).

Then, with two workers and the tables that people read, the most memory that the main process and the workers ever had
(VmHWM, from /proc) over a quarter, a half and all of the folder.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from glossed_text import glossed_text

GOAL = 0.85
LIMIT_MB = 250
_COUNTED = 2_000_000
_TASKS_PER_MB = 2


def write_file(path: Path, megabytes: float, seed: int) -> None:
    """One document of the folder."""
    path.write_text(glossed_text(megabytes, seed=seed).text, encoding="utf-8")


def make_folder(folder: Path, megabytes: int) -> list[Path]:
    """The documents, in the order in which they are read; the large one in the middle."""
    large = max(1, megabytes // 20)
    sizes = [1] * (megabytes - large)
    sizes.insert(len(sizes) // 2, large)
    paths = [folder / f"{n:04}.txt" for n in range(len(sizes))]
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(write_file, paths, sizes, range(len(sizes))))
    return paths


def command(jobs: int, output: str, paths: list[Path]) -> list[str]:
    """The command as a user types it."""
    start = "from zhengming.cli import run\nif __name__ == '__main__': run()"
    return [sys.executable, "-c", start, "extract", "--jobs", str(jobs), "--format", output, *map(str, paths)]


def seconds(function: Callable[[], object]) -> float:
    """How long a call takes."""
    began = time.perf_counter()
    function()
    return time.perf_counter() - began


def extract(jobs: int, paths: list[Path]) -> None:
    """Our side: a whole process."""
    subprocess.run(command(jobs, "jsonl", paths), check=True, stdout=subprocess.DEVNULL)


def count(_: int) -> int:
    """What keeps a processor busy and needs nothing else."""
    total = 0
    for number in range(_COUNTED):
        total += number & 3
    return total


def count_in_pool(jobs: int, tasks: int) -> None:
    """The empty pool."""
    with ProcessPoolExecutor(jobs) as pool:
        list(pool.map(count, range(tasks)))


def measure_speed(paths: list[Path], megabytes: int, runs: int) -> dict[str, float]:
    """Seconds of all four, medians of runs in turn, and the two speed-ups."""
    ways: dict[str, Callable[[], object]] = {}
    for jobs in (1, 2):
        ways[f"pool_{jobs}"] = partial(count_in_pool, jobs, max(4, megabytes * _TASKS_PER_MB))
        ways[f"ours_{jobs}"] = partial(extract, jobs, paths)
    extract(1, paths[:1])
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(runs):
        for name, way in ways.items():
            taken[name].append(seconds(way))
    found = {name: statistics.median(of) for name, of in taken.items()}
    ours, pool = found["ours_1"] / found["ours_2"], found["pool_1"] / found["pool_2"]
    return {**found, "speed_up": ours, "pool_speed_up": pool, "ratio": ours / pool}


def measure_memory(paths: list[Path]) -> dict[str, float]:
    """The most megabytes of the main process, and of the worker that had most."""
    most = {"main": 0.0, "worker": 0.0}
    with subprocess.Popen(command(2, "table", paths), stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            most["main"] = max(most["main"], memory_of(process.pid))
            for child in children_of(process.pid):
                most["worker"] = max(most["worker"], memory_of(child))
            time.sleep(0.05)
    if process.returncode:
        raise SystemExit(f"extract ended with {process.returncode}")
    return most


def memory_of(process: int) -> float:
    """The most it ever had; 0 for one that is gone."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except OSError:
        return 0.0
    return int(status.split("VmHWM:")[1].split()[0]) / 1024 if "VmHWM:" in status else 0.0


def children_of(process: int) -> list[int]:
    """The processes that it started."""
    try:
        return [int(n) for n in Path(f"/proc/{process}/task/{process}/children").read_text(encoding="utf-8").split()]
    except OSError:
        return []


def main() -> None:
    """Measure everything and say what was measured."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--mb", type=int, default=200, help="of the whole folder")
    options.add_argument("--runs", type=int, default=1)
    options.add_argument("--json", type=Path, help="write the figures there too")
    said = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="zhengming-") as folder:
        paths = make_folder(Path(folder), said.mb)
        size = sum(path.stat().st_size for path in paths) / 1e6
        speed = measure_speed(paths, said.mb, said.runs)
        memory = {}
        for percent in (25, 50, 100):
            memory[str(percent)] = measure_memory(paths[: max(2, len(paths) * percent // 100)])
    figures: dict[str, Any] = {"megabytes": size, "documents": len(paths), "speed": speed, "memory": memory}
    tell(figures)
    if said.json:
        said.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def tell(figures: dict[str, Any]) -> None:
    """The figures in words."""
    speed, size = figures["speed"], figures["megabytes"]
    print(f"zhengming extract --format jsonl over {figures['documents']} documents, {size:.0f} MB, whole processes:")
    for jobs in (1, 2):
        taken = speed[f"ours_{jobs}"]
        print(f"  {jobs} at once: {taken:7.1f} s, {size / taken:5.1f} MB/s")
    print(f"  speed-up {speed['speed_up']:.2f}; of an empty pool that only counts, in the same run")
    print(f"  ({speed['pool_1']:.1f} s in one process, {speed['pool_2']:.1f} s in two): {speed['pool_speed_up']:.2f}")
    print(f"  ratio of the two: {speed['ratio']:.2f} (goal: {GOAL} and more)")
    print(f"the most memory ever resident, two workers, tables (goal: flat, below {LIMIT_MB} MB each):")
    for percent, most in figures["memory"].items():
        print(f"  {percent:>3} % of the folder: main {most['main']:4.0f} MB, largest worker {most['worker']:4.0f} MB")


if __name__ == "__main__":
    main()
