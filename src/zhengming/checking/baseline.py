"""Findings that are known and borne with: a file of fingerprints, which stay when lines move."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from zhengming.errors import ReadError
from zhengming.files.decode import read_text
from zhengming.files.write import write_atomically
from zhengming.model import Report

FORMAT = "zhengming-baseline/1"


def read_baseline(path: str) -> Counter[str]:
    """How often each fingerprint is known; raises ReadError for a file that is no baseline."""
    text = read_text(path).text
    try:
        data = json.loads(text)
        if data["format"] != FORMAT:
            raise ReadError(f"the format is not {FORMAT}", path=path, hint="write it anew with --write-baseline")
        return Counter(str(one["fingerprint"]) for one in data["findings"])
    except (ValueError, KeyError, TypeError):
        raise ReadError("this is no baseline", path=path, hint="write one with --write-baseline") from None


def write_baseline(path: str, reports: Iterable[Report]) -> int:
    """Write the findings of a run as known; returns how many. One a line, so that a review shows what changed."""
    known = [
        {"fingerprint": f.fingerprint, "rule": f.rule, "path": f.path, "found": f.found, "concept": f.concept}
        for report in reports
        for f in report.findings
    ]
    known.sort(key=lambda one: (one["path"] or "", one["rule"] or "", one["found"] or "", one["fingerprint"] or ""))
    lines = ",\n".join("  " + json.dumps(one, ensure_ascii=False) for one in known)
    body = (
        f'{{"format": "{FORMAT}", "findings": [\n{lines}\n]}}\n'
        if known
        else f'{{"format": "{FORMAT}", "findings": []}}\n'
    )
    write_atomically(path, body.encode())
    return len(known)


def unknown(report: Report, known: Counter[str]) -> Report:
    """The report without the findings that are known; each takes one away from `known`, which serves the next draft."""
    kept = []
    for finding in report.findings:
        if known[finding.fingerprint] > 0:
            known[finding.fingerprint] -= 1
        else:
            kept.append(finding)
    return replace(report, findings=tuple(kept))
