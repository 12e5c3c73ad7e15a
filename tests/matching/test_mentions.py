"""What is found in a text, and what is not."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengming.glossary.read import load
from zhengming.matching import Matcher
from zhengming.model import Glossary

TOY = """format: zhengming/1
concepts:
  - {id: supply-chain, en: supply chain, zh: 供應鏈}
  - {id: de-risking, en: {term: de-risking, match: [de-risk]}, zh: 去風險}
  - id: artificial-intelligence
    en: [artificial intelligence, {term: AI, type: acronym}]
    zh-TW: 人工智慧
    zh-HK: 人工智能
    zh-CN: 人工智能
  - {id: chip, en: chip, zh-Hant: 晶片, zh-CN: 芯片}
  - {id: chip-war, en: chip war, zh: 晶片戰爭}
  - {id: student, en: student, zh: 學生}
  - {id: compatriot, en: compatriot, zh: 國人}
  - {id: document-file, en: document file, zh: 文檔}
  - {id: sanctions, en: sanctions, zh: 制裁, avoid: [製裁]}
  - {id: wmd, en: [weapons of mass destruction, {term: WMD, type: acronym}], zh: 大規模毀滅性武器}
  - {id: blinken, kind: person, en: [Antony Blinken, {term: Blinken, type: short}], zh: 布林肯}
  - {id: miller, kind: person, en: [Matthew Miller, {term: Miller, type: short}], zh: 米勒}
  - {id: g7-summit, en: G7 summit, zh: G7高峰會}
  - {id: decommission, en: decommissioning, zh: 除役, when: {near: [核電, 反應爐]}}
  - {id: retire, en: retirement from service, zh: 除役, when: {not-near: [核電, 反應爐]}}
  - {id: export-control, en: export control, zh: 出口管制}
  - {id: defense, en: defense, zh: 國防}
  - {id: von-der-leyen, kind: person, en: Ursula von der Leyen, zh: 烏蘇拉·馮德萊恩}
  - {id: xi, kind: person, en: Xi Jinping, zh: 習近平}
  - {id: tang, kind: person, en: Audrey Tang, zh: 唐鳳}
  - {id: chips-act, kind: document, en: CHIPS and Science Act of 2022, zh: 《2022年晶片與科學法》}
  - {id: labour-market, en: labour market, zh: 勞動市場}
  - {id: grey-zone, en: grey zone, zh: 灰色地帶}
  - {id: cyber, en: cyber security, zh: 資通安全}
  - {id: strait-control, en: control of the strait, zh: 海峽控制權}
"""
CASES = [
    line.split("\t")
    for line in (Path(__file__).parents[1] / "cases/matching/mentions.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.fixture(scope="module")
def glossary(tmp_path_factory: pytest.TempPathFactory) -> Glossary:
    path = tmp_path_factory.mktemp("toy") / "toy.yaml"
    path.write_text(TOY, encoding="utf-8")
    return load(str(path))


@pytest.fixture(scope="module")
def matcher(glossary: Glossary) -> Matcher:
    return Matcher(glossary)


@pytest.mark.parametrize(("text", "expected", "label"), CASES, ids=[c[2] for c in CASES])
def test_mentions(matcher: Matcher, text: str, expected: str, label: str) -> None:
    found = [f"{m.concepts[0]}:{m.found}" for m in matcher.find(text)]
    assert ";".join(found) == expected


@given(st.text(alphabet="去風險晶片戰爭G7 高峰會AI-s.'供應鏈supply chain中國人民", max_size=60))
def test_spans_read_as_found_and_never_overlap(text: str) -> None:
    mentions = _SHARED.find(text)
    assert all(text[m.start : m.end] == m.found for m in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))


@given(st.text(max_size=80))
def test_any_text_is_searched(text: str) -> None:
    _SHARED.find(text)


def _shared() -> Matcher:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "toy.yaml"
        path.write_text(TOY, encoding="utf-8")
        return Matcher(load(str(path)))


_SHARED = _shared()
