"""PO files: the cases are data (tests/cases/documents/po.yaml); polib is the other reader, where it is installed."""

from __future__ import annotations

import contextlib
import itertools
import re
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from zhengming.documents import po
from zhengming.documents.bilingual import read_bilingual
from zhengming.documents.po import escaped
from zhengming.documents.po_syntax import entries, value
from zhengming.errors import ReadError
from zhengming.model import OBJECT, Block, Segment

CASES = Path(__file__).parents[1] / "cases/documents/po.yaml"


def cases() -> list[Any]:
    found = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["label"]) for case in found]


def shown(segment: Segment) -> str:
    source, target = ("".join(b.text for b in blocks) for blocks in (segment.sources, segment.targets))
    return f"{segment.name}: {source} ⇒ {target}" + (f" [{segment.skipped}]" if segment.skipped else "")


@pytest.mark.parametrize("case", cases())
def test_segments(case: dict[str, Any]) -> None:
    found = po.read(case["text"])
    assert [shown(s) for s in found.segments] == case["segments"]
    assert [s.number for s in found.segments] == [*range(1, len(found.segments) + 1)]
    assert (found.source_language, found.target_language) == (case.get("source", ""), case.get("target", ""))


@pytest.mark.parametrize("case", cases())
def test_every_character_points_into_the_file(case: dict[str, Any]) -> None:
    for segment in po.read(case["text"]).segments:
        for block in (*segment.sources, *segment.targets):
            for position, character in enumerate(block.text):
                at = case["text"][block.offset(position)]
                assert at == character or character in f" {OBJECT}" or at in "\\&%"


def test_an_exact_map() -> None:
    text = 'msgid ""\n"a \\"su"\n"pply\\" \\xe4\\xb8\\xadb\\n"\nmsgstr "去\\t風"\n'
    [segment] = po.read(text).segments
    [source], [target] = segment.sources, segment.targets
    assert source.text == 'a "supply" 中b'
    places = [9 + n for n in (1, 2, 3, 5, 6, 10, 11, 12, 13, 14, 16, 17, 29)]
    assert [source.offset(n) for n in range(len(source.text))] == places
    assert [text[target.offset(n)] for n in range(3)] == ["去", "\\", "風"]


def test_an_empty_translation_has_its_place() -> None:
    text = 'msgid "a"\nmsgstr ""\n'
    [segment] = po.read(text).segments
    assert segment.targets[0].offset(0) == text.rindex('"')


FAULTS = {
    "a string never closed": ('msgid "a\nmsgstr "b"\n', 1, "not closed at the end of its line"),
    "a quotation mark inside": ('msgid "a"\nmsgstr "b"c"\n', 2, "not closed|quotation marks inside"),
    "two of them": ('msgid "a"\nmsgstr "b"c"d"\n', 2, "quotation marks inside a string are written"),
    "a translation of nothing": ('\n\nmsgstr "b"\n', 3, "msgstr stands here without a msgid before it"),
    "a plural of nothing": ('msgid_plural "b"\n', 1, "msgid_plural stands here without a msgid"),
    "a message without translation": (
        'msgid "a"\n\nmsgid "b"\nmsgstr "c"\n',
        3,
        "a second msgid before the translation",
    ),
    "the last one without translation": ('msgid "a"\nmsgstr "b"\nmsgid "c"\n', 3, "this message has no msgstr"),
    "two translations": ('msgid "a"\nmsgstr "b"\nmsgstr "c"\n', 3, "a second msgstr"),
    "a string of nothing": ('"a"\n', 1, "belongs to no message"),
    "words": ('msgid "a"\nmsgstr "b"\nhello\n', 3, "this is no line of a PO file: hello"),
    "a keyword alone": ('msgid\nmsgstr "b"\n', 1, "this is no line of a PO file: msgid"),
}


@pytest.mark.parametrize("label", FAULTS)
def test_a_fault_is_told_with_its_line(label: str, tmp_path: Path) -> None:
    text, line, said = FAULTS[label]
    (tmp_path / "x.po").write_text(text, encoding="utf-8")
    with pytest.raises(ReadError, match=said) as caught:
        read_bilingual(str(tmp_path / "x.po"))
    assert caught.value.line == line and caught.value.path == str(tmp_path / "x.po")


TEXT = st.text(alphabet='去風險ab \\"\n\t%{}<>&_`é/:', max_size=30)


def written(text: str, cuts: list[int]) -> str:
    """A message as strings, cut where it pleases."""
    edges = [0, *sorted({c for c in cuts if c < len(text)}), len(text)]
    pieces = [text[a:b] for a, b in itertools.pairwise(edges)]
    said = (re.sub(r'[\\"]', r"\\\g<0>", piece).replace("\n", "\\n").replace("\t", "\\t") for piece in pieces)
    return "\n".join(f'"{piece}"' for piece in said)


def exact(block: Block, text: str) -> bool:
    """Whether every character is the one at its offset, or its escape."""
    signs = {"\n": "\\n", "\t": "\\t", "\\": "\\\\", '"': '\\"'}
    return all(text.startswith(signs.get(c, c), block.offset(n)) for n, c in enumerate(block.text))


@given(st.lists(st.tuples(TEXT.filter(bool), TEXT), max_size=5), st.lists(st.integers(1, 30), max_size=3))
def test_what_was_written_is_read_back(messages: list[tuple[str, str]], cuts: list[int]) -> None:
    text = "\n".join(f"msgid {written(a, cuts)}\nmsgstr {written(b, cuts)}\n" for a, b in messages)
    found = [[value(entry.fields[name], text) for name in ("msgid", "msgstr")] for entry in entries(text)]
    assert [(a.text, b.text) for a, b in found] == messages
    assert all(exact(block, text) for pair in found for block in pair)


@given(st.lists(st.tuples(TEXT.filter(bool), TEXT), max_size=5), st.lists(st.integers(1, 30), max_size=3))
def test_running_text_points_at_its_characters(messages: list[tuple[str, str]], cuts: list[int]) -> None:
    text = "\n".join(f"msgid {written(a, cuts)}\nmsgstr {written(b, cuts)}\n" for a, b in messages)
    for segment in po.read(text).segments:
        for block in (*segment.sources, *segment.targets):
            assert all(c in f"{text[block.offset(n)]}{OBJECT} %" or text[block.offset(n)] in "\\&"
                       for n, c in enumerate(block.text))  # fmt: skip


@given(TEXT)
def test_a_replacement_stays_one_string(wording: str) -> None:
    text = 'msgid "a"\nmsgstr "xyz"\n'
    said = escaped(text, text.index("y"), wording)
    assert said is not None
    [entry] = entries(text.replace("y", said))
    assert value(entry.fields["msgstr"], text.replace("y", said)).text == f"x{wording}z"


@given(st.text(alphabet='msgidstrx" \\#~|,[]01\n', max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    for begun in ("", 'msgid "a"\nmsgstr "b"\n'):
        try:
            po.read(begun + text)
        except ReadError as error:
            assert error.line


@given(st.lists(st.tuples(TEXT.filter(bool), TEXT), max_size=5, unique_by=lambda m: m[0]))
def test_another_writer(messages: list[tuple[str, str]]) -> None:
    polib = pytest.importorskip("polib")
    file = polib.POFile(wrapwidth=20)
    file.metadata = {"Language": "zh_TW", "Content-Type": "text/plain; charset=UTF-8"}
    file.extend(polib.POEntry(msgid=a, msgstr=b) for a, b in messages)
    text = str(file)
    found = [e for e in entries(text) if not po.is_header(e)]
    assert [(value(e.fields["msgid"], text).text, value(e.fields["msgstr"], text).text) for e in found] == messages


HOSTILE = {
    "marks": 'msgid "' + '\\"' * 300_000 + '"\nmsgstr "x"',
    "numbers": 'msgid "' + "\\xe4" * 200_000 + '"\nmsgstr "x"',
    "strings": "msgid " + '""' * 300_000 + '\nmsgstr "x"',
    "lines": 'msgid ""\n' + '"a"\n' * 200_000 + 'msgstr "x"',
    "tags": 'msgid "' + "<a " * 200_000 + '"\nmsgstr "x"',
    "code": 'msgid "' + "<code>" * 100_000 + "`" * 200_001 + '"\nmsgstr "x"',
    "braces": 'msgid "' + "{" * 300_000 + '"\nmsgstr "x"',
    "roles": 'msgid "' + ":a" * 200_000 + "`a" * 100_000 + '"\nmsgstr "x"',
    "spaces": 'msgid "' + "\\n " * 200_000 + "`<" * 100_000 + '"\nmsgstr "x"',
    "open": 'msgid "a"\nmsgstr "b"\n' + '"a' * 200_000,
    "comments": "#\n" * 400_000,
}


@pytest.mark.parametrize("label", HOSTILE)
def test_a_hostile_file_takes_no_long_time(label: str) -> None:
    begun = time.process_time()
    with contextlib.suppress(ReadError):
        po.read(HOSTILE[label])
    assert time.process_time() - begun < 5


ENCODED = {"Big5": "big5hkscs", "GB2312": "gb18030", "EUC-JP": "euc-jp", "ISO-8859-1": "iso-8859-1", "CHARSET": "utf-8"}


@pytest.mark.parametrize("said", ENCODED)
def test_the_header_names_the_encoding(said: str, tmp_path: Path) -> None:
    wording = "café" if "8859" in said else "中文"
    text = f'msgid ""\nmsgstr "Content-Type: text/plain; charset={said}\\n"\nmsgid "x"\nmsgstr "{wording}"\n'
    (tmp_path / "x.po").write_bytes(text.encode(ENCODED[said]))
    read = read_bilingual(str(tmp_path / "x.po"))
    assert read and [shown(s) for s in read.segments] == [f"1: x ⇒ {wording}"]
    assert read.document.encoding == ENCODED[said]
