"""Characters of the other script in a wording that is to be in one: 芯片戰略 is no Simplified form."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from zhengming.language.scripts import contains_han, is_ordinary, script_of, simplification


class Stray(NamedTuple):
    """A character of the other script: where it stands, and what belongs there, empty where several might."""

    at: int
    character: str
    right: str


def strays(text: str, script: str) -> tuple[Stray, ...]:
    """The characters of a wording that do not belong to its script, `zh-Hans` or `zh-Hant`."""
    if not contains_han(text):
        return ()
    return _not_simplified(text) if script == "zh-Hans" else _not_traditional(text)


def _not_simplified(text: str) -> tuple[Stray, ...]:
    # By phrase: 乾 is right in 乾隆 and wrong in 饼乾.
    wanted = str(_converter().convert(text))
    if len(wanted) != len(text):
        return ()
    return tuple(Stray(n, a, b) for n, (a, b) in enumerate(zip(text, wanted, strict=True)) if a != b)


def _not_traditional(text: str) -> tuple[Stray, ...]:
    return tuple(Stray(n, c, _only_traditional(c)) for n, c in enumerate(text) if _is_simplified_only(c))


@cache
def _is_simplified_only(character: str) -> bool:
    """Whether no Traditional text has it: 国 is, 后 and 群 are not, being in Big5's ordinary characters too."""
    if script_of(character) != "zh-Hans":
        return False
    try:
        code = character.encode("big5")
    except UnicodeEncodeError:
        return True
    return code >= b"\xc9\x40"


@cache
def _only_traditional(character: str) -> str:
    """The one Traditional character for a Simplified one, empty where there are several: 发 is 發 or 髮."""
    found = counterparts(character)
    return found[0] if len(found) == 1 else ""


@cache
def counterparts(character: str) -> tuple[str, ...]:
    """The Traditional characters in use that a Simplified one stands for: 发 for 發 and 髮."""
    return tuple(chr(a) for a, b in simplification().items() if b == ord(character) and is_ordinary(chr(a)))


@cache
def _converter() -> Any:
    import opencc

    return opencc.OpenCC("t2s")
