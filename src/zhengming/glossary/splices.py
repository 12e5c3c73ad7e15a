"""Where to cut into a glossary file's text to take an entry out or to change one of its keys; nothing is written here.

A splice is (start, end, what comes there); all that it does not cover stays as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from zhengming.errors import GlossaryError
from zhengming.glossary import nodes
from zhengming.glossary.nodes import Mapping, Node, Scalar
from zhengming.glossary.nodes import Sequence as Items

Splice = tuple[int, int, str]
LINE_END = re.compile(r"\r\n|\n|\r")
_OTHER_LINE_END = re.compile("[\x85\u2028\u2029]")
_DASH = re.compile(r" *- +\S")


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """The text with all splices made, in the line ends it has already."""
    first = LINE_END.search(text)
    ends = first.group() if first else "\n"
    parts, at = [], 0
    # Of several at one place the earlier given comes first.
    for start, end, put in sorted(splices, key=lambda s: s[:2]):
        parts += [text[at:start], put.replace("\n", ends)]
        at = end
    return "".join([*parts, text[at:]])


def entries(text: str, path: str) -> tuple[Items | None, list[Mapping]]:
    """The list under `concepts:` and its entries."""
    listed = _root(text, path).get("concepts")
    if not isinstance(listed, Items):
        return None, []
    if listed.flow and listed.items:
        raise GlossaryError(
            "`concepts:` is a list in brackets", path=path, line=listed.line, hint="write one entry a line"
        )
    return listed, [n for n in listed.items if isinstance(n, Mapping)]


def entry_at(text: str, path: str, line: int) -> Mapping:
    """The entry that begins in a line."""
    return _lone_entry(text, path, line) or next(entry for entry in entries(text, path)[1] if entry.line == line)


def _lone_entry(text: str, path: str, line: int) -> Mapping | None:
    """The entry, read without the rest of the file, where its line begins with its dash."""
    if _OTHER_LINE_END.search(text):
        # YAML counts these as line ends.
        return None
    at = 0
    for _ in range(line - 1):
        end = LINE_END.search(text, at)
        if not end:
            return None
        at = end.end()
    if not _DASH.match(text, at):
        return None
    try:
        node = nodes.parse_item(text, path, at, line)
    except GlossaryError:
        return None
    return node if isinstance(node, Mapping) and node.line == line else None


def _root(text: str, path: str) -> Mapping:
    root = nodes.parse(text, path)
    if not isinstance(root, Mapping):
        raise GlossaryError("this is no glossary", path=path, hint="it begins with `format:` and `concepts:`")
    return root


def removed(text: str, path: str, doomed: Sequence[Mapping]) -> list[Splice]:
    """Take entries out with their lines; comments between entries stay. An emptied list is left as `concepts: []`."""
    listed, all_entries = entries(text, path)
    starts = {node.start for node in doomed}
    cuts: list[Splice] = [(*entry_span(text, listed, node), "") for node in doomed]
    if all(node.start in starts for node in all_entries):
        colon = text.index(":", _root(text, path).items["concepts"][0].end) + 1
        cuts.append((colon, colon, " []"))
    return cuts


def entry_span(text: str, listed: Items | None, entry: Mapping) -> tuple[int, int]:
    """From the line of an entry's dash to the end of its last line."""
    dash = column(text, listed.start) if listed else 0
    begin = line_start(text, entry.start)
    while begin and not (text[begin : begin + dash].strip() == "" and text[begin + dash : begin + dash + 1] == "-"):
        begin = line_start(text, begin - 1)
    end = LINE_END.search(text, value_end(text, entry))
    return begin, end.end() if end else len(text)


def entry_text(text: str, entry: Mapping) -> str:
    """An entry as `append_concepts` wants it: what stands after the dash, its further lines indented by 4."""
    end = LINE_END.search(text, value_end(text, entry))
    first, *rest = LINE_END.sub("\n", text[entry.start : end.start() if end else len(text)]).split("\n")
    indent = column(text, entry.start)
    return "\n".join([first, *(" " * 4 + _outdented(line, indent) if line.strip() else "" for line in rest)])


def _outdented(line: str, most: int) -> str:
    return line[min(most, len(line) - len(line.lstrip(" "))) :]


def put_key(text: str, entry: Mapping, key: str, lines: Sequence[str], flow: str, *, after: Sequence[str]) -> Splice:
    """Set a key of an entry: `lines` where the entry has lines, `flow` where it is on one; new ones come after others.

    `lines` are the whole of it, `key: …` and further lines; `flow` is the value alone.
    """
    put = f"{key}: {flow}" if entry.flow else ("\n" + " " * column(text, entry.start)).join(lines)
    if key in entry.items:
        name, value = entry.items[key]
        return name.start, max(value_end(text, value), text.index(":", name.end) + 1), put
    anchors = [entry.items[k][1] for k in after if k in entry.items] or [v for _, v in entry.items.values()]
    anchor = max(anchors, key=lambda v: v.start)
    if entry.flow:
        end = value_end(text, anchor)
        return end, end, f", {put}"
    return _below(text, anchor, column(text, entry.start), put)


def add_to_list(text: str, entry: Mapping, key: str, lines: Sequence[str], flow: str) -> list[Splice]:
    """Add one more text or mapping to a key that holds one or a list; `lines` is it in block style."""
    name, value = entry.items[key]
    if isinstance(value, Items) and value.flow:
        inside = text[value.start + 1 : value.end - 1].rstrip()
        comma = "" if not inside or inside.endswith(",") else ", "
        return [(value.end - 1, value.end - 1, comma + flow)]
    if entry.flow:
        return [(value.start, value.start, "["), (value_end(text, value), value_end(text, value), f", {flow}]")]
    if isinstance(value, Items):
        indent = column(text, value.start)
        return [_below(text, value, indent, _item(lines, indent))]
    indent = column(text, entry.start) + 2
    if isinstance(value, Mapping) and not value.flow:
        indent = column(text, value.start)
        deeper = [(m.end(), m.end(), "  ") for m in LINE_END.finditer(text, value.start, value_end(text, value))]
        return [(value.start, value.start, "- "), *deeper, _below(text, value, indent, _item(lines, indent))]
    colon = text.index(":", name.end) + 1
    return [(colon, value.start, "\n" + " " * indent + "- "), _below(text, value, indent, _item(lines, indent))]


def _item(lines: Sequence[str], indent: int) -> str:
    return "- " + ("\n" + " " * (indent + 2)).join(lines)


def _below(text: str, node: Node, indent: int, put: str) -> Splice:
    """On a line of its own under the last line of a node, behind that line's comment."""
    end = LINE_END.search(text, value_end(text, node))
    at = end.start() if end else len(text)
    return at, at, "\n" + " " * indent + put


def value_end(text: str, node: Node) -> int:
    """Where a node's own text ends; a block's end mark lies behind the comments that follow it."""
    if isinstance(node, Scalar) or node.flow:
        return node.start + len(text[node.start : node.end].rstrip())
    inner = [v for _, v in node.items.values()] if isinstance(node, Mapping) else node.items
    return max((value_end(text, n) for n in inner), default=node.start)


def column(text: str, at: int) -> int:
    """How far a place stands from the start of its line."""
    return at - line_start(text, at)


def line_start(text: str, at: int) -> int:
    """Where the line of a place begins."""
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
