"""One fault, one finding: of rules that speak of the same words, the one that says most is heard."""

from __future__ import annotations

from collections.abc import Sequence

from zhengming.model import Finding

# From the most telling to the least: a form that the entry itself names, then what stands instead of a term, then
# single characters and spellings.
_TELLING = (
    "deprecated-term",
    "missing-term",
    "misconversion",
    "region-form",
    "mixed-script",
    "spelling-variant",
    "wrong-case",
    "inconsistent-term",
    "untranslated",
)
_RANK = {rule: rank for rank, rule in enumerate(_TELLING)}


def without_doubles(findings: Sequence[Finding]) -> list[Finding]:
    """The findings without those whose words a more telling one speaks of too; order stays."""
    beside: dict[tuple[str, int], list[Finding]] = {}
    for finding in findings:
        if finding.span and finding.rule in _RANK:
            beside.setdefault((finding.segment, finding.span[0]), []).append(finding)
    return [
        f for f in findings if not f.span or not any(_outdoes(o, f) for o in beside.get((f.segment, f.span[0]), ()))
    ]


def _outdoes(one: Finding, other: Finding) -> bool:
    if one is other or not one.span or not other.span or other.rule not in _RANK:
        return False
    overlap = one.span[1] < other.span[2] and other.span[1] < one.span[2]
    return overlap and _RANK[one.rule] < _RANK[other.rule] and (one.severity != "info" or other.severity == "info")
