"""Glossary + text → mentions, longest first, on both sides."""

from zhengming.matching.mentions import Matcher

__all__ = ["Matcher"]
