"""Faults of how an entry is written: no id, references to nothing, a comma that splits, text lost in a comment."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from zhengming.glossary import nodes, splices, write
from zhengming.glossary.add import unused_id
from zhengming.glossary.groups import stands_for
from zhengming.glossary.lints.context import Context, Entry, Fault, Form, Place, place_of
from zhengming.glossary.lints.forms import looks_like_an_acronym
from zhengming.language.english import slug

_YEAR = re.compile(r"(?:19|20)\d\d\s*年?(?:版)?")
_CONJUNCTION = re.compile(r"(?i)(?:and|or|&)\s+\S.*|(?:以及|暨|並且?|并且?)\S+")
# These begin words too: 和平, 及格, 與會.
_SHORT_CONJUNCTIONS = frozenset("和與与及或")
_COMMENT = re.compile(r"([ \t]+)#([^\r\n]*)")
_BRACKETS = {"(": ")", "（": "）", "《": "》", "「": "」", "『": "』", "“": "”", "〈": "〉"}


def missing_id(context: Context) -> Iterator[Fault]:
    """An entry whose id is only the slug of its English, and so moves when that is reworded."""
    taken = set(context.concepts)
    for entry in context.entries:
        if "overrides" in entry.node.items or _text(entry.node.get("id")):
            continue
        identity = entry.concept.id or unused_id("term", taken)
        taken.add(identity)
        first = entry.forms[0]
        yield Fault(
            "missing-id",
            entry,
            place_of(entry, first.wording),
            f"there is no id: it is made of the first English term, so another wording would make it another concept; "
            f"write `id: {identity}`",
            found=first.term.text,
            expected=(identity,),
            splice=_with_id(entry, write.scalar(identity)),
        )


def _with_id(entry: Entry, identity: str) -> splices.Splice | None:
    stated = entry.node.items.get("id")
    if stated:
        # `id:` with nothing behind it.
        return stated[0].end, splices.value_end(entry.file.text, stated[1]), f": {identity}"
    start = entry.node.start
    if entry.node.flow:
        return start + 1, start + 1, f"id: {identity}, "
    return start, start, f"id: {identity}\n" + " " * splices.column(entry.file.text, start)


def _text(node: nodes.Node | None) -> str:
    return node.text.strip() if isinstance(node, nodes.Scalar) else ""


def dangling_reference(context: Context) -> Iterator[Fault]:
    """`related:`, `formerly:` or the source of evidence that names nothing, or the entry itself."""
    sources = {s.id for s in context.glossary.sources}
    for entry in context.entries:
        for key in ("related", "formerly"):
            for scalar in _scalars(entry.node.get(key)):
                if scalar.text.strip() == entry.concept.id:
                    yield _dangling(entry, scalar, f"`{key}: {scalar.text}` names the entry itself; take it out")
                elif scalar.text.strip() not in context.concepts:
                    yield _to_nothing(context, entry, key, scalar)
        for evidence in _items(entry.node.get("evidence")):
            source = evidence.get("source") if isinstance(evidence, nodes.Mapping) else None
            if isinstance(source, nodes.Scalar) and source.text.strip() not in {*sources, ""}:
                told = f"`source: {source.text}` is not under `sources:`{_suggestion(source.text, sources)}"
                yield _dangling(entry, source, told)


def _to_nothing(context: Context, entry: Entry, key: str, scalar: nodes.Scalar) -> Fault:
    identity = slug(scalar.text)
    if identity in context.concepts and identity != entry.concept.id:
        told = f"`{key}: {scalar.text}` is a wording; write the id, {identity}"
        splice = (scalar.start, splices.value_end(entry.file.text, scalar), write.scalar(identity))
        return _dangling(entry, scalar, told, (identity,), splice)
    return _dangling(
        entry, scalar, f"`{key}: {scalar.text}` names no concept{_suggestion(scalar.text, set(context.concepts))}"
    )


def _suggestion(name: str, known: set[str]) -> str:
    near = difflib.get_close_matches(name.strip(), sorted(known), 1)
    return f"; did you mean {near[0]}?" if near else "; take it out, or add what it names"


def _dangling(
    entry: Entry,
    scalar: nodes.Scalar,
    message: str,
    expected: tuple[str, ...] = (),
    splice: splices.Splice | None = None,
) -> Fault:
    place = place_of(entry, scalar)
    return Fault(
        "dangling-reference", entry, place, message, found=scalar.text.strip(), expected=expected, splice=splice
    )


def _items(node: nodes.Node | None) -> tuple[nodes.Node, ...]:
    if node is None:
        return ()
    return node.items if isinstance(node, nodes.Sequence) else (node,)


def _scalars(node: nodes.Node | None) -> Iterator[nodes.Scalar]:
    yield from (n for n in _items(node) if isinstance(n, nodes.Scalar) and n.text.strip())


def suspicious_split(context: Context) -> Iterator[Fault]:
    """A comma that made two terms of one: `[National Security Strategy, 2022]`."""
    for entry in context.entries:
        previous: Form | None = None
        for form in entry.forms:
            before = previous if previous and previous.listed is form.listed else None
            previous = form
            if form.listed is not None and form.is_bare:
                what = _what(form, before)
                if what == "an acronym":
                    yield _acronym(entry, form, before)
                elif what:
                    yield _split(entry, form, before, what)


def _what(form: Form, before: Form | None) -> str:
    text = form.term.text
    if _YEAR.fullmatch(text):
        return "a year"
    if _CONJUNCTION.fullmatch(text) or _begins_with_conjunction(text):
        return "what a conjunction goes on with"
    if form.key == "en" and looks_like_an_acronym(form) and not _are_acronyms(form, before):
        return "an acronym"
    return ""


def _are_acronyms(form: Form, before: Form | None) -> bool:
    """In a list of nothing but capitals no acronym is split off; that they lack a full form is told elsewhere."""
    listed = form.listed.items if form.listed else ()
    return all(isinstance(n, nodes.Scalar) and n.text.isupper() for n in listed)


def _begins_with_conjunction(text: str) -> bool:
    if text[:1] not in _SHORT_CONJUNCTIONS or len(text) < 3:
        return False
    from zhengming.language.words import words

    # As jieba cuts it: 與|會計 is two words, 和平 one.
    return words(text)[0] in _SHORT_CONJUNCTIONS


def _split(entry: Entry, form: Form, before: Form | None, what: str) -> Fault:
    one = ""
    if before is not None and before.is_bare:
        one = f"{before.term.text}, {form.term.text}"
    advice = f"quote the whole if it is one term: {write.scalar(one)}" if one else "is it part of a longer term?"
    return Fault(
        "suspicious-split",
        entry,
        place_of(entry, form.item),
        f"{form.term.text} is {what}, and stands as a term of its own; {advice}",
        found=form.term.text,
        expected=(one,) if one else (),
        splice=_joined(entry, before, form, one) if one and before else None,
    )


def _joined(entry: Entry, before: Form, form: Form, one: str) -> splices.Splice | None:
    """Both items as one in quotes; only in brackets, where the comma stands between them."""
    if form.listed is None or not form.listed.flow:
        return None
    start, end = before.item.start, splices.value_end(entry.file.text, form.item)
    return None if "#" in entry.file.text[start:end] else (start, end, write.scalar(one))


def _acronym(entry: Entry, form: Form, before: Form | None) -> Fault:
    text = form.term.text
    typed = write.flow_term(text, "acronym")
    sure = before is not None and stands_for(text, before.term.text)
    advice = f"write {typed}" + ("" if sure else ", or quote the whole if it is one term")
    return Fault(
        "suspicious-split",
        entry,
        place_of(entry, form.item),
        f"{text} is an acronym among full forms, where it would be found in any case; {advice}",
        found=text,
        expected=(typed,),
        splice=(form.item.start, splices.value_end(entry.file.text, form.item), typed) if sure else None,
    )


def lost_text(context: Context) -> Iterator[Fault]:
    """Text behind ` #`, which YAML takes for a comment: `note: see issue #5`."""
    for entry in context.entries:
        for scalar in _all_scalars(entry.node):
            end = splices.value_end(entry.file.text, scalar)
            comment = _COMMENT.match(entry.file.text, end)
            if comment and _is_plain(entry, scalar) and _looks_like_text(scalar.text, comment[1], comment[2]):
                whole = f"{scalar.text.strip()} #{comment[2]}".strip()
                yield Fault(
                    "lost-text",
                    entry,
                    Place(entry.file, comment.start() + len(comment[1]), comment.end()),
                    f"what stands behind ` #` is a comment to YAML and no part of the text; quote the text if it is "
                    f"one ({write.scalar(whole)}), or set a comment off with two spaces",
                    found=f"#{comment[2]}",
                    expected=(whole,),
                )


def _is_plain(entry: Entry, scalar: nodes.Scalar) -> bool:
    return entry.file.text[scalar.start : scalar.start + 1] not in ('"', "'", "|", ">")


def _looks_like_text(value: str, gap: str, comment: str) -> bool:
    """A comment has a space behind its sign, or two before it; and it closes no bracket of the text."""
    for opening, closing in _BRACKETS.items():
        if value.count(opening) > value.count(closing) and closing in comment:
            return True
    return len(gap) == 1 and comment[:1] not in ("", " ", "\t", "#", "!", "-", "=")


def _all_scalars(node: nodes.Node) -> Iterator[nodes.Scalar]:
    if isinstance(node, nodes.Scalar):
        yield node
    elif isinstance(node, nodes.Mapping):
        for _, value in node.items.values():
            yield from _all_scalars(value)
    else:
        for item in node.items:
            yield from _all_scalars(item)
