"""Regional forms of a word. The cases are data: tests/cases/lookup/variants.tsv."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhengming.glossary.read import load
from zhengming.lookup.variants import variants

ROOT = Path(__file__).parents[2]
GLOSSARY = load(str(ROOT / "glossary"))
ROWS = [
    line.split("\t")
    for line in (ROOT / "tests/cases/lookup/variants.tsv").read_text(encoding="utf-8").splitlines()
    if line[:1] != "#"
]


@pytest.mark.parametrize(("word", "tw", "hk", "cn", "how", "sure", "label"), ROWS, ids=[r[0] for r in ROWS])
def test_variants(word: str, tw: str, hk: str, cn: str, how: str, sure: str, label: str) -> None:
    found = variants(word, GLOSSARY)
    assert list(found) == ["zh-TW", "zh-HK", "zh-CN"]
    assert [f.form for f in found.values()] == [tw, hk, cn]
    assert [f.how for f in found.values()] == how.split()
    for form, stated in zip(found.values(), sure.split(), strict=True):
        assert stated == "-" or form.sure is (stated == "yes")


def test_admitted_forms_are_alternatives() -> None:
    assert variants("極音速", GLOSSARY)["zh-TW"].alternatives == ("高超音速",)


def test_a_region_without_a_form_of_its_own_is_a_guess(tmp_path: Path) -> None:
    path = tmp_path / "g.yaml"
    path.write_text("format: zhengming/1\nconcepts:\n  - {en: chip, zh-TW: 晶片, zh-CN: 芯片}\n", encoding="utf-8")
    found = variants("晶片", load(str(path)))
    assert [f.sure for f in found.values()] == [True, False, True]
    assert found["zh-HK"].form == "晶片"
