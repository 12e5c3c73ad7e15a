"""Whether the packed streams of a PDF are whole: PDF readers pass over damaged ones, and pages silently lose text."""

from __future__ import annotations

import re
import zlib

_STREAM = re.compile(rb">>\s{0,8}stream\r?\n")
# Only streams whose first filter is Flate carry a checksum; the dictionary before the data says so.
_FLATE = re.compile(rb"/Filter\s*\[?\s*/(?:FlateDecode|Fl)\b")
_LONGEST_DICTIONARY = 4000
_CHUNK = 1 << 20
# What is packed more is left to the reader, whose memory and time are limited.
_LARGEST = 64


def is_damaged(content: bytes) -> bool:
    """Whether a packed stream that holds text, fonts or structure cannot be unpacked; encrypted files say nothing."""
    if b"/Encrypt" in content:
        return False
    found = _STREAM.finditer(content)
    return any(_is_packed(content, match.start()) and _is_broken(content, match.end()) for match in found)


def _is_packed(content: bytes, end: int) -> bool:
    """Whether the dictionary that ends here says Flate, and is no picture's."""
    start = max(content.rfind(b"obj", max(0, end - _LONGEST_DICTIONARY), end), 0)
    said = content[start:end]
    return bool(_FLATE.search(said)) and b"/Image" not in said


def _is_broken(content: bytes, start: int) -> bool:
    """Whether what is packed from here on breaks off in an error; what follows the end of a stream does not count."""
    unpacking = zlib.decompressobj()
    packed = memoryview(content)[start:]
    try:
        rest: bytes | memoryview = packed
        for _ in range(_LARGEST):
            unpacking.decompress(rest, _CHUNK)
            rest = unpacking.unconsumed_tail
            if unpacking.eof or not rest:
                return False
    except zlib.error:
        return True
    return False
