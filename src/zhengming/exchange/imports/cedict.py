"""A dictionary in the format of CC-CEDICT: `仲裁 仲裁 [zhong4 cai2] /arbitration/`.

Short senses are terms, the first one preferred; what explains, refers or counts is the note.
"""

from __future__ import annotations

import re
import unicodedata

from zhengming.exchange.imports.drafts import Draft, Wording
from zhengming.exchange.imports.reading import Reading
from zhengming.files.decode import decode

LINE = re.compile(r"(\S+)\s+(\S+)\s+\[{1,2}([^\]]*)\]{1,2}\s*/(.*)/\s*")
_ABOUT = re.compile(
    r"(?i)(?:\([^)]*\) ?)*(?:(?:old |archaic |japanese |erhua )?variant of |see (?:also )?\S*[\u3400-\u9fff]|CL:"
    r"|used in |also (?:written|pr\.|called) |abbr\. (?:for|of|to) |Taiwan pr\. |pr\. |surname |lit\. |fig\. "
    r"|same as |equivalent )"
)
_REMARK = re.compile(r"\s*\([^()]*\)\s*")
_MOST_WORDS = 6
_SYLLABLE = re.compile(r"([A-Za-zÜüVv:]+?)([1-5])")
_MARKS = {"1": "\u0304", "2": "\u0301", "3": "\u030c", "4": "\u0300", "5": ""}


def read(content: bytes, reading: Reading) -> None:
    """The lines of the file; those that are none of a dictionary are told."""
    text = decode(content, reading.path).text
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        found = LINE.fullmatch(line.strip())
        if found:
            reading.add(_entry(found, f"line {number}"))
        else:
            reading.losses.add("line", "not understood", f"line {number}")


def _entry(found: re.Match[str], place: str) -> Draft:
    draft = Draft(place)
    traditional, simplified, reading, senses = found.groups()
    spoken = marked(reading)
    draft.wordings += [
        Wording(traditional, "zh-Hant", pinyin=spoken if traditional == simplified else ""),
        Wording(simplified, "zh-Hans", pinyin=spoken),
    ]
    longest = ""
    for part in (part.strip() for sense in senses.split("/") for part in sense.split(";")):
        term = "" if _ABOUT.match(part) else _REMARK.sub(" ", part).strip(" ,")
        if term and len(term.split()) <= _MOST_WORDS:
            draft.wordings.append(Wording(term, "en"))
        else:
            longest = longest or term
        if term != part or len(term.split()) > _MOST_WORDS:
            draft.say("note", part)
    if longest and not any(wording.tag == "en" for wording in draft.wordings):
        # Nothing but an explanation: a person makes a term of it.
        draft.wordings.append(Wording(longest, "en"))
    return draft


def marked(reading: str) -> str:
    """Pinyin with its tones as marks.

    >>> marked("zhong4 cai2"), marked("lu:4"), marked("A A zhi4"), marked("Xi2 Jin4ping2")
    ('zhòng cái', 'lǜ', 'A A zhì', 'Xí Jìnpíng')
    """
    return unicodedata.normalize("NFC", _SYLLABLE.sub(lambda one: _toned(one[1], one[2]), reading))


def _toned(letters: str, tone: str) -> str:
    plain = letters.replace("u:", "ü").replace("U:", "Ü").replace("v", "ü")
    lower = plain.lower()
    # The mark stands on a or e, on the o of ou, else on the last vowel.
    at = next((lower.index(v) for v in ("a", "e", "ou") if v in lower), None)
    if at is None:
        at = max((lower.rfind(v) for v in "iouü"), default=-1)
    if at < 0:
        return plain
    return plain[: at + 1] + _MARKS[tone] + plain[at + 1 :]
