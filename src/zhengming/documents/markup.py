"""XML from other people's files: events from expat, without entities of its own, to a limited depth."""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn
from xml.parsers import expat

from zhengming.errors import ReadError

DEEPEST = 1000
_SEPARATOR = " "
_MADE = "it may be made to do harm; if you trust it, open it in its program and save it again"


def walk(
    content: bytes,
    path: str,
    *,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] = lambda name: None,
    text: Callable[[str], None] = lambda text: None,
) -> None:
    """Call `start` and `end` with names (`NAMESPACE NAME`) and local attributes, and `text` with what stands between.

    Raises ReadError for broken XML, declarations of its own (entities), and more than 1000 levels.
    """
    parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
    parser.buffer_text = True
    depth = 0

    def started(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise ReadError(f"its XML is nested more than {DEEPEST:,} levels deep", path=path, hint=_MADE)
        start(name, {local(key): value for key, value in attributes.items()})

    def ended(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(name)

    def refused(*_: object) -> NoReturn:
        raise ReadError("its XML declares entities, as no program does here", path=path, hint=_MADE)

    def typed(name: str, system: str | None, public: str | None, has_declarations: int) -> None:
        # A mere name, as old e-books have it, is never looked up.
        if has_declarations:
            refused()

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = started, ended, text
    parser.EntityDeclHandler = parser.ExternalEntityRefHandler = refused
    parser.StartDoctypeDeclHandler = typed
    try:
        parser.Parse(content, True)
    except expat.ExpatError as fault:
        message = f"its XML is damaged: {expat.errors.messages.get(fault.code, 'broken')} in line {fault.lineno}"
        raise ReadError(message, path=path, hint="open it in its program and save it again") from None


def elements(content: bytes, path: str) -> list[tuple[str, dict[str, str]]]:
    """The local name and attributes of every element in order: enough for lists of relations, manifests and styles."""
    found: list[tuple[str, dict[str, str]]] = []
    walk(content, path, start=lambda name, attributes: found.append((local(name), attributes)))
    return found


def local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition(_SEPARATOR)[2]
