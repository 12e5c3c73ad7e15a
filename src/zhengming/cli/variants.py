"""`zhengming variants`: regional forms of a word."""

from __future__ import annotations

import click

from zhengming.cli.options import format_option, glossary_option, glossary_paths


@click.command("variants")
@click.argument("words", nargs=-1, required=True, metavar="WORD...")
@glossary_option
@format_option("table", "json")
def command(words: tuple[str, ...], glossaries: tuple[str, ...], output: str) -> int:
    """The Taiwan, Hong Kong and Mainland forms of words; a question mark where nobody has judged.

    \b
    zhengming variants 芯片 人工智慧
    """
    from zhengming.glossary.read import load
    from zhengming.lookup.variants import variants
    from zhengming.reporting.variants import variants_json, variants_table

    glossary = load(*glossary_paths(glossaries))
    forms = [variants(word, glossary) for word in words]
    print(variants_json(words, forms) if output == "json" else variants_table(words, forms))
    return 0
