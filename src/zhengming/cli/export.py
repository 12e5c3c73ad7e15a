"""`zhengming export`: the glossary in another format."""

from __future__ import annotations

import click

from zhengming.cli.options import glossary_option, glossary_paths
from zhengming.errors import UsageError


@click.command("export")
@click.argument("format_name", metavar="FORMAT", type=click.Choice(["anki"]))
@click.option("-o", "--output", required=True, metavar="FILE")
@glossary_option
def command(format_name: str, output: str, glossaries: tuple[str, ...]) -> int:
    """Write the glossary as an Anki deck.

    \b
    zhengming export anki -o deck.apkg
    """
    from zhengming.exchange import export
    from zhengming.glossary.read import load
    from zhengming.reporting.visible import visible_name

    if output == "-":
        raise UsageError("a deck is no text for standard output", hint="name a file: -o deck.apkg")
    report = export(load(*glossary_paths(glossaries)), format_name, output)
    click.echo(f"{visible_name(report.path)}: {report.concepts} concepts, {report.items} cards")
    for loss in report.losses:
        click.echo(f"  left out {loss.concept}: {loss.why}", err=True)
    return 0
