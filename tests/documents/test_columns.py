"""Which tables are bilingual: the cases are data (tests/cases/documents/columns.yaml), as many quiet as loud."""

from __future__ import annotations

import csv
import io
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from zhengming.documents import delimited
from zhengming.documents.bilingual import read_bilingual
from zhengming.documents.headings import Heading, heading
from zhengming.documents.tables import read_delimited, read_markdown
from zhengming.model import OBJECT, Segment

CASES = Path(__file__).parents[1] / "cases/documents/columns.yaml"


def cases() -> list[Any]:
    return [pytest.param(case, id=case["label"]) for case in yaml.safe_load(CASES.read_text(encoding="utf-8"))]


def shown(segment: Segment) -> str:
    source, target = (OBJECT.join(b.text for b in blocks) for blocks in (segment.sources, segment.targets))
    return f"{segment.name}: {source} ⇒ {target}" + (f" [{segment.skipped}]" if segment.skipped else "")


@pytest.mark.parametrize("case", cases())
def test_segments(case: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / f"x{case['format']}"
    path.write_bytes(case["text"].encode())
    found = read_bilingual(str(path))
    assert ([shown(s) for s in found.segments] if found else None) == case.get("segments")
    if found and "languages" in case:
        assert [found.source_language, found.target_language] == case["languages"]
    for segment in found.segments if found else ():
        for block in (*segment.sources, *segment.targets):
            for position, character in enumerate(block.text):
                assert character in (found.document.text[block.offset(position)], OBJECT) if found else False


HEADINGS = {
    "Source": Heading("source"),
    "Source (Chinese, Taiwan)": Heading("source", "zh-TW"),
    "Chinese (Traditional, Taiwan)": Heading("", "zh-TW"),
    "Chinese (PRC)": Heading("", "zh-CN"),
    "English (United States)": Heading("", "en"),
    "Target (en_gb)": Heading("target", "en"),
    "Source segment": Heading("source"),
    "Segment ID": Heading("id"),
    "Segment status": Heading("status"),
    "zh-Hant": Heading("", "zh-Hant"),
    "簡體中文": Heading("", "zh-Hans"),
    "原文（中文）": Heading("source", "zh"),
    "英文翻譯": Heading("target", "en"),
    "編號": Heading("id"),
    "No.": Heading("id"),
    "Source code": Heading(),
    "targets of the policy": Heading(),
    "Enhanced": Heading(),
    "中文大學": Heading(),
    "來源國": Heading(),
    "Comment": Heading(),
    "": Heading(),
    "Status quo": Heading(),
    "keyboard": Heading(),
}


@pytest.mark.parametrize("text", HEADINGS)
def test_headings(text: str) -> None:
    assert heading(text) == HEADINGS[text]


ZH = st.text(alphabet='去風險供應鏈，。"', min_size=1, max_size=12).filter(lambda t: any(c not in '，。"' for c in t))
EN = st.text(alphabet='abc ,;"\n', min_size=1, max_size=12).filter(lambda t: any(c.isalpha() for c in t))


@given(st.lists(st.tuples(ZH, EN), min_size=1, max_size=6), st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]))
def test_what_the_csv_module_wrote_is_read_back(rows: list[tuple[str, str]], quoting: Any) -> None:
    buffer = io.StringIO()
    csv.writer(buffer, quoting=quoting).writerows([("原文", "譯文"), *rows])
    text = buffer.getvalue()
    if delimited.delimiter(text) != ",":
        return
    found = read_delimited(text)
    assert found
    read = [[("".join(b.text for b in side)) for side in (s.sources, s.targets)] for s in found.segments]
    said = [[" ".join(cell.replace("\n", OBJECT).split()) for cell in row] for row in rows]
    assert [["".join(c.split()).strip(OBJECT) for c in r] for r in read] == [
        ["".join(c.split()).strip(OBJECT) for c in r] for r in said
    ]
    for block in (b for s in found.segments for b in (*s.sources, *s.targets)):
        assert all(c in (text[block.offset(n)], OBJECT) for n, c in enumerate(block.text))


CELLS = st.lists(st.text(alphabet='ab去,"\n', max_size=5), min_size=2, max_size=4)


@given(st.lists(CELLS, min_size=1, max_size=5))
def test_rows_are_those_of_the_csv_module(rows: list[list[str]]) -> None:
    buffer = io.StringIO()
    csv.writer(buffer, quoting=csv.QUOTE_ALL).writerows(rows)
    text = buffer.getvalue()
    assert [[delimited.cell_text(text, c) for c in row] for row in delimited.rows(text, ",")] == rows


@given(st.text(alphabet='去a",;\n|', max_size=12))
def test_a_replacement_keeps_the_table(wording: str) -> None:
    for text in ('原文,譯文\n供應鏈,"a xyz"\n關稅,b\n', "原文,譯文\n供應鏈,a xyz\n關稅,b\n"):
        said = delimited.escaped(text, text.index("y"), wording)
        if said is None:
            assert '"a' not in text
            continue
        [_, row, last] = list(csv.reader(io.StringIO(text.replace("y", said), newline="")))
        assert row == ["供應鏈", f"a x{wording}z"] and last == ["關稅", "b"]


HOSTILE = {
    "columns": ("," * 300_000 + "\n") * 3,
    "rows": "供應鏈,supply chain\n" * 60_000,
    "pipes": "|a" * 50_000 + "\n" + "|-" * 50_000 + "\n" + "|去" * 50_000,
    "headings": ("source " * 8 + "x,") * 5_000 + "\n",
    "quotes": '"a,' * 100_000,
}


@pytest.mark.parametrize("label", HOSTILE)
def test_a_hostile_table_takes_no_long_time(label: str) -> None:
    begun = time.process_time()
    read_delimited(HOSTILE[label])
    read_markdown(HOSTILE[label])
    assert time.process_time() - begun < 10
