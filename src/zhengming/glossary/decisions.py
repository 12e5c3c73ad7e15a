"""What a person decides about proposals, written at once: accept, reject.

An entry is written to where it goes before it is taken from where it was. After a kill between the two it stands in
both, and `pending` drops it; nothing is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from zhengming.errors import GlossaryError, ZhengmingError
from zhengming.glossary import nodes, splices, write
from zhengming.glossary.add import unused_id
from zhengming.glossary.entries import File, all_locked, concept_of, opened, take_out
from zhengming.glossary.journal import Change, Decision, take_back, written
from zhengming.glossary.pending import without_notes
from zhengming.glossary.proposals import Beside, beside
from zhengming.glossary.read import load_alone, load_last
from zhengming.model import Concept, Glossary


def accept(glossary: str, ids: Sequence[str]) -> Decision:
    """Move entries from NAME.proposed.yaml to NAME.yaml as they are, without what `extract` noted beside them."""
    files = beside(glossary)
    with all_locked(files):
        accepted, proposed = load_alone(files.accepted), load_alone(files.proposed)
        by_id = {c.id: c for c in proposed.concepts}
        wanted = [by_id[identity] for identity in dict.fromkeys(ids) if identity in by_id]
        texts = _texts_to_move(ids, opened(files.proposed), accepted, proposed)
        sources = sources_of(wanted, proposed)
        appended = written(files.accepted, lambda: write.append_concepts(files.accepted, texts, sources=sources))
        _verify(appended, wanted)
        return Decision(tuple(ids), (appended, take_out(files.proposed, ids, proposed.concepts)))


def _texts_to_move(ids: Sequence[str], file: File, accepted: Glossary, proposed: Glossary) -> list[str]:
    """The entries as they are to stand in the glossary, under ids that are free there."""
    taken = {c.id for c in accepted.concepts}
    texts = []
    for identity, entry in file.entries(ids, proposed.concepts).items():
        final = unused_id(identity, taken)
        taken.add(final)
        texts.append(without_notes(_renamed(file, entry, final)))
    return texts


def _renamed(file: File, entry: nodes.Mapping, identity: str) -> str:
    """The text of an entry under another id, written out where it had none."""
    stated = entry.get("id")
    if isinstance(stated, nodes.Scalar) and stated.text == identity:
        return splices.entry_text(file.text, entry)
    put = write.scalar(identity)
    if stated is not None:
        splice = (stated.start, stated.end, put)
    elif entry.flow:
        splice = (entry.start + 1, entry.start + 1, f"id: {put}, ")
    else:
        splice = (entry.start, entry.start, f"id: {put}\n" + " " * splices.column(file.text, entry.start))
    text = splices.spliced(file.text, [splice])
    return splices.entry_text(text, splices.entry_at(text, file.path, entry.line))


def _verify(change: Change, wanted: Sequence[Concept]) -> None:
    """Take an addition back that does not read as what was to be added, which only unusual YAML can bring about."""
    try:
        added = load_last(change.path, len(wanted))
        same = [c.terms for c in added] == [c.terms for c in wanted]
    except ZhengmingError:
        same = False
    if not same:
        take_back(change)
        message = "the entry cannot be moved as it is written"
        raise GlossaryError(message, path=wanted[0].path, line=wanted[0].line, hint="write it anew, one key a line")


def sources_of(concepts: Sequence[Concept], proposed: Glossary) -> list[tuple[str, str]]:
    """The sources that the evidence of these concepts names, as (id, `{…}`)."""
    named = {e.source for c in concepts for e in c.evidence}
    fields = ((s.id, [("title", s.title), ("author", s.author), ("path", s.path)]) for s in proposed.sources)
    return [(identity, write.one_line(said)) for identity, said in fields if identity in named]


def reject(glossary: str, identity: str) -> Decision:
    """Remember a proposal as one line of NAME.rejected.yaml and take it out of NAME.proposed.yaml."""
    files = beside(glossary)
    with all_locked(files):
        proposed = load_alone(files.proposed)
        remembered = remember(files, concept_of(identity, proposed.concepts))
        return Decision((identity,), (remembered, take_out(files.proposed, [identity], proposed.concepts)))


def remember(files: Beside, concept: Concept) -> Change:
    """Write a concept to the rejections, so that it is not proposed again."""
    taken = {c.id for c in load_alone(files.rejected).concepts}
    line = _on_one_line(unused_id(concept.id, taken), concept)
    title = f"Rejected proposals for {PurePath(files.accepted).name}"
    return written(files.rejected, lambda: write.append_concepts(files.rejected, [line], title=title))


def _on_one_line(identity: str, concept: Concept) -> str:
    by_tag: dict[str, list[str]] = {}
    for term in concept.terms:
        by_tag.setdefault(term.language, []).append(write.flow_term(term.text, term.type))
    parts = [f"id: {write.scalar(identity)}"]
    parts += [f"{tag}: {write.flow_list(terms)}" for tag, terms in by_tag.items()]
    return "{" + ", ".join(parts) + "}"
