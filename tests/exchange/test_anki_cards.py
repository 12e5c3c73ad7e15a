"""The cards as a phone shows them, drawn by Chromium: both sides of all three, light and dark, in each region."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from zhengming.exchange.anki_fields import note_fields
from zhengming.exchange.anki_hints import NO_HINTS, hints
from zhengming.exchange.anki_package import TEMPLATES, card_file, styling
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
        evidence=(Evidence("indsr", "L5", "人工智慧與量子運算的競爭日益激烈"),),
    ),
    "chip": Concept(
        "chip",
        (
            *(Term("chip", "en"), Term("microchip", "en", "admitted")),
            *(Term("晶片", "zh-TW"), Term("晶片", "zh-HK"), Term("芯片", "zh-HK", "admitted"), Term("芯片", "zh-CN")),
        ),
        subject="technology",
        evidence=(Evidence("indsr", "L3", "晶片的出口管制"),),
    ),
    "crisp": Concept("crisp", (Term("chip", "en"), Term("薯片", "zh-Hant")), subject="food"),
    "retired": Concept(
        "sputnik", (Term("Sputnik moment", "en"), Term("史普尼克時刻", "zh-Hant")), tags=("deprecated",)
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
HINTS = hints(list(CONCEPTS.values()))
SIDES = [f"{card}.{side}.html" for card in TEMPLATES.values() for side in ("front", "back")]
# Says at the end of the page how wide it became, and what of each class can be seen. A browser's window may be wider
# than it was asked to be, so the page itself has a phone's width.
PROBE = """<script>
  var all = Array.from(document.querySelectorAll(".zm, .zm *"));
  var seen = all.filter(function (e) { return e.offsetParent !== null; });
  var edges = seen.map(function (e) { return e.getBoundingClientRect().right; });
  var classes = seen.flatMap(function (e) { return Array.from(e.classList); });
  var inner = all.map(function (e) { return e.scrollWidth; });
  var terms = seen.filter(function (e) { return e.classList.contains("term"); });
  var largest = Math.max(...terms.map(function (e) { return parseFloat(getComputedStyle(e).fontSize); }));
  var large = terms.filter(function (e) { return parseFloat(getComputedStyle(e).fontSize) === largest; });
  document.body.dataset.large = large.map(function (e) { return e.textContent; }).join(" ");
  document.body.dataset.edge = Math.ceil(Math.max(...edges, ...inner));
  document.body.dataset.seen = Array.from(new Set(classes)).join(" ");
</script>"""


@dataclass(frozen=True)
class Page:
    """What the browser made of a card."""

    dom: str
    edge: int
    seen: frozenset[str]
    large: str


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


def draw(folder: Path, concept: Concept, name: str, *, dark: bool = False, region: str = "") -> Page:
    """Draw a card's side to `NAME.png` and read its DOM."""
    mode = "card nightMode" if dark else "card"
    page = folder / f"{name}.html"
    fields = note_fields(concept, SOURCES, hints=HINTS.get(concept.id, NO_HINTS))
    style, body = styling(region), filled(card_file(name), fields)
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><style>{style}</style>'
    page.write_text(
        f'<!doctype html><html style="width: {WIDTH}px">{head}<body class="{mode}">{body}{PROBE}</body></html>',
        encoding="utf-8",
    )
    dom = browse(folder, page, f"--screenshot={folder / name}.png", "--dump-dom")
    edge, seen, large = (re.search(rf'data-{key}="([^"]*)"', dom) for key in ("edge", "seen", "large"))
    assert edge, dom
    assert seen, dom
    assert large, dom
    return Page(dom, int(edge[1]), frozenset(seen[1].split()), large[1])


@pytest.mark.parametrize("concept", ["plain", "regional", "person", "same-in-both", "long"])
@pytest.mark.parametrize("name", SIDES)
def test_nothing_overflows_and_everything_is_filled_in(name: str, concept: str, tmp_path: Path) -> None:
    if name.startswith("cloze") and not CONCEPTS[concept].evidence:
        return
    page = draw(tmp_path, CONCEPTS[concept], name)
    assert page.edge <= WIDTH
    assert "{{" not in page.dom
    assert "}}" not in page.dom


@pytest.mark.parametrize("region", ["zh-TW", "zh-HK", "zh-CN"])
@pytest.mark.parametrize("name", SIDES)
def test_nothing_overflows_in_a_region(name: str, region: str, tmp_path: Path) -> None:
    assert draw(tmp_path, CONCEPTS["long"], name, region=region).edge <= WIDTH


@pytest.mark.parametrize("name", SIDES)
def test_light_and_dark_differ(name: str, tmp_path: Path) -> None:
    drawn = []
    for dark in (False, True):
        draw(tmp_path, CONCEPTS["plain"], name, dark=dark)
        drawn.append((tmp_path / f"{name}.png").read_bytes())
    assert drawn[0] != drawn[1]
    assert all(picture.startswith(b"\x89PNG") for picture in drawn)


@pytest.mark.parametrize("name", [f"{card}.back.html" for card in TEMPLATES.values()] + ["chinese-english.front.html"])
def test_the_regions_stand_only_where_they_differ(name: str, tmp_path: Path) -> None:
    for concept, shown, hidden in (("regional", "regional", "plain"), ("plain", "plain", "regional")):
        page = draw(tmp_path, CONCEPTS[concept], name)
        assert shown in page.seen
        assert hidden not in page.seen


LARGE = {
    "": ("人工智慧 人工智能 人工智能", "去風險"),
    "zh-TW": ("人工智慧", "去風險"),
    "zh-HK": ("人工智能", "去風險"),
    "zh-CN": ("人工智能", "去风险"),
}


@pytest.mark.parametrize("name", ["english-chinese.back.html", "chinese-english.front.html", "cloze.back.html"])
@pytest.mark.parametrize(("region", "large"), LARGE.items())
def test_the_form_of_the_region_is_the_large_one(
    region: str, large: tuple[str, str], name: str, tmp_path: Path
) -> None:
    for concept, form in zip(("regional", "plain"), large, strict=True):
        page = draw(tmp_path, CONCEPTS[concept], name, region=region)
        assert page.large == form
        assert {"traditional", "simplified"} <= page.seen or {"tw", "hk", "cn"} <= page.seen


@pytest.mark.parametrize("region", ["", "zh-TW", "zh-HK", "zh-CN"])
def test_pinyin_and_zhuyin_are_on_every_answer(region: str, tmp_path: Path) -> None:
    for concept in ("regional", "plain"):
        assert {"pinyin", "zhuyin"} <= draw(
            tmp_path, CONCEPTS[concept], "english-chinese.back.html", region=region
        ).seen


@pytest.mark.parametrize("card", ["english-chinese", "chinese-english"])
def test_the_kind_of_a_person_is_on_the_front(card: str, tmp_path: Path) -> None:
    assert "kind" in draw(tmp_path, CONCEPTS["person"], f"{card}.front.html").seen
    assert "kind" not in draw(tmp_path, CONCEPTS["plain"], f"{card}.front.html").seen


def test_a_shared_wording_has_a_hint_on_the_front(tmp_path: Path) -> None:
    name = "english-chinese.front.html"
    for concept, hint in (("chip", "technology"), ("crisp", "food")):
        page = draw(tmp_path, CONCEPTS[concept], name)
        assert "hint" in page.seen
        assert f">{hint}</div>" in page.dom
    assert "hint" not in draw(tmp_path, CONCEPTS["plain"], name).seen
    assert "hint" not in draw(tmp_path, CONCEPTS["chip"], "chinese-english.front.html").seen


def test_what_is_also_correct_is_on_the_back(tmp_path: Path) -> None:
    page = draw(tmp_path, CONCEPTS["chip"], "english-chinese.back.html")
    assert "also correct: microchip" in page.dom
    assert "HK 芯片" in page.dom
    assert "right" in page.seen
    assert "right" not in draw(tmp_path, CONCEPTS["crisp"], "english-chinese.back.html").seen


@pytest.mark.parametrize("name", [name for name in SIDES if not name.startswith("cloze")])
def test_a_deprecated_concept_says_so(name: str, tmp_path: Path) -> None:
    assert "retired" in draw(tmp_path, CONCEPTS["retired"], name).seen
    assert "retired" not in draw(tmp_path, CONCEPTS["plain"], name).seen


def test_the_cloze_asks_for_the_term_alone(tmp_path: Path) -> None:
    front = draw(tmp_path, CONCEPTS["plain"], "cloze.front.html")
    assert "提出降低依賴尋求[...]（de-risking）" in front.dom
    assert "去風險" not in front.dom
    assert "source" in draw(tmp_path, CONCEPTS["plain"], "cloze.back.html").seen


def test_one_form_for_both_scripts_is_shown_once(tmp_path: Path) -> None:
    name = "chinese-english.front.html"
    assert "simplified" not in draw(tmp_path, CONCEPTS["same-in-both"], name).seen
    assert "traditional" not in draw(tmp_path, CONCEPTS["same-in-both"], name, region="zh-CN").seen
    assert "simplified" in draw(tmp_path, CONCEPTS["plain"], name).seen
