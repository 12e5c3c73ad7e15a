"""A file with another text in it: encoding, mark and line ends stay."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from zhengming.errors import WriteError
from zhengming.files.decode import read_text
from zhengming.files.rewrite import rewrite


@pytest.mark.parametrize(
    ("content", "after"),
    [
        ("新的製裁。\r\n".encode(), "新的制裁。\r\n".encode()),
        (codecs.BOM_UTF8 + "製裁\n".encode(), codecs.BOM_UTF8 + "制裁\n".encode()),
        ("製裁\n".encode("utf-16"), "制裁\n".encode("utf-16")),
        ("美國宣布新的製裁，並且開始調查。\n".encode("big5"), "美國宣布新的制裁，並且開始調查。\n".encode("big5")),
    ],
)
def test_only_the_text_changes(tmp_path: Path, content: bytes, after: bytes) -> None:
    path = tmp_path / "d.txt"
    path.write_bytes(content)
    decoded = read_text(str(path))
    rewrite(str(path), decoded.text, decoded.text.replace("製裁", "制裁"), decoded.encoding)
    assert path.read_bytes() == after


def test_what_somebody_else_changed_is_left(tmp_path: Path) -> None:
    path = tmp_path / "d.txt"
    path.write_text("newer", encoding="utf-8")
    with pytest.raises(WriteError, match="has changed since it was read"):
        rewrite(str(path), "older", "oldest", "utf-8")
    assert path.read_text(encoding="utf-8") == "newer"


def test_a_character_that_the_encoding_lacks(tmp_path: Path) -> None:
    path = tmp_path / "d.txt"
    path.write_bytes("制裁".encode("big5"))
    with pytest.raises(WriteError, match="big5 has no '裆'"):
        rewrite(str(path), "制裁", "制裆", "big5")
    assert path.read_bytes() == "制裁".encode("big5")
