"""The wheel stands by itself: installed into an empty environment, it looks a term up in an empty folder."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    (built,) = folder.glob("*.whl")
    return built


@pytest.mark.slow
def test_it_carries_the_glossary_and_the_data(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert "zhengming/glossary_data/us-china-technology.yaml" in names
    assert "zhengming/glossary_data/anki-history.json" in names
    assert "zhengming/py.typed" in names
    carried = {n.removeprefix("zhengming/") for n in names if n.startswith("zhengming/")}
    source = ROOT / "src/zhengming"
    data = {str(p.relative_to(source)) for p in source.rglob("*") if p.is_file() and "__pycache__" not in p.parts}
    assert data <= carried


@pytest.mark.slow
def test_it_looks_up_in_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "venv"
    subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True, timeout=120)
    pip = [str(environment / "bin/python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, str(wheel)], check=True, capture_output=True, timeout=600)
    empty = tmp_path / "empty"
    empty.mkdir()
    command = [str(environment / "bin/zhengming"), "lookup", "去風險"]
    variables = {**os.environ, "ZHENGMING_CACHE": str(tmp_path / "cache")}
    done = subprocess.run(command, cwd=empty, env=variables, capture_output=True, encoding="utf-8", timeout=120)
    assert (done.returncode, done.stderr) == (0, "")
    assert "de-risking" in done.stdout
    assert list(empty.iterdir()) == []
