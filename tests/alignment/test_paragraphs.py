"""Which paragraphs of a draft go with which of the source."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhengming.alignment import align
from zhengming.documents import parse, read
from zhengming.files.decode import Decoded
from zhengming.glossary.read import load
from zhengming.matching import Matcher
from zhengming.model import Document, Segment

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(load(str(ROOT / "glossary")))


def document(*paragraphs: str) -> Document:
    return parse(Decoded("\n\n".join(paragraphs), "utf-8"), "text")


def starts(segments: tuple[Segment, ...]) -> list[tuple[list[str], list[str]]]:
    return [([b.text[:6] for b in s.targets], [b.text[:4] for b in s.sources]) for s in segments]


def test_two_sections_find_their_place_in_the_whole_chapter(matcher: Matcher) -> None:
    source = read(str(ROOT / "seeds/indsr-2023-chapter-6.txt"))
    draft = read(str(ROOT / "examples/draft.en.md"))
    found = starts(align(source, draft, matcher.find))
    assert found == [
        (["I. Int"], ["壹、前言"]),
        (["As US–"], ["隨著美中"]),
        (["In res"], ["針對美國"]),
        (["V. Con"], ["伍、小結"]),
        (["Techno"], ["科技競爭"]),
    ]


def test_a_paragraph_that_only_the_draft_has_is_not_sure(matcher: Matcher) -> None:
    source = document("美國對中國實施出口管制。", "歐盟提出去風險。")
    draft = document(
        "The US imposes export controls on China.",
        "A word from the translator: thanks to all.",
        "The EU proposes de-risking.",
    )
    segments = align(source, draft, matcher.find)
    assert [bool(s.sources) for s in segments] == [True, False, True]
    assert not segments[1].sure


def test_a_paragraph_that_only_the_source_has_is_passed_over(matcher: Matcher) -> None:
    source = document("美國對中國實施出口管制。", "這一段沒有人翻譯，因為它太長了。", "歐盟提出去風險。")
    draft = document("The US imposes export controls on China.", "The EU proposes de-risking.")
    assert starts(align(source, draft, matcher.find)) == [(["The US"], ["美國對中"]), (["The EU"], ["歐盟提出"])]


def test_a_split_paragraph_is_joined(matcher: Matcher) -> None:
    source = document(
        "美國在2023年5月對中國的先進晶片實施出口管制，而歐盟執委會在2024年6月提出去風險與經濟安全。", "布林肯訪問北京。"
    )
    draft = document(
        "In May 2023 the US imposed export controls on advanced chips for China.",
        "In June 2024 the European Commission proposed de-risking and economic security.",
        "Blinken visited Beijing.",
    )
    found = starts(align(source, draft, matcher.find))
    assert found[0] == (["In May", "In Jun"], ["美國在2"])


def test_headings_are_never_joined_with_text(matcher: Matcher) -> None:
    source = document("壹、前言", "美國對中國實施出口管制。")
    draft = document("Chapter 1. Introduction", "The US imposes export controls on China.")
    assert len(align(source, draft, matcher.find)) == 2


def test_an_empty_source_leaves_everything_unsure(matcher: Matcher) -> None:
    segments = align(document(""), document("The EU proposes de-risking."), matcher.find)
    assert [(s.sources, s.sure) for s in segments] == [((), False)]
