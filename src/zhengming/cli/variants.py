"""`zhengming variants`: regional forms of words, or of the words of a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from zhengming.cli.options import Troubles, format_option, glossary_option, glossary_paths, region_option
from zhengming.errors import ZhengmingError
from zhengming.tags import REGIONS

if TYPE_CHECKING:
    from zhengming.lookup.variants import Wordings
    from zhengming.reporting.variants import InText


@click.command("variants")
@click.argument("words", nargs=-1, metavar="[WORD]...")
@click.option("--text", "texts", multiple=True, metavar="FILE", help="Words of a running text; - is stdin; repeatable.")
@region_option
@glossary_option
@format_option("table", "json")
def command(
    words: tuple[str, ...], texts: tuple[str, ...], region: str | None, glossaries: tuple[str, ...], output: str
) -> int:
    """The Taiwan, Hong Kong and Mainland forms of words; a question mark where nobody has judged.

    With --text, the words of a text that the regions say differently, each with its place. --region shows one region:
    in a text, the words that are not said there.

    \b
    zhengming variants 芯片 人工智慧
    zhengming variants --text draft.md --region tw
    """
    if bool(words) == bool(texts):
        raise click.UsageError("name words, or a text with --text" if not words else "name words or --text, not both")
    from zhengming.glossary.read import load
    from zhengming.lookup.variants import Wordings
    from zhengming.reporting.variants import text_json, text_table, variants_json, variants_table

    wordings = Wordings(load(*glossary_paths(glossaries)))
    tags = (region,) if region else tuple(REGIONS)
    if words:
        forms = [{tag: form for tag, form in wordings.forms(word).items() if tag in tags} for word in words]
        print(variants_json(words, forms) if output == "json" else variants_table(words, forms, tags))
        return 0
    troubles = Troubles()
    found = [one for path in texts for one in _in_text(path, wordings, tags, troubles)]
    if output == "json":
        print(text_json(found, tags))
    elif found or not troubles.seen:
        print(text_table(found, tags))
    return 2 if troubles.seen else 0


def _in_text(path: str, wordings: Wordings, tags: tuple[str, ...], troubles: Troubles) -> list[InText]:
    from zhengming.documents import read

    try:
        document = read(path)
    except ZhengmingError as error:
        troubles.tell(error)
        return []
    return [(document, block, span) for block in document.blocks for span in wordings.spans(block.text, tags)]
