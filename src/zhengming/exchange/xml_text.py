"""Text as XML, of any characters: what means something is escaped, what XML cannot hold is taken out and told."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from zhengming.exchange.report import OMITTED, Loss

# Everything but the characters of XML 1.0, section 2.2.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A parser makes a line feed of a carriage return, and a space of either in an attribute, unless they are written so.
_IN_TEXT = {"\r": "&#13;"}
_IN_ATTRIBUTES = {"\r": "&#13;", "\n": "&#10;", "\t": "&#9;", '"': "&quot;"}
_NOT_IN_IDS = re.compile("[^A-Za-z0-9.-]")
_ID_ESCAPES = re.compile("_([0-9a-f]+)_")
_ID_PREFIX = "n-"


def content(text: str) -> str:
    """Text as the content of an element: R&D <b> → R&amp;D &lt;b&gt;."""
    return escape(text, _IN_TEXT)


def attribute(text: str) -> str:
    """Text as the value of an attribute between double quotes."""
    return escape(text, _IN_ATTRIBUTES)


def element(name: str, text: str, **attributes: str) -> str:
    """An element with a text in it: element("term", "R&D", id="t1"); nothing for an empty text."""
    if not text:
        return ""
    listed = "".join(f' {key}="{attribute(value)}"' for key, value in attributes.items())
    return f"<{name}{listed}>{content(text)}</{name}>"


def legal(xml: str, concept: str, losses: list[Loss]) -> str:
    """A concept's finished XML without the characters that XML does not know; each is a loss."""
    if xml.isprintable():
        return xml
    kept, count = _ILLEGAL.subn("", xml)
    losses += [Loss(concept, OMITTED, "control character")] * count
    return kept


def xml_id(name: str) -> str:
    """A concept's id as an XML name, which begins with a letter: 5g → n-5g, a_b → a_5f_b; `concept_id` undoes it."""
    safe = _NOT_IN_IDS.sub(lambda found: f"_{ord(found[0]):x}_", name)
    return safe if safe[:1].isalpha() and not safe.startswith(_ID_PREFIX) else _ID_PREFIX + safe


def concept_id(name: str) -> str:
    """The id that `xml_id` made a name of."""
    return _ID_ESCAPES.sub(lambda found: chr(int(found[1], 16)), name.removeprefix(_ID_PREFIX))
