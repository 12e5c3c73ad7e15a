"""`zhengming edit`: an entry opened in the person's own editor."""

from __future__ import annotations

from pathlib import Path

import click

from zhengming.cli.options import glossary_option, glossary_paths
from zhengming.errors import UsageError
from zhengming.model import Concept

_MOST_LISTED = 10


@click.command("edit")
@click.argument("query")
@glossary_option
def command(query: str, glossaries: tuple[str, ...]) -> int:
    """Open the entry of a term, found as by lookup or by its id, in $VISUAL or $EDITOR; exit code 1 without one.

    When the editor is closed the glossary is read again, and what is wrong with it is told with its line.

    \b
    zhengming edit --glossary my.yaml 去風險
    """
    from zhengming.files.decode import read_bytes
    from zhengming.files.editor import editor, open_in
    from zhengming.glossary.read import load
    from zhengming.reporting.visible import visible_name

    paths = glossary_paths(glossaries)
    found = _found(query, paths)
    if len(found) != 1:
        return _tell_no_single_one(query, found)
    concept = found[0]
    _refuse_built_in(concept.path, named=bool(glossaries))
    program = editor()
    if program is None:
        place = f"{visible_name(concept.path)}:{concept.line}"
        raise UsageError("neither VISUAL nor EDITOR names an editor", hint=f"EDITOR=nano; the entry is at {place}")
    before = read_bytes(concept.path)
    open_in(program, concept.path, concept.line)
    load(*paths)
    state = "unchanged" if read_bytes(concept.path) == before else "changed, and reads well"
    click.echo(f"{visible_name(concept.path)}: {state}")
    return 0


def _found(query: str, paths: tuple[str, ...]) -> list[Concept]:
    """The concept of this id, else those that answer the query best."""
    from zhengming.glossary.read import load
    from zhengming.lookup.search import look_up_all

    concepts = {c.id: c for c in load(*paths).concepts}
    if query.strip() in concepts:
        return [concepts[query.strip()]]
    results = [r for r in look_up_all((query,), paths)[0] if r.how != "fuzzy"]
    best = max((r.score for r in results), default=0.0)
    return [concepts[r.concept] for r in results if r.score == best and r.concept in concepts]


def _tell_no_single_one(query: str, found: list[Concept]) -> int:
    from zhengming.reporting.visible import visible, visible_name

    if not found:
        click.echo(f"not found: {visible_name(query)}", err=True)
        return 1
    for concept in found[:_MOST_LISTED]:
        terms = f"{concept.preferred('en')} {concept.preferred('zh-Hant') or concept.preferred('zh-Hans')}"
        print(visible(f"{concept.id}  {terms}  {concept.path}:{concept.line}"))
    click.echo(f"{len(found)} concepts answer {visible_name(query)}; say which by its id", err=True)
    return 1


def _refuse_built_in(path: str, *, named: bool) -> None:
    from zhengming.glossary.locate import built_in

    folder = Path(built_in()).resolve()
    if not named and Path(path).resolve().is_relative_to(folder) and not folder.is_relative_to(Path.cwd()):
        raise UsageError(
            "the built-in glossary is not yours to edit",
            path=path,
            hint="copy it: mkdir glossary && cp THIS_FILE glossary/; the copy is used instead from then on",
        )
