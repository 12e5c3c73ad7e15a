"""memoQ, MultiTerm, OmegaT, TMX and DeepL: what stands in the files, and what is said of what does not."""

from __future__ import annotations

import csv
import importlib.util
import io
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from zhengming.errors import UsageError
from zhengming.exchange import Loss, Options, written
from zhengming.exchange import deepl as deepl_format
from zhengming.exchange import google as google_format
from zhengming.glossary.read import load
from zhengming.model import Concept, Evidence, Glossary, Term

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SANCTIONS = Concept(
    "sanctions",
    (
        Term("sanctions", "en"),
        Term("embargo", "en", "admitted"),
        Term("penalties", "en", "deprecated", note="reserved for fines"),
        Term("制裁", "zh-Hant", note="noun and verb"),
        Term("懲罰", "zh-Hant", "admitted"),
        Term("制裁", "zh-Hans"),
        Term("製裁", "zh-Hant", "deprecated"),
    ),
    subject="law",
    tags=("core",),
    definition="Measures against a state",
    note="Never singular.",
    evidence=(Evidence("indsr", "L9", "經濟制裁"),),
)
AI = Concept(
    "ai",
    (
        Term("artificial intelligence", "en"),
        Term("AI", "en", "admitted", "acronym"),
        Term("人工智慧", "zh-TW"),
        Term("人工智能", "zh-HK"),
        Term("人工智能", "zh-CN"),
    ),
)
GLOSSARY = Glossary((SANCTIONS, AI))
TAIWAN = Options(region="zh-TW")


def files(glossary: Glossary, name: str, options: Options | None = None) -> dict[str, str]:
    """The files of an export by name, as text."""
    return {part.name: part.content.decode("utf-8-sig") for part in written(glossary, name, options).parts}


def only(glossary: Glossary, name: str, options: Options | None = None) -> str:
    (text,) = files(glossary, name, options).values()
    return text


def test_memoq() -> None:
    head, first, second = csv.reader(io.StringIO(only(GLOSSARY, "memoq", TAIWAN)))
    term = ["Term_Info", "Term_Example"]
    english = ["English_Def", *["English", *term] * 3]
    chinese = ["Chinese_Taiwan_Def", *["Chinese_Taiwan", *term] * 3]
    assert head == ["Entry_ID", "Entry_Subject", "Entry_Note", *english, *chinese]
    assert first == [
        "1", "law", "Never singular.\npenalties: reserved for fines\n制裁: noun and verb", "Measures against a state",
        "sanctions", "CasePermissive;HalfPrefix", "", "embargo", "CasePermissive;HalfPrefix", "",
        "penalties", "CasePermissive;HalfPrefix;NonTerm", "", "",
        "制裁", "CasePermissive;Exact", "經濟制裁", "懲罰", "CasePermissive;Exact", "",
        "製裁", "CasePermissive;Exact;NonTerm", "",
    ]  # fmt: skip
    assert second[4:9] == ["artificial intelligence", "CasePermissive;HalfPrefix", "", "AI", "CaseSense;Exact"]


def test_memoq_has_a_column_for_every_region() -> None:
    head = only(GLOSSARY, "memoq").splitlines()[0].split(",")
    assert [name for name in head if name.endswith("_Def")] == [
        "English_Def", "Chinese_Taiwan_Def", "Chinese_Hong_Kong_SAR_Def", "Chinese_PRC_Def",
    ]  # fmt: skip
    assert written(GLOSSARY, "memoq").losses == (
        Loss("sanctions", "omitted", "tag"),
        Loss("ai", "omitted", "term type"),
    )


def test_multiterm() -> None:
    root = ET.fromstring(only(GLOSSARY, "multiterm"))
    assert root.tag == "mtf"
    first, second = root.findall("conceptGrp")
    assert [first.findtext("concept"), second.findtext("concept")] == ["1", "2"]
    fields = [(d.get("type"), d.text) for d in first.findall("descripGrp/descrip")]
    assert fields == [
        ("ID", "sanctions"), ("Subject", "law"), ("Kind", "term"), ("Tag", "core"),
        ("Definition", "Measures against a state"), ("Note", "Never singular."),
    ]  # fmt: skip
    languages = [(g.get("type"), g.get("lang")) for g in first.findall("languageGrp/language")]
    assert languages == [
        ("English", "EN"), ("Chinese (Taiwan)", "ZH-TW"), ("Chinese (Hong Kong SAR)", "ZH-HK"),
        ("Chinese (PRC)", "ZH-CN"),
    ]  # fmt: skip
    chinese = first.findall("languageGrp")[1]
    statuses = [
        (t.findtext("term"), t.findtext("descripGrp/descrip[@type='Status']")) for t in chinese.findall("termGrp")
    ]
    assert statuses == [("制裁", "preferred"), ("懲罰", "admitted"), ("製裁", "deprecated")]
    assert chinese.findtext("termGrp/descripGrp/descrip[@type='Context']") == "經濟制裁"
    assert chinese.findtext("termGrp/descripGrp/descripGrp/descrip[@type='Source']") == "indsr · L9"
    assert not written(GLOSSARY, "multiterm").losses


def test_tmx() -> None:
    root = ET.fromstring(only(GLOSSARY, "tmx"))
    units = [{v.get(LANG): v.findtext("seg") for v in unit.findall("tuv")} for unit in root.iter("tu")]
    assert units == [
        {"en": "sanctions", "zh-TW": "制裁", "zh-HK": "制裁", "zh-CN": "制裁"},
        {"en": "embargo", "zh-TW": "制裁", "zh-HK": "制裁", "zh-CN": "制裁"},
        {"en": "sanctions", "zh-TW": "懲罰"},
        {"en": "sanctions", "zh-HK": "懲罰"},
        {"en": "artificial intelligence", "zh-TW": "人工智慧", "zh-HK": "人工智能", "zh-CN": "人工智能"},
        {"en": "AI", "zh-TW": "人工智慧", "zh-HK": "人工智能", "zh-CN": "人工智能"},
    ]
    assert [unit.get("tuid") for unit in root.iter("tu")][:3] == ["sanctions", "sanctions 2", "sanctions 3"]
    unit = root.find(".//tu")
    assert unit is not None
    assert unit.findtext("note") == "Never singular."
    assert {p.get("type"): p.text for p in unit.findall("prop")} == {
        "x-subject": "law", "x-definition": "Measures against a state", "x-kind": "term",
    }  # fmt: skip
    header = root.find("header")
    assert header is not None
    wanted = {"creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype"}
    assert set(header.keys()) == wanted
    assert header.get("srclang") == "*all*"
    assert 'srclang="en"' in only(GLOSSARY, "tmx", Options(direction="en-zh"))
    # Deprecated terms have no place in a memory that offers what it has.
    assert Loss("sanctions", "omitted", "deprecated term") in written(GLOSSARY, "tmx").losses


def test_omegat() -> None:
    made = files(GLOSSARY, "omegat")
    assert list(made) == [f"{name}.utf8" for tag in ("zh-TW", "zh-HK", "zh-CN") for name in (f"{tag}-en", f"en-{tag}")]
    about = "Measures against a state; Never singular.; [law]; avoid: penalties (reserved for fines), 製裁"
    assert made["en-zh-TW.utf8"].split("\n") == [
        f"sanctions\t制裁\t{about}; 制裁: noun and verb",
        f"embargo\t制裁\t{about}; 制裁: noun and verb",
        f"sanctions\t懲罰\t{about}",
        "artificial intelligence\t人工智慧\t",
        "AI\t人工智慧\t",
        "",
    ]
    assert made["zh-CN-en.utf8"].startswith("制裁\tsanctions\t")
    assert "製裁" not in made["zh-CN-en.utf8"]


def test_omegat_has_one_line_a_pair() -> None:
    odd = Concept("c", (Term("#a\tb", "en"), Term("甲\n乙\u2028丙", "zh-Hant")), note="one\r\ntwo\tthree")
    made = written(Glossary((odd,)), "omegat", TAIWAN)
    assert [part.content.decode() for part in made.parts] == ["甲 乙 丙\t#a b\tone two three\n", ""]
    assert made.losses == (
        Loss("c", "made a space", "line break or tab"),
        Loss("c", "dropped for its #, which begins a remark", "entry"),
    )


def test_deepl() -> None:
    made = files(GLOSSARY, "deepl", TAIWAN)
    assert made == {
        "zh-TW-en.csv": "制裁,sanctions\n人工智慧,artificial intelligence\n懲罰,sanctions\n",
        "en-zh-TW.csv": "sanctions,制裁\nartificial intelligence,人工智慧\nembargo,制裁\nAI,人工智慧\n",
    }
    assert len(files(GLOSSARY, "deepl")) == 6
    assert list(files(GLOSSARY, "deepl", Options(region="zh-CN", direction="en-zh"))) == ["en-zh-CN.csv"]


def entry(number: int, english: str, chinese: str, *more: Term) -> Concept:
    return Concept(f"c{number}", (Term(english, "en"), Term(chinese, "zh-Hant"), *more))


def test_the_limits_of_deepl() -> None:
    listed = (
        entry(1, "trade war", "貿易戰", Term("tariff", "en", "admitted")),
        entry(2, "tariff", "關稅"),
        entry(3, "tariff", "稅則"),
        entry(4, "x" * 1025, "長"),
        entry(5, "漢" * 342, "三"),
        entry(6, "\u3000\t", "空"),
        entry(7, "a,\"b\"", " 甲\x85乙 "),
        Concept("c8", (Term("only English", "en"),)),
    )  # fmt: skip
    made = written(Glossary(listed), "deepl", Options(region="zh-TW", direction="en-zh"))
    rows = list(csv.reader(io.StringIO(made.parts[0].content.decode())))
    assert rows == [["trade war", "貿易戰"], ["tariff", "關稅"], ['a,"b"', "甲 乙"]]
    assert made.losses == (
        Loss("c8", "dropped for having no Chinese term", "entry"),
        Loss("c3", "dropped for a duplicate source", "entry"),
        Loss("c4", "dropped for its length", "entry"),
        Loss("c5", "dropped for its length", "entry"),
        Loss("c6", "made a space", "control character"),
        Loss("c6", "dropped for being blank", "entry"),
        Loss("c7", "made a space", "control character"),
        Loss("c1", "dropped for a duplicate source", "entry"),
    )


def test_deepl_takes_no_more_than_ten_megabytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deepl_format, "LARGEST_GLOSSARY", 20)
    with pytest.raises(UsageError, match="no glossary of more than 10 MiB"):
        written(GLOSSARY, "deepl", TAIWAN)


@pytest.mark.slow
@pytest.mark.skipif(importlib.util.find_spec("deepl") is None, reason="DeepL's own package is not installed")
def test_the_package_of_deepl_takes_every_phrase() -> None:
    from deepl.util import validate_glossary_term

    odd = replace(SANCTIONS, id="odd", terms=(Term("a\x01b\u2029c\x9f", "en"), Term("\t甲\n", "zh-Hant")))
    for text in files(Glossary((*load("glossary").concepts, odd)), "deepl").values():
        rows = list(csv.reader(io.StringIO(text)))
        assert len({row[0] for row in rows}) == len(rows) > 100
        for phrase in (phrase for row in rows for phrase in row):
            validate_glossary_term(phrase)
            assert phrase == phrase.strip()


def test_weblate() -> None:
    made = files(GLOSSARY, "weblate", TAIWAN)
    assert list(made) == ["zh-TW-en.csv", "en-zh-TW.csv"]
    rows = list(csv.DictReader(io.StringIO(made["en-zh-TW.csv"], newline="")))
    assert [(row["source"], row["target"], row["context"]) for row in rows] == [
        ("sanctions", "制裁", "sanctions"),
        ("embargo", "制裁", "sanctions 2"),
        ("sanctions", "懲罰", "sanctions 3"),
        ("artificial intelligence", "人工智慧", "ai"),
        ("AI", "人工智慧", "ai 2"),
    ]
    assert rows[0]["translator_comments"] == "avoid: penalties (reserved for fines), 製裁"
    assert rows[0]["developer_comments"] == "Measures against a state\nNever singular.\n[law]\n制裁: noun and verb"


def test_google() -> None:
    assert only(GLOSSARY, "google") == (
        "en,zh-TW,zh-CN,description\nsanctions,制裁,制裁,Measures against a state\n"
        "artificial intelligence,人工智慧,人工智能,\n"
    )
    assert Loss("ai", "lost", "Hong Kong form") in written(GLOSSARY, "google").losses
    # Google's Traditional Chinese is called zh-TW, whoever writes it.
    hong_kong = written(GLOSSARY, "google", Options(region="zh-HK"))
    assert hong_kong.parts[0].content.decode().splitlines()[2] == "artificial intelligence,人工智能,"
    assert not [loss for loss in hong_kong.losses if loss.of == "Hong Kong form"]


def test_the_limits_of_google(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = (
        entry(1, "x" * 1025, "長"),
        entry(2, "\u3000", "空"),
        entry(3, "a\tb", "甲"),
        Concept("c4", (Term("b", "en"),)),
    )
    made = written(Glossary(listed), "google")
    assert made.parts[0].content.decode() == "en,zh-TW,zh-CN,description\na b,甲,,\n"
    assert made.losses == (
        Loss("c1", "dropped for its length or for being blank", "entry"),
        Loss("c2", "dropped for its length or for being blank", "entry"),
        Loss("c3", "made a space", "control character"),
        Loss("c4", "dropped for having no Chinese term", "entry"),
    )
    monkeypatch.setattr(google_format, "LARGEST_GLOSSARY", 20)
    with pytest.raises(UsageError, match="no glossary of more than 10 MiB"):
        written(GLOSSARY, "google")


def test_a_cell_of_memoq_that_would_be_computed() -> None:
    made = written(Glossary((entry(1, "-ization", "=化"),)), "memoq", TAIWAN)
    assert ",'-ization," in made.parts[0].content.decode()
    assert {(loss.of, loss.why) for loss in made.losses} == {
        ("cell", "begun with an apostrophe, so that no spreadsheet computes it")
    }
