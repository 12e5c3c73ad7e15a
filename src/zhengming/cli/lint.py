"""`zhengming lint`: faults of the glossary itself."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from zhengming.cli.options import columns, format_option, glossary_option, glossary_paths
from zhengming.errors import UsageError
from zhengming.model import SEVERITIES

if TYPE_CHECKING:
    from zhengming.glossary.lint import Linted


@click.command("lint")
@glossary_option
@click.option("--fix", is_flag=True, help="Mend what a program may mend; every other byte stays.")
@click.option("--diff", is_flag=True, help="Show what --fix would change; write nothing.")
@click.option("--fail-on", type=click.Choice([*SEVERITIES, "never"]), default="warning", show_default=True)
@format_option("text", "json")
def command(glossaries: tuple[str, ...], fix: bool, diff: bool, fail_on: str, output: str) -> int:
    """Look a glossary through for faults, each with its reason; exit code 1 on findings.

    \b
    zhengming lint --glossary mine.yaml
    zhengming lint --glossary mine.yaml --fix
    """
    from zhengming.glossary.lint import lint

    if diff and output == "json":
        raise UsageError("--diff is text", hint="leave out --format json; the findings hold their fixes")
    paths = glossary_paths(glossaries)
    if diff:
        return _show_changes(paths)
    if fix:
        _mend(paths, named=bool(glossaries))
    linted = lint(*paths)
    _print(linted, output)
    worst = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on != "never" else ()
    return int(any(f.severity in worst for f in linted.report.findings))


def _mend(paths: tuple[str, ...], *, named: bool) -> None:
    from zhengming.glossary.lint import fix
    from zhengming.glossary.locate import built_in

    if not named and paths == (built_in(),):
        raise UsageError("the built-in glossary is not yours to mend", hint="name a file: --glossary my.yaml")
    count = fix(*paths)
    click.echo(f"mended {count} fault{'' if count == 1 else 's'}", err=True)


def _show_changes(paths: tuple[str, ...]) -> int:
    """The changes as a unified diff; 1 where there are any."""
    import difflib

    from zhengming.glossary.lint import mended
    from zhengming.reporting.visible import visible

    changed = [m for m in mended(*paths) if m.faults]
    for one in changed:
        before, after = one.file.text.splitlines(), one.text.splitlines()
        for line in difflib.unified_diff(before, after, one.file.path, one.file.path, lineterm=""):
            print(visible(line))
    return int(bool(changed))


def _print(linted: Linted, output: str) -> None:
    from zhengming.reporting.findings import finding_text, findings_json, summary_text

    if output == "json":
        print(findings_json([linted.report]))
        return
    for finding in linted.report.findings:
        print(finding_text(finding, linted.documents, columns=columns(), color=sys.stdout.isatty()) + "\n")
    print(summary_text([linted.report], of="concept"))
