"""One run of `check` over many drafts: the glossary compiled once, the profile applied, the baseline heard."""

from __future__ import annotations

import fnmatch
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from zhengming.checking.baseline import unknown
from zhengming.checking.check import check
from zhengming.checking.mend import Mended, mended
from zhengming.documents import parse, read
from zhengming.documents.bilingual import is_project, parse_bilingual, read_bilingual
from zhengming.documents.omegat import pairs
from zhengming.errors import ReadError, UsageError
from zhengming.files.changes import changed_lines
from zhengming.files.decode import STDIN, Decoded
from zhengming.matching import Matcher
from zhengming.model import Bilingual, Document, Finding, Glossary, Profile, Report

Draft = Document | Bilingual


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a run was asked for beyond its profile; `rules` None are the default ones."""

    region: str | None = None
    rules: tuple[str, ...] | None = None
    diff_from: str | None = None
    keep: bool = False


class Session:
    """Checks one draft after the other in the same way."""

    def __init__(
        self,
        glossary: Glossary,
        profile: Profile,
        wishes: Wishes,
        *,
        source: Document | None = None,
        known: Counter[str] | None = None,
    ) -> None:
        self.matcher = Matcher(glossary)
        self.profile = profile
        self.wishes = wishes
        self.source = source
        self.known = known or Counter()

    def ignored(self, path: str) -> bool:
        """Whether the profile leaves a path alone."""
        absolute = str(Path(path).absolute())
        return any(
            fnmatch.fnmatch(absolute, pattern) or fnmatch.fnmatch(absolute, pattern.rstrip("/") + "/*")
            for pattern in self.profile.ignore
        )

    def read(self, path: str) -> Iterator[tuple[Draft, Document | None]]:
        """The drafts of a path, each with its source where another file has it: one, or those of a project's folder.

        Raises ReadError, and UsageError for a source beside a file that holds its own.
        """
        found = read_bilingual(path)
        project = found is None and path != STDIN and is_project(path)
        if self.source is not None and (found is not None or project):
            raise UsageError("the file holds its own source", hint=f"leave out --source for {path}")
        if found is not None:
            yield found, None
        elif project:
            yield from _translated_files(path)
        else:
            yield read(path), self.source

    def check(self, draft: Draft, source: Document | None) -> Report:
        """The findings that are not known and, where that is asked for, stand in lines that have changed."""
        report = unknown(self._judged(draft, source), self.known)
        if not self.wishes.diff_from:
            return report
        document = draft.document if isinstance(draft, Bilingual) else draft
        lines = changed_lines(document.path, self.wishes.diff_from)
        return replace(report, findings=tuple(f for f in report.findings if _touches(f, lines)))

    def mended(self, draft: Draft, source: Document | None) -> Mended:
        """The draft with what a program may mend in it; what is known or silenced stays."""
        document = draft.document if isinstance(draft, Bilingual) else draft
        known = Counter(self.known)
        lines = changed_lines(document.path, self.wishes.diff_from) if self.wishes.diff_from else None

        def findings(text: str) -> tuple[Document, Sequence[Finding]]:
            again = self.parsed(draft, text)
            report = unknown(self._judged(again, source), Counter(known))
            kept = [f for f in report.findings if lines is None or _touches(f, lines)]
            return again.document if isinstance(again, Bilingual) else again, kept

        return mended(document, findings)

    @staticmethod
    def parsed(draft: Draft, text: str) -> Draft:
        """Another text read as the draft was."""
        if isinstance(draft, Bilingual):
            document = draft.document
            return parse_bilingual(Decoded(text, document.encoding), document.path)
        return parse(Decoded(text, draft.encoding), draft.path, suffix=PurePath(draft.path).suffix.lower())

    def _judged(self, draft: Draft, source: Document | None) -> Report:
        wishes = self.wishes
        return check(
            draft,
            self.matcher,
            source=source,
            region=wishes.region,
            rules=wishes.rules,
            profile=self.profile,
            keep=wishes.keep,
        )


def _translated_files(folder: str) -> Iterator[tuple[Draft, Document | None]]:
    """The files that a project without a memory has on both sides."""
    files = pairs(folder)
    if not files:
        raise ReadError("the project has neither a memory nor translated files", path=folder, hint="translate first")
    for draft, source in files:
        yield read(draft), read(source)


def _touches(finding: Finding, lines: tuple[range, ...]) -> bool:
    return any(r.start <= finding.end_line and finding.line < r.stop for r in lines)
