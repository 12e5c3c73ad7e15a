"""One phrase of the source in several renderings, without a glossary entry."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from zhengming.checking import check
from zhengming.documents import parse
from zhengming.files.decode import Decoded
from zhengming.glossary.read import load
from zhengming.matching import Matcher
from zhengming.model import Bilingual, Block, Document, Segment

FOLDER = Path(__file__).parents[1] / "cases/checking"
CASES: list[dict[str, Any]] = yaml.safe_load((FOLDER / "drift.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(load(str(FOLDER / "terms.yaml")))


def bilingual(sources: list[str], targets: list[str]) -> Bilingual:
    """A file in which each source line stands above its translation."""
    lines = [line for pair in zip(sources, targets, strict=True) for line in pair]
    starts = [0]
    for line in lines[:-1]:
        starts.append(starts[-1] + len(line) + 1)
    blocks = [Block("paragraph", line, (0,), (start,)) for line, start in zip(lines, starts, strict=True)]
    segments = (Segment(n // 2 + 1, (blocks[n + 1],), (blocks[n],)) for n in range(0, len(blocks), 2))
    return Bilingual(Document("made.txt", "\n".join(lines), "utf-8", (), tuple(starts)), tuple(segments))


@pytest.mark.parametrize("case", CASES, ids=[c["label"] for c in CASES])
def test_drift(matcher: Matcher, case: dict[str, Any]) -> None:
    report = check(bilingual(case["source"], case["draft"]), matcher, rules=["inconsistent-term"])
    assert [f.found for f in report.findings] == case["found"]
    assert all(f.severity == "warning" and f.concept is None and f.source_term for f in report.findings)
    assert all(len(f.expected) == 1 and f.related for f in report.findings)


def test_the_usual_rendering_is_shown_with_its_places(matcher: Matcher) -> None:
    case = CASES[0]
    (finding,) = check(bilingual(case["source"], case["draft"]), matcher, rules=["inconsistent-term"]).findings
    assert finding.source_term == "農地重劃"
    assert finding.expected == ("farmland consolidation",)
    assert [r.line for r in finding.related] == [2, 4, 8]


def test_plain_documents_are_judged_too(matcher: Matcher) -> None:
    case = CASES[0]
    draft, source = (
        parse(Decoded("\n\n".join(case[side]), "utf-8"), f"{side}.txt", suffix=".txt") for side in ("draft", "source")
    )
    (finding,) = check(draft, matcher, source=source, rules=["inconsistent-term"]).findings
    assert (finding.found, finding.line) == ("farmland readjustment", 5)
