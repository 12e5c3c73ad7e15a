"""The glossary to print: what is on the page, in which order, and how a browser draws it."""

from __future__ import annotations

import re
import shutil
import subprocess
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhengming.exchange import Loss, Options, export, written
from zhengming.exchange.page import safe
from zhengming.glossary.read import load
from zhengming.model import Concept, Glossary, Term

BROWSER = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), "")
ATTACK = "<script>alert(1)</script>"


class Reader(HTMLParser):
    """The texts of a page by the tag they stand in, and its tags."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[tuple[str, str]] = []
        self.tags: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append((self.open[-1] if self.open else "", data))


def read(glossary: Glossary, options: Options | None = None) -> Reader:
    reader = Reader()
    reader.feed(written(glossary, "print", options).parts[0].content.decode())
    reader.close()
    assert not reader.open
    return reader


def concept(number: int, english: str, *chinese: Term, **others: Any) -> Concept:
    return Concept(f"c{number}", (Term(english, "en"), *chinese), **others)


def both(traditional: str, simplified: str) -> tuple[Term, Term]:
    return Term(traditional, "zh-Hant"), Term(simplified, "zh-Hans")


GLOSSARY = Glossary(
    (
        concept(1, "tariff", *both("關稅", "关税"), subject="economy"),
        concept(2, "Élysée", *both("愛麗舍宮", "爱丽舍宫")),
        concept(3, "5G", *both("第五代行動通訊", "5G")),
        concept(4, "de-risking", *both("去風險", "去风险"), definition="Less dependence & no cut", note="See [1]."),
        concept(
            5, "artificial intelligence", Term("AI", "en", "admitted", "acronym"), Term("人工智慧", "zh-TW"),
            Term("人工智能", "zh-HK"), Term("人工智能", "zh-CN"),
            Term("人工智障", "zh-Hant", "deprecated", note="a joke"),
        ),
    ),
    "R&D",
)  # fmt: skip


def headings(reader: Reader, *tags: str) -> list[str]:
    return [text for tag, text in reader.texts if tag in tags]


def test_the_lists_and_their_order() -> None:
    reader = read(GLOSSARY)
    assert headings(reader, "h1", "h2", "h3") == [
        "R&D",
        "English – 中文", "0–9", "A", "D", "E", "T",
        "中文 – English · 依筆畫 · Taiwan", "2 畫", "5 畫", "11 畫", "13 畫", "19 畫",
        "中文 – English · 按拼音 · Mainland", "0–9", "A", "G", "Q", "R",
    ]  # fmt: skip
    assert headings(reader, "b")[:5] == ["5G", "artificial intelligence", "de-risking", "Élysée", "tariff"]


def test_a_region_has_its_own_list() -> None:
    for region, name in (("zh-HK", "依筆畫 · Hong Kong"), ("zh-CN", "按拼音 · Mainland")):
        found = headings(read(GLOSSARY, Options(region=region)), "h2")
        assert found == ["English – 中文", f"中文 – English · {name}"]


def test_an_entry() -> None:
    html = written(GLOSSARY, "print").parts[0].content.decode()
    (entry,) = re.findall(r"<p><b>artificial intelligence</b>.*", html)
    assert '<span class="also">AI</span>' in entry
    assert '<span class="zh" lang="zh-TW">人工智慧 <span class="region">Taiwan</span></span>' in entry
    assert '<span class="zh" lang="zh-HK">人工智能 <span class="region">Hong Kong, Mainland</span></span>' in entry
    assert '<span class="avoid"><s lang="zh-Hant">人工智障</s> (a joke)</span>' in entry
    (entry,) = re.findall(r"<p><b>de-risking</b>.*", html)
    # Forms that differ in script only need no name of a region.
    assert '<span class="zh" lang="zh-TW">去風險</span> <span class="zh" lang="zh-CN">去风险</span>' in entry
    assert '<span class="definition">Less dependence &amp; no cut</span><span class="note">See [1].</span>' in entry


def test_a_page_loads_and_runs_nothing() -> None:
    fields = {"subject": ATTACK, "definition": ATTACK, "note": ATTACK}
    odd = Glossary((concept(1, ATTACK, *both(ATTACK + "甲", "甲"), **fields),), ATTACK)
    reader = read(odd)
    assert "script" not in reader.tags
    assert {"link", "img", "iframe", "a"}.isdisjoint(reader.tags)
    html = written(odd, "print").parts[0].content.decode()
    assert "default-src 'none'; style-src 'sha256-" in html
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 6


def test_what_is_left_out() -> None:
    listed = (*GLOSSARY.concepts, Concept("c9", (Term("only English", "en"),)))
    made = written(Glossary(listed), "print")
    assert made.losses == (
        Loss("c5", "omitted", "term type"),
        Loss("c9", "dropped for having no Chinese term", "entry"),
    )
    assert made.concepts == 5


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("R&D <b>", "R&amp;D &lt;b&gt;"),
        ("a\u202eb", "a⟨U+202E⟩b"),
        ("a\nb", "a b"),
        ("𠮷é", "𠮷é"),
        ("\x00", "⟨U+0000⟩"),
    ],
)
def test_safe(text: str, html: str) -> None:
    assert safe(text) == html


@settings(max_examples=50)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8), min_size=5, max_size=5))
def test_any_text_is_on_the_page(texts: list[str]) -> None:
    english, traditional, simplified, note, title = texts
    reader = read(Glossary((concept(1, english, *both(traditional, simplified), note=note),), title))
    shown = "".join(text for _, text in reader.texts)
    for text in texts:
        assert all(piece in shown for piece in unescape(safe(text)).split())


@pytest.mark.slow
@pytest.mark.skipif(not BROWSER, reason="there is no chromium to draw the page with")
@pytest.mark.parametrize("width", [390, 1100])
def test_a_browser_draws_it(tmp_path: Path, width: int) -> None:
    page = tmp_path / "glossary.html"
    export(load("glossary"), "print", str(page))
    # The page runs no script, so that what measures it is in a page around it.
    probe = (
        "<script>addEventListener('load', function () { var inner = document.querySelector('iframe').contentDocument;"
        "document.body.dataset.wide = inner.documentElement.scrollWidth;"
        "document.body.dataset.lists = inner.querySelectorAll('article').length; });</script>"
    )
    frame = f'<iframe src="glossary.html" style="width: {width}px; height: 2000px; border: 0"></iframe>'
    (tmp_path / "probe.html").write_text(f"<!doctype html><body>{probe}{frame}</body>", encoding="utf-8")
    command = [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    command += ["--allow-file-access-from-files", f"--window-size={width + 40},2000", "--hide-scrollbars"]
    command += [f"--screenshot={tmp_path / 'page.png'}", "--dump-dom", (tmp_path / "probe.html").as_uri()]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, timeout=120)
    wide, lists = (re.search(rf'data-{name}="(\d+)"', done.stdout) for name in ("wide", "lists"))
    assert wide
    assert lists
    assert int(wide[1]) <= width
    assert int(lists[1]) == 3
    assert (tmp_path / "page.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.slow
@pytest.mark.skipif(not BROWSER, reason="there is no chromium to print the page with")
def test_a_browser_prints_it(tmp_path: Path) -> None:
    pdfium = pytest.importorskip("pypdfium2")
    page, paper = tmp_path / "glossary.html", tmp_path / "glossary.pdf"
    export(load("glossary"), "print", str(page))
    command = [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    command += ["--no-pdf-header-footer", f"--print-to-pdf={paper}", page.as_uri()]
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    document = pdfium.PdfDocument(paper)
    try:
        assert tuple(round(side / 72 * 25.4) for side in document[0].get_size()) == (210, 297)
        first = document[0].get_textpage().get_text_range()
        assert "advanced chip" in first
        assert "先進晶片" in first
    finally:
        document.close()
