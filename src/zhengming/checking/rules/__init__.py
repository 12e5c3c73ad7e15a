"""The rules of `check`: one file each, its docstring is the manual, its name the id."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from typing import Protocol

from zhengming.checking.context import Context
from zhengming.checking.rules import deprecated_term, inconsistent_term, missing_term, wrong_case
from zhengming.errors import UsageError
from zhengming.model import Finding


class Rule(Protocol):
    """A rule is a module with an id and a generator of findings."""

    ID: str

    def check(self, context: Context) -> Iterator[Finding]:
        """The findings of this rule."""


_MODULES: tuple[Rule, ...] = (deprecated_term, wrong_case, missing_term, inconsistent_term)
RULES: dict[str, Rule] = {rule.ID: rule for rule in _MODULES}


def known(names: Iterable[str]) -> tuple[str, ...]:
    """The names as they are; raises UsageError for one that is no rule's."""
    found = tuple(names)
    for name in found:
        if name not in RULES:
            near = difflib.get_close_matches(name, RULES, 1)
            hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(RULES)}"
            raise UsageError(f"there is no rule {name!r}", hint=hint)
    return found
