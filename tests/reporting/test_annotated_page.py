"""The page to read beside a draft: what stands in it, and what a browser makes of it."""

from __future__ import annotations

import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

from zhengming.cli import main

BROWSER = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), "")
NEEDS_BROWSER = pytest.mark.skipif(not BROWSER, reason="there is no chromium to draw the page with")
PHONE, DESK = (390, 844), (1280, 900)
GLOSSARY = """format: zhengming/1
concepts:
  - {id: supply-chain, en: [supply chain, supply network], zh: 供應鏈}
  - {id: de-risking, en: de-risking, zh: 去風險, note: "<i>not</i> \\u202e decoupling & co"}
  - {id: chip, en: chip, zh-Hant: 晶片, zh-CN: 芯片}
  - {id: sanctions, en: sanctions, zh: 制裁, avoid: [製裁, {term: penalties, note: "\\"fines\\" only"}]}
  - id: artificial-intelligence
    en: [artificial intelligence, {term: AI, type: acronym}]
    zh-TW: 人工智慧
    zh-HK: 人工智能
    zh-CN: 人工智能
  - {id: chip-war, en: chip war, zh: 晶片戰爭}
"""
TEXT = (
    "晶片戰爭<script>document.title='run'</script><img src=x onerror=alert(1)>\n\n"
    "各國尋求去風險（de-risking），並製裁\u202e企業\x07。人工智慧晶片 & \"chips\" 'quoted'。\n\n"
    "The supply chains of AI, 人工智能芯片, " + "W" * 120 + ".\n\n"
) + "The last of many words on this long line is a chip, and chips again, of AI. " * 6
# Says on the page how wide it became and what a tap shows; the page's own policy would not let it and is taken out.
PROBE = """<script>
  var all = Array.from(document.querySelectorAll("body *"));
  document.body.dataset.edge = Math.ceil(Math.max(...all.map(function (e) {
    return Math.max(e.getBoundingClientRect().right, e.scrollWidth);
  })));
  var first = document.querySelector(".term");
  first.classList.add("tapped");
  document.body.dataset.tip = getComputedStyle(first, "::after").content;
</script>"""


@pytest.fixture
def page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    return printed(tmp_path, capsys, "--format", "html")


def printed(folder: Path, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    (folder / "toy.yaml").write_text(GLOSSARY, encoding="utf-8")
    (folder / "text.txt").write_text(TEXT, encoding="utf-8")
    assert main(["annotate", "--glossary", str(folder / "toy.yaml"), *options, str(folder / "text.txt")]) == 0
    return capsys.readouterr().out


class Elements(HTMLParser):
    """The start tags of a page, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def of_class(self, name: str) -> list[dict[str, str | None]]:
        return [attrs for _, attrs in self.tags if name in (attrs.get("class") or "").split()]


def test_it_loads_and_runs_nothing(page: str) -> None:
    elements = Elements(page)
    assert not {tag for tag, _ in elements.tags} & {"script", "img", "link", "iframe", "form", "base", "b", "i"}
    assert not [a for _, attrs in elements.tags for a in attrs if a.startswith("on") or a in ("src", "style")]
    assert all((attrs.get("href") or "#").startswith("#") for _, attrs in elements.tags)
    assert "url(" not in page and "@import" not in page


def test_it_has_a_content_security_policy(page: str) -> None:
    policy = next(a["content"] for t, a in Elements(page).tags if "http-equiv" in a)
    assert policy and "default-src 'none'" in policy and "unsafe" not in policy


def test_the_text_is_whole_and_escaped(page: str) -> None:
    text = Elements(page).text
    assert "<script>document.title='run'</script><img src=x onerror=alert(1)>" in text
    assert "& \"chips\" 'quoted'" in text
    assert "<i>not</i>" in text


def test_control_and_bidi_characters_are_shown(page: str) -> None:
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0e-\x1f]", page)
    assert "製裁⟨U+202E⟩企業⟨U+0007⟩" in re.sub("<[^>]*>", "", page)


def test_terms_are_marked_longest_first_in_both_directions(page: str) -> None:
    tips = [attrs["data-tip"] for attrs in Elements(page).of_class("term")]
    assert tips[:4] == ["chip war", "de-risking", "去風險 / 去风险", "sanctions\nto be avoided: 制裁 is better"]
    assert "人工智慧 / 人工智能" in tips


def test_a_form_to_avoid_is_marked(page: str) -> None:
    assert len(Elements(page).of_class("wrong")) == 1


def test_each_concept_stands_once_in_the_list_and_leads_to_its_place(page: str) -> None:
    elements = Elements(page)
    ids = {attrs["id"] for _, attrs in elements.tags if "id" in attrs}
    links = [attrs["href"] for tag, attrs in elements.tags if tag == "a"]
    assert len(links) == len(set(links)) == 6
    assert all(link and link[1:] in ids for link in links)
    assert all(set((a["aria-describedby"] or "").split()) <= ids for a in elements.of_class("term"))


def test_one_region_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = printed(tmp_path, capsys, "--format", "html", "--region", "cn")
    tips = {attrs["data-tip"] for attrs in Elements(page).of_class("term")}
    assert "芯片" in tips and "去风险" in tips and not any(" / " in (tip or "") for tip in tips)


def test_a_text_without_terms(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("", encoding="utf-8")
    assert main(["annotate", "--format", "html", str(empty)]) == 0
    assert "no terms found" in capsys.readouterr().out


def draw(folder: Path, page: str, size: tuple[int, int], *, dark: bool = False, probe: bool = True) -> str:
    """Draw the page to `page.png` and give its DOM; a window may be wider than asked, so a phone's page is told so."""
    probed = re.sub(r"<meta http-equiv[^>]*>", "", page).replace("</body>", f"{PROBE}</body>") if probe else page
    if size == PHONE:
        probed = probed.replace("(max-width: 60rem)", "all").replace("<body>", f'<body style="width: {PHONE[0]}px">')
    # A window without a screen has the focus or has it not: a class stands for it.
    probed = probed.replace(".term:focus::after", ".term.tapped::after") if probe else probed
    path = folder / "page.html"
    path.write_text(probed, encoding="utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
    options += ["--disable-component-update", "--disable-sync", "--hide-scrollbars", f"--user-data-dir={folder / 'me'}"]
    options += ["--blink-settings=preferredColorScheme=0"] if dark else ["--blink-settings=preferredColorScheme=1"]
    options += [f"--window-size={size[0]},{size[1]}", f"--screenshot={folder / 'page.png'}", "--dump-dom"]
    command = [BROWSER, *options, path.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True, timeout=120)
    return done.stdout


@pytest.mark.slow
@NEEDS_BROWSER
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_nothing_overflows_and_a_tap_shows_the_translation(size: tuple[int, int], page: str, tmp_path: Path) -> None:
    dom = draw(tmp_path, page, size)
    edge = re.search(r'data-edge="(\d+)"', dom)
    assert edge and int(edge[1]) <= size[0]
    assert 'data-tip="&quot;chip war&quot;"' in dom


@pytest.mark.slow
@NEEDS_BROWSER
def test_light_and_dark_differ_and_the_policy_lets_the_style_in(page: str, tmp_path: Path) -> None:
    drawn = []
    for dark in (False, True):
        dom = draw(tmp_path, page, DESK, dark=dark, probe=False)
        drawn.append((tmp_path / "page.png").read_bytes())
        assert "<title>run</title>" not in dom
    assert drawn[0] != drawn[1]
    # What is drawn without the page's style is another picture again.
    draw(tmp_path, page.replace("sha256-", "sha256-A"), DESK, probe=False)
    assert (tmp_path / "page.png").read_bytes() not in drawn
