"""Many paths at once: the same results in the same order, whatever befalls a worker; nothing is left behind."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Iterator
from pathlib import Path

import pytest

from zhengming.batch import run
from zhengming.batch.processes import _HANDED_OUT, _MOST_HANDED_OUT, _next
from zhengming.batch.spool import Spool
from zhengming.errors import ReadError

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def importable(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker imports the function by the name of this file."""
    monkeypatch.syspath_prepend(ROOT)


def fate(path: str) -> Iterator[str]:
    """What befalls a path is its name."""
    what = Path(path).name
    yield f"{path} 1"
    if what == "slow":
        time.sleep(0.3)
    elif what == "refused":
        raise ReadError("it is no text", path=path)
    elif what == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    elif what == "crashed":
        os.kill(os.getpid(), signal.SIGABRT)
    elif what == "left":
        os._exit(3)
    elif what == "memory":
        raise MemoryError
    elif what == "deep":
        raise RecursionError
    elif what == "fault":
        raise ValueError("a fault of ours")
    elif what == "many":
        yield from (f"{path} {n}" for n in range(2, 2001))


def told(paths: list[str], jobs: int, folder: Path) -> list[tuple[str, list[str], str | None]]:
    with run(fate, paths, jobs=jobs, folder=folder) as results:
        found = [(d.path, list(d.found), None if d.error is None else str(d.error)) for d in results]
    assert multiprocessing.active_children() == []
    assert list(folder.iterdir()) == []
    return found


PATHS = ["slow", "a", "many", "refused", "memory", "deep", *(f"small/{n}" for n in range(50)), "many", "z"]


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_order_whatever_the_jobs(jobs: int, tmp_path: Path) -> None:
    results = told(PATHS, jobs, tmp_path)
    assert [path for path, _, _ in results] == PATHS
    errors = {path: error for path, _, error in results if error}
    assert errors == {
        "refused": "refused: it is no text",
        "memory": "memory: the file takes too much memory (split it)",
        "deep": "deep: the file is nested too deeply to be read",
    }
    # Of what failed, nothing of what it found before stays.
    expected = {path: 0 if path in errors else 2000 if path == "many" else 1 for path in PATHS}
    assert {path: len(found) for path, found, _ in results} == expected
    assert all(found[0] == f"{path} 1" for path, found, _ in results if found)


DEATHS = {
    "killed": "the process that worked on it was killed, perhaps because memory ran out "
    "(split it, or use fewer --jobs)",
    "crashed": "the process that worked on it died (Aborted) (the file may be damaged)",
    "left": "the process that worked on it died (exit code 3) (the file may be damaged)",
}


@pytest.mark.parametrize("name", DEATHS)
def test_a_worker_that_dies_takes_only_its_file_with_it(name: str, tmp_path: Path) -> None:
    paths = ["a", "many", name, "b", "c", "slow", "d"]
    results = told(paths, 2, tmp_path)
    assert [path for path, _, _ in results] == paths
    assert [(path, error) for path, _, error in results if error] == [(name, f"{name}: {DEATHS[name]}")]
    assert [len(found) for _, found, _ in results] == [1, 2000, 0, 1, 1, 1, 1]


def test_every_worker_may_die(tmp_path: Path) -> None:
    results = told(["killed"] * 4 + ["a"], 2, tmp_path)
    assert [bool(error) for _, _, error in results] == [True] * 4 + [False]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_fault_of_ours_is_raised(jobs: int, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="a fault of ours"):
        told(["a", "fault", "b"], jobs, tmp_path)
    assert multiprocessing.active_children() == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_leaving_early_ends_the_workers(jobs: int, tmp_path: Path) -> None:
    began = time.monotonic()
    with run(fate, ["a", *["slow"] * 100], jobs=jobs, folder=tmp_path) as results:
        assert next(results).path == "a"
    assert time.monotonic() - began < 10
    assert multiprocessing.active_children() == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_was_found_is_read_as_often_as_wanted(jobs: int, tmp_path: Path) -> None:
    with run(fate, ["many", "many"], jobs=jobs, folder=tmp_path) as results:
        one, other = (done.found for done in results)
        assert list(zip(one, other, strict=True)) == [(f"many {n}", f"many {n}") for n in range(1, 2001)]
        assert list(one) == list(other)


def test_where_nothing_can_be_written_work_goes_on_in_memory(tmp_path: Path) -> None:
    with run(fate, ["many"], folder=tmp_path / "none") as results:
        assert [len(list(done.found)) for done in results] == [2000]


def test_no_paths(tmp_path: Path) -> None:
    assert told([], 2, tmp_path) == []


def test_pieces_of_any_size() -> None:
    with Spool.fresh(None) as spool:
        spans = [spool.add(range(n)) for n in (0, 1, 499, 500, 501, 2000)]
        assert [list(spool.read(s)) for s in spans] == [list(range(n)) for n in (0, 1, 499, 500, 501, 2000)]


def test_small_files_are_handed_out_together_and_large_ones_alone(tmp_path: Path) -> None:
    sizes = [1000] * 40 + [_HANDED_OUT * 2] + [_HANDED_OUT // 2] * 3 + [1000] * 400
    for n, size in enumerate(sizes):
        with (tmp_path / str(n)).open("wb") as file:
            file.truncate(size)
    tasks = deque((n, str(tmp_path / str(n))) for n in range(len(sizes)))
    handed = []
    while tasks:
        handed.append([n for n, _ in _next(tasks, 2)])
    assert [n for chunk in handed for n in chunk] == list(range(len(sizes)))
    assert handed[:5] == [
        list(range(_MOST_HANDED_OUT)),
        list(range(_MOST_HANDED_OUT, 40)),
        [40],
        [41, 42],
        [43, *range(44, 75)],
    ]
    # Nobody is left with many while the others have nothing more to do.
    assert all(len(chunk) == 1 for chunk in handed[-14:])
