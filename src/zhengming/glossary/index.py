"""The glossary compiled into one SQLite file in the cache, so that a look-up imports and parses nothing heavy.

Everything a look-up prints is made when the index is: resolved forms, readings, cells with their width on a terminal.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhengming.files.cache import cache_folder
from zhengming.glossary.locate import files_of
from zhengming.tags import LANGUAGE_TAGS, REGIONS

if TYPE_CHECKING:
    from zhengming.model import Concept, Glossary

# Changes whenever the tables or what stands in them do.
VERSION = "4"
_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE concept (number INTEGER PRIMARY KEY, id TEXT, json TEXT);
CREATE TABLE wording (key TEXT, concept INTEGER, kind TEXT, language TEXT, text TEXT, status TEXT);
CREATE TABLE form (form TEXT PRIMARY KEY, family TEXT) WITHOUT ROWID;
"""
_INDEXES = "CREATE INDEX wording_key ON wording (key);"
# A file changed within this time of the index may have changed again without a new time stamp.
_RACY_SECONDS = 2.0


def open_index(paths: tuple[str, ...]) -> sqlite3.Connection:
    """The index of these glossary files or folders, built if there is none that is up to date.

    Raises the errors of loading when it has to be built. Without a cache folder the index is built in memory.
    """
    folder = cache_folder()
    if folder is None:
        return _built(paths, ":memory:")
    name = hashlib.sha256("\0".join([VERSION, *(str(Path(p).absolute()) for p in paths)]).encode()).hexdigest()[:24]
    for file in sorted(folder.glob(f"index-{name}-*.sqlite")):
        connection = _opened(file)
        if connection is not None:
            fresh = False
            try:
                fresh = _is_fresh(connection, paths)
            finally:
                if not fresh:
                    connection.close()
            if fresh:
                return connection
    return _rebuilt(paths, folder, name)


def _opened(file: Path) -> sqlite3.Connection | None:
    """The index file if it is one of ours and whole, which its name tells; None to build it anew."""
    try:
        if not file.name.endswith(f"-{_checksum(file)}.sqlite"):
            return None
        connection = sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)
    except (OSError, sqlite3.Error):
        return None
    try:
        if dict(connection.execute("SELECT name, value FROM meta")).get("version") == VERSION:
            return connection
    except sqlite3.Error:
        pass
    connection.close()
    return None


def _checksum(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "blake2b").hexdigest()[:24]


def _rebuilt(paths: tuple[str, ...], folder: Path, name: str) -> sqlite3.Connection:
    """Build beside the old file and rename: two processes at once both end with a whole index."""
    temporary = folder / f"index-{name}.{os.getpid()}.tmp"
    try:
        with contextlib.suppress(FileNotFoundError):
            temporary.unlink()
        _built(paths, str(temporary)).close()
        file = folder / f"index-{name}-{_checksum(temporary)}.sqlite"
        temporary.replace(file)
        for old in folder.glob(f"index-{name}-*.sqlite"):
            if old != file:
                old.unlink(missing_ok=True)
        return sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)
    except (OSError, sqlite3.OperationalError):
        # A full disk or a folder that was taken away: answer all the same.
        return _built(paths, ":memory:")
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def _is_fresh(connection: sqlite3.Connection, paths: tuple[str, ...]) -> bool:
    """By path, size and times; by content where the times are too close to tell."""
    meta = dict(connection.execute("SELECT name, value FROM meta"))
    files = tuple(f for p in paths for f in files_of(p))
    stamps = _stamps(files)
    if stamps != json.loads(meta["stamps"]):
        return False
    built = float(meta["built"])
    if any(max(stamp[2:]) / 1e9 >= built - _RACY_SECONDS for stamp in stamps):
        return bool(_content_hash(files) == meta["content"])
    return True


def _stamps(files: Iterable[str]) -> list[list[Any]]:
    stamps = []
    for file in files:
        try:
            status = Path(file).stat()
        except OSError:
            return []
        stamps.append([str(Path(file).absolute()), status.st_size, status.st_mtime_ns, status.st_ctime_ns])
    return stamps


def _content_hash(files: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for file in files:
        with contextlib.suppress(OSError):
            digest.update(Path(file).read_bytes())
        digest.update(b"\0")
    return digest.hexdigest()


def _built(paths: tuple[str, ...], database: str) -> sqlite3.Connection:
    from zhengming.glossary.read import load

    began = time.time()
    files = tuple(f for p in paths for f in files_of(p))
    stamps, content = _stamps(files), _content_hash(files)
    glossary = load(*paths)
    connection = sqlite3.connect(database)
    try:
        _write(connection, glossary, {"stamps": json.dumps(stamps), "content": content, "built": repr(began)})
    except BaseException:
        connection.close()
        raise
    return connection


def _write(connection: sqlite3.Connection, glossary: Glossary, freshness: dict[str, str]) -> None:
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.executescript(_SCHEMA)
    _fill(connection, glossary)
    meta = {"version": VERSION, **freshness, **_folding()}
    connection.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
    connection.executescript(_INDEXES)
    connection.commit()


def _folding() -> dict[str, str]:
    """The table behind `fold`, as two strings, so that a query is folded without OpenCC."""
    from zhengming.language.scripts import folding

    table = folding()
    return {"fold_from": "".join(map(chr, table)), "fold_to": "".join(map(chr, table.values()))}


def _fill(connection: sqlite3.Connection, glossary: Glossary) -> None:
    forms: dict[str, str] = {}
    for number, concept in enumerate(glossary.concepts):
        row = json.dumps(_record(concept), ensure_ascii=False)
        connection.execute("INSERT INTO concept VALUES (?, ?, ?)", (number, concept.id, row))
        connection.executemany("INSERT INTO wording VALUES (?, ?, ?, ?, ?, ?)", set(_wordings(concept, number, forms)))
    connection.executemany("INSERT OR IGNORE INTO form VALUES (?, ?)", forms.items())


def _wordings(concept: Concept, number: int, forms: dict[str, str]) -> Iterator[tuple[str, int, str, str, str, str]]:
    from zhengming.language import english
    from zhengming.language.keys import chinese_key, english_keys

    for term in concept.terms:
        for wording in (term.text, *term.match):
            kind = "acronym" if term.type == "acronym" else "match" if wording != term.text else "term"
            if term.language != "en":
                yield chinese_key(wording), number, kind, term.language, wording, term.status
                continue
            for words in english_keys(wording):
                for word in words:
                    family = english.family(word)
                    for form in english.inflections(word):
                        forms.setdefault(form, family)
                yield " ".join(map(english.family, words)), number, kind, "en", wording, term.status


def _record(concept: Concept) -> dict[str, Any]:
    """What a look-up prints of a concept."""
    from zhengming.language.romanization import pinyin, zhuyin
    from zhengming.language.width import width

    terms = {tag: [t.text for t in concept.designations(tag)] for tag in LANGUAGE_TAGS}
    china, taiwan = concept.designations("zh-CN"), concept.designations("zh-TW")
    cells = {tag: _cell(concept, tag) for tag in ("en", *REGIONS)}
    return {
        "concept": concept.id,
        "kind": concept.kind,
        "terms": terms,
        "avoid": [t.text for t in concept.deprecated()],
        "pinyin": (china[0].pinyin or pinyin(china[0].text)) if china else "",
        "zhuyin": (taiwan[0].zhuyin or zhuyin(taiwan[0].text)) if taiwan else "",
        "definition": concept.definition,
        "note": concept.note,
        "evidence": [{"source": e.source, "at": e.at, "quote": e.quote} for e in concept.evidence],
        "cells": {tag: [text, width(text)] for tag, text in cells.items()},
    }


def _cell(concept: Concept, tag: str) -> str:
    """The preferred wording, in English with its acronym: Cyber-Physical System (CPS)."""
    short = next((t.text for t in concept.designations(tag) if t.type == "acronym"), "")
    preferred = concept.preferred(tag)
    return f"{preferred} ({short})" if tag == "en" and short and short != preferred else preferred
