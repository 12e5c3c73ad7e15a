"""What holds for any text at all: positions, places, no crash, no quadratic time."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengming.documents import line_starts, markdown, parse, plain, prose
from zhengming.files.decode import Decoded
from zhengming.model import OBJECT, Block

READERS = (plain.read, markdown.read)
# What readers trip over, in pieces, beside arbitrary characters.
PIECES = st.sampled_from(
    [
        *(
            "去風險",
            "脫鉤，",
            "合作。",
            "export controls",
            "de-",
            "G7",
            "¹",
            "¹¹",
            "1 ",
            "1. ",
            "- ",
            "* ",
            "+ ",
            "*",
            "**",
        ),
        *(
            "_",
            "~~",
            "`",
            "```",
            "[",
            "]",
            "](x)",
            "![",
            "[^1]",
            "[^1]: ",
            "（",
            "）",
            "(",
            ")",
            "<b>",
            "</b>",
            "<sup>",
        ),
        *("</sup>", "<!--", "-->", "<br>", '<img alt="去">', "<https://a.b>", "https://a.b/c", "&amp;", "&x;", "&#0;"),
        *(
            "\\",
            "\\*",
            "\n",
            "\n\n",
            "\r\n",
            "\r",
            "\t",
            "    ",
            "  \n",
            "> ",
            "# ",
            " #",
            "===\n",
            "---\n",
            "| ",
            "|-|",
        ),
        *("\f", "\u2028", "\u3000", "\ufeff", "壹、", "第一章 ", "PART 2", ".....", "12", "\x00", "𠮷", OBJECT),
    ]
)
TEXTS = st.lists(PIECES | st.characters(exclude_categories=["Cs"]), max_size=60).map("".join)


@pytest.mark.parametrize("read", READERS, ids=["plain", "markdown"])
@given(text=TEXTS)
def test_every_character_is_the_one_at_its_offset(read: Callable[[str], list[Block]], text: str) -> None:
    for block in read(text):
        assert len(block.starts) == len(block.offsets)
        assert list(block.starts) == sorted(block.starts)
        for position, character in enumerate(block.text):
            at = text[block.offset(position)]
            # A joining space stands where the line ends; an entity is one character for several.
            assert at == character or character in (OBJECT, " ") or at == "&"
        for mark in block.marks:
            assert 0 <= mark.start <= mark.end <= len(block.text)


@pytest.mark.parametrize("read", READERS, ids=["plain", "markdown"])
@given(text=TEXTS)
def test_no_character_is_in_two_blocks(read: Callable[[str], list[Block]], text: str) -> None:
    offsets = [b.offset(n) for b in read(text) for n, c in enumerate(b.text) if c not in (" ", OBJECT)]
    assert len(offsets) == len(set(offsets))


@given(text=TEXTS)
def test_places_agree_with_splitting(text: str) -> None:
    document = parse(Decoded(text, "utf-8"), "x.txt")
    lines = re.split(r"\r\n|\n|\r", text)
    assert len(document.line_starts) == len(lines)
    for offset in range(len(text)):
        line, column = document.place(offset)
        start = document.line_starts[line - 1]
        assert start + column - 1 == offset
        assert document.line_text(line) == lines[line - 1].rstrip("\r\n")
        assert text[start : start + len(lines[line - 1])] == lines[line - 1]


@given(text=st.text(max_size=60))
def test_prose_is_one_block(text: str) -> None:
    block = prose(text)
    assert block.kind == "paragraph"


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_lines_end_in_three_ways(ends: str) -> None:
    assert len(line_starts(ends.join("abc"))) == 3


# A text of each kind that some reader somewhere takes quadratic time for; half as much takes half as long.
HEAVY = {
    "stars": "*" * 100_000,
    "stars and letters": "a*" * 100_000,
    "stars and spaces": "*a " * 100_000,
    "stars of two kinds": "**a *b " * 50_000,
    "underscores": "_a " * 100_000,
    "brackets": "[" * 100_000,
    "brackets and letters": "[a" * 50_000,
    "links never closed": "[a](" * 50_000,
    "images never closed": "![" * 50_000,
    "footnotes never closed": "[^" * 50_000,
    "backticks": "`" * 100_000,
    "backticks of all lengths": " ".join("`" * n for n in range(1, 1000)),
    "less than": "<" * 50_000,
    "tags never closed": "<a " * 50_000,
    "comments never closed": "<!--" * 50_000,
    "superscript tags never closed": "x <sup>" * 50_000,
    "ampersands": "&a" * 50_000,
    "entities too long": "&#" + "1" * 100_000 + ";",
    "backslashes": "\\" * 100_000,
    "URLs": "http://" * 30_000,
    "note marks": "a¹" * 50_000,
    "spaces": "a" + " " * 200_000 + "b",
    "full stops": "x" + "." * 200_000 + "x",
    "an item of digits": "- " + "1" * 200_000 + "x",
    "hashes": "# a" + " #" * 100_000 + "x",
    "quotations in quotations": ">" * 20_000,
    "lists in lists": "- " * 20_000,
    "a line of 2 MB": "中國對美國的出口管制，" * 180_000,
    "a line of English of 2 MB": "export controls on chips, " * 80_000,
    "notes": "1 中文，\n\n" * 10_000,
    "halves": "中文，\n\n¹ 注\n\n" * 10_000,
    "tables": "|a|b|\n|-|-|\n" + "|a|b|\n" * 10_000,
    "empty lines": "\n" * 200_000,
}


@pytest.mark.parametrize("label", HEAVY)
@pytest.mark.parametrize("read", READERS, ids=["plain", "markdown"])
def test_time_is_near_linear(read: Callable[[str], list[Block]], label: str) -> None:
    text = HEAVY[label]
    begun = time.process_time()
    read(text)
    # Quadratic time takes minutes here; a slow machine takes a second or three.
    assert time.process_time() - begun < 12
