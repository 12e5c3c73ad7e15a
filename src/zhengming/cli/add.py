"""`zhengming add`: one entry more."""

from __future__ import annotations

import click

from zhengming.cli.options import glossary_option, glossary_paths
from zhengming.errors import UsageError
from zhengming.model import KINDS


@click.command("add")
@click.argument("en")
@click.argument("zh")
@click.option("--tw", default="", help="What Taiwan says, where it differs.")
@click.option("--hk", default="", help="What Hong Kong says, where it differs.")
@click.option("--cn", default="", help="What the Mainland says, where it differs.")
@click.option("--note", default="")
@click.option("--kind", type=click.Choice(KINDS[:4]), default="term", show_default=True)
@glossary_option
def command(en: str, zh: str, tw: str, hk: str, cn: str, note: str, kind: str, glossaries: tuple[str, ...]) -> int:
    """Add an entry to a glossary file (made if it is not there); refused if a concept has it already.

    \b
    zhengming add --glossary my.yaml de-risking 去風險
    zhengming add --glossary my.yaml chip 晶片 --cn 芯片
    """
    from zhengming.glossary.add import add
    from zhengming.reporting.visible import visible_name

    path = _one_file(glossaries)
    regions = {"zh-TW": tw, "zh-HK": hk, "zh-CN": cn}
    identity = add(path, en, zh, regions=regions, note=note, kind="" if kind == "term" else kind)
    click.echo(f"{visible_name(path)}: added {identity}")
    return 0


def _one_file(glossaries: tuple[str, ...]) -> str:
    """The file to write to: the named one, or the project's where it has a single one."""
    from zhengming.glossary.locate import built_in, files_of

    paths = glossary_paths(glossaries)
    if not glossaries and paths == (built_in(),):
        raise UsageError("there is no glossary of yours here", hint="name a file, new or old: --glossary my.yaml")
    files = [file for path in paths for file in files_of(path)]
    if len(files) > 1:
        raise UsageError(f"the glossary has {len(files)} files", hint=f"say which: --glossary {files[0]}")
    return files[0]
