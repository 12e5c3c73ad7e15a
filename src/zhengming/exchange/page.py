"""A page of HTML that is one file, loads nothing and runs nothing but its own script; every text stays text."""

from __future__ import annotations

import base64
import hashlib
import json
import unicodedata
from html import escape
from importlib import resources

from zhengming.model import Term
from zhengming.tags import ENGLISH


def page(title: str, body: str, style: str, script: str = "") -> str:
    """A whole page; `style` and `script` name files beside this one, `body` is HTML already."""
    looks, acts = _part(style), _part(script) if script else ""
    policy = f"default-src 'none'; style-src '{_digest(looks)}'; base-uri 'none'; form-action 'none'"
    policy += f"; script-src '{_digest(acts)}'" if acts else ""
    run = f"<script>{acts}</script>\n" if acts else ""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{safe(title)}</title>\n<style>{looks}</style>\n</head>\n<body>\n{body}\n{run}</body>\n</html>\n"
    )


def data(value: object) -> str:
    """What a page's script reads, as JSON that no text can end: `<` is written as an escape."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    safe_text = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f'<script type="application/json" id="data">{safe_text}</script>'


def _part(name: str) -> str:
    return resources.files("zhengming.exchange").joinpath(name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """How a policy names the only style or script that may be used."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


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
