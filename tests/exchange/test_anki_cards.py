"""The cards as a phone shows them, drawn by Chromium: both sides of both, light and dark."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from zhengming.exchange.anki import note_fields
from zhengming.exchange.anki_package import CARDS, card_file
from zhengming.model import Concept, Evidence, Source, Term

BROWSER = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), "")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(not BROWSER, reason="there is no chromium to draw the cards with")]

WIDTH, HEIGHT = 390, 844
SOURCES = {"indsr": Source("indsr", title="美中科技競爭的本質、意涵與影響", author="鍾志東")}
LONG = "中華人民共和國政府和美利堅合眾國政府科學技術合作協定"
CONCEPTS = {
    "plain": Concept(
        "de-risking",
        (Term("de-risking", "en"), Term("去風險", "zh-Hant"), Term("去风险", "zh-Hans")),
        definition="Lowering dangerous dependence on one country without cutting economic ties with it.",
        evidence=(Evidence("indsr", "L21", "提出降低依賴尋求去風險（de-risking）而非脫鉤（decoupling）"),),
    ),
    "regional": Concept(
        "artificial-intelligence",
        (
            Term("artificial intelligence", "en"),
            Term("AI", "en", "admitted", "acronym"),
            Term("人工智慧", "zh-TW"),
            Term("人工智能", "zh-HK"),
            Term("人工智能", "zh-CN"),
        ),
        note="The chapter wavers between the two.",
    ),
    "person": Concept("xi-jinping", (Term("Xi Jinping", "en"), Term("習近平", "zh-Hant")), kind="person"),
    "same-in-both": Concept("sanctions", (Term("sanctions", "en"), Term("制裁", "zh-Hant"), Term("制裁", "zh-Hans"))),
    "long": Concept(
        "sta",
        (Term("Agreement on Cooperation in Science and Technology " * 2 + "W" * 60, "en"), Term(LONG, "zh-Hant")),
        kind="document",
        definition="Signed in 1979 and renewed every five years. " * 8,
        note="https://example.org/" + "very-long-" * 12,
        evidence=(Evidence("indsr", "L37", f"兩國簽署{LONG}，" * 4),),
    ),
}
# Says at the end of the page how wide it became, and what of each class can be seen. A browser's window may be wider
# than it was asked to be, so the page itself has a phone's width.
PROBE = """<script>
  var all = Array.from(document.querySelectorAll(".zm, .zm *"));
  var seen = all.filter(function (e) { return e.offsetParent !== null; });
  var edges = seen.map(function (e) { return e.getBoundingClientRect().right; });
  var classes = seen.flatMap(function (e) { return Array.from(e.classList); });
  var inner = all.map(function (e) { return e.scrollWidth; });
  document.body.dataset.edge = Math.ceil(Math.max(...edges, ...inner));
  document.body.dataset.seen = Array.from(new Set(classes)).join(" ");
</script>"""


@dataclass(frozen=True)
class Page:
    """What the browser made of a card."""

    dom: str
    edge: int
    seen: frozenset[str]


def filled(template: str, fields: dict[str, str]) -> str:
    """A template with Anki's fields and conditions filled in."""

    def condition(match: re.Match[str]) -> str:
        return match[3] if bool(fields[match[2]].strip()) == (match[1] == "#") else ""

    text = re.sub(r"\{\{([#^])(\w+)\}\}(.*?)\{\{/\2\}\}", condition, template, flags=re.DOTALL)
    return re.sub(r"\{\{(\w+)\}\}", lambda match: fields[match[1]], text)


def browse(folder: Path, page: Path, *options: str) -> str:
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
    command = [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", *quiet, f"--user-data-dir={folder / 'profile'}"]
    command += ["--hide-scrollbars", f"--window-size={WIDTH},{HEIGHT}", *options, page.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True, timeout=120)
    return done.stdout


def draw(folder: Path, concept: Concept, name: str, *, dark: bool = False) -> Page:
    """Draw a card's side to `NAME.png` and read its DOM."""
    mode = "card nightMode" if dark else "card"
    page = folder / f"{name}.html"
    style, body = card_file("cards.css"), filled(card_file(name), note_fields(concept, SOURCES))
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><style>{style}</style>'
    page.write_text(
        f'<!doctype html><html style="width: {WIDTH}px">{head}<body class="{mode}">{body}{PROBE}</body></html>',
        encoding="utf-8",
    )
    dom = browse(folder, page, f"--screenshot={folder / name}.png", "--dump-dom")
    edge, seen = (re.search(rf'data-{key}="([^"]*)"', dom) for key in ("edge", "seen"))
    assert edge, dom
    assert seen, dom
    return Page(dom, int(edge[1]), frozenset(seen[1].split()))


@pytest.mark.parametrize("concept", CONCEPTS.values(), ids=CONCEPTS)
@pytest.mark.parametrize("side", ["front", "back"])
@pytest.mark.parametrize("card", CARDS.values())
def test_nothing_overflows_and_everything_is_filled_in(card: str, side: str, concept: Concept, tmp_path: Path) -> None:
    page = draw(tmp_path, concept, f"{card}.{side}.html")
    assert page.edge <= WIDTH
    assert "{{" not in page.dom
    assert "}}" not in page.dom


@pytest.mark.parametrize("side", ["front", "back"])
@pytest.mark.parametrize("card", CARDS.values())
def test_light_and_dark_differ(card: str, side: str, tmp_path: Path) -> None:
    drawn = []
    for dark in (False, True):
        draw(tmp_path, CONCEPTS["plain"], f"{card}.{side}.html", dark=dark)
        drawn.append((tmp_path / f"{card}.{side}.html.png").read_bytes())
    assert drawn[0] != drawn[1]
    assert all(picture.startswith(b"\x89PNG") for picture in drawn)


@pytest.mark.parametrize("card", CARDS.values())
def test_the_regions_stand_only_where_they_differ(card: str, tmp_path: Path) -> None:
    for name, shown, hidden in (("regional", "regional", "plain"), ("plain", "plain", "regional")):
        page = draw(tmp_path, CONCEPTS[name], f"{card}.back.html")
        assert shown in page.seen
        assert hidden not in page.seen


@pytest.mark.parametrize("card", CARDS.values())
def test_the_kind_of_a_person_is_on_the_front(card: str, tmp_path: Path) -> None:
    assert "kind" in draw(tmp_path, CONCEPTS["person"], f"{card}.front.html").seen
    assert "kind" not in draw(tmp_path, CONCEPTS["plain"], f"{card}.front.html").seen


def test_one_form_for_both_scripts_is_shown_once(tmp_path: Path) -> None:
    name = "chinese-english.front.html"
    assert "simplified" not in draw(tmp_path, CONCEPTS["same-in-both"], name).seen
    assert "simplified" in draw(tmp_path, CONCEPTS["plain"], name).seen
