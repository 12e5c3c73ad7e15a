"""Paragraphs narrowed to sentences, and kept whole where something crossed a full stop. The sentences are invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhengming.alignment import align, align_blocks, narrowed
from zhengming.documents import parse
from zhengming.files.decode import Decoded
from zhengming.matching import Matcher
from zhengming.model import Document, Mention, Segment

SOURCE = "美國在2022年10月管制人工智慧晶片的出口。荷蘭與日本隨後限制半導體製造設備。北京則以稀土出口許可回應。"
ENGLISH = (
    "In October 2022 the United States put controls on exports of artificial intelligence chips.",
    "The Netherlands and Japan then restricted semiconductor manufacturing equipment.",
    "Beijing answered with licences for exports of rare earths.",
)


def document(text: str, suffix: str = ".md") -> Document:
    return parse(Decoded(text, "utf-8"), f"case{suffix}", suffix=suffix)


def parts(source: str, draft: str, matcher: Matcher) -> list[tuple[int, str, str]]:
    found = align(document(source), document(draft), matcher.find, sentences=True)
    return [(s.part, " ".join(b.text for b in s.sources), " ".join(b.text for b in s.targets)) for s in found]


def test_each_sentence_has_its_own(matcher: Matcher) -> None:
    found = parts(SOURCE, " ".join(ENGLISH), matcher)
    assert found == [(n, s + "。", en) for n, (s, en) in enumerate(zip(SOURCE.split("。"), ENGLISH, strict=False), 1)]


def test_parts_point_into_the_file(matcher: Matcher) -> None:
    draft = document("# Exports\n\n*In October* 2022 " + " ".join(ENGLISH)[16:])
    for segment in align(document("# 出口\n\n" + SOURCE), draft, matcher.find, sentences=True):
        for block in segment.targets:
            assert draft.text[block.offset(len(block.text) - 1)] == block.text[-1]
    numbers = [(s.number, s.part) for s in align(document(SOURCE), draft, matcher.find, sentences=True)]
    assert numbers == sorted(numbers)


def test_without_sentences_a_paragraph_is_one_segment(matcher: Matcher) -> None:
    segments = align(document(SOURCE), document(" ".join(ENGLISH)), matcher.find)
    assert [(s.number, s.part, s.sure) for s in segments] == [(1, 0, True)]


CROSSED: list[tuple[str, str, str, list[int]]] = [
    (
        "a number said one sentence later",
        SOURCE,
        "The United States put controls on exports of artificial intelligence chips. In October 2022 that was; the "
        "Netherlands and Japan then restricted semiconductor manufacturing equipment. " + ENGLISH[2],
        [1, 2],
    ),
    (
        "two sentences made one",
        SOURCE,
        ENGLISH[0][:-1] + ", and the Netherlands and Japan then restricted semiconductor manufacturing equipment. "
        "" + ENGLISH[2],
        [1, 2],
    ),
    (
        "a quotation of several sentences",
        "他說：「我們不退讓。我們不談判。」",
        "He said: “We give no ground. We do not talk.”",
        [0],
    ),
    (
        "one sentence",
        "美國管制晶片的出口，荷蘭隨後跟進。",
        "The US controls chip exports. The Netherlands followed.",
        [0],
    ),
    ("a heading", "# 美國管制晶片。荷蘭跟進。", "# The US controls chips. The Netherlands follow.", [0]),
]


@pytest.mark.parametrize(("label", "source", "draft", "wanted"), CROSSED, ids=[case[0] for case in CROSSED])
def test_what_crosses_a_full_stop_keeps_sentences_together(
    label: str, source: str, draft: str, wanted: list[int], matcher: Matcher
) -> None:
    found = parts(source, draft, matcher)
    assert [part for part, _, _ in found] == wanted
    assert "".join(en for _, _, en in found).replace(" ", "") == draft.lstrip("# ").replace(" ", "")


def test_an_unsure_segment_is_never_cut(matcher: Matcher) -> None:
    source, draft = document(SOURCE).body, document(" ".join(ENGLISH)).body
    segment = Segment(7, draft, source, sure=False)
    assert narrowed(segment, matcher.find) == (segment,)


def test_notes_are_aligned_by_themselves(matcher: Matcher) -> None:
    source = document(
        "出口。[^1] 管制。[^2]\n\n[^1]: 見 Reuters，2023年2月10日。\n\n[^2]: 見 Bloomberg，2022年10月7日。\n"
    )
    draft = document(
        "Exports.[^1] Control.[^2]\n\n[^1]: Bloomberg, October 7, 2022.\n\n[^2]: Reuters, February 10, 2023.\n"
    )
    found = align_blocks(source.notes, draft.notes, matcher.find)
    names = [(s.sources[0].text.split("見 ")[1][:7], s.targets[0].text.split(": ")[1][:7]) for s in found]
    assert names == [("Bloombe", "Bloombe"), ("Reuters", "Reuters")]
    assert not any(b.kind == "note" for s in align(source, draft, matcher.find) for b in (*s.sources, *s.targets))


_PIECES = st.lists(
    st.sampled_from(
        [
            "美國",
            "管制。",
            "2023年",
            "「不。",
            "」",
            "chips",
            "U.S. ",
            "controls. ",
            "\n\n",
            "# ",
            "！",
            "10 ",
            "Reuters ",
        ]
    ),
    max_size=40,
).map("".join)


def nothing(text: str) -> tuple[Mention, ...]:
    return ()


@settings(max_examples=60)
@given(_PIECES, _PIECES)
def test_any_two_texts_are_aligned(source: str, draft: str) -> None:
    there, here = document(source), document(draft)
    for sentences in (False, True):
        segments = align(there, here, nothing, sentences=sentences)
        text = "".join(block.text for s in segments for block in s.targets)
        wanted = "".join(b.text for b in here.body if any(c.isalnum() for c in b.text))
        assert "".join(text.split()) == "".join(wanted.split())
        assert all(s.sources for s in segments if s.sure)
