"""docs/promises.md names tests that exist, and says of every clause whether it is kept."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROWS = [
    [cell.strip() for cell in line.strip().strip("|").split(" | ")]
    for line in (ROOT / "docs/promises.md").read_text(encoding="utf-8").splitlines()
    if re.match(r"\| \d", line)
]


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r[0])
def test_a_row_is_whole(row: list[str]) -> None:
    assert len(row) == 5
    assert row[4] == "kept" or row[4] == "open" or row[4].startswith("partly, because ")


@pytest.mark.parametrize("row", [r for r in ROWS if r[4] != "open"], ids=lambda r: r[0])
def test_its_tests_exist(row: list[str]) -> None:
    named = re.findall(r"`([^`]+)`", row[3])
    assert named, "a promise needs a test"
    for name in named:
        file, _, function = name.partition("::")
        path = ROOT / "tests" / file
        assert path.is_file(), name
        assert not function or re.search(rf"^def {function}\b", path.read_text(encoding="utf-8"), re.MULTILINE), name


def test_there_are_promises() -> None:
    assert len(ROWS) > 40
