"""The rules of `check`: one file each, its docstring is the manual, its name the id."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from zhengming.checking.context import Context
from zhengming.checking.rules import deprecated_term, inconsistent_term, missing_term, wrong_case
from zhengming.model import Finding


class Rule(Protocol):
    """A rule is a module with an id and a generator of findings."""

    ID: str

    def check(self, context: Context) -> Iterator[Finding]:
        """The findings of this rule."""


_MODULES: tuple[Rule, ...] = (deprecated_term, wrong_case, missing_term, inconsistent_term)
RULES: dict[str, Rule] = {rule.ID: rule for rule in _MODULES}
