"""Findings as the workflow commands that GitHub shows beside the lines of a change."""

from __future__ import annotations

from collections.abc import Sequence

from zhengming.model import Finding, Report
from zhengming.reporting.visible import visible

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def github_annotations(reports: Sequence[Report]) -> str:
    """One line a finding: ::error file=draft.md,line=3,col=5,…::message."""
    return "\n".join(_annotation(finding) for report in reports for finding in report.findings)


def _annotation(finding: Finding) -> str:
    place: dict[str, object] = {"file": finding.path}
    said = finding.message
    if finding.where:
        said = f"{', '.join(f'{key} {value}' for key, value in finding.where)}: {said}"
    else:
        place |= {"line": finding.line, "endLine": finding.end_line}
        # GitHub refuses columns of a span over several lines.
        if finding.line == finding.end_line:
            place |= {"col": finding.column, "endColumn": finding.end_column}
    place["title"] = finding.rule
    head = ",".join(f"{key}={_property(str(value))}" for key, value in place.items())
    return f"::{_COMMANDS[finding.severity]} {head}::{_data(said)}"


def _data(text: str) -> str:
    """A message on one line, as the runner reads it back; what could steer a terminal is made visible."""
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
