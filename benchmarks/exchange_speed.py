"""What it costs to export a glossary of N concepts to each format: seconds and the most memory, whole commands.

    python benchmarks/exchange_speed.py [N] [--format NAME] [--json FILE]

Each concept has two English terms and an acronym, four Chinese forms and one to avoid, a note, a definition and a
quotation. `load` is the command that stops after reading the glossary; every other figure holds it too.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from glossary_size import wording

from zhengming.exchange import FORMATS

_CONCEPT = """\
  - id: concept-{n}
    en: [{english}, {english} policy, {{term: {acronym}, type: acronym}}]
    zh-TW: [{chinese}, {chinese}政策]
    zh-HK: {chinese}港
    zh-CN: {chinese}陆
    avoid: [{{term: {chinese}誤, note: a mistake & no more}}]
    subject: subject-{subject}
    tags: [tag-{subject}, core]
    definition: What {english} means <in policy texts>, said in a sentence of ordinary length.
    note: Number {n} of many; see also the next.
    related: [concept-{next}]
    evidence:
      - {{source: report, at: L{n}, quote: 政府決定推動{chinese}以因應情勢變化。}}
"""
_MEASURE = """
import json, resource, sys, time
format_name, glossary, output = sys.argv[1:]
began = time.perf_counter()
if format_name == "load":
    from zhengming.glossary.read import load
    load(glossary)
else:
    from zhengming.cli import main
    if main(["export", format_name, "-g", glossary, "-o", output]):
        sys.exit("failed")
wall = time.perf_counter() - began
used = resource.getrusage(resource.RUSAGE_SELF)
figures = {"seconds": used.ru_utime + used.ru_stime, "wall": wall, "megabytes": used.ru_maxrss / 1024}
print(json.dumps(figures))
"""
_FOLDERS = ("omegat", "deepl", "weblate")


def write_glossary(path: Path, count: int) -> None:
    """A glossary of so many concepts, no two with a wording in common."""
    with path.open("w", encoding="utf-8") as file:
        file.write("format: zhengming/1\ntitle: Many\nsources: {report: {title: A report}}\nconcepts:\n")
        for n in range(count):
            english, chinese = wording(n)
            fields = {"english": english, "chinese": chinese, "acronym": f"A{n}", "subject": n % 20}
            file.write(_CONCEPT.format(n=n, next=(n + 1) % count, **fields))


def measure(format_name: str, glossary: Path, folder: Path) -> dict[str, Any]:
    """One command in a process of its own, with the size of what it wrote."""
    output = folder / (format_name if format_name in _FOLDERS else f"out.{format_name}")
    command = [sys.executable, "-c", _MEASURE, format_name, str(glossary), str(output)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise SystemExit(f"{format_name}: {done.stderr[-500:]}")
    files = list(output.iterdir()) if output.is_dir() else [output] if output.exists() else []
    written = sum(file.stat().st_size for file in files) / 1e6
    return {"format": format_name, **json.loads(done.stdout.splitlines()[-1]), "written": written}


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", nargs="?", type=int, default=20_000)
    parser.add_argument("--format", dest="formats", action="append", choices=list(FORMATS))
    parser.add_argument("--json", dest="file", type=Path)
    given = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_glossary(folder / "many.yaml", given.count)
        print(f"{given.count:,} concepts\n\nformat      CPU s  wall s   MB of memory  MB written")
        for format_name in ("load", *(given.formats or FORMATS)):
            row = measure(format_name, folder / "many.yaml", folder)
            rows.append(row)
            figures = f"{row['seconds']:6.1f} {row['wall']:7.1f} {row['megabytes']:14.0f} {row['written']:11.1f}"
            print(f"{format_name:<10} {figures}", flush=True)
    if given.file:
        given.file.write_text(json.dumps(rows, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
