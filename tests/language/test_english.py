"""English words as families. The cases are data: tests/cases/language/families.tsv."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhengming.language.english import american, family, inflections, number_forms, plural, slug, split_prefix, tokens

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parents[1] / "cases/language/families.tsv").read_text(encoding="utf-8").splitlines()
    if line[:1] not in ("", "#")
]


@pytest.mark.parametrize(("words", "label"), [r for r in ROWS if r[0][0] != "≠"], ids=lambda v: v)
def test_a_family(words: str, label: str) -> None:
    assert len({family(w) for w in words.split()}) == 1
    assert family(words.split()[0].title()) == family(words.split()[0])


@pytest.mark.parametrize(("words", "label"), [r for r in ROWS if r[0][0] == "≠"], ids=lambda v: v)
def test_no_family(words: str, label: str) -> None:
    different = words.split()[1:]
    assert len({family(w) for w in different}) == len(different)


@pytest.mark.parametrize("words", [r[0] for r in ROWS if r[0][0] != "≠"])
def test_inflections_hold_the_family(words: str) -> None:
    """What the index writes down is what a query may say."""
    first, *others = words.split()
    known = inflections(first)
    assert first in known
    missing = [w for w in others if w not in known and family(w) != family(first)]
    assert not missing


@given(word=st.text(alphabet="abcdefghijklmnopqrstuvwxyzé'", min_size=1, max_size=12))
def test_any_word_is_in_its_own_family(word: str) -> None:
    assert word in inflections(word)
    assert word in number_forms(word)
    assert american(word)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("policy", "policies"),
        ("chip", "chips"),
        ("crisis", "crisises"),
        ("tax", "taxes"),
        ("day", "days"),
        ("watch", "watches"),
    ],
)
def test_plural(word: str, expected: str) -> None:
    assert plural(word) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("de-risking", "de risking"),
        ("the U.S.'s G7 ally", "the U S G7 ally"),
        ("Xi’s policy", "Xi policy"),
        ("O'Brien and d’État", "O'Brien and d’État"),
        ("the allies' chips", "the allies chips"),
        ("去風險de-risking2023年", "de risking2023"),
        ("CO₂, 5G", "CO 5G"),
        ("", ""),
    ],
)
def test_tokens(text: str, expected: str) -> None:
    found = tokens(text)
    assert " ".join(w for _, _, w in found) == expected
    assert all(text[a:b] == w for a, b, w in found)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("antitrust", ("anti", "trust")),
        ("derisking", ("de", "risking")),
        ("desk", None),
        ("cybersecurity", ("cyber", "security")),
    ],
)
def test_split_prefix(word: str, parts: tuple[str, str] | None) -> None:
    assert split_prefix(word) == parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("G7 Leaders' Statement", "g7-leaders-statement"),
        ("G7 Leaders’ Statement", "g7-leaders-statement"),
        ("Communiqué", "communique"),
        ("US–China competition", "us-china-competition"),
        ("National Security Strategy, 2022", "national-security-strategy-2022"),
        ("  AI  ", "ai"),
        ("去風險", ""),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected
