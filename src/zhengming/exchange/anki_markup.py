"""Text as Anki's HTML."""

from __future__ import annotations

import html
import re

# What Anki would act on rather than show: a control character separates fields, brackets play sounds or set formulas.
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f]")
_COMMAND = re.compile(r"\[(?=/?(?:sound|anki|latex|\$))", re.IGNORECASE)
# Most texts have nothing of all this, and a deck has half a million of them.
_SPECIAL = re.compile("[\x00-\x1f\x7f&<>\"'\\[]")


def escape(text: str) -> str:
    """Text that Anki shows as it is: R&D <b> → R&amp;D &lt;b&gt;; a line break stays one."""
    if not _SPECIAL.search(text):
        return text
    plain = _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _COMMAND.sub("&#91;", html.escape(plain)).replace("\n", "<br>")
