"""However large a text is: little memory, or one sentence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from zhengming.cli import main
from zhengming.files import decode

LIMIT = 250
SENTENCES = "各國企業重新檢視長期的投資計畫，媒體關注選舉的結果。" * 60
# A gloss every five thousand bytes: 200 in a megabyte.
UNIT = SENTENCES + "各國尋求去風險（de-risking）的道路。政府推動「供應鏈韌性」（supply chain resilience）。"
SIZE = 50_000_000
TEXTS = {
    "one line": UNIT,
    "many paragraphs": UNIT.replace("。各國企業", "。\n\n各國企業", 20),
    "hard-wrapped": UNIT.replace("投資", "投資\n", 24),
    "one line with wide characters": UNIT + "𠀀",
    "many lines with wide characters": (UNIT + "𠀀").replace("。各國尋", "。\n\n各國尋").replace("政府", "\n\n政府"),
    "brackets": SENTENCES + "(a" * 100 + ")" * 90 + "（（" * 100,
    "opening brackets": "（",
    "quotation marks": "「",
}
REPORT = """
import sys
from zhengming.cli import main
code = main(sys.argv[1:])
most = int(open("/proc/self/status").read().split("VmHWM:")[1].split()[0]) // 1024
print(most, file=sys.stderr)
sys.exit(code)
"""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads the memory from /proc")
@pytest.mark.parametrize("name", TEXTS)
def test_fifty_megabytes(name: str, tmp_path: Path) -> None:
    unit = TEXTS[name]
    path = tmp_path / "big.txt"
    path.write_text(unit * (SIZE // len(unit.encode())), encoding="utf-8")
    command = [sys.executable, "-c", REPORT, "extract", "--format", "jsonl", str(path)]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False, encoding="utf-8")
    *said, most = done.stderr.splitlines()
    assert (done.returncode, said) == (0, [])
    assert int(most) < LIMIT


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads the memory from /proc")
def test_too_many_lines_are_one_sentence(tmp_path: Path) -> None:
    """Half a million short lines: refused, and in little memory too."""
    path = tmp_path / "lines.txt"
    path.write_text("各國企業重新檢視投資計畫。\n\n" * 500_000, encoding="utf-8")
    command = [sys.executable, "-c", REPORT, "extract", str(path)]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False, encoding="utf-8")
    sentence, most = done.stderr.splitlines()
    assert done.returncode == 2 and "more lines than can be worked on at once (split it)" in sentence
    assert int(most) < LIMIT


def test_too_much_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(decode, "LARGEST_TEXT", 3_000)
    Path("a.txt").write_text("各國尋求「脫鉤」（decoupling）。", encoding="utf-8")
    Path("b.txt").write_text(UNIT, encoding="utf-8")
    Path("c.txt").write_text("各國尋求「去風險」（de-risking）。", encoding="utf-8")
    assert main(["extract", "."]) == 2
    printed = capsys.readouterr()
    assert "a.txt: 1 pair" in printed.out and "c.txt: 1 pair" in printed.out
    assert printed.err == "zhengming: b.txt: the file holds more text than can be worked on at once (split it)\n"
