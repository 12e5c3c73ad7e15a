"""TMX, a translation memory: its units that are terms. Sentences, of which most memories are made, are left out."""

from __future__ import annotations

import re

from zhengming.exchange.imports.drafts import Draft, Wording
from zhengming.exchange.imports.languages import language_of
from zhengming.exchange.imports.reading import Reading
from zhengming.exchange.imports.roles import role_of
from zhengming.exchange.imports.xml_entries import Node, each_entry, unwrapped
from zhengming.language.scripts import contains_han

ROOTS = frozenset({"tmx"})
# Elements whose text is code of the document, not words of it.
_CODES = frozenset({"bpt", "ept", "it", "ph", "ut"})
_LONGEST_CHINESE, _MOST_WORDS = 30, 12
_SENTENCE = re.compile(r"[。！？；]|[.!?;:]\s|[.!?]$")
_OURS = {"x-subject": "subject", "x-definition": "definition", "x-kind": "kind"}


def read(content: bytes, reading: Reading) -> None:
    """A unit is an entry; of a file of ours, the units of a concept are one."""
    reader = _Tmx(reading)
    each_entry(content, reading.path, frozenset({"tu", "header"}), reader.take)
    reader.close()


class _Tmx:
    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.is_ours = False
        self.number = 0
        self.draft: Draft | None = None
        # How many units of the draft we have seen.
        self.units = 0

    def take(self, node: Node) -> None:
        """The header, or a unit."""
        if node.name == "header":
            self.is_ours = node.attributes.get("creationtool") == "Zhengming"
            return
        if not self.is_ours:
            node = unwrapped(node)
        self.number += 1
        name = node.attributes.get("tuid", "")
        draft = self.draft
        if self.is_ours and draft and name == f"{draft.identity} {self.units + 1}":
            self.units += 1
            self._wordings(node, draft)
            return
        self.close()
        draft = Draft(name or f"unit {self.number}", name if self.is_ours else "")
        self._wordings(node, draft)
        if self._is_term(draft):
            self._about(node, draft)
            self.draft, self.units = draft, 1

    def close(self) -> None:
        """The last unit of an entry has been seen."""
        if self.draft:
            self.reading.add(self.draft)
        self.draft = None

    def _is_term(self, draft: Draft) -> bool:
        tags = {wording.tag == "en" for wording in draft.wordings}
        if not self.is_ours and len(tags) == 2 and any(_is_sentence(w.text) for w in draft.wordings):
            self.reading.losses.add("sentence", "left out", draft.place)
            return False
        return True

    def _wordings(self, node: Node, draft: Draft) -> None:
        for variant in node.all("tuv"):
            said = variant.attributes.get("lang", "")
            tag = language_of(said)
            if not tag:
                self.reading.losses.add("term", "in other languages", draft.place, name=said or "without a language")
                continue
            for segment in variant.all("seg"):
                if any(part.name in _CODES for part in segment.elements):
                    self.reading.losses.add("mark of layout", "left out", draft.place)
                draft.wordings.append(Wording(segment.text(without=_CODES), tag))

    def _about(self, node: Node, draft: Draft) -> None:
        for field in node.all("note", "prop"):
            kind = field.attributes.get("type", "")
            role = (
                "note"
                if field.name == "note"
                else _OURS.get(kind)
                if self.is_ours
                else role_of(kind.removeprefix("x-"))
            )
            if role in ("note", "subject", "definition", "kind"):
                draft.say(role, field.text())
            else:
                self.reading.losses.add("property", "left out", draft.place, name=kind or "without a type")


def _is_sentence(text: str) -> bool:
    plain = text.strip()
    if contains_han(plain):
        return len(plain) > _LONGEST_CHINESE or bool(_SENTENCE.search(plain))
    words = len(plain.split())
    return words > _MOST_WORDS or (words > 3 and bool(_SENTENCE.search(plain)))
