"""What our HTML pages share: one file that loads nothing, text that stays text, Chinese in the shapes of its script."""

from __future__ import annotations

import base64
import hashlib
from html import escape
from importlib import resources

from zhengming.language.scripts import contains_han, script_of
from zhengming.model import OBJECT
from zhengming.reporting.visible import visible, visible_name

# What stands for a URL, a note mark, code or an image.
_OBJECT_SHOWN = "▫"


def page(title: str, style: str, body: str, script: str = "") -> str:
    """A whole page; `style` and `script` name files beside this one, `title` and `body` are HTML already."""
    looks, acts = _part(style), _part(script) if script else ""
    run = f"\n<script>{acts}</script>" if acts else ""
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n{_policy(looks, acts)}\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title} · Zhengming</title>\n<style>{looks}</style>\n</head>\n<body>\n{body}{run}\n</body>\n</html>"
    )


def _part(name: str) -> str:
    return resources.files("zhengming.reporting").joinpath(name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Nothing is loaded, and nothing runs but the page's own style and script, which are known by their digests."""
    rules = f"default-src 'none'; style-src '{_digest(style)}'; base-uri 'none'; form-action 'none'"
    rules += f"; script-src '{_digest(script)}'" if script else ""
    return (
        f'<meta http-equiv="Content-Security-Policy" content="{rules}">\n<meta name="referrer" content="no-referrer">'
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def lang_attribute(text: str) -> str:
    """The `lang` attribute for Chinese, so that characters have the shapes of their script."""
    return f' lang="{script_of(text) or "zh-Hant"}"' if contains_han(text) else ""


def safe(text: str) -> str:
    """Text from a file as HTML."""
    return escape(visible(text.replace(OBJECT, _OBJECT_SHOWN)))


def safe_line(text: str) -> str:
    """Text that belongs on one line, as HTML: its line breaks and tabs are shown too."""
    return escape(visible_name(text))
