"""`make` says in one sentence what is missing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")


def python(tmp_path: Path, script: str) -> str:
    path = tmp_path / "python"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def make(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    shutil.copy(ROOT / "Makefile", cwd / "Makefile")
    shutil.copy(ROOT / "pyproject.toml", cwd / "pyproject.toml")
    return subprocess.run(["make", *arguments], cwd=cwd, capture_output=True, encoding="utf-8", timeout=60, check=False)


@pytest.mark.parametrize("target", ["demo", "test", "test-all"])
def test_an_older_python(target: str, tmp_path: Path) -> None:
    done = make(target, f"PYTHON={python(tmp_path, 'exit 1')}", cwd=tmp_path)
    assert done.returncode
    said = done.stderr.splitlines()[0]
    assert said == f"Zhengming needs Python 3.11 or newer; name one: make PYTHON=python3.12 {target}"


def test_a_python_without_venv(tmp_path: Path) -> None:
    script = 'case "$*" in *ensurepip*) exit 1;; *) exit 0;; esac'
    done = make("demo", f"PYTHON={python(tmp_path, script)}", cwd=tmp_path)
    assert done.returncode
    assert done.stderr.splitlines()[0] == (
        "This Python cannot make virtual environments; on Debian: apt-get install python3-venv"
    )


def test_help_names_the_targets(tmp_path: Path) -> None:
    out = make("help", cwd=tmp_path).stdout
    assert all(target in out for target in ("make demo", "make test", "make test-all", "make bench"))


@pytest.mark.parametrize(("variable", "outcome"), [("", "1 skipped"), ("1", "1 failed")])
def test_a_skip_is_a_failure_in_ci(variable: str, outcome: str, tmp_path: Path) -> None:
    shutil.copy(ROOT / "conftest.py", tmp_path / "conftest.py")
    (tmp_path / "test_it.py").write_text(
        "import pytest\ndef test_it():\n    pytest.skip('a tool is missing')\n", encoding="utf-8"
    )
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)],
        env={**os.environ, "ZHENGMING_NO_SKIPS": variable},
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert outcome in done.stdout


def test_ci_installs_what_the_slow_tests_need_and_allows_no_skip() -> None:
    script = (ROOT / ".ci/run").read_text(encoding="utf-8")
    assert all(
        word in script for word in ("chromium", "fonts-noto-cjk", "nodejs npm", "ZHENGMING_NO_SKIPS=1", "make test-all")
    )
