"""What other programs rely on (docs/design.md, section 5)."""

import pytest

from zhengming.documents import parse
from zhengming.extraction import extract
from zhengming.files.decode import Decoded
from zhengming.model import Pair


def pairs_of(text: str, suffix: str = ".txt") -> list[Pair]:
    return list(extract(parse(Decoded(text, "utf-8"), "case.txt", suffix=suffix)))


def test_the_example_of_the_contract() -> None:
    first, second = pairs_of("第四次工業革命（4IR）中的網宇實體系統（Cyber-Physical System, CPS）。（全文）")
    assert (first.zh, first.en, first.acronym, first.kind) == ("第四次工業革命", "4IR", None, "acronym")
    assert first.expansion == "Fourth Industrial Revolution"
    assert (second.zh, second.en, second.acronym) == ("網宇實體系統", "Cyber-Physical System", "CPS")
    assert (second.line, second.column, second.offset) == (1, 15, 20)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_an_offset_counts_line_ends_as_they_are(ending: str) -> None:
    text = f"前言。{ending}{ending}各國談去風險（de-risking）。"
    (pair,) = pairs_of(text)
    assert (pair.line, pair.column, pair.offset) == (3, 4, text.index("（"))


def test_no_marks_around_either_side() -> None:
    (pair,) = pairs_of("所謂「實體清單」（“Entity List”）。")
    assert (pair.zh, pair.en) == ("實體清單", "Entity List")


def test_text_that_a_line_end_cuts_has_its_place_where_it_begins() -> None:
    text = (
        "會議於東京舉行，會中各國代表就供應鏈安全以及出口管制等議題交換意見，一致認為應尋求去\n"
        "風險（de-risking）而不是脫鉤，並同意在年底以前再次開會討論具體的作法與期程。\n"
    )
    (pair,) = pairs_of(text)
    assert (pair.zh, pair.line) == ("去風險", 1)


def test_the_reasons_say_what_explains_what_and_why_the_next_best_lost() -> None:
    (pair,) = pairs_of("各國提出降低依賴、尋求去風險（de-risking）的作法。")
    assert pair.why[0] == "去 explains de-, 風險 explains risking"
    assert pair.why[1] == "it follows 尋求"
    assert pair.why[-1].startswith("not ")


def test_an_acronym_said_in_full_elsewhere() -> None:
    *_, last = pairs_of("網宇實體系統（Cyber-Physical System, CPS）很新。後來網宇實體系統（CPS）普及。")
    assert (last.en, last.expansion, last.acronym) == ("CPS", "Cyber-Physical System", None)


def test_an_acronym_that_nobody_knows_has_no_expansion() -> None:
    (pair,) = pairs_of("他創立未來港灣聯盟（QZXV）。")
    assert (pair.kind, pair.expansion) == ("acronym", None)


def test_a_second_wording_is_told() -> None:
    (pair,) = pairs_of("討論假訊息（disinformation；fake news）的影響。")
    assert pair.en == "disinformation"
    assert pair.why[-1] == "it is glossed as fake news too"
