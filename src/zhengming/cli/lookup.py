"""`zhengming lookup`: concepts for anything typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from zhengming.cli.options import columns, format_option, glossary_option, glossary_paths, region_option

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from zhengming.lookup.search import Answer


def _complete(context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """Wordings that begin with what was typed; a shell gets no trouble, only fewer answers."""
    from click.shell_completion import CompletionItem

    from zhengming.errors import ZhengmingError
    from zhengming.lookup.completion import completions

    try:
        found = completions(typed, glossary_paths(context.params.get("glossaries") or ()))
    except ZhengmingError:
        return []
    return [CompletionItem(text, help=shown) for text, shown in found]


@click.command("lookup")
@click.argument("queries", nargs=-1, required=True, metavar="QUERY...", shell_complete=_complete)
@glossary_option
@region_option
@click.option("--all", "everything", is_flag=True, help="Show every kind of match, not the best kind alone.")
@format_option("table", "json")
def command(
    queries: tuple[str, ...], glossaries: tuple[str, ...], region: str | None, everything: bool, output: str
) -> int:
    """Look terms up, each argument one query; exit code 1 where one is not found.

    A query is a term in any script, region, inflection or spelling, an acronym, pinyin, zhuyin or the initials of
    either (gyl), a part of a term, a term with a slip in it, or a sentence.

    \b
    zhengming lookup 去風險
    zhengming lookup "supply chains" CSIS
    zhengming lookup gongyinglian --all
    """
    from zhengming.lookup.search import answer_all
    from zhengming.reporting.answers import answers_json

    answers = answer_all(queries, glossary_paths(glossaries), region=region, everything=everything)
    if output == "json":
        print(answers_json(queries, [a.results for a in answers]))
    for number, (query, answer) in enumerate(zip(queries, answers, strict=True)):
        if output != "json":
            if number:
                print()
            _print_answer(query, answer, region, named=len(queries) > 1)
        if not answer.results:
            _print_miss(query, answer)
    return 0 if all(answer.results for answer in answers) else 1


def _print_answer(query: str, answer: Answer, region: str | None, *, named: bool) -> None:
    from zhengming.reporting.answers import answers_text
    from zhengming.reporting.visible import visible_name

    if named and answer.results:
        print(f"{visible_name(query)}:")
    if answer.results:
        print(answers_text(answer.results, columns=columns(), region=region))
    if answer.more:
        print(f"… and {answer.more} more (type more of the term, or --all)")


def _print_miss(query: str, answer: Answer) -> None:
    from zhengming.reporting.visible import visible_name

    near = ", ".join(visible_name(text) for text in answer.nearest)
    click.echo(f"not found: {visible_name(query)}{f' (nearest: {near})' if near else ''}", err=True)
