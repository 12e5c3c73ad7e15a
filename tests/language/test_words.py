"""Segmentation: both scripts are cut alike, and the cache is ours."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengming.language.scripts import simplify
from zhengming.language.words import dictionary_words, is_word, stands_as_word, words

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parents[1] / "cases/language/words.tsv").read_text(encoding="utf-8").splitlines()
    if line[:1] != "#"
]
HAN = st.text(alphabet="美國中提出降低依賴去風險的科技競爭與发展人民半導體晶片", max_size=16)


@pytest.mark.parametrize(("text", "expected", "label"), ROWS, ids=[r[2] for r in ROWS])
def test_words(text: str, expected: str, label: str) -> None:
    assert " ".join(words(text)) == expected.strip()


@given(text=HAN | st.text(max_size=20))
def test_words_are_the_text(text: str) -> None:
    assert "".join(words(text)) == text
    assert len("".join(dictionary_words(text))) == len(text)


@given(text=HAN)
def test_both_scripts_are_cut_alike(text: str) -> None:
    assert [len(word) for word in words(text)] == [len(word) for word in words(simplify(text))]


def test_is_word_in_either_script() -> None:
    assert is_word("半導體") and is_word("半导体")
    assert not is_word("導體半")


@pytest.mark.parametrize(
    ("run", "word", "stands"),
    [("國家安全戰略", "國家安全", True), ("廣大學生", "學生", True), ("中國人民", "國人", False)],
)
def test_stands_as_word(run: str, word: str, stands: bool) -> None:
    start = run.index(word)
    assert stands_as_word(run, start, start + len(word)) is stands


def test_jieba_caches_in_our_folder_and_says_nothing(tmp_path: Path) -> None:
    script = (
        "import sys; sys.modules['rjieba'] = None\n"
        "from zhengming.language.words import words; print(*words('提出降低依賴'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={"ZHENGMING_CACHE": str(tmp_path / "c"), "TMPDIR": str(tmp_path), "PATH": "", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert (done.stdout, done.stderr) == ("提出 降低 依賴\n", "")
    assert [p.name for p in (tmp_path / "c").iterdir()] == ["jieba.cache"]
    assert [p.name for p in tmp_path.iterdir()] == ["c"]
