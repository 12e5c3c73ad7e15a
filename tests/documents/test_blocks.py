"""Small texts → blocks. The cases are data: tests/cases/documents/."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from zhengming.documents import markdown, plain
from zhengming.model import OBJECT, Block

CASES = Path(__file__).parents[1] / "cases/documents"
READERS = {"plain": plain.read, "markdown": markdown.read}


def cases() -> list[Any]:
    found = []
    for name in READERS:
        for case in yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8")):
            marks = [pytest.mark.xfail(reason=case["xfail"], strict=True)] if "xfail" in case else []
            found.append(pytest.param(name, case["text"], case["blocks"], id=f"{name}: {case['label']}", marks=marks))
    return found


def shown(block: Block) -> str:
    return f"{block.kind}: {block.text}"


@pytest.mark.parametrize(("reader", "text", "expected"), cases())
def test_blocks(reader: str, text: str, expected: list[str]) -> None:
    assert [shown(b) for b in READERS[reader](text)] == expected


@pytest.mark.parametrize(("reader", "text", "expected"), [c for c in cases() if not c.marks])
def test_every_character_points_into_the_file(reader: str, text: str, expected: list[str]) -> None:
    for block in READERS[reader](text):
        for position, character in enumerate(block.text):
            at = text[block.offset(position)]
            assert at == character or character in f" {OBJECT}" or at == "&"


def test_marks_span_the_marked_words() -> None:
    text = "**「去風險」**（de-risking），見[*脫鉤*](x)。"
    [block] = markdown.read(text)
    assert [(m.kind, block.text[m.start : m.end]) for m in block.marks] == [
        ("emphasis", "「去風險」"),
        ("emphasis", "脫鉤"),
        ("link", "脫鉤"),
    ]
