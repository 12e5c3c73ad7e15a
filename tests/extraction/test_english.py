"""English with Chinese glosses: tests/cases/extraction/english.jsonl must give its pairs, english_quiet.jsonl none."""

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest

from zhengming.documents import parse
from zhengming.extraction import extract
from zhengming.extraction.chinese_glosses import parse_chinese
from zhengming.extraction.english_ranking import weights
from zhengming.extraction.english_words import word_class
from zhengming.files.decode import Decoded
from zhengming.model import Document, Pair

CASES = Path(__file__).parents[1] / "cases" / "extraction"
MARKED = re.compile(r"\[\[(.*?)\]\]")


def cases(name: str) -> list[Any]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [pytest.param(case, id=case["label"]) for case in map(json.loads, lines)]


def document(text: str) -> Document:
    return parse(Decoded(text, "utf-8"), "case.md", suffix=".md")


def pairs_of(text: str) -> list[Pair]:
    return list(extract(document(text)))


@pytest.mark.parametrize("case", cases("english.jsonl"))
def test_found(case: dict[str, Any]) -> None:
    wanted = [(p["zh"], p["en"], p["acronym"]) for p in case["pairs"]]
    assert [(p.zh, p.en, p.acronym) for p in pairs_of(case["text"])] == wanted


@pytest.mark.parametrize("case", cases("english_quiet.jsonl"))
def test_quiet(case: dict[str, Any]) -> None:
    assert [(p.zh, p.en) for p in pairs_of(case["text"])] == []


def test_there_are_as_many_quiet_cases_as_found_ones() -> None:
    assert len(cases("english_quiet.jsonl")) >= len(cases("english.jsonl"))


def running() -> list[tuple[str, list[str]]]:
    lines = (CASES / "english_running.txt").read_text(encoding="utf-8").splitlines()
    return [(re.sub(r"\[\[|\]\]", "", x), MARKED.findall(x)) for x in lines if x and not x.startswith("#")]


def same(wording: str) -> str:
    return re.sub("^(?:the|an?) ", "", wording.lower())


def test_nine_of_ten_left_edges_in_running_text_are_exact_and_the_confident_ones_nearly_all() -> None:
    asked = right = 0
    sure: list[bool] = []
    for text, wanted in running():
        found = pairs_of(text)
        asked += len(wanted)
        right += sum(same(w) in [same(p.en) for p in found] for w in wanted)
        sure += [same(p.en) in [same(w) for w in wanted] for p in found if p.confidence >= 0.8]
    assert right / asked >= 0.9
    assert sum(sure) / len(sure) >= 0.95
    assert len(sure) / asked >= 0.75


def test_the_place_is_where_the_english_begins_and_the_offset_where_the_parenthesis_opens() -> None:
    text = "One line.\n\nBeijing promotes dual circulation (双循环) today."
    (pair,) = pairs_of(text)
    assert (pair.line, pair.column, pair.offset) == (3, 18, text.index("("))


def test_a_straight_mark_is_not_part_of_the_place() -> None:
    (pair,) = pairs_of('Youths speak of "lying flat" (躺平) now.')
    assert (pair.column, pair.en) == (18, "lying flat")


def test_the_reasons_name_the_pieces_the_edge_and_the_runner_up() -> None:
    (pair,) = pairs_of("Cadres praised the mass line (群众路线) again.")
    links, edge, *_, lost = pair.why
    assert "群众 explains mass" in links and "路线 explains line" in links
    assert edge == "it follows the"
    assert re.match("not .+: .+", lost)


def test_the_reasons_name_the_word_that_the_runner_up_leaves_out() -> None:
    (pair,) = pairs_of("They share a community of common destiny (命運共同體) at sea.")
    assert pair.why[-1] == "not common destiny: it leaves out community, which the Chinese explains"


def test_the_alternatives_are_other_left_edges_and_share_the_confidence() -> None:
    (pair,) = pairs_of("Some fear an urban household registration (户口) reform.")
    assert pair.alternatives
    assert all(a.zh == pair.zh and pair.en != a.en for a in pair.alternatives)
    assert pair.confidence + sum(a.confidence for a in pair.alternatives) <= 1.001


def test_recurrence_speaks_for_a_left_edge() -> None:
    text = "Bosses fear widespread quiet quitting (佛系躺平)."
    alone = confidence_of("quiet quitting", pairs_of(text)[0])
    again = confidence_of(
        "quiet quitting", pairs_of(text + "\n\nThey fear quiet quitting. Some praise quiet quitting.")[0]
    )
    assert again > alone


def confidence_of(en: str, pair: Pair) -> float:
    return {pair.en: pair.confidence, **{a.en: a.confidence for a in pair.alternatives}}.get(en, 0.0)


@pytest.mark.parametrize(
    ("inside", "zh", "acronym"),
    [
        ("濁水溪", "濁水溪", None),
        ("Zhuóshuǐ Xī, 濁水溪", "濁水溪", None),
        ("shuang xunhuan 双循环", "双循环", None),
        ("simplified Chinese: 双循环; pinyin: shuāng xúnhuán", "双循环", None),
        ("命運共同體/命运共同体", "命運共同體", None),
        ("熟语 熟語", "熟语", None),
        ("MCF; 军民融合", "军民融合", "MCF"),
        ("《民法典》", "民法典", None),
        ("关于修改《立法法》的决定", "关于修改《立法法》的决定", None),
        ("史蒂夫·賈伯斯", "史蒂夫·賈伯斯", None),
        ("108 課綱", "108 課綱", None),
        ("中文：大疆創新", "大疆創新", None),
        ("C919大型客機", "C919大型客機", None),
        ("卡拉OK", "卡拉OK", None),
    ],
)
def test_what_a_parenthesis_holds(inside: str, zh: str, acronym: str | None) -> None:
    gloss = parse_chinese(inside)
    assert gloss and (gloss.zh, gloss.acronym, gloss.aside, gloss.before) == (zh, acronym, False, "")


@pytest.mark.parametrize(
    "inside", ["共300項", "第三章", "1949年10月", "民國六十九年", "圖／王小明攝", "見表二", "前排左二", "上午9時"]
)
def test_asides_are_told(inside: str) -> None:
    gloss = parse_chinese(inside)
    assert gloss and gloss.aside


@pytest.mark.parametrize("inside", ["", "CCP", "nèijuǎn", "！"])
def test_no_chinese_no_gloss(inside: str) -> None:
    assert parse_chinese(inside) is None


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("promotes", "verb"),
        ("promoting", "doing"),
        ("managed", "done"),
        ("strategy", "genus"),
        ("circulation", "other"),
        ("openly", "adverb"),
        ("family", "other"),
        ("Premier", "title"),
        ("anthropologist", "title"),
        ("China’s", "possessive"),
        ("1992", "number"),
        ("National", "other"),
        ("subsidises", "verb"),
    ],
)
def test_classes_of_words(word: str, kind: str) -> None:
    assert word_class(word) == kind


def test_a_count_that_the_english_has_is_a_pair_all_the_same() -> None:
    assert [p.en for p in pairs_of("He wrote on the Three Kingdoms (三國) once.")] == ["Three Kingdoms"]


def test_the_weights_are_two_tables_of_numbers() -> None:
    assert set(weights()) == {"edge", "pair"}
    assert weights()["edge"]["first:article"] < 0 < weights()["edge"]["left:article"]


@pytest.mark.parametrize(
    "text",
    [
        "“" * 30_000 + " dual circulation (双循环)",
        "' a" * 30_000 + " dual circulation (双循环)",
        "a " * 60_000 + "dual circulation (双循环)",
        "a" * 60_000 + " (" + "双" * 150 + ")",
        "dual (" * 3_000 + "双循环" + ")" * 3_000,
        ("dual (" + "a b " * 45 + "双循环) ") * 200,
        ("dual (" + "ā" * 190 + "双循环) ") * 200,
    ],
    ids=["quotes", "apostrophes", "words", "one word", "nested", "prose inside", "toned inside"],
)
def test_hostile_text_takes_linear_time(text: str) -> None:
    pairs_of("A mass line (群众路线).")
    begin = time.perf_counter()
    pairs_of(text)
    assert time.perf_counter() - begin < 5
