"""The `fast` extra gives the same pairs as a plain install, and memory stays small."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CHAPTER = ROOT / "seeds" / "indsr-2023-chapter-6.txt"
PLAIN = "import sys; sys.modules['rjieba'] = None\n"
PAIRS = """
import json, sys
from dataclasses import asdict
from zhengming.documents import read
from zhengming.extraction import extract
pairs = [asdict(pair) for path in sys.argv[1:] for pair in extract(read(path))]
print(json.dumps([pairs, sorted({"jieba", "rjieba"} & {m for m, v in sys.modules.items() if v})]))
"""
MEMORY = """
import re, sys
from pathlib import Path
from zhengming.documents import read
from zhengming.extraction import extract
for path in sys.argv[1:]:
    for pair in extract(read(path)):
        pass
# ru_maxrss would count the process that started this one.
print(int(re.search("VmHWM:\\s*([0-9]+) kB", Path("/proc/self/status").read_text(encoding="utf-8"))[1]) // 1024)
"""
rjieba = pytest.mark.skipif(
    not importlib.util.find_spec("rjieba"), reason="rjieba is not installed: pip install '.[fast]'"
)


def printed(code: str, *paths: Path) -> str:
    command = [sys.executable, "-c", code, *map(str, paths)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Generated texts in both scripts."""
    spec = importlib.util.spec_from_file_location("glossed_text", ROOT / "benchmarks/glossed_text.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["glossed_text"] = module
    spec.loader.exec_module(module)
    folder = tmp_path_factory.mktemp("generated")
    paths = []
    for simplified in (False, True):
        made = module.glossed_text(0.5, seed=7, simplified=simplified)
        assert len(made.glosses) >= 100
        assert all(made.text[gloss.offset] == "（" for gloss in made.glosses)
        path = folder / f"{simplified}.txt"
        path.write_text(made.text, encoding="utf-8")
        paths.append(path)
    return paths


@rjieba
def test_the_same_pairs_with_the_fast_extra(texts: list[Path]) -> None:
    fast, used = json.loads(printed(PAIRS, CHAPTER, *texts))
    plain, used_plain = json.loads(printed(PLAIN + PAIRS, CHAPTER, *texts))
    assert len(plain) > 250
    assert fast == plain
    assert (used, used_plain) == (["rjieba"], ["jieba"])


@rjieba
def test_they_cut_han_characters_alike(texts: list[Path]) -> None:
    import jieba
    import rjieba

    from zhengming.language.scripts import HAN_RUN, simplify

    whole = "\n".join(path.read_text(encoding="utf-8") for path in (CHAPTER, *texts))
    runs = {piece for run in HAN_RUN.findall(whole) for piece in (run, simplify(run), simplify(run)[::-1])}
    for guess in (True, False):
        differ = [run for run in runs if list(jieba.cut(run, HMM=guess)) != rjieba.cut(run, guess)]
        assert differ == []


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells the most memory ever used")
@pytest.mark.parametrize("way", ["", PLAIN], ids=["as installed", "plain"])
def test_memory(way: str, texts: list[Path]) -> None:
    assert int(printed(way + MEMORY, *texts)) < 250
