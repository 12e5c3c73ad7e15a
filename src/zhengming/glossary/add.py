"""Add one entry to a glossary file, refusing what it has already."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from zhengming.errors import GlossaryError, UsageError
from zhengming.files.lock import locked
from zhengming.glossary import write
from zhengming.glossary.read import load
from zhengming.language.english import family, lemma, slug, tokens
from zhengming.language.keys import chinese_key, english_keys
from zhengming.language.regions import convert
from zhengming.language.scripts import contains_han, contains_latin, script_of
from zhengming.model import Concept, Glossary

# went, ate, was: their family does not begin as they do.
_OF_SEVERAL_BEGINNINGS = frozenset("be go eat good well bad ill much many little far i we they she he".split())


def add(
    path: str, en: str, zh: str, *, regions: Mapping[str, str] | None = None, note: str = "", kind: str = ""
) -> str:
    """Append `- {id: …, en: …, zh-Hant: …, zh-Hans: …}` to a glossary file and return its id.

    The other script is derived character by character. `regions` maps zh-TW, zh-HK, zh-CN to their own forms. A file
    that does not exist is made. Raises GlossaryError where a concept has the English or the Chinese already.
    """
    en, zh, note = " ".join(en.split()), "".join(zh.split()) if contains_han(zh) else zh, " ".join(note.split())
    if not en or not contains_latin(en) or contains_han(en):
        raise UsageError(f"{en!r} is no English term", hint="the English comes first: zhengming add de-risking 去風險")
    if not contains_han(zh):
        raise UsageError(f"{zh!r} is no Chinese term", hint="the English comes first: zhengming add de-risking 去風險")
    if any(sign in zh for sign in "（）()，,；;、"):
        raise UsageError(f"{zh!r} holds more than one term", hint="add one wording; write others into the entry")
    own = {tag: "".join(form.split()) for tag, form in (regions or {}).items() if form}
    for tag, form in own.items():
        if not contains_han(form):
            raise UsageError(f"{form!r} is no Chinese form for {tag}", hint="write what is said there")
    with locked(path):
        glossary = load(path) if Path(path).exists() else Glossary(())
        _refuse_duplicate(glossary, en, zh, *own.values())
        identity = unused_id(slug(en) or "term", {c.id for c in glossary.concepts})
        fields = [("id", identity), ("kind", kind), ("en", en), *both_scripts(zh)]
        fields += [*own.items(), ("note", note)]
        write.append_concepts(path, [write.one_line(fields)])
    return identity


def both_scripts(zh: str) -> list[tuple[str, str]]:
    """The `zh-Hant` and `zh-Hans` fields for a wording in either script."""
    if script_of(zh) == "zh-Hans":
        return [("zh-Hant", convert(zh, "zh-Hant")), ("zh-Hans", zh)]
    return [("zh-Hant", zh), ("zh-Hans", convert(zh, "zh-Hans"))]


def unused_id(wanted: str, taken: Collection[str]) -> str:
    """The id itself, or with -2, -3 … behind it."""
    number, identity = 1, wanted
    while identity in taken:
        number += 1
        identity = f"{wanted}-{number}"
    return identity


def english_spellings(wording: str) -> dict[str, None]:
    """Its key and those of its other spellings, in order: de-risking is `de risk` and `derisk`."""
    return dict.fromkeys(" ".join(family(word) for word in words) for words in english_keys(wording))


def owner_of(wording: str, glossary: Glossary) -> Concept | None:
    """The concept that has a wording, whatever its script, case, inflection or hyphens."""
    if contains_han(wording):
        wanted = chinese_key(wording)
        chinese = ((c, t) for c in glossary.concepts for t in c.terms if t.language != "en")
        return next((c for c, t in chinese if chinese_key(t.text) == wanted), None)
    spellings, beginning = english_spellings(wording).keys(), _beginning(wording)
    english = ((c, t) for c in glossary.concepts for t in c.terms if t.language == "en")
    alike = ((c, t) for c, t in english if not beginning or _first_letter(t.text) == beginning)
    return next((c for c, t in alike if spellings & english_spellings(t.text).keys()), None)


def _beginning(wording: str) -> str:
    """The letter with which every wording of the same spelling begins; empty where its forms begin with several.

    It spares the families of most terms of a large glossary.
    """
    found = tokens(wording)
    return "" if found and lemma(found[0][2].lower()) in _OF_SEVERAL_BEGINNINGS else _first_letter(wording)


def _first_letter(wording: str) -> str:
    return next((c for c in wording.lower() if c.isalnum()), "")


def _refuse_duplicate(glossary: Glossary, *wordings: str) -> None:
    for wording in wordings:
        owner = owner_of(wording, glossary)
        if owner:
            raise GlossaryError(
                f"{wording} belongs to the concept {owner.id!r} already",
                path=owner.path,
                line=owner.line,
                hint="edit that entry",
            )
