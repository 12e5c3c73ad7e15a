"""Change a glossary file by splicing text in: every byte that is not the change stays as it was."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from pathlib import Path

from zhengming.errors import GlossaryError
from zhengming.files.decode import decode, read_bytes
from zhengming.files.write import write_atomically
from zhengming.glossary import nodes, schema
from zhengming.glossary.nodes import Mapping, Node, Scalar
from zhengming.glossary.nodes import Sequence as Items

_UNPRINTABLE = r"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff"
_PLAIN = re.compile(rf"[^\s\-?:,\[\]{{}}#&*!|>'\"%@`=<{_UNPRINTABLE}][^?{_UNPRINTABLE}]*")
# Some readers end a text in a flow entry at any comma.
_NOT_PLAIN = re.compile(r":\s|:$|\s#|,|[\[\]{}]|\s$")
_TYPED = re.compile(
    r"(?i)true|false|yes|no|on|off|y|n|null|~|[-+]?\.?(?:inf|nan)"
    r"|[-+]?\.?[0-9][0-9a-f_.,:oxtz+\-]*|[-+.]?[0-9][0-9_. :tz+\-]*"
)
_LINE_END = re.compile(r"\r\n|\n|\r")
_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def scalar(text: str) -> str:
    """A text as YAML: plain where every reader takes it for this text, else in double quotes.

    >>> scalar("supply chain"), scalar("no"), scalar("National Security Strategy, 2022")
    ('supply chain', '"no"', '"National Security Strategy, 2022"')
    """
    if _PLAIN.fullmatch(text) and not _NOT_PLAIN.search(text) and not _TYPED.fullmatch(text):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    printable = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" if ord(c) < 0x10000 else c for c in escaped)
    return f'"{printable}"'


def one_line(fields: Sequence[tuple[str, str]]) -> str:
    """An entry on one line: {id: supply-chain, en: supply chain, zh-Hant: 供應鏈}."""
    return "{" + ", ".join(f"{key}: {scalar(value)}" for key, value in fields if value) + "}"


def flow_term(wording: str, kind: str, status: str = "") -> str:
    """A term in flow style: its text where that says all, else {term: AI, type: acronym}."""
    fields = [("term", wording), ("type", kind if kind == "acronym" else ""), ("status", status)]
    return one_line(fields) if fields[1][1] or status else scalar(wording)


def flow_list(terms: Sequence[str]) -> str:
    """One term as it is, several in brackets."""
    return terms[0] if len(terms) == 1 else f"[{', '.join(terms)}]"


def append_concepts(
    path: str, entries: Sequence[str], *, title: str = "", sources: Sequence[tuple[str, str]] = ()
) -> None:
    """Append entries (each the text after `- `, its further lines indented by 4) to a glossary file, which may be new.

    `sources` are (id, `{…}` text) pairs that the file is to have; those it has already are left alone.
    """
    if not Path(path).exists():
        write_atomically(path, _new_file(title, sources, entries).encode())
        return
    content = read_bytes(path)
    decoded = decode(content, path)
    text = decoded.text
    root = nodes.parse(text, path)
    if not isinstance(root, Mapping):
        raise GlossaryError("this is no glossary", path=path, hint=f"it begins with `format: {schema.FORMAT}`")
    first_end = _LINE_END.search(text)
    ends = first_end.group() if first_end else "\n"
    # The later place first, so that the earlier one does not move.
    places = [_concepts_place(root, text, entries, path), *_sources_place(root, text, sources, path)]
    for start, end, inserted in sorted(places, reverse=True):
        text = text[:start] + inserted.replace("\n", ends) + text[end:]
    bom = next((b for b in _BOMS if content.startswith(b)), b"")
    write_atomically(path, bom + text.encode(decoded.encoding))


def _new_file(title: str, sources: Sequence[tuple[str, str]], entries: Sequence[str]) -> str:
    head = f"format: {schema.FORMAT}\n" + (f"title: {scalar(title)}\n" if title else "")
    if sources:
        head += "sources:\n" + "".join(f"  {scalar(key)}: {value}\n" for key, value in sources)
    if not entries:
        return head + "concepts: []\n"
    return head + "concepts:\n" + "".join(f"  - {entry}\n" for entry in entries)


def _concepts_place(root: Mapping, text: str, entries: Sequence[str], path: str) -> tuple[int, int, str]:
    listed = root.get("concepts")
    if listed is None:
        raise GlossaryError("there is no `concepts:`", path=path, hint="add `concepts: []` at its end")
    lines = [f"- {entry}" for entry in entries]
    if isinstance(listed, Items) and listed.items and not listed.flow:
        indent = _column(text, listed.start)
        return _after(text, listed.items[-1], [_indented(line, indent) for line in lines])
    if isinstance(listed, Items) and listed.items:
        raise GlossaryError(
            "`concepts:` is a list in brackets", path=path, line=listed.line, hint="write one entry a line"
        )
    # `concepts:` or `concepts: []`: the brackets go, a comment behind them stays where it is.
    start = _key_end(root, "concepts", text)
    end = listed.end if isinstance(listed, Items) else start
    rest = _LINE_END.search(text, end)
    stop = rest.start() if rest else len(text)
    return start, stop, text[end:stop].rstrip() + "".join("\n" + _indented(line, 2) for line in lines)


def _sources_place(
    root: Mapping, text: str, sources: Sequence[tuple[str, str]], path: str
) -> list[tuple[int, int, str]]:
    listed = root.get("sources")
    if listed is not None and not isinstance(listed, Mapping):
        raise GlossaryError("`sources:` holds no entries", path=path, line=listed.line, hint="write `id: {title: …}`")
    known = listed.items if listed else {}
    lines = [f"{scalar(key)}: {value}" for key, value in sources if key not in known]
    if not lines:
        return []
    if isinstance(listed, Mapping) and listed.items:
        if listed.flow:
            return []
        keys = list(listed.items.values())
        indent = _column(text, keys[0][0].start)
        return [_after(text, keys[-1][1], [_indented(line, indent) for line in lines])]
    key = root.items["concepts"][0]
    return [(key.start, key.start, "sources:\n" + "".join(f"  {line}\n" for line in lines))]


def _after(text: str, node: Node, lines: list[str]) -> tuple[int, int, str]:
    """The splice that puts lines below the last line of a node."""
    match = _LINE_END.search(text, _last_character(text, node))
    if not match:
        return len(text), len(text), "\n" + "\n".join(lines)
    return match.end(), match.end(), "".join(f"{line}\n" for line in lines)


def _last_character(text: str, node: Node) -> int:
    """Where a node's own text ends; a block's end mark lies behind the comments that follow it."""
    if isinstance(node, Scalar) or node.flow:
        return max(node.end - 1, node.start)
    if isinstance(node, Mapping):
        return max((_last_character(text, value) for _, value in node.items.values()), default=node.start)
    return max((_last_character(text, item) for item in node.items), default=node.start)


def _key_end(root: Mapping, key: str, text: str) -> int:
    return text.index(":", root.items[key][0].end) + 1


def _column(text: str, at: int) -> int:
    return at - (max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1)


def _indented(entry: str, indent: int) -> str:
    """An entry whose further lines are indented for a list indented by 2, for one indented by `indent`."""
    first, *rest = entry.split("\n")
    return "\n".join([" " * indent + first, *(_moved(line, indent - 2) for line in rest)])


def _moved(line: str, by: int) -> str:
    """A line set further in, or out for a list that is not indented at all."""
    return line[-by:] if by < 0 else " " * by + line if line else line
