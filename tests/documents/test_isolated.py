"""The child process: what it gives back, and a sentence for whatever befalls it."""

from __future__ import annotations

import io
import json
import resource
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from zhengming.cli import main
from zhengming.documents import isolated
from zhengming.documents.extracted import Collector, Extracted
from zhengming.errors import ReadError
from zhengming.model import Mark

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx_of(body: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
    return buffer.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_what_comes_back_is_what_the_parser_made() -> None:
    collector = Collector()
    collector.add(
        "cell", "去風險 \ud83d https://a.b", marks=(Mark("emphasis", 0, 3),), where=(("sheet", "甲"), ("cell", "B7"))
    )
    made = collector.extracted()
    assert isolated._understood(b"".join(isolated.lines_of(made)), 0, False, "x") == made


def test_a_file_is_read_in_the_child() -> None:
    found = isolated.read("docx", docx_of(paragraph("去風險（de-risking）")), "x.docx")
    assert isinstance(found, Extracted)
    assert found.blocks[0].where == (("part", "document"), ("paragraph", 1))


def test_a_sentence_of_the_parser_names_the_file() -> None:
    with pytest.raises(ReadError) as caught:
        isolated.read("docx", docx_of("<w:p>"), "report.docx")
    assert str(caught.value).startswith("report.docx: its XML is damaged: ")


@pytest.mark.parametrize(
    ("answer", "code", "expired", "said"),
    [
        (b"", -9, True, "takes too long"),
        (b"", -24, False, "takes too long"),
        (b"", -9, False, "too much memory"),
        (b"", -11, False, "it crashes its parser"),
        (b"", 1, False, "it crashes its parser"),
        (b"{", 0, False, "no sensible answer"),
        (b'{"text": "a"}\n[1]\n', 0, False, "no sensible answer"),
        (b"[]", 0, False, "no sensible answer"),
    ],
)
def test_every_end_has_its_sentence(answer: bytes, code: int, expired: bool, said: str) -> None:
    with pytest.raises(ReadError, match=said):
        isolated._understood(answer, code, expired, "x.pdf")


def test_a_parser_that_takes_too_long() -> None:
    begun = time.monotonic()
    with pytest.raises(ReadError, match="takes too long"):
        isolated.read("docx", docx_of(paragraph("風險")), "x.docx", seconds=0.001)
    assert time.monotonic() - begun < 5


def test_an_answer_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolated, "LONGEST_ANSWER", 1000)
    with pytest.raises(ReadError, match="more text than can be worked on"):
        isolated.read("docx", docx_of(paragraph("風險" * 5000)), "x.docx")


def test_the_limits_hold_in_the_child() -> None:
    script = "\n".join(
        (
            "from zhengming.documents import isolated",
            "isolated._limit()",
            "import resource as r",
            "print([r.getrlimit(x)[0] for x in (r.RLIMIT_AS, r.RLIMIT_CPU, r.RLIMIT_FSIZE, r.RLIMIT_CORE)])",
            "try: bytearray(2_000_000_000)",
            "except MemoryError: print('full')",
        )
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == f"[{isolated.MEMORY}, {isolated.CPU_SECONDS}, 0, 0]\nfull\n"


def test_a_module_in_the_current_folder_is_not_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(3)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert isolated.read("docx", docx_of(paragraph("風險")), "x.docx").blocks


def test_a_huge_file_takes_bounded_memory_here() -> None:
    many = docx_of("".join(paragraph(f"{n} 各國尋求去風險（de-risking）的政策") for n in range(50_000)))
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    found = isolated.read("docx", many, "x.docx")
    assert len(found.blocks) == 50_000
    assert max(before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) < 1_500_000


def test_bad_files_among_good_ones(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.docx").write_bytes(docx_of("<w:p>" * 50_000 + "</w:p>" * 50_000))
    (tmp_path / "b.docx").write_bytes(docx_of(paragraph("提出去風險（de-risking）")))
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.4 nothing")
    (tmp_path / "d.html").write_text("<p>脫鉤（decoupling）", encoding="utf-8")
    assert main(["extract", "--format", "jsonl", str(tmp_path)]) == 2
    printed = capsys.readouterr()
    assert [json.loads(line)["en"] for line in printed.out.splitlines()] == ["de-risking", "decoupling"]
    assert printed.err.count("\n") == 2
    assert "nested more than 1,000 levels" in printed.err and "the PDF is cut short" in printed.err
