"""`zhengming export`: the glossary in another format."""

from __future__ import annotations

from typing import Any

import click

from zhengming.cli.anki_options import anki_choices, anki_options, selection_options
from zhengming.cli.options import Troubles, glossary_option, glossary_paths
from zhengming.errors import UsageError


@click.command("export")
@click.argument("format_name", metavar="FORMAT", type=click.Choice(["anki", "anki-text"]))
@click.option("-o", "--output", required=True, metavar="FILE")
@selection_options
@anki_options
@glossary_option
def command(format_name: str, output: str, glossaries: tuple[str, ...], **chosen: Any) -> int:
    """Write the glossary as an Anki deck.

    \b
    zhengming export anki -o deck.apkg
    zhengming export anki -o deck.apkg --region tw --cards en-zh --deck "Policy::US–China"
    zhengming export anki-text -o notes.txt
    """
    from zhengming.exchange import export
    from zhengming.glossary.read import load
    from zhengming.reporting.visible import visible_name

    if output == "-":
        raise UsageError("a deck is no text for standard output", hint="name a file: -o deck.apkg")
    choices = anki_choices(**chosen)
    report = export(load(*glossary_paths(glossaries)), format_name, output, choices=choices)
    noun = "cards" if format_name == "anki" else "notes"
    click.echo(f"{visible_name(report.path)}: {report.concepts} concepts, {report.items} {noun}")
    for loss in report.losses:
        click.echo(f"  left out {loss.concept}: {loss.why}", err=True)
    Troubles().remark(report.remarks)
    return 0
