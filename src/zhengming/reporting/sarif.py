"""Findings as SARIF 2.1.0 (OASIS), which code-review services read; columns are Unicode code points, as it is said."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib import metadata
from typing import Any
from urllib.parse import quote

from zhengming.checking.rules import RULES, Rule
from zhengming.model import Finding, Report

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_FINGERPRINT = "zhengming/v1"


def sarif(reports: Sequence[Report]) -> str:
    """One run with the rules that found something and all findings."""
    findings = [finding for report in reports for finding in report.findings]
    rules = sorted({finding.rule for finding in findings})
    driver = {
        "name": "zhengming",
        "version": metadata.version("zhengming"),
        "rules": [_rule(RULES[name]) for name in rules if name in RULES],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True}],
        "results": [_result(finding, rules.index(finding.rule)) for finding in findings],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(rule: Rule) -> dict[str, Any]:
    """A rule with its manual; its first line is the short description."""
    head, _, rest = rule.manual.strip().partition("\n")
    return {
        "id": rule.id,
        "shortDescription": {"text": head.partition(": ")[2] or head},
        "fullDescription": {"text": " ".join(rest.split()) or head},
        "help": {"text": rest.strip() or head},
    }


def _result(finding: Finding, index: int) -> dict[str, Any]:
    said = {"concept": finding.concept, "sourceTerm": finding.source_term, "segment": finding.segment}
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [_location(finding)],
        "partialFingerprints": {_FINGERPRINT: finding.fingerprint},
        "properties": {key: value for key, value in said.items() if value} | {"expected": list(finding.expected)},
    }
    related = [_place(r.path, _region(r.line, r.column), r.found) for r in finding.related]
    if finding.source_path and finding.source_line and finding.source_column:
        region = _region(finding.source_line, finding.source_column)
        related.insert(0, _place(finding.source_path, region, f"source: {finding.source_term}"))
    if related:
        result["relatedLocations"] = [{"id": n, **place} for n, place in enumerate(related, 1)]
    if finding.fix:
        fix = finding.fix
        region = _region(fix.line, fix.column) | {"endLine": fix.end_line, "endColumn": fix.end_column}
        replacement = {"deletedRegion": region, "insertedContent": {"text": fix.text}}
        change = {"artifactLocation": _artifact(finding.path), "replacements": [replacement]}
        result["fixes"] = [{"description": {"text": f"write {fix.text}"}, "artifactChanges": [change]}]
    return result


def _location(finding: Finding) -> dict[str, Any]:
    """Where it stands; in a format without lines by its page, cell or paragraph."""
    if finding.where:
        name = ", ".join(f"{key} {value}" for key, value in finding.where)
        physical = {"artifactLocation": _artifact(finding.path)}
        return {"physicalLocation": physical, "logicalLocations": [{"fullyQualifiedName": name}]}
    region = _region(finding.line, finding.column) | {"endLine": finding.end_line, "endColumn": finding.end_column}
    if finding.found:
        region["snippet"] = {"text": finding.found}
    return {"physicalLocation": {"artifactLocation": _artifact(finding.path), "region": region}}


def _place(path: str, region: dict[str, Any], text: str) -> dict[str, Any]:
    return {
        "physicalLocation": {"artifactLocation": _artifact(path), "region": region},
        "message": {"text": text},
    }


def _region(line: int, column: int) -> dict[str, Any]:
    return {"startLine": line, "startColumn": column}


def _artifact(path: str) -> dict[str, str]:
    """A path as the URI that it is; `-` is standard input, which has none."""
    return {"uri": "stdin" if path == "-" else quote(path.removeprefix("./"))}
