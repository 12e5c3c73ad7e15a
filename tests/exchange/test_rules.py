"""Rules for Vale and prh: what they find, what they leave alone, and that the programs' own readers take them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from zhengming.exchange import Loss, Options, export, written
from zhengming.exchange.avoiding import one_line
from zhengming.exchange.quoted import quoted
from zhengming.glossary.read import load
from zhengming.model import Concept, Glossary, Term

GLOSSARY = Glossary(
    (
        Concept(
            "sanctions",
            (
                Term("sanctions", "en"),
                Term("embargo", "en", "admitted"),
                Term("penalties (fines)", "en", "deprecated", note='for "fines"'),
                Term("制裁", "zh-Hant"),
                Term("製裁", "zh-Hant", "deprecated"),
            ),
        ),
        Concept("ai", (Term("AI", "en"), Term("A.I.", "en", "deprecated"), Term("人工智慧", "zh-TW"))),
        Concept("wisdom", (Term("才智", "zh-TW"), Term("智慧", "zh-TW", "deprecated"))),
        Concept("covid", (Term("COVID-19", "en"), Term("Covid-19", "en", "deprecated"))),
        Concept("war", (Term("trade dispute", "en"), Term("trade war", "en", "deprecated"))),
        Concept("cold", (Term("new trade war front", "en"),)),
        Concept("slur", (Term("China virus", "en", "deprecated"),)),
        Concept("near", (Term("a", "en"), Term("b", "en", "deprecated", near=("c",)))),
        Concept("elsewhere", (Term("dispute", "en"), Term("embargo", "en", "deprecated"))),
        Concept("odd", (Term("C|D$1", "en"), Term("C#\\\n/D", "en", "deprecated"))),
    )
)
TAIWAN = Options(region="zh-TW")


def rules(name: str, options: Options = TAIWAN, glossary: Glossary = GLOSSARY) -> dict[str, Any]:
    """The rules of each file, as PyYAML reads them."""
    parts = written(glossary, name, options).parts
    return {part.name: yaml.safe_load(part.content) for part in parts if part.name.endswith(".yml")}


def test_prh() -> None:
    found = rules("prh")
    assert list(found) == ["en.yml", "zh-TW.yml"]
    assert {tuple(file) for file in found.values()} == {("version", "rules")}
    assert all(file["version"] == 1 for file in found.values())
    assert [(rule["expected"], rule.get("prh")) for rule in found["en.yml"]["rules"]] == [
        ("sanctions", 'for "fines"; also right: embargo'),
        ("AI", None),
        ("COVID-19", None),
        ("trade dispute", None),
        ("C|D$1", None),
    ]
    assert found["zh-TW.yml"]["rules"] == [
        {"expected": "制裁", "pattern": "/製裁/i"},
        {"expected": "才智", "pattern": "/(?<!人工(?=智慧))智慧/i"},
    ]


def test_no_rule_that_a_pattern_cannot_keep() -> None:
    made = written(GLOSSARY, "prh", TAIWAN)
    assert {loss for loss in made.losses if loss.of in ("deprecated term", "rule")} == {
        Loss("near", "dropped for its condition", "deprecated term"),
        Loss("elsewhere", "dropped for being right elsewhere", "deprecated term"),
        Loss("slur", "dropped for having nothing to write instead", "rule"),
    }
    assert Loss("cold", "left out for having nothing to avoid", "entry") in made.losses
    assert (made.concepts, made.items) == (6, 7)


@pytest.mark.parametrize(
    ("options", "names"),
    [(Options(), ["en", "zh-TW", "zh-HK", "zh-CN"]), (Options(direction="zh-en"), ["en"]),
     (Options(region="zh-HK", direction="en-zh"), ["zh-HK"])],
)  # fmt: skip
def test_a_direction_says_what_language_a_draft_is_in(options: Options, names: list[str]) -> None:
    assert [part.name for part in written(GLOSSARY, "prh", options).parts] == [f"{name}.yml" for name in names]


def test_vale() -> None:
    found = rules("vale")
    assert list(found) == ["en.yml", "en-case.yml", "en-avoid.yml", "zh-TW.yml"]
    swap = {"extends", "message", "level", "action", "ignorecase", "nonword", "vocab", "swap"}
    assert all(set(found[name]) == swap for name in found if name != "en-avoid.yml")
    assert set(found["en-avoid.yml"]) == swap - {"swap", "action"} | {"tokens"}
    assert [file["extends"] for file in found.values()] == ["substitution"] * 2 + ["existence", "substitution"]
    assert [file["ignorecase"] for file in found.values()] == [True, False, True, True]
    assert list(found["en.yml"]["swap"].values()) == ["sanctions|embargo", "AI", "trade dispute"]
    assert list(found["en-case.yml"]["swap"].values()) == ["COVID-19"]
    assert found["zh-TW.yml"]["swap"] == {"製裁": "制裁", "(?<!人工(?=智慧))智慧": "才智"}
    assert Loss("odd", "dropped for a | or $, which Vale takes for its own", "rule") in written(GLOSSARY, "vale").losses


def test_the_patterns_of_vale_have_no_groups() -> None:
    # Vale counts brackets, and finds a form's alternative by the number of its group.
    for glossary in (GLOSSARY, load("glossary")):
        for file in rules("vale", Options(), glossary).values():
            for pattern in file.get("swap", file.get("tokens")):
                assert pattern.count("(") == pattern.count("(?")
                assert "|" not in pattern


def test_the_vocabulary_of_vale() -> None:
    part = written(GLOSSARY, "vale", TAIWAN).parts[-1]
    assert part.name == "accept.txt"
    lines = part.content.decode().splitlines()
    assert lines == ["AI", "COVID-19", *(f"(?i){w}" for w in (
        "a", "dispute", "embargo", "new trade war front", "sanctions", "trade dispute",
    ))]  # fmt: skip
    assert re.search(lines[2], "A")


def test_chinese_patterns_spare_what_is_right() -> None:
    (pattern,) = [p for p, value in rules("vale")["zh-TW.yml"]["swap"].items() if value == "才智"]
    assert [found.start() for found in re.finditer(pattern, "智慧與人工智慧")] == [0]


@pytest.mark.parametrize(
    "text", ['a "b" \\ c', "\t\n\r\x00\x7f\x85\u2028\ufeff\ufffe\U0010ffff", "yes", "0o17", "𠮷 é"]
)
def test_quoted(text: str) -> None:
    assert yaml.safe_load(f"- {quoted(text)}") == [text]
    assert len(quoted(text).splitlines()) == 1


NODE_PATH = os.pathsep.join(filter(None, (str(Path(sys.prefix, "node/node_modules")), os.environ.get("NODE_PATH"))))
PRH = r"""
const prh = require("prh"), fs = require("fs");
const engine = prh.fromYAML(process.argv[1], fs.readFileSync(process.argv[1], "utf8"));
const texts = JSON.parse(fs.readFileSync(0, "utf8"));
console.log(JSON.stringify({rules: engine.rules.length, texts: texts.map((t) => engine.replaceByRule("a.md", t))}));
"""


def node(script: str, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["node", "-e", script, *arguments],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
        env={**os.environ, "NODE_PATH": NODE_PATH},
    )


def by_prh(path: Path, *texts: str) -> dict[str, Any]:
    """How many rules prh reads from a file, and what it makes of some texts."""
    done = node(PRH, str(path), stdin=json.dumps(texts))
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


has_prh = shutil.which("node") is not None and node('require("prh")').returncode == 0
needs_prh = pytest.mark.skipif(not has_prh, reason="prh is not installed: npm install --prefix .venv/node prh")

QUIET = "No embargo, only COVID-19; a new trade war front, untrade wars, XA.I.X."


@pytest.mark.slow
@needs_prh
def test_prh_applies_the_rules(tmp_path: Path) -> None:
    export(GLOSSARY, "prh", f"{tmp_path}/", TAIWAN)
    loud = "Penalties (fines), a.i. and Covid-19.\nTrade\nwar, c#\\ /D; the trade war."
    mended = "sanctions, AI and COVID-19.\ntrade dispute, C|D$1; the trade dispute."
    assert by_prh(tmp_path / "en.yml", loud, QUIET) == {"rules": 5, "texts": [mended, QUIET]}
    chinese = ["經濟製裁與智慧", "制裁與人工智慧"]
    assert by_prh(tmp_path / "zh-TW.yml", *chinese)["texts"] == ["經濟制裁與才智", "制裁與人工智慧"]


@pytest.mark.slow
@needs_prh
def test_prh_reads_the_rules_of_the_glossary(tmp_path: Path) -> None:
    glossary = load("glossary")
    made = written(glossary, "prh")
    export(glossary, "prh", f"{tmp_path}/")
    assert sum(by_prh(tmp_path / part.name)["rules"] for part in made.parts) == made.items > 50
    # What is right in one entry is left alone by the rules of all.
    right = [t.text for concept in glossary.concepts for t in concept.designations("en")]
    assert by_prh(tmp_path / "en.yml", *right)["texts"] == right


SIGNS = "&<>\"'\t\n,;:|\\`*_#=+-@[](){}^$?./!\x00\x7f\x85\u2028\ufeff\ufffe𠮷去é aZ1"
text = st.text(st.sampled_from(SIGNS) | st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)


@pytest.mark.slow
@needs_prh
@settings(max_examples=100)
@given(text, text, st.sampled_from(["en", "zh-TW"]))
def test_prh_mends_any_form(right: str, wrong: str, language: str) -> None:
    glossary = Glossary((Concept("c", (Term(right, language), Term(wrong, language, "deprecated"))),))
    made = written(glossary, "prh", TAIWAN)
    with TemporaryDirectory() as folder:
        path = Path(folder, "rules.yml")
        path.write_bytes(made.parts[language == "zh-TW"].content)
        found = by_prh(path, one_line(wrong), one_line(right))
    assert found["rules"] == made.items
    assert found["texts"] == [one_line(right) if made.items else one_line(wrong), one_line(right)]
