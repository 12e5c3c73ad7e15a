"""Drafts that are still the source; the cases are data: tests/cases/alignment/untranslated.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from zhengming.alignment import align, untranslated
from zhengming.documents import parse
from zhengming.files.decode import Decoded
from zhengming.matching import Matcher

PATH = Path(__file__).parents[1] / "cases/alignment/untranslated.yaml"
CASES: list[dict[str, Any]] = yaml.safe_load(PATH.read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_untranslated(case: dict[str, Any], matcher: Matcher) -> None:
    source, draft = (parse(Decoded(case[side], "utf-8"), f"{side}.txt") for side in ("source", "draft"))
    found = untranslated(source, draft)
    places = {id(block): n for n, block in enumerate(draft.body)}
    assert found.whole is case["whole"]
    assert [places[id(block)] for block in found.blocks] == case["blocks"]
    assert [places[id(block)] for block in found.copied] == case["copied"]
    # What is not translated is never believed to be a translation.
    sure = {id(block) for s in align(source, draft, matcher.find) if s.sure for block in s.targets}
    assert not sure & {id(block) for block in found.blocks}
