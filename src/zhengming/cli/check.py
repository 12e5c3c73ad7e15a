"""`zhengming check`: findings in a draft."""

from __future__ import annotations

import sys

import click

from zhengming.cli.options import Troubles, columns, format_option, glossary_option, glossary_paths, region_option
from zhengming.errors import UsageError, ZhengmingError
from zhengming.model import SEVERITIES, Document, Report


@click.command("check")
@click.argument("drafts", nargs=-1, required=True, metavar="DRAFT...")
@click.option("--source", metavar="SRC", help="The text that the draft translates.")
@glossary_option
@region_option
@click.option("--rule", "only", multiple=True, metavar="ID", help="Run only this rule; repeatable.")
@click.option("--no-rule", "without", multiple=True, metavar="ID", help="Leave this rule out; repeatable.")
@click.option("--fail-on", type=click.Choice([*SEVERITIES, "never"]), default="warning", show_default=True)
@format_option("text", "json")
def command(
    drafts: tuple[str, ...],
    source: str | None,
    glossaries: tuple[str, ...],
    region: str | None,
    only: tuple[str, ...],
    without: tuple[str, ...],
    fail_on: str,
    output: str,
) -> int:
    """Check drafts against the glossary, alone or with their source; exit code 1 on findings.

    \b
    zhengming check draft.md --source report.txt
    """
    if source and len(drafts) > 1:
        raise UsageError("one source, but several drafts", hint="check each draft with its own source")
    if source == "-" and "-" in drafts:
        raise UsageError("draft and source cannot both be standard input", hint="name a file for one of them")
    rules = _rules(only, without)
    troubles = Troubles()
    documents, reports = _checked(drafts, source, glossaries, region, rules, troubles)
    if output == "json":
        from zhengming.reporting.findings import findings_json

        print(findings_json(reports))
    else:
        _print(documents, reports)
    worst = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on != "never" else ()
    found = any(f.severity in worst for r in reports for f in r.findings)
    return 2 if troubles.seen else int(found)


def _rules(only: tuple[str, ...], without: tuple[str, ...]) -> list[str]:
    from zhengming.checking.rules import RULES, known

    left_out = known(without)
    chosen = [rule for rule in known(only) or RULES if rule not in left_out]
    if not chosen:
        raise UsageError("every rule is left out", hint="there is nothing to check")
    return chosen


def _checked(
    drafts: tuple[str, ...],
    source: str | None,
    glossaries: tuple[str, ...],
    region: str | None,
    rules: list[str],
    troubles: Troubles,
) -> tuple[dict[str, Document], list[Report]]:
    from zhengming.checking import check
    from zhengming.documents import read
    from zhengming.glossary.read import load
    from zhengming.matching import Matcher

    matcher = Matcher(load(*glossary_paths(glossaries)))
    original = read(source) if source else None
    documents: dict[str, Document] = {}
    reports = []
    for path in drafts:
        try:
            documents[path] = read(path)
        except ZhengmingError as error:
            troubles.tell(error)
            continue
        reports.append(check(documents[path], matcher, source=original, region=region, rules=rules))
    return documents, reports


def _print(documents: dict[str, Document], reports: list[Report]) -> None:
    from zhengming.reporting.findings import finding_text, summary_text

    color = sys.stdout.isatty()
    for report in reports:
        for finding in report.findings:
            print(finding_text(finding, documents, columns=columns(), color=color) + "\n")
    if reports:
        print(summary_text(reports))
