"""Xbench, jieba and OpenCC: what stands in the files, and what csv, jieba and OpenCC make of them."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from itertools import permutations
from pathlib import Path

import pytest

from zhengming.exchange import Loss, Options, export, written
from zhengming.glossary.read import load
from zhengming.model import Concept, Glossary, Term

SANCTIONS = Concept(
    "sanctions",
    (
        Term("sanctions", "en"),
        Term("embargo", "en", "admitted"),
        Term("penalties", "en", "deprecated", note="reserved for fines"),
        Term("制裁", "zh-Hant"),
        Term("懲罰", "zh-Hant", "admitted"),
        Term("制裁", "zh-Hans"),
        Term("製裁", "zh-Hant", "deprecated"),
    ),
    subject="law",
    definition='A "measure"\tagainst\na state',
)
AI = Concept(
    "ai",
    (
        Term("artificial intelligence", "en"),
        Term("人工智慧", "zh-TW"),
        Term("人工智能", "zh-HK"),
        Term("人工智能", "zh-CN"),
    ),
)
TRUMP = Concept("trump", (Term("Trump", "en"), Term("川普", "zh-TW"), Term("特朗普", "zh-Hans")), "person")
GLOSSARY = Glossary((SANCTIONS, AI, TRUMP))
TAIWAN = Options(region="zh-TW")


def files(glossary: Glossary, name: str, options: Options | None = None) -> dict[str, str]:
    return {part.name: part.content.decode("utf-8-sig") for part in written(glossary, name, options).parts}


def test_xbench() -> None:
    made = files(GLOSSARY, "xbench")
    assert list(made) == [f"{name}.txt" for tag in ("zh-TW", "zh-HK", "zh-CN") for name in (f"{tag}-en", f"en-{tag}")]
    about = 'A "measure" against a state; [law]; avoid: penalties (reserved for fines), 製裁'
    text = io.StringIO(made["en-zh-TW.txt"], newline="")
    assert list(csv.reader(text, delimiter="\t", quoting=csv.QUOTE_NONE)) == [
        ["sanctions", "制裁", about],
        ["embargo", "制裁", about],
        ["sanctions", "懲罰", about],
        ["artificial intelligence", "人工智慧", ""],
        ["Trump", "川普", ""],
    ]
    assert made["zh-CN-en.txt"].startswith("制裁\tsanctions\t")
    assert all(part.content.startswith(b"\xef\xbb\xbf") for part in written(GLOSSARY, "xbench").parts)


def test_xbench_has_no_half_line() -> None:
    blank = Concept("c", (Term("\t", "en"), Term("甲", "zh-Hant")))
    made = written(Glossary((blank,)), "xbench", TAIWAN)
    assert not any(part.content.decode("utf-8-sig") for part in made.parts)
    assert Loss("c", "dropped for being blank", "entry") in made.losses


def test_jieba() -> None:
    assert files(GLOSSARY, "jieba") == {
        "zh-TW.txt": "制裁 n\n川普 nr\n懲罰 n\n製裁 n\n人工智慧 n\n",
        "zh-HK.txt": "制裁 n\n川普 nr\n懲罰 n\n製裁 n\n人工智能 n\n",
        "zh-CN.txt": "制裁 n\n特朗普 nr\n人工智能 n\n",
    }
    losses = written(GLOSSARY, "jieba").losses
    assert sum(loss.of == "English term" for loss in losses) == 5
    assert not [loss for loss in losses if loss.of == "deprecated term"]


JIEBA = """
import json, sys, tempfile, jieba, jieba.posseg
words = jieba.Tokenizer()
words.tmp_dir = tempfile.mkdtemp()
words.load_userdict(sys.argv[1])
listed = [line.split(" ") for line in open(sys.argv[1], encoding="utf-8").read().splitlines()]
tagged = jieba.posseg.POSTokenizer(words)
print(json.dumps({
    "torn": [(word, words.lcut(word)) for word, tag in listed if words.lcut(word) != [word]],
    "tagged": [[(p.word, p.flag) for p in tagged.cut(text)] for text in sys.argv[2:]],
    "listed": len(listed),
}))
"""


def by_jieba(path: Path, *texts: str) -> dict[str, list[object]]:
    """What jieba makes of a dictionary, in a process of its own, for it keeps force-split words for ever."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", JIEBA, str(path), *texts],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, list[object]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("region", ["zh-TW", "zh-CN"])
def test_jieba_leaves_every_term_of_the_glossary_whole(region: str, tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    report = export(load("glossary"), "jieba", str(path), Options(region=region))
    found = by_jieba(path)
    assert found["listed"] == report.items > 200  # type: ignore[comparison-overlap]
    assert found["torn"] == []


def test_jieba_leaves_whole_what_its_commonest_words_make_up(tmp_path: Path) -> None:
    common = "的 了 是 在 和 有 我 不 中国 一个 我们 上 AI 5G C++".split()
    made = ["".join(words) for n in (2, 3) for words in permutations(common, n)]
    listed = tuple(Concept(word, (Term(word, "zh-CN"),)) for word in made[:600])
    path = tmp_path / "words.txt"
    export(Glossary(listed), "jieba", str(path), Options(region="zh-CN"))
    assert by_jieba(path)["torn"] == []


def test_jieba_knows_the_terms_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    export(GLOSSARY, "jieba", str(path), TAIWAN)
    (sentence,) = by_jieba(path, "川普談人工智慧")["tagged"]
    # Its own dictionary is Mainland Chinese and has no 談.
    assert sentence == [["川普", "nr"], ["談", "x"], ["人工智慧", "n"]]


def test_what_jieba_would_cut_is_no_word() -> None:
    odd = Concept("c", tuple(Term(text, "zh-Hant") for text in ("唐納·川普", "甲 5", "5G", "𠮷野", "甲\n乙")))
    made = written(Glossary((odd,)), "jieba", TAIWAN)
    assert made.parts[0].content.decode() == "5G n\n"
    assert made.losses == (Loss("c", "dropped for a sign at which jieba cuts", "word"),) * 4


def test_opencc() -> None:
    made = files(GLOSSARY, "opencc")
    assert list(made) == [
        f"{a}-{b}.txt" for b in ("zh-TW", "zh-HK", "zh-CN") for a in ("zh-TW", "zh-HK", "zh-CN") if a != b
    ]
    assert made["zh-CN-zh-TW.txt"] == "人工智能\t人工智慧\n特朗普\t川普\n"
    assert made["zh-TW-zh-CN.txt"] == "人工智慧\t人工智能\n川普\t特朗普\n懲罰\t制裁\n"
    assert made["zh-CN-zh-HK.txt"] == "特朗普\t川普\n"
    assert list(files(GLOSSARY, "opencc", TAIWAN)) == ["zh-HK-zh-TW.txt", "zh-CN-zh-TW.txt"]


def concept(name: str, mainland: str, taiwan: str, *more: Term) -> Concept:
    return Concept(name, (Term(mainland, "zh-CN"), Term(taiwan, "zh-TW"), *more))


def test_opencc_gets_no_wording_that_means_two_things() -> None:
    listed = (
        concept("quality", "质量", "品質"),
        concept("mass", "质量", "質量"),
        concept("program", "程序", "程式"),
        concept("procedure", "手续", "手續", Term("程序", "zh-CN", "admitted")),
        concept("same", "社会", "社會"),
        concept("society", "社会", "社會"),
        concept("sanctions", "制裁", "制裁"),
        concept("verdict", "制裁", "裁決"),
        concept("two words", "甲", "乙 丙"),
        concept("remark", "#甲", "丁"),
        concept("break", "戊\t己", "庚"),
    )
    made = written(Glossary(listed), "opencc", TAIWAN)
    assert made.parts[1].content.decode() == "手续\t手續\n社会\t社會\n程序\t程式\n"
    assert [loss.concept for loss in made.losses if loss.of == "phrase" and "two forms" in loss.why] == [
        "mass", "verdict", "procedure",
    ]  # fmt: skip
    assert [loss.concept for loss in made.losses if "cannot hold" in loss.why] == ["two words", "remark", "break"]


def opencc_over(folder: Path, table: str) -> str:
    """A configuration of OpenCC's that asks our table before its own; OpenCC looks for dictionaries beside it."""
    import opencc

    own = Path(opencc.__file__).parent / "clib/share/opencc"
    for name in ("STPhrases.ocd2", "STCharacters.ocd2"):
        (folder / name).write_bytes((own / name).read_bytes())
    dictionaries = [
        {"type": "text", "file": table},
        {"type": "ocd2", "file": "STPhrases.ocd2"},
        {"type": "ocd2", "file": "STCharacters.ocd2"},
    ]
    configuration = {
        "name": "glossary",
        "segmentation": {"type": "mmseg", "dict": {"type": "group", "dicts": dictionaries[:2]}},
        "conversion_chain": [{"dict": {"type": "group", "dicts": dictionaries}}],
    }
    path = folder / "glossary.json"
    path.write_text(json.dumps(configuration), encoding="utf-8")
    return str(path)


def test_opencc_reads_the_tables(tmp_path: Path) -> None:
    import opencc

    export(GLOSSARY, "opencc", f"{tmp_path}/")
    converter = opencc.OpenCC(opencc_over(tmp_path, "zh-CN-zh-TW.txt"))
    assert converter.convert("特朗普谈人工智能的发展") == "川普談人工智慧的發展"


def test_opencc_converts_every_phrase_of_the_glossary(tmp_path: Path) -> None:
    import opencc

    export(load("glossary"), "opencc", f"{tmp_path}/", TAIWAN)
    rows = [line.split("\t") for line in (tmp_path / "zh-CN-zh-TW.txt").read_text(encoding="utf-8").splitlines()]
    converter = opencc.OpenCC(opencc_over(tmp_path, "zh-CN-zh-TW.txt"))
    assert len(rows) > 100
    assert not [(key, value) for key, value in rows if converter.convert(key) != value]
    assert [key for key, _ in rows] == sorted({key for key, _ in rows})
