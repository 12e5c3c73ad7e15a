"""Files that are too large are refused before they fill the memory."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from zhengming.errors import ReadError
from zhengming.files import decode as module
from zhengming.files.decode import decode, read_bytes

TOO_MUCH = "a: the file holds more text than can be worked on at once (split it)"


@pytest.fixture(autouse=True)
def small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST_FILE", 5_000_000)
    monkeypatch.setattr(module, "LARGEST_TEXT", 2_000)


def test_a_larger_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x" * 5_000_000)
    assert len(read_bytes(str(path))) == 5_000_000
    path.write_bytes(b"x" * 5_000_001)
    with pytest.raises(ReadError, match=r"the file is larger than 5 MB \(split it\)"):
        read_bytes(str(path))
    with pytest.raises(ReadError, match="larger than 5 MB"):
        read_bytes("/dev/zero")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x" * 5_000_001)))
    with pytest.raises(ReadError, match="-: the file is larger than 5 MB"):
        read_bytes("-")


PROSE = "各國的政府在這個會議上說，我們不是為了自己。"
FITS = {
    "ASCII": ("a" * 2_000, "utf-8"),
    "Chinese": ("的" * 950, "utf-8"),
    "beyond U+FFFF": ("的" * 470 + "𠀀", "utf-8"),
    "with a mark": ("的" * 950, "utf-8-sig"),
    "UTF-16": ("的" * 950, "utf-16"),
    "Big5": (PROSE * 40, "big5hkscs"),
}
TOO_LONG = {
    "ASCII": ("a" * 2_200, "utf-8"),
    "Chinese": ("的" * 1_100, "utf-8"),
    "one character makes all as wide": ("a" * 600 + "𠀀", "utf-8"),
    "with a mark": ("的" * 1_100, "utf-8-sig"),
    "UTF-16": ("的" * 1_100, "utf-16"),
    "UTF-16, much": ("的" * 9_000, "utf-16"),
    "Big5": (PROSE * 60, "big5hkscs"),
}


@pytest.mark.parametrize("name", FITS)
def test_what_fits(name: str) -> None:
    text, encoding = FITS[name]
    assert decode(text.encode(encoding), "a").text == text


@pytest.mark.parametrize("name", TOO_LONG)
def test_what_does_not(name: str) -> None:
    text, encoding = TOO_LONG[name]
    with pytest.raises(ReadError) as caught:
        decode(text.encode(encoding), "a")
    assert str(caught.value) == TOO_MUCH
