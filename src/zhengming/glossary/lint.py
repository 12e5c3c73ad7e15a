"""What is wrong with a glossary that loads, and, where a program may mend it, the mended files."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from zhengming.errors import ZhengmingError
from zhengming.files.lock import locked
from zhengming.glossary import splices
from zhengming.glossary.entries import File, put_text
from zhengming.glossary.lints import forms, wordings, writing
from zhengming.glossary.lints.context import Context, Fault, Place, context, document
from zhengming.glossary.locate import default_glossary, files_of
from zhengming.glossary.nodes import collection_paused
from zhengming.glossary.read import parse_alone
from zhengming.model import Document, Edit, Finding, Related, Report

RULES: tuple[Callable[[Context], Iterator[Fault]], ...] = (
    wordings.ambiguous_wording,
    wordings.avoided_elsewhere_right,
    wordings.form_inside_form,
    forms.mixed_script,
    forms.same_as_fallback,
    forms.acronym_alone,
    writing.missing_id,
    writing.dangling_reference,
    writing.suspicious_split,
    writing.lost_text,
)
# A mended fault may lay another bare; more rounds than this no glossary needs.
_MOST_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Linted:
    """What was found, and the files that it speaks of."""

    report: Report
    documents: dict[str, Document]


@dataclass(frozen=True, slots=True)
class Mended:
    """A file, what it is to become, and how many faults are mended in it."""

    file: File
    text: str
    faults: int


def lint(*paths: str) -> Linted:
    """The faults of a glossary, in the order of its files; raises the errors of loading, which are graver."""
    seen = context(*(paths or default_glossary()))
    documents = {file.path: document(file) for file in seen.files}
    order = {file.path: n for n, file in enumerate(seen.files)}
    with collection_paused():
        findings = [_finding(fault, documents) for fault in _faults(seen)]
    findings.sort(key=lambda f: (order[f.path], f.line, f.column, f.rule))
    count = len(seen.entries)
    return Linted(Report(_identified(findings), count, count, 0), documents)


def mended(*paths: str) -> tuple[Mended, ...]:
    """The files of a glossary as they would be with every fault mended that a program may mend; nothing is written."""
    seen = context(*(paths or default_glossary()))
    by_file: dict[str, list[splices.Splice]] = {}
    for fault in _faults(seen):
        if fault.splice:
            by_file.setdefault(fault.place.file.path, []).append(fault.splice)
    return tuple(_mended(file, by_file[file.path]) for file in seen.files if file.path in by_file)


def fix(*paths: str) -> int:
    """Mend the files and return how many faults were mended; every byte that is no fault stays as it was."""
    paths = paths or default_glossary()
    count = 0
    with ExitStack() as stack:
        for file in sorted({f for path in paths for f in files_of(path)}):
            stack.enter_context(locked(file))
        for _ in range(_MOST_ROUNDS):
            changed = mended(*paths)
            if not any(m.faults for m in changed):
                break
            for one in changed:
                if one.faults:
                    put_text(one.file, one.text)
                    count += one.faults
    return count


def _faults(seen: Context) -> Iterator[Fault]:
    return (fault for rule in RULES for fault in rule(seen))


def _mended(file: File, wanted: Sequence[splices.Splice]) -> Mended:
    """Of splices that touch each other the first is made; the others have their turn in the next round."""
    chosen: list[splices.Splice] = []
    for splice in sorted(set(wanted)):
        if not chosen or splice[0] > chosen[-1][1] or (splice[0] == chosen[-1][1] and splice[0] < splice[1]):
            chosen.append(splice)
    text = splices.spliced(file.text, chosen)
    try:
        parse_alone(text, file.path)
    except ZhengmingError:
        # Unusual YAML, in which one of them does harm; better none than a file that does not load.
        return Mended(file, file.text, 0)
    return Mended(file, text, len(chosen))


def _finding(fault: Fault, documents: dict[str, Document]) -> Finding:
    where = documents[fault.place.file.path]
    line, column = where.place(fault.place.start)
    end_line, end_column = where.place(fault.place.end)
    return Finding(
        rule=fault.rule,
        severity=fault.severity,
        path=fault.place.file.path,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        segment=fault.entry.concept.id,
        found=fault.found,
        expected=fault.expected,
        concept=fault.entry.concept.id,
        message=fault.message,
        related=tuple(_related(place, documents) for place in fault.related),
        fix=_edit(fault, where),
    )


def _related(place: Place, documents: dict[str, Document]) -> Related:
    return Related(place.file.path, *documents[place.file.path].place(place.start), place.text)


def _edit(fault: Fault, where: Document) -> Edit | None:
    if fault.splice is None:
        return None
    start, end, text = fault.splice
    return Edit(*where.place(start), *where.place(end), text)


def _identified(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """With fingerprints that survive moved lines: rule, concept and wording, not the place."""
    from dataclasses import replace

    seen: Counter[str] = Counter()
    out = []
    for finding in findings:
        basis = "\0".join([finding.rule, finding.found or "", finding.concept or "", *finding.expected])
        seen[basis] += 1
        digest = hashlib.sha256(f"{basis}\0{seen[basis]}".encode()).hexdigest()[:16]
        out.append(replace(finding, fingerprint=digest))
    return tuple(out)
