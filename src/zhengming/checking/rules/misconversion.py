"""`misconversion`: a character that conversion between Simplified and Traditional got wrong.

Severity: error. Direction: a Chinese draft, its notes too. Source: not needed. On by default.

Fails: `製裁` for 制裁, `之后` for 之後, `這里` for 這裡, `復蓋` for 覆蓋; in Simplified `显着` for 显著.
Passes: words that only look so (皇后, 公里, 製造, 人云亦云); what lies across two words (審查程序, 方面對策); spellings
that are a matter of taste (計畫/計劃, 台/臺, 瞭解/了解, 回覆/回復); a wording that the glossary has as right.
What to do: write the expected form; `check --fix` does it.
"""

from __future__ import annotations

from collections.abc import Iterator

from zhengming.checking.context import Checked, Judge
from zhengming.model import Finding
from zhengming.tags import SCRIPT_OF_REGION
from zhengming.words.misconversion import misconverted

ID = "misconversion"


class Judgement(Judge):
    """One finding a word."""

    def segment(self, checked: Checked) -> Iterator[Finding]:
        """The wrongly converted words of this segment."""
        script = SCRIPT_OF_REGION.get(self.context.tag, self.context.tag)
        for stretch in checked.targets:
            for wrong in misconverted(stretch.text, script):
                if stretch.has_right(wrong.start, wrong.end):
                    continue
                yield self.context.found(
                    ID,
                    "error",
                    checked,
                    stretch,
                    (wrong.start, wrong.end),
                    expected=(wrong.right,),
                    message=f"conversion got a character wrong: {wrong.right} is meant",
                    fix=wrong.right,
                )
