"""A change to one concept leaves every other byte as it was, however the file is written; two writers lose nothing."""

from __future__ import annotations

import codecs
import itertools
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhengming.glossary import splices
from zhengming.glossary.add import add
from zhengming.glossary.decisions import accept
from zhengming.glossary.lint import fix
from zhengming.glossary.merging import merge
from zhengming.glossary.proposals import propose
from zhengming.glossary.read import load, load_alone
from zhengming.model import Pair

PAIR = Pair("report.txt", 1, 1, 0, "碳關稅", "carbon tariff", "term", 0.97, quote="碳關稅（carbon tariff）")
COMMENTS = ("", "  # 註", " # a: b, [c]", "  #")
STYLES = ("flow", "block", "long flow", "quoted", "single quoted", "literal", "folded", "list", "flow list")


def entry(number: int, style: str, comment: str, *, with_id: bool) -> str:
    """One entry as a person may write it, its lines without indentation."""
    zh = "詞" + "一二三四五六七八九"[number]
    first = f"id: t{number}" if with_id else ""
    if style == "flow":
        return f"- {{{first + ', ' if first else ''}en: item no{number}, zh: {zh}}}{comment}\n"
    if style == "long flow":
        return f"- {{{first + ', ' if first else ''}en: item no{number},{comment or ' '}\n   zh: {zh}\n  }}{comment}\n"
    wording = {
        "quoted": f'en: "item no{number}"{comment}',
        "single quoted": f"en: 'item no{number}'",
        "list": f"en:{comment}\n    - item no{number}{comment}\n    # between\n    - piece no{number}",
        "flow list": f"en: [item no{number}, piece no{number}]{comment}",
    }.get(style, f"en:   item no{number}{comment}")
    lines = ([first] if first else []) + [wording, f"zh: {zh}{comment}"]
    if style == "literal":
        lines.append("note: |\n    - first: line\n\n    # no comment")
    if style == "folded":
        lines.append("note: >-\n    folded\n    text")
    return "- " + "\n".join(lines).replace("\n", "\n  ").replace("\n  \n", "\n\n") + "\n"


@st.composite
def glossaries(draw: st.DrawFn) -> tuple[bytes, int]:
    """A glossary file and how many entries it has; some have no id."""
    indent = " " * draw(st.sampled_from([0, 2, 4]))
    count = draw(st.integers(1, 5))
    between = draw(st.sampled_from(["", "\n", "# 一節\n", "\n# 一節: x\n\n"]))
    written = [
        entry(n, draw(st.sampled_from(STYLES)), draw(st.sampled_from(COMMENTS)), with_id=draw(st.booleans()))
        for n in range(count)
    ]
    body = between.join(written)
    body = "".join(f"{indent}{line}" if line.strip() else line for line in body.splitlines(keepends=True))
    head = (
        draw(st.sampled_from(["", "# 開頭\n", "\n"])) + "format: zhengming/1" + draw(st.sampled_from(COMMENTS)) + "\n"
    )
    head += draw(st.sampled_from(["", "title: 書\n", "sources:\n  s: {title: 書}\n"]))
    tail = draw(st.sampled_from(["", "# 尾", "# 尾\n", "\n"]))
    text = head + "concepts:" + draw(st.sampled_from(COMMENTS)) + "\n" + body + tail
    text = text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))
    bom, encoding = draw(
        st.sampled_from([(b"", "utf-8"), (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le")])
    )
    return bom + text.encode(encoding), count


def without(after: bytes, before: bytes) -> bool:
    """Whether `before` is `after` with some stretches taken out: nothing that was there is gone or moved."""
    rest = iter(after)
    return all(byte in rest for byte in before)


def pieces(content: bytes, path: Path) -> list[bytes]:
    """The bytes of every entry, and what stands between them."""
    path.write_bytes(content)
    opened = load_alone(str(path))
    text, encoding = decoded(content)
    listed, nodes = splices.entries(text, str(path))
    spans = [splices.entry_span(text, listed, node) for node in nodes]
    assert len(spans) == len(opened.concepts)
    cuts = [0, *(edge for span in spans for edge in span), len(text)]
    return [text[a:b].encode(encoding) for a, b in itertools.pairwise(cuts)]


def decoded(content: bytes) -> tuple[str, str]:
    for bom, encoding in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le")):
        if content.startswith(bom):
            return content[len(bom) :].decode(encoding), encoding
    return content.decode(), "utf-8"


@settings(max_examples=60)
@given(made=glossaries(), which=st.integers(0, 4), change=st.sampled_from(["add", "accept", "merge"]))
def test_every_other_byte_stays(made: tuple[bytes, int], which: int, change: str) -> None:
    content, count = made
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "g.yaml"
        before = pieces(content, path)
        concepts = load(str(path)).concepts
        if change == "add":
            add(str(path), "carbon tariff", "碳關稅")
        else:
            propose(str(path), [PAIR])
            if change == "accept":
                accept(str(path), ["carbon-tariff"])
            else:
                merge(str(path), "carbon-tariff", concepts[which % count].id)
        changed = path.read_bytes()
        after = load(str(path)).concepts
        assert b"\r" in content or b"\r" not in changed
        assert changed[:3] == content[:3]
        now = pieces(changed, path)
    if change == "merge":
        at = which % count
        assert {t.text for t in after[at].terms} >= {t.text for t in concepts[at].terms} | {"carbon tariff", "碳關稅"}
        touched = {2 * at + 1}
        assert len(now) == len(before)
    else:
        touched = {len(before) - 1}
        assert after[-1].preferred("en") == "carbon tariff"
    kept = [(n, piece) for n, piece in enumerate(before) if n not in touched]
    for n, piece in kept:
        # New sources go above `concepts:`; a last line without an end gets one.
        same = (
            now[n] == piece
            or (n == 0 and without(now[n], piece))
            or (n == len(before) - 2 and now[n][: len(piece)] == piece)
        )
        assert same, (n, piece, now[n])
    unchanged = [n for n in range(count) if change != "merge" or n != which % count]
    assert [after[n].terms for n in unchanged] == [concepts[n].terms for n in unchanged]


@settings(max_examples=60)
@given(made=glossaries())
def test_mending_only_puts_the_ids_in(made: tuple[bytes, int]) -> None:
    content, _ = made
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "g.yaml"
        path.write_bytes(content)
        before = load(str(path)).concepts
        missing = sum(b"id: t" + str(n).encode() not in content.replace(b"\0", b"") for n in range(len(before)))
        assert fix(str(path)) == missing
        changed = path.read_bytes()
        assert without(changed, content)
        assert (changed == content) == (missing == 0)
        assert [(c.id, c.terms, c.note) for c in load(str(path)).concepts] == [(c.id, c.terms, c.note) for c in before]


@settings(max_examples=60)
@given(made=glossaries())
def test_an_entry_read_alone_is_the_entry(made: tuple[bytes, int]) -> None:
    text, _ = decoded(made[0])
    for node in splices.entries(text, "g.yaml")[1]:
        assert splices.entry_at(text, "g.yaml", node.line) == node


WORK = """
import sys
from zhengming.glossary.add import add
from zhengming.glossary.decisions import accept
from zhengming.glossary.lint import fix
kind, path = sys.argv[1:3]
for n in range(5):
    if kind == "add":
        add(path, f"added number{n}", "增" + "一二三四五"[n])
    elif kind == "accept":
        accept(path, [f"proposal-no{n}"])
    else:
        fix(path)
"""


def test_three_kinds_of_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "g.yaml"
    own = "".join(f"  - {{en: own no{n}, zh: 自{'一二三四五'[n]}}}  # {n}\n" for n in range(5))
    path.write_text(f"# 開頭\nformat: zhengming/1\nconcepts:\n{own}", encoding="utf-8")
    propose(str(path), [Pair("r", 1, 1, 0, f"提{'一二三四五'[n]}", f"proposal no{n}", "term", 0.9) for n in range(5)])
    running = [subprocess.Popen([sys.executable, "-c", WORK, kind, str(path)]) for kind in ("add", "accept", "lint")]
    assert [p.wait() for p in running] == [0, 0, 0]
    assert len(load(str(path)).concepts) == 15
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# 開頭\n") and all(f"zh: 自{'一二三四五'[n]}}}  # {n}\n" in text for n in range(5))
    assert text.count("id: own-no") == 5


@pytest.mark.slow
def test_hundreds_of_kills_leave_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    """Each time it is killed at another moment the file is whole: it loads, and begins with what it was."""
    path = tmp_path / "g.yaml"
    path.write_text("format: zhengming/1\nconcepts: []\n", encoding="utf-8")
    chance = random.Random(4)
    kills = 0
    known = 0
    while kills < 300:
        with subprocess.Popen([sys.executable, "-c", CHILDREN, str(path)], stdout=subprocess.PIPE) as parent:
            assert parent.stdout is not None
            for line in parent.stdout:
                child = int(line)
                time.sleep(chance.uniform(0, 0.1))
                os.kill(child, signal.SIGKILL)
                kills += 1
                concepts = load(str(path)).concepts
                assert [c.id for c in concepts] == [f"word-w{n}" for n in range(len(concepts))]
                assert len(concepts) >= known
                known = len(concepts)
                if kills >= 300:
                    break
            parent.kill()
    assert known >= 20
    # What a killed writer leaves is its unfinished copy, never in the way of the next.
    assert load(str(path)).concepts


# Imports once and forks for every kill, so that hundreds of them take seconds.
CHILDREN = """
import os, sys, itertools
from zhengming.glossary.add import add
from zhengming.glossary.read import load
add_to = sys.argv[1]
add(f"{add_to}.{os.getpid()}", "word", "詞")
while True:
    child = os.fork()
    if not child:
        for n in itertools.count(len(load(add_to).concepts)):
            add(add_to, f"word w{n}", "詞" + "".join("甲乙丙丁戊己庚辛壬癸"[int(d)] for d in str(n)))
    print(child, flush=True)
    os.waitpid(child, 0)
"""
