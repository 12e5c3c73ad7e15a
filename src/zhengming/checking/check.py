"""Run the rules over a draft, alone or against its source."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from zhengming.alignment import Find, align
from zhengming.checking.context import Checked, Context, stretch_of
from zhengming.checking.rules import RULES, known
from zhengming.errors import UsageError
from zhengming.language.scripts import is_chinese, script_of
from zhengming.matching import Matcher
from zhengming.model import OBJECT, Document, Finding, Glossary, Report, Segment
from zhengming.tags import REGIONS

_INSIDE = re.compile(r"[\w,，、;；\-]$")
# With fewer concepts a paragraph may well have all of them wrong.
_ENOUGH_TO_DOUBT, _SHARE_THAT_STANDS = 5, 0.4


def check(
    draft: Document,
    glossary: Glossary | Matcher,
    *,
    source: Document | None = None,
    region: str | None = None,
    rules: Iterable[str] | None = None,
) -> Report:
    """Findings in order of place. `region` is zh-TW, zh-HK or zh-CN; `rules` are the ids to run, all by default.

    Languages and script are detected. A rule that needs a source keeps quiet without one. For many drafts compile the
    glossary once and give the Matcher.
    """
    if region not in (None, *REGIONS):
        raise UsageError(f"there is no region {region!r}", hint=f"one of {', '.join(REGIONS)}")
    matcher = glossary if isinstance(glossary, Matcher) else Matcher(glossary)
    context = _context(draft, source, matcher, region)
    wanted = set(RULES if rules is None else known(rules))
    found = [f for rule_id, rule in RULES.items() if rule_id in wanted for f in rule.check(context)]
    unsure = sum(not c.segment.sure or not c.segment.sources for c in context.segments) if source else 0
    return Report(_identified(_ordered(found), draft), len(context.segments), len(context.segments) - unsure, unsure)


def _context(draft: Document, source: Document | None, matcher: Matcher, region: str | None) -> Context:
    # Alignment and rules look for the terms in the same texts.
    find = lru_cache(maxsize=None)(matcher.find)
    segments = align(source, draft, find) if source else _alone(draft)
    whole = "\n".join(b.text for b in draft.body)
    language = "zh" if is_chinese(whole) else "en"
    tag = "en" if language == "en" else region or script_of(whole) or "zh-Hant"
    notes = () if source else tuple(Segment(len(segments) + n, (b,)) for n, b in enumerate(draft.notes, 1))
    checked = tuple(_doubted(_checked(s, find)) for s in (*segments, *notes))
    return Context(draft, source, matcher.concepts, checked, language, tag, region)


def _alone(draft: Document) -> tuple[Segment, ...]:
    blocks = [b for b in draft.body if b.text.strip()]
    return tuple(Segment(n, (block,)) for n, block in enumerate(blocks, 1))


def _checked(segment: Segment, find: Find) -> Checked:
    stretches = tuple(stretch_of(block, find(block.text)) for block in segment.targets)
    sources = tuple((block, mention) for block in segment.sources for mention in find(block.text))
    return Checked(segment, stretches, sources)


def _doubted(checked: Checked) -> Checked:
    """Not sure where the draft breaks off, being unfinished, or lacks most of what the source speaks of.

    In the second case another paragraph is more likely to be its source.
    """
    if checked.segment.sources and _breaks_off(checked.segment):
        return replace(checked, segment=replace(checked.segment, sure=False))
    spoken = checked.source_concepts
    here = {c for stretch in checked.stretches for mention in stretch.mentions for c in mention.concepts}
    if len(spoken) < _ENOUGH_TO_DOUBT or len(spoken & here) >= _SHARE_THAT_STANDS * len(spoken):
        return checked
    return replace(checked, segment=replace(checked.segment, sure=False))


def _breaks_off(segment: Segment) -> bool:
    """Whether the draft stops inside a sentence that the source ends."""
    last = segment.targets[-1].text.rstrip()
    return bool(_INSIDE.search(last)) and not _INSIDE.search(segment.sources[-1].text.rstrip(OBJECT + " "))


def _ordered(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda f: (f.line, f.column, f.end_line, f.end_column, f.rule, f.concept or ""))


def _identified(findings: Sequence[Finding], draft: Document) -> tuple[Finding, ...]:
    """With fingerprints that survive moved lines: rule, wording, concept and the words around, not the place."""
    seen: Counter[str] = Counter()
    out = []
    for finding in findings:
        around = " ".join(draft.line_text(finding.line)[max(0, finding.column - 21) : finding.column + 20].split())
        basis = "\0".join([finding.rule, finding.found or "", finding.concept or "", *finding.expected, around])
        seen[basis] += 1
        digest = hashlib.sha256(f"{basis}\0{seen[basis]}".encode()).hexdigest()[:16]
        out.append(replace(finding, fingerprint=digest))
    return tuple(out)
