"""How long a check of a bilingual file takes beside a plain substring loop, and how much memory it needs.

    python benchmarks/check_speed.py [--segments N] [--runs N] [--long] [--json FILE]

N segments (10,000 unless told) of 60 Han characters and their English, 1,000 concepts with two forms a side, all
default rules, in one process after imports and with a compiled glossary. Beside it, in the same run, the plain loop
that asks for each concept's source forms `in` the source and, where one stands, its target forms `in` the case-folded
target. One rendering in fifty is wrong. `--long` checks ten times as many segments too: time must stay proportional.
Memory is the most that the process ever had (VmHWM, from /proc), each measured in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from itertools import product
from pathlib import Path
from typing import Any

GOAL = 2.0
LIMIT_MB, LIMIT_LONG_MB = 300, 400
_HAN = 60
_CONCEPTS = 1000

_FIRST = (
    "水利 港口 鐵路 能源 電網 衛星 海洋 森林 教育 醫療 住宅 勞動 移民 金融 銀行 保險 農業 漁業 糧食 稀土 電池 晶圓 "
    "量子 核能 軍備 情報 邊境 海關 稅務 選舉"
).split()
_FIRST_EN = (
    "water port railway energy grid satellite ocean forest education health housing labour migration finance bank "
    "insurance farm fishery food mineral battery wafer quantum nuclear arms intelligence border customs tax election"
).split()
_SECOND = (
    "政策 改革 安全 監管 補貼 投資 合作 協定 標準 韌性 危機 審查 轉型 治理 規劃 條例 市場 基金 聯盟 技術 預算 評估 "
    "服務 管理 機制 策略 網絡 設施 平台 權利 競爭 秩序 研究 教育 訓練"
).split()
_SECOND_EN = (
    "policy reform security regulation subsidy investment cooperation agreement standard resilience crisis review "
    "transition governance plan ordinance market fund alliance technology budget assessment service management "
    "mechanism strategy network facility platform right competition order research education training"
).split()
_FILLERS = (
    "各國 政府 昨日 宣布 將 在 明年 進一步 推動 並 要求 相關 部門 加強 對 的 重視 同時 專家 認為 這項 做法 可能 影響 "
    "未來 發展 因此 必須 與 民間 團體 共同 討論 目前 已經 開始 提出 新的 方案 以 因應 全球 局勢 變化 所 帶來 的 挑戰 "
    "地方 居民 普遍 表示 支持"
).split()
_FILLERS_EN = (
    "yesterday governments announced that next year they would push further and asked the departments concerned to pay "
    "more attention to while experts believe this approach may affect future development so it must be discussed with "
    "civil groups many new proposals have already been made in answer to changes around the world residents support"
).split()


def glossary() -> Any:
    """A thousand concepts: a full form and an admitted one on each side."""
    from zhengming.model import Concept, Glossary, Term

    pairs = list(product(range(len(_FIRST)), range(len(_SECOND))))[:_CONCEPTS]
    return Glossary(
        tuple(
            Concept(
                f"c{n}",
                (
                    Term(f"{_FIRST_EN[i]} {_SECOND_EN[j]}", "en"),
                    Term(f"{_SECOND_EN[j]} of {_FIRST_EN[i]} affairs", "en", "admitted"),
                    Term(_FIRST[i] + _SECOND[j], "zh-Hant"),
                    Term(f"{_FIRST[i]}事務{_SECOND[j]}", "zh-Hant", "admitted"),
                ),
            )
            for n, (i, j) in enumerate(pairs)
        )
    )


def bilingual(concepts: Any, segments: int, seed: int = 1) -> Any:
    """A file of segments, each with three terms among other words."""
    from zhengming.model import Bilingual, Block, Document, Segment

    chance = random.Random(seed)
    lines: list[str] = []
    made = []
    at = 0
    for number in range(1, segments + 1):
        chosen = chance.sample(concepts, 3)
        source, target = _sides(chance, chosen)
        blocks = []
        for text in (source, target):
            blocks.append(Block("paragraph", text, (0,), (at,)))
            lines.append(text)
            at += len(text) + 1
        made.append(Segment(number, (blocks[1],), (blocks[0],)))
    text = "\n".join(lines)
    starts = [0]
    for line in lines[:-1]:
        starts.append(starts[-1] + len(line) + 1)
    return Bilingual(Document("made.tsv", text, "utf-8", (), tuple(starts)), tuple(made), "zh", "en")


def _sides(chance: random.Random, chosen: Sequence[Any]) -> tuple[str, str]:
    from zhengming.language.english import plural

    source: list[str] = []
    target: list[str] = []
    for concept in chosen:
        source += chance.choices(_FILLERS, k=5)
        target += chance.choices(_FILLERS_EN, k=9)
        source.append(concept.terms[2].text)
        wrong = chance.random() < 0.02
        target.append(
            "something else" if wrong else chance.choice([concept.terms[0].text, plural(concept.terms[0].text)])
        )
    while sum(map(len, source)) < _HAN - 1:
        source.append(chance.choice(_FILLERS))
        target.append(chance.choice(_FILLERS_EN))
    return "".join(source)[: _HAN - 1] + "。", " ".join(target).capitalize() + "."


def plain_loop(concepts: Any, segments: Any) -> int:
    """What anybody writes first."""
    forms = [
        (
            [t.text for t in c.terms if t.language != "en"],
            [t.text.casefold() for t in c.terms if t.language == "en"],
        )
        for c in concepts
    ]
    missing = 0
    for segment in segments:
        source = segment.sources[0].text
        target = segment.targets[0].text.casefold()
        for chinese, english in forms:
            if any(form in source for form in chinese) and not any(form in target for form in english):
                missing += 1
    return missing


def bare_loop(concepts: Any, segments: Any) -> int:
    """The same with the generators written out, which is faster."""
    forms = [
        (
            [t.text for t in c.terms if t.language != "en"],
            [t.text.casefold() for t in c.terms if t.language == "en"],
        )
        for c in concepts
    ]
    missing = 0
    for segment in segments:
        source = segment.sources[0].text
        target = segment.targets[0].text.casefold()
        for chinese, english in forms:
            for form in chinese:
                if form in source:
                    for wanted in english:
                        if wanted in target:
                            break
                    else:
                        missing += 1
                    break
    return missing


def _seconds(function: Any, *arguments: Any) -> float:
    began = time.perf_counter()
    function(*arguments)
    return time.perf_counter() - began


def measure(segments: int, runs: int, *, loops: bool = True) -> dict[str, Any]:
    """Seconds of check and loops in turn, and the most memory."""
    from zhengming.checking import check
    from zhengming.matching import Matcher

    terms = glossary()
    matcher = Matcher(terms)
    check(bilingual(terms.concepts, 200, seed=2), matcher)
    draft = bilingual(terms.concepts, segments)
    held = _most_memory()
    times: dict[str, list[float]] = {"check": [], "plain": [], "bare": []}
    for _ in range(runs):
        times["check"].append(_seconds(check, draft, matcher))
        if loops:
            times["plain"].append(_seconds(plain_loop, terms.concepts, draft.segments))
            times["bare"].append(_seconds(bare_loop, terms.concepts, draft.segments))
    row: dict[str, Any] = {"segments": segments, "memory_mb": _most_memory(), "before_check_mb": held}
    row |= {name: round(statistics.median(found), 3) for name, found in times.items() if found}
    if loops:
        row["ratio"] = round(statistics.median(a / b for a, b in zip(times["check"], times["plain"], strict=True)), 2)
        row["ratio_bare"] = round(
            statistics.median(a / b for a, b in zip(times["check"], times["bare"], strict=True)), 2
        )
    return row


def _most_memory() -> int | None:
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) // 1024


def main() -> int:
    """Print the figures; 1 where a limit is not kept."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--segments", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--long", action="store_true", help="ten times as many segments too")
    parser.add_argument("--only", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    if given.only:
        print(json.dumps(measure(given.segments, 1, loops=False)))
        return 0
    rows = [measure(given.segments, given.runs)]
    if given.long:
        command = [sys.executable, __file__, "--segments", str(given.segments * 10), "--only"]
        rows.append(json.loads(subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout))
    for row in rows:
        print("  ".join(f"{name} {value}" for name, value in row.items()))
    if given.json:
        given.json.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")
    kept = rows[0]["ratio"] <= GOAL and (rows[0]["memory_mb"] or 0) <= LIMIT_MB
    return 0 if kept and all((row["memory_mb"] or 0) <= LIMIT_LONG_MB for row in rows[1:]) else 1


if __name__ == "__main__":
    sys.exit(main())
