"""Document → pairs: parentheses, what they hold, candidate spans, evidence, ranking."""

from zhengming.extraction.pairs import extract

__all__ = ["extract"]
