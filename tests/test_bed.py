"""The test bed of `check` is what it says: every fault stands where it is said to, and there are enough of them."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

from zhengming.glossary.read import load

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from bed_texts import GLOSSARY, KINDS, Draft, Text, drafts, units_of
from check_bed import Alarm, Offsets, hits, score, table

DRAFTS = drafts()
CONCEPTS = {concept.id: concept for concept in load(str(GLOSSARY)).concepts}
each_draft = pytest.mark.parametrize("draft", DRAFTS, ids=lambda d: d.id)


@each_draft
def test_planted_wordings_stand_at_their_places(draft: Draft) -> None:
    planted, clean = draft.planted(), draft.clean()
    for place in planted.places:
        assert planted.text[place.start : place.end] == place.wrong
        assert place.block[0] <= place.start <= place.end <= place.block[1], place
    for place in clean.places:
        assert place.role == "trap" and place.kind, place
        assert clean.text[place.start : place.end] == place.right
    assert not set("⟦⟧") & set(planted.text + clean.text)


@each_draft
def test_faults_differ_from_what_is_right(draft: Draft) -> None:
    for place in draft.planted().places:
        if place.role == "fault":
            assert place.wrong != place.right
            assert place.wrong or place.kind == "dropped"
            assert place.kind not in ("script",) or len(place.wrong) == len(place.right) == 1


@each_draft
def test_faults_of_a_concept_name_one_and_avoid_forms_are_in_the_glossary(draft: Draft) -> None:
    for place in draft.planted().places:
        if place.role != "fault":
            continue
        if place.kind in ("deprecated", "unlisted", "dropped", "beside", "case"):
            assert place.label in CONCEPTS, place
        avoided = [t.text.lower() for t in CONCEPTS[place.label].deprecated()] if place.label in CONCEPTS else []
        written = " ".join(place.wrong.lower().split())
        if place.kind == "deprecated":
            assert any(form in written for form in avoided), place
        if place.kind in ("unlisted", "beside"):
            assert not any(form in written for form in avoided), place


@each_draft
def test_drifts_and_pairs_of_names_have_another_place(draft: Draft) -> None:
    places = draft.planted().places
    groups = {p.label for p in places if p.role == "same"}
    assert {p.label for p in places if p.kind in ("drift", "near-duplicate")} <= groups


@each_draft
def test_paragraphs_of_a_pair_correspond(draft: Draft) -> None:
    for text in (draft.planted(), draft.clean()):
        units = units_of(draft, text.text)
        assert len(units) > 4
        assert draft.group == "alone" or all(source.strip() for source, _ in units)


def test_there_is_enough() -> None:
    planted = [draft.planted() for draft in DRAFTS]
    kinds = Counter(p.kind for text in planted for p in text.places if p.role == "fault")
    traps = sum(len(draft.clean().places) for draft in DRAFTS)
    assert set(kinds) == set(KINDS) and min(kinds.values()) >= 20
    assert kinds.total() >= 250 and traps >= 150
    groups = Counter(draft.group for draft in DRAFTS)
    assert groups["zh→en"] >= 6 and groups["en→zh"] >= 5 and groups["alone"] >= 2
    assert {draft.region for draft in DRAFTS if draft.group == "en→zh"} == {"tw", "hk", "cn"}
    assert {Path(draft.name).suffix for draft in DRAFTS if draft.group == "bilingual"} == {".xlf", ".po", ".csv"}
    assert 120 <= len(CONCEPTS) <= 200


def all_knowing(draft: Draft, text: Text, folder: Path) -> list[Alarm]:
    """A checker that finds every fault and nothing else."""
    faults = [p for p in text.places if p.role == "fault"]
    return [
        Alarm("r", "error", *p.block, p.label, None)
        if p.kind == "dropped"
        else Alarm("r", "error", p.start, p.end, "", p.wrong)
        for p in faults
    ]


def crying_wolf(draft: Draft, text: Text, folder: Path) -> list[Alarm]:
    """A checker that falls into every trap."""
    return [Alarm("r", "warning", p.start, p.end, "", p.right) for p in text.places if p.role == "trap"]


def test_a_checker_that_knows_all_has_full_marks(tmp_path: Path) -> None:
    result = score(DRAFTS[0], all_knowing, tmp_path)
    assert (result.recall, result.precision, result.per_thousand) == (1, 1, 0)
    assert "100.0%" in table({"zh→en": result})


def test_a_checker_that_falls_into_every_trap_has_none(tmp_path: Path) -> None:
    result = score(DRAFTS[0], crying_wolf, tmp_path)
    assert (result.recall, result.precision) == (0, 0)
    assert result.trapped == result.traps
    assert result.false_planted == result.false_clean == result.traps.total()


def test_what_points_at_nothing_finds_the_fault_of_its_concept_only() -> None:
    places = DRAFTS[0].planted().places
    fault = next(p for p in places if p.kind == "deprecated")
    assert hits(Alarm("r", "warning", *fault.block, fault.label, None), places) == [fault]
    assert hits(Alarm("r", "warning", *fault.block, "no-such-concept", None), places) == []


def test_a_drift_may_be_told_at_its_other_places() -> None:
    places = DRAFTS[0].planted().places
    fault = next(p for p in places if p.kind == "drift")
    other = next(p for p in places if p.role == "same" and p.label == fault.label)
    assert hits(Alarm("r", "warning", other.start, other.end, "", other.right), places) == [fault]


def test_lines_and_columns_become_offsets() -> None:
    offsets = Offsets("ab\n中文\n\nd")
    assert [offsets.at(1, 1), offsets.at(2, 2), offsets.at(4, 1), offsets.at(4, 2)] == [0, 4, 7, 8]
