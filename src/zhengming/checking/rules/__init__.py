"""The rules of `check`: one file each, its docstring is the manual, its name the id."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from zhengming.checking.context import Judge
from zhengming.checking.rules import (
    deprecated_term,
    first_mention,
    gloss_mismatch,
    inconsistent_term,
    misconversion,
    missing_term,
    mixed_script,
    near_duplicate,
    region_form,
    spelling_variant,
    untranslated,
    wrong_case,
)
from zhengming.errors import UsageError


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule states of itself.

    `languages` are those of the drafts it judges; `on` says when it runs unasked: `always`, `region` (where one is
    set) or `never`; `notes` whether it looks at notes and bibliographies too.
    """

    id: str
    judge: type[Judge]
    manual: str
    languages: tuple[str, ...] = ("en", "zh")
    needs_source: bool = False
    on: str = "always"
    notes: bool = False


RULES: dict[str, Rule] = {
    rule.id: rule
    for rule in (
        Rule("deprecated-term", deprecated_term.Judgement, deprecated_term.__doc__),
        Rule("wrong-case", wrong_case.Judgement, wrong_case.__doc__, languages=("en",)),
        Rule("missing-term", missing_term.Judgement, missing_term.__doc__, needs_source=True),
        Rule("inconsistent-term", inconsistent_term.Judgement, inconsistent_term.__doc__),
        Rule("misconversion", misconversion.Judgement, misconversion.__doc__, languages=("zh",), notes=True),
        Rule("region-form", region_form.Judgement, region_form.__doc__, languages=("zh",), on="region"),
        Rule("mixed-script", mixed_script.Judgement, mixed_script.__doc__, languages=("zh",)),
        Rule("near-duplicate", near_duplicate.Judgement, near_duplicate.__doc__, notes=True),
        Rule("untranslated", untranslated.Judgement, untranslated.__doc__),
        Rule("spelling-variant", spelling_variant.Judgement, spelling_variant.__doc__, languages=("en",)),
        Rule("gloss-mismatch", gloss_mismatch.Judgement, gloss_mismatch.__doc__),
        Rule("first-mention", first_mention.Judgement, first_mention.__doc__, on="never"),
    )
}


def known(names: Iterable[str]) -> tuple[str, ...]:
    """The names as they are; raises UsageError for one that is no rule's."""
    found = tuple(names)
    for name in found:
        if name not in RULES:
            near = difflib.get_close_matches(name, RULES, 1)
            hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(RULES)}"
            raise UsageError(f"there is no rule {name!r}", hint=hint)
    return found
