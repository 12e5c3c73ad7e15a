"""MultiTerm XML: a term base's own fields, by the names that people give them in English and Chinese."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zhengming.exchange.imports.drafts import Draft, Wording
from zhengming.exchange.imports.languages import language_of
from zhengming.exchange.imports.reading import Reading
from zhengming.exchange.imports.roles import role_of
from zhengming.exchange.imports.xml_entries import Node, each_entry, unwrapped
from zhengming.model import Evidence

ROOTS = frozenset({"mtf"})
_OF_CONCEPTS = frozenset({"definition", "note", "subject", "kind", "pos"})


def read(content: bytes, reading: Reading) -> None:
    """Each conceptGrp is an entry; our own id stands in the field ID."""
    number = 0

    def take(node: Node) -> None:
        nonlocal number
        number += 1
        reading.add(_entry(node if _is_ours(node) else unwrapped(node), number, reading))

    each_entry(content, reading.path, frozenset({"conceptGrp"}), take)


def _is_ours(node: Node) -> bool:
    """Whether it has the field that we write an id into; MultiTerm has none of its own called so."""
    return any(name == "ID" for name, _, _ in _described(node))


def _entry(node: Node, number: int, reading: Reading) -> Draft:
    own = node.first("concept")
    draft = Draft(f"entry {(own.text().strip() if own else '') or number}")
    draft.guesses_acronyms = not draft.identity
    _fields(node, draft, reading)
    for group in node.all("languageGrp"):
        _language(group, draft, reading)
    return draft


def _language(group: Node, draft: Draft, reading: Reading) -> None:
    language = group.first("language")
    attributes = language.attributes if language else {}
    said = attributes.get("type", "")
    tag = language_of(attributes.get("lang", "")) or language_of(said)
    named = language_of(said)
    # The code may say less than the name: ZH for Chinese (Taiwan).
    tag = named if tag == "zh" and named else tag
    terms = list(group.all("termGrp"))
    if not tag:
        name = said or attributes.get("lang", "") or "without a language"
        reading.losses.add("term", "in other languages", draft.place, name=name, count=len(terms))
        return
    _fields(group, draft, reading)
    for term in terms:
        _term(term, tag, draft, reading)


def _fields(node: Node, draft: Draft, reading: Reading) -> None:
    """What stands at an entry or at a language of it."""
    for name, text, source in _described(node):
        role = _role(name)
        if role in _OF_CONCEPTS:
            draft.say(role, text)
        elif role == "tags":
            draft.tags.append(text.strip())
        elif role == "related":
            draft.related.append(text.strip())
        elif role == "id":
            draft.identity = text.strip()
        elif role == "quote":
            draft.evidence.append(Evidence(source, "", text))
        else:
            reading.losses.add("field", "left out", draft.place, name=name)


def _term(node: Node, tag: str, draft: Draft, reading: Reading) -> None:
    own = node.first("term")
    said: dict[str, list[str]] = {}
    for name, text, source in _described(node):
        role = _role(name)
        if role == "quote":
            draft.evidence.append(Evidence(source, "", text))
        elif role in ("definition", "subject", "pos"):
            draft.say(role, text)
        elif role in ("status", "type", "note", "source", "pinyin", "zhuyin"):
            said.setdefault(role, []).append(text)
        else:
            reading.losses.add("field", "left out", draft.place, name=name)
    texts: dict[str, Any] = {role: "\n".join(found) for role, found in said.items()}
    draft.wordings.append(Wording(own.text() if own else "", tag, **texts))


def _described(node: Node) -> Iterator[tuple[str, str, str]]:
    """The fields directly in a node: the name, the text, and the source that stands with it."""
    for group in node.all("descripGrp", "transacGrp"):
        for field in group.all("descrip"):
            within = [(_role(name), text) for name, text, _ in _described(group)]
            yield field.attributes.get("type", ""), field.text(), next((t for r, t in within if r == "source"), "")
        if group.name == "transacGrp":
            yield "transacGrp", "", ""


def _role(name: str) -> str:
    plain = name.strip().lower()
    if plain in ("source", "sources"):
        # Of a field it is where something is from; of a column it may be the language one translates from.
        return "source"
    return "type" if plain in ("type", "term type", "category") else role_of(name)
