"""A bilingual glossary to print: by English, by strokes for Traditional readers, by pinyin for Simplified ones.

One HTML file that loads and runs nothing; a browser prints it on A4 in two columns, or saves it as PDF.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, NamedTuple

from zhengming.exchange.formats import Part, Written
from zhengming.exchange.options import Options
from zhengming.exchange.page import lang, page, safe
from zhengming.exchange.report import Loss, plural, unheld
from zhengming.exchange.resolved import avoided, incomplete, right
from zhengming.language.strokes import stroke_key, strokes
from zhengming.model import Concept, Glossary
from zhengming.tags import ENGLISH, REGIONS

HELD = frozenset({"definition", "note", "subject", "kind", "deprecated term", "note on a term"})
# The regions whose forms the lists by Chinese hold where none is chosen: one of each script.
_OF_SCRIPTS = ("zh-TW", "zh-CN")


class _Line(NamedTuple):
    """A line of a list by Chinese: what it is sorted by, under which heading it stands, and the line itself."""

    key: Any
    heading: str
    html: str


def write(glossary: Glossary, options: Options) -> Written:
    """The page; a concept that lacks a language is left out."""
    losses: list[Loss] = []
    kept: list[Concept] = []
    for concept in glossary.concepts:
        reason = incomplete(concept, options.regions)
        losses += [Loss(concept.id, f"dropped for having {reason}", "entry")] if reason else unheld(concept, HELD)
        kept += [] if reason else [concept]
    lists = [_by_english(kept, options.regions)]
    lists += [_by_chinese(kept, tag) for tag in ((options.region,) if options.region else _OF_SCRIPTS)]
    title = glossary.title or "Glossary"
    head = f"<header><h1>{safe(title)}</h1><p>{plural(len(kept), 'entry')}</p></header>"
    html = page(title, "\n".join([head, *lists]), "printed.css")
    return Written((Part("glossary.html", html.encode()),), len(kept), len(kept), tuple(losses))


def _by_english(concepts: Iterable[Concept], regions: tuple[str, ...]) -> str:
    lines = [
        _Line((_initial(english), *_latin_key(english)), _initial(english), _entry(concept, english, regions))
        for concept in concepts
        for english in (right(concept, ENGLISH)[0].text,)
    ]
    return _list("English – 中文", lines)


def _by_chinese(concepts: Iterable[Concept], tag: str) -> str:
    """Every usable form of a region, with its English."""
    line, name = (_by_pinyin, "按拼音") if tag == "zh-CN" else (_by_strokes, "依筆畫")
    lines = [line(t.text, right(c, ENGLISH)[0].text, tag) for c in concepts for t in right(c, tag)]
    return _list(f"中文 – English · {name} · {REGIONS[tag]}", lines)


def _by_strokes(text: str, english: str, tag: str) -> _Line:
    count = strokes(text[:1])
    heading = f"{count} 畫" if count else "A–Z"
    return _Line((stroke_key(text), text), heading, _pair(text, english, tag))


def _by_pinyin(text: str, english: str, tag: str) -> _Line:
    from zhengming.language.romanization import pinyin

    sound = pinyin(text)
    reading = f' <span class="pinyin">{safe(sound)}</span>'
    key = (_initial(sound), *_latin_key(sound), text)
    return _Line(key, _initial(sound), _pair(text, english, tag, reading))


def _pair(text: str, english: str, tag: str, reading: str = "") -> str:
    return f'<p><b lang="{tag}">{safe(text)}</b>{reading} {safe(english)}</p>'


def _list(name: str, lines: list[_Line]) -> str:
    """A list in order with a heading for each letter or count; the same line twice is one."""
    in_order = sorted(dict.fromkeys(lines), key=lambda line: line.key)
    groups = (
        f"<section><h3>{safe(heading)}</h3>\n{_joined(line.html for line in listed)}</section>"
        for heading, listed in groupby(in_order, key=lambda line: line.heading)
    )
    return f'<article><h2>{safe(name)}</h2>\n<div class="columns">\n{_joined(groups)}</div></article>'


def _joined(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _latin_key(text: str) -> tuple[str, str]:
    """What sorts English and pinyin: without case, accents and signs; ties by the text."""
    plain = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in plain if c.isalnum() or c == " ").strip(), text


def _initial(text: str) -> str:
    """The heading of a word: its first letter, or one for all figures and signs."""
    first = _latin_key(text)[0][:1].upper()
    return first if "A" <= first <= "Z" else "0–9"


def _entry(concept: Concept, english: str, regions: tuple[str, ...]) -> str:
    others = [safe(t.text) for t in right(concept, ENGLISH)[1:]]
    also = f' <span class="also">{"; ".join(others)}</span>' if others else ""
    kind = f' <span class="kind">{safe(concept.kind)}</span>' if concept.kind != "term" else ""
    details = "".join(f'<span class="{name}">{text}</span>' for name, text in _details(concept, regions) if text)
    return f"<p><b>{safe(english)}</b>{also}{kind} {_chinese(concept, regions)}{details}</p>"


def _chinese(concept: Concept, regions: tuple[str, ...]) -> str:
    """The forms of the regions; one that several share is written once, with all their names unless all share it."""
    shared: dict[tuple[str, ...], list[str]] = {}
    for tag in regions:
        if terms := right(concept, tag):
            shared.setdefault(tuple(dict.fromkeys(t.text for t in terms)), []).append(tag)
    # Where Traditional readers have one word and the Mainland the same in its characters, the script says whose it is.
    plain = len(shared) == 1 or list(shared.values()) == [["zh-TW", "zh-HK"], ["zh-CN"]]
    return " ".join(_forms(texts, tags, marked=not plain) for texts, tags in shared.items())


def _forms(texts: tuple[str, ...], tags: list[str], *, marked: bool) -> str:
    names = ", ".join(REGIONS[tag] for tag in tags)
    region = f' <span class="region">{names}</span>' if marked else ""
    return f'<span class="zh" lang="{tags[0]}">{safe("、".join(texts))}{region}</span>'


def _details(concept: Concept, regions: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    yield "subject", safe(concept.subject)
    yield "definition", safe(concept.definition)
    yield "note", safe(concept.note)
    noted = [t for tag in (ENGLISH, *regions) for t in right(concept, tag) if t.note]
    yield "note", "; ".join(dict.fromkeys(f"<span{lang(t)}>{safe(t.text)}</span>: {safe(t.note)}" for t in noted))
    wrong = dict.fromkeys(t for tag in (ENGLISH, *regions) for t in avoided(concept, tag))
    yield (
        "avoid",
        ", ".join(f"<s{lang(t)}>{safe(t.text)}</s>" + (f" ({safe(t.note)})" if t.note else "") for t in wrong),
    )
