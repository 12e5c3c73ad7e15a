"""What a person decides about proposals, written at once: accept, correct, merge, reject, undo.

An entry is written to where it goes before it is taken from where it was. After a kill between the two it stands in
both, and `pending` drops it; nothing is lost.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from zhengming.errors import GlossaryError, ReadError, UsageError, ZhengmingError
from zhengming.files.decode import decode, read_bytes
from zhengming.files.lock import locked
from zhengming.files.write import write_atomically
from zhengming.glossary import nodes, splices, write
from zhengming.glossary.add import both_scripts, english_spellings, unused_id
from zhengming.glossary.groups import stands_for
from zhengming.glossary.proposals import ALSO, BELONGS, Beside, beside, concept_pairs, english_lines, load_alone
from zhengming.language.english import slug
from zhengming.language.keys import chinese_key
from zhengming.language.scripts import contains_han, contains_latin, script_of
from zhengming.model import Concept, Evidence, Glossary, Source, Term

_COUNT = re.compile(r"  # (?P<told>(?P<percent>\d+)%, \d+ places?(?: in \d+ documents)?)[ \t]*$")
_FULL_AND_ACRONYM = re.compile(r"(?P<full>.+?)\s*[,，]\s*(?P<acronym>[A-Z0-9][A-Za-z0-9&.\-]*)")
_CHINESE = ("zh", "zh-Hant", "zh-Hans", "zh-TW", "zh-HK", "zh-CN")
_REGIONS = {"zh-Hant": ("zh-TW", "zh-HK"), "zh-Hans": ("zh-CN",)}


@dataclass(frozen=True, slots=True)
class Proposal:
    """An entry that waits: `told` is its count of places, `advice` what `extract` noted for the person who judges."""

    concept: Concept
    told: str
    confidence: float | None
    advice: tuple[str, ...]
    is_related: bool

    @property
    def is_plain(self) -> bool:
        """Whether nothing speaks against taking it as it is: no other concept or rendering has a side of it."""
        return not self.advice and not self.is_related


@dataclass(frozen=True, slots=True)
class Change:
    """One write, so that it can be taken back: `old` stood at `start` where `new` stands now; None for no file."""

    path: str
    start: int
    old: bytes | None
    new: bytes
    after: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What was written for one decision, and the ids that it concerns."""

    ids: tuple[str, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class _File:
    """A glossary file as it stands."""

    path: str
    content: bytes
    text: str
    encoding: str

    def entries(self, ids: Sequence[str], concepts: Sequence[Concept]) -> dict[str, nodes.Mapping]:
        """The entries of these ids, in their order."""
        lines = {c.id: c.line for c in concepts}
        by_line = {e.line: e for e in splices.entries(self.text, self.path)[1]}
        gone = next((i for i in ids if lines.get(i) not in by_line), None)
        if gone is not None:
            raise UsageError(f"there is no entry {gone!r} any more", hint=f"look into {self.path}")
        return {identity: by_line[lines[identity]] for identity in ids}


def pending(glossary: str) -> tuple[Proposal, ...]:
    """The proposals of a glossary that wait for a decision, in the order of the file.

    One that the glossary or the rejections have already is taken out: a run that was killed wrote it there.
    Raises ReadError where there is no file of proposals.
    """
    files = beside(glossary)
    if not Path(files.proposed).exists():
        hint = f"zhengming extract --into {glossary} REPORT writes some"
        raise ReadError("there is no such file of proposals", path=files.proposed, hint=hint)
    with _all_locked(files):
        accepted, proposed, rejected = (load_alone(file) for file in files)
        for decided in (accepted, rejected):
            known = {key for c in decided.concepts for key in concept_pairs(c)}
            doubled = [c.id for c in proposed.concepts if set(concept_pairs(c)) <= known]
            if doubled:
                _take_out(files.proposed, doubled, proposed.concepts)
                proposed = load_alone(files.proposed)
        file = _opened(files.proposed)
        return tuple(_proposal(c, file, e) for c, e in _with_entries(file, proposed.concepts))


def _with_entries(file: _File, concepts: Sequence[Concept]) -> list[tuple[Concept, nodes.Mapping]]:
    by_line = {e.line: e for e in splices.entries(file.text, file.path)[1]}
    return [(c, by_line[c.line]) for c in concepts]


def _proposal(concept: Concept, file: _File, entry: nodes.Mapping) -> Proposal:
    first, *rest = splices.entry_text(file.text, entry).split("\n")
    count = _COUNT.search(first)
    confidence = int(count["percent"]) / 100 if count else None
    advice = [line.strip().removeprefix("# ") for line in rest if _is_advice(line)]
    return Proposal(concept, count["told"] if count else "", confidence, tuple(advice), bool(concept.related))


def _is_advice(line: str) -> bool:
    return line.strip().startswith((BELONGS, ALSO))


def accept(glossary: str, ids: Sequence[str]) -> Decision:
    """Move entries from NAME.proposed.yaml to NAME.yaml as they are, without what `extract` noted beside them."""
    files = beside(glossary)
    with _all_locked(files):
        accepted, proposed = load_alone(files.accepted), load_alone(files.proposed)
        file = _opened(files.proposed)
        taken = {c.id for c in accepted.concepts}
        by_id = {c.id: c for c in proposed.concepts}
        texts, wanted = [], []
        for identity, entry in file.entries(ids, proposed.concepts).items():
            final = unused_id(identity, taken)
            taken.add(final)
            texts.append(_without_notes(_renamed(file, entry, final)))
            wanted.append(by_id[identity])
        sources = _sources_of(wanted, proposed, accepted)
        appended = _written(files.accepted, lambda: write.append_concepts(files.accepted, texts, sources=sources))
        _verify(appended, wanted)
        return Decision(tuple(ids), (appended, _take_out(files.proposed, ids, proposed.concepts)))


def _verify(change: Change, wanted: Sequence[Concept]) -> None:
    """Take an addition back that does not read as what was to be added, which only unusual YAML can bring about."""
    try:
        added = load_alone(change.path).concepts[-len(wanted) :]
        same = [c.terms for c in added] == [c.terms for c in wanted]
    except ZhengmingError:
        same = False
    if not same:
        _take_back(change)
        message = "the entry cannot be moved as it is written"
        raise GlossaryError(message, path=wanted[0].path, line=wanted[0].line, hint="write it anew, one key a line")


def _renamed(file: _File, entry: nodes.Mapping, identity: str) -> str:
    stated = entry.get("id")
    if isinstance(stated, nodes.Scalar) and stated.text == identity:
        return splices.entry_text(file.text, entry)
    if stated is None:
        put = f"id: {write.scalar(identity)}" + (
            ", " if entry.flow else "\n" + " " * splices.column(file.text, entry.start)
        )
        at = entry.start + 1 if entry.flow else entry.start
        return _entry_of(splices.spliced(file.text, [(at, at, put)]), file.path, entry.line)
    text = splices.spliced(file.text, [(stated.start, stated.end, write.scalar(identity))])
    return _entry_of(text, file.path, entry.line)


def _entry_of(text: str, path: str, line: int) -> str:
    return splices.entry_text(text, next(e for e in splices.entries(text, path)[1] if e.line == line))


def _without_notes(text: str) -> str:
    first, *rest = text.split("\n")
    return "\n".join([_COUNT.sub("", first), *(line for line in rest if not _is_advice(line))])


def reject(glossary: str, identity: str) -> Decision:
    """Remember a proposal as one line of NAME.rejected.yaml and take it out of NAME.proposed.yaml."""
    files = beside(glossary)
    with _all_locked(files):
        proposed = load_alone(files.proposed)
        remembered = _remember(files, _one(identity, proposed.concepts))
        return Decision((identity,), (remembered, _take_out(files.proposed, [identity], proposed.concepts)))


def _remember(files: Beside, concept: Concept) -> Change:
    taken = {c.id for c in load_alone(files.rejected).concepts}
    line = _on_one_line(unused_id(concept.id, taken), concept)
    title = f"Rejected proposals for {PurePath(files.accepted).name}"
    return _written(files.rejected, lambda: write.append_concepts(files.rejected, [line], title=title))


def _on_one_line(identity: str, concept: Concept) -> str:
    by_tag: dict[str, list[str]] = {}
    for term in concept.terms:
        by_tag.setdefault(term.language, []).append(_flow_term(term.text, term.type))
    parts = [f"id: {write.scalar(identity)}"]
    parts += [
        f"{tag}: {terms[0] if len(terms) == 1 else '[' + ', '.join(terms) + ']'}" for tag, terms in by_tag.items()
    ]
    return "{" + ", ".join(parts) + "}"


def _flow_term(wording: str, kind: str, status: str = "") -> str:
    said = (f", type: {kind}" if kind == "acronym" else "") + (f", status: {status}" if status else "")
    return f"{{term: {write.scalar(wording)}{said}}}" if said else write.scalar(wording)


def correct_english(glossary: str, identity: str, wording: str) -> Decision:
    """Change the English of a proposal, and its id with it; `Full Form, ACR` is a full form and its acronym."""
    wording = " ".join(wording.split())
    if not contains_latin(wording) or contains_han(wording):
        raise UsageError(f"{wording!r} is no English term")
    full, acronym = _parts(wording)
    shown = english_lines(full, acronym)
    terms = [_flow_term(full, "acronym" if full == acronym else "full")]
    terms += [_flow_term(acronym, "acronym")] if acronym and acronym != full else []
    flow = terms[0] if len(terms) == 1 else f"[{', '.join(terms)}]"
    return _correct(glossary, identity, {"en": (shown, flow)}, renamed=slug(full))


def _parts(wording: str) -> tuple[str, str | None]:
    both = _FULL_AND_ACRONYM.fullmatch(wording)
    if both and stands_for(both["acronym"], both["full"]):
        return both["full"], both["acronym"]
    is_acronym = " " not in wording and sum(c.isupper() for c in wording) >= 2 and wording.upper() == wording
    return wording, wording if is_acronym else None


def correct_chinese(glossary: str, identity: str, wording: str) -> Decision:
    """Change the Chinese of a proposal; the other script is derived anew."""
    wording = wording.strip()
    if not contains_han(wording):
        raise UsageError(f"{wording!r} is no Chinese term")
    fields = dict(both_scripts(wording))
    return _correct(glossary, identity, {tag: _text_value(tag, form) for tag, form in fields.items()}, zh=wording)


def set_region(glossary: str, identity: str, tag: str, form: str) -> Decision:
    """Say what Taiwan, Hong Kong or the Mainland (`zh-TW`, `zh-HK`, `zh-CN`) says."""
    form = form.strip()
    if not contains_han(form):
        raise UsageError(f"{form!r} is no Chinese term")
    return _correct(glossary, identity, {tag: _text_value(tag, form)})


def set_kind(glossary: str, identity: str, kind: str) -> Decision:
    """Say what kind of thing a proposal names."""
    return _correct(glossary, identity, {"kind": _text_value("kind", kind)})


def _text_value(key: str, wording: str) -> tuple[list[str], str]:
    return [f"{key}: {write.scalar(wording)}"], write.scalar(wording)


def _correct(
    glossary: str, identity: str, keys: Mapping[str, tuple[list[str], str]], *, renamed: str = "", zh: str = ""
) -> Decision:
    """Set keys of a proposal; the pair as it stands in the document is remembered, not to be proposed again."""
    files = beside(glossary)
    with _all_locked(files):
        proposed = load_alone(files.proposed)
        before = _one(identity, proposed.concepts)
        final = unused_id(renamed, _ids(files) - {identity}) if renamed else identity
        wanted = dict(keys) | ({"id": _text_value("id", final)} if final != identity else {})
        file = _opened(files.proposed)
        if zh and "zh" in file.entries([identity], proposed.concepts)[identity].items:
            wanted = {"zh": _text_value("zh", zh)}
        changed = _rewritten(file, before, wanted)
        after = _one(final, load_alone(files.proposed).concepts)
        return Decision((final,), (changed, *_remember_the_original(files, before, after)))


def _rewritten(file: _File, concept: Concept, wanted: Mapping[str, tuple[list[str], str]]) -> Change:
    text = file.text
    for key, (lines, flow) in wanted.items():
        entry = next(e for e in splices.entries(text, file.path)[1] if e.line == concept.line)
        after = ("id",) if key in ("id", "kind") else ("id", "en", *_CHINESE)
        if key == "id" and isinstance(entry.get("id"), nodes.Scalar):
            # The count behind it stays where it is.
            stated = entry.items["id"][1]
            text = splices.spliced(text, [(stated.start, stated.end, flow)])
        else:
            text = splices.spliced(text, [splices.put_key(text, entry, key, lines, flow, after=after)])
    return _put_text(file, text)


def _remember_the_original(files: Beside, before: Concept, after: Concept) -> Iterator[Change]:
    pairs = set(concept_pairs(after))
    rejected = load_alone(files.rejected)
    known = {key for c in rejected.concepts for key in concept_pairs(c)}
    if pairs <= known:
        # What a person types is wanted, whatever was rejected before.
        yield _take_out(
            files.rejected, [c.id for c in rejected.concepts if pairs & set(concept_pairs(c))], rejected.concepts
        )
    elif not set(concept_pairs(before)) <= pairs | known and any(_is_in_quote(before, e) for e in before.evidence):
        yield _remember(files, before)


def _is_in_quote(concept: Concept, evidence: Evidence) -> bool:
    chinese = any(t.text in evidence.quote for t in concept.terms if t.language != "en")
    return chinese and any(t.text in evidence.quote for t in concept.terms if t.language == "en")


def merge(glossary: str, identity: str, into: str) -> Decision:
    """Add what a proposal says to a concept of the glossary as admitted terms, with its first place as evidence."""
    files = beside(glossary)
    with _all_locked(files):
        accepted, proposed = load_alone(files.accepted), load_alone(files.proposed)
        concept = _one(identity, proposed.concepts)
        home = next((c for c in accepted.concepts if c.id == into), None)
        if home is None:
            raise UsageError(f"the glossary has no concept {into!r}", hint=f"the ids are in {files.accepted}")
        if "overrides" in _opened(files.accepted).entries([into], accepted.concepts)[into].items:
            raise UsageError(f"{into!r} is another file's concept", hint="merge into that file's glossary")
        changes = []
        sources = _sources_of([concept], proposed, accepted)
        if [s for s in sources if s[0] not in {known.id for known in accepted.sources}]:
            changes.append(_written(files.accepted, lambda: write.append_concepts(files.accepted, [], sources=sources)))
        changes.append(_merged(_opened(files.accepted), into, concept))
        return Decision((identity,), (*changes, _take_out(files.proposed, [identity], proposed.concepts)))


def _merged(file: _File, into: str, concept: Concept) -> Change:
    text = file.text
    line = _one(into, load_alone(file.path).concepts).line
    for find in (_english_additions, _chinese_additions, _evidence_addition):
        home = _one(into, load_alone(file.path).concepts)
        entry = next(e for e in splices.entries(text, file.path)[1] if e.line == line)
        for key, lines, flow in find(home, entry, concept):
            entry = next(e for e in splices.entries(text, file.path)[1] if e.line == line)
            if key in entry.items:
                text = splices.spliced(text, splices.add_to_list(text, entry, key, lines, flow))
            else:
                indented = [f"{key}:", *(f"  {'- ' if n == 0 else '  '}{one}" for n, one in enumerate(lines))]
                put = splices.put_key(text, entry, key, indented, f"[{flow}]", after=list(entry.items))
                text = splices.spliced(text, [put])
    return _put_text(file, text)


_Addition = tuple[str, list[str], str]


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
    for script, regions in _REGIONS.items():
        if script in entry.items:
            yield script, script
        else:
            yield from ((script, region) for region in regions if region in entry.items)
    given = entry.get("zh")
    if given is not None:
        text = given.text if isinstance(given, nodes.Scalar) else ""
        yield ("zh-Hans" if script_of(text) == "zh-Hans" else "zh-Hant"), "zh"
    tags = {t.language for t in concept.terms}
    yield from ((r, r) for regions in _REGIONS.values() for r in regions if r in entry.items and r in tags)


def _is_same_chinese(one: Term, other: Term, tag: str) -> bool:
    scripts = {tag, *(script for script, regions in _REGIONS.items() if tag in regions)}
    return other.language in scripts and chinese_key(one.text) == chinese_key(other.text)


def _addition(key: str, term: Term, home: Concept) -> _Addition:
    # Where no full term of this language is preferred, the first one would be without a word.
    languages = ("zh-Hant", "zh-Hans") if key == "zh" else (key,)
    preferred = any(t.language in languages and t.status == "preferred" and t.type == "full" for t in home.terms)
    flow = _flow_term(term.text, term.type, "" if preferred or term.type == "acronym" else "admitted")
    return key, [flow], flow


def _evidence_addition(home: Concept, entry: nodes.Mapping, concept: Concept) -> Iterator[_Addition]:
    for first in concept.evidence[:1]:
        if first not in home.evidence:
            fields = [("source", first.source), ("at", first.at), ("quote", first.quote)]
            yield "evidence", [f"{k}: {write.scalar(v)}" for k, v in fields if v], write.one_line(fields)


def undo(decision: Decision) -> None:
    """Take a decision back, byte for byte. Raises UsageError where somebody has changed one of the files since."""
    paths = sorted({c.path for c in decision.changes})
    with contextlib.ExitStack() as stack:
        for path in paths:
            stack.enter_context(locked(path))
        last = {c.path: c for c in decision.changes}
        for change in last.values():
            if not Path(change.path).exists() or _digest(read_bytes(change.path)) != change.after:
                raise UsageError(f"{change.path} has been changed since", hint="undo it by hand")
        for change in reversed(decision.changes):
            _take_back(change)


def _take_back(change: Change) -> None:
    if change.old is None:
        Path(change.path).unlink()
        return
    now = read_bytes(change.path)
    write_atomically(change.path, now[: change.start] + change.old + now[change.start + len(change.new) :])


def _take_out(path: str, ids: Sequence[str], concepts: Sequence[Concept]) -> Change:
    file = _opened(path)
    doomed = list(file.entries(ids, concepts).values())
    return _put_text(file, splices.spliced(file.text, splices.removed(file.text, path, doomed)))


def _put_text(file: _File, text: str) -> Change:
    bom = file.content[: len(file.content) - len(file.text.encode(file.encoding))]
    return _written(file.path, lambda: write_atomically(file.path, bom + text.encode(file.encoding)))


def _written(path: str, make: Callable[[], None]) -> Change:
    """Carry a write out and say what it changed."""
    old = read_bytes(path) if Path(path).exists() else None
    make()
    new = read_bytes(path)
    if old is None:
        return Change(path, 0, None, new, _digest(new))
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    return Change(path, start, old[start : len(old) - end], new[start : len(new) - end], _digest(new))


def _common(one: bytes, other: bytes) -> int:
    """How many bytes two texts begin with in common."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[:middle] == other[:middle] else (low, middle - 1)
    return low


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _opened(path: str) -> _File:
    content = read_bytes(path)
    decoded = decode(content, path)
    return _File(path, content, decoded.text, decoded.encoding)


@contextlib.contextmanager
def _all_locked(files: Beside) -> Iterator[None]:
    """Always in the same order, so that two runs cannot wait for each other."""
    with contextlib.ExitStack() as stack:
        for path in sorted(files):
            stack.enter_context(locked(path))
        yield


def _one(identity: str, concepts: Sequence[Concept]) -> Concept:
    found = next((c for c in concepts if c.id == identity), None)
    if found is None:
        raise UsageError(f"there is no entry {identity!r} any more", hint="somebody has changed the file")
    return found


def _ids(files: Beside) -> set[str]:
    return {c.id for file in files[:2] for c in load_alone(file).concepts}


def _sources_of(concepts: Sequence[Concept], proposed: Glossary, accepted: Glossary) -> list[tuple[str, str]]:
    """The sources that the evidence of these concepts names, as lines."""
    named = {e.source for c in concepts for e in c.evidence}
    return [(s.id, _source_line(s)) for s in proposed.sources if s.id in named]


def _source_line(source: Source) -> str:
    return write.one_line([("title", source.title), ("author", source.author), ("path", source.path)])
