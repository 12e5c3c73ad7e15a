"""What a glossary of N concepts costs: seconds of processor time and the most memory of a process of its own for each.

    python benchmarks/glossary_size.py [N] [--json FILE]

parse   PyYAML's events alone, the floor of all reading    load    the whole glossary, as `check` reads it
index   the compiled index of a look-up                    lint    all its rules
add     one entry more                                     accept  one proposal moved into the glossary
merge   one proposal merged into an entry                  all three in a glossary of that size
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

_SIGNS = "一二三四五六七八九十百千萬億甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥東西南北中山川河海天地人和"
_WORDS = (
    "trade export import supply chain market policy security defense energy climate digital data network "
    "maritime strategic economic regional national joint critical advanced nuclear cyber space export industrial "
    "financial foreign public military civil technology research investment control agreement cooperation"
).split()
# Each runs alone, after its imports: what a user waits for beyond them.
_STEPS = {
    "parse": "import yaml; text = open(path, encoding='utf-8').read()\n"
    "def step():\n    for _ in yaml.parse(text, Loader=yaml.CSafeLoader): pass",
    "load": "from zhengming.glossary.read import load\ndef step(): load(path)",
    "index": "from zhengming.glossary.index import open_index\ndef step(): open_index((path,)).close()",
    "lint": "from zhengming.glossary.lint import lint\ndef step(): lint(path)",
    "add": "from zhengming.glossary.add import add\ndef step(): add(path, 'carbon border tax', '碳邊境稅')",
    "accept": "from zhengming.glossary.decisions import accept\ndef step(): accept(path, ['carbon-tariff'])",
    "merge": "from zhengming.glossary.merging import merge\ndef step(): merge(path, 'carbon-tax', 'concept-7')",
}
_MEASURE = """
import json, resource, sys, time
path = sys.argv[1]
{step}
from zhengming.language.scripts import folding
from zhengming.language.english import family
import zhengming.language.regions as regions
folding(), family('trading'), regions.convert('国', 'zh-Hant')
wall, began = time.perf_counter(), time.process_time()
step()
taken = {{"seconds": time.process_time() - began, "wall": time.perf_counter() - wall}}
print(json.dumps(taken | {{"megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}}))
"""


def wording(number: int) -> tuple[str, str]:
    """An English and a Chinese wording that no other number has."""
    rest, chinese, english = number, "", []
    for _ in range(4):
        rest, at = divmod(rest, len(_SIGNS))
        chinese += _SIGNS[at]
    rest = number
    for _ in range(4):
        rest, at = divmod(rest, len(_WORDS))
        english.append(_WORDS[at])
    return " ".join(english), chinese


def glossary(count: int) -> str:
    """A glossary file: three entries of four on one line, the fourth with an acronym, a note and a comment."""
    lines = ["format: zhengming/1", "concepts:"]
    for n in range(count):
        en, zh = wording(n)
        if n % 4:
            lines.append(f"  - {{id: concept-{n}, en: {en}, zh-Hant: {zh}, zh-Hans: {zh}}}")
        else:
            lines += [f"  - id: concept-{n}  # checked", "    en:", f"      - {en}"]
            lines += [f"      - {{term: CN{n}, type: acronym}}", f"    zh-Hant: {zh}", f"    zh-Hans: {zh}"]
            lines += ["    note: one that says a little of where it is used"]
    return "\n".join(lines) + "\n"


def measured(step: str, path: Path) -> dict[str, float]:
    """The cost of a step in a process of its own."""
    script = _MEASURE.format(step=_STEPS[step])
    done = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main() -> None:
    """Make the glossary, measure every step, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", nargs="?", type=int, default=10_000)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "big.yaml"
        path.write_text(glossary(options.count), encoding="utf-8")
        from zhengming.glossary.proposals import propose
        from zhengming.model import Pair

        pairs = [("碳關稅", "carbon tariff"), ("碳稅", "carbon tax")]
        propose(str(path), [Pair("r", 1, 1, 0, zh, en, "term", 0.9, quote=zh) for zh, en in pairs])
        rows: dict[str, Any] = {step: measured(step, path) for step in _STEPS}
    print(f"{options.count:,} concepts  processor s  wall s  most MB")
    for step, row in rows.items():
        print(f"{step:<16} {row['seconds']:>12.2f} {row['wall']:>7.2f} {row['megabytes']:>8.0f}")
    if options.json:
        options.json.write_text(json.dumps({"concepts": options.count, "steps": rows}), encoding="utf-8")


if __name__ == "__main__":
    main()
