"""The Translate Toolkit, which Weblate reads files with, opens ours; in a process of its own, for it is GPL."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from zhengming.exchange import Options, export
from zhengming.glossary.read import load
from zhengming.model import Concept, Glossary, Term

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(importlib.util.find_spec("translate") is None, reason="translate-toolkit is not installed"),
]

READER = r"""
import json, sys
from translate.storage import factory
path, source, target = sys.argv[1:]
if path.endswith(".tbx"):
    from translate.storage.tbx import tbxfile
    with open(path, "rb") as file:
        store = tbxfile(file, sourcelanguage=source, targetlanguage=target)
    def terms(listed):
        return [[t.text, t.administrative_status, [n.text for n in t.notes if n.scope == "term"]] for t in listed]
    units = [
        {"id": u.getid(), "source": terms(u.get_source_terms()), "target": terms(u.get_target_terms()),
         "notes": [n.text for n in u.get_common_notes()]}
        for u in store.units
    ]
else:
    if path.endswith(".tmx"):
        from translate.storage.tmx import tmxfile
        with open(path, "rb") as file:
            store = tmxfile(file, sourcelanguage=source, targetlanguage=target)
    else:
        store = factory.getobject(path)
    units = [{"source": u.source, "target": u.target, "notes": u.getnotes()} for u in store.units]
print(json.dumps(units))
"""

ODD = 'R&D <b>"q"</b> 𠮷\u200f'
SANCTIONS = Concept(
    "sanctions",
    (
        Term("sanctions", "en"),
        Term(ODD, "en", "admitted"),
        Term("penalties", "en", "deprecated", note="reserved for fines"),
        Term("制裁", "zh-Hant"),
        Term("懲罰", "zh-TW", "admitted"),
        Term("製裁", "zh-Hant", "deprecated"),
        Term("制裁", "zh-Hans"),
    ),
    definition="Measures <against> a state",
    note="Never & nowhere singular.",
)
G7 = Concept("g7", (Term("Group of Seven", "en"), Term("七大工業國", "zh-Hant"), Term("七国集团", "zh-CN")))
GLOSSARY = Glossary((SANCTIONS, G7))


def read(path: Path, source: str = "en", target: str = "zh-TW") -> list[dict[str, Any]]:
    """What the toolkit finds in a file."""
    done = subprocess.run(
        [sys.executable, "-c", READER, str(path), source, target],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout))


def test_tbx(tmp_path: Path) -> None:
    path = tmp_path / "glossary.tbx"
    export(GLOSSARY, "tbx", str(path))
    first, second = read(path)
    assert first["id"] == "sanctions"
    assert first["source"] == [
        ["sanctions", "preferredTerm-admn-sts", []],
        [ODD, "admittedTerm-admn-sts", []],
        ["penalties", "deprecatedTerm-admn-sts", ["reserved for fines"]],
    ]
    assert [term[:2] for term in first["target"]] == [
        ["懲罰", "admittedTerm-admn-sts"],
        ["製裁", "deprecatedTerm-admn-sts"],
    ]
    assert first["notes"] == ["Measures <against> a state", "Never & nowhere singular."]
    assert [t[0] for t in second["target"]] == ["七大工業國"]
    assert [t[0] for t in read(path, target="zh-CN")[1]["target"]] == ["七国集团"]


def test_the_shipped_glossary_as_tbx(tmp_path: Path) -> None:
    glossary, path = load("glossary"), tmp_path / "glossary.tbx"
    export(glossary, "tbx", str(path))
    units = read(path)
    assert [u["source"][0][0] for u in units] == [c.preferred("en") for c in glossary.concepts]
    assert [u["target"][0][0] for u in units] == [c.preferred("zh-TW") for c in glossary.concepts]


def test_tmx(tmp_path: Path) -> None:
    path = tmp_path / "glossary.tmx"
    export(GLOSSARY, "tmx", str(path))
    units = read(path)
    assert [u["source"] for u in units] == ["sanctions", ODD, "Group of Seven"]
    assert units[0]["notes"] == "Never & nowhere singular."
    assert [u["target"] for u in units] == ["懲罰", "懲罰", "七大工業國"]


def test_omegat(tmp_path: Path) -> None:
    path = tmp_path / "glossary.utf8"
    export(GLOSSARY, "omegat", str(path), Options(region="zh-HK", direction="zh-en"))
    units = read(path)
    assert [(u["source"], u["target"]) for u in units] == [
        ("制裁", "sanctions"), ("制裁", ODD), ("七大工業國", "Group of Seven"),
    ]  # fmt: skip
    assert units[0]["notes"] == (
        "Measures <against> a state; Never & nowhere singular.; avoid: penalties (reserved for fines), 製裁"
    )


def test_weblate(tmp_path: Path) -> None:
    path = tmp_path / "glossary.csv"
    export(GLOSSARY, "weblate", str(path), Options(region="zh-HK", direction="en-zh"))
    units = read(path)
    assert [(u["source"], u["target"]) for u in units if u["source"] != "source"] == [
        ("sanctions", "制裁"), (ODD, "制裁"), ("Group of Seven", "七大工業國"),
    ]  # fmt: skip
    assert "avoid: penalties (reserved for fines), 製裁" in units[-3]["notes"]
    assert "Never & nowhere singular." in units[-3]["notes"]
