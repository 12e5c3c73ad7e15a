"""The chapter in seeds/: every pair that a careful reader takes from it, and no other."""

from pathlib import Path
from typing import Any

import pytest

from zhengming.documents import read
from zhengming.extraction import extract
from zhengming.model import Pair

ROOT = Path(__file__).parents[2]
SEED = ROOT / "seeds" / "indsr-2023-chapter-6.txt"
WANTED = ROOT / "tests" / "cases" / "extraction" / "seed-pairs.tsv"


@pytest.fixture(scope="module")
def pairs() -> list[Pair]:
    return list(extract(read(str(SEED))))


def wanted() -> list[tuple[Any, ...]]:
    """Each row: the accepted Chinese wordings, the English one, the acronym."""
    rows = [line.split("\t") for line in WANTED.read_text(encoding="utf-8").splitlines()[1:]]
    return [({zh, *also.split("|")} - {""}, en, acronym) for zh, en, acronym, also in rows]


@pytest.mark.parametrize(("zh", "en", "acronym"), wanted(), ids=[en for _, en, _ in wanted()])
def test_every_pair(pairs: list[Pair], zh: set[str], en: str, acronym: str) -> None:
    assert zh & {p.zh for p in pairs if (p.en, p.acronym or "") == (en, acronym)}


def test_no_false_pair(pairs: list[Pair]) -> None:
    right = {(one, en, acronym) for zh, en, acronym in wanted() for one in zh}
    found = {(p.zh, p.en, p.acronym or "") for p in pairs if p.kind != "quote"}
    assert sorted(found - right) == []


def test_every_pair_stands_in_the_file_where_it_says(pairs: list[Pair]) -> None:
    text = SEED.read_text(encoding="utf-8")
    lines = text.split("\n")
    for pair in pairs:
        assert pair.offset is not None
        assert text[pair.offset] in "（("
        assert pair.en in text[pair.offset : pair.offset + 200]
        assert lines[pair.line - 1][pair.column - 1 :].startswith(pair.zh[:1])


def test_confidence_is_a_probability_and_the_best_is_no_alternative(pairs: list[Pair]) -> None:
    for pair in pairs:
        assert 0 <= pair.confidence <= 1
        assert pair.why
        assert pair.zh not in [a.zh for a in pair.alternatives]
        assert pair.confidence + sum(a.confidence for a in pair.alternatives) <= 1.005


def test_expansions(pairs: list[Pair]) -> None:
    said = {p.en: p.expansion for p in pairs if p.kind == "acronym"}
    assert said["WTO"] == "World Trade Organization"
    assert said["AI"] == "artificial intelligence"
    assert all(p.acronym is None for p in pairs if p.kind == "acronym")
    assert all(p.expansion is None for p in pairs if p.kind != "acronym")
