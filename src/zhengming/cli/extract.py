"""`zhengming extract`: pairs in documents."""

from __future__ import annotations

import click

from zhengming.cli.options import Troubles, columns, documents_under, format_option
from zhengming.errors import ZhengmingError
from zhengming.model import Pair


@click.command("extract")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--into", metavar="NAME.yaml", help="Write proposals to NAME.proposed.yaml; NAME.yaml is never changed.")
@click.option("--explain", is_flag=True, help="Say for every pair why its left edge is where it is.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Leave out pairs below it.")
@format_option("table", "jsonl")
def command(paths: tuple[str, ...], into: str | None, explain: bool, min_confidence: float, output: str) -> int:
    """Find Chinese/English pairs in texts, Markdown files and folders of them; - is standard input.

    \b
    zhengming extract report.txt
    zhengming extract --into glossary/report.yaml report.txt
    """
    troubles = Troubles()
    found = [p for path in documents_under(paths) for p in _pairs(path, troubles) if p.confidence >= min_confidence]
    if into:
        _propose(into, found)
    elif output == "jsonl":
        _print_jsonl(found)
    else:
        _print_text(found, explain=explain)
    return 2 if troubles.seen else 0


def _pairs(path: str, troubles: Troubles) -> list[Pair]:
    from zhengming.documents import read
    from zhengming.extraction import extract

    try:
        return list(extract(read(path)))
    except ZhengmingError as error:
        troubles.tell(error)
        return []


def _propose(into: str, pairs: list[Pair]) -> None:
    from zhengming.glossary.proposals import propose

    done = propose(into, pairs)
    click.echo(f"{done.path}: {done.proposed} new, {done.known} known already or rejected")


def _print_jsonl(pairs: list[Pair]) -> None:
    from zhengming.reporting.pairs import pair_json

    for pair in pairs:
        print(pair_json(pair))


def _print_text(pairs: list[Pair], *, explain: bool) -> None:
    from zhengming.reporting.pairs import pair_explained, pairs_table

    if explain:
        for pair in pairs:
            print(pair_explained(pair, columns=columns()) + "\n")
        return
    for doc in dict.fromkeys(p.doc for p in pairs):
        of_doc = [p for p in pairs if p.doc == doc]
        print(f"{doc}: {len(of_doc)} pairs\n")
        print(pairs_table(of_doc) + "\n")
    if not pairs:
        print("no pairs found")
