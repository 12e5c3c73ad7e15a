"""YAML files → Glossary, with precise faults: file, line, what to try."""

from __future__ import annotations

import difflib
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from zhengming.errors import GlossaryError
from zhengming.files.decode import read_text
from zhengming.glossary import nodes, schema
from zhengming.glossary.locate import default_glossary, files_of
from zhengming.glossary.nodes import Mapping, Node, Scalar, Sequence
from zhengming.language.english import slug
from zhengming.language.regions import convert
from zhengming.language.scripts import contains_han, script_of
from zhengming.model import Concept, Evidence, Glossary, Source, Term
from zhengming.tags import REGIONS_OF_SCRIPT

# The tags of either script, the one for the whole script first.
_SCRIPTS = tuple((script, *regions) for script, regions in REGIONS_OF_SCRIPT.items())


def load(*paths: str) -> Glossary:
    """Read one or more glossary files or folders, in order; a later `overrides:` entry changes an earlier one.

    Without a path it is the glossary that the command line would use: the project's, else ./glossary, else the built-in
    one. Raises ReadError or GlossaryError.
    """
    files = [file for path in paths or default_glossary() for file in files_of(path)]
    concepts: dict[str, Concept] = {}
    sources: dict[str, Source] = {}
    title = ""
    for file in files:
        root = _read(file, partial(_take_in, path=file, concepts=concepts))
        title = title or _text(root.get("title"), file)
        sources.update((s.id, s) for s in _sources(root.get("sources"), file))
    return Glossary(tuple(concepts.values()), title, tuple(sources.values()), tuple(files))


def load_alone(path: str) -> Glossary:
    """A glossary file by itself, empty where there is none: `overrides:` of another file's concept count as concepts.

    Raises GlossaryError with the line for every other fault.
    """
    return parse_alone(read_text(path).text, path) if Path(path).exists() else Glossary(())


def parse_alone(text: str, path: str) -> Glossary:
    """The same of a text; `path` only names it."""
    concepts: dict[str, Concept] = {}

    def take_in(node: Mapping) -> None:
        if "overrides" not in node.items or _text(node.get("overrides"), path) in concepts:
            _take_in(node, path, concepts)
        else:
            concept = _alone(node, path)
            concepts[concept.id] = concept

    root = _parsed(text, path, take_in)
    return Glossary(tuple(concepts.values()), "", tuple(_sources(root.get("sources"), path)), (path,))


def load_last(path: str, count: int) -> tuple[Concept, ...]:
    """The concepts of the last entries of a file whose others were loaded before; the others are only parsed."""
    last: deque[Mapping] = deque(maxlen=count)
    _read(path, last.append)
    return tuple(_alone(node, path) for node in last)


def _alone(node: Mapping, path: str) -> Concept:
    """An entry as a concept, though it be a change to one of another file."""
    target = _text(node.get("overrides"), path)
    return Concept(id=target, **_fields(node, path)) if target else _concept(node, path)


def _read(path: str, take_in: Callable[[Mapping], None]) -> Mapping:
    return _parsed(read_text(path).text.encode(), path, take_in)


def _parsed(text: str | bytes, path: str, take_in: Callable[[Mapping], None]) -> Mapping:
    """The root of a file; its entries are handed on one at a time as they are read, and not kept."""
    begun = False

    def entry(head: dict[str, tuple[Scalar, Node]], node: Node) -> None:
        nonlocal begun
        if not begun and "format" in head:
            # What is wrong with the file as a whole is told before what is wrong with an entry.
            _check_head(Mapping(head, head["format"][0].line, 0, 0, flow=False), path)
        begun = True
        if not isinstance(node, Mapping):
            raise _wrong(node, path, "an entry is like `- {id: supply-chain, en: supply chain, zh: 供應鏈}`")
        _check_keys(node, schema.CONCEPT_KEYS, path)
        take_in(node)

    root = nodes.parse(text, path, ("concepts", entry))
    if root is None:
        raise GlossaryError(
            "the file is empty", path=path, hint=f"begin with `format: {schema.FORMAT}` and `concepts: []`"
        )
    if not isinstance(root, Mapping):
        raise _wrong(root, path, "a glossary begins with `format:` and `concepts:`")
    _check_head(root, path)
    _check_list(root, path)
    return root


def _check_head(root: Mapping, path: str) -> None:
    _check_keys(root, schema.FILE_KEYS, path)
    stated = root.get("format")
    if stated is None or _text(stated, path) != schema.FORMAT:
        line = stated.line if stated else 1
        raise GlossaryError(
            f"the format is not {schema.FORMAT}", path=path, line=line, hint=f"write `format: {schema.FORMAT}`"
        )


def _check_list(root: Mapping, path: str) -> None:
    listed = root.get("concepts")
    if listed is None:
        raise GlossaryError("there is no `concepts:`", path=path, line=root.line, hint="write `concepts: []` for none")
    if not isinstance(listed, Sequence) and not (isinstance(listed, Scalar) and not listed.text):
        raise _wrong(listed, path, "`concepts:` holds a list, each entry beginning with `- `")


def _take_in(node: Mapping, path: str, concepts: dict[str, Concept]) -> None:
    if "overrides" in node.items:
        _override(node, path, concepts)
        return
    concept = _concept(node, path)
    earlier = concepts.get(concept.id)
    if earlier:
        raise GlossaryError(
            f"the id {concept.id!r} stands twice (first in {earlier.path}:{earlier.line})",
            path=path,
            line=node.line,
            hint="give one another id, or write `overrides:` instead of `id:` to change the first",
        )
    concepts[concept.id] = concept


def _override(node: Mapping, path: str, concepts: dict[str, Concept]) -> None:
    target = _text(node.get("overrides"), path)
    if target not in concepts:
        near = difflib.get_close_matches(target, concepts, 1)
        hint = f"did you mean {near[0]!r}?" if near else "the entry it changes must come before it"
        raise GlossaryError(f"`overrides: {target}` names no concept", path=path, line=node.line, hint=hint)
    base = concepts[target]
    given = _fields(node, path)
    terms = with_derived_script(given["terms"]) if "zh" in node.items else given["terms"]
    tags = {t.language for t in terms if t.is_right}
    avoided = "avoid" in node.items
    kept = tuple(t for t in base.terms if (t.language not in tags if t.is_right else not avoided))
    stated = set(node.items) | ({"near", "not-near"} if "when" in node.items else set())
    changes = {key: value for key, value in given.items() if key.replace("_", "-") in stated}
    concepts[target] = replace(base, **{**changes, "terms": kept + terms, "path": path, "line": node.line})


def _concept(node: Mapping, path: str) -> Concept:
    fields = _fields(node, path)
    terms: tuple[Term, ...] = fields["terms"]
    english = next((t.text for t in terms if t.language == "en" and t.is_right), "")
    if not english:
        raise GlossaryError("an entry without English", path=path, line=node.line, hint="add `en: …`")
    if not any(t.language != "en" and t.is_right for t in terms):
        raise GlossaryError("an entry without Chinese", path=path, line=node.line, hint="add `zh: …` or `zh-Hant: …`")
    identity = _text(node.get("id"), path) or slug(english)
    return Concept(id=identity, **{**fields, "terms": with_derived_script(terms)})


def _fields(node: Mapping, path: str) -> dict[str, Any]:
    """The fields of a concept that an entry states; what it does not has its default."""
    terms = tuple(t for key in schema.TERM_LANGUAGES if key in node.items for t in terms_under(key, node, path))
    fields: dict[str, Any] = {"terms": terms, "path": path, "line": node.line}
    for key, (_, value) in node.items.items():
        if key == "when":
            fields["near"], fields["not_near"] = _when(value, path)
        elif key == "do-not-translate":
            fields["do_not_translate"] = _choice(key, node, path) == "true"
        elif key == "kind":
            fields["kind"] = _choice(key, node, path) or "term"
        elif key in _PLAIN_FIELDS:
            fields[key] = _PLAIN_FIELDS[key](value, path)
    return fields


def terms_under(key: str, node: Mapping, path: str) -> list[Term]:
    """The terms that stand under a key of an entry, in their order, with what they are by default."""
    value = node.items[key][1]
    listed = value.items if isinstance(value, Sequence) else (value,)
    made: list[Term] = []
    for one in listed:
        term = _term(key, one, path, first=not any(t.type == "full" and t.status == "preferred" for t in made))
        made.append(term)
    if not any(t.status == "preferred" for t in made) and key != "avoid":
        return _promote_first(made)
    return made


def _promote_first(terms: list[Term]) -> list[Term]:
    """A language with an acronym or short form only: the first right one is the preferred one."""
    at = next((n for n, t in enumerate(terms) if t.status == "admitted"), None)
    return [replace(t, status="preferred") if n == at else t for n, t in enumerate(terms)]


def _term(key: str, node: Node, path: str, *, first: bool) -> Term:
    if isinstance(node, Scalar):
        wording = _wording(key, node, node, path)
        return Term(wording, _language(key, wording), _usual_status(key, first=first))
    if not isinstance(node, Mapping):
        raise _wrong(node, path, "a term is a text, or `{term: …, note: …}`")
    given = node
    _check_keys(given, schema.TERM_KEYS, path)
    wording = _wording(key, given, given.get("term"), path)
    kind = _choice("type", given, path) or "full"
    default = _usual_status(key, first=first and kind == "full")
    near, not_near = _when(given.get("when"), path)
    return Term(
        text=wording,
        language=_language(key, wording),
        status=_choice("status", given, path) or default,
        type=kind,
        exact_case=_choice("case", given, path) == "exact",
        match=_texts(given.get("match"), path),
        note=_text(given.get("note"), path),
        source=_text(given.get("source"), path),
        pinyin=_text(given.get("pinyin"), path),
        zhuyin=_text(given.get("zhuyin"), path),
        jyutping=_text(given.get("jyutping"), path),
        near=near,
        not_near=not_near,
    )


def _wording(key: str, term: Node, node: Node | None, path: str) -> str:
    wording = _text(node, path)
    if not wording:
        raise GlossaryError(
            f"an empty term under `{key}:`", path=path, line=term.line, hint="write it or remove the key"
        )
    return wording


def _usual_status(key: str, *, first: bool) -> str:
    """The status of a term that states none."""
    return "deprecated" if key == "avoid" else "preferred" if first else "admitted"


def _language(key: str, wording: str) -> str:
    """The language tag of a term: `zh:` and `avoid:` leave it to the script."""
    if key not in ("zh", "avoid"):
        return key
    if key == "avoid" and not contains_han(wording):
        return "en"
    return script_of(wording) or "zh-Hant"


def with_derived_script(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """Add the other script, character by character, where an entry gives only one (design, section 4)."""
    tags = {t.language for t in terms if t.is_right}
    derived: list[Term] = []
    for given, other in (_SCRIPTS, _SCRIPTS[::-1]):
        base = next((tag for tag in given if tag in tags), None)
        if base and tags.isdisjoint(other):
            derived = [_converted(t, other[0]) for t in terms if t.language == base and t.is_right]
    return terms + tuple(derived)


def _converted(term: Term, tag: str) -> Term:
    return replace(term, text=convert(term.text, tag), language=tag)


def _evidence(node: Node, path: str) -> tuple[Evidence, ...]:
    if isinstance(node, Scalar) and not node.text:
        return ()
    listed = node.items if isinstance(node, Sequence) else (node,)
    found = []
    for one in listed:
        if not isinstance(one, Mapping):
            raise _wrong(one, path, "evidence is a list of `source:`, `at:`, `quote:`")
        _check_keys(one, schema.EVIDENCE_KEYS, path)
        found.append(Evidence(*(_text(one.get(key), path) for key in ("source", "at", "quote"))))
    return tuple(found)


def _sources(node: Node | None, path: str) -> list[Source]:
    if node is None or (isinstance(node, Scalar) and not node.text):
        return []
    if not isinstance(node, Mapping):
        raise _wrong(node, path, "`sources:` holds ids, each with `title:`, `author:`, `path:`")
    found = []
    for identity, (_, value) in node.items.items():
        if not isinstance(value, Mapping):
            raise _wrong(value, path, "a source holds `title:`, `author:`, `path:`")
        _check_keys(value, schema.SOURCE_KEYS, path)
        found.append(Source(identity, *(_text(value.get(key), path) for key in ("title", "author", "path"))))
    return found


def _when(node: Node | None, path: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if node is None:
        return (), ()
    if not isinstance(node, Mapping):
        raise _wrong(node, path, "write `when: {near: [核電, 食品]}`")
    _check_keys(node, schema.WHEN_KEYS, path)
    return _texts(node.get("near"), path), _texts(node.get("not-near"), path)


def _choice(key: str, node: Mapping, path: str) -> str:
    value = node.get(key)
    stated = _text(value, path)
    allowed = schema.CHOICES[key]
    if stated and stated not in allowed:
        near = difflib.get_close_matches(stated, allowed, 1)
        hint = f"did you mean {near[0]!r}?" if near else f"one of {', '.join(allowed)}"
        line = value.line if value else node.line
        raise GlossaryError(f"`{key}: {stated}` is not known", path=path, line=line, hint=hint)
    return stated


def _text(node: Node | None, path: str) -> str:
    if node is None:
        return ""
    if not isinstance(node, Scalar):
        raise _wrong(node, path, "one text is wanted here; quote it if it holds `: ` or brackets")
    return node.text.strip()


def _texts(node: Node | None, path: str) -> tuple[str, ...]:
    if isinstance(node, Sequence):
        return tuple(_text(item, path) for item in node.items)
    one = _text(node, path)
    return (one,) if one else ()


# The fields that are called as their keys and hold a text, texts or evidence.
_PLAIN_FIELDS: dict[str, Callable[[Node, str], Any]] = {
    **dict.fromkeys(("pos", "subject", "definition", "note"), _text),
    **dict.fromkeys(("tags", "related", "formerly"), _texts),
    "evidence": _evidence,
}


def _check_keys(node: Mapping, known: dict[str, str], path: str) -> None:
    if node.items.keys() <= known.keys():
        return
    for key, (scalar, _) in node.items.items():
        if key not in known:
            near = difflib.get_close_matches(key, known, 1, 0.5)
            hint = f"did you mean `{near[0]}`?" if near else f"known here: {', '.join(known)}"
            raise GlossaryError(f"the key {key!r} is not known", path=path, line=scalar.line, hint=hint)


def _wrong(node: Node, path: str, wanted: str) -> GlossaryError:
    names = {Scalar: "a text", Sequence: "a list", Mapping: "a mapping"}
    return GlossaryError(f"{names[type(node)]} in the wrong place", path=path, line=node.line, hint=wanted)
