"""`zhengming lookup`: concepts for anything typed."""

from __future__ import annotations

import click

from zhengming.cli.options import columns, format_option, glossary_option, glossary_paths, region_option


@click.command("lookup")
@click.argument("queries", nargs=-1, required=True, metavar="QUERY...")
@glossary_option
@region_option
@format_option("table", "json")
def command(queries: tuple[str, ...], glossaries: tuple[str, ...], region: str | None, output: str) -> int:
    """Look terms up, each argument one query; exit code 1 where one is not found.

    \b
    zhengming lookup 去風險
    zhengming lookup "supply chains" CSIS
    """
    from zhengming.lookup.search import look_up_all
    from zhengming.reporting.answers import answers_json, answers_text
    from zhengming.reporting.visible import visible_name

    answers = look_up_all(queries, glossary_paths(glossaries), region=region)
    if output == "json":
        print(answers_json(queries, answers))
    else:
        for number, (query, results) in enumerate(zip(queries, answers, strict=True)):
            if number:
                print()
            if len(queries) > 1 and results:
                print(f"{visible_name(query)}:")
            if results:
                print(answers_text(results, columns=columns(), region=region))
            else:
                click.echo(f"not found: {visible_name(query)}", err=True)
    return 0 if all(answers) else 1
