"""`zhengming extract`: pairs in documents."""

from __future__ import annotations

import click

from zhengming.cli.options import Troubles, columns, documents_under, format_option
from zhengming.errors import UsageError, ZhengmingError
from zhengming.model import Pair


@click.command("extract")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--into", metavar="NAME.yaml", help="Write proposals to NAME.proposed.yaml; NAME.yaml is never changed.")
@click.option("--explain", is_flag=True, help="Say for every pair why its left edge is where it is.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Leave out pairs below it.")
@format_option("table", "jsonl")
def command(paths: tuple[str, ...], into: str | None, explain: bool, min_confidence: float, output: str) -> int:
    """Find Chinese/English pairs in documents and folders of them; - is standard input.

    Several documents are looked at together: an acronym gets its full form from another one, and a term that stands in
    two ways is shown with its places.

    \b
    zhengming extract report.txt
    zhengming extract --into glossary/report.yaml report.txt
    """
    if output == "jsonl" and (explain or into is not None):
        other = "--explain" if explain else "--into"
        raise UsageError(
            f"{other} does not go with --format jsonl", hint="the reasons stand in its `why`; leave one out"
        )
    troubles = Troubles()
    found = [
        p for path in documents_under(paths, troubles) for p in _pairs(path, troubles) if p.confidence >= min_confidence
    ]
    several = len({p.doc for p in found}) > 1
    if several:
        found = _filled(found)
    if into is not None:
        _propose(into, found)
    elif output == "jsonl":
        _print_jsonl(found)
    else:
        _print_text(found, explain=explain)
        if not found and not troubles.seen:
            print("no pairs found")
        if several:
            _print_conflicts(found)
    return 2 if troubles.seen else 0


def _pairs(path: str, troubles: Troubles) -> list[Pair]:
    from zhengming.documents import read
    from zhengming.extraction import extract

    try:
        return list(extract(read(path)))
    except ZhengmingError as error:
        troubles.tell(error)
        return []


def _filled(pairs: list[Pair]) -> list[Pair]:
    from zhengming.extraction.across import fill_expansions

    return list(fill_expansions(pairs))


def _propose(into: str, pairs: list[Pair]) -> None:
    from zhengming.glossary.proposals import propose
    from zhengming.reporting.visible import visible_name

    done = propose(into, pairs)
    click.echo(f"{visible_name(done.path)}: {done.proposed} new, {done.known} known already or rejected")


def _print_jsonl(pairs: list[Pair]) -> None:
    from zhengming.reporting.pairs import pair_json

    for pair in pairs:
        print(pair_json(pair))


def _print_text(pairs: list[Pair], *, explain: bool) -> None:
    from zhengming.reporting.pairs import document_heading, pair_explained, pairs_table

    if explain:
        for pair in pairs:
            print(pair_explained(pair, columns=columns()) + "\n")
        return
    for doc in dict.fromkeys(p.doc for p in pairs):
        of_doc = [p for p in pairs if p.doc == doc]
        print(document_heading(doc, len(of_doc)) + "\n")
        print(pairs_table(of_doc) + "\n")


def _print_conflicts(pairs: list[Pair]) -> None:
    from zhengming.extraction.across import find_conflicts
    from zhengming.reporting.pairs import conflicts_text

    conflicts = find_conflicts(pairs)
    if conflicts:
        print(conflicts_text(conflicts, columns=columns()))
