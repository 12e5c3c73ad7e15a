"""The benchmarks run: one command, one table, every peer named."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.slow
def test_the_speed_table(tmp_path: Path) -> None:
    for peer in ("ahocorasick_rs", "flashtext"):
        pytest.importorskip(peer, reason=f"{peer} is not installed: pip install '.[slow]'")
    figures = tmp_path / "figures.json"
    command = [sys.executable, str(ROOT / "benchmarks/speed.py"), "--runs", "1", "--json", str(figures)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    rows = json.loads(figures.read_text(encoding="utf-8"))
    assert {row["peer"] for row in rows} == {
        "jieba.cut",
        'python -c "import click"',
        "flashtext",
        "ahocorasick-rs",
        "substring loop",
    }
    assert all(row["ratio"] > 0 for row in rows)
    assert all(row["what"] in done.stdout for row in rows)
