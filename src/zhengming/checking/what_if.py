"""The cost of a rule before it is added: how often it would fire, and where."""

from __future__ import annotations

from dataclasses import replace

from zhengming.checking.rules import RULES
from zhengming.errors import UsageError
from zhengming.language.scripts import contains_han, script_of
from zhengming.model import Concept, Glossary, Term

# No entry of a person's has such an id.
IDENTITY = "what-if"
_ON = ("on", "error", "warning", "info")
_AVOIDED = ("deprecated", "superseded")


def trial(statement: str, glossary: Glossary) -> tuple[Glossary, tuple[str, ...]]:
    """The glossary and the rules that `數據: deprecated` or `first-mention: on` asks for.

    A wording is tried as one that drafts must avoid, whatever other entries say of it; a rule's name as a rule that is
    on. Raises UsageError for anything else.
    """
    subject, _, wish = (part.strip() for part in statement.rpartition(":"))
    if subject in RULES and wish in _ON:
        return glossary, (subject,)
    if not subject or wish not in _AVOIDED:
        raise UsageError(f"--what-if {statement!r} is not understood", hint='"數據: deprecated" or "first-mention: on"')
    return _avoiding(glossary, subject, wish), ("deprecated-term",)


def _avoiding(glossary: Glossary, wording: str, status: str) -> Glossary:
    """The glossary with an entry that avoids the wording, and nothing else to avoid.

    The other entries stay: a longer term still shadows a shorter one in it.
    """
    language = (script_of(wording) or "zh-Hant") if contains_han(wording) else "en"
    entry = Concept(IDENTITY, (Term(wording, language, status),))
    others = (
        replace(c, terms=tuple(t for t in c.terms if t.text != wording and t.is_right)) for c in glossary.concepts
    )
    return replace(glossary, concepts=(*others, entry))
