"""The reviewer's page: what stands in it, and what a browser makes of it."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from zhengming.cli import main

BROWSER = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), "")
NEEDS_BROWSER = pytest.mark.skipif(not BROWSER, reason="there is no chromium to draw the page with")
GLOSSARY = """format: zhengming/1
concepts:
  - {id: sanctions, en: sanctions, zh: 制裁, avoid: [{term: penalties, note: "<b>fines</b> only"}]}
  - {id: entity-list, en: Entity List, zh: 實體清單}
  - {id: supply-chain, en: supply chain, zh: 供應鏈}
"""
SOURCE = "美國宣布新的制裁。\n\n它列入實體清單。\n\n供應鏈很長。\n\n供應鏈也很貴。\n"
DRAFT = (
    "The US announced new penalties<script>document.title='run'</script>.\n\n"
    "It is on the entity list\u202e now.\n\nSupply chains are long.\n\nSupply chains are costly too.\n"
)


def page(folder: Path, capsys: pytest.CaptureFixture[str], draft: str = DRAFT) -> str:
    for name, text in (("g.yaml", GLOSSARY), ("s.txt", SOURCE), ("d.txt", draft)):
        (folder / name).write_text(text, encoding="utf-8")
    main(
        [
            "check",
            str(folder / "d.txt"),
            "--source",
            str(folder / "s.txt"),
            "-g",
            str(folder / "g.yaml"),
            "--format",
            "html",
        ]
    )
    return capsys.readouterr().out


def test_source_and_draft_stand_side_by_side_with_the_findings_in_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    html = page(tmp_path, capsys)
    first = html.split('<article class="segment')[1]
    assert re.search(r'<div class="source"><p[^>]*>美國宣布新的<mark class="said">制裁</mark>。</p></div>', first)
    assert (
        '<mark id="m1-1" class="error" data-rule="deprecated-term" data-concept="sanctions">penalties</mark>' in first
    )
    assert '<a href="#m1-1">penalties</a> → <span class="expected">sanctions</span>' in first


def test_each_concept_has_its_renderings_with_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    html = page(tmp_path, capsys)
    assert "<th>supply-chain</th><td>supply chains <small>×2</small></td><td></td>" in html
    assert "<th>sanctions</th><td>penalties <small>×1</small></td><td>1</td>" in html


def test_it_is_one_file_that_loads_nothing_and_runs_only_its_own_script(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    html = page(tmp_path, capsys)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy and policy[1].startswith("default-src 'none'; style-src 'sha256-") and "unsafe" not in policy[1]
    assert html.count("<script>") == 1 and "&lt;script&gt;document.title" in html
    assert "&lt;b&gt;fines&lt;/b&gt; only" in html and "⟨U+202E⟩" in html and "\u202e" not in html
    assert not re.search(r"""\ssrc=|href="(?!#)|url\(|@import""", html)


def test_a_clean_draft(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    html = page(tmp_path, capsys, "The US announced new sanctions.\n")
    assert "<h1>0 findings</h1>" in html


# What a reader does is done by a script behind the page's own, whose policy would not let it and is taken out.
ACT = """<script>
  function shown(selector) {
    var all = Array.from(document.querySelectorAll(selector));
    return all.filter(function (e) { return e.getClientRects().length; }).length;
  }
  function change() { document.querySelector("form").dispatchEvent(new Event("change", {bubbles: true})); }
  var seen = [shown(".segment"), shown("li")];
  document.querySelector('input[value="wrong-case"]').checked = false; change();
  seen.push(shown(".segment"), shown("li"));
  document.querySelector('input[value="wrong-case"]').checked = true;
  document.getElementById("concept").value = "entity-list"; change();
  seen.push(shown(".segment"), shown("li"));
  document.getElementById("whole").checked = true; change();
  seen.push(shown(".segment"));
  document.body.dataset.seen = seen.join(" ");
  document.body.dataset.edge = Math.ceil(Math.max(...Array.from(document.querySelectorAll("main *")).map(function (e) {
    return e.getBoundingClientRect().right;
  })));
</script>"""


def draw(folder: Path, html: str, width: int, *options: str) -> str:
    path = folder / "page.html"
    path.write_text(html, encoding="utf-8")
    common = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
    common += ["--disable-component-update", "--disable-sync", "--hide-scrollbars", f"--user-data-dir={folder / 'me'}"]
    command = [BROWSER, *common, f"--window-size={width},900", "--dump-dom", *options, path.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True, timeout=120)
    return done.stdout


@pytest.mark.slow
@NEEDS_BROWSER
def test_a_browser_filters_by_rule_and_concept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    html = re.sub(r"<meta http-equiv[^>]*>", "", page(tmp_path, capsys)).replace("</body>", f"{ACT}</body>")
    dom = draw(tmp_path, html, 1200)
    assert 'data-seen="2 2 1 1 1 1 4"' in dom
    edge = re.search(r'data-edge="(\d+)"', dom)
    assert edge and int(edge[1]) <= 1200


@pytest.mark.slow
@NEEDS_BROWSER
def test_its_policy_lets_its_own_script_run_and_no_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    html = page(tmp_path, capsys)
    dom = draw(tmp_path, html.replace("</body>", "<script>document.title='other'</script></body>"), 1200)
    assert re.search(r'<article class="segment clean" hidden', dom)
    assert "<title>other" not in dom and "<title>run" not in dom
    draw(tmp_path, html, 1200, f"--screenshot={tmp_path / 'page.png'}")
    assert (tmp_path / "page.png").stat().st_size > 10_000
