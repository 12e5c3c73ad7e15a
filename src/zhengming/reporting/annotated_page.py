"""A text with its terms marked and their translations, as a page to read beside the draft: one file, no scripts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from zhengming.model import Block, Concept, Document, Mention, Term
from zhengming.reporting.mentions import Annotated, place_of, translation
from zhengming.reporting.page import lang_attribute, page, safe, safe_line
from zhengming.reporting.visible import visible_name
from zhengming.tags import REGIONS


def annotated_page(texts: Sequence[Annotated], concepts: Mapping[str, Concept], region: str | None = None) -> str:
    """The whole page: the texts, and beside them a list of their concepts in the order of first mention."""
    written = _Page(concepts, region)
    sections = "\n".join(written.section(annotated) for annotated in texts)
    title = ", ".join(visible_name(annotated.document.path) for annotated in texts) or "no text"
    body = f'<div class="sheet">\n<main>\n{sections}\n</main>\n{written.side_list()}\n</div>'
    return page(escape(title), "annotated_page.css", body)


class _Page:
    """What is written so far: which concepts were met, how often, and where first."""

    def __init__(self, concepts: Mapping[str, Concept], region: str | None) -> None:
        self.concepts = concepts
        self.region = region
        self.numbers: dict[str, int] = {}
        self.first: dict[str, tuple[int, Mention]] = {}
        self.counts: Counter[str] = Counter()
        self.marks = 0

    def section(self, annotated: Annotated) -> str:
        """One document under its name."""
        blocks = "\n".join(self._block(annotated.document, *pair) for pair in annotated.blocks if pair[0].text.strip())
        return f"<section>\n<h1>{safe_line(annotated.document.path)}</h1>\n{blocks}\n</section>"

    def _block(self, document: Document, block: Block, mentions: Sequence[Mention]) -> str:
        place = place_of(document, block, 0)
        shown = safe(place if block.where else place.split(":")[0])
        text = "".join(self._pieces(block.text, mentions))
        head = f'<p class="block {escape(block.kind)}"{lang_attribute(block.text)}>'
        return f'{head}<span class="at">{shown}</span>{text}</p>'

    def _pieces(self, text: str, mentions: Sequence[Mention]) -> Iterator[str]:
        at = 0
        for mention in mentions:
            yield safe(text[at : mention.start])
            yield self._mark(mention)
            at = mention.end
        yield safe(text[at:])

    def _mark(self, mention: Mention) -> str:
        self.marks += 1
        for identity in mention.concepts:
            self.numbers.setdefault(identity, len(self.numbers) + 1)
            self.first.setdefault(identity, (self.marks, mention))
            self.counts[identity] += 1
        wrong = " wrong" if not any(term.is_right for _, term in mention.readings) else ""
        tip = "\n".join(self._tip(identity, mention) for identity in mention.concepts)
        described = " ".join(f"c{self.numbers[identity]}" for identity in mention.concepts)
        attributes = f'id="m{self.marks}" class="term{wrong}" tabindex="0" aria-describedby="{described}"'
        tip = safe(tip).replace("\n", "&#10;")
        return f'<span {attributes} data-tip="{tip}">{safe(mention.found)}</span>'

    def _tip(self, identity: str, mention: Mention) -> str:
        """The translation; of a form to avoid also what stands in its place."""
        concept = self.concepts[identity]
        term = next(term for known, term in mention.readings if known == identity)
        lines = [" / ".join(form for _, form in self._forms(concept, mention.language))]
        if not term.is_right:
            better = translation(concept, "zh" if mention.language == "en" else "en", self.region)
            lines.append(f"to be avoided: {better} is better" if better else "to be avoided")
        return "\n".join(lines)

    def _forms(self, concept: Concept, language: str) -> list[tuple[str, str]]:
        """(tag, form) in the other language: of one region, or where they differ of each."""
        if language != "en":
            return [("en", concept.preferred("en"))]
        tags = (self.region,) if self.region else tuple(REGIONS)
        forms: dict[str, str] = {}
        for tag in tags:
            forms.setdefault(concept.preferred(tag), tag)
        return [(tag, form) for form, tag in forms.items() if form]

    def side_list(self) -> str:
        """The concepts of the page, each with a link to its first mention."""
        if not self.numbers:
            return "<aside><h1>no terms found</h1></aside>"
        items = "\n".join(self._item(identity) for identity in self.numbers)
        heading = "1 term" if len(self.numbers) == 1 else f"{len(self.numbers)} terms"
        return f"<aside><h1>{heading}</h1>\n<ol>\n{items}\n</ol></aside>"

    def _item(self, identity: str) -> str:
        concept, (mark, mention) = self.concepts[identity], self.first[identity]
        targets = self._forms(concept, mention.language)
        also = _others(concept, mention, [form for _, form in targets], self.region)
        details = {"also": ", ".join(also), "avoid": ", ".join(map(_with_note, concept.deprecated()))}
        count = f' <span class="count">×{self.counts[identity]}</span>' if self.counts[identity] > 1 else ""
        return (
            f'<li id="c{self.numbers[identity]}"><a href="#m{mark}"{lang_attribute(mention.found)}>'
            f"{safe_line(mention.found)}</a>{count}"
            + "".join(self._target(tag, form, alone=len(targets) == 1) for tag, form in targets)
            + "".join(f'<span class="{k}">{k}: {safe_line(text)}</span>' for k, text in details.items() if text)
            + (f'<span class="note">{safe(concept.note)}</span>' if concept.note else "")
            + "</li>"
        )

    def _target(self, tag: str, form: str, *, alone: bool) -> str:
        region = "" if alone or tag not in REGIONS else f' <span class="region">{REGIONS[tag]}</span>'
        return f'<span class="target"><span lang="{tag}">{safe_line(form)}</span>{region}</span>'


def _others(concept: Concept, mention: Mention, shown: Sequence[str], region: str | None) -> list[str]:
    """Admitted forms in the other language that are not shown yet."""
    tags = ("en",) if mention.language != "en" else (region,) if region else tuple(REGIONS)
    forms = dict.fromkeys(term.text for tag in tags for term in concept.designations(tag))
    return [form for form in forms if form not in shown]


def _with_note(term: Term) -> str:
    return f"{term.text} ({term.note})" if term.note else term.text
