"""Files as other programs write them: what is found in each, and what is told as not understood."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

from zhengming.errors import ReadError, UsageError, ZhengmingError
from zhengming.exchange.imports import Imported, lost_sentence, read, read_content
from zhengming.exchange.imports.languages import language_of
from zhengming.exchange.imports.roles import role_of
from zhengming.exchange.imports.vocabulary import status_of
from zhengming.files import decode
from zhengming.model import Concept, Evidence

FOLDER = Path(__file__).parents[1] / "cases/exchange/in"


def cases(name: str) -> list[list[str]]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def said(concept: Concept) -> dict[str, list[str]]:
    """The terms by tag, with their status where it is not the usual one."""
    found: dict[str, list[str]] = {}
    for term in concept.terms:
        usual = "admitted" if term.language in found else "preferred"
        found.setdefault(term.language, []).append(term.text + (f" [{term.status}]" if term.status != usual else ""))
    return found


def of(text: str, name: str = "x.csv", columns: tuple[tuple[str, str], ...] = ()) -> Imported:
    return read_content(text.encode(), name, columns=columns)


@pytest.mark.parametrize(("name", "tag", "label"), cases("languages.tsv"), ids=lambda c: str(c))
def test_a_language(name: str, tag: str, label: str) -> None:
    assert language_of(name) == tag.replace("\\N", ""), label


@pytest.mark.parametrize(("headings", "roles", "label"), cases("headings.tsv"), ids=lambda c: str(c))
def test_headings(headings: str, roles: str, label: str) -> None:
    assert "|".join(map(role_of, headings.split("|"))) == roles, label


@pytest.mark.parametrize(("name", "status", "label"), cases("statuses.tsv"), ids=lambda c: str(c))
def test_a_status(name: str, status: str, label: str) -> None:
    assert status_of(name) == {"-": "", "?": None}.get(status, status), label


def test_tbx_2() -> None:
    found = read(str(FOLDER / "tbx2.tbx"))
    first, second = found.concepts
    assert found.format == "tbx"
    assert said(first) == {
        "en": ["de-risking", "derisking"],
        "zh-TW": ["去風險", "降險 [deprecated]"],
        "zh-CN": ["去风险"],
    }
    assert (first.subject, first.pos, first.definition) == ("trade", "noun", "Lowering a dependence & its risks")
    assert first.evidence == (Evidence("Report", "", "尋求去風險而非脫鉤"),)
    assert [t.note for t in first.terms if not t.is_right] == ["too short"]
    assert [(t.text, t.type, t.status) for t in second.terms if t.language == "en"] == [
        ("WTO", "acronym", "admitted"),
        ("World Trade Organization", "full", "preferred"),
    ]
    assert lost_sentence(found.losses) == (
        "1 entry without Chinese, 1 field left out (transacGrp), 1 term in other languages (ja), "
        "1 status value not understood (odd), 1 reference to another entry left out"
    )


def test_tbx_3_with_tags_and_namespaces() -> None:
    found = read(str(FOLDER / "tbx3-dct.tbx"))
    assert said(found.concepts[0]) == {
        "en": ["deterrence"],
        "zh-TW": ["嚇阻"],
        "zh-Hant": ["威懾 [deprecated]"],
        "zh-CN": ["威慑"],
    }
    assert found.concepts[0].definition == "使對手不敢行動"
    assert not found.losses


def test_tmx_without_its_sentences() -> None:
    found = read(str(FOLDER / "memory.tmx"))
    assert [said(c) for c in found.concepts] == [{"en": ["export controls"], "zh-TW": ["出口管制"]}]
    assert (found.concepts[0].note, found.concepts[0].subject) == ("short & good", "trade")
    assert {(lost.of, lost.names) for lost in found.losses} == {
        ("sentence", ()),
        ("term", ("ko",)),
        ("property", ("x-creator",)),
        ("mark of layout", ()),
    }


def test_multiterm() -> None:
    found = read(str(FOLDER / "multiterm.xml"))
    assert said(found.concepts[0]) == {
        "en": ["tariff", "duty [deprecated]"],
        "zh-HK": ["關稅"],
        "zh-CN": ["关税"],
    }
    assert (found.concepts[0].subject, found.concepts[0].definition) == ("貿易", "a tax on imports")
    assert {t.note for t in found.concepts[0].terms} == {"", "常用"}


def test_memoq() -> None:
    found = read(str(FOLDER / "memoq.csv"))
    assert found.format == "memoq"
    assert said(found.concepts[0]) == {
        "en": ["North Atlantic Treaty Organization", "NATO"],
        "zh-TW": ["北大西洋公約組織", "北大西洋条约组织 [deprecated]"],
    }
    assert [(t.type, t.note) for t in found.concepts[0].terms][1] == ("acronym", "spelled out once")
    assert found.concepts[0].evidence == (Evidence("", "", "北大西洋公約組織（NATO）"),)


def test_omegat() -> None:
    found = read(str(FOLDER / "omegat.txt"))
    assert found.format == "omegat"
    assert [said(c) for c in found.concepts] == [
        {"en": ["supply chain"], "zh-Hant": ["供應鏈", "供給鏈"]},
        {"en": ["chip"], "zh-Hant": ["晶片"]},
    ]
    assert found.concepts[0].note == "logistics"


def test_cedict() -> None:
    found = read(str(FOLDER / "cedict.u8"))
    assert found.format == "cedict"
    first, second, _ = found.concepts
    assert said(first) == {"en": ["arbitration", "to arbitrate"], "zh-Hant": ["仲裁"], "zh-Hans": ["仲裁"]}
    assert first.note == "to arbitrate (a dispute)\nCL:場|场[chang2]"
    assert {t.pinyin for t in second.terms if t.language == "zh-Hans"} == {"Lǜ dǎng"}
    assert lost_sentence(found.losses) == "1 line not understood"


def test_markdown() -> None:
    found = read(str(FOLDER / "tables.md"))
    chip, ai = found.concepts
    assert said(chip) == {"en": ["chip"], "zh-TW": ["晶片"], "zh-CN": ["芯片"]}
    assert (chip.note, ai.note) == ("see | below", "R&D")
    assert [(t.text, t.type) for t in ai.terms if t.language == "en"][1] == ("AI", "acronym")


def test_a_table_with_headings_in_chinese() -> None:
    found = read(str(FOLDER / "headings.csv"))
    assert found.columns == (("原文", "en"), ("譯文", "zh-Hant"), ("狀態", "status"), ("出處", "source"))
    assert [said(c) for c in found.concepts] == [
        {"en": ["sanctions"], "zh-Hant": ["制裁", "懲罰 [deprecated]"]},
        {"en": ["quota", "limit"], "zh-Hant": ["配額"]},
    ]


def test_a_table_without_headings() -> None:
    found = read(str(FOLDER / "bare.csv"))
    assert [role for _, role in found.columns] == ["en", "zh-Hant", "note"]
    assert len(found.concepts) == 3
    assert found.concepts[2].note == "a tax, on imports"


def test_columns_that_a_person_names() -> None:
    table = "甲,乙,丙,丁\ntariff,關稅,a tax,x\nquota,配額,a limit,y\n"
    found = of(table, columns=(("en", "甲"), ("zh-TW", "2"), ("definition", "C")))
    assert [said(c) for c in found.concepts] == [
        {"en": ["tariff"], "zh-TW": ["關稅"]},
        {"en": ["quota"], "zh-TW": ["配額"]},
    ]
    assert found.concepts[0].definition == "a tax"
    assert found.columns[3] == ("丁", "")


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ((("zz", "甲"),), "there is no 'zz' (one of en, zh, zh-Hant"),
        ((("zh", "戊"),), "there is no column '戊' (the columns are 甲, 乙)"),
        ((("zh", "9"),), "there is no column '9'"),
    ],
)
def test_columns_that_there_are_not(asked: tuple[tuple[str, str], ...], sentence: str) -> None:
    with pytest.raises(UsageError) as caught:
        of("甲,乙\ntariff,關稅\n", columns=(("en", "甲"), *asked))
    assert sentence in str(caught.value)


def test_columns_are_for_tables() -> None:
    with pytest.raises(UsageError, match="--column is for tables; this is TBX"):
        read_content((FOLDER / "tbx2.tbx").read_bytes(), "x.tbx", columns=(("zh", "1"),))


def test_a_workbook_of_another_program() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["詞彙表", None],
        [],
        ["Term", "Chinese (Taiwan)", "Year"],
        ["tariff", "關稅", 2018],
        ["5G", "第五代", 5.0],
    ):
        sheet.append(row)
    book.create_sheet("empty")
    buffer = io.BytesIO()
    book.save(buffer)
    found = read_content(buffer.getvalue(), "whatever.bin")
    assert found.format == "xlsx"
    assert [said(c) for c in found.concepts] == [
        {"en": ["tariff"], "zh-TW": ["關稅"]},
        {"en": ["5G"], "zh-TW": ["第五代"]},
    ]


@pytest.mark.parametrize(
    ("name", "declared", "mark"),
    [
        ("utf-8", "UTF-8", b""),
        ("utf-8", "UTF-8", b"\xef\xbb\xbf"),
        ("utf-16-le", "UTF-16", b"\xff\xfe"),
        ("utf-16-be", "UTF-16", b"\xfe\xff"),
        ("utf-16-le", "UTF-16LE", b""),
        ("utf-16-be", "utf-16", b""),
        ("big5hkscs", "Big5", b""),
        ("gb18030", "GB2312", b""),
        ("gbk", "gbk", b""),
        ("utf-8", "utf-16", b""),
        ("utf-8", "", b""),
    ],
)
def test_encodings_of_xml(name: str, declared: str, mark: bytes) -> None:
    text = (FOLDER / "memory.tmx").read_text(encoding="utf-8").replace("수출 통제", "x").replace("EN-GB", "en")
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else '<?xml version="1.0"?>'
    text = text.replace('<?xml version="1.0" encoding="UTF-8"?>', head)
    found = read_content(mark + text.encode(name), "x.tmx")
    assert [said(c) for c in found.concepts] == [{"en": ["export controls"], "zh-TW": ["出口管制"]}]


@pytest.mark.parametrize(
    ("name", "mark"),
    [("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("big5", b""), ("gb18030", b"")],
)
def test_encodings_of_tables(name: str, mark: bytes) -> None:
    rows = ["英文,中文", "supply chain,供應的鏈", "nation,國家", "people,人的", "tariff,關稅的"]
    found = read_content(mark + "\r\n".join(rows).encode(name), "x.csv")
    assert [c.preferred("zh-Hant") for c in found.concepts] == ["供應的鏈", "國家", "人的", "關稅的"]


BOMB = "<!DOCTYPE tbx [<!ENTITY a 'x'>" + "".join(f"<!ENTITY a{n} '&a;&a;'>" for n in range(9)) + "]>"
REFUSED = [
    ("entities", "x.tbx", f"{BOMB}<tbx><text><body/></text></tbx>", "its XML declares entities"),
    ("a file of the system", "x.tbx", "<!DOCTYPE m [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><martif>&e;</martif>",
     "its XML declares entities"),
    ("damaged XML", "x.tmx", "<tmx><body><tu>", "its XML is damaged"),
    ("another XML", "x.xml", "<?xml version='1.0'?><html/>", "its XML begins with <html>, which is no glossary"),
    ("no XML", "x.tbx", "en,zh\n", "it holds no XML"),
    ("an unknown encoding", "x.tmx", "<?xml version='1.0' encoding='klingon'?><tmx/>", "the encoding 'klingon'"),
    ("deep nesting", "x.tbx", f"<tbx>{'<a>' * 1100}{'</a>' * 1100}</tbx>", "nested more than 1,000 levels"),
    ("an entry without end", "x.tbx", f"<tbx><termEntry>{'<a/>' * 100_001}</termEntry></tbx>", "more than 100,000"),
    ("JSON", "x.json", '{"a": 1}', "this is JSON"),
    ("our own YAML", "x.yaml", "# mine\nformat: zhengming/1\nconcepts: []\n", "this is a glossary of ours already"),
    ("a document", "x.pdf", "%PDF-1.4", "a document, not a glossary"),
]  # fmt: skip


@pytest.mark.parametrize(("label", "name", "content", "sentence"), REFUSED, ids=[case[0] for case in REFUSED])
def test_what_is_refused(label: str, name: str, content: str, sentence: str) -> None:
    with pytest.raises(ReadError) as caught:
        of(content, name)
    assert sentence in str(caught.value), label
    assert str(caught.value).startswith(name)


def test_an_archive_that_unpacks_to_much_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in range(3):
            archive.writestr(f"xl/worksheets/sheet{part}.xml", b"<a>" + b" " * 80_000_000)
    with pytest.raises(ReadError, match="240 MB unpacked, more than 200 MB"):
        read_content(buffer.getvalue(), "bomb.xlsx")


def test_a_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decode, "LARGEST_FILE", 10)
    (tmp_path / "x.csv").write_text("en,zh\ntariff,關稅\n", encoding="utf-8")
    with pytest.raises(ReadError, match="the file is larger than"):
        read(str(tmp_path / "x.csv"))


def test_too_many_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhengming.exchange.imports.reading.MOST_ENTRIES", 1)
    with pytest.raises(ReadError, match=r"x.csv: it holds more than 1 entries \(split it\)"):
        of("en,zh\ntariff,關稅\nquota,配額\n")


def test_a_format_that_there_is_not() -> None:
    with pytest.raises(UsageError, match=r"there is no format 'tbxx' to import \(did you mean 'tbx'"):
        read_content(b"", "x", "tbxx")


@pytest.mark.parametrize(
    "name", ["csv", "tsv", "tbx", "tmx", "omegat", "memoq", "multiterm", "cedict", "markdown", "xlsx"]
)
@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x02", b"<", b"a", "去風險".encode(), b"\xff\xfe", b"<a/>", b"PK\x03\x04"]
)
def test_no_content_makes_a_traceback(name: str, content: bytes) -> None:
    try:
        read_content(content, "x", name)
    except ZhengmingError as error:
        assert str(error).startswith("x: ") or str(error).startswith("x:")


@pytest.mark.parametrize(
    "row",
    [
        "China,中國",
        "Taiwan,台灣",
        "English,英文",
        "source code,原始碼",
        "translation memory,翻譯記憶",
        "term limit,任期限制",
    ],
)
def test_data_that_look_like_headings(row: str) -> None:
    found = of(f"{row}\ntariff,關稅\n")
    assert len(found.concepts) == 2


@pytest.mark.parametrize("row", ["China,中國", "Taiwan,台灣", "English,英文"])
def test_data_below_data_are_no_headings(row: str) -> None:
    assert len(of(f"tariff,關稅\n{row}\nquota,配額\n").concepts) == 3


WILD = yaml.safe_load((FOLDER / "tbx.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", WILD, ids=lambda case: case["label"])
def test_tbx_as_it_occurs(case: dict[str, Any]) -> None:
    found = of(case["content"], "x.tbx")
    assert [said(c) for c in found.concepts] == [case["found"]]
    assert not found.losses
