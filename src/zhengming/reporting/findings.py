"""Findings for a person at a terminal, and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from zhengming.language.width import width, wrap
from zhengming.model import SEVERITIES, Document, Finding, Report
from zhengming.reporting.visible import visible, visible_name

_LINES = ("line", "column", "end_line", "end_column")
# What stands for the rest of a line on both sides.
_ELLIPSES = 4
_COLORS = {"error": "31", "warning": "33", "info": "36"}


def findings_json(reports: Sequence[Report]) -> str:
    """All findings of a run and their summary, in the keys of the contract."""
    findings = [f for r in reports for f in r.findings]
    summary = {
        "segments": sum(r.segments for r in reports),
        "checked": sum(r.checked for r in reports),
        "unsure": sum(r.unsure for r in reports),
        "findings": len(findings),
        "by_rule": dict(sorted(Counter(f.rule for f in findings).items())),
    }
    return json.dumps(
        {"findings": [finding_record(f) for f in findings], "summary": summary}, ensure_ascii=False, indent=2
    )


def findings_jsonl(reports: Sequence[Report]) -> str:
    """One finding a line, in the same keys."""
    return "\n".join(json.dumps(finding_record(f), ensure_ascii=False) for r in reports for f in r.findings)


def finding_record(finding: Finding) -> dict[str, Any]:
    """One finding as JSON has it."""
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "path": finding.path,
        **_place(finding),
        "segment": finding.segment,
        "found": finding.found,
        "expected": list(finding.expected),
        "concept": finding.concept,
        "source_term": finding.source_term,
        "source_path": finding.source_path,
        "source_line": finding.source_line,
        "source_column": finding.source_column,
        "message": finding.message,
        "related": [{"path": r.path, "line": r.line, "column": r.column, "found": r.found} for r in finding.related],
        "fix": asdict(finding.fix) if finding.fix else None,
        "fingerprint": finding.fingerprint,
    }


def _place(finding: Finding) -> dict[str, Any]:
    """Lines and columns, or for a format that has none what a person goes to."""
    lines = (finding.line, finding.column, finding.end_line, finding.end_column)
    shown = (None,) * 4 if finding.where else lines
    return {**dict(zip(_LINES, shown, strict=True)), "where": dict(finding.where) or None}


def finding_text(finding: Finding, documents: Mapping[str, Document], *, columns: int, color: bool) -> str:
    """Place, severity and rule; the draft's line over the source's with carets under the words; then what is wrong."""
    severity = f"\x1b[{_COLORS[finding.severity]}m{finding.severity}\x1b[0m" if color else finding.severity
    lines = [f"{_shown_place(finding)}: {severity}: {finding.rule}"]
    lines += _draft_line(documents[finding.path], finding, columns)
    lines += _source_line(documents, finding, columns)
    lines += _aside(finding.message, columns)
    if finding.related:
        lines += _aside(_places(finding), columns)
    return "\n".join(lines)


def _shown_place(finding: Finding) -> str:
    """draft.md:3:9, or for a format without lines draft.docx: part body, paragraph 3."""
    name = visible_name(finding.path)
    if finding.where:
        return f"{name}: {visible_name(', '.join(f'{key} {value}' for key, value in finding.where))}"
    return f"{name}:{finding.line}:{finding.column}"


def _draft_line(document: Document, finding: Finding, columns: int) -> list[str]:
    text = document.line_text(finding.line)
    start = finding.column - 1
    end = finding.end_column - 1 if finding.end_line == finding.line else len(text)
    return _excerpt(
        text, "" if finding.where else finding.line, start, start if finding.found is None else end, columns
    )


def _source_line(documents: Mapping[str, Document], finding: Finding, columns: int) -> list[str]:
    """The line of the source that the words render, where the source is at hand, and its place."""
    if not finding.source_term or not finding.source_path or not finding.source_line or not finding.source_column:
        return []
    source = documents.get(finding.source_path)
    shown: list[str] = []
    if source:
        text, start = source.line_text(finding.source_line), finding.source_column - 1
        end = min(start + len(finding.source_term), len(text))
        line = "" if finding.where else finding.source_line
        shown = _excerpt(text, line, start, end, columns)
    if finding.source_path == finding.path:
        return shown
    place = f"{visible_name(finding.source_path)}:{finding.source_line}"
    return shown + _aside(f"source {place}: {finding.source_term}", columns)


def _places(finding: Finding) -> str:
    """Where else it stands: strategy at 3:5, 9:1; with several files each place is told by itself."""
    first = finding.related[0]
    if all(r.path == finding.path for r in finding.related):
        return f"{first.found} at {', '.join(f'{r.line}:{r.column}' for r in finding.related)}"
    told = (("" if r.path == finding.path else f"{r.path}:") + f"{r.line}:{r.column}" for r in finding.related)
    return "; ".join(f"{r.found} at {place}" for r, place in zip(finding.related, told, strict=True))


def _aside(text: str, columns: int) -> list[str]:
    """A remark below the line, wrapped to the terminal."""
    return wrap(visible(text), columns, first="      = ", rest="        ")


def _excerpt(text: str, line: int | str, start: int, end: int, columns: int) -> list[str]:
    """The part of a line around text[start:end], no wider than the terminal, and the carets."""
    room = max(columns - 9, 30)
    end = start + _fitting(text[start:end], room - _ELLIPSES)
    left, right = _window(text, start, max(end, start + 1), room)
    lead = "… " if left else ""
    shown = lead + visible(text[left:right]).replace("\t", " ") + (" …" if right < len(text) else "")
    lines = [f"{line:>5} | {shown}"]
    if end > start:
        before = width(lead + visible(text[left:start]))
        carets = "^" * max(1, min(width(visible(text[start:end])), room - before))
        lines.append(f"      | {' ' * before}{carets}")
    return lines


def _fitting(text: str, room: int) -> int:
    """How many characters of a text fit into so many cells."""
    taken = 0
    for count, character in enumerate(text):
        taken += width(character)
        if taken > room:
            return count
    return len(text)


def _window(text: str, start: int, end: int, room: int) -> tuple[int, int]:
    """A stretch around text[start:end] that takes at most `room` cells."""
    left, right = start, min(end, len(text))
    used = width(text[left:right]) + 4
    while used < room and (left > 0 or right < len(text)):
        if left > 0:
            left -= 1
            used += width(text[left])
        if right < len(text) and used < room:
            used += width(text[right])
            right += 1
    return _whole_words(text, left, right, start, end)


def _whole_words(text: str, left: int, right: int, start: int, end: int) -> tuple[int, int]:
    """The stretch without the halves of English words at its ends."""
    if left and text[left - 1 : left + 1].isascii():
        space = text.find(" ", left, start)
        left = space + 1 if space >= 0 else left
    if right < len(text) and text[right - 1 : right + 1].isascii():
        space = text.rfind(" ", end, right)
        right = space if space >= 0 else right
    return left, right


def summary_text(reports: Sequence[Report], *, of: str = "paragraph") -> str:
    """14 findings (6 errors, 5 warnings, 3 infos) in 5 paragraphs."""
    counts = Counter[str](f.severity for r in reports for f in r.findings)
    segments, unsure = sum(r.segments for r in reports), sum(r.unsure for r in reports)
    parts = [f"{counts[s]} {s}{'s' if counts[s] != 1 else ''}" for s in SEVERITIES if counts[s]]
    total = sum(counts.values())
    found = f"{total} finding{'s' if total != 1 else ''}" + (f" ({', '.join(parts)})" if parts else "")
    aside = f"; {unsure} of them could not be aligned with the source and were checked alone" if unsure else ""
    skipped = Counter[str]()
    for report in reports:
        skipped.update(dict(report.skipped))
    aside += "".join(f"; {count} skipped ({reason})" for reason, count in sorted(skipped.items()))
    return f"{found} in {segments} {of}{'s' if segments != 1 else ''}{aside}."
