"""Segments + mentions → findings; one rule a file in rules/."""

from zhengming.checking.check import check
from zhengming.checking.rules import RULES

__all__ = ["RULES", "check"]
