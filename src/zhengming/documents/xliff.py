"""XLIFF as translators receive it: 1.2 and its dialects (SDLXLIFF, MQXLIFF, MXLIFF), and 2.x, told by the root."""

from __future__ import annotations

from zhengming.documents import xml_positions
from zhengming.documents.found import Found
from zhengming.documents.xliff2 import Xliff2
from zhengming.documents.xliff12 import Xliff12
from zhengming.documents.xml_positions import SEPARATOR, Walk, local

_VERSIONS: dict[str, type[Xliff12] | type[Xliff2]] = {
    **dict.fromkeys(("1.0", "1.1", "1.2"), Xliff12),
    **dict.fromkeys(("2.0", "2.1", "2.2"), Xliff2),
}
_NAMESPACE = "urn:oasis:names:tc:xliff:document:"

escaped = xml_positions.escaped
replaceable = xml_positions.replaceable


def read(text: str) -> Found:
    """The segments of an XLIFF file, its text as decoded and without byte order mark.

    Raises ReadError for broken XML, declared entities, another root, an unknown version, too many segments.
    """
    walk = Walk(text)
    readers: list[Xliff12 | Xliff2] = []

    def root(name: str, attributes: dict[str, str]) -> None:
        readers.append(_reader(walk, name, attributes))
        walk.handle(readers[0].start, readers[0].end)

    walk.run(root, lambda name: None)
    return readers[0].found()


def _reader(walk: Walk, name: str, attributes: dict[str, str]) -> Xliff12 | Xliff2:
    if local(name) != "xliff":
        raise walk.fault(f"it is no XLIFF file: its XML begins with <{local(name)}>")
    namespace = name.rpartition(SEPARATOR)[0]
    said = attributes.get("version", "") or namespace.removeprefix(_NAMESPACE)
    if said not in _VERSIONS:
        version = f"XLIFF version {said!r}" if said else "an XLIFF file that does not say its version"
        raise walk.fault(f"{version} cannot be read", f"known are {', '.join(_VERSIONS)}")
    return _VERSIONS[said](walk, attributes)
