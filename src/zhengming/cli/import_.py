"""`zhengming import`: what another program's glossary holds, as proposals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from zhengming.cli.options import Troubles, columns
from zhengming.errors import UsageError

if TYPE_CHECKING:
    from zhengming.exchange.imports import Imported

# A table as long as this is begun anew: laying it out needs all of its rows.
_LONGEST_TABLE = 10_000


class ImportCommand(click.Command):
    """Lists the formats in `--help`, a line each."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The formats, and then the options."""
        from zhengming.exchange.imports import IMPORTERS

        with formatter.section("Formats"):
            formatter.write_dl([(one.name, one.about) for one in IMPORTERS.values()])
        super().format_options(ctx, formatter)


@click.command("import", cls=ImportCommand)
@click.argument("path", metavar="FILE")
@click.option("--into", metavar="NAME.yaml", help="Write proposals to NAME.proposed.yaml; NAME.yaml is never changed.")
@click.option("--format", "format_name", default="", metavar="FORMAT", help="Default: told by the file itself.")
@click.option(
    "--column",
    "asked",
    multiple=True,
    metavar="ROLE=COLUMN",
    help="What a column of a table is, by heading, number or letter: --column zh-TW=譯名; repeatable.",
)
@click.option("--strict", is_flag=True, help="Exit with 1 where something was not understood.")
@click.option("--verbose", "-v", is_flag=True, help="Name the places of what was not understood.")
def command(path: str, into: str | None, format_name: str, asked: tuple[str, ...], strict: bool, verbose: bool) -> int:
    """Read the glossary of another program; - is standard input.

    Without --into it shows what the file holds. With it the entries become proposals, for `zhengming review`; what
    contradicts the glossary is listed, and no entry of yours is changed.

    \b
    zhengming import client.tbx
    zhengming import --into glossary/client.yaml client.tbx
    zhengming import --column zh-TW=譯名 --column note=C client.csv
    """
    from zhengming.exchange.imports import read

    found = read(path, format_name, tuple(map(_asked, asked)))
    if into is None:
        _show(found)
    else:
        _propose(into, found)
    _tell(found, verbose=verbose)
    return int(strict and bool(found.losses))


def _asked(said: str) -> tuple[str, str]:
    role, equals, column = said.partition("=")
    if not equals:
        raise UsageError(f"--column {said} names no column", hint="like --column zh=譯名, or --column zh=2")
    return role, column


def _show(found: Imported) -> None:
    from zhengming.reporting.imports import concepts_table

    _head(found)
    for at in range(0, len(found.concepts), _LONGEST_TABLE):
        click.echo("\n" + concepts_table(found.concepts[at : at + _LONGEST_TABLE]))


def _head(found: Imported) -> None:
    from zhengming.exchange.imports import IMPORTERS
    from zhengming.exchange.report import plural
    from zhengming.reporting.imports import columns_text
    from zhengming.reporting.visible import visible_name

    title = IMPORTERS[found.format].title
    click.echo(f"{visible_name(found.path)}: {plural(len(found.concepts), 'entry')} ({title})")
    if found.columns:
        click.echo(columns_text(found.columns, columns()))


def _propose(into: str, found: Imported) -> None:
    from zhengming.glossary.imported import propose_concepts
    from zhengming.reporting.imports import conflicts_text
    from zhengming.reporting.visible import visible_name

    _head(found)
    done = propose_concepts(into, found.concepts)
    click.echo(f"{visible_name(done.path)}: {done.proposed} new, {done.known} known already or rejected")
    if done.conflicts:
        click.echo("\n" + conflicts_text(done.conflicts, columns()))


def _tell(found: Imported, *, verbose: bool) -> None:
    from zhengming.exchange.imports import lost_sentence

    troubles = Troubles()
    if found.losses:
        troubles.remark([f"{found.path}: {lost_sentence(found.losses)}"])
    if verbose:
        troubles.remark(
            f"{lost_sentence([lost])}: {', '.join(lost.places)}" + (" …" if lost.count > len(lost.places) else "")
            for lost in found.losses
            if lost.places
        )
