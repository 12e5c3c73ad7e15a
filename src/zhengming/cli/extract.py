"""`zhengming extract`: pairs in documents."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zhengming.cli.options import Troubles, columns, documents_under, format_option
from zhengming.errors import UsageError
from zhengming.model import Pair

if TYPE_CHECKING:
    from zhengming.batch import Done
    from zhengming.extraction.across import Said
    from zhengming.extraction.terms import Terms

# Below so many bytes a second process takes longer to start than it saves.
_WORTH_PROCESSES = 8_000_000
# A table as long as this is begun anew: laying it out needs all of its rows.
_LONGEST_TABLE = 10_000
_BAR_AFTER = 1.0
# The line is cleared, the cursor at its beginning.
_NO_BAR = "\r\033[K"


@click.command("extract")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--into", metavar="NAME.yaml", help="Write proposals to NAME.proposed.yaml; NAME.yaml is never changed.")
@click.option(
    "--glossary",
    "-g",
    "glossaries",
    multiple=True,
    metavar="PATH",
    help="Glossary file or folder whose terms count as evidence; repeatable. Default: none but that of --into.",
)
@click.option("--explain", is_flag=True, help="Say for every pair why its left edge is where it is.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Leave out pairs below it.")
@click.option(
    "--jobs",
    "-j",
    type=click.IntRange(1),
    metavar="N",
    help="Read so many documents at once. Default: one below 8 MB in all, else as many as there are processors.",
)
@format_option("table", "jsonl")
def command(
    paths: tuple[str, ...],
    into: str | None,
    glossaries: tuple[str, ...],
    explain: bool,
    min_confidence: float,
    jobs: int | None,
    output: str,
) -> int:
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
    from zhengming.batch import run
    from zhengming.files.cache import cache_folder

    troubles = Troubles()
    named = list(documents_under(paths, troubles))
    if into is not None and Path(into).is_file():
        glossaries = (*glossaries, into)
    work = partial(find_pairs, least=min_confidence, terms=_terms(glossaries) if glossaries else None)
    with run(work, named, jobs=_jobs(named, jobs), folder=cache_folder()) as results:
        found = _Found(gathering=len(named) > 1)
        documents = found.collect(_heard(results, named, troubles))
        if into is None and output == "table":
            _print_text(documents, explain=explain)
            if not found.some and not troubles.seen:
                print("no pairs found")
            if found.several:
                _print_conflicts(found)
        else:
            # What the last document says is needed for the first one.
            for _ in documents:
                pass
            if into is not None:
                _propose(into, found)
            else:
                _print_jsonl(found)
    return 2 if troubles.seen else 0


def _terms(glossaries: tuple[str, ...]) -> Terms:
    """What the named glossaries say; a fault in them is told before any document is read."""
    from zhengming.extraction.terms import terms_of
    from zhengming.glossary.read import load

    return terms_of(load(*glossaries))


def find_pairs(path: str, *, least: float, terms: Terms | None = None) -> Iterator[Pair]:
    """The pairs of one document that are sure enough: what a worker process does."""
    from zhengming.documents import read
    from zhengming.extraction import extract

    # The blocks have all that extraction looks at; a large text need not be there twice.
    document = replace(read(path), text="")
    return (pair for pair in extract(document, terms) if pair.confidence >= least)


class _Found:
    """The pairs of all documents, on disk, and the little that one document tells of the others."""

    def __init__(self, *, gathering: bool) -> None:
        self._gathering = gathering
        self._done: list[Done[Pair]] = []
        self._said: Said = {}

    def collect(self, results: Iterable[Done[Pair]]) -> Iterator[Done[Pair]]:
        """The documents that have pairs, one after the other."""
        for done in results:
            if len(done.found):
                self._done.append(done)
                if self._gathering:
                    self._gather(done)
                yield done

    def _gather(self, done: Done[Pair]) -> None:
        from zhengming.extraction.across import gather_full_forms

        gather_full_forms(done.found, self._said)

    @property
    def some(self) -> bool:
        """Whether there are pairs at all."""
        return bool(self._done)

    @property
    def several(self) -> bool:
        """Whether they are from more than one document."""
        return len({done.path for done in self._done}) > 1

    def __iter__(self) -> Iterator[Pair]:
        from zhengming.extraction.across import fill_expansion

        pairs = chain.from_iterable(done.found for done in self._done)
        return (fill_expansion(pair, self._said) for pair in pairs) if self.several else pairs


def _jobs(paths: Sequence[str], said: int | None) -> int:
    """How many documents to read at once."""
    if "-" in paths:
        # Standard input is ours alone.
        return 1
    if said is not None:
        return said
    return _processors() if sum(map(_size, paths)) >= _WORTH_PROCESSES else 1


def _processors() -> int:
    """Those that we may use; a container may have fewer than its machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except (OSError, ValueError):
        return 0


def _heard(results: Iterable[Done[Pair]], paths: Sequence[str], troubles: Troubles) -> Iterator[Done[Pair]]:
    """The results; what went wrong is told on the way, in the order of the documents."""
    with _Bar(paths) as bar:
        for done in results:
            bar.clear()
            if done.error:
                troubles.tell(done.error)
            yield done
            bar.forward(done.path)


class _Bar:
    """How far we are, on a terminal, once it takes longer than a second."""

    def __init__(self, paths: Sequence[str]) -> None:
        self._began = time.monotonic()
        self._shown = sys.stderr is not None and sys.stderr.isatty()
        self._total = sum(map(_size, paths)) if self._shown else 0
        self._passed = 0
        self._bar: Any = None

    def __enter__(self) -> _Bar:
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()
        if self._bar is not None:
            # What click prints at its end would leave the bar standing; it only shows the cursor again.
            click.echo("\033[?25h", nl=False, err=True)

    def forward(self, path: str) -> None:
        """One document is done."""
        if not self._shown:
            return
        self._passed += _size(path)
        if self._bar is None and time.monotonic() - self._began > _BAR_AFTER and self._total:
            self._bar = click.progressbar(length=self._total, label="reading", file=sys.stderr)
        if self._bar is not None:
            self._bar.update(self._passed - self._bar.pos)
            self._bar.render_progress()

    def clear(self) -> None:
        """Make room for other words."""
        if self._bar is not None:
            click.echo(_NO_BAR, nl=False, err=True)


def _propose(into: str, pairs: Iterable[Pair]) -> None:
    from zhengming.glossary.proposals import propose
    from zhengming.reporting.visible import visible_name

    # A proposal tells its places and words, not the readings that lost.
    done = propose(into, (replace(p, doc=sys.intern(p.doc), alternatives=(), why=()) for p in pairs))
    click.echo(f"{visible_name(done.path)}: {done.proposed} new, {done.known} known already or rejected")


def _print_jsonl(pairs: Iterable[Pair]) -> None:
    from zhengming.reporting.pairs import pair_json

    for pair in pairs:
        print(pair_json(pair))


def _print_text(documents: Iterable[Done[Pair]], *, explain: bool) -> None:
    from zhengming.reporting.pairs import document_heading, pair_explained, pairs_table

    for done in documents:
        if explain:
            for pair in done.found:
                print(pair_explained(pair, columns=columns()) + "\n")
            continue
        print(document_heading(done.path, len(done.found)) + "\n")
        pairs = iter(done.found)
        while part := list(islice(pairs, _LONGEST_TABLE)):
            print(pairs_table(part) + "\n")


def _print_conflicts(pairs: Iterable[Pair]) -> None:
    from zhengming.extraction.across import find_conflicts
    from zhengming.reporting.pairs import conflicts_text

    conflicts = find_conflicts(pairs)
    if conflicts:
        print(conflicts_text(conflicts, columns=columns()))
