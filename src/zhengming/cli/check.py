"""`zhengming check`: findings in a draft."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from zhengming.cli.options import Troubles, columns, drafts_under, format_option, glossary_option, region_option
from zhengming.errors import UsageError, ZhengmingError
from zhengming.model import SEVERITIES, Document, Profile, Report

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

    from zhengming.checking.session import Draft, Session
    from zhengming.model import Glossary

_FORMATS = ("text", "json", "jsonl", "sarif", "github", "html")


@click.command("check")
@click.argument("drafts", nargs=-1, required=True, metavar="DRAFT...")
@click.option("--source", metavar="SRC", help="The text that the draft translates.")
@click.option("--profile", "profile_name", metavar="NAME", help="A [profile.NAME] of your configuration.")
@glossary_option
@region_option
@click.option("--source-language", type=click.Choice(["zh", "en"]), help="Default: the one the draft is not in.")
@click.option("--language", type=click.Choice(["zh", "en"]), help="The draft's language. Default: detected.")
@click.option("--rule", "only", multiple=True, metavar="ID", help="Run only this rule; repeatable.")
@click.option("--no-rule", "without", multiple=True, metavar="ID", help="Leave this rule out; repeatable.")
@click.option("--baseline", metavar="FILE", help="Findings that are known: not told again.")
@click.option("--write-baseline", metavar="FILE", help="Write what is found as known, and tell nothing.")
@click.option("--diff-from", metavar="REV", help="Only lines that changed since this revision of git.")
@click.option("--fix", is_flag=True, help="Mend what a program may mend; every other byte stays.")
@click.option("--diff", is_flag=True, help="Show what --fix would change; write nothing.")
@click.option("--what-if", metavar="RULE", help='How often "數據: deprecated" or "first-mention: on" would fire.')
@click.option("--fail-on", type=click.Choice([*SEVERITIES, "never"]), default="warning", show_default=True)
@format_option(*_FORMATS)
def command(
    drafts: tuple[str, ...],
    source: str | None,
    profile_name: str | None,
    glossaries: tuple[str, ...],
    region: str | None,
    source_language: str | None,
    language: str | None,
    only: tuple[str, ...],
    without: tuple[str, ...],
    baseline: str | None,
    write_baseline: str | None,
    diff_from: str | None,
    fix: bool,
    diff: bool,
    what_if: str | None,
    fail_on: str,
    output: str,
) -> int:
    """Check drafts against the glossary: alone, with their source, or files that hold both; exit code 1 on findings.

    \b
    zhengming check draft.md --source report.txt
    zhengming check draft.xlf --profile client
    zhengming check draft.md --source report.txt --format html > report.html
    """
    from zhengming.checking.profiles import load_profile
    from zhengming.checking.session import Session, Wishes
    from zhengming.documents import read

    _refuse_contradictions(drafts, source, source_language, language, diff, output, what_if)
    profile = _said(load_profile(profile_name), source_language, language)
    rules, profile = _rules(only, without, profile)
    glossary = _glossary(glossaries, profile)
    if what_if:
        from zhengming.checking.what_if import trial

        glossary, rules = trial(what_if, glossary)
    known = None if write_baseline or what_if else _known(baseline or profile.baseline)
    wishes = Wishes(region, rules, diff_from, keep=output == "html" or what_if is not None)
    original = read(source) if source else None
    session = Session(glossary, profile, wishes, source=original, known=known)
    troubles = Troubles()
    if diff:
        return _show_changes(session, _read(session, drafts, troubles), troubles)
    documents: dict[str, Document] = {original.path: original} if original else {}
    reports = []
    for draft, beside in _read(session, drafts, troubles):
        try:
            draft = _mended(session, draft, beside) if fix else draft
            report = session.check(draft, beside)
        except ZhengmingError as error:
            troubles.tell(error)
            continue
        documents |= {one.path: one for one in (_document(draft), beside) if one}
        reports.append(report)
    for report in reports:
        troubles.remark(report.remarks)
    if not reports and not troubles.seen:
        troubles.remark(["there was nothing to check: the folder holds no draft, or the profile ignores it"])
    if write_baseline:
        return _written(write_baseline, reports, troubles)
    if what_if:
        return _told_cost(what_if, documents, reports, troubles, output)
    _print(documents, reports, output)
    worst = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on != "never" else ()
    found = any(f.severity in worst for r in reports for f in r.findings)
    return 2 if troubles.seen else int(found)


def _refuse_contradictions(
    drafts: tuple[str, ...],
    source: str | None,
    source_language: str | None,
    language: str | None,
    diff: bool,
    output: str,
    what_if: str | None,
) -> None:
    if source and len(drafts) > 1:
        raise UsageError("one source, but several drafts", hint="check each draft with its own source")
    if source == "-" and "-" in drafts:
        raise UsageError("draft and source cannot both be standard input", hint="name a file for one of them")
    if source_language and source_language == language:
        raise UsageError("draft and source cannot both be in one language", hint="leave one of them out")
    if diff and output != "text":
        raise UsageError("--diff is text", hint=f"leave out --format {output}; the findings hold their fixes")
    if what_if and output not in ("text", "json"):
        raise UsageError("--what-if is told as text or JSON", hint=f"leave out --format {output}")


def _said(profile: Profile, source_language: str | None, language: str | None) -> Profile:
    """The profile with the languages that the command line names."""
    from dataclasses import replace

    other = {"zh": "en", "en": "zh"}
    target = language or (other[source_language] if source_language else "")
    return replace(profile, direction=f"{other[target]}-{target}") if target else profile


def _rules(only: tuple[str, ...], without: tuple[str, ...], profile: Profile) -> tuple[tuple[str, ...] | None, Profile]:
    """The rules that were named, None for the default ones; and the profile without those that were left out."""
    from dataclasses import replace

    from zhengming.checking.rules import RULES, known

    left_out = known(without)
    named = tuple(rule for rule in known(only) if rule not in left_out) if only else None
    if named == () or not RULES.keys() - set(left_out):
        raise UsageError("every rule is left out", hint="there is nothing to check")
    return named, replace(profile, rules=(*profile.rules, *((rule, False) for rule in left_out)))


def _glossary(named: tuple[str, ...], profile: Profile) -> Glossary:
    from zhengming.cli.options import glossary_paths
    from zhengming.glossary.read import load

    return load(*glossary_paths(named or profile.glossaries))


def _known(path: str | None) -> Counter[str] | None:
    from zhengming.checking.baseline import read_baseline

    return read_baseline(path) if path else None


def _read(session: Session, paths: tuple[str, ...], troubles: Troubles) -> Iterator[tuple[Draft, Document | None]]:
    """The drafts that can be read, each with its source; of the others it is said why."""
    for path in drafts_under(paths, troubles):
        if path != "-" and session.ignored(path):
            continue
        try:
            yield from session.read(path)
        except ZhengmingError as error:
            troubles.tell(error)


def _document(draft: Draft) -> Document:
    return draft if isinstance(draft, Document) else draft.document


def _mended(session: Session, draft: Draft, source: Document | None) -> Draft:
    """The draft as it is once mended on disk."""
    from zhengming.files.rewrite import rewrite

    done = session.mended(draft, source)
    path = done.document.path
    if not done.count:
        return draft
    if path == "-":
        raise UsageError("standard input cannot be mended", hint="name a file")
    rewrite(path, done.document.text, done.text, done.document.encoding)
    click.echo(f"{path}: mended {done.count} finding{'' if done.count == 1 else 's'}", err=True)
    return session.parsed(draft, done.text)


def _show_changes(session: Session, drafts: Iterator[tuple[Draft, Document | None]], troubles: Troubles) -> int:
    """The changes as a unified diff; 1 where there are any."""
    from zhengming.reporting.changes import changes

    changed = False
    for draft, source in drafts:
        done = session.mended(draft, source)
        for line in changes(done.document.path, done.document.text, done.text):
            changed = True
            print(line)
    return 2 if troubles.seen else int(changed)


def _written(path: str, reports: list[Report], troubles: Troubles) -> int:
    from zhengming.checking.baseline import write_baseline

    count = write_baseline(path, reports)
    click.echo(f"{path}: {count} finding{'' if count == 1 else 's'} known from now on", err=True)
    return 2 if troubles.seen else 0


def _print(documents: dict[str, Document], reports: list[Report], output: str) -> None:
    if output == "text":
        _print_text(documents, reports)
        return
    from importlib import import_module

    module, name = {
        "json": ("findings", "findings_json"),
        "jsonl": ("findings", "findings_jsonl"),
        "sarif": ("sarif", "sarif"),
        "github": ("github", "github_annotations"),
        "html": ("checked_page", "checked_page"),
    }[output]
    text = getattr(import_module(f"zhengming.reporting.{module}"), name)(reports)
    if text:
        print(text)


def _print_text(documents: dict[str, Document], reports: list[Report]) -> None:
    from zhengming.reporting.findings import finding_text, summary_text

    color = sys.stdout.isatty()
    for report in reports:
        for finding in report.findings:
            print(finding_text(finding, documents, columns=columns(), color=color) + "\n")
    if reports:
        print(summary_text(reports))


def _told_cost(
    statement: str, documents: dict[str, Document], reports: list[Report], troubles: Troubles, output: str
) -> int:
    from zhengming.reporting.cost import cost_text

    if output == "json":
        _print(documents, reports, output)
    else:
        print(cost_text(statement, documents, reports, columns=columns(), color=sys.stdout.isatty()))
    return 2 if troubles.seen else 0
