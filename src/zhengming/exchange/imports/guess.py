"""Which column of a table holds what: by its heading, else by what its cells hold; and what a person says of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from zhengming.errors import UsageError
from zhengming.exchange.columns import COLUMNS
from zhengming.exchange.imports.roles import ROLES, SIDES, TERM_ROLES, is_plain_heading, role_of
from zhengming.language.scripts import HAN_CHARACTER, LATIN_LETTER, contains_han, script_of
from zhengming.tags import ENGLISH

Rows = Sequence[Sequence[str]]
_SAMPLE = 200
# A heading stands at the top, perhaps below a title and an empty line.
_DEEPEST_HEADING = 10
_LONGEST_TERM = 40
_OWN_TOGETHER = 6
_KEY = re.compile(r"[A-Za-z0-9_.\-]+(?: \d+)?")


@dataclass(frozen=True, slots=True)
class Mapping:
    """`roles` by column, empty for one that is left out; `names` are the headings; the data begin at row `first`.

    `is_ours` where the table is one that we wrote.
    """

    roles: tuple[str, ...]
    names: tuple[str, ...]
    first: int
    is_ours: bool = False

    def shown(self) -> tuple[tuple[str, str], ...]:
        """The name of each column, and what it was taken for."""
        return tuple(zip(self.names, self.roles, strict=True))


def guess(rows: Rows, asked: Sequence[tuple[str, str]] = ()) -> Mapping:
    """The mapping of a table; what a person asked for wins.

    Raises UsageError for a column or a purpose that there is not.
    """
    width = max((len(row) for row in rows), default=0)
    at = _heading(rows, asked)
    names = _names(rows[at] if at is not None else (), width)
    first = 0 if at is None else at + 1
    if at is not None and not asked and _is_ours(names):
        return Mapping(tuple(name if name in COLUMNS else "" for name in names), names, first, is_ours=True)
    told = _asked(asked, names)
    roles = [told.get(n) or ("" if at is None else role_of(name)) for n, name in enumerate(names)]
    roles = _unambiguous(roles, names, told)
    cells = [[row[n] for row in rows[first : first + _SAMPLE] if n < len(row) and row[n].strip()] for n in range(width)]
    return Mapping(tuple(_by_content(roles, cells, heading=at is not None)), names, first)


def _heading(rows: Rows, asked: Sequence[tuple[str, str]]) -> int | None:
    """The row of the headings, None where there is none."""
    wanted = {column.strip() for _, column in asked}
    for number, row in enumerate(rows[:_DEEPEST_HEADING]):
        cells = [cell.strip() for cell in row if cell.strip()]
        if wanted & set(cells) or are_headings(cells):
            return number
        if len(cells) > 1:
            # Only a title stands above headings.
            return None
    return None


def are_headings(cells: Sequence[str]) -> bool:
    """Whether two purposes are named, one of them terms: English and 中文, but not China and 中國, which are data."""
    roles = [role_of(cell) for cell in cells if len(cell) <= _LONGEST_TERM]
    told = {"zh" if role.startswith("zh") else role for role in roles if role}
    has_terms = bool(told & {ENGLISH, "zh", *SIDES})
    return has_terms and (len(told) > 1 or (len(cells) > 1 and any(map(is_plain_heading, cells))))


def _names(heading: Sequence[str], width: int) -> tuple[str, ...]:
    given = [*(cell.strip() for cell in heading), *[""] * (width - len(heading))]
    return tuple(name or f"column {number}" for number, name in enumerate(given, start=1))


def _is_ours(names: Sequence[str]) -> bool:
    return {"id", "en"} <= set(names) and len(set(names) & set(COLUMNS)) >= _OWN_TOGETHER


def _asked(asked: Sequence[tuple[str, str]], names: tuple[str, ...]) -> dict[int, str]:
    """The roles that a person gave, by column: named by its heading, its number or its letter."""
    found = {}
    for said, column in asked:
        role = next((r for r in ROLES if r.lower() == said.strip().lower().replace("_", "-")), None)
        if role is None and said.strip() not in ("", "-"):
            raise UsageError(f"--column {said}=…: there is no {said!r}", hint=f"one of {', '.join(ROLES)}")
        found[_column(column.strip(), names)] = role or ""
    return found


def _column(said: str, names: tuple[str, ...]) -> int:
    if said in names:
        return names.index(said)
    alike = [n for n, name in enumerate(names) if name.casefold() == said.casefold()]
    if len(alike) == 1:
        return alike[0]
    number = int(said) if said.isascii() and said.isdigit() else _of_letter(said)
    if 1 <= number <= len(names):
        return number - 1
    raise UsageError(f"there is no column {said!r}", hint=f"the columns are {', '.join(names)}")


def _of_letter(said: str) -> int:
    return ord(said.upper()) - ord("A") + 1 if re.fullmatch("[A-Za-z]", said) else 0


def _unambiguous(roles: list[str], names: Sequence[str], told: dict[int, str]) -> list[str]:
    """`source` beside a target is the source text; beside English and Chinese it is where a term comes from."""
    languages = {role for role in roles if role in TERM_ROLES}
    both = ENGLISH in languages and len(languages) > 1
    found = list(roles)
    for n, role in enumerate(roles):
        if role == "source-term" and n not in told and both:
            found[n] = "source" if names[n].casefold() in ("source", "sources") else ""
        elif role == "target-term" and n not in told and both:
            found[n] = ""
    # Two columns of one heading: 來源 twice. The first is meant; terms and notes may well stand in several.
    for n, role in enumerate(found):
        if role in ("id", "status", "type", "kind", *SIDES) and role in found[:n] and n not in told:
            found[n] = ""
    return found


def _by_content(roles: list[str], cells: list[list[str]], *, heading: bool) -> list[str]:
    """Source and target become languages; where a language has no column, one that holds it is found."""
    found = [_language_of(cells[n], told=True) if role in SIDES else role for n, role in enumerate(roles)]
    for n, role in enumerate(found):
        # What Weblate calls the context of a term is its key.
        if role == "quote" and "id" not in found and cells[n] and all(map(_KEY.fullmatch, cells[n])):
            found[n] = "id"
    for wanted in (ENGLISH, "zh"):
        if not any(_is(role, wanted) for role in found):
            free = [n for n, role in enumerate(found) if not role and _is(_language_of(cells[n]), wanted)]
            if free:
                found[free[0]] = _language_of(cells[free[0]])
    if not heading:
        _second_script(found, cells)
        free = [n for n, role in enumerate(found) if not role and any(map(str.strip, cells[n]))]
        # Source, target, comment: what tools without headings write.
        if free and free[0] >= 2:
            found[free[0]] = "note"
    return found


def _second_script(found: list[str], cells: list[list[str]]) -> None:
    """A second Chinese column of a table without headings is the other script."""
    for n, role in enumerate(found):
        other = "" if role else _language_of(cells[n])
        if other in ("zh-Hant", "zh-Hans") and other not in found:
            found[n] = other


def _is_english(cell: str) -> bool:
    """Whether it is mostly Latin: a name may be given with its characters, Xi Jinping 习近平; WTO規則 is Chinese."""
    return len(LATIN_LETTER.findall(cell)) > 2 * len(HAN_CHARACTER.findall(cell))


def _is(role: str, wanted: str) -> bool:
    return role == ENGLISH if wanted == ENGLISH else role.startswith("zh")


def _language_of(cells: Sequence[str], *, told: bool = False) -> str:
    """The language of a column of terms; `told`: that it holds terms is known."""
    english = [cell for cell in cells if _is_english(cell)]
    chinese = [cell for cell in cells if contains_han(cell) and not _is_english(cell)]
    least = len(cells) * (0.5 if told else 0.7)
    middle = sorted(map(len, cells))[len(cells) // 2] if cells else 0
    if not cells or (middle > 2 * _LONGEST_TERM and not told):
        return ""
    if len(chinese) >= max(least, 1):
        scripts = [script for cell in chinese if (script := script_of(cell))]
        return scripts[0] if len(set(scripts)) == 1 and len(scripts) * 3 >= len(chinese) else "zh"
    return ENGLISH if len(english) >= max(least, 1) else ""
