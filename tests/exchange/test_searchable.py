"""The page to search: what is in it, and what a browser finds with it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import escape, unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhengming.exchange import Loss, Options, export, written
from zhengming.glossary.read import load
from zhengming.model import Concept, Evidence, Glossary, Source, Term

BROWSER = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), "")
CASES = [
    line.split("\t")
    for line in (Path(__file__).parents[1] / "cases/exchange/page_queries.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
AI = Concept(
    "ai",
    (
        Term("artificial intelligence", "en", match=("AI systems",)),
        Term("AI", "en", "admitted", "acronym"),
        Term("人工智慧", "zh-TW", note="since 1980"),
        Term("人工智能", "zh-HK"),
        Term("人工智能", "zh-CN"),
        Term("人工智障", "zh-Hant", "deprecated", note="a joke"),
    ),
    subject="technology",
    evidence=(Evidence("indsr", "L1", "發展人工智慧"),),
)
GLOSSARY = Glossary((AI,), "R&D", (Source("indsr", "科技競爭"),))


def data_of(glossary: Glossary, options: Options | None = None) -> dict[str, Any]:
    html = written(glossary, "page", options).parts[0].content.decode()
    (found,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    return dict(json.loads(found))


def test_what_is_searched_and_shown() -> None:
    found = data_of(GLOSSARY)
    assert found["entries"] == [
        {
            "id": "ai",
            "en": ["artificial intelligence", "AI"],
            "zh": {"zh-TW": ["人工智慧"], "zh-HK": ["人工智能"], "zh-CN": ["人工智能"]},
            "pinyin": "rén gōng zhì huì",
            "avoid": [["人工智障", "a joke"]],
            "subject": "technology",
            "terms": [["人工智慧", "since 1980"]],
            "quotes": [["發展人工智慧", "科技競爭 · L1"]],
            "keys": {
                "en": ["artificial intelligence", "ai systems", "ai"],
                "zh": ["人工智慧", "人工智能", "人工智障"],
                "py": ["ren gong zhi hui", "ren gong zhi neng", "ren gong zhi zhang"],
            },
        }
    ]
    assert found["simplified"] == {}


def test_a_region() -> None:
    assert list(data_of(GLOSSARY, Options(region="zh-HK"))["entries"][0]["zh"]) == ["zh-HK"]


def test_what_is_left_out() -> None:
    listed = Glossary((AI, Concept("b", (Term("only English", "en"),))))
    assert written(listed, "page").losses == (
        Loss("ai", "omitted", "inflection"),
        Loss("ai", "omitted", "term type"),
        Loss("b", "dropped for having no Chinese term", "entry"),
    )


def test_it_loads_nothing_and_runs_only_its_own_script() -> None:
    html = written(GLOSSARY, "page").parts[0].content.decode()
    assert "default-src 'none'; style-src 'sha256-" in html
    assert "script-src 'sha256-" in html
    assert not re.findall(r"<(?:link|img|iframe|script src)|innerHTML|https?://", html)


breakers = st.sampled_from("</script><!--&\"'\u2028") | st.characters(exclude_categories=["Cs"])


@settings(max_examples=60)
@given(st.lists(st.text(breakers, min_size=1), min_size=4, max_size=4))
def test_any_text_stays_data(texts: list[str]) -> None:
    english, chinese, note, title = texts
    glossary = Glossary((Concept("a", (Term(english, "en"), Term(chinese, "zh-TW")), note=note),), title)
    (entry,) = data_of(glossary)["entries"]
    assert (entry["en"], entry["zh"]["zh-TW"], entry["note"]) == ([english], [chinese], note)
    assert written(glossary, "page").parts[0].content.decode().count("<script") == 2


# Asks the page in a frame one query after another, and writes down which entries it shows.
PROBE = """<!doctype html><meta charset="utf-8"><body data-queries="{queries}">
<iframe src="glossary.html" style="width: 390px; height: 800px"></iframe>
<script>
  var frame = document.querySelector("iframe"), queries = JSON.parse(document.body.dataset.queries), found = [];
  function next() {{
    var page = frame.contentDocument;
    if (found.length === queries.length) {{
      document.body.dataset.wide = page.documentElement.scrollWidth;
      document.body.dataset.scripts = page.querySelectorAll("main script").length;
      document.body.dataset.found = JSON.stringify(found);
      return;
    }}
    frame.contentWindow.addEventListener("hashchange", function () {{
      found.push(Array.from(page.querySelectorAll("article")).map(function (e) {{ return e.id.slice(2); }}));
      setTimeout(next);
    }}, {{once: true}});
    frame.contentWindow.location.hash = "q=" + encodeURIComponent(queries[found.length]);
  }}
  frame.addEventListener("load", next, {{once: true}});
</script>"""


def browse(folder: Path, queries: list[str]) -> tuple[list[list[str]], dict[str, int]]:
    """The ids that the page shows for every query, and what was measured at the end."""
    probe = PROBE.format(queries=escape(json.dumps(queries), quote=True))
    (folder / "probe.html").write_text(probe, encoding="utf-8")
    command = [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}"]
    command += ["--allow-file-access-from-files", "--virtual-time-budget=20000", "--window-size=500,900"]
    command += [f"--screenshot={folder / 'page.png'}", "--dump-dom", (folder / "probe.html").as_uri()]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, timeout=120)
    found = re.search(r'data-found="([^"]*)"', done.stdout)
    assert found, done.stdout[-2000:] + done.stderr[-2000:]
    measured = {name: int(value) for name, value in re.findall(r'data-(wide|scripts)="(\d+)"', done.stdout)}
    return json.loads(unescape(found[1])), measured


@pytest.mark.slow
@pytest.mark.skipif(not BROWSER, reason="there is no chromium to search the page with")
def test_a_browser_finds(tmp_path: Path) -> None:
    export(load("glossary"), "page", str(tmp_path / "glossary.html"))
    found, measured = browse(tmp_path, [case[0] for case in CASES])
    first = {label: (ids or ["-"])[0] for ids, (_, _, label) in zip(found, CASES, strict=True)}
    assert first == {label: wanted for _, wanted, label in CASES}
    assert measured["wide"] <= 390
    assert (tmp_path / "page.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.slow
@pytest.mark.skipif(not BROWSER, reason="there is no chromium to search the page with")
def test_a_script_in_a_term_stays_text(tmp_path: Path) -> None:
    attack = "<script>document.title = 1</script><img src=x onerror=alert(1)>"
    terms = (
        Term(attack, "en"),
        Term(attack + "甲", "zh-Hant", note=attack),
        Term(attack + "!", "en", "deprecated", note=attack),
    )
    odd = Concept(
        "a", terms, note=attack, definition=attack, subject=attack, evidence=(Evidence(attack, attack, attack),)
    )
    export(Glossary((odd,), attack), "page", str(tmp_path / "glossary.html"))
    found, measured = browse(tmp_path, ["甲", "script"])
    assert found == [["a"], ["a"]]
    assert measured["scripts"] == 0
