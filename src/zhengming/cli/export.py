"""`zhengming export`: the glossary in another format."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from zhengming.cli.anki_options import anki_choices, anki_options, selection_options
from zhengming.cli.options import Troubles, glossary_option, glossary_paths
from zhengming.errors import UsageError

if TYPE_CHECKING:
    from zhengming.exchange.formats import Format
    from zhengming.exchange.options import Options
    from zhengming.exchange.report import ExportReport
    from zhengming.model import Glossary


class ExportCommand(click.Command):
    """Lists the formats in `--help`, a line each."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The formats, and then the options."""
        from zhengming.exchange.formats import FORMATS

        with formatter.section("Formats"):
            formatter.write_dl([(form.name, form.about) for form in FORMATS.values()])
        super().format_options(ctx, formatter)


@click.command("export", cls=ExportCommand)
@click.argument("format_name", metavar="FORMAT")
@click.option("-o", "--output", required=True, metavar="FILE", help="File, folder for several, or - for a text.")
@click.option("--direction", type=click.Choice(["zh-en", "en-zh"]), help="Where a format has a source and a target.")
@selection_options
@click.option("--title", default="", help="The title, where a format has one; default: the glossary's.")
@anki_options
@click.option("--strict", is_flag=True, help="Exit with 1 where something is lost.")
@click.option("--verbose", "-v", is_flag=True, help="Name every loss, not only how many.")
@glossary_option
def command(
    format_name: str,
    output: str,
    direction: str | None,
    title: str,
    strict: bool,
    verbose: bool,
    glossaries: tuple[str, ...],
    **chosen: Any,
) -> int:
    """Write the glossary in another format, and say what that format could not take.

    \b
    zhengming export anki -o deck.apkg --region tw --cards en-zh --deck "Policy::US–China"
    zhengming export tbx -o glossary.tbx
    zhengming export deepl -o deepl/ --region tw
    """
    from zhengming.exchange.formats import format_named
    from zhengming.exchange.options import Options
    from zhengming.glossary.read import load

    form = format_named(format_name)
    if output == "-" and form.noun:
        raise UsageError(f"{form.noun} is no text for standard output", hint="name a file: -o FILE")
    glossary = load(*glossary_paths(glossaries))
    if form.own_file:
        report = _write(form, glossary, output, choices=anki_choices(**chosen))
    else:
        parts = {name: chosen[name] for name in ("subjects", "kinds", "tags", "statuses")}
        options = Options(chosen["region"] or "", direction or "", title=title, **parts)
        report = _print_text(form, glossary, options) if output == "-" else _write(form, glossary, output, options)
    _tell(form, report, verbose=verbose)
    return int(strict and bool(report.losses))


def _write(form: Format, glossary: Glossary, output: str, options: Options | None = None, **own: Any) -> ExportReport:
    from zhengming.exchange import export
    from zhengming.exchange.report import plural
    from zhengming.reporting.visible import visible_name

    report = export(glossary, form.name, output, options, **own)
    several = f" in {plural(len(report.files), 'file')}" if len(report.files) > 1 else ""
    count = f"{plural(report.concepts, 'concept')}, {plural(report.items, form.item)}{several}"
    click.echo(f"{visible_name(report.path)}: {count}")
    return report


def _print_text(form: Format, glossary: Glossary, options: Options) -> ExportReport:
    """The one file of a format on standard output, byte for byte."""
    from zhengming.exchange import ExportReport, written

    made = written(glossary, form.name, options)
    if len(made.parts) > 1:
        names = ", ".join(part.name for part in made.parts)
        raise UsageError(
            f"{form.title} makes {len(made.parts)} files: {names}", hint="choose with --region and --direction"
        )
    sys.stdout.flush()
    sys.stdout.buffer.write(made.parts[0].content)
    return ExportReport("-", made.concepts, made.items, made.losses)


def _tell(form: Format, report: ExportReport, *, verbose: bool) -> None:
    from zhengming.exchange.report import loss_sentence

    troubles = Troubles()
    troubles.remark(report.remarks)
    if report.losses:
        troubles.remark([loss_sentence(form.title, report.losses)])
    if verbose:
        troubles.remark(f"{loss.concept}: {loss.of or 'entry'} {loss.why}" for loss in report.losses)
