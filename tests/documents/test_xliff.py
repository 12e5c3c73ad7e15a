"""XLIFF and its dialects → segments with every character in its place. The cases are data: tests/cases/documents/."""

from __future__ import annotations

import re
import time
import tracemalloc
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.parsers import expat

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from zhengming.documents import xliff
from zhengming.documents.found import language_tag
from zhengming.errors import ReadError
from zhengming.model import OBJECT, Block, Segment

CASES = Path(__file__).parents[1] / "cases/documents"
HEADS = {
    "1": '<?xml version="1.0"?>\n<xliff version="{0}" xmlns="urn:oasis:names:tc:xliff:document:{0}">'
    '<file source-language="zh-TW" target-language="en-US" original="x" datatype="plaintext"><body>\n',
    "2": '<?xml version="1.0"?>\n<xliff version="{0}" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="zh-TW" '
    'trgLang="en-US"><file id="f">\n',
}
TAILS = {"1": "</body></file></xliff>", "2": "</file></xliff>"}


def whole(body: str, version: str = "1.2") -> str:
    kind = version[0]
    return HEADS[kind].format(version) + body + TAILS[kind]


def unit(target: str, source: str = "源") -> str:
    return whole(f'<trans-unit id="1"><source>{source}</source><target>{target}</target></trans-unit>')


def shown(segment: Segment) -> str:
    source, target = ("".join(block.text for block in side) for side in (segment.sources, segment.targets))
    skipped = f" ({segment.skipped})" if segment.skipped else ""
    return f"{segment.name}: {source} →{' ' if target else ''}{target}{skipped}"


def blocks(segments: tuple[Segment, ...]) -> Iterator[Block]:
    for segment in segments:
        yield from (*segment.sources, *segment.targets)


def assert_in_place(text: str, segments: tuple[Segment, ...]) -> None:
    """Each character of each block is what the file has there, or what a reference, a code or a line end means."""
    for block in blocks(segments):
        for position, character in enumerate(block.text):
            at = block.offset(position)
            if text[at] != character:
                reference = re.compile(r"&#?\w+;").match(text, at)
                meant = unescape(reference.group()) if reference else ""
                assert meant == character or character in f" {OBJECT}", (block.text, position, text[at : at + 20])


def cases() -> list[Any]:
    found = yaml.safe_load((CASES / "xliff.yaml").read_text(encoding="utf-8"))
    return [pytest.param(whole(c["text"], c["version"]), c["segments"], id=c["label"]) for c in found]


def files() -> list[Any]:
    found = yaml.safe_load((CASES / "xliff/files.yaml").read_text(encoding="utf-8"))
    return [pytest.param(c["file"], c["languages"], c["segments"], id=c["file"]) for c in found]


@pytest.mark.parametrize(("text", "expected"), cases())
def test_segments(text: str, expected: list[str]) -> None:
    found = xliff.read(text)
    assert [shown(segment) for segment in found.segments] == expected
    assert [segment.number for segment in found.segments] == list(range(1, len(expected) + 1))
    assert_in_place(text, found.segments)


@pytest.mark.parametrize(("text", "expected"), cases())
def test_line_ends_of_windows_change_nothing(text: str, expected: list[str]) -> None:
    windows = text.replace("\n", "\r\n")
    found = xliff.read(windows)
    assert [shown(segment) for segment in found.segments] == expected
    assert_in_place(windows, found.segments)


@pytest.mark.parametrize(("name", "languages", "expected"), files())
def test_files_of_tools(name: str, languages: list[str], expected: list[str]) -> None:
    text = (CASES / "xliff" / name).read_text(encoding="utf-8")
    found = xliff.read(text)
    assert [shown(segment) for segment in found.segments] == expected
    assert [found.source_language, found.target_language] == languages
    assert_in_place(text, found.segments)


def test_marks_are_what_the_tool_calls_bold_or_italic() -> None:
    [segment] = xliff.read(unit('the <g id="1" ctype="italic">Entity List</g> <g id="2">now</g>')).segments
    [block] = segment.targets
    assert [(mark.kind, block.text[mark.start : mark.end]) for mark in block.marks] == [("emphasis", "Entity List")]


def test_places_after_references_codes_and_characters_beyond_u_ffff() -> None:
    text = unit('𠮷&amp;<g id="1">&#x4E2D;</g><![CDATA[<國>]]>b', "𠮷" * 70_000)
    [segment] = xliff.read(text).segments
    [block] = segment.targets
    assert block.text == "𠮷&中<國>b"
    start = text.index("<target>") + len("<target>")
    inside = [0, 1, text.index("&#x") - start, *(text.index("<國>") - start + n for n in range(3))]
    assert [block.offset(n) - start for n in range(7)] == [*inside, text.index("b</target>") - start]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (unit("鏈𠮷a</x>"), 3, "its XML is damaged in column 51: mismatched tag"),
        (unit("a")[:-20], 3, "its XML is damaged in column 69: unclosed token"),
        ("", 1, "its XML is damaged in column 1: no element found"),
        ("\n供應鏈", 2, "its XML is damaged in column 1: syntax error"),
        ("<?xml version='1.0'?>\n<html/>", 2, "it is no XLIFF file: its XML begins with <html>"),
        ('<xliff version="3.0"/>', 1, "XLIFF version '3.0' cannot be read"),
        ("<xliff/>", 1, "an XLIFF file that does not say its version cannot be read"),
        (
            '<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY a "哈"><!ENTITY b "&a;&a;">]>\n<xliff>&b;</xliff>',
            2,
            "its XML declares entities, as no translation tool does",
        ),
        (
            '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><xliff version="1.2">&a;</xliff>',
            1,
            "its XML declares entities, as no translation tool does",
        ),
        (unit("a &b; c"), 3, "its XML is damaged in column 48: undefined entity"),
        (unit("a \ud800 c"), 3, "its XML is damaged in column 48: not well-formed (invalid token)"),
    ],
)
def test_what_cannot_be_read(text: str, line: int, message: str) -> None:
    with pytest.raises(ReadError) as caught:
        xliff.read(text)
    assert caught.value.message.startswith(message)
    assert caught.value.line == line


def test_known_versions_are_named() -> None:
    with pytest.raises(ReadError, match=r"known are 1\.0, 1\.1, 1\.2, 2\.0, 2\.1, 2\.2"):
        xliff.read('<xliff version="1.3"/>')


def test_a_version_told_by_the_namespace() -> None:
    assert not xliff.read('<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2"/>').segments


def test_too_many_segments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhengming.documents.units.MOST_SEGMENTS", 2)
    one = "<trans-unit id='1'><source>一</source></trans-unit>\n"
    assert len(xliff.read(whole(one * 2)).segments) == 2
    with pytest.raises(ReadError, match="split it") as caught:
        xliff.read(whole(one * 4))
    assert caught.value.line == 5


def test_a_unit_of_many_segments_takes_no_longer_than_many_units() -> None:
    marks = "".join(f'<mrk mtype="seg" mid="{n}">一</mrk>' for n in range(20_000))
    begun = time.process_time()
    assert (
        len(xliff.read(whole(f'<trans-unit id="1"><seg-source>{marks}</seg-source></trans-unit>')).segments) == 20_000
    )
    assert time.process_time() - begun < 5


def peak(units: int) -> int:
    """What reading a file of so many units of usual length takes beside its text, in bytes."""
    source, target = (
        "各國政府尋求去風險而非脫鉤，並保護關鍵供應鏈。" * 2,
        "Governments seek to de-risk, not to decouple. " * 4,
    )
    one = f'<trans-unit id="1"><source>{source}</source><target>{target}<g id="1">R&amp;D</g></target></trans-unit>\n'
    text = whole(one * units)
    tracemalloc.start()
    found = xliff.read(text)
    assert len(found.segments) == units
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def test_memory_is_proportional_to_the_segments() -> None:
    few, many = peak(1_000), peak(4_000)
    # So that 100,000 of them stay far below 400 MB, with the text of the file.
    assert many < 4_000 * 2_000
    assert many < few * 4.4


def test_segments_inside_segments_belong_to_the_outer_one() -> None:
    marks = '<mrk mtype="seg" mid="1">一<mrk mtype="seg" mid="2">二</mrk></mrk>'
    [segment] = xliff.read(whole(f'<trans-unit id="1"><seg-source>{marks}</seg-source></trans-unit>')).segments
    assert segment.sources[0].text == "一二"


@pytest.mark.parametrize(
    ("side", "at", "wording", "expected"),
    [
        ("研發", "研", "R&D <1>", "R&amp;D &lt;1&gt;"),
        ("研發", "研", "a]]", "a]&#93;"),
        ("研發", "研", "a\x00", None),
        ("<![CDATA[研發]]>", "研", "R&D <1>", "R&D <1>"),
        ("<![CDATA[研發]]>", "研", "a]]>b", None),
        ("<![CDATA[研發]]>", "研", "a]", None),
        ("<![CDATA[a]]]>研發", "研", "R&D", "R&amp;D"),
        ("<![CDATA[]]研發]]>", "研", ">", None),
    ],
)
def test_how_a_wording_is_written(side: str, at: str, wording: str, expected: str | None) -> None:
    text = unit(side)
    assert xliff.escaped(text, text.index(at), wording) == expected


@pytest.mark.parametrize(
    ("side", "first", "last", "expected"),
    [
        ("供應鏈", "供", "鏈", "供應鏈"),
        ("R&amp;D", "R", "D", "R&amp;D"),
        ("R&amp;D", "R", "&", "R&amp;"),
        ("供<g id='1'>應</g>鏈", "供", "鏈", None),
        ("<g id='1'>應鏈</g>", "應", "鏈", "應鏈"),
        ("&lt;b&gt;供&lt;/b&gt;應", "供", "應", None),
        ("<![CDATA[供<應]]>鏈", "供", "應", "供<應"),
        ("<![CDATA[供應]]>鏈", "供", "鏈", None),
        ("供<![CDATA[應鏈]]>", "供", "鏈", None),
        ("<![CDATA[R&amp;D]]>", "R", "&", "R&"),
    ],
)
def test_what_may_be_replaced_in_one_piece(side: str, first: str, last: str, expected: str | None) -> None:
    text = unit(side)
    start = text.index("<target>") + 8
    stretch = xliff.replaceable(text, text.index(first, start), text.index(last, start) + 1)
    assert (stretch and text[slice(*stretch)]) == expected


@pytest.mark.parametrize(
    ("said", "tag"),
    [
        ("zh-TW", "zh-TW"),
        ("zh_tw", "zh-TW"),
        ("ZH-CHT", "zh-TW"),
        ("zh-Hant-TW", "zh-TW"),
        ("zh-Hant", "zh-Hant"),
        ("zh-Hans-HK", "zh-Hans"),
        ("zh-MO", "zh-HK"),
        ("zho", "zh"),
        ("EN", "en"),
        ("en_US", "en-US"),
        ("en-Latn-GB", "en-Latn-GB"),
        ("fr-CA", "fr-CA"),
        ("", ""),
    ],
)
def test_language_tags(said: str, tag: str) -> None:
    assert language_tag(said) == tag


# What a side may be made of: how it is written, and what is read.
PIECES = st.one_of(
    st.text(st.sampled_from("供應鏈𠮷ab c，。'\""), min_size=1, max_size=6).map(lambda t: (t, t)),
    st.sampled_from(
        [("&amp;", "&"), ("&#20013;", "中"), ("&#x20BB7;", "𠮷"), ("&lt;", "<"), ("<!-- > -->", ""), ("<?x y>?>", "")]
    ),
    st.text(st.sampled_from("鏈z&<> "), max_size=5).map(lambda t: (f"<![CDATA[{t}]]>", t)),
    st.sampled_from([('<x id="1"/>', OBJECT), ('<ph id="2">a<sub>b</sub></ph>', OBJECT), ('<bx id="3" a=">"/>', "")]),
)


@st.composite
def sides(draw: st.DrawFn, depth: int = 2) -> tuple[str, str]:
    written, read = "", ""
    for _ in range(draw(st.integers(0, 5))):
        if depth and draw(st.booleans()):
            inner = draw(sides(depth - 1))
            tag = draw(st.sampled_from([("<g id='1' x='/>'>", "</g>"), ("<mrk mtype='phrase'>", "</mrk >")]))
            piece = (tag[0] + inner[0] + tag[1], inner[1])
        else:
            piece = draw(PIECES)
        written, read = written + piece[0], read + piece[1]
    return written, read


def squeezed(text: str) -> str:
    return re.sub(" +", " ", text).strip(" ")


@given(st.lists(sides(), min_size=1, max_size=4))
def test_what_is_written_is_read_back_in_place(made: list[tuple[str, str]]) -> None:
    units = (
        f"<trans-unit id='{n}'><source>{w}</source><target>源</target></trans-unit>" for n, (w, _) in enumerate(made)
    )
    text = whole("".join(units))
    found = {segment.id: segment for segment in xliff.read(text).segments}
    for number, (_, read) in enumerate(made):
        side = found[str(number)].sources
        assert (side[0].text if side else "") == (squeezed(read) if read.strip(f" {OBJECT}") else "")
    assert_in_place(text, tuple(found.values()))


@given(sides(), st.text(st.characters(codec="utf-8"), max_size=8), st.data())
def test_a_wording_put_in_place_changes_only_that(made: tuple[str, str], wording: str, data: st.DataObject) -> None:
    text = unit("x", f"首{made[0]}")
    [block] = xliff.read(text).segments[0].sources
    start = data.draw(st.integers(0, len(block.text) - 1))
    end = data.draw(st.integers(start + 1, min(len(block.text), start + 4)))
    stretch = xliff.replaceable(text, block.offset(start), block.end_offset(end))
    if stretch is None or OBJECT in block.text[start:end]:
        return
    written = xliff.escaped(text, stretch[0], wording)
    if written is None:
        return
    spliced = text[: stretch[0]] + written + text[stretch[1] :]
    before, after = (ElementTree.fromstring(t.encode()) for t in (text, spliced))
    assert [e.tag for e in before.iter()] == [e.tag for e in after.iter()]
    old = "".join(before.itertext())
    expected = old[: read_up_to(text, stretch[0])] + wording + old[read_up_to(text, stretch[1]) :]
    assert "".join(after.itertext()) == expected


def read_up_to(text: str, offset: int) -> int:
    """How much of the text of a file stands before an offset."""
    parser = expat.ParserCreate(encoding="utf-8")
    read: list[str] = []
    parser.CharacterDataHandler = read.append
    parser.Parse(text[:offset].encode(), False)
    return len("".join(read))
