"""Drafts of two texts of our own, edited by hand and at random: what goes with what, and what is believed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from zhengming.alignment import align
from zhengming.documents import parse
from zhengming.files.decode import Decoded
from zhengming.matching import Matcher
from zhengming.model import Document, Segment

ROOT = Path(__file__).parents[2]
CASES: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/cases/alignment/drafts.yaml").read_text(encoding="utf-8"))
TEXTS = {
    name: yaml.safe_load((ROOT / f"tests/cases/alignment/{name}.yaml").read_text(encoding="utf-8"))
    for name in ("cables", "minerals")
}


@pytest.fixture(scope="module")
def edited_texts() -> Iterator[Any]:
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        import edited_texts

        yield edited_texts
    finally:
        sys.path.remove(str(ROOT / "benchmarks"))


def sentences_of(case: dict[str, Any], said: str, side: int) -> list[str]:
    """The sentences that `5`, `2.0-1`, `5,6` or `x3` stands for."""
    if "," in said:
        return [sentence for part in said.split(",") for sentence in sentences_of(case, part, side)]
    name = case["text"] if said[0] != "x" else next(n for n in TEXTS if n != case["text"])
    paragraph, _, some = said.lstrip("x").partition(".")
    first, _, last = some.partition("-")
    found = [pair[side] for pair in TEXTS[name][int(paragraph)]]
    return found[int(first) : int(last or first) + 1] if some else found


def document(case: dict[str, Any], paragraphs: list[str], side: int) -> Document:
    texts = (("", " ")[side].join(sentences_of(case, said, side)) for said in paragraphs)
    return parse(Decoded("\n\n".join(texts), "utf-8"), "case.txt")


def both(case: dict[str, Any]) -> tuple[Document, Document]:
    side = 1 if case["into"] == "en" else 0
    whole = [str(n) for n in range(len(TEXTS[case["text"]]))]
    return document(case, whole, 1 - side), document(case, [str(said) for said in case["draft"]], side)


def wanted(case: dict[str, Any]) -> list[str]:
    """The beads in the draft's order, those that the case leaves out one to one."""
    said = {bead.split("=")[0]: bead for bead in case["beads"]}
    spoken_for = {n for places in said for n in places.split("+")}
    rest = {str(n): f"{n}={p}" for n, p in enumerate(case["draft"]) if str(n) not in spoken_for}
    return [bead for _, bead in sorted((said | rest).items(), key=lambda b: int(b[0].split("+")[0]))]


def told(segments: tuple[Segment, ...], source: Document, draft: Document) -> list[str]:
    places = [{id(block): str(n) for n, block in enumerate(d.body)} for d in (draft, source)]
    return [
        "+".join(places[0][id(b)] for b in s.targets)
        + "="
        + ("+".join(places[1][id(b)] for b in s.sources) if s.sources and s.sure else "-" if not s.sure else "")
        + ("" if s.sure else "?")
        for s in segments
    ]


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_drafts(case: dict[str, Any], matcher: Matcher) -> None:
    source, draft = both(case)
    assert told(align(source, draft, matcher.find), source, draft) == wanted(case)


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_parts_hold_what_their_sentences_became(case: dict[str, Any], matcher: Matcher) -> None:
    source, draft = both(case)
    side = 1 if case["into"] == "en" else 0
    pairs = [pair for paragraph in TEXTS[case["text"]] for pair in paragraph]
    parts = [s for s in align(source, draft, matcher.find, sentences=True) if s.part]
    for part in parts:
        sources, targets = (" ".join(b.text for b in blocks) for blocks in (part.sources, part.targets))
        said = [pair[side] for pair in pairs if pair[1 - side] in sources]
        assert said
        assert all(sentence in targets for sentence in said)
    assert len(parts) >= len(case["draft"]) or "another text" in case["label"]


def test_random_edits(matcher: Matcher, edited_texts: Any) -> None:
    """Of what is believed at most one in two hundred is wrong, and little is left unsure; as the benchmark counts."""
    from alignment import Score, ours

    found = Score()
    for seed in range(80):
        pair = edited_texts.edited(seed)
        found.add(ours(matcher)(pair.source, pair.draft), pair.beads)
    row = found.row()
    assert row["precision"] > 0.98
    assert row["recall"] > 0.98
    assert row["sure"] > 0.95
    assert row["sure and wrong"] < 0.005


def test_every_paragraph_of_the_draft_stands_in_one_segment(matcher: Matcher, edited_texts: Any) -> None:
    for seed in range(40):
        pair = edited_texts.edited(seed, edits=6)
        for sentences in (False, True):
            segments = align(pair.source, pair.draft, matcher.find, sentences=sentences)
            offsets = [block.offset(0) for s in segments for block in s.targets]
            assert offsets == sorted(set(offsets))
            text = "".join(block.text for s in segments for block in s.targets)
            assert text.replace(" ", "") == "".join(b.text for b in pair.draft.body).replace(" ", "")
