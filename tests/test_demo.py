"""`make demo` in a copy of the project: a new user's first command."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LEFT_OUT = (
    ".git",
    ".venv",
    "demo",
    "build",
    "dist",
    "__pycache__",
    ".pytest_cache",
    ".mypy_cache",
    ".ruff_cache",
    ".hypothesis",
)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_the_demo(tmp_path: Path) -> None:
    copy = tmp_path / "zhengming"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*LEFT_OUT))
    variables = {k: v for k, v in os.environ.items() if k not in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS", "VIRTUAL_ENV")}
    variables |= {"ZHENGMING_CACHE": str(tmp_path / "cache"), "COLUMNS": "80"}
    command = ["make", "demo", f"PYTHON={sys.executable}"]
    done = subprocess.run(
        command, cwd=copy, env=variables, capture_output=True, encoding="utf-8", timeout=600, check=False
    )
    assert done.returncode == 0, done.stderr
    for shown in ("66 pairs", "de-risking", "deprecated-term", "14 findings", "473 cards", "The results:"):
        assert shown in done.stdout
    results = {p.name for p in (copy / "demo").iterdir()}
    assert results == {"pairs.txt", "pairs.jsonl", "findings.txt", "us-china-technology.apkg"}
    assert all(name in done.stdout for name in results)
