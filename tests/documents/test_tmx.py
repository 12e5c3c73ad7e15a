"""TMX → one segment for each Chinese/English pair, in place. The cases are data: tests/cases/documents/tmx.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from zhengming.documents import tmx
from zhengming.errors import ReadError
from zhengming.model import OBJECT, Segment

CASES = Path(__file__).parents[1] / "cases/documents/tmx.yaml"


def whole(body: str, srclang: str = "en") -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">'
        f'<header srclang="{srclang}" adminlang="en" segtype="sentence"><prop type="p">x</prop></header><body>\n{body}'
        "</body></tmx>"
    )


def shown(segment: Segment) -> str:
    source, target = ("".join(block.text for block in side) for side in (segment.sources, segment.targets))
    skipped = f" ({segment.skipped})" if segment.skipped else ""
    return f"{segment.name}: {source} →{' ' if target else ''}{target}{skipped}"


def cases() -> list[Any]:
    found = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    return [pytest.param(whole(c["text"], c["srclang"]), c["languages"], c["segments"], id=c["label"]) for c in found]


@pytest.mark.parametrize(("text", "languages", "expected"), cases())
def test_segments(text: str, languages: list[str], expected: list[str]) -> None:
    found = tmx.read(text)
    assert [shown(segment) for segment in found.segments] == expected
    assert [found.source_language, found.target_language] == languages


@pytest.mark.parametrize(("text", "languages", "expected"), cases())
def test_every_character_points_into_the_file(text: str, languages: list[str], expected: list[str]) -> None:
    for segment in tmx.read(text).segments:
        for block in (*segment.sources, *segment.targets):
            for position, character in enumerate(block.text):
                assert text[block.offset(position)] == character or character in f"& {OBJECT}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<tbx/>", "it is no TMX file: its XML begins with <tbx>"),
        (whole("<tu>"), "its XML is damaged in column 7: mismatched tag"),
        (
            whole("<tu><tuv xml:lang='de'><seg>Zoll</seg></tuv></tu>"),
            "it holds no Chinese/English pair; its languages are de",
        ),
        (whole("<tu><tuv><seg>Zoll</seg></tuv></tu>"), "it holds no Chinese/English pair; its languages are none that"),
        (whole("").replace('"tmx14.dtd"', '"x" [<!ENTITY a "b">]'), "its XML declares entities"),
    ],
)
def test_what_cannot_be_read(text: str, message: str) -> None:
    with pytest.raises(ReadError) as caught:
        tmx.read(text)
    assert caught.value.message.startswith(message)


def test_a_memory_without_units_is_empty() -> None:
    assert not tmx.read(whole("")).segments


def test_entities_of_a_document_type_that_is_not_loaded_are_no_prose() -> None:
    text = whole(
        "<tu><tuv xml:lang='en'><seg>R&unknown;D &nbsp;x</seg></tuv><tuv xml:lang='zh'><seg>研發</seg></tuv></tu>"
    )
    assert tmx.read(text).segments[0].sources[0].text == f"R{OBJECT}D x"


def test_several_chinese_wordings_share_their_source() -> None:
    body = "".join(f"<tuv xml:lang='{tag}'><seg>{seg}</seg></tuv>" for tag, seg in (("en", "chip"), ("zh-TW", "晶片")))
    [segment] = tmx.read(whole(f"<tu tuid='a'>{body}</tu>")).segments
    assert segment.id == "a" and segment.sure and not segment.skipped
