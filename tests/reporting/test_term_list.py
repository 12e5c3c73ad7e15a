"""The term list for a translation brief: what of the glossary a text needs, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhengming.cli import main

GLOSSARY = """format: zhengming/1
concepts:
  - {id: supply-chain, en: [supply chain, supply network], zh: 供應鏈}
  - {id: de-risking, en: de-risking, zh: 去風險, note: "not\\ndecoupling \\u202e"}
  - {id: chip, en: chip, zh-Hant: 晶片, zh-CN: 芯片}
  - {id: sanctions, en: sanctions, zh: 制裁, avoid: [製裁, {term: penalties, note: reserved for fines}]}
  - {id: stays, en: WeChat, zh: 微信, do-not-translate: true}
  - id: artificial-intelligence
    en: [artificial intelligence, {term: AI, type: acronym}]
    zh-TW: [人工智慧, {term: 人工智能, status: deprecated}]
    zh-HK: 人工智能
    zh-CN: 人工智能
  - {id: unused, en: containment, zh: 圍堵}
"""
CASES = [
    ("晶片與去風險，晶片。", "", ["晶片 = chip", "去風險 = de-risking; note: not decoupling ⟨U+202E⟩"], "once each"),
    ("供应链", "", ["供应链 = supply chain; also: supply network"], "the script of the text"),
    ("遭到製裁", "", ["製裁 = sanctions; avoid: penalties (reserved for fines)"], "a source may say it wrong"),
    (
        "AI晶片很重要",
        "",
        ["人工智慧 / 人工智能 = artificial intelligence; also: AI", "晶片 = chip"],
        "in English",
    ),
    ("supply chains", "", ["supply chain = 供應鏈 / 供应链"], "an English term in its plain form"),
    ("Chips and AI", "tw", ["chip = 晶片", "AI = 人工智慧; avoid: 人工智能"], "Taiwan"),
    ("Chips and AI", "cn", ["chip = 芯片", "AI = 人工智能"], "the Mainland"),
    ("Chips and AI", "hk", ["chip = 晶片", "AI = 人工智能"], "Hong Kong"),
    ("on WeChat", "tw", ["WeChat = WeChat"], "do-not-translate"),
    ("sanctions", "tw", ["sanctions = 制裁; avoid: 製裁"], "forms to avoid in the target alone"),
    ("nothing", "", ["no terms found"], "none"),
]


@pytest.mark.parametrize(("text", "region", "lines", "label"), CASES, ids=[c[3] for c in CASES])
def test_lines(
    text: str, region: str, lines: list[str], label: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "toy.yaml").write_text(GLOSSARY, encoding="utf-8")
    (tmp_path / "text.txt").write_text(text, encoding="utf-8")
    options = ["--format", "prompt", *(["--region", region] if region else [])]
    assert main(["annotate", "--glossary", str(tmp_path / "toy.yaml"), *options, str(tmp_path / "text.txt")]) == 0
    assert capsys.readouterr().out.splitlines() == lines
