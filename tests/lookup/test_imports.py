"""A warm look-up imports next to nothing: that is why it starts instantly."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HEAVY = {
    *(
        "jieba",
        "opencc",
        "pypinyin",
        "ToJyutping",
        "simplemma",
        "tabulate",
        "wcwidth",
        "yaml",
        "genanki",
        "markdown_it",
    ),
    *("charset_normalizer", "tomllib", "hypothesis"),
}
# All of Zhengming that a warm look-up loads. A new line here is a decision.
OURS = [
    "zhengming",
    "zhengming.cli",
    "zhengming.cli.lookup",
    "zhengming.cli.options",
    "zhengming.errors",
    "zhengming.files",
    "zhengming.files.cache",
    "zhengming.files.configuration",
    "zhengming.files.terminal",
    "zhengming.glossary",
    "zhengming.glossary.index",
    "zhengming.glossary.locate",
    "zhengming.language",
    "zhengming.language.characters",
    "zhengming.language.english",
    "zhengming.language.keys",
    "zhengming.language.width",
    "zhengming.lookup",
    "zhengming.lookup.search",
    "zhengming.reporting",
    "zhengming.reporting.answers",
    "zhengming.reporting.visible",
    "zhengming.tags",
]
SCRIPT = """
import sys
from zhengming.cli import main
code = main(["lookup", *sys.argv[1:], "--glossary", "glossary"])
print(*sorted(sys.modules), file=sys.stderr)
sys.exit(code)
"""


def modules(*arguments: str) -> set[str]:
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, *arguments], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
        )
    return set(done.stderr.split())


def test_nothing_heavy_on_the_warm_path() -> None:
    for arguments in (["去風險"], ["supply chains", "--format", "json"], ["川普", "--region", "tw"]):
        assert not modules(*arguments) & HEAVY


def test_the_list_of_ours() -> None:
    assert sorted(m for m in modules("supply chains") if m.split(".")[0] == "zhengming") == OURS
