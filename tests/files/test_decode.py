"""Bytes → text: every encoding we promise is told apart, and what we cannot read gets one sentence."""

from __future__ import annotations

import io
import os
import random
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengming.errors import ReadError
from zhengming.files.decode import decode, read_text

CASES = Path(__file__).parents[1] / "cases/files/encodings.tsv"


def cases() -> list[tuple[str, str, str]]:
    rows = [line.split("\t") for line in CASES.read_text(encoding="utf-8").splitlines() if line[:1] not in ("", "#")]
    return [(label, text, encoding) for label, text, encodings in rows for encoding in encodings.split()]


@pytest.mark.parametrize("end", ["", "\n", "\r\n第二行。\r\n"], ids=["no line end", "LF", "CRLF"])
@pytest.mark.parametrize(("label", "text", "encoding"), cases(), ids=[f"{label}: {e}" for label, _, e in cases()])
def test_it_is_recognised(label: str, text: str, encoding: str, end: str) -> None:
    whole = text + end
    try:
        content = whole.encode(encoding)
    except UnicodeEncodeError:
        # Chinese behind an ASCII text.
        assert encoding == "ascii"
        return
    assert decode(content, "x.txt").text == whole


def test_any_stretch_of_20_characters_is_recognised() -> None:
    texts = [text for label, text, _ in cases() if "longer" in label]
    drawn = random.Random(7)
    for text in texts:
        encodings = ("big5", "gb18030") if "對" in text else ("gbk", "gb18030")
        for _ in range(60):
            at = drawn.randrange(len(text) - 20)
            piece = text[at : at + 20]
            for encoding in (*encodings, "utf-8", "utf-16-le", "utf-16-be"):
                assert decode(piece.encode(encoding), "x").text == piece, (piece, encoding)


@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff\ufffe")))
def test_utf8_is_always_itself(text: str) -> None:
    assert decode(text.encode(), "x").text == text
    assert decode(b"\xef\xbb\xbf" + text.encode(), "x").text == text


@given(content=st.binary(max_size=80))
def test_any_bytes_are_a_text_or_one_sentence(content: bytes) -> None:
    try:
        decode(content, "x.txt")
    except ReadError as error:
        assert "\n" not in str(error)
        assert str(error).startswith("x.txt: ")


JAPANESE = "日本政府は半導体などの重要物資の安定供給を確保するための取り組みを強化すると発表した。"
KOREAN = "정부는 반도체와 같은 핵심 기술의 공급망을 안정적으로 확보하겠다고 발표하였다."
RUSSIAN = "Правительство объявило о новых мерах экономической безопасности."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (KOREAN, "euc_kr"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "cp1251"),
        ("Le gouvernement a annoncé des mesures après l'été à Genève.", "latin-1"),
    ],
)
def test_another_encoding_is_one_sentence(text: str, encoding: str) -> None:
    with pytest.raises(ReadError) as caught:
        decode(text.encode(encoding), "report.txt")
    sentence = str(caught.value)
    assert sentence.startswith("report.txt: the encoding is none of UTF-8, UTF-16, Big5, GB18030")
    assert sentence.endswith("is no UTF-8) (save it as UTF-8)")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0", "x: this is binary data, not text (save it as plain text in UTF-8)"),
        (b"text\0more", "x: this is binary data, not text (save it as plain text in UTF-8)"),
        (b"\xef\xbb\xbfabc\xff", "x: damaged UTF-8 at byte 3 (save it again as UTF-8)"),
        (b"\xff\xfea", "x: damaged UTF-16-LE at byte 0 (save it again as UTF-8)"),
    ],
)
def test_binary_and_damaged(content: bytes, sentence: str) -> None:
    with pytest.raises(ReadError) as caught:
        decode(content, "x")
    assert str(caught.value) == sentence


def test_an_empty_file_is_an_empty_text(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    assert read_text(str(tmp_path / "empty.txt")).text == ""


def test_line_ends_stay(tmp_path: Path) -> None:
    (tmp_path / "ends.txt").write_bytes("甲\r\n乙\n丙\r".encode())
    assert read_text(str(tmp_path / "ends.txt")).text == "甲\r\n乙\n丙\r"


def test_missing_and_folder(tmp_path: Path) -> None:
    missing, folder = str(tmp_path / "no.txt"), str(tmp_path)
    with pytest.raises(ReadError) as caught:
        read_text(missing)
    assert str(caught.value) == f"{missing}: there is no such file (check the path)"
    with pytest.raises(ReadError) as caught:
        read_text(folder)
    assert str(caught.value) == f"{folder}: this is a folder, not a file (name the files in it)"


@pytest.mark.parametrize("path", ["a\0b", "x" * 5000])
def test_a_path_no_system_takes_is_one_sentence(path: str) -> None:
    with pytest.raises(ReadError):
        read_text(path)


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, mode: str) -> bytes:
        raise PermissionError(13, "Permission denied")

    # As root every file can be read, so the refusal is played.
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ReadError, match=r"no permission to read this file \(look at its owner and mode\)$"):
        read_text(str(tmp_path / "secret.txt"))


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("去風險".encode("big5"))))
    assert read_text("-").text == "去風險"


def test_a_name_pipe_or_device_does_not_hang() -> None:
    assert read_text(os.devnull).text == ""
