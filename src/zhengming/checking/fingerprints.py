"""A name for each finding that stays when lines move, so that a baseline knows it again."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from zhengming.model import Document, Finding


def identified(findings: Iterable[Finding], draft: Document) -> tuple[Finding, ...]:
    """The findings with fingerprints of rule, wording, concept and the words around, not of the place."""
    seen: Counter[str] = Counter()
    out = []
    for finding in findings:
        around = " ".join(draft.line_text(finding.line)[max(0, finding.column - 21) : finding.column + 20].split())
        basis = "\0".join([finding.rule, finding.found or "", finding.concept or "", *finding.expected, around])
        seen[basis] += 1
        digest = hashlib.sha256(f"{basis}\0{seen[basis]}".encode()).hexdigest()[:16]
        out.append(replace(finding, fingerprint=digest))
    return tuple(out)
