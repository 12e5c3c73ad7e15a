"""JSON as json reads it, and Markdown as markdown-it draws it."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from zhengming.exchange import Options, written
from zhengming.glossary.read import load
from zhengming.model import Concept, Evidence, Glossary, Source, Term

SANCTIONS = Concept(
    "sanctions",
    (
        Term("sanctions", "en", match=("sanction",)),
        Term("制裁", "zh-Hant"),
        Term("製裁", "zh-Hant", "deprecated", note="a slip"),
    ),
    subject="law",
    definition="Measures | against\na <b>state</b>",
    note="*Never* singular.",
    near=("貿易",),
    do_not_translate=True,
    evidence=(Evidence("indsr", "L9", "經濟制裁"),),
    path="x.yaml",
    line=7,
)
G7 = Concept("g7", (Term("G7", "en"), Term("七大工業國", "zh-TW")), kind="organization")
GLOSSARY = Glossary((SANCTIONS, G7), "Law & order", (Source("indsr", "科技競爭"),))


def as_json(glossary: Glossary, options: Options | None = None) -> dict[str, Any]:
    return dict(json.loads(written(glossary, "json", options).parts[0].content))


def tables(glossary: Glossary, options: Options | None = None) -> list[list[list[str]]]:
    """The tables as rows of cells, a line break in a cell as \\n."""
    text = written(glossary, "markdown", options).parts[0].content.decode()
    found: list[list[list[str]]] = []
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "table_open":
            found.append([])
        elif token.type == "tr_open":
            found[-1].append([])
        elif token.type == "inline" and token.level >= 3 and found:
            pieces = [
                "\n" if child.type == "html_inline" and child.content == "<br>" else child.content
                for child in token.children or ()
            ]
            assert {child.type for child in token.children or ()} <= {"text", "html_inline", "text_special"}
            found[-1][-1].append("".join(pieces))
    return found


def test_json_has_all_but_what_is_usual() -> None:
    found = as_json(GLOSSARY)
    assert list(found) == ["format", "title", "sources", "concepts"]
    assert found["format"] == "zhengming-json/1"
    assert found["sources"] == [{"id": "indsr", "title": "科技競爭"}]
    assert found["concepts"][0] == {
        "id": "sanctions",
        "terms": [
            {"text": "sanctions", "language": "en", "match": ["sanction"]},
            {"text": "制裁", "language": "zh-Hant"},
            {"text": "製裁", "language": "zh-Hant", "status": "deprecated", "note": "a slip"},
        ],
        "subject": "law",
        "definition": "Measures | against\na <b>state</b>",
        "note": "*Never* singular.",
        "near": ["貿易"],
        "do-not-translate": True,
        "evidence": [{"source": "indsr", "at": "L9", "quote": "經濟制裁"}],
    }


def test_json_of_a_region() -> None:
    terms = as_json(GLOSSARY, Options(region="zh-HK"))["concepts"][0]["terms"]
    assert [(t["text"], t["language"]) for t in terms] == [("sanctions", "en"), ("制裁", "zh-HK"), ("製裁", "zh-HK")]


def test_markdown_has_a_table_a_subject() -> None:
    law, other = tables(GLOSSARY, Options(region="zh-TW"))
    assert law == [
        ["English", "Taiwan", "Avoid", "Notes"],
        ["sanctions", "制裁", "製裁 (a slip)", "Measures | against\na <b>state</b>\n*Never* singular."],
    ]
    assert other[1] == ["G7", "七大工業國", "", "(organization)"]
    assert (
        written(GLOSSARY, "markdown").parts[0].content.decode().startswith("# Law \\& order\n\n2 entries\n\n## law\n")
    )


def test_the_shipped_glossary_as_markdown() -> None:
    glossary = load("glossary")
    rows = [row for table in tables(glossary) for row in table[1:]]
    assert len(rows) == len(glossary.concepts)
    assert {len(row) for row in rows} == {6}


signs = st.sampled_from("&<>|\\`*_#[]()!~\n\t\u200f𠮷去a ")
fields = st.text(signs | st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=8)


@settings(max_examples=80)
@given(english=fields, chinese=fields, note=fields)
def test_markdown_shows_any_text(english: str, chinese: str, note: str) -> None:
    concept = Concept("a", (Term(english, "en"), Term(chinese, "zh-TW")), note=note, definition="d")
    (table,) = tables(Glossary((concept,)), Options(region="zh-TW"))
    assert len(table) == 2
    cells = table[1]
    assert [cells[0].split(), cells[1].split(), cells[3].split()] == [
        english.split(),
        chinese.split(),
        ["d", *note.split()],
    ]


@settings(max_examples=60)
@given(english=fields, note=fields)
def test_json_holds_any_text(english: str, note: str) -> None:
    concept = Concept("a", (Term(english, "en", note=note),), note=note)
    (found,) = as_json(Glossary((concept,)))["concepts"]
    assert (found["terms"][0]["text"], found["terms"][0]["note"], found["note"]) == (english, note, note)
