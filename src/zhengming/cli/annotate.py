"""`zhengming annotate`: the glossary's terms in a text."""

from __future__ import annotations

import click

from zhengming.cli.options import Troubles, documents_under, format_option, glossary_option, glossary_paths
from zhengming.errors import ZhengmingError


@click.command("annotate")
@click.argument("paths", nargs=-1, required=True, metavar="TEXT...")
@glossary_option
@format_option("table", "jsonl")
def command(paths: tuple[str, ...], glossaries: tuple[str, ...], output: str) -> int:
    """Show where the glossary's terms stand in a text, with their translations."""
    from zhengming.documents import read
    from zhengming.glossary.read import load
    from zhengming.matching import Matcher
    from zhengming.reporting.mentions import Found, mention_json, mentions_table

    matcher = Matcher(load(*glossary_paths(glossaries)))
    troubles = Troubles()
    found: list[Found] = []
    for path in documents_under(paths, troubles):
        try:
            document = read(path)
        except ZhengmingError as error:
            troubles.tell(error)
            continue
        for block in document.blocks:
            for mention in matcher.find(block.text):
                found += [(document, block, mention, matcher.concepts[c]) for c in mention.concepts]
    if output == "jsonl":
        for one in found:
            print(mention_json(one))
    else:
        print(mentions_table(found) if found else "no terms found")
    return 2 if troubles.seen else 0
