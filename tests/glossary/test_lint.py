"""Every fault that `lint` finds, as many that it must not find, and that --fix mends nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from zhengming.errors import GlossaryError
from zhengming.glossary.lint import RULES, fix, lint
from zhengming.glossary.read import load

ROOT = Path(__file__).parents[2]
CASES: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/cases/glossary/lint.yaml").read_text(encoding="utf-8"))
HEAD = "format: zhengming/1\nconcepts:\n"
NAMES = {
    *("ambiguous-wording", "avoided-elsewhere-right", "form-inside-form", "mixed-script", "same-as-fallback"),
    *("acronym-alone", "missing-id", "dangling-reference", "suspicious-split", "lost-text"),
}


def written(folder: Path, text: str, name: str = "g.yaml") -> Path:
    path = folder / name
    path.write_bytes(text.replace("{head}", HEAD).encode())
    return path


@pytest.mark.parametrize("case", CASES, ids=[c["label"] for c in CASES])
def test_faults(case: dict[str, Any], tmp_path: Path) -> None:
    path = written(tmp_path, case["text"])
    linted = lint(str(path))
    where = linted.documents[str(path)]
    stands = [
        [f.rule, f.line, where.line_text(f.line)[f.column - 1 : f.end_column - 1]] for f in linted.report.findings
    ]
    assert stands == case["found"]
    assert all(
        f.message and f.severity == ("info" if f.rule == "form-inside-form" else "warning")
        for f in linted.report.findings
    )


@pytest.mark.parametrize("case", CASES, ids=[c["label"] for c in CASES])
def test_mending(case: dict[str, Any], tmp_path: Path) -> None:
    """What --fix writes is the case's `fixed`, or what stood there; and a second run finds nothing more to mend."""
    path = written(tmp_path, case["text"])
    count = fix(str(path))
    assert path.read_bytes().decode() == case.get("fixed", case["text"]).replace("{head}", HEAD)
    assert bool(count) == ("fixed" in case)
    assert fix(str(path)) == 0


@pytest.mark.parametrize("rule", sorted(NAMES))
def test_every_rule_has_quiet_cases_beside_its_loud_ones(rule: str) -> None:
    section: list[dict[str, Any]] = []
    for case in CASES:
        if section and case["found"] and not section[-1]["found"]:
            if any(f[0] == rule for c in section for f in c["found"]):
                break
            section = []
        section.append(case)
    loud = [c for c in section if any(f[0] == rule for f in c["found"])]
    quiet = [c for c in section if not c["found"]]
    assert len(loud) >= 3 and len(quiet) >= 2


def test_there_are_as_many_quiet_cases() -> None:
    quiet = [c for c in CASES if not c["found"]]
    assert len(quiet) * 2 >= len(CASES)
    assert len(RULES) == len(NAMES)


def test_the_shipped_glossary_has_no_warnings() -> None:
    assert [f for f in lint(str(ROOT / "glossary")).report.findings if f.severity != "info"] == []


class TestSeveralFiles:
    def test_faults_between_files_name_both(self, tmp_path: Path) -> None:
        one = written(tmp_path, "{head}  - {id: a, en: chip, zh: 晶片}\n", "a.yaml")
        two = written(tmp_path, "{head}  - {id: b, en: chips, zh: 薯片, related: [a]}\n", "b.yaml")
        for paths in ([str(tmp_path)], [str(one), str(two)]):
            [finding] = lint(*paths).report.findings
            assert (finding.rule, finding.path, finding.line) == ("ambiguous-wording", str(two), 3)
            assert [(r.path, r.line, r.found) for r in finding.related] == [(str(one), 3, "chip")]

    def test_an_override_in_another_file(self, tmp_path: Path) -> None:
        one = written(tmp_path, "{head}  - {id: a, en: NATO, zh: 北約}\n", "a.yaml")
        two = written(tmp_path, "{head}  - {overrides: a, en: North Atlantic Treaty Organization}\n", "b.yaml")
        assert [f.rule for f in lint(str(one)).report.findings] == ["acronym-alone"]
        assert lint(str(one), str(two)).report.findings == ()

    def test_both_are_mended(self, tmp_path: Path) -> None:
        one = written(tmp_path, "{head}  - {en: chip, zh: 晶片}\n", "a.yaml")
        two = written(tmp_path, "{head}  - {en: wafer, zh: 晶圓}\n", "b.yaml")
        assert fix(str(tmp_path)) == 2
        assert [c.id for c in load(str(one), str(two)).concepts] == ["chip", "wafer"]
        assert "id: wafer" in two.read_text(encoding="utf-8")

    def test_what_does_not_load_is_told_first(self, tmp_path: Path) -> None:
        written(tmp_path, "{head}  - {id: a, en: chip, zh: 晶片}\n", "a.yaml")
        written(tmp_path, "{head}  - {id: a, en: crisp, zh: 薯片}\n", "b.yaml")
        with pytest.raises(GlossaryError, match=r"b\.yaml:3: the id 'a' stands twice \(first in .*a\.yaml:3\)"):
            lint(str(tmp_path))


def test_fingerprints_survive_moved_lines(tmp_path: Path) -> None:
    text = "  - {id: a, en: NATO, zh: 北約}\n"
    [before] = lint(str(written(tmp_path, HEAD + text))).report.findings
    [after] = lint(str(written(tmp_path, HEAD + "\n# x\n\n" + text))).report.findings
    assert before.line + 3 == after.line and before.fingerprint == after.fingerprint
