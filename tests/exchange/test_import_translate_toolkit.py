"""Files that the Translate Toolkit writes are read by us; it runs in a process of its own, for it is GPL."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from zhengming.exchange.imports import read
from zhengming.tags import ENGLISH

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(importlib.util.find_spec("translate") is None, reason="translate-toolkit is not installed"),
]

WRITER = r"""
import sys
path, kind = sys.argv[1:]
pairs = [
    ("sanctions", "制裁", "UN & <others>"), ('R&D "x" 𠮷', "研發\u200f", ""), ("supply chain", "供應鏈", "a, b;\tc"),
]
if kind == "tbx":
    from translate.storage.tbx import tbxfile as File
    store = File(sourcelanguage="en", targetlanguage="zh-TW")
elif kind == "tmx":
    from translate.storage.tmx import tmxfile as File
    store = File(sourcelanguage="en", targetlanguage="zh-TW")
elif kind == "csv":
    from translate.storage.csvl10n import csvfile as File
    store = File(fieldnames=["source", "target", "context"])
elif kind == "omegat":
    # It writes no quotation marks and no tabs into an OmegaT glossary.
    pairs = [[text.replace('"', "'").replace("\t", " ") for text in pair] for pair in pairs]
    from translate.storage.omegat import OmegaTFile as File
    store = File()
for source, target, note in pairs:
    if kind == "tmx":
        store.addtranslation(source, "en", target, "zh_TW", note or None)
        continue
    unit = store.addsourceunit(source)
    unit.target = target
    if note and kind != "csv":
        unit.addnote(note)
with open(path, "wb") as file:
    store.serialize(file)
"""
SUFFIXES = {"tbx": ".tbx", "tmx": ".tmx", "csv": ".csv", "omegat": ".utf8"}


@pytest.mark.parametrize("kind", SUFFIXES)
def test_what_the_toolkit_writes(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"glossary{SUFFIXES[kind]}"
    done = subprocess.run(
        [sys.executable, "-c", WRITER, str(path), kind], capture_output=True, encoding="utf-8", check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    found = read(str(path))
    assert found.format == kind
    assert [(c.preferred(ENGLISH), c.preferred("zh-TW")) for c in found.concepts] == [
        ("sanctions", "制裁"),
        ("R&D 'x' 𠮷" if kind == "omegat" else 'R&D "x" 𠮷', "研發\u200f"),
        ("supply chain", "供應鏈"),
    ]
    if kind not in ("csv", "omegat"):
        assert found.concepts[0].note == "UN & <others>"
