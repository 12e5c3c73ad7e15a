"""The glossary as a page to search: one HTML file without a server, for a share, a site or a disk.

It finds either script, pinyin with or without tones or by initials, and English with a wrong letter or two. What a
reader's query is compared with is prepared here; the script in searchable.js only compares.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Any

from zhengming.exchange.formats import Part, Written
from zhengming.exchange.options import Options
from zhengming.exchange.page import data, page, safe
from zhengming.exchange.report import Loss, unheld
from zhengming.exchange.resolved import avoided, cited, incomplete, right, source_names
from zhengming.language.scripts import simplify
from zhengming.model import Concept, Glossary, Term
from zhengming.tags import ENGLISH, REGIONS

HELD = frozenset({
    "definition", "note", "subject", "kind", "deprecated term", "note on a term", "quotation",
})  # fmt: skip
_BODY = """<header><h1>{title}</h1>
<form role="search"><input id="query" type="search" autocomplete="off" spellcheck="false" autofocus
 aria-label="Search" placeholder="English, 中文 or pinyin">
<select id="subject" aria-label="Subject"><option value="">all subjects</option>{subjects}</select></form>
<p id="count" role="status"></p></header>
<main id="results"></main>
<noscript><p>The search needs JavaScript; the page loads nothing else.</p></noscript>
{data}"""


def write(glossary: Glossary, options: Options) -> Written:
    """The page; a concept that lacks a language is left out."""
    losses: list[Loss] = []
    kept: list[Concept] = []
    for concept in glossary.concepts:
        reason = incomplete(concept, options.regions)
        losses += [Loss(concept.id, f"dropped for having {reason}", "entry")] if reason else unheld(concept, HELD)
        kept += [] if reason else [concept]
    names = source_names(glossary)
    entries = [_entry(concept, options.regions, names) for concept in kept]
    title = glossary.title or "Glossary"
    subjects = sorted({c.subject for c in kept if c.subject})
    body = _BODY.format(
        title=safe(title),
        subjects="".join(f'<option value="{safe(s)}">{safe(s)}</option>' for s in subjects),
        data=data({"entries": entries, "simplified": _simplified(kept), "regions": REGIONS}),
    )
    html = page(title, body, "searchable.css", "searchable.js")
    return Written((Part("glossary.html", html.encode()),), len(kept), len(kept), tuple(losses))


def _entry(concept: Concept, regions: tuple[str, ...], names: dict[str, str]) -> dict[str, Any]:
    """What is shown of a concept, and under `keys` what is searched; empty fields are left out."""
    english = right(concept, ENGLISH)
    chinese = {tag: terms for tag in regions if (terms := right(concept, tag))}
    wrong = list(dict.fromkeys(t for tag in (ENGLISH, *regions) for t in avoided(concept, tag)))
    forms = list(dict.fromkeys(t.text for terms in chinese.values() for t in terms))
    entry = {
        "id": concept.id,
        "en": [t.text for t in english],
        "zh": {tag: [t.text for t in terms] for tag, terms in chinese.items()},
        "pinyin": _pinyin(forms[0]),
        "avoid": [[t.text, t.note] for t in wrong],
        "kind": "" if concept.kind == "term" else concept.kind,
        "subject": concept.subject,
        "definition": concept.definition,
        "note": concept.note,
        "terms": [[t.text, t.note] for t in _noted((*english, *(t for ts in chinese.values() for t in ts)))],
        "quotes": [[e.quote, cited(e, names)] for e in concept.evidence],
        "keys": _keys((*english, *wrong), [*forms, *(t.text for t in wrong)]),
    }
    return {name: value for name, value in entry.items() if value}


def _noted(terms: Iterable[Term]) -> list[Term]:
    return list(dict.fromkeys(t for t in terms if t.note))


def _keys(english: tuple[Term, ...], chinese: list[str]) -> dict[str, list[str]]:
    """Latin wordings in small letters, Chinese ones in Simplified characters, and how these sound, syllables apart."""
    latin = [_plain(text) for t in english if t.language == ENGLISH for text in (t.text, *t.match)]
    simple = list(dict.fromkeys(simplify(text).casefold() for text in chinese))
    sounds = dict.fromkeys(_plain(_pinyin(text)) for text in simple)
    return {"en": list(dict.fromkeys(latin)), "zh": simple, "py": [sound for sound in sounds if sound]}


def _plain(text: str) -> str:
    """Without case and accents, as the script does with a query: qù → qu."""
    return "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))


def _pinyin(text: str) -> str:
    from zhengming.language.romanization import pinyin

    return pinyin(text)


def _simplified(concepts: list[Concept]) -> dict[str, str]:
    """The characters of the glossary that Simplified writes otherwise: what a query needs to be compared."""
    used = {c for concept in concepts for t in concept.terms if t.language != ENGLISH for c in t.text}
    return {c: simplify(c) for c in sorted(used) if simplify(c) != c}
