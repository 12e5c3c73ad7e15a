"""OmegaT projects. The texts are invented; the form of the files is that of OmegaT 5 and 6."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhengming.documents.bilingual import read_bilingual
from zhengming.documents.omegat import is_project, languages, memory, pairs
from zhengming.errors import ReadError

PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat>
    <project version="1.0">
        <source_dir>{source}</source_dir>
        <target_dir>__DEFAULT__</target_dir>
        <source_lang>ZH-TW</source_lang>
        <target_lang>EN-GB</target_lang>
        <sentence_seg>true</sentence_seg>
    </project>
</omegat>
"""
MEMORY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx11.dtd">
<tmx version="1.1">
  <header creationtool="OmegaT" o-tmf="OmegaT TMX" adminlang="EN-US" datatype="plaintext" creationtoolversion="6.0.0"
    segtype="sentence" srclang="ZH-TW"/>
  <body>
    <tu>
      <tuv lang="ZH-TW"><seg>供應鏈</seg></tuv>
      <tuv lang="EN-GB" changeid="a" changedate="20260101T000000Z"><seg>supply chain</seg></tuv>
    </tu>
    <tu>
      <prop type="file">a.txt</prop>
      <prop type="id">7</prop>
      <tuv lang="ZH-TW"><seg>關稅</seg></tuv>
      <tuv lang="EN-GB"><seg>tariff</seg></tuv>
    </tu>
  </body>
</tmx>
"""


def project(root: Path, *, source: str = "__DEFAULT__", files: dict[str, str] | None = None) -> str:
    (root / "omegat.project").write_text(PROJECT.format(source=source), encoding="utf-8")
    for name, text in (files or {}).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return str(root)


def test_what_a_project_says(tmp_path: Path) -> None:
    folder = project(tmp_path)
    assert is_project(folder) and languages(folder) == ("zh-TW", "en-GB")
    assert read_bilingual(folder) is None and pairs(folder) == ()


def test_the_files_on_both_sides(tmp_path: Path) -> None:
    names = ["source/a.txt", "target/a.txt", "source/b/c.md", "target/b/c.md", "source/d.txt", "target/e.txt"]
    folder = project(tmp_path, files=dict.fromkeys(names, "供應鏈"))
    found = [tuple(Path(p).relative_to(tmp_path.resolve()).as_posix() for p in pair) for pair in pairs(folder)]
    assert found == [("target/a.txt", "source/a.txt"), ("target/b/c.md", "source/b/c.md")]


def test_a_source_folder_of_another_name(tmp_path: Path) -> None:
    folder = project(tmp_path, source="原文/", files={"原文/a.txt": "x", "target/a.txt": "y"})
    assert len(pairs(folder)) == 1


@pytest.mark.parametrize("source", ["../outside", "/", "missing"])
def test_folders_outside_are_not_read(source: str, tmp_path: Path) -> None:
    root = tmp_path / "project"
    root.mkdir()
    files = {"../outside/a.txt": "x", "target/a.txt": "y"}
    assert pairs(project(root, source=source, files=files)) == ()


def test_links_to_files_outside_are_not_followed(tmp_path: Path) -> None:
    root = tmp_path / "project"
    root.mkdir()
    folder = project(root, files={"../secret.txt": "x", "target/a.txt": "y", "source/b.txt": "z"})
    (root / "source/a.txt").symlink_to(tmp_path / "secret.txt")
    assert pairs(folder) == ()


def test_the_memory_is_read_in_its_place(tmp_path: Path) -> None:
    pytest.importorskip("zhengming.documents.tmx")
    found = read_bilingual(project(tmp_path, files={"omegat/project_save.tmx": MEMORY}))
    assert found and found.document.path == memory(str(tmp_path))
    said = [("".join(b.text for b in s.sources), "".join(b.text for b in s.targets)) for s in found.segments]
    assert said == [("供應鏈", "supply chain"), ("關稅", "tariff")]
    target = found.segments[1].targets[0]
    assert found.document.place(target.offset(0)) == (15, 30)


def test_an_ordinary_folder_is_no_project(tmp_path: Path) -> None:
    assert not is_project(str(tmp_path))
    with pytest.raises(ReadError, match="this is a folder"):
        read_bilingual(str(tmp_path))


@pytest.mark.parametrize("text", ["<omegat>", "<!DOCTYPE a [<!ENTITY b 'c'>]><omegat/>", ""])
def test_a_damaged_project(text: str, tmp_path: Path) -> None:
    (tmp_path / "omegat.project").write_text(text, encoding="utf-8")
    with pytest.raises(ReadError):
        pairs(str(tmp_path))
