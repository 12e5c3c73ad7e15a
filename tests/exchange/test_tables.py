"""CSV, TSV and XLSX: read by Python's csv and by openpyxl, and by ourselves without a loss."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhengming.exchange import Loss, Options, export, written
from zhengming.exchange.cells import joined, neutral, parted, plain
from zhengming.exchange.columns import COLUMNS, concept_of, row_of
from zhengming.glossary.read import load
from zhengming.model import KINDS, STATUSES, TERM_TYPES, Concept, Evidence, Glossary, Term
from zhengming.tags import LANGUAGE_TAGS

CASES = [
    line.split("\t")
    for line in (Path(__file__).parents[1] / "cases/exchange/cells.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
AI = Concept(
    "ai",
    (
        Term("artificial intelligence", "en", match=("AI systems",)),
        Term("AI", "en", "admitted", "acronym", exact_case=True),
        Term("人工智慧", "zh-TW", zhuyin="ㄖㄣˊ"),
        Term("人工智能", "zh-CN", note="also in Hong Kong; see =note"),
        Term("人工智障", "zh-Hant", "deprecated", note="a joke"),
    ),
    kind="term",
    subject="technology",
    tags=("a;b", "c\\"),
    definition="=what machines do",
    note="-first\nsecond",
    near=("電腦",),
    do_not_translate=True,
    related=("g7",),
    formerly=("a-i",),
    evidence=(Evidence("indsr", "L1", "人工智慧；"), Evidence("", "L2", "")),
    pos="noun",
)
G7 = Concept("g7", (Term("Group of Seven", "en"), Term("七大工業國", "zh-Hant"), Term("七大工业国", "zh-Hans")))

text = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("&<>\"'=+-@;\\\t\n\r\u200f\u202e𠮷去"),
    min_size=1,
    max_size=12,
)
maybe = st.just("") | text
texts = st.lists(text, max_size=3).map(tuple)
terms = st.builds(
    Term, text, st.sampled_from(LANGUAGE_TAGS), st.sampled_from(STATUSES), st.sampled_from(TERM_TYPES), st.booleans(),
    texts, maybe, maybe, maybe, maybe, maybe, texts, texts,
)  # fmt: skip
evidences = st.builds(Evidence, text, maybe, maybe)
concepts = st.builds(
    Concept,
    id=text,
    terms=st.lists(terms, min_size=1, max_size=6, unique_by=lambda t: t.text).map(tuple),
    kind=st.sampled_from(KINDS),
    evidence=st.lists(evidences, max_size=2).map(tuple),
    do_not_translate=st.booleans(),
    **dict.fromkeys(("pos", "subject", "definition", "note"), maybe),
    **dict.fromkeys(("tags", "near", "not_near", "related", "formerly"), texts),
)


def column(term: Term) -> tuple[bool, int, bool]:
    """Which column a term stands in."""
    if not term.is_right:
        return True, 0, False
    return False, LANGUAGE_TAGS.index(term.language), term.language == "en" and term.type == "acronym"


def in_order(concept: Concept) -> Concept:
    """The concept with the languages of its terms in one order, which is all that a row does not keep."""
    return replace(concept, terms=tuple(sorted(concept.terms, key=column)), path="", line=0)


def csv_rows(content: bytes, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def sheet_rows(content: bytes) -> list[dict[str, str]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [
        dict(zip(COLUMNS, (str(cell.value or "") for cell in row), strict=True))
        for sheet in book.worksheets
        for row in sheet.iter_rows(min_row=2)
    ]


def unescaped(field: str) -> str:
    return field.replace("\\t", "\t").replace("\\n", "\n")


@pytest.mark.parametrize(("given_text", "cell", "label"), CASES, ids=[case[2] for case in CASES])
def test_a_cell(given_text: str, cell: str, label: str) -> None:
    assert neutral(unescaped(given_text)) == unescaped(cell), label
    assert plain(unescaped(cell)) == unescaped(given_text)


@given(maybe)
def test_every_cell_comes_back_and_none_is_a_formula(value: str) -> None:
    assert plain(neutral(value)) == value
    assert neutral(value)[:1] not in tuple("=+-@\t\r")


@given(st.lists(text, max_size=4))
def test_a_list_in_a_cell_comes_back(values: list[str]) -> None:
    assert parted(joined(values)) == tuple(values)


@given(concepts)
def test_a_row_comes_back_as_the_concept(concept: Concept) -> None:
    assert concept_of(row_of(concept)) == in_order(concept)


@settings(max_examples=50)
@given(st.lists(concepts, max_size=3, unique_by=lambda c: c.id))
def test_csv_is_read_by_csv(listed: list[Concept]) -> None:
    for name, delimiter in (("csv", ","), ("tsv", "\t")):
        made = written(Glossary(tuple(listed)), name)
        rows = csv_rows(made.parts[0].content, delimiter)
        assert [{k: plain(v) for k, v in row.items()} for row in rows] == [row_of(c) for c in listed]
        assert made.items == len(listed)
        assert not made.losses


@settings(max_examples=25)
@given(st.lists(concepts, max_size=3, unique_by=lambda c: c.id))
def test_xlsx_is_read_by_openpyxl(listed: list[Concept]) -> None:
    made = written(Glossary(tuple(listed)), "xlsx")
    rows = sheet_rows(made.parts[0].content)
    assert len(rows) == len(listed)
    lost = {loss.concept for loss in made.losses}
    read = {plain(row["id"]): row for row in rows}
    for concept in listed:
        if concept.id not in lost and "\r" not in "".join(row_of(concept).values()):
            assert {k: plain(v) for k, v in read[concept.id].items()} == row_of(concept)


def test_the_shipped_glossary_loses_nothing() -> None:
    glossary = load("glossary")
    read = [
        concept_of({k: plain(v) for k, v in row.items()}) for row in csv_rows(written(glossary, "csv").parts[0].content)
    ]
    assert read == [in_order(c) for c in glossary.concepts]


def test_what_the_columns_say() -> None:
    row = row_of(AI)
    assert (row["en"], row["acronym"], row["zh_TW"], row["avoid"]) == (
        "artificial intelligence",
        "AI",
        "人工智慧",
        "人工智障",
    )
    assert row["tags"] == "a\\;b; c\\\\"
    assert (row["source"], row["at"], row["quote"]) == ("indsr; ", "L1; L2", "人工智慧；; ")
    assert row_of(G7)["details"] == ""


def test_a_region_has_its_own_forms_only() -> None:
    rows = csv_rows(written(Glossary((AI, G7)), "csv", Options(region="zh-HK")).parts[0].content)
    assert [row["zh_HK"] for row in rows] == ["人工智慧", "七大工業國"]
    assert {row["zh_TW"] + row["zh_Hans"] for row in rows} == {""}


def test_a_workbook_has_a_sheet_a_subject_and_a_frozen_head(tmp_path: Path) -> None:
    odd = [replace(G7, id=str(n), subject=s) for n, s in enumerate(("tech", "Tech", "a/b:c", "x" * 40, "history", ""))]
    export(Glossary((AI, *odd)), "xlsx", str(tmp_path / "book.xlsx"))
    book = openpyxl.load_workbook(tmp_path / "book.xlsx")
    assert book.sheetnames == ["technology", "tech", "Tech 2", "a b c", "x" * 31, "history 2", "Glossary"]
    sheet = book["technology"]
    assert sheet.freeze_panes == "B2"
    assert [cell.value for cell in sheet[1]] == list(COLUMNS)
    assert sheet.column_dimensions["D"].width > sheet.column_dimensions["B"].width
    assert not [c for s in book.worksheets for r in s.iter_rows() for c in r if c.data_type == "f"]


def test_what_a_workbook_cannot_hold_is_told() -> None:
    made = written(Glossary((replace(G7, note="a\x01b"), replace(AI, definition="x" * 40000))), "xlsx")
    assert made.losses == (
        Loss("g7", "omitted", "control character"),
        Loss("ai", "cut at 32,767 characters", "cell"),
    )


def test_a_workbook_is_the_same_every_time() -> None:
    glossary = load("glossary")
    assert written(glossary, "xlsx") == written(glossary, "xlsx")
    with zipfile.ZipFile(io.BytesIO(written(glossary, "xlsx").parts[0].content)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        assert archive.testzip() is None


def test_details_that_are_no_list() -> None:
    with pytest.raises(ValueError, match="no list of terms"):
        concept_of({**row_of(G7), "details": "{}"})
