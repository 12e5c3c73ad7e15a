"""memoQ's term base as CSV, with the column names that memoQ itself writes and recognises.

Entry_ID, Entry_Subject, Entry_Note; then for each language its definition (`English_Def`) and, as often as some entry
has terms, the term (`English`), `Term_Info` and `Term_Example`. Term_Info holds how case and endings count, and
`NonTerm` for a forbidden term (memoQ Web Service API, "Term base in CSV format").
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from zhengming.exchange.cells import neutral
from zhengming.exchange.formats import Part, Written
from zhengming.exchange.options import Options
from zhengming.exchange.report import NO_TERM, Loss, unheld
from zhengming.exchange.resolved import by_language
from zhengming.model import Concept, Glossary, Term
from zhengming.tags import ENGLISH

LANGUAGES = {
    "en": "English",
    "zh-TW": "Chinese_Taiwan",
    "zh-HK": "Chinese_Hong_Kong_SAR",
    "zh-CN": "Chinese_PRC",
}
FORBIDDEN = "NonTerm"
_GUARDED = "begun with an apostrophe, so that no spreadsheet computes it"
HELD = frozenset({"definition", "note", "subject", "quotation", "deprecated term", "note on a term", "exact case"})


def write(glossary: Glossary, options: Options) -> Written:
    """One row a concept; a column for each term of the entry that has most of them."""
    tags = (ENGLISH, *options.regions)
    found = [(concept, by_language(concept, options.regions)) for concept in glossary.concepts]
    entries = [(concept, terms) for concept, terms in found if terms]
    most = {tag: max([1, *(len(terms.get(tag, ())) for _, terms in entries)]) for tag in tags}
    losses = [Loss(concept.id, NO_TERM, "entry") for concept, terms in found if not terms]
    losses += [loss for concept, terms in entries for loss in _losses(concept, terms)]
    buffer = io.StringIO(newline="")
    table = csv.writer(buffer, lineterminator="\r\n")
    table.writerow(["Entry_ID", "Entry_Subject", "Entry_Note", *(n for tag in tags for n in _names(tag, most[tag]))])
    for number, (concept, terms) in enumerate(entries, start=1):
        cells = [str(number), concept.subject, _note(concept, terms)]
        for tag in tags:
            cells += [concept.definition if tag == ENGLISH else "", *_terms(concept, terms.get(tag, ()), most[tag])]
        safe = [neutral(cell) for cell in cells]
        losses += [Loss(concept.id, _GUARDED, "cell") for a, b in zip(cells, safe, strict=True) if a != b]
        table.writerow(safe)
    count = sum(len(listed) for _, terms in entries for listed in terms.values())
    content = buffer.getvalue().encode("utf-8-sig")
    return Written((Part("memoq.csv", content),), len(entries), count, tuple(losses))


def _names(tag: str, count: int) -> Iterator[str]:
    yield f"{LANGUAGES[tag]}_Def"
    for _ in range(count):
        yield from (LANGUAGES[tag], "Term_Info", "Term_Example")


def _note(concept: Concept, terms: dict[str, tuple[Term, ...]]) -> str:
    """The entry's note, and those of its terms, which have no column of their own, each with its term before it."""
    of_terms = {f"{t.text}: {t.note}": None for listed in terms.values() for t in listed if t.note}
    return "\n".join(filter(None, (concept.note, *of_terms)))


def _terms(concept: Concept, terms: tuple[Term, ...], count: int) -> Iterator[str]:
    for term in terms:
        quotes = [e.quote for e in concept.evidence if term.text in e.quote] if term.is_right else []
        yield from (term.text, _info(term), quotes[0] if quotes else "")
    yield from [""] * 3 * (count - len(terms))


def _info(term: Term) -> str:
    """CaseSense where only the exact case is meant; HalfPrefix for English words with their endings, else Exact."""
    case = "CaseSense" if term.exact_case or term.type == "acronym" else "CasePermissive"
    endings = "HalfPrefix" if term.language == ENGLISH and term.type != "acronym" else "Exact"
    return ";".join((case, endings) if term.is_right else (case, endings, FORBIDDEN))


def _losses(concept: Concept, terms: dict[str, tuple[Term, ...]]) -> Iterator[Loss]:
    yield from unheld(concept, HELD)
    rights = [t.text for listed in terms.values() for t in listed if t.is_right]
    shown = {next((e.quote for e in concept.evidence if text in e.quote), "") for text in rights}
    yield from (Loss(concept.id, "omitted", "quotation") for e in concept.evidence if e.quote not in shown)
