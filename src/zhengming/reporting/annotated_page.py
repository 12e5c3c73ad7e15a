"""A text with its terms marked and their translations, as a page to read beside the draft: one file, no scripts."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from importlib import resources

from zhengming.language.scripts import contains_han, script_of
from zhengming.model import OBJECT, Block, Concept, Document, Mention, Term
from zhengming.reporting.mentions import Annotated, place_of, translation
from zhengming.reporting.visible import visible, visible_name
from zhengming.tags import REGIONS

# What stands for a URL, a note mark, code or an image.
_OBJECT_SHOWN = "▫"


def annotated_page(texts: Sequence[Annotated], concepts: Mapping[str, Concept], region: str | None = None) -> str:
    """The whole page: the texts, and beside them a list of their concepts in the order of first mention."""
    page = _Page(concepts, region)
    sections = "\n".join(page.section(annotated) for annotated in texts)
    style = resources.files("zhengming.reporting").joinpath("annotated_page.css").read_text(encoding="utf-8")
    title = ", ".join(visible_name(annotated.document.path) for annotated in texts) or "no text"
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n{_policy(style)}\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)} · Zhengming</title>\n<style>{style}</style>\n</head>\n"
        f'<body>\n<div class="sheet">\n<main>\n{sections}\n</main>\n{page.side_list()}\n</div>\n</body>\n</html>'
    )


def _policy(style: str) -> str:
    """Nothing is loaded and nothing runs; the page's own style is known by its digest."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    rules = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        f'<meta http-equiv="Content-Security-Policy" content="{rules}">\n<meta name="referrer" content="no-referrer">'
    )


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
        return f"<section>\n<h1>{_safe_line(annotated.document.path)}</h1>\n{blocks}\n</section>"

    def _block(self, document: Document, block: Block, mentions: Sequence[Mention]) -> str:
        place = place_of(document, block, 0)
        shown = _safe(place if block.where else place.split(":")[0])
        text = "".join(self._pieces(block.text, mentions))
        head = f'<p class="block {escape(block.kind)}"{_language(block.text)}>'
        return f'{head}<span class="at">{shown}</span>{text}</p>'

    def _pieces(self, text: str, mentions: Sequence[Mention]) -> Iterator[str]:
        at = 0
        for mention in mentions:
            yield _safe(text[at : mention.start])
            yield self._mark(mention)
            at = mention.end
        yield _safe(text[at:])

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
        tip = _safe(tip).replace("\n", "&#10;")
        return f'<span {attributes} data-tip="{tip}">{_safe(mention.found)}</span>'

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
            f'<li id="c{self.numbers[identity]}"><a href="#m{mark}"{_language(mention.found)}>'
            f"{_safe_line(mention.found)}</a>{count}"
            + "".join(self._target(tag, form, alone=len(targets) == 1) for tag, form in targets)
            + "".join(f'<span class="{k}">{k}: {_safe_line(text)}</span>' for k, text in details.items() if text)
            + (f'<span class="note">{_safe(concept.note)}</span>' if concept.note else "")
            + "</li>"
        )

    def _target(self, tag: str, form: str, *, alone: bool) -> str:
        region = "" if alone or tag not in REGIONS else f' <span class="region">{REGIONS[tag]}</span>'
        return f'<span class="target"><span lang="{tag}">{_safe_line(form)}</span>{region}</span>'


def _others(concept: Concept, mention: Mention, shown: Sequence[str], region: str | None) -> list[str]:
    """Admitted forms in the other language that are not shown yet."""
    tags = ("en",) if mention.language != "en" else (region,) if region else tuple(REGIONS)
    forms = dict.fromkeys(term.text for tag in tags for term in concept.designations(tag))
    return [form for form in forms if form not in shown]


def _with_note(term: Term) -> str:
    return f"{term.text} ({term.note})" if term.note else term.text


def _language(text: str) -> str:
    """The `lang` attribute for Chinese, so that characters have the shapes of their script."""
    return f' lang="{script_of(text) or "zh-Hant"}"' if contains_han(text) else ""


def _safe(text: str) -> str:
    return escape(visible(text.replace(OBJECT, _OBJECT_SHOWN)))


def _safe_line(text: str) -> str:
    return escape(visible_name(text))
