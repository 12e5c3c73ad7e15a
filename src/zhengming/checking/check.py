"""Run the rules over a draft: alone, against its source, or a file that holds both."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from zhengming.alignment import Find, align
from zhengming.checking.context import Checked, Context, Judge
from zhengming.checking.fingerprints import identified
from zhengming.checking.overlaps import without_doubles
from zhengming.checking.remarks import remarks
from zhengming.checking.renderings import Renderings
from zhengming.checking.rules import RULES, Rule, known, untranslated
from zhengming.checking.silence import audible
from zhengming.errors import UsageError
from zhengming.language.scripts import is_chinese, script_of
from zhengming.matching import Matcher
from zhengming.model import OBJECT, Bilingual, Block, Document, Finding, Glossary, Profile, Report, Segment, Severity
from zhengming.tags import REGIONS

_INSIDE = re.compile(r"[\w,，、;；\-]$")
# With fewer concepts a paragraph may well have all of them wrong.
_ENOUGH_TO_DOUBT, _SHARE_THAT_STANDS = 5, 0.4
# So much of a draft tells its language and script.
_SAMPLE = 50_000
# Texts whose mentions are kept: alignment and rules ask for the same ones, headings and cells repeat.
_KEPT_TEXTS = 4096
# A draft of two sections lacks most of a report and says so itself; what is shorter than this is a heading.
_FEW, _HEADING, _MOST_TOLD = 0.34, 15, 5


def check(
    draft: Document | Bilingual,
    glossary: Glossary | Matcher,
    *,
    source: Document | None = None,
    region: str | None = None,
    rules: Iterable[str] | None = None,
    profile: Profile | None = None,
    keep: bool = False,
) -> Report:
    """Findings in order of place. `region` is zh-TW, zh-HK or zh-CN; `rules` are the ids to run.

    Unsaid, the region is the profile's or the file's own, the rules are the default ones as the profile changes them.
    Languages and script are detected. A rule that needs a source keeps quiet without one. `keep` asks for the segments
    and the renderings of each concept too. For many drafts compile the glossary once and give the Matcher.
    """
    profile = profile or Profile()
    rules = None if rules is None else known(rules)
    matcher = glossary if isinstance(glossary, Matcher) else Matcher(glossary)
    find = lru_cache(maxsize=_KEPT_TEXTS)(matcher.find)
    original: Document | None
    if isinstance(draft, Bilingual):
        document, original, segments = draft.document, draft.document, _in_our_languages(draft)
        region = region or profile.region or _region_of(draft.target_language)
    else:
        document, original, segments = draft, source, _segments(draft, source, find)
        region = region or profile.region or None
    if region not in (None, *REGIONS):
        raise UsageError(f"there is no region {region!r}", hint=f"one of {', '.join(REGIONS)}")
    context = _context(document, original, segments, matcher, find, region, profile)
    chosen = _chosen(rules, profile, context)
    seen = _Run(context, chosen, doubt=not isinstance(draft, Bilingual))
    renderings = Renderings(context) if keep else None
    for checked in seen.judged(segments):
        if renderings:
            renderings.add(checked)
    findings, unheard = audible(without_doubles(_ordered(_severe(seen.findings, profile))), document)
    report = Report(
        identified(findings, document),
        len(segments),
        len(segments) - seen.unsure - sum(seen.skipped.values()),
        seen.unsure,
        tuple(sorted(seen.skipped.items())),
        (*remarks(context, chosen, rules), *_left_out(original, document, segments), *unheard),
    )
    if not renderings:
        return report
    return replace(report, document=document, kept=tuple(segments), renderings=renderings.found())


class _Run:
    """One pass of the rules over the segments of a draft."""

    def __init__(self, context: Context, rules: Sequence[Rule], *, doubt: bool) -> None:
        self.context = context
        self.doubt = doubt
        judges = [(rule, rule.judge(context)) for rule in rules]
        self.judges = [judge for _, judge in judges]
        self.for_notes = [judge for rule, judge in judges if rule.notes]
        self.for_untranslated = [judge for rule, judge in judges if rule.id == untranslated.ID]
        self.findings: list[Finding] = []
        self.unsure = 0
        self.skipped: Counter[str] = Counter()

    def judged(self, segments: Iterable[Segment]) -> Iterator[Checked]:
        """Each segment once the rules have seen it; the findings gather meanwhile."""
        for segment in segments:
            if segment.skipped:
                self.skipped[segment.skipped] += 1
                continue
            checked = Checked(segment, self.context.find)
            if self.doubt:
                _doubt(checked)
            if self.context.source and not checked.sure and not checked.is_note:
                self.unsure += 1
            for judge in self._asked(checked):
                self.findings.extend(judge.segment(checked))
            yield checked
        for judge in self.judges:
            self.findings.extend(judge.end())

    def _asked(self, checked: Checked) -> list[Judge]:
        """The rules for a segment: of what is still the source, only the one that says so."""
        if checked.is_note:
            return self.for_notes
        return self.for_untranslated if untranslated.is_untranslated(checked, self.context.language) else self.judges


def _region_of(language: str) -> str | None:
    return language if language in REGIONS else None


def _in_our_languages(draft: Bilingual) -> tuple[Segment, ...]:
    """The segments of a file; of one for other languages none is judged."""
    known = ("", "zh", "en")
    if {tag.partition("-")[0] for tag in (draft.source_language, draft.target_language)} <= set(known):
        return draft.segments
    return tuple(replace(s, skipped=s.skipped or "other languages") for s in draft.segments)


def _left_out(source: Document | None, draft: Document, segments: Sequence[Segment]) -> tuple[str, ...]:
    """A sentence on paragraphs of the source that the draft has not, where it has most of the others."""
    if source is None or source is draft:
        return ()
    translated = {block.offset(0) for segment in segments for block in segment.sources}
    prose = [block for block in source.body if len(block.text.strip()) > _HEADING]
    left = [block for block in prose if block.offset(0) not in translated]
    if not left or len(left) > _FEW * len(prose):
        return ()
    lines = ", ".join(str(source.place(block.offset(0))[0]) for block in left[:_MOST_TOLD])
    more = f" and {len(left) - _MOST_TOLD} more" if len(left) > _MOST_TOLD else ""
    what, at = ("a paragraph", "line") if len(left) == 1 else (f"{len(left)} paragraphs", "lines")
    return (f"{what} of {source.path} ({at} {lines}{more}) may be missing in {draft.path}",)


def _segments(draft: Document, source: Document | None, find: Find) -> tuple[Segment, ...]:
    segments = align(source, draft, find) if source else _alone(draft)
    notes = (Segment(len(segments) + n, (b,)) for n, b in enumerate(draft.notes, 1) if b.text.strip())
    return (*segments, *notes)


def _alone(draft: Document) -> tuple[Segment, ...]:
    blocks = [b for b in draft.body if b.text.strip()]
    return tuple(Segment(n, (block,)) for n, block in enumerate(blocks, 1))


def _context(
    document: Document,
    original: Document | None,
    segments: Sequence[Segment],
    matcher: Matcher,
    find: Find,
    region: str | None,
    profile: Profile,
) -> Context:
    sample = _sample(segment.targets for segment in segments)
    language = profile.direction.partition("-")[2] or _language(sample, _sample(s.sources for s in segments))
    tag = "en" if language == "en" else region or script_of(sample) or "zh-Hant"
    return Context(document, original, matcher.concepts, language, tag, region, find, profile)


def _sample(sides: Iterable[Sequence[Block]]) -> str:
    """The beginning of the prose of one side."""
    found: list[str] = []
    size = 0
    for blocks in sides:
        for block in blocks:
            found.append(block.text)
            size += len(block.text)
        if size > _SAMPLE:
            break
    return "\n".join(found)


def _language(draft: str, source: str) -> str:
    """The language that a draft is to be in: not its source's, of which much may still stand there."""
    if source.strip():
        return "en" if is_chinese(source) else "zh"
    return "zh" if is_chinese(draft) else "en"


def _chosen(rules: tuple[str, ...] | None, profile: Profile, context: Context) -> list[Rule]:
    """The rules to run, in their order: those that are named, else the default ones as the profile has them."""
    if rules is not None:
        wanted = [rule for rule in RULES.values() if rule.id in rules]
    else:
        said = dict(profile.rules)
        wanted = [rule for rule in RULES.values() if said.get(rule.id, _is_on(rule, context))]
    return [r for r in wanted if context.language in r.languages and (context.source or not r.needs_source)]


def _is_on(rule: Rule, context: Context) -> bool:
    return rule.on == "always" or (rule.on == "region" and context.region is not None)


def _doubt(checked: Checked) -> None:
    """Not sure where the draft breaks off, being unfinished, or lacks most of what the source speaks of.

    In the second case another paragraph is more likely to be its source.
    """
    if not checked.sure:
        return
    if _breaks_off(checked.segment):
        checked.sure = False
        return
    spoken = checked.source_concepts
    if len(spoken) >= _ENOUGH_TO_DOUBT:
        checked.sure = len(spoken & checked.concepts) >= _SHARE_THAT_STANDS * len(spoken)


def _breaks_off(segment: Segment) -> bool:
    """Whether the draft stops inside a sentence that the source ends."""
    last = segment.targets[-1].text.rstrip()
    return bool(_INSIDE.search(last)) and not _INSIDE.search(segment.sources[-1].text.rstrip(OBJECT + " "))


def _severe(findings: Iterable[Finding], profile: Profile) -> list[Finding]:
    """The findings with the severities that the profile gives; what is only for information stays so."""
    wanted: dict[str, Severity] = dict(profile.severities)
    return [replace(f, severity=wanted[f.rule]) if f.rule in wanted and f.severity != "info" else f for f in findings]


def _ordered(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda f: (f.line, f.column, f.end_line, f.end_column, f.rule, f.concept or ""))
