"""A proposal merged into a concept of the glossary: its wordings become admitted terms there."""

from __future__ import annotations

from collections.abc import Iterator

from zhengming.errors import UsageError
from zhengming.glossary import nodes, splices, write
from zhengming.glossary.add import english_spellings
from zhengming.glossary.decisions import sources_of
from zhengming.glossary.entries import all_locked, concept_of, opened, put_text, take_out
from zhengming.glossary.journal import Change, Decision, written
from zhengming.glossary.proposals import beside
from zhengming.glossary.read import load_alone
from zhengming.language.keys import chinese_key
from zhengming.language.scripts import script_of
from zhengming.model import Concept, Glossary, Term
from zhengming.tags import REGIONS_OF_SCRIPT

# A key of an entry and what is added to it: lines of block style, and the same in flow style.
_Addition = tuple[str, list[str], str]


def merge(glossary: str, identity: str, into: str) -> Decision:
    """Add what a proposal says to a concept of the glossary as admitted terms, with its first place as evidence."""
    files = beside(glossary)
    with all_locked(files):
        accepted, proposed = load_alone(files.accepted), load_alone(files.proposed)
        concept = concept_of(identity, proposed.concepts)
        _refuse_no_home(into, accepted, files.accepted)
        changes = [*_with_sources(files.accepted, accepted, sources_of([concept], proposed))]
        # New sources stand above the entries, which are lower then.
        home = concept_of(into, (load_alone(files.accepted) if changes else accepted).concepts)
        changes.append(_merged(files.accepted, home, concept))
        return Decision((identity,), (*changes, take_out(files.proposed, [identity], proposed.concepts)))


def _refuse_no_home(into: str, accepted: Glossary, path: str) -> None:
    home = next((c for c in accepted.concepts if c.id == into), None)
    if home is None:
        raise UsageError(f"the glossary has no concept {into!r}", hint=f"the ids are in {path}")
    if "overrides" in splices.entry_at(opened(path).text, path, home.line).items:
        raise UsageError(f"{into!r} is another file's concept", hint="merge into that file's glossary")


def _with_sources(path: str, accepted: Glossary, sources: list[tuple[str, str]]) -> Iterator[Change]:
    """Name the sources in the glossary that it does not know."""
    if {identity for identity, _ in sources} - {s.id for s in accepted.sources}:
        yield written(path, lambda: write.append_concepts(path, [], sources=sources))


def _merged(path: str, home: Concept, concept: Concept) -> Change:
    file = opened(path)
    text = file.text
    for find in (_english_additions, _chinese_additions, _evidence_addition):
        for addition in find(home, splices.entry_at(text, path, home.line), concept):
            text = _with_addition(text, splices.entry_at(text, path, home.line), addition)
    return put_text(file, text)


def _with_addition(text: str, entry: nodes.Mapping, addition: _Addition) -> str:
    key, lines, flow = addition
    if key in entry.items:
        return splices.spliced(text, splices.add_to_list(text, entry, key, lines, flow))
    indented = [f"{key}:", *(f"  {'- ' if n == 0 else '  '}{one}" for n, one in enumerate(lines))]
    return splices.spliced(text, [splices.put_key(text, entry, key, indented, f"[{flow}]", after=list(entry.items))])


def _english_additions(home: Concept, entry: nodes.Mapping, concept: Concept) -> Iterator[_Addition]:
    for term in concept.terms:
        if term.language == "en" and term.is_right and not any(_is_same_english(term, t) for t in home.terms):
            yield _addition("en", term, home)


def _is_same_english(one: Term, other: Term) -> bool:
    if other.language != "en":
        return False
    if "acronym" in (one.type, other.type):
        return one.text == other.text
    return bool(english_spellings(one.text).keys() & english_spellings(other.text).keys())


def _chinese_additions(home: Concept, entry: nodes.Mapping, concept: Concept) -> Iterator[_Addition]:
    for tag, key in _homes(entry, concept):
        for term in concept.terms:
            language = script_of(term.text) or tag if key == "zh" else tag
            wanted = term.language == tag and term.is_right
            if wanted and not any(_is_same_chinese(term, t, language) for t in home.terms):
                yield _addition(key, term, home)


def _homes(entry: nodes.Mapping, concept: Concept) -> Iterator[tuple[str, str]]:
    """Under which key of an entry the terms of each language tag of a proposal go."""
    for script, regions in REGIONS_OF_SCRIPT.items():
        if script in entry.items:
            yield script, script
        else:
            yield from ((script, region) for region in regions if region in entry.items)
    given = entry.get("zh")
    if given is not None:
        text = given.text if isinstance(given, nodes.Scalar) else ""
        yield ("zh-Hans" if script_of(text) == "zh-Hans" else "zh-Hant"), "zh"
    tags = {t.language for t in concept.terms}
    yield from ((r, r) for regions in REGIONS_OF_SCRIPT.values() for r in regions if r in entry.items and r in tags)


def _is_same_chinese(one: Term, other: Term, tag: str) -> bool:
    scripts = {tag, *(script for script, regions in REGIONS_OF_SCRIPT.items() if tag in regions)}
    return other.language in scripts and chinese_key(one.text) == chinese_key(other.text)


def _addition(key: str, term: Term, home: Concept) -> _Addition:
    # Where no full term of this language is preferred, the first one would be without a word.
    languages = ("zh-Hant", "zh-Hans") if key == "zh" else (key,)
    preferred = any(t.language in languages and t.status == "preferred" and t.type == "full" for t in home.terms)
    flow = write.flow_term(term.text, term.type, "" if preferred or term.type == "acronym" else "admitted")
    return key, [flow], flow


def _evidence_addition(home: Concept, entry: nodes.Mapping, concept: Concept) -> Iterator[_Addition]:
    for first in concept.evidence[:1]:
        if first not in home.evidence:
            fields = [("source", first.source), ("at", first.at), ("quote", first.quote)]
            yield "evidence", [f"{k}: {write.scalar(v)}" for k, v in fields if v], write.one_line(fields)
