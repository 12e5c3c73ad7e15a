"""A check as a page for a reviewer: source and draft side by side, findings in place, each concept's renderings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape

from zhengming.model import SEVERITIES, Block, Finding, Rendering, Report, Segment
from zhengming.reporting.page import lang_attribute, page, safe, safe_line
from zhengming.reporting.visible import visible_name

# With more segments than this only those with findings are shown: a browser has to hold the page.
_MOST_SEGMENTS = 2000


def checked_page(reports: Sequence[Report]) -> str:
    """The whole page; the reports hold what they looked at (`keep`)."""
    findings = [finding for report in reports for finding in report.findings]
    parts = [_Part(report, number) for number, report in enumerate(reports, 1)]
    title = ", ".join(visible_name(part.path) for part in parts) or "no draft"
    body = "\n".join([_head(findings, reports), *(part.html() for part in parts)])
    return page(escape(title), "checked_page.css", f"<main>\n{body}\n</main>", "checked_page.js")


def _head(findings: Sequence[Finding], reports: Sequence[Report]) -> str:
    """The counts, and what a reader can filter by."""
    counts = Counter[str](f.severity for f in findings)
    told = ", ".join(f"{counts[s]} {s}{'' if counts[s] == 1 else 's'}" for s in SEVERITIES if counts[s])
    segments, unsure = sum(r.segments for r in reports), sum(r.unsure for r in reports)
    aside = f"; {unsure} could not be aligned for sure" if unsure else ""
    skipped = Counter[str]()
    for report in reports:
        skipped.update(dict(report.skipped))
    aside += "".join(f"; {count} skipped: {safe_line(reason)}" for reason, count in sorted(skipped.items()))
    rules, concepts = Counter(f.rule for f in findings), Counter(f.concept for f in findings if f.concept)
    return (
        f"<header><h1>{len(findings)} finding{'' if len(findings) == 1 else 's'}</h1>"
        f"<p>{told or 'none'} in {segments} segments{aside}</p>\n"
        f"<form><fieldset><legend>rules</legend>{''.join(_choice(r, n) for r, n in sorted(rules.items()))}</fieldset>\n"
        f'<label>concept <select id="concept"><option value="">all</option>'
        f"{''.join(_option(c, n) for c, n in sorted(concepts.items()))}</select></label>\n"
        '<label><input type="checkbox" id="whole"> whole text</label></form></header>'
    )


def _choice(rule: str, count: int) -> str:
    return f'<label><input type="checkbox" name="rule" value="{escape(rule)}" checked> {escape(rule)} ({count})</label>'


def _option(concept: str, count: int) -> str:
    return f'<option value="{safe_line(concept)}">{safe_line(concept)} ({count})</option>'


class _Part:
    """One draft on the page."""

    def __init__(self, report: Report, number: int) -> None:
        self.report = report
        self.number = number
        self.path = report.document.path if report.document else "draft"
        self.by_segment: dict[str, list[tuple[int, Finding]]] = {}
        for place, finding in enumerate(report.findings, 1):
            self.by_segment.setdefault(finding.segment, []).append((place, finding))

    def html(self) -> str:
        """The draft under its name: renderings first, then the segments."""
        kept = self.report.kept
        shown = kept if len(kept) <= _MOST_SEGMENTS else [s for s in kept if s.name in self.by_segment]
        left = len(kept) - len(shown)
        aside = f'<p class="left">{left} segments without findings are left out.</p>' if left else ""
        rows = "\n".join(self._segment(segment) for segment in shown)
        return (
            f"<section>\n<h2>{safe_line(self.path)}</h2>\n{self._renderings()}\n{aside}\n"
            f'<div class="segments">\n{rows}\n</div>\n</section>'
        )

    def _renderings(self) -> str:
        """Every concept that is rendered in several ways or has a finding, then the others, with counts."""
        by_concept: dict[str, list[Rendering]] = {}
        for rendering in self.report.renderings:
            by_concept.setdefault(rendering.concept, []).append(rendering)
        troubled = Counter(f.concept for f in self.report.findings if f.concept)
        for concept in troubled:
            by_concept.setdefault(concept, [])
        order = sorted(by_concept, key=lambda c: (-troubled[c], -len(by_concept[c]), c))
        rows = "\n".join(_concept(c, by_concept[c], troubled[c]) for c in order)
        if not rows:
            return ""
        head = "<thead><tr><th>concept</th><th>renderings in the draft</th><th>findings</th></tr></thead>"
        return (
            f"<details><summary>{len(order)} concepts and their renderings</summary>\n"
            f"<table>{head}<tbody>\n{rows}\n</tbody></table></details>"
        )

    def _segment(self, segment: Segment) -> str:
        found = self.by_segment.get(segment.name, [])
        source = "".join(_paragraph(b, _said(b, found)) for b in segment.sources)
        draft = "".join(self._target(n, block, found) for n, block in enumerate(segment.targets))
        notes = "".join(self._note(place, finding) for place, finding in found)
        state = segment.skipped or ("" if segment.sure or not segment.sources else "alignment unsure")
        mark = f'<span class="state">{safe_line(state)}</span>' if state else ""
        listed = f"<ul>{notes}</ul>" if notes else ""
        return (
            f'<article class="segment{"" if found else " clean"}"><div class="at">{safe_line(segment.name)}{mark}</div>'
            f'<div class="source">{source}</div><div class="draft">{draft}{listed}</div></article>'
        )

    def _target(self, number: int, block: Block, found: Sequence[tuple[int, Finding]]) -> str:
        spans = [
            (f.span[1], f.span[2], f'id="m{self.number}-{place}" class="{f.severity}"{_data(f)}')
            for place, f in found
            if f.span and f.span[0] == number
        ]
        return _paragraph(block, spans)

    def _note(self, place: int, finding: Finding) -> str:
        """A finding in words, which leads to its place."""
        words = safe_line(finding.found) if finding.found else "missing"
        link = f'<a href="#m{self.number}-{place}">{words}</a>' if finding.span else f"<b>{words}</b>"
        expected = " / ".join(safe_line(e) for e in finding.expected[:3])
        instead = f' → <span class="expected">{expected}</span>' if expected else ""
        line = "" if finding.where else f' <span class="line">line {finding.line}</span>'
        return (
            f'<li class="{finding.severity}"{_data(finding)}><span class="rule">{escape(finding.rule)}</span> '
            f"{link}{instead}{line}<br>{safe(finding.message)}</li>"
        )


def _data(finding: Finding) -> str:
    concept = f' data-concept="{safe_line(finding.concept)}"' if finding.concept else ""
    return f' data-rule="{escape(finding.rule)}"{concept}'


def _concept(concept: str, renderings: Sequence[Rendering], findings: int) -> str:
    wordings = ", ".join(f"{safe_line(r.wording)} <small>×{r.count}</small>" for r in renderings) or "none"
    several = ' class="several"' if len(renderings) > 1 else ""
    return f"<tr{several}><th>{safe_line(concept)}</th><td>{wordings}</td><td>{findings or ''}</td></tr>"


def _said(block: Block, found: Sequence[tuple[int, Finding]]) -> list[tuple[int, int, str]]:
    """Where the source says what the findings are about."""
    spans = []
    for wording in {f.source_term: f for _, f in found if f.source_term}:
        start = block.text.find(wording or "")
        if start >= 0:
            spans.append((start, start + len(wording or ""), 'class="said"'))
    return spans


def _paragraph(block: Block, spans: Sequence[tuple[int, int, str]]) -> str:
    return f'<p class="{escape(block.kind)}"{lang_attribute(block.text)}>{"".join(_pieces(block.text, spans))}</p>'


def _pieces(text: str, spans: Sequence[tuple[int, int, str]]) -> Iterator[str]:
    """The text with its marks; of marks that overlap the first one is drawn, the others are empty at its edge."""
    at = 0
    for start, end, attributes in sorted(spans):
        yield safe(text[at : max(at, start)])
        yield f"<mark {attributes}>{safe(text[max(at, start) : max(at, end)])}</mark>"
        at = max(at, end)
    yield safe(text[at:])
