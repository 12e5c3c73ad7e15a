"""The concepts of a text as a compact term list, to paste into the brief of a translation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from zhengming.language.scripts import is_chinese
from zhengming.model import Concept, Mention, Term
from zhengming.reporting.mentions import Annotated, translation
from zhengming.reporting.visible import visible_name
from zhengming.tags import REGIONS, SCRIPT_OF_REGION


def term_list(texts: Sequence[Annotated], concepts: Mapping[str, Concept], region: str | None = None) -> str:
    """One line a concept, in the order of first mention: `source = target; also: …; avoid: …; note: …`."""
    language = language_of(texts)
    lines = []
    for identity, mentions in _by_concept(texts).items():
        line = _line(concepts[identity], mentions, language, region)
        lines += [visible_name(" ".join(line.split()))] if line else []
    return "\n".join(dict.fromkeys(lines))


def language_of(texts: Sequence[Annotated]) -> str:
    """The language that the texts are mostly written in, `zh` or `en`."""
    everything = "".join(block.text for annotated in texts for block, _ in annotated.blocks)
    return "zh" if is_chinese(everything) else "en"


def _by_concept(texts: Sequence[Annotated]) -> dict[str, list[Mention]]:
    found: dict[str, list[Mention]] = {}
    for mention in (m for annotated in texts for _, mentions in annotated.blocks for m in mentions):
        for identity in mention.concepts:
            found.setdefault(identity, []).append(mention)
    return found


def _line(concept: Concept, mentions: Sequence[Mention], language: str, region: str | None) -> str:
    source = _source(concept, mentions, language)
    target = source if concept.do_not_translate else translation(concept, language, region)
    if not source or not target:
        return ""
    also = () if concept.do_not_translate else _also(concept, target, language, region)
    said = {"also": also, "avoid": _avoided(concept, language, region)}
    details = [f"; {name}: {', '.join(forms)}" for name, forms in said.items() if forms]
    return f"{source} = {target}" + "".join(details) + (f"; note: {concept.note}" if concept.note else "")


def _source(concept: Concept, mentions: Sequence[Mention], language: str) -> str:
    """The wording as the text has it first; an English one in its plain form, another language's as the entry's."""
    first = next((m for m in mentions if m.language == language), None)
    if first is None:
        return translation(concept, "zh" if language == "en" else "en")
    return first.found if language == "zh" else next(t.text for c, t in first.readings if c == concept.id)


def _also(concept: Concept, target: str, language: str, region: str | None) -> list[str]:
    tags = ("en",) if language == "zh" else (region,) if region else tuple(REGIONS)
    forms = dict.fromkeys(term.text for tag in tags for term in concept.designations(tag))
    return [form for form in forms if form not in target.split(" / ")]


def _avoided(concept: Concept, language: str, region: str | None) -> list[str]:
    """The forms that the target must not have, each with its reason."""
    terms = [term for term in concept.deprecated() if _is_target(term, language, region)]
    return list(dict.fromkeys(f"{t.text} ({t.note})" if t.note else t.text for t in terms))


def _is_target(term: Term, language: str, region: str | None) -> bool:
    if language == "zh" or term.language == "en":
        return language == "zh" and term.language == "en"
    return not region or term.language in (region, SCRIPT_OF_REGION[region])
