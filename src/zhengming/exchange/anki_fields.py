"""What stands on a concept's note: its fields as HTML, and its tags."""

from __future__ import annotations

import re
from collections.abc import Iterable

from zhengming.exchange.anki_choices import PROPOSED, is_retired, status_of
from zhengming.exchange.anki_example import example_of
from zhengming.exchange.anki_markup import escape
from zhengming.language.regions import convert
from zhengming.language.romanization import jyutping, pinyin, zhuyin
from zhengming.language.scripts import fold, simplify
from zhengming.model import STATUSES, Concept, Evidence, Source, Term
from zhengming.tags import FALLBACKS, REGIONS, SCRIPTS

# Set on concepts that Taiwan, Hong Kong and the Mainland word differently; the cards show the three forms by it.
REGIONAL_TAG = "regions::differ"

_NOT_IN_TAGS = re.compile(r"[\s\x00-\x1f\x7f\"'<>&*]+")


def note_fields(
    concept: Concept, sources: dict[str, Source], *, hints: tuple[str, str] = ("", ""), proposed: bool = False
) -> dict[str, str]:
    """The fields of a concept's note by name, as HTML: `note_fields(concept, {})["TW"]` is 人工智慧.

    `hints` stand beside the English and the Chinese wording where another concept shares it. The field list has no
    names for them and for the other Chinese forms that are right; they stand in what it had to spare. `Tags` are the
    note's tags, with spaces between them.
    """
    english, forms = wording(concept, "en"), chinese_forms(concept)
    example, cloze, evidence = example_of(concept)
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
        "Tags": " ".join(_tags(concept, forms, proposed=proposed)),
        "Spare1": escape(hints[0]),
        "Spare2": escape(hints[1]),
        "Spare3": escape("; ".join(_also_right(concept, forms))),
    }


def _tags(concept: Concept, forms: dict[str, str], *, proposed: bool) -> tuple[str, ...]:
    """`kind::person`, `subject::military`, `source::indsr-2023-6`, `status::deprecated` and the concept's own.

    Without spaces and without what would mean something in HTML or in a search.
    """
    status = PROPOSED if proposed else status_of(concept)
    found = [
        f"kind::{concept.kind}",
        f"subject::{concept.subject}" if concept.subject else "",
        *concept.tags,
        *(f"source::{evidence.source}" for evidence in concept.evidence if evidence.source),
        f"status::{status}" if proposed or is_retired(status) else "",
        REGIONAL_TAG if _regions_differ(forms) else "",
    ]
    return tuple(dict.fromkeys(tag for raw in found if (tag := _NOT_IN_TAGS.sub("-", raw).strip("-:"))))


def wording(concept: Concept, tag: str) -> str:
    """The wording to show for a language tag: the preferred one, else a right one, else one that was right once."""
    return _shown(_best(concept), tag)


def chinese_forms(concept: Concept) -> dict[str, str]:
    """The form to show for every Chinese tag; where a script has none, the other one's, converted."""
    best = _best(concept)
    traditional, simplified = (_shown(best, script) for script in SCRIPTS)
    traditional = traditional or convert(simplified, "zh-Hant")
    simplified = simplified or simplify(traditional)
    return {
        "zh-Hant": traditional,
        "zh-Hans": simplified,
        "zh-TW": _shown(best, "zh-TW") or traditional,
        "zh-HK": _shown(best, "zh-HK") or traditional,
        "zh-CN": _shown(best, "zh-CN") or simplified,
    }


def _best(concept: Concept) -> dict[str, Term]:
    """The first of a language's best terms, for each language that has any."""
    best: dict[str, Term] = {}
    for term in concept.terms:
        known = best.get(term.language)
        if known is None or STATUSES.index(term.status) < STATUSES.index(known.status):
            best[term.language] = term
    return best


def _shown(best: dict[str, Term], tag: str) -> str:
    """What a language tag falls back on: a form that is right, and only then one that is not."""
    found = [best[language] for language in FALLBACKS[tag] if language in best]
    return next((term.text for term in found if term.is_right), found[0].text if found else "")


def _regions_differ(forms: dict[str, str]) -> bool:
    """Whether the regions use other words, and not the same ones in other characters: 晶片 and 芯片."""
    return len({fold(form) for form in set(forms.values())}) > 1


def _english(concept: Concept, *, acronyms: bool) -> list[str]:
    """The English terms that may be used, either the acronyms or the others, the preferred one first."""
    return [t.text for t in concept.designations("en") if (t.type == "acronym") == acronyms]


def _also_right(concept: Concept, forms: dict[str, str]) -> Iterable[str]:
    """The other Chinese forms that may be used, each with its regions where it is not right in all of them."""
    regions: dict[str, dict[str, str]] = {}
    for tag in REGIONS:
        others = [term.text for term in concept.designations(tag) if term.text != forms[tag]]
        for text, folded in zip(others, map(fold, others), strict=True):
            if folded != fold(forms[tag]):
                regions.setdefault(folded, {}).setdefault(tag, text)
    for by_tag in regions.values():
        written = " / ".join(dict.fromkeys(by_tag.values()))
        yield written if len(by_tag) == len(REGIONS) else f"{', '.join(t[3:] for t in by_tag)} {written}"


def _own_reading(concept: Concept, form: str, system: str) -> str:
    """The reading that the glossary gives for a form in either script; empty where it gives none."""
    given = [(t.text, str(getattr(t, system))) for t in concept.terms if t.language != "en" and getattr(t, system)]
    return next((reading for text, reading in given if simplify(text) == simplify(form)), "")


def _place(evidence: Evidence, sources: dict[str, Source]) -> str:
    """Author, title and place: 鍾志東 · 美中科技競爭的本質、意涵與影響 · L21."""
    source = sources.get(evidence.source, Source(evidence.source, title=evidence.source))
    return " · ".join(part for part in (source.author, source.title, evidence.at) if part)
