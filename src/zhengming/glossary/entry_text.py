"""A whole concept as the YAML of an entry, so that reading it gives the concept again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from zhengming.glossary.write import one_line, scalar
from zhengming.language.scripts import contains_han, script_of
from zhengming.model import Concept, Term
from zhengming.tags import LANGUAGE_TAGS

_BREAK = "\n" + " " * 4


def entry_text(concept: Concept, *, advice: Iterable[str] = ()) -> str:
    """The entry as `append_concepts` takes it; `advice` are comment lines for the person who judges it.

    >>> print(entry_text(Concept("g7", (Term("G7", "en"), Term("七大工業國", "zh-Hant")))))
    id: g7
        en: G7
        zh-Hant: 七大工業國
    """
    lines = [f"id: {scalar(concept.id)}", *advice]
    lines += [f"kind: {scalar(concept.kind)}"] if concept.kind != "term" else []
    avoided = [term for term in concept.terms if _stands_under_avoid(term)]
    for tag in LANGUAGE_TAGS:
        lines += _listed(tag, _terms([t for t in concept.terms if t.language == tag and t not in avoided]))
    lines += _listed("avoid", [_term(term, "deprecated") for term in avoided])
    for key in ("pos", "subject"):
        lines += _text(key, str(getattr(concept, key)))
    lines += _texts("tags", concept.tags)
    for key in ("definition", "note"):
        lines += _text(key, str(getattr(concept, key)))
    when = _when(concept.near, concept.not_near)
    lines += [f"when: {when}"] if when else []
    lines += ["do-not-translate: true"] if concept.do_not_translate else []
    lines += [*_texts("related", concept.related), *_texts("formerly", concept.formerly), *_evidence(concept)]
    return _BREAK.join(lines)


def _stands_under_avoid(term: Term) -> bool:
    """Whether `avoid:`, which leaves the language to the script, says all of it."""
    told = (script_of(term.text) or "zh-Hant") if contains_han(term.text) else "en"
    return term.status == "deprecated" and term.language == told


def _terms(terms: Sequence[Term]) -> Iterator[str]:
    """The terms of a language, each with its status where a reader would assume another."""
    preferred = any(t.status == "preferred" for t in terms)
    for number, term in enumerate(terms):
        fullness = any(t.status == "preferred" and t.type == "full" for t in terms[:number])
        usual = "preferred" if term.type == "full" and not fullness else "admitted"
        # Where none is preferred, the first that may be used is.
        lone = not preferred and term.status == "admitted" and not any(t.is_right for t in terms[:number])
        yield _term(term, term.status if lone else usual)


def _term(term: Term, usual: str) -> str:
    """A term in flow style, or its text where that says all."""
    texts = [
        ("term", term.text),
        ("type", term.type if term.type != "full" else ""),
        ("status", term.status if term.status != usual else ""),
        ("case", "exact" if term.exact_case else ""),
    ]
    parts = [f"{key}: {scalar(text)}" for key, text in texts if text]
    parts += [f"match: {_flow(term.match)}"] if term.match else []
    parts += [
        f"{key}: {scalar(text)}"
        for key in ("note", "source", "pinyin", "zhuyin", "jyutping")
        if (text := str(getattr(term, key)))
    ]
    when = _when(term.near, term.not_near)
    parts += [f"when: {when}"] if when else []
    return scalar(term.text) if len(parts) == 1 else "{" + ", ".join(parts) + "}"


def _listed(key: str, terms: Iterable[str]) -> list[str]:
    """One term on the line of its key, several one a line."""
    found = list(terms)
    if len(found) < 2:
        return [f"{key}: {one}" for one in found]
    return [f"{key}:", *(f"  - {one}" for one in found)]


def _text(key: str, text: str) -> list[str]:
    return [f"{key}: {scalar(text)}"] if text else []


def _texts(key: str, texts: Sequence[str]) -> list[str]:
    return [f"{key}: {_flow(texts)}"] if texts else []


def _flow(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(scalar, texts))}]"


def _when(near: Sequence[str], not_near: Sequence[str]) -> str:
    parts = [f"{key}: {_flow(texts)}" for key, texts in (("near", near), ("not-near", not_near)) if texts]
    return "{" + ", ".join(parts) + "}" if parts else ""


def _evidence(concept: Concept) -> Iterator[str]:
    if concept.evidence:
        yield "evidence:"
    for one in concept.evidence:
        yield f"  - {one_line([('source', one.source), ('at', one.at), ('quote', one.quote)])}"
