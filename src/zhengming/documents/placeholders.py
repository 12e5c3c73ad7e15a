"""What stands between the words of a message and is no prose: %s, {name}, <b>, &entity;, an accelerator, code."""

from __future__ import annotations

import html
import re

from zhengming.documents.running import Running, composed, finished
from zhengming.language.scripts import HAN
from zhengming.model import OBJECT, Block

# Tags around words that leave them words; any other tag parts what stands before it from what follows.
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite dfn em emphasis firstterm font gui guibutton guilabel guimenu guimenuitem i ins "
    "link mark phrase quote s small span strike strong sub term u ulink x g".split()
)
_CODE = (
    "application|cmd|code|command|file|filename|function|input|kbd|literal|option|output|pre|samp|tt|userinput|varname"
)
_HINT = re.compile(r"[<>%{&`\n\[]|[(（]_|_[A-Za-z0-9]|  |\t")
# No alternative may run past a second opening of its own kind: that keeps any text near-linear.
_SIGNS = rf"""
    (?P<break>\n[ \t\r]*\n\s*)
  | (?P<code><(?P<element>{_CODE})\b[^<>]*>[^<>]*</(?P=element)>|``[^`\n]+``|`[^`\s{HAN}]+`_{{0,2}})
  | (?P<role>:[A-Za-z][\w+.:-]{{0,40}}:(?=`))?`(?P<label>[^`<>\n]{{1,300}}[^`<>\s])
      (?P<target>\s{{0,9}}<[^`<>\n]*>`_{{0,2}})
  | (?P<verbatim>:[A-Za-z][\w+.:-]{{0,40}}:`[^`\n]+`)
  | </?(?P<tag>[A-Za-z][A-Za-z0-9:_-]*)(?:\s[^<>]*)?/?>
  | (?P<inline></?\d+/?>|\{{\d+>|<\d+\}}|\[\d+\}}|\{{\d+\])
  | (?P<brace>[$#%]?\{{\{{?[^{{}}\n{HAN}]{{0,80}}\}}?\}}|%[A-Za-z_][\w.-]{{0,60}}%)
  | (?P<percent>%(?:\([^()\s]{{1,60}}\)|\d{{1,2}}\$)?[-\#0+']*(?:\d+|\*)?(?:\.(?:\d+|\*))?
      (?:hh|ll|[hlLqjzt])?[diouxXeEfFgGaAcrspn@](?![A-Za-z]{{3}})|%L?\d{{1,2}}(?![\d%]))
  | (?P<escaped>%%)
  | (?P<entity>&(?:\#[0-9]{{1,7}}|\#[xX][0-9A-Fa-f]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,31}});)
"""
_KEYS = {
    "": re.compile(_SIGNS, re.VERBOSE),
    **{
        key: re.compile(
            rf"(?P<key>[ ]?[(（]{key}[A-Za-z0-9][)）]|(?P<accelerator>{key})(?=[A-Za-z0-9{HAN}]))|{_SIGNS}", re.VERBOSE
        )
        for key in "&_"
    },
}
_ACCELERATORS = {"&": re.compile(r"&(?!\#?\w{1,31};)(?=[A-Za-z0-9])"), "_": re.compile(r"_(?=[A-Za-z0-9])")}
_WORD = re.compile(r"[A-Za-z0-9&_]+")
_LONGEST_LABEL = 120


def has_signs(text: str) -> bool:
    """Whether a text may hold anything that `prose` takes out."""
    return _HINT.search(text) is not None


def prose(message: Block, *, accelerator: str = "") -> Block:
    """The running text of a block that holds a message character for character.

    Placeholders and code become one OBJECT, tags around words and the sign of an `accelerator` (`&` or `_`) nothing;
    a line end is layout, as everywhere, and an empty line parts.
    """
    text = message.text
    if not has_signs(text):
        return finished(message, message.where)
    running, at = Running(), 0
    for sign in _KEYS[accelerator].finditer(text):
        running.text(text[at : sign.start()], at)
        at = sign.end()
        _add(running, sign)
    running.text(text[at:], at)
    return composed(message, running.block(message.kind))


def _add(running: Running, sign: re.Match[str]) -> None:
    """What one sign leaves in the text."""
    found = sign.groupdict()
    if found["label"]:
        if found["role"]:
            running.sign(sign.start())
        running.text(found["label"], sign.start("label"))
        running.sign(sign.start("target"))
    elif found["inline"] or found.get("accelerator") or (found["tag"] or "").lower() in _INLINE:
        return
    elif found["escaped"]:
        running.verbatim("%", sign.start())
    elif found["entity"]:
        _add_entity(running, sign)
    else:
        running.sign(sign.start())


def _add_entity(running: Running, sign: re.Match[str]) -> None:
    """&eacute; is é; what HTML has no name for stands for something that we cannot know."""
    meant = html.unescape(sign.group())
    running.verbatim(" " if meant == "\u00a0" else meant if len(meant) == 1 else OBJECT, sign.start())


def accelerator_of(one: str, other: str) -> str:
    """The sign, `&` or `_`, that marks a key in both wordings of a label; empty where there is none.

    >>> accelerator_of("_File", "檔案(_F)"), accelerator_of("R&D", "研發（R&D）"), accelerator_of("E&xit", "離開(&X)")
    ('_', '', '&')
    """
    if max(len(one), len(other)) > _LONGEST_LABEL:
        return ""
    for sign, pattern in _ACCELERATORS.items():
        if len(pattern.findall(one)) == len(pattern.findall(other)) == 1:
            words = [{w for w in _WORD.findall(text) if pattern.search(w)} for text in (one, other)]
            # A name with such a sign in it stands the same on both sides.
            if words[0] != words[1]:
                return sign
    return ""
