"""Zhengming 正名: Chinese/English policy terminology.

>>> import zhengming
>>> document = zhengming.read("seeds/indsr-2023-chapter-6.txt")
>>> pairs = list(zhengming.extract(document))
>>> glossary = zhengming.load("glossary")

Every name is resolved when it is first used, so that a look-up imports nothing heavy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_HOMES = {
    "read": "zhengming.documents",
    "extract": "zhengming.extraction",
    "load": "zhengming.glossary.read",
    "look_up": "zhengming.lookup.search",
    "variants": "zhengming.lookup.variants",
    "check": "zhengming.checking",
    "export": "zhengming.exchange",
    "Matcher": "zhengming.matching",
    "ZhengmingError": "zhengming.errors",
    **dict.fromkeys(
        ("Block", "Concept", "Document", "Finding", "Glossary", "Mention", "Pair", "Report", "Term"), "zhengming.model"
    ),
}
__all__ = [
    "Block",
    "Concept",
    "Document",
    "Finding",
    "Glossary",
    "Matcher",
    "Mention",
    "Pair",
    "Report",
    "Term",
    "ZhengmingError",
    "check",
    "export",
    "extract",
    "load",
    "look_up",
    "read",
    "variants",
]

if TYPE_CHECKING:
    from zhengming.checking import check
    from zhengming.documents import read
    from zhengming.errors import ZhengmingError
    from zhengming.exchange import export
    from zhengming.extraction import extract
    from zhengming.glossary.read import load
    from zhengming.lookup.search import look_up
    from zhengming.lookup.variants import variants
    from zhengming.matching import Matcher
    from zhengming.model import Block, Concept, Document, Finding, Glossary, Mention, Pair, Report, Term


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'zhengming' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
