"""A proposal on the terminal, as a person judges it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from zhengming.glossary.pending import Proposal
from zhengming.language.width import width, wrap
from zhengming.model import Concept, RegionalForm
from zhengming.reporting.visible import visible
from zhengming.tags import REGIONS, SCRIPTS

_NAMES = {**SCRIPTS, **REGIONS}
_HOW = {"phrases": "derived by phrases", "characters": "derived by characters", "table": "derived by our table"}


def proposal_text(
    proposal: Proposal,
    *,
    heading: str,
    forms: Mapping[str, RegionalForm],
    context: Sequence[str],
    near: Sequence[Concept],
    columns: int,
) -> str:
    """The terms with what is only derived marked so, two lines of context, and the concepts near to it.

    `forms` are the regional forms of its Chinese, `context` the quote and the document's line.
    """
    lines = [f"{heading}  {proposal.told}".rstrip(), *_rows(_terms(proposal.concept, forms), columns), ""]
    for text in context:
        lines += wrap(visible(text), columns, first="  ", rest="  ")
    notes = [*proposal.advice, *(f"near: {c.id} {_said(c)}" for c in near)]
    for note in notes:
        lines += wrap(visible(note), columns, first="  ", rest="    ")
    return "\n".join(lines)


def _terms(concept: Concept, forms: Mapping[str, RegionalForm]) -> Iterator[tuple[str, str, str]]:
    derived = _derived_script(concept)
    yield "English", ", ".join(t.text for t in concept.terms if t.language == "en"), ""
    for tag, name in _NAMES.items():
        given = next((t.text for t in concept.terms if t.language == tag), "")
        if given:
            yield name, given, "derived" if tag == derived else ""
        elif tag in forms:
            yield name, forms[tag].form, _HOW.get(forms[tag].how, "as an entry of the glossary")
    yield "kind", concept.kind, ""


def _derived_script(concept: Concept) -> str:
    """The script that was converted from the other one: the one that no quote holds; else Simplified."""
    form = {tag: next((t.text for t in concept.terms if t.language == tag), "") for tag in ("zh-Hant", "zh-Hans")}
    if form["zh-Hant"] == form["zh-Hans"]:
        return ""
    simplified = any(form["zh-Hans"] in e.quote for e in concept.evidence)
    return "zh-Hant" if simplified and not any(form["zh-Hant"] in e.quote for e in concept.evidence) else "zh-Hans"


def _rows(rows: Iterator[tuple[str, str, str]], columns: int) -> list[str]:
    shown = [(name, visible(wording), note) for name, wording, note in rows]
    widest = min(max(width(wording) for _, wording, _ in shown), columns - 40)
    lines = []
    for name, wording, note in shown:
        gap = " " * max(2, widest - width(wording) + 2)
        lines += wrap(wording, columns, first=f"  {name:<13}", rest=" " * 15)
        if note:
            lines[-1] += f"{gap}({note})"
    return lines


def _said(concept: Concept) -> str:
    chinese = concept.preferred("zh-Hant") or concept.preferred("zh-Hans")
    return f"{chinese} = {concept.preferred('en') or next((t.text for t in concept.terms if t.language == 'en'), '')}"
