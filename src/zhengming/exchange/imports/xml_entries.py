"""The entries of an XML file, one small tree at a time, whatever the encoding that it declares."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator

from zhengming.documents.markup import local, walk
from zhengming.errors import ReadError

# An entry with more than this is no entry of a term base.
MOST_NODES = 100_000
_WRAPPED = re.compile(r"[ \t]*\n[ \t]+")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,500}\?>")
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,300}?\sencoding\s*=\s*["']([A-Za-z0-9._:\-]{1,40})["']""")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What old tools declare is often only a part of what they write: HKSCS characters as Big5, GBK as GB2312.
_WIDER = {"big5": "big5hkscs", "gb2312": "gb18030", "gbk": "gb18030", "iso8859-1": "cp1252"}


class Node:
    """An element with its attributes (local names), and its texts and elements in order."""

    __slots__ = ("attributes", "name", "parts")

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name = name
        self.attributes = attributes
        self.parts: list[Node | str] = []

    @property
    def elements(self) -> Iterator[Node]:
        """The elements directly in it."""
        return (part for part in self.parts if isinstance(part, Node))

    def all(self, *names: str) -> Iterator[Node]:
        """Those of these names."""
        return (node for node in self.elements if node.name in names)

    def first(self, *names: str) -> Node | None:
        """The first of these names."""
        return next(self.all(*names), None)

    def text(self, *, without: frozenset[str] = frozenset()) -> str:
        """All text in it, at any depth; that of the elements named in `without` is left out."""
        return "".join(
            part if isinstance(part, str) else part.text(without=without)
            for part in self.parts
            if isinstance(part, str) or part.name not in without
        )


def each_entry(content: bytes, path: str, names: frozenset[str], take: Callable[[Node], None]) -> None:
    """Call `take` with every element of these names, whole, in the order of the file.

    Raises ReadError for damaged XML, declared entities, an encoding that is not known, an entry without end.
    """
    stack: list[Node] = []
    count = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        plain = local(name)
        if not stack and plain not in names:
            return
        node = Node(plain, attributes)
        count = count + 1 if stack else 1
        if count > MOST_NODES:
            raise ReadError(
                f"an entry of it holds more than {MOST_NODES:,} elements", path=path, hint="it may be made to do harm"
            )
        if stack:
            stack[-1].parts.append(node)
        stack.append(node)

    def end(name: str) -> None:
        if stack:
            node = stack.pop()
            if not stack:
                take(node)

    def text(found: str) -> None:
        if stack:
            stack[-1].parts.append(found)

    walk(as_utf8(content, path), path, start=start, end=end, text=text)


def unwrapped(node: Node) -> Node:
    """The same with the lines joined that a program has wrapped and set in, which are no lines of the text."""
    plain = Node(node.name, node.attributes)
    plain.parts = [_WRAPPED.sub(" ", part) if isinstance(part, str) else unwrapped(part) for part in node.parts]
    return plain


def as_utf8(content: bytes, path: str) -> bytes:
    """The file in UTF-8 without byte order mark, and without a declaration that says otherwise."""
    bom, encoding = next((one for one in _BOMS if content.startswith(one[0])), (b"", ""))
    declared = _DECLARED.match(content[len(bom) : len(bom) + 400])
    encoding = encoding or _without_mark(content, declared[1].decode() if declared else "", path)
    if encoding == "utf-8" and not bom and (not declared or declared[1].lower() in (b"utf-8", b"us-ascii", b"ascii")):
        return content
    try:
        text = str(memoryview(content)[len(bom) :], encoding)
    except UnicodeDecodeError as fault:
        message = f"damaged {encoding.upper()} at byte {fault.start}, though it is declared so"
        raise ReadError(message, path=path, hint="open it in its program and save it as UTF-8") from None
    return _DECLARATION.sub("", text, count=1).encode("utf-8", "surrogatepass")


def _without_mark(content: bytes, declared: str, path: str) -> str:
    """The encoding of a file without byte order mark: as it is written for UTF-16, else as it is declared."""
    if content[:4] in (b"<\0?\0", b"<\0!\0") or content[1:2] == b"\0":
        return "utf-16-le"
    if content[:1] == b"\0":
        return "utf-16-be"
    try:
        name = codecs.lookup(declared or "utf-8").name
    except LookupError:
        message = f"it declares the encoding {declared!r}, which is not known"
        raise ReadError(message, path=path, line=1, hint="open it in its program and save it as UTF-8") from None
    # One that says it is UTF-16, in bytes that are not: it was saved anew by an editor that does not look.
    return "utf-8" if name.startswith(("utf-16", "utf-32")) else _WIDER.get(name, name)


def root_name(content: bytes) -> str:
    """The name of the first element, without its namespace; empty where this is no XML."""
    bom, encoding = next((one for one in _BOMS if content.startswith(one[0])), (b"", "utf-8"))
    head = content[len(bom) : len(bom) + 20_000]
    if not bom and b"\0" in head[:2]:
        encoding = "utf-16-be" if head[:1] == b"\0" else "utf-16-le"
    text = head.decode(encoding, "replace")
    plain = re.sub(r"<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^>\[]*(?:\[.*?\])?[^>]*>", " ", text, flags=re.DOTALL)
    found = re.match(r"\s*<(?:[\w.\-]+:)?([A-Za-z_][\w.\-]*)", plain)
    return found[1] if found else ""
