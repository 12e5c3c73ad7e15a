"""The zip archives that DOCX, XLSX and EPUB files are: read within limits, and never extracted to disk."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from urllib.parse import unquote

from zhengming.errors import ReadError

LARGEST = 200_000_000
MOST_MEMBERS = 10_000
HIGHEST_RATIO = 200
# A small archive of one repeated letter is no bomb.
_HARMLESS = 4_000_000
_ENCRYPTED = 0x1
# What zipfile makes of damaged archives; a wrong offset is a ValueError.
_FAULTS = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError)
_OTHERWISE = "open it in its program and save it again"
_MADE = "it may be made to do harm; if you trust it, open it in its program and save its text"


class Archive:
    """The members of an archive by name; `path` only names it in an error.

    Sizes are checked as the archive states them before anything is unpacked, and no member gives more than it states.
    """

    def __init__(self, content: bytes, path: str) -> None:
        self.path = path
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except _FAULTS as fault:
            message = "the file is damaged or cut short: it is no whole zip archive"
            raise ReadError(message, path=path, hint="fetch or save it again") from fault
        self._members = {info.filename: info for info in self._zip.infolist()}
        _check(self._zip.infolist(), len(content), path)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all members, in their order."""
        return tuple(self._members)

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def read(self, name: str) -> bytes:
        """One member, unpacked in memory."""
        info = self._members.get(name)
        if info is None:
            raise ReadError(f"the file is damaged: it has no part {name}", path=self.path, hint=_OTHERWISE)
        if info.flag_bits & _ENCRYPTED:
            raise ReadError("the file is encrypted", path=self.path, hint="remove its password")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ReadError(f"its part {name} is packed in an unusual way", path=self.path, hint=_OTHERWISE)
        try:
            with self._zip.open(info) as member:
                content = member.read(info.file_size + 1)
        except _FAULTS as fault:
            raise ReadError(f"the file is damaged in its part {name}", path=self.path, hint=_OTHERWISE) from fault
        return content[: info.file_size]


def _check(members: list[zipfile.ZipInfo], packed: int, path: str) -> None:
    unpacked = sum(info.file_size for info in members)
    if len(members) > MOST_MEMBERS:
        count = f"{len(members):,} members, more than {MOST_MEMBERS:,}"
        raise ReadError(f"the archive has {count}", path=path, hint=_MADE)
    if unpacked > LARGEST:
        size = f"{unpacked / 1e6:,.0f} MB unpacked, more than {LARGEST / 1e6:.0f} MB"
        raise ReadError(f"the archive would be {size}", path=path, hint="split it")
    if unpacked > _HARMLESS and unpacked > HIGHEST_RATIO * packed:
        times = f"more than {HIGHEST_RATIO} times its size"
        raise ReadError(f"the archive unpacks to {times}", path=path, hint=_MADE)


def resolve(base: str, reference: str) -> str:
    """The member that a reference in the member `base` means; a leading / is the root, and nothing lies above it.

    >>> resolve("OEBPS/content.opf", "text/../ch%201.xhtml#top")
    'OEBPS/ch 1.xhtml'
    """
    joined = posixpath.join("/", posixpath.dirname(base), unquote(reference.partition("#")[0]))
    return posixpath.normpath(joined).lstrip("/")
