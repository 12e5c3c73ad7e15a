"""`zhengming annotate`: the glossary's terms in a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from zhengming.cli.options import (
    Troubles,
    documents_under,
    format_option,
    glossary_option,
    glossary_paths,
    region_option,
)
from zhengming.errors import ZhengmingError

if TYPE_CHECKING:
    from zhengming.matching import Matcher
    from zhengming.reporting.mentions import Annotated


@click.command("annotate")
@click.argument("paths", nargs=-1, required=True, metavar="TEXT...")
@glossary_option
@region_option
@format_option("table", "jsonl", "html", "prompt")
def command(paths: tuple[str, ...], glossaries: tuple[str, ...], region: str | None, output: str) -> int:
    """Show where the glossary's terms stand in a text, with their translations.

    html is a page to read beside the draft; prompt a list of just these terms, to paste into a translation brief.
    With --region Chinese translations are those of one region; jsonl always has them all.

    \b
    zhengming annotate --format html report.md > report.html
    zhengming annotate --format prompt --region tw report.md
    """
    from zhengming.glossary.read import load
    from zhengming.matching import Matcher

    matcher = Matcher(load(*glossary_paths(glossaries)))
    troubles = Troubles()
    texts = _annotated(paths, matcher, troubles)
    if texts or output == "html" or not troubles.seen:
        _print(texts, matcher, region, output)
    return 2 if troubles.seen else 0


def _annotated(paths: tuple[str, ...], matcher: Matcher, troubles: Troubles) -> list[Annotated]:
    from zhengming.documents import read
    from zhengming.reporting.mentions import Annotated

    texts = []
    for path in documents_under(paths, troubles):
        try:
            document = read(path)
        except ZhengmingError as error:
            troubles.tell(error)
            continue
        texts.append(Annotated(document, tuple((block, matcher.find(block.text)) for block in document.blocks)))
    return texts


def _print(texts: list[Annotated], matcher: Matcher, region: str | None, output: str) -> None:
    from zhengming.reporting.mentions import mention_json, mentions_table

    if output == "html":
        from zhengming.reporting.annotated_page import annotated_page

        print(annotated_page(texts, matcher.concepts, region))
        return
    if output == "prompt":
        from zhengming.reporting.term_list import term_list

        print(term_list(texts, matcher.concepts, region) or "no terms found")
        return
    found = [
        (text.document, block, mention, matcher.concepts[concept])
        for text in texts
        for block, mentions in text.blocks
        for mention in mentions
        for concept in mention.concepts
    ]
    if output == "jsonl":
        for one in found:
            print(mention_json(one))
    else:
        print(mentions_table(found, region) if found else "no terms found")
