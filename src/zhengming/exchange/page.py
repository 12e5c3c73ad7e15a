"""A page of HTML that is one file, loads nothing and runs nothing, in which every text stays text."""

from __future__ import annotations

import base64
import hashlib
import unicodedata
from html import escape
from importlib import resources

from zhengming.model import Term
from zhengming.tags import ENGLISH


def page(title: str, body: str) -> str:
    """A whole page with the style of printed.css; `body` is HTML already."""
    style = resources.files("zhengming.exchange").joinpath("printed.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{safe(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def safe(text: str) -> str:
    """Text as HTML; what is unseen or turns the line round is shown as its code point, a line break is a space."""
    text = escape(text)
    return text if text.isprintable() else "".join(map(_shown, text))


def lang(term: Term) -> str:
    """The `lang` attribute of a Chinese term, so that its characters have the shapes of their script."""
    return f' lang="{term.language}"' if term.language != ENGLISH else ""


def _shown(character: str) -> str:
    if character in "\n\t\r":
        return " "
    category = unicodedata.category(character)
    return f"⟨U+{ord(character):04X}⟩" if category in ("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp") else character
