"""`mixed-script`: Simplified characters in a Traditional text, and the reverse.

Severity: error. Direction: a Chinese draft. Source: not needed. On by default.

A text is held to the script of its region, else to the one that it is mostly written in.
Fails: `发展` in a Traditional text; `發展` in a Simplified one. Characters that stand together are one finding.
Passes: characters that both scripts write (后, 里, 台, 群); titles in 《》; Japanese with its kana; notes; a wording
that the glossary has as right. In a quotation it is for information only.
What to do: write the expected characters.
"""

from __future__ import annotations

from collections.abc import Iterator

from zhengming.checking.context import Checked, Judge
from zhengming.language.mixed import strangers
from zhengming.model import Finding
from zhengming.tags import SCRIPT_OF_REGION, SCRIPTS

ID = "mixed-script"


class Judgement(Judge):
    """One finding a word, or a stretch that was never converted."""

    def segment(self, checked: Checked) -> Iterator[Finding]:
        """The words of this segment that are in the other script."""
        tag = self.context.tag
        other = "Simplified" if SCRIPTS[SCRIPT_OF_REGION.get(tag, tag)] == "Traditional" else "Traditional"
        for stretch in checked.targets:
            for strange in strangers(stretch.text, tag):
                span = strange.start, strange.end
                if any(a <= span[0] and span[1] <= b for a, b in stretch.titles) or stretch.has_right(*span):
                    continue
                yield self.context.found(
                    ID,
                    "error",
                    checked,
                    stretch,
                    span,
                    expected=(strange.right,),
                    message=f"{other} characters",
                    fix=strange.right if strange.sure else None,
                )
