"""Every format that `check` reads, through the front door: a fault at its place on disk, and what is skipped."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from zhengming.cli import main

GLOSSARY = """format: zhengming/1
concepts:
  - {id: sanctions, en: sanctions, zh: 制裁, avoid: [penalties, 製裁]}
  - {id: entity-list, en: Entity List, zh: 實體清單}
  - {id: supply-chain, en: supply chain, zh: 供應鏈}
"""
XLIFF = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" {dialect}>
 <file original="a" source-language="zh-TW" target-language="en-US" datatype="plaintext"><body>
  <trans-unit id="7"><source>新的制裁。</source><target>New penalties.</target>
   <alt-trans><target>Old penalties.</target></alt-trans><note>penalties</note></trans-unit>
  <trans-unit id="8"{locked}><source>新的制裁。</source><target>More penalties.</target></trans-unit>
  <trans-unit id="9"><source>供<g id="1">應鏈</g>很長。</source>
   <target>Supply <g id="1">chains</g> are long.</target></trans-unit>
 </body></file></xliff>
"""
SDL = """<?xml version="1.0" encoding="utf-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0">
 <file original="a" source-language="zh-TW" target-language="en-US" datatype="x-sdlfilterframework2"><body>
  <trans-unit id="u1"><source>新的制裁。新的制裁。</source>
   <seg-source><mrk mtype="seg" mid="7">新的制裁。</mrk><mrk mtype="seg" mid="8">新的制裁。</mrk></seg-source>
   <target><mrk mtype="seg" mid="7">New penalties.</mrk><mrk mtype="seg" mid="8">More penalties.</mrk></target>
   <sdl:seg-defs><sdl:seg id="7" conf="Translated"/><sdl:seg id="8" conf="Translated" locked="true"/></sdl:seg-defs>
  </trans-unit></body></file></xliff>
"""
XLIFF2 = """<?xml version="1.0"?>
<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="zh-TW" trgLang="en"><file id="f">
 <unit id="7"><segment><source>新的制裁。</source><target>New penalties.</target></segment></unit>
 <unit id="8" translate="no"><segment><source>新的制裁。</source><target>More penalties.</target></segment></unit>
</file></xliff>
"""
TMX = """<?xml version="1.0"?>
<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en"
 srclang="zh-TW" datatype="plaintext"/><body>
<tu tuid="7"><tuv xml:lang="zh-TW"><seg>新的制裁。</seg></tuv><tuv xml:lang="en-US"><seg>New penalties.</seg></tuv></tu>
</body></tmx>
"""
PO = r"""msgid ""
msgstr "Language: en\n"

msgid "新的制裁。"
msgstr "New "
"penalties."

#, fuzzy
msgid "制裁"
msgstr "penalties"

#~ msgid "舊的制裁"
#~ msgstr "old penalties"
"""
MARKDOWN = "| 中文 | English |\n|---|---|\n| 新的制裁。 | New **penalties**. |\n| 供應鏈 | supply *chain* |\n"
MXLIFF = 'xmlns:m="http://www.memsource.com/mxlf/2.0"'
MQXLIFF = 'xmlns:mq="MQXliff"'

# name: content, line of `penalties`, segment, what is skipped.
FILES: dict[str, tuple[str, int, str, dict[str, int]]] = {
    "a.xlf": (XLIFF.format(dialect="", locked=' translate="no"'), 4, "7", {"not to translate": 1}),
    "a.mxliff": (XLIFF.format(dialect=MXLIFF, locked=' m:locked="true"'), 4, "7", {"locked": 1}),
    "a.mqxliff": (XLIFF.format(dialect=MQXLIFF, locked=' mq:locked="locked"'), 4, "7", {"locked": 1}),
    "a.sdlxliff": (SDL, 6, "7", {"locked": 1}),
    "b.xliff": (XLIFF2, 3, "7", {"not to translate": 1}),
    "a.tmx": (TMX, 4, "7", {}),
    "a.po": (PO, 6, "1", {"fuzzy": 1, "obsolete": 1}),
    "a.csv": ("id,zh,en\r\n7,新的制裁。,New penalties.\r\n8,供應鏈,supply chain\r\n", 2, "7", {}),
    "a.tsv": ("中文\t英文\n新的制裁。\tNew penalties.\n供應鏈\tsupply chain\n", 2, "1", {}),
    "a.md": (MARKDOWN, 3, "1", {}),
}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "g.yaml").write_text(GLOSSARY, encoding="utf-8")
    (tmp_path / "zhengming.toml").write_text('glossary = "g.yaml"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def checked(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    assert main(["check", *arguments, "--format", "json"]) in (0, 1), capsys.readouterr().err
    said = json.loads(capsys.readouterr().out)
    return said["findings"], said["summary"]


@pytest.mark.parametrize("name", FILES)
def test_a_fault_at_its_place_and_nothing_else(here: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    content, line, segment, skipped = FILES[name]
    (here / name).write_text(content, encoding="utf-8", newline="")
    findings, summary = checked(capsys, name)
    assert [(f["rule"], f["found"]) for f in findings] == [("deprecated-term", "penalties")]
    [finding] = findings
    column = content.splitlines()[line - 1].index("penalties") + 1
    assert (finding["path"], finding["line"], finding["column"], finding["segment"]) == (name, line, column, segment)
    assert (finding["source_term"], finding["source_path"]) == ("制裁", name)
    assert summary["segments"] - summary["checked"] - summary["unsure"] == sum(skipped.values())


@pytest.mark.parametrize("name", [name for name in FILES if FILES[name][3]])
def test_what_was_skipped_is_said(here: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    (here / name).write_text(FILES[name][0], encoding="utf-8", newline="")
    main(["check", name])
    last = capsys.readouterr().out.splitlines()[-1]
    assert all(f"{count} skipped ({reason})" in last for reason, count in FILES[name][3].items())


def test_a_workbook(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in (("zh", "en"), ("新的制裁。", "New penalties."), ("供應鏈", "supply chain")):
        sheet.append(row)
    book.save(here / "a.xlsx")
    findings, _ = checked(capsys, "a.xlsx")
    [finding] = findings
    assert (finding["found"], finding["line"], finding["where"]) == (
        "penalties",
        None,
        {"sheet": "Sheet", "cell": "B2"},
    )


def test_a_table_in_a_word_document(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import docx

    document = docx.Document()
    table = document.add_table(rows=0, cols=4)
    for row in (
        ("ID", "Source", "Target", "Comment"),
        ("7", "新的制裁。", "New penalties.", ""),
        ("8", "供應鏈", "supply chain", "x"),
    ):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(str(here / "a.docx"))
    findings, _ = checked(capsys, "a.docx")
    [finding] = findings
    assert (finding["found"], finding["line"], finding["segment"]) == ("penalties", None, "7")
    assert finding["where"]


def test_a_folder_of_omegat(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = here / "project"
    (project / "omegat").mkdir(parents=True)
    (project / "omegat.project").write_text(
        '<?xml version="1.0"?><omegat><project version="1.0"><source_dir>__DEFAULT__</source_dir>'
        "<target_dir>__DEFAULT__</target_dir><source_lang>zh-TW</source_lang><target_lang>en-US</target_lang>"
        "</project></omegat>",
        encoding="utf-8",
    )
    (project / "omegat/project_save.tmx").write_text(TMX, encoding="utf-8")
    findings, _ = checked(capsys, "project")
    assert [(f["found"], f["line"]) for f in findings] == [("penalties", 4)]


def test_a_folder_of_omegat_without_a_memory(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = here / "project"
    for name, text in (("source/a.md", "新的制裁來了。\n"), ("target/a.md", "New penalties came.\n")):
        (project / name).parent.mkdir(parents=True)
        (project / name).write_text(text, encoding="utf-8")
    settings = "<omegat><project version='1.0'><source_lang>zh-TW</source_lang></project></omegat>"
    (project / "omegat.project").write_text(settings, encoding="utf-8")
    findings, _ = checked(capsys, "project")
    assert [(f["found"], f["source_term"], Path(f["path"]).name) for f in findings] == [("penalties", "制裁", "a.md")]


def word(path: Path, *paragraphs: str) -> None:
    import docx

    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(str(path))


@pytest.mark.parametrize("draft", ["d.txt", "d.md", "d.html", "d.docx"])
@pytest.mark.parametrize("source", ["s.txt", "s.md", "s.html", "s.docx"])
def test_two_plain_documents(here: Path, draft: str, source: str, capsys: pytest.CaptureFixture[str]) -> None:
    texts = {
        "d": ["New penalties for the firm came in May 2023.", "The supply chain has 14 parts."],
        "s": ["2023年5月公司受到新的制裁。", "供應鏈有14個部分。"],
    }
    for name in (draft, source):
        paragraphs = texts[name[0]]
        if name.endswith(".docx"):
            word(here / name, *paragraphs)
        elif name.endswith(".html"):
            (here / name).write_text("".join(f"<p>{p}</p>\n" for p in paragraphs), encoding="utf-8")
        else:
            (here / name).write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")
    findings, summary = checked(capsys, draft, "--source", source)
    assert [(f["rule"], f["found"], f["source_term"]) for f in findings] == [("deprecated-term", "penalties", "制裁")]
    assert (summary["segments"], summary["unsure"]) == (2, 0)


def test_english_to_chinese(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "s.md").write_text("New sanctions came.\n\nThe supply chain is long.\n", encoding="utf-8")
    (here / "d.md").write_text("新的製裁來了。\n\n供應鏈很長。\n", encoding="utf-8")
    findings, _ = checked(capsys, "d.md", "--source", "s.md")
    assert [(f["found"], f["expected"][0], f["line"], f["column"]) for f in findings] == [("製裁", "制裁", 1, 3)]


BAD: dict[str, tuple[str | bytes, str]] = {
    "broken.xlf": (XLIFF.format(dialect="", locked="").replace("</target>", "", 1), "a.xlf:"),
    "entity.xlf": ('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xliff version="1.2">&a;</xliff>', "entit"),
    "bomb.tmx": ('<!DOCTYPE t [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><tmx version="1.4">&b;</tmx>', "entit"),
    "version.xlf": (XLIFF.replace('version="1.2"', 'version="9.9"', 1).format(dialect="", locked=""), "9.9"),
    "broken.po": ('msgid "制裁\nmsgstr "x"\n', ":1"),
    "mixed.xlf": (b'<?xml version="1.0" encoding="UTF-8"?><xliff version="1.2">\xff\xfe\xb4</xliff>', "mixed.xlf"),
    "no.docx": (b"PK\x03\x04 nothing", "no.docx"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_one_sentence(here: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    content, said = BAD[name]
    (here / name).write_bytes(content.encode() if isinstance(content, str) else content)
    (here / "good.md").write_text("New penalties.\n", encoding="utf-8")
    assert main(["check", name, "good.md", "--format", "json"]) == 2
    printed = capsys.readouterr()
    assert printed.err.count("\n") == 1 and printed.err.startswith(f"zhengming: {name}")
    assert said.replace("a.xlf:", f"{name}:5") in printed.err
    assert [f["path"] for f in json.loads(printed.out)["findings"]] == ["good.md"]


def test_a_target_without_a_source_is_checked_alone(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = XLIFF.format(dialect="", locked="").replace("<source>新的制裁。</source>", "", 1)
    (here / "a.xlf").write_text(text, encoding="utf-8")
    findings, _ = checked(capsys, "a.xlf")
    assert ("penalties", "7") in [(f["found"], f["segment"]) for f in findings]


def test_an_archive_that_unpacks_to_gigabytes(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with zipfile.ZipFile(here / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 300_000_000)
    assert main(["check", "bomb.docx"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_draft_that_is_still_its_source_is_one_finding(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "".join(f"第{n}個廠商受到新的製裁，供應鏈因此在20{n}年中斷。\n\n" for n in range(10, 22))
    (here / "s.md").write_text(text, encoding="utf-8")
    (here / "d.md").write_text(text, encoding="utf-8")
    findings, _ = checked(capsys, "d.md", "--source", "s.md")
    assert [(f["rule"], f["severity"]) for f in findings] == [("untranslated", "error")]


def test_a_draft_of_which_half_is_still_the_source(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = [f"第{n}個廠商受到新的製裁，供應鏈因此在20{n}年中斷。" for n in range(10, 18)]
    draft = [f"Company {n} met new sanctions; its supply chain was cut in 20{n}." for n in range(10, 14)] + source[4:]
    (here / "s.md").write_text("\n\n".join(source), encoding="utf-8")
    (here / "d.md").write_text("\n\n".join(draft), encoding="utf-8")
    findings, _ = checked(capsys, "d.md", "--source", "s.md")
    assert {f["rule"] for f in findings} == {"untranslated"} and len(findings) == 4
