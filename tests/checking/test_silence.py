"""Comments that silence findings, in every kind of file that has comments."""

from __future__ import annotations

import pytest

from zhengming.checking import check
from zhengming.documents import parse
from zhengming.files.decode import Decoded
from zhengming.model import Concept, Glossary, Report, Term

GLOSSARY = Glossary(
    (
        Concept("sanctions", (Term("sanctions", "en"), Term("penalties", "en", "deprecated"), Term("制裁", "zh-Hant"))),
        Concept("entity-list", (Term("Entity List", "en"), Term("實體清單", "zh-Hant"))),
    )
)
LINE = "New penalties for the entity list."


def report(text: str, name: str = "d.md") -> Report:
    return check(parse(Decoded(text, "utf-8"), name, suffix=name[name.rindex(".") :]), GLOSSARY)


def found(text: str, name: str = "d.md") -> list[str]:
    return [f"{f.line} {f.rule}" for f in report(text, name).findings]


BOTH = ["1 deprecated-term", "1 wrong-case"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (LINE, ["1 deprecated-term", "1 wrong-case"]),
        (f"<!-- zhengming-disable -->\n\n{LINE}\n", []),
        (f"<!-- zhengming-disable wrong-case -->\n\n{LINE}\n", ["3 deprecated-term"]),
        (f"<!-- zhengming-disable wrong-case, deprecated-term -->\n\n{LINE}\n", []),
        (
            f"<!-- zhengming-disable -->\n\n{LINE}\n\n<!-- zhengming-enable -->\n\n{LINE}\n",
            ["7 deprecated-term", "7 wrong-case"],
        ),
        (
            f"<!-- zhengming-disable -->\n\n{LINE}\n\n<!-- zhengming-enable wrong-case -->\n\n{LINE}\n",
            ["7 wrong-case"],
        ),
        (f"{LINE} <!-- zhengming-disable-line -->\n\n{LINE}\n", ["3 deprecated-term", "3 wrong-case"]),
        (f"{LINE} <!-- zhengming-disable-line wrong-case -->\n", ["1 deprecated-term"]),
        (f"<!-- zhengming-disable-next-line -->\n{LINE}\n\n{LINE}\n", ["4 deprecated-term", "4 wrong-case"]),
        (f"{LINE} <!-- zhengming-disable --> {LINE} <!-- zhengming-enable --> {LINE}", BOTH * 2),
        (f"<!-- zhengming-disabled -->\n\n{LINE}\n", ["3 deprecated-term", "3 wrong-case"]),
    ],
)
def test_markdown(text: str, kept: list[str]) -> None:
    assert found(text) == kept


def test_html() -> None:
    assert found(f"<p>{LINE}</p>\n<!-- zhengming-disable -->\n<p>{LINE}</p>\n", "d.html") == [
        "1 deprecated-term",
        "1 wrong-case",
    ]


def test_text() -> None:
    assert found(f"# zhengming-disable-next-line\n{LINE}\n\n{LINE}\n", "d.txt") == [
        "4 deprecated-term",
        "4 wrong-case",
    ]


def test_a_rule_that_is_none_is_told() -> None:
    assert report(f"<!-- zhengming-disable wrong-cse -->\n\n{LINE}\n").remarks == (
        "d.md:1: there is no rule 'wrong-cse' to silence",
    )
