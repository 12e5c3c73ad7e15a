"""DOCX, read from its XML: tables, notes, text boxes, insertions and content controls; what was deleted is gone."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from zhengming.documents.archive import Archive, resolve
from zhengming.documents.docx_grid import Grid
from zhengming.documents.docx_styles import BODY_LEVEL, Styles, is_on, level_of, read_styles
from zhengming.documents.extracted import Collector, Extracted
from zhengming.documents.markup import elements, walk
from zhengming.documents.running import Running, Where
from zhengming.errors import ReadError

_NOTES = ("footnotes", "endnotes", "comments")
# As Word writes it, and as the strict variant of the standard has it.
_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
# Deleted and moved text, what fields and properties say to the program, and readings over Chinese characters.
_SKIPPED = frozenset(
    "del moveFrom instrText delText delInstrText pPrChange rPrChange sdtPr sdtEndPr tblPr trPr tcPr tblGrid sectPr "
    "rt rubyPr fldData binData".split()
)
_SIGNS = frozenset(("footnoteReference", "endnoteReference", "br", "cr", "sym"))
_TEXTS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "\u2011"}
_NOTE_MARK = re.compile(r"[\[(（〔]?[0-9*†‡§]{1,4}[\])）〕]?|[①-⑳ⅰ-ⅹ]")
_UNIT = re.compile(r"(?<![A-Za-z])(?:[A-Za-z]|[kcmdn]m)$|(?<!\d)10$")


def read(content: bytes, path: str) -> Extracted:
    """The body, then the footnotes, endnotes and comments, which are notes; headers and footers are left out."""
    return _read(content, path, ("document", *_NOTES), placed=False)


def read_tables(content: bytes, path: str) -> Extracted:
    """The body alone, the place of each paragraph in a table (`table`, `row`, `column`) told in its `where`."""
    return _read(content, path, ("document",), placed=True)


def _read(content: bytes, path: str, parts: tuple[str, ...], *, placed: bool) -> Extracted:
    archive = Archive(content, path)
    main = _related(archive, "").get("officeDocument", "word/document.xml")
    if main not in archive:
        raise ReadError("this is a zip archive, but no Word document", path=path, hint="save it as .docx in Word")
    related = _related(archive, main)
    styles = related.get("styles", "")
    found = read_styles(archive.read(styles), path) if styles in archive else Styles()
    collector = Collector()
    for part in parts:
        name = main if part == "document" else related.get(part, "")
        if name in archive:
            walker = _Walker(part, found, collector, placed=placed)
            walk(archive.read(name), path, start=walker.start, end=walker.end, text=walker.text)
            walker.finish()
    return collector.extracted()


def _related(archive: Archive, part: str) -> dict[str, str]:
    """The parts that a part (or, for "", the whole file) refers to, by the last word of their relation."""
    folder, _, name = part.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels".lstrip("/")
    found: dict[str, str] = {}
    if relations in archive:
        for _, said in elements(archive.read(relations), archive.path):
            if said.get("TargetMode") != "External" and "Target" in said:
                found.setdefault(said.get("Type", "").rpartition("/")[2], resolve(part, said["Target"]))
    return found


@dataclass
class _Run:
    """The properties of a run of text."""

    emphasis: bool = False
    hidden: bool = False
    raised: bool = False


@dataclass
class _Paragraph:
    """A paragraph as far as it has been read, and the run at which it was left for one in a text box."""

    number: int
    running: Running = field(default_factory=Running)
    style: str = ""
    level: int = BODY_LEVEL
    is_item: bool = False
    in_properties: bool = False
    goes_on: bool = False
    emphasis: bool = False
    run: _Run = field(default_factory=_Run)


class _Walker:
    """Goes through the XML of one part and collects its paragraphs."""

    def __init__(self, part: str, styles: Styles, collector: Collector, *, placed: bool) -> None:
        self._part, self._styles, self._collector = part, styles, collector
        self._grid = Grid() if placed else None
        self._paragraphs: list[_Paragraph] = []
        self._carried: _Paragraph | None = None
        self._count = self._cells = self._skipping = 0
        self._in_text = False
        # The fields that are open: True while their code is read, False in their result.
        self._fields: list[bool] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        namespace, _, local = name.rpartition(" ")
        if self._skipping or self._is_skipped(namespace, local, attributes):
            self._skipping += 1
        elif namespace in _WORD:
            self._start(local, attributes)

    def _is_skipped(self, namespace: str, local: str, attributes: dict[str, str]) -> bool:
        if namespace.endswith("/math") and local == "oMath":
            self._sign()
            return True
        if namespace not in _WORD:
            return namespace.endswith("markup-compatibility/2006") and local == "Fallback"
        if local in ("del", "moveFrom") and self._paragraphs and self._paragraphs[-1].in_properties:
            self._paragraphs[-1].goes_on = True
        return local in _SKIPPED or (local in ("footnote", "endnote") and "eparator" in attributes.get("type", ""))

    def _start(self, local: str, attributes: dict[str, str]) -> None:
        if self._grid and local in ("tbl", "tr", "tc"):
            self._grid.start(local)
        if local == "p":
            self._begin_paragraph()
        elif local == "tc":
            self._cells += 1
        elif local == "fldChar":
            self._field(attributes.get("fldCharType", ""))
        elif not self._paragraphs:
            return
        elif local == "t":
            self._in_text = True
        elif local == "hyperlink":
            self._emphasise(False)
            self._paragraphs[-1].running.open_mark("link")
        elif local == "pPr":
            self._paragraphs[-1].in_properties = True
        elif local == "r":
            self._paragraphs[-1].run = _Run()
        elif local in _SIGNS:
            self._sign()
        elif local in _TEXTS and not self._paragraphs[-1].in_properties:
            self._add(_TEXTS[local])
        else:
            self._property(self._paragraphs[-1], local, attributes)

    def _property(self, paragraph: _Paragraph, local: str, attributes: dict[str, str]) -> None:
        """A property of the paragraph, or of the run."""
        said, run = attributes.get("val", ""), paragraph.run
        if paragraph.in_properties:
            if local == "pStyle":
                paragraph.style = said
            elif local == "numId":
                paragraph.is_item = said != "0"
            elif local == "outlineLvl":
                paragraph.level = level_of(attributes)
        elif local in ("b", "i", "em"):
            run.emphasis = run.emphasis or is_on(attributes)
        elif local == "rStyle":
            run.emphasis = run.emphasis or self._styles.is_emphasis(said)
        elif local == "vanish":
            run.hidden = is_on(attributes)
        elif local == "vertAlign":
            run.raised = said == "superscript"

    def end(self, name: str) -> None:
        """An element ends."""
        namespace, _, local = name.rpartition(" ")
        if self._skipping:
            self._skipping -= 1
        elif namespace in _WORD:
            self._end(local)

    def _end(self, local: str) -> None:
        if self._grid:
            self._grid.end(local)
        if local == "t":
            self._in_text = False
        elif local == "tc":
            self._cells -= 1
        elif local == "p":
            self._end_paragraph()
        elif local == "pPr" and self._paragraphs:
            self._paragraphs[-1].in_properties = False
        elif local == "hyperlink" and self._paragraphs:
            self._emphasise(False)
            self._paragraphs[-1].running.close_mark()

    def text(self, text: str) -> None:
        """Text between tags."""
        if not self._in_text or self._skipping:
            return
        paragraph = self._paragraphs[-1]
        is_mark = paragraph.run.raised and _NOTE_MARK.fullmatch(text.strip())
        if is_mark and not _UNIT.search(paragraph.running.last_characters()):
            self._sign()
        else:
            self._add(text)

    def _add(self, text: str) -> None:
        paragraph = self._paragraphs[-1]
        if not paragraph.run.hidden and not any(self._fields):
            self._emphasise(paragraph.run.emphasis)
            paragraph.running.text(text, paragraph.running.length)

    def _sign(self) -> None:
        if self._paragraphs and not self._paragraphs[-1].run.hidden:
            self._paragraphs[-1].running.sign(0)

    def _emphasise(self, wanted: bool) -> None:
        """Runs are split for many reasons; those side by side that are emphasised are one mark."""
        paragraph = self._paragraphs[-1]
        if wanted and not paragraph.emphasis:
            paragraph.running.open_mark("emphasis")
        elif paragraph.emphasis and not wanted:
            paragraph.running.close_mark()
        paragraph.emphasis = wanted

    def _field(self, role: str) -> None:
        if role == "begin":
            self._fields.append(True)
        elif role == "separate" and self._fields:
            self._fields[-1] = False
        elif role == "end" and self._fields:
            self._fields.pop()

    def _begin_paragraph(self) -> None:
        self._count += 1
        if self._carried and not self._paragraphs:
            # The mark between the two was deleted: the properties are those of the second.
            self._paragraphs.append(_Paragraph(self._carried.number, self._carried.running))
            self._carried = None
        else:
            self._paragraphs.append(_Paragraph(self._count))
        self._in_text = False

    def _end_paragraph(self) -> None:
        self._emphasise(False)
        paragraph = self._paragraphs.pop()
        # The code of a field is never longer than a paragraph; one left open would swallow the rest.
        self._fields = [False] * len(self._fields)
        if paragraph.goes_on and not self._paragraphs:
            self._carried = paragraph
        else:
            self._collect(paragraph)

    def _collect(self, paragraph: _Paragraph) -> None:
        where: Where = (("part", self._part), ("paragraph", paragraph.number))
        if self._grid:
            where += self._grid.place
        self._collector.add_running(self._kind(paragraph), paragraph.running, where)

    def _kind(self, paragraph: _Paragraph) -> str:
        if self._part in _NOTES:
            return "note"
        kind = "heading" if paragraph.level < BODY_LEVEL else self._styles.kind(paragraph.style)
        if kind in ("heading", "contents") and not self._cells:
            return kind
        return "cell" if self._cells else "item" if paragraph.is_item else kind

    def finish(self) -> None:
        """The part is over."""
        if self._carried:
            self._collect(self._carried)
