"""The published JSON Schema says what the loader says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from zhengming.glossary.schema import CONCEPT_KEYS, json_schema

ROOT = Path(__file__).parents[2]
SCHEMA = json_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
BROKEN: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/cases/glossary/errors.yaml").read_text(encoding="utf-8"))
# What no schema can tell: the places of equal ids, an override's target, what YAML itself forbids or takes in silence.
BEYOND = (
    *(
        "a tab",
        "an anchor",
        "an anchor on a text",
        "an alias",
        "a tag",
        "a merge key",
        "a key that stands twice",
        "two documents",
    ),
    *(
        "a key of the file that stands twice",
        "a duplicate id",
        "a duplicate id that was not written out",
        "a list for a key",
    ),
    *(
        "an override of nothing",
        "broken syntax",
        "a colon in a text",
        "a control character",
        "a truth value in other words",
    ),
)
# The example of the design, section 4.
EXAMPLE = """
format: zhengming/1
title: US–China technology competition
sources:
  indsr-2023-6:
    title: 美中科技競爭的本質、意涵與影響
    author: 鍾志東
    path: seeds/indsr-2023-chapter-6.txt
concepts:
  - {id: supply-chain, en: supply chain, zh-Hant: 供應鏈, zh-Hans: 供应链}     # one line is enough
  - id: de-risking
    en: {term: de-risking, match: [de-risk]}
    zh-Hant: 去風險
    zh-Hans: 去风险
    evidence:
      - source: indsr-2023-6
        at: L21
        quote: 提出降低依賴尋求去風險（de-risking）而非脫鉤（decoupling）
  - id: artificial-intelligence
    en:
      - artificial intelligence
      - {term: AI, type: acronym}
    zh-TW: 人工智慧
    zh-HK: 人工智能
    zh-CN: 人工智能
  - id: sanctions
    en: sanctions
    zh-Hant: 制裁
    zh-Hans: 制裁
    avoid: [製裁, {term: penalties, note: "reserved for fines"}]
"""


def parsed(text: str) -> Any:
    return yaml.load(text, Loader=yaml.CSafeLoader)


def test_it_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_it_accepts_the_example_of_the_design() -> None:
    VALIDATOR.validate(parsed(EXAMPLE))


@pytest.mark.parametrize("path", sorted((ROOT / "glossary").glob("*.yaml")), ids=lambda p: p.name)
def test_it_accepts_what_we_ship(path: Path) -> None:
    VALIDATOR.validate(parsed(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    "entry",
    [
        "{en: no, zh: 否}",
        "{en: 5, zh: 五, note: 1e3}",
        "{en: [a, {term: b, type: short}], zh: [甲, 乙], tags: t, when: {near: x}}",
        "{overrides: a, note: b}",
        "{en: a, zh-HK: 甲, do-not-translate: true}",
        "{en: a, zh: 甲, note: 2022-10-01}",
    ],
)
def test_it_accepts(entry: str) -> None:
    document = yaml.load(f"format: zhengming/1\nconcepts: [{entry}]", Loader=yaml.CSafeLoader)
    for concept in document["concepts"]:
        for key, value in concept.items():
            if hasattr(value, "isoformat"):
                concept[key] = value.isoformat()
    VALIDATOR.validate(document)


@pytest.mark.parametrize("case", [c for c in BROKEN if c["label"] not in BEYOND], ids=lambda c: c["label"])
def test_it_rejects_what_the_loader_rejects(case: dict[str, Any]) -> None:
    document = parsed(case["text"].replace("{head}", "format: zhengming/1\nconcepts:\n"))
    assert not VALIDATOR.is_valid(document)


def test_it_names_every_key() -> None:
    keys: set[str] = set()
    for one in SCHEMA["properties"]["concepts"]["items"]["anyOf"]:
        keys |= one["properties"].keys()
    assert keys == set(CONCEPT_KEYS)
