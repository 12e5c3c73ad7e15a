"""Findings that the author of a draft has silenced, by comments in it.

`zhengming-disable RULE, RULE` silences from there to `zhengming-enable` or the end, `zhengming-disable-line` the line
it stands on, `zhengming-disable-next-line` the one after; without rules all of them. Any comment will do: `<!-- … -->`
in Markdown, HTML and XML, `# …` in PO and text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from zhengming.checking.rules import RULES
from zhengming.model import Document, Finding

_COMMENT = re.compile(
    r"zhengming-(disable-next-line|disable-line|disable|enable)\b(?!-)([ \t:,a-z-]*?)(?=[ \t]*(?:--|[^ \t:,a-z-]|$))",
    re.M,
)


@dataclass(frozen=True, slots=True)
class _Comment:
    line: int
    columns: range
    what: str
    rules: frozenset[str]

    @property
    def place(self) -> tuple[int, int]:
        """Line and column, both 1-based."""
        return self.line, self.columns.start

    def holds(self, finding: Finding) -> bool:
        """Whether the finding is about the comment itself, which is no prose."""
        return finding.line == self.line and finding.span is not None and finding.column in self.columns


def audible(findings: Iterable[Finding], draft: Document) -> tuple[list[Finding], tuple[str, ...]]:
    """The findings that no comment silences, and a remark on each comment that names no rule of ours."""
    if "zhengming-" not in draft.text:
        return list(findings), ()
    comments = list(_comments(draft))
    kept = [f for f in findings if not any(c.holds(f) for c in comments) and not _silenced(f, comments)]
    remarks = tuple(
        f"{draft.path}:{comment.line}: there is no rule {rule!r} to silence"
        for comment in comments
        for rule in sorted(comment.rules - RULES.keys())
    )
    return kept, remarks


def _comments(draft: Document) -> Iterable[_Comment]:
    for match in _COMMENT.finditer(draft.text):
        rules = frozenset(re.findall(r"[a-z]+(?:-[a-z]+)*", match[2]))
        line, column = draft.place(match.start())
        yield _Comment(line, range(column, column + len(match.group())), match[1], rules)


def _silenced(finding: Finding, comments: Iterable[_Comment]) -> bool:
    disabled = False
    for comment in comments:
        if comment.rules and finding.rule not in comment.rules:
            continue
        if comment.what == "disable-line" and finding.line <= comment.line <= finding.end_line:
            return True
        if comment.what == "disable-next-line" and finding.line <= comment.line + 1 <= finding.end_line:
            return True
        if comment.what in ("disable", "enable") and comment.place <= (finding.line, finding.column):
            disabled = comment.what == "disable"
    return disabled
