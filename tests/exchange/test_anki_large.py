"""A deck of twenty thousand concepts: time and memory, in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

COUNT = 20_000
# CPU time, since others may want the machine too; reading the same glossary is what it is measured by.
PROBE = """
import json, sys, time
from zhengming.glossary.read import load
from zhengming.exchange.anki import write

begun = time.process_time()
glossary = load(sys.argv[1])
loaded = time.process_time()
report = write(glossary, sys.argv[2])
written = time.process_time()
# ru_maxrss would count the process that started this one.
status = dict(line.split(":", 1) for line in open("/proc/self/status", encoding="utf-8") if ":" in line)
print(json.dumps({
    "load": loaded - begun, "write": written - loaded, "notes": report.concepts, "cards": report.items,
    "megabytes": int(status["VmHWM"].split()[0]) / 1024,
}))
"""


def glossary(count: int) -> str:
    """Concepts of three to six characters, each with admitted forms, a definition and a sentence."""
    characters = "美中科技競爭的本質意涵與影響去風險脫鉤供應鏈晶片半導體出口管制裁人工智慧量子運算網路安全國防業"
    lines = ["format: zhengming/1", "sources: {s: {title: 報告, author: 某人}}", "concepts:"]
    for n in range(count):
        chinese = "".join(
            characters[n * 7 // len(characters) ** k % len(characters)] for k in (0, 1, 2, 0, 1, 2)[: 3 + n % 4]
        )
        lines += [
            f"  - id: c{n}",
            f"    en: [supply control policy {n}, policy {n} of supply]",
            f"    zh-Hant: [{chinese}, {chinese}化]",
            f"    subject: {('technology', 'law')[n % 2]}",
            f"    definition: What number {n} is, in one plain sentence of some words.",
            f"    evidence: [{{source: s, at: L{n}, quote: 提出降低依賴尋求{chinese}而非其他措施的政策}}]",
        ]
    return "\n".join(lines) + "\n"


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells the memory of one process so")
def test_twenty_thousand_concepts(tmp_path: Path) -> None:
    (tmp_path / "g.yaml").write_text(glossary(COUNT), encoding="utf-8")
    command = [sys.executable, "-c", PROBE, str(tmp_path / "g.yaml"), str(tmp_path / "deck.apkg")]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, timeout=600)
    found = json.loads(done.stdout)
    assert (found["notes"], found["cards"]) == (COUNT, 3 * COUNT)
    assert found["megabytes"] < 500
    # 3.7 times where it was measured, and under 10 seconds.
    assert found["write"] < 6 * found["load"]
