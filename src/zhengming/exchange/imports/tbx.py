"""TBX of versions 2 and 3 in both styles, and TBX-Min: one walk, for they differ in the names of elements only.

A data category is an element's `type` (`<descrip type="definition">`), or in the DCT style its name
(`<basic:definition>`). Fields of an entry and of its languages are the concept's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from zhengming.exchange.imports.drafts import Draft, Wording
from zhengming.exchange.imports.languages import language_of, named_language
from zhengming.exchange.imports.reading import Reading
from zhengming.exchange.imports.xml_entries import Node, each_entry, unwrapped
from zhengming.exchange.xml_text import concept_id
from zhengming.model import Evidence
from zhengming.tags import ENGLISH, SCRIPT_OF_REGION

ROOTS = frozenset({"martif", "tbx", "TBX"})
_ENTRIES = frozenset({"termEntry", "conceptEntry", "entry"})
_HEADS = frozenset({"martifHeader", "tbxHeader", "header"})
_LANGUAGES = ("langSet", "langSec", "langGroup")
_TERMS = ("tig", "ntig", "termSec", "termGroup")
# Elements whose category is their type, and those that hold one field with what belongs to it.
_BY_TYPE = frozenset({"descrip", "admin", "termNote", "ref", "xref", "transac", "descripNote", "adminNote"})
_GROUPS = frozenset({"descripGrp", "adminGrp", "termNoteGrp", "transacGrp", "termGrp", "termCompList"})
_QUOTED = frozenset({"context", "example", "sampleSentence"})
_STATUS = frozenset({"administrativeStatus", "termStatus", "normativeAuthorization", "status"})
_OF_CONCEPTS = {"definition": "definition", "explanation": "definition", "subjectField": "subject", "note": "note"}
# The countries of Microsoft's files, in three letters; two together say no more than the script does.
_OF_USAGE = {"TWN": "zh-TW", "HKG": "zh-HK", "MAC": "zh-HK", "CHN": "zh-CN", "SGP": "zh-CN"}
_SOURCE = ("source", "sourceIdentifier")


def read(content: bytes, reading: Reading) -> None:
    """The entries of a file; ids are kept where we wrote the file, and are made of the English elsewhere."""
    reader = _Tbx(reading)
    each_entry(content, reading.path, _ENTRIES | _HEADS, reader.take)
    reader.settle_references()


class _Tbx:
    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.losses = reading.losses
        self.is_ours = False
        self.number = 0
        # The place among the concepts of each entry, by the id in the file.
        self.kept: dict[str, int] = {}

    def take(self, node: Node) -> None:
        """The header, or an entry."""
        if node.name in _HEADS:
            self.is_ours = _describes_ours(node)
            return
        if not self.is_ours:
            node = unwrapped(node)
        self.number += 1
        name = node.attributes.get("id", "")
        draft = Draft(name or f"entry {self.number}", concept_id(name) if self.is_ours and name else "")
        draft.guesses_acronyms = not self.is_ours
        self._fields(node, draft)
        for language in node.all(*_LANGUAGES):
            self._language(language, draft)
        if self.reading.add(draft) is not None:
            self.kept[name] = len(self.reading.concepts) - 1

    def settle_references(self) -> None:
        """References by the ids of the file become references by ours; where there are none yet, they are left out."""
        concepts = self.reading.concepts
        for at, concept in enumerate(concepts):
            if concept.related:
                known = [concept_id(name) for name in concept.related if self.is_ours and name in self.kept]
                missing = len(concept.related) - len(known)
                if missing:
                    self.losses.add("reference", "to another entry left out", concept.id, count=missing)
                concepts[at] = replace(concept, related=tuple(known))

    def _language(self, node: Node, draft: Draft) -> None:
        said = node.attributes.get("lang", "")
        tag = language_of(said)
        terms = list(node.all(*_TERMS))
        if not tag:
            if terms:
                self.losses.add(
                    "term", "in other languages", draft.place, name=said or "without a language", count=len(terms)
                )
            return
        self._fields(node, draft)
        for term in terms:
            self._term(term, tag, draft)

    def _fields(self, node: Node, draft: Draft) -> None:
        """What stands at an entry or at a language of it."""
        for category, field, source in _categories(node, (*_LANGUAGES, *_TERMS)):
            if category in _OF_CONCEPTS:
                draft.say(_OF_CONCEPTS[category], field.text())
            elif category in _QUOTED:
                draft.evidence.append(Evidence(source, "", field.text()))
            elif category == "partOfSpeech":
                draft.say("pos", field.text())
            elif category == "crossReference":
                draft.related.append(field.attributes.get("target", ""))
            else:
                self._left_out(category, draft)

    def _term(self, node: Node, tag: str, draft: Draft) -> None:
        found: dict[str, list[str]] = {}
        text = ""
        for category, field, source in _categories(node, ()):
            if category == "term":
                text = field.text()
            elif category in _QUOTED:
                draft.evidence.append(Evidence(source, "", field.text()))
            elif category in ("definition", "explanation", "subjectField"):
                draft.say(_OF_CONCEPTS[category], field.text())
            elif category == "partOfSpeech":
                draft.say("pos", field.text())
            elif category in _STATUS:
                found.setdefault("status", []).append(field.text())
            elif category in ("termType", "note", "usageNote", *_SOURCE, "geographicalUsage"):
                found.setdefault(category, []).append(field.text())
            else:
                self._left_out(category, draft)
        usage = "".join(found.get("geographicalUsage", ()))
        draft.wordings.append(
            Wording(
                text,
                _narrowed(tag, usage),
                "".join(found.get("status", ())[:1]),
                "".join(found.get("termType", ())[:1]).strip(),
                note="\n".join(found.get("note", []) + found.get("usageNote", [])),
                source="\n".join(text for name in _SOURCE for text in found.get(name, ())),
            )
        )

    def _left_out(self, category: str, draft: Draft) -> None:
        self.losses.add("field", "left out", draft.place, name=category)


def _describes_ours(head: Node) -> bool:
    file = head.first("fileDesc")
    described = file.first("sourceDesc") if file else None
    return described is not None and described.text().strip() == "Zhengming"


def _categories(node: Node, passed: tuple[str, ...]) -> Iterator[tuple[str, Node, str]]:
    """The fields directly in a node, each with its category and, where it stands in a group, with its source."""
    for child in node.elements:
        if child.name in passed:
            continue
        if child.name not in _GROUPS:
            yield _category(child), child, ""
            continue
        inside = [(_category(one), one) for one in child.elements]
        if child.name == "termGrp":
            yield from _categories(child, ())
        elif child.name in ("transacGrp", "termCompList"):
            # Who changed what and when: one field, however many elements it has.
            yield child.name, child, ""
        else:
            source = next((one.text() for name, one in inside if name in _SOURCE), "")
            alone = [one for one in inside if one[0] not in _SOURCE]
            yield from ((name, one, source) for name, one in alone or inside)


def _category(node: Node) -> str:
    if node.name not in _BY_TYPE:
        return node.name
    # A description that does not say of what is a note.
    return node.attributes.get("type", "note" if node.name == "descrip" else node.name)


def _narrowed(tag: str, usage: str) -> str:
    """The tag of a term in a region: Traditional, used in Taiwan, is zh-TW."""
    plain = usage.strip()
    region = _OF_USAGE.get(plain) or named_language(plain) or language_of(f"zh-{plain}") if plain else ""
    region = region if tag != ENGLISH else ""
    return region if region in SCRIPT_OF_REGION and tag in ("zh", SCRIPT_OF_REGION[region]) else tag
