"""TBX, the exchange format of term bases: version 2 (ISO 30042:2008, TBX-Basic), and version 3 (2019) in both styles.

For each concept English and the three regions, each with its fallback applied, so that a tool that knows no scripts
has every language whole. Statuses, types and parts of speech are the picklists of TBX-Basic.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zhengming.exchange.formats import Part, Written
from zhengming.exchange.options import Options
from zhengming.exchange.report import NO_TERM, OMITTED, Loss, unheld
from zhengming.exchange.resolved import by_language, cited, source_names
from zhengming.exchange.xml_text import content, element, legal, xml_id
from zhengming.model import Concept, Evidence, Glossary, Term
from zhengming.tags import ENGLISH

STATUS = {status: f"{status}Term-admn-sts" for status in ("preferred", "admitted", "deprecated", "superseded")}
TYPE = {"short": "shortForm", "acronym": "acronym", "variant": "variant"}
PARTS_OF_SPEECH = frozenset({"noun", "verb", "adjective", "adverb", "other"})
NAMESPACE = "urn:iso:std:iso:30042:ed-2"
MIN, BASIC = "http://www.tbxinfo.net/ns/min", "http://www.tbxinfo.net/ns/basic"
HELD = frozenset({
    "definition", "note", "subject", "quotation", "related concept", "part of speech", "deprecated term",
    "note on a term", "source of a term", "term type",
})  # fmt: skip
# Which of the two modules of TBX-Basic a data category belongs to, in the style that makes elements of them.
_OF_MIN = frozenset({"subjectField", "administrativeStatus", "partOfSpeech"})


@dataclass(frozen=True, slots=True)
class _Dialect:
    """What a version calls its elements; `tags` says whether data categories are elements (DCT) or attributes."""

    entry: str
    language: str
    term: str
    root: str
    head: str
    tags: bool = False

    def category(self, name: str, category: str, text: str) -> str:
        """A data category: `<descrip type="definition">`, or `<basic:definition>`."""
        if not self.tags:
            return element(name, text, type=category)
        return element(f"{'min' if category in _OF_MIN else 'basic'}:{category}", text)

    def reference(self, target: str) -> str:
        """A link to another entry of the file."""
        name = "basic:crossReference" if self.tags else 'ref type="crossReference"'
        return f'<{name} target="{xml_id(target)}">{content(target)}</{name.split(" ")[0]}>'


_V2 = _Dialect(
    "termEntry",
    "langSet",
    "tig",
    "martif",
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">\n'
    '<martif type="TBX-Basic" xml:lang="en">\n<martifHeader>\n{file}\n'
    '<encodingDesc><p type="XCSURI">TBXBasicXCSV02.xcs</p></encodingDesc>\n</martifHeader>\n<text>\n<body>\n',
)
_V3 = _Dialect(
    "conceptEntry",
    "langSec",
    "termSec",
    "tbx",
    f'<?xml version="1.0" encoding="UTF-8"?>\n<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="{NAMESPACE}">\n'
    "<tbxHeader>\n{file}\n</tbxHeader>\n<text>\n<body>\n",
)
_V3_TAGS = _Dialect(
    "conceptEntry",
    "langSec",
    "termSec",
    "tbx",
    f'<?xml version="1.0" encoding="UTF-8"?>\n<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="{NAMESPACE}" '
    f'xmlns:min="{MIN}" xmlns:basic="{BASIC}">\n' + "<tbxHeader>\n{file}\n</tbxHeader>\n<text>\n<body>\n",
    tags=True,
)


def write(glossary: Glossary, options: Options) -> Written:
    """Version 2, which Weblate, OmegaT and most older tools read."""
    return _file(glossary, options, _V2)


def write_3(glossary: Glossary, options: Options) -> Written:
    """Version 3, data categories as attributes (DCA)."""
    return _file(glossary, options, _V3)


def write_3_tags(glossary: Glossary, options: Options) -> Written:
    """Version 3, data categories as tags (DCT)."""
    return _file(glossary, options, _V3_TAGS)


def _file(glossary: Glossary, options: Options, dialect: _Dialect) -> Written:
    losses: list[Loss] = []
    names, known = source_names(glossary), frozenset(c.id for c in glossary.concepts)
    writer = _Writer(dialect, options.regions, names, known, losses)
    entries = [entry for concept in glossary.concepts if (entry := writer.entry(concept))]
    title = element("title", glossary.title)
    titled = f"<titleStmt>{title}</titleStmt>" if title else ""
    about = legal(f"<fileDesc>{titled}<sourceDesc><p>Zhengming</p></sourceDesc></fileDesc>", "", losses)
    tail = f"</body>\n</text>\n</{dialect.root}>\n"
    xml = "".join([dialect.head.replace("{file}", about), *entries, tail])
    return Written((Part("glossary.tbx", xml.encode()),), len(entries), xml.count("<term>"), tuple(losses))


@dataclass(frozen=True, slots=True)
class _Writer:
    dialect: _Dialect
    regions: tuple[str, ...]
    names: dict[str, str]
    known: frozenset[str]
    losses: list[Loss]

    def entry(self, concept: Concept) -> str:
        """A concept, with a line for each language."""
        by_tag = by_language(concept, self.regions)
        if not by_tag:
            self.losses.append(Loss(concept.id, NO_TERM, "entry"))
            return ""
        self.losses.extend(unheld(concept, HELD))
        if concept.pos and concept.pos not in PARTS_OF_SPEECH:
            self.losses.append(Loss(concept.id, OMITTED, "part of speech"))
        quotes = self._quotes(concept, by_tag)
        name = self.dialect.entry
        lines = [f'<{name} id="{xml_id(concept.id)}">{self._about(concept)}']
        lines += [self._language(concept, tag, terms, quotes) for tag, terms in by_tag.items()]
        return legal("\n".join([*lines, f"</{name}>\n"]), concept.id, self.losses)

    def _about(self, concept: Concept) -> str:
        """What stands before the languages, in an order that every version allows."""
        category = self.dialect.category
        related = [other for other in concept.related if other in self.known]
        missing = len(concept.related) - len(related)
        self.losses.extend([Loss(concept.id, "not among the entries", "related concept")] * missing)
        return "".join((
            category("descrip", "subjectField", concept.subject),
            category("descrip", "definition", concept.definition),
            *map(self.dialect.reference, related),
            element("note", concept.note),
        ))  # fmt: skip

    def _language(self, concept: Concept, tag: str, terms: tuple[Term, ...], quotes: dict[str, list[Evidence]]) -> str:
        name = self.dialect.language
        sections = (self._term(concept, term, quotes.pop(f"{tag} {term.text}", ())) for term in terms)
        return f'<{name} xml:lang="{tag}">{"".join(sections)}</{name}>'

    def _term(self, concept: Concept, term: Term, quotes: list[Evidence] | tuple[()]) -> str:
        category, name = self.dialect.category, self.dialect.term
        return "".join((
            f"<{name}>{element('term', term.text)}",
            category("termNote", "administrativeStatus", STATUS[term.status]),
            category("termNote", "termType", TYPE.get(term.type, "")),
            category("termNote", "partOfSpeech", concept.pos if concept.pos in PARTS_OF_SPEECH else ""),
            *(self._context(evidence) for evidence in quotes),
            category("admin", "source", term.source),
            element("note", term.note),
            f"</{name}>",
        ))  # fmt: skip

    def _context(self, evidence: Evidence) -> str:
        category = self.dialect.category
        quote = category("descrip", "context", evidence.quote)
        return f"<descripGrp>{quote}{category('admin', 'source', cited(evidence, self.names))}</descripGrp>"

    def _quotes(self, concept: Concept, by_tag: dict[str, tuple[Term, ...]]) -> dict[str, list[Evidence]]:
        """The quotations by the term they stand with: the first in Chinese, else in English, that is in them."""
        everything = [(tag, t.text) for tag in (*self.regions, ENGLISH) for t in by_tag.get(tag, ())]
        found: dict[str, list[Evidence]] = {}
        for evidence in concept.evidence:
            if not evidence.quote:
                self.losses.append(Loss(concept.id, "omitted for want of its words", "quotation"))
            elif everything:
                tag, text = next(_standing_in(evidence.quote, everything), everything[0])
                found.setdefault(f"{tag} {text}", []).append(evidence)
        return found


def _standing_in(quote: str, terms: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    return (one for one in terms if one[1] in quote)
