"""Shell completion of `zhengming lookup`: what the shells ask, and what they get."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def completed(shell: str, *words: str) -> list[str]:
    # A shell hands over the whole line and the number of the word; fish the word itself.
    number = words[-1] if shell == "fish" else str(len(words) - 1)
    asked = {"_ZHENGMING_COMPLETE": f"{shell}_complete", "COMP_WORDS": " ".join(words), "COMP_CWORD": number}
    command = [sys.executable, "-c", "import sys; sys.argv[0] = 'zhengming'; from zhengming.cli import run; run()"]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **asked}, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stderr == ""
    return done.stdout.split("\n")[:-1] if done.stdout.strip() else []


def test_bash() -> None:
    assert completed("bash", "zhengming", "lookup", "supp") == ["plain,supply chain"]
    assert completed("bash", "zhengming", "lookup", '"supply c') == ["plain,supply chain"]


def test_zsh_and_fish_say_what_it_means() -> None:
    assert completed("zsh", "zhengming", "lookup", "供應") == ["plain", "供應鏈", "supply chain"]
    assert completed("fish", "zhengming", "lookup", "供應")[0].split("\t")[-1] == "supply chain"


def test_a_second_query_and_a_named_glossary() -> None:
    words = ("zhengming", "lookup", "--glossary", "glossary", "WTO", "WT")
    assert completed("bash", *words) == ["plain,WTO"]


def test_options_are_completed_too() -> None:
    assert "plain,--region" in completed("bash", "zhengming", "lookup", "--re")


@pytest.mark.parametrize("glossary", ["nowhere.yaml", "README.md"])
def test_no_glossary_no_answer_and_no_noise(glossary: str) -> None:
    assert completed("bash", "zhengming", "lookup", "--glossary", glossary, "supp") == []


def test_it_is_quick() -> None:
    completed("bash", "zhengming", "lookup", "supp")
    began = time.perf_counter()
    completed("bash", "zhengming", "lookup", "supp")
    # A few tenths of a second even on a busy machine; building an index would take longer.
    assert time.perf_counter() - began < 2


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_line_that_turns_it_on(shell: str) -> None:
    line = f"_ZHENGMING_COMPLETE={shell}_source zhengming"
    assert line in (ROOT / "README.md").read_text(encoding="utf-8")
    assert line in (ROOT / "README.zh.md").read_text(encoding="utf-8")
