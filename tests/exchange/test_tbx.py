"""TBX against the rules of the published TBX-Basic schemas (version 2 and the dialect 1.2 of version 3), restated."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengming.exchange import Loss, Options, written
from zhengming.exchange.tbx import BASIC, MIN, NAMESPACE, STATUS
from zhengming.exchange.xml_text import concept_id, xml_id
from zhengming.glossary.read import load
from zhengming.model import Concept, Evidence, Glossary, Source, Term

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SANCTIONS = Concept(
    "sanctions",
    (
        Term("sanctions", "en"),
        Term("penalties", "en", "deprecated", note="reserved for fines"),
        Term("制裁", "zh-Hant", source="house style"),
        Term("制裁", "zh-Hans"),
        Term("製裁", "zh-Hant", "superseded"),
    ),
    subject="law",
    pos="noun",
    definition="Measures <against> a state & its people",
    note="Never singular.",
    related=("g7", "nowhere"),
    evidence=(Evidence("indsr", "L9", "經濟制裁"), Evidence("indsr", "L10")),
)
G7 = Concept(
    "7_g",
    (Term("Group of Seven", "en"), Term("G7", "en", "admitted", "acronym"), Term("七大工業國", "zh-TW")),
    kind="organization",
    pos="proper noun",
)
GLOSSARY = Glossary((SANCTIONS, G7), title="R&D", sources=(Source("indsr", title="科技競爭", author="鍾志東"),))
# What may stand where: parent, then its children in any order; the rest of the order is checked below.
CHILDREN = {
    "conceptEntry": {"descrip", "descripGrp", "ref", "note", "langSec"},
    "langSec": {"termSec"},
    "termSec": {"term", "termNote", "descripGrp", "admin", "note"},
    "descripGrp": {"descrip", "admin"},
}
LEVELS = {
    ("descrip", "subjectField"): {"conceptEntry"},
    ("descrip", "definition"): {"conceptEntry", "langSec"},
    ("descrip", "context"): {"termSec"},
    ("admin", "source"): {"conceptEntry", "langSec", "termSec"},
    ("termNote", "administrativeStatus"): {"termSec"},
    ("termNote", "termType"): {"termSec"},
    ("termNote", "partOfSpeech"): {"termSec"},
    ("ref", "crossReference"): {"conceptEntry", "termSec"},
}
PICKLISTS = {
    "administrativeStatus": set(STATUS.values()),
    "termType": {"fullForm", "acronym", "abbreviation", "shortForm", "variant", "phrase"},
    "partOfSpeech": {"adjective", "noun", "other", "verb", "adverb"},
}
IN_MIN = {"subjectField", "administrativeStatus", "partOfSpeech"}
# The names of version 2 for what stands in version 3.
OLD_NAMES = {"termEntry": "conceptEntry", "langSet": "langSec", "tig": "termSec", "martif": "tbx"}


def root_of(glossary: Glossary, name: str, options: Options | None = None) -> ET.Element:
    return ET.fromstring(written(glossary, name, options).parts[0].content)


def as_attributes(root: ET.Element) -> ET.Element:
    """Any version with the names of version 3 and data categories as attributes, without namespaces."""
    element_of = {category: element for element, category in LEVELS}
    for node in root.iter():
        space, _, name = node.tag.rpartition("}")
        if space in ("{" + MIN, "{" + BASIC):
            assert (space == "{" + MIN) == (name in IN_MIN), name
            node.set("type", name)
            name = element_of[name]
        node.tag = OLD_NAMES.get(name, name)
    return root


def faults(root: ET.Element) -> Iterator[str]:
    """What breaks the schema, the root being as `as_attributes` makes it."""
    ids = {entry.get("id") for entry in root.iter("conceptEntry")}
    if len(ids) < len(list(root.iter("conceptEntry"))) or not all(
        re.fullmatch(r"[A-Za-z][\w.-]*", i or "") for i in ids
    ):
        yield "an id that is no name, or stands twice"
    parents = {child: parent for parent in root.iter() for child in parent}
    for node in root.iter():
        parent = parents.get(node)
        if node.tag in CHILDREN:
            yield from (f"{c.tag} in {node.tag}" for c in node if c.tag not in CHILDREN[node.tag])
        category = node.get("type", "")
        if node.tag in ("descrip", "admin", "termNote", "ref"):
            level = parents[parent] if parent is not None and parent.tag.endswith("Grp") else parent
            if level is None or level.tag not in LEVELS.get((node.tag, category), ()):
                yield f"{node.tag} {category} at {level.tag if level is not None else None}"
            if category in PICKLISTS and node.text not in PICKLISTS[category]:
                yield f"{category} {node.text}"
        if node.tag == "ref" and node.get("target") not in ids:
            yield f"a reference to {node.get('target')}"
        if node.tag == "langSec" and not (node.get(LANG) and len(node)):
            yield "a language without a tag or a term"
        if node.tag == "conceptEntry" and not node.findall("langSec"):
            yield "an entry without a language"
        if node.tag == "termSec":
            tags = [c.tag for c in node]
            notes = [n for n, tag in enumerate(tags) if tag == "termNote"]
            if tags[0] != "term" or tags.count("term") != 1 or notes != list(range(1, len(notes) + 1)):
                yield "a term is not first, and its termNotes next"


@pytest.mark.parametrize("name", ["tbx", "tbx3", "tbx3-dct"])
@pytest.mark.parametrize("glossary", [GLOSSARY, load("glossary")], ids=["small", "shipped"])
def test_it_keeps_the_rules_of_the_schema(name: str, glossary: Glossary) -> None:
    root = root_of(glossary, name)
    assert not list(faults(as_attributes(root)))


def test_the_rules_find_faults() -> None:
    root = as_attributes(root_of(GLOSSARY, "tbx3"))
    entry = root.find(".//conceptEntry")
    assert entry is not None
    ET.SubElement(entry, "termNote", type="termType").text = "fullForm"
    ET.SubElement(entry, "descrip", type="subjectFeld")
    ET.SubElement(entry, "ref", type="crossReference", target="nowhere")
    assert set(faults(root)) == {
        "termNote in conceptEntry", "termNote termType at conceptEntry", "descrip subjectFeld at conceptEntry",
        "a reference to nowhere",
    }  # fmt: skip


def test_the_roots() -> None:
    old, new, tags = (root_of(GLOSSARY, name) for name in ("tbx", "tbx3", "tbx3-dct"))
    assert (old.tag, old.get("type"), old.get(LANG)) == ("martif", "TBX-Basic", "en")
    assert new.tag == tags.tag == f"{{{NAMESPACE}}}tbx"
    assert (new.get("type"), new.get("style"), tags.get("style")) == ("TBX-Basic", "dca", "dct")
    assert old.findtext(".//title") == "R&D"


@pytest.mark.parametrize("name", ["tbx", "tbx3", "tbx3-dct"])
def test_what_an_entry_holds(name: str) -> None:
    root = as_attributes(root_of(GLOSSARY, name))
    entry, other = root.iter("conceptEntry")
    assert entry.findtext("descrip[@type='subjectField']") == "law"
    assert entry.findtext("descrip[@type='definition']") == SANCTIONS.definition
    assert entry.findtext("note") == "Never singular."
    terms = {
        section.get(LANG): [
            (t.findtext("term"), t.findtext("termNote[@type='administrativeStatus']", "").removesuffix("Term-admn-sts"))
            for t in section
        ]
        for section in entry.iter("langSec")
    }
    assert terms == {
        "en": [("sanctions", "preferred"), ("penalties", "deprecated")],
        "zh-TW": [("制裁", "preferred"), ("製裁", "superseded")],
        "zh-HK": [("制裁", "preferred"), ("製裁", "superseded")],
        "zh-CN": [("制裁", "preferred")],
    }
    chinese = entry.find("langSec[2]/termSec")
    assert chinese is not None
    assert chinese.findtext("descripGrp/descrip") == "經濟制裁"
    assert chinese.findtext("descripGrp/admin") == "鍾志東 · 科技競爭 · L9"
    assert chinese.findtext("admin") == "house style"
    assert entry.findtext("langSec[1]/termSec[2]/note") == "reserved for fines"
    assert other.findtext("langSec/termSec[2]/termNote[@type='termType']") == "acronym"


def test_one_region() -> None:
    root = root_of(GLOSSARY, "tbx", Options(region="zh-HK"))
    assert {s.get(LANG) for s in root.iter("langSet")} == {"en", "zh-HK"}
    found = [t.text for s in root.iter("langSet") if s.get(LANG) == "zh-HK" for t in s.findall("tig/term")]
    assert found == ["制裁", "製裁", "七大工業國"]


def test_what_is_lost_is_told() -> None:
    assert set(written(GLOSSARY, "tbx").losses) == {
        Loss("sanctions", "not among the entries", "related concept"),
        Loss("sanctions", "omitted for want of its words", "quotation"),
        Loss("7_g", "omitted", "kind"),
        Loss("7_g", "omitted", "part of speech"),
    }
    odd = Glossary((Concept("g7", (Term("a\x00b\ufffe", "en"),)),))
    assert written(odd, "tbx3").losses == (Loss("g7", "omitted", "control character"),) * 2


@pytest.mark.parametrize("name", ["tbx", "tbx3", "multiterm", "memoq"])
def test_a_concept_without_a_term_in_these_languages_is_no_entry(name: str) -> None:
    only = Concept("a", (Term("丁", "zh-HK", "deprecated"),), note="x")
    made = written(Glossary((only,)), name, Options(region="zh-CN"))
    assert made.losses == (Loss("a", "dropped for having no term in these languages", "entry"),)
    assert made.concepts == made.items == 0


@given(st.text(min_size=1))
def test_an_id_is_a_name_and_comes_back(name: str) -> None:
    assert re.fullmatch(r"[A-Za-z][A-Za-z0-9._-]*", xml_id(name))
    assert concept_id(xml_id(name)) == name
