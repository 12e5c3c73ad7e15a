"""A glossary as an Anki deck: what stands on a concept's note.

Notes are known by their concept's id. A rebuilt deck changes the texts of notes a learner has, adds new ones, and
leaves alone what the learner did with them.
"""

from __future__ import annotations

import html
import re
import time

from zhengming.errors import UsageError
from zhengming.exchange.anki_package import CARDS, FIELDS, AnkiNote, package
from zhengming.exchange.report import ExportReport, Loss
from zhengming.files.write import write_atomically
from zhengming.language.regions import convert
from zhengming.language.romanization import jyutping, pinyin, zhuyin
from zhengming.language.scripts import fold, simplify
from zhengming.model import Concept, Evidence, Glossary, Source

DECK = "Zhengming 正名"
BLANK = "[...]"
# Set on concepts that Taiwan, Hong Kong and the Mainland word differently; the cards show the three forms by it.
REGIONAL_TAG = "regions::differ"

# What Anki would act on rather than show: a control character separates fields, brackets play sounds or set formulas.
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f]")
_COMMAND = re.compile(r"\[(?=/?(?:sound|anki|latex|\$))", re.IGNORECASE)
_NOT_IN_TAGS = re.compile(r"[\s\x00-\x1f\x7f\"'<>&*]+")


def write(glossary: Glossary, path: str, *, deck: str = DECK, modified: int | None = None) -> ExportReport:
    """Write a deck with two cards for each concept; concepts without both languages are left out and reported.

    `write(glossary, "deck.apkg")`. `modified` is the time the notes get, in seconds since 1970, now if not said: Anki
    takes changes only from notes that are newer than its own.
    """
    if not deck.strip():
        raise UsageError("the deck has no name", hint="name it, for example --deck Policy")
    sources = {source.id: source for source in glossary.sources}
    losses = tuple(Loss(c.id, missing) for c in glossary.concepts if (missing := _missing(c)))
    kept = [concept for concept in glossary.concepts if not _missing(concept)]
    when = int(time.time()) if modified is None else modified
    notes = [_note(note_fields(concept, sources), concept, when) for concept in kept]
    write_atomically(path, package(notes, deck))
    return ExportReport(path, len(notes), len(notes) * len(CARDS), losses)


def note_fields(concept: Concept, sources: dict[str, Source]) -> dict[str, str]:
    """The fields of a concept's note by name, as HTML: `note_fields(concept, {})["TW"]` is 人工智慧."""
    english, forms = concept.preferred("en"), _forms(concept)
    example, cloze, evidence = _example(concept)
    return {
        "Id": escape(concept.id),
        "English": escape(english),
        "EnglishAlso": escape("; ".join(t for t in _english(concept, acronyms=False) if t != english)),
        "Traditional": escape(forms["zh-Hant"]),
        "Simplified": escape(forms["zh-Hans"]),
        "TW": escape(forms["zh-TW"]),
        "HK": escape(forms["zh-HK"]),
        "CN": escape(forms["zh-CN"]),
        "Pinyin": escape(_own_reading(concept, forms["zh-CN"], "pinyin") or pinyin(forms["zh-CN"])),
        "Zhuyin": escape(_own_reading(concept, forms["zh-TW"], "zhuyin") or zhuyin(forms["zh-TW"])),
        "Jyutping": escape(_own_reading(concept, forms["zh-HK"], "jyutping") or jyutping(forms["zh-HK"])),
        "Kind": escape(concept.kind),
        "PartOfSpeech": escape(concept.pos),
        "Acronym": escape("; ".join(t for t in _english(concept, acronyms=True) if t != english)),
        "Definition": escape(concept.definition),
        "Note": escape(concept.note),
        "Example": example,
        "ExampleCloze": cloze,
        "ExampleSource": escape(_place(evidence, sources)),
        "Tags": " ".join(_tags(concept, forms)),
        "Spare1": "",
        "Spare2": "",
        "Spare3": "",
    }


def escape(text: str) -> str:
    """Text that Anki shows as it is: R&D <b> → R&amp;D &lt;b&gt;; a line break stays one."""
    if text.isalnum():
        return text
    plain = _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _COMMAND.sub("&#91;", html.escape(plain)).replace("\n", "<br>")


def _note(fields: dict[str, str], concept: Concept, modified: int) -> AnkiNote:
    return AnkiNote(concept.id, tuple(fields[name] for name in FIELDS), tuple(fields["Tags"].split(" ")), modified)


def _tags(concept: Concept, forms: dict[str, str]) -> tuple[str, ...]:
    """`kind::person`, `subject::military`, `regions::differ` and the concept's own.

    Without spaces and without what would mean something in HTML or in a search.
    """
    found = [f"kind::{concept.kind}", f"subject::{concept.subject}" if concept.subject else "", *concept.tags]
    regional = [REGIONAL_TAG] if _regions_differ(forms) else []
    return tuple(dict.fromkeys(tag for raw in found + regional if (tag := _NOT_IN_TAGS.sub("-", raw).strip("-:"))))


def _missing(concept: Concept) -> str:
    """Why a concept makes no card; empty where it does."""
    if not concept.preferred("en"):
        return "it has no preferred English term"
    if not (concept.preferred("zh-Hant") or concept.preferred("zh-Hans")):
        return "it has no preferred Chinese term"
    return ""


def _forms(concept: Concept) -> dict[str, str]:
    """The preferred form for every Chinese tag; where a script has none, the other one's, converted."""
    traditional = concept.preferred("zh-Hant") or convert(concept.preferred("zh-Hans"), "zh-Hant")
    simplified = concept.preferred("zh-Hans") or simplify(traditional)
    return {
        "zh-Hant": traditional,
        "zh-Hans": simplified,
        "zh-TW": concept.preferred("zh-TW") or traditional,
        "zh-HK": concept.preferred("zh-HK") or traditional,
        "zh-CN": concept.preferred("zh-CN") or simplified,
    }


def _regions_differ(forms: dict[str, str]) -> bool:
    """Whether the regions use other words, and not the same ones in other characters: 晶片 and 芯片."""
    return len({fold(form) for form in forms.values()}) > 1


def _english(concept: Concept, *, acronyms: bool) -> list[str]:
    """The English terms that may be used, either the acronyms or the others, the preferred one first."""
    return [t.text for t in concept.designations("en") if (t.type == "acronym") == acronyms]


def _own_reading(concept: Concept, form: str, system: str) -> str:
    """The reading that the glossary gives for a form in either script; empty where it gives none."""
    same = [t for t in concept.terms if t.language != "en" and simplify(t.text) == simplify(form)]
    return next((found for t in same if (found := str(getattr(t, system)))), "")


def _example(concept: Concept) -> tuple[str, str, Evidence]:
    """The first quotation with the term in it, the term in bold; the same with a blank; and where it comes from.

    A blank stands for the Chinese only: 提出降低依賴尋求[...]而非脫鉤.
    """
    quoted = [evidence for evidence in concept.evidence if evidence.quote.strip()]
    for in_chinese in (True, False):
        wordings = {fold(t.text) for t in concept.terms if t.text and (t.language != "en") == in_chinese}
        for evidence in quoted:
            spans = _find(fold(evidence.quote), sorted(wordings, key=len, reverse=True))
            if spans:
                blanked = _marked(evidence.quote, spans, bold=False) if in_chinese else ""
                return _marked(evidence.quote, spans, bold=True), blanked, evidence
    return (escape(quoted[0].quote), "", quoted[0]) if quoted else ("", "", Evidence())


def _find(text: str, wordings: list[str]) -> list[tuple[int, int]]:
    """Where wordings stand in a folded text; at each place the first that fits."""
    present = [wording for wording in wordings if wording in text]
    spans, at = [], 0
    while present and at < len(text):
        end = next((at + len(w) for w in present if text.startswith(w, at) and _stands_free(text, at, at + len(w))), at)
        if end > at:
            spans.append((at, end))
        at = max(end, at + 1)
    return spans


def _stands_free(text: str, start: int, end: int) -> bool:
    """Whether no Latin word or number is cut: AI stands in AI晶片, not in PAID."""
    return not (_cut(text[start - 1 : start], text[start]) or _cut(text[end - 1], text[end : end + 1]))


def _cut(before: str, after: str) -> bool:
    return before.isascii() and before.isalnum() and after.isascii() and after.isalnum()


def _marked(quote: str, spans: list[tuple[int, int]], *, bold: bool) -> str:
    """The quotation as HTML with every span in bold, or blanked out."""
    out, at = [], 0
    for start, end in spans:
        out += [escape(quote[at:start]), f"<b>{escape(quote[start:end])}</b>" if bold else BLANK]
        at = end
    return "".join([*out, escape(quote[at:])])


def _place(evidence: Evidence, sources: dict[str, Source]) -> str:
    """Author, title and place: 鍾志東 · 美中科技競爭的本質、意涵與影響 · L21."""
    source = sources.get(evidence.source, Source(evidence.source, title=evidence.source))
    return " · ".join(part for part in (source.author, source.title, evidence.at) if part)
