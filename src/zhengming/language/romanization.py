"""How a wording is read: pinyin, zhuyin with Taiwan's readings, jyutping. What dictionaries misread is in a table."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

from zhengming.files.compiled import shipped
from zhengming.language.scripts import HAN, HAN_RUN, simplify

# What is read aloud: runs of Han characters, and foreign words, which stay as they are. Punctuation is silent.
_READABLE = re.compile(rf"[{HAN}]+|[^\W_{HAN}](?:[^\s{HAN}\u3000-\u303f\uff00-\uffef·]*[^\W_{HAN}])?[%+]?")
# These have no tone in Taiwan either; other syllables that the Mainland says lightly keep theirs (消息, 意識).
_ALWAYS_LIGHT = frozenset("的了着著吧吗嗎呢么麼们們")
# Dictionaries write the tone of the character alone, whatever follows.
_UNCHANGING = {"一": "yī", "不": "bù"}
# Taiwan's 著 is zhù in these neighbourhoods; elsewhere it is what others write 着 (隨著, 著手).
_ZHE = re.compile("(?<![名顯显昭編编論论卓專专原土巨合譯译遺遗])著(?![名作者稱称書书述錄录])")
# No wording of the table is longer.
_LONGEST = 8

_ReadRun = Callable[[str], list[str]]


def pinyin(text: str) -> str:
    """A wording's pinyin, one syllable at a time: 去風險 → qù fēng xiǎn, G7領袖 → G7 lǐng xiù."""
    return mainland_and_taiwan(text)[0].pinyin


def zhuyin(text: str) -> str:
    """A wording's zhuyin as Taiwan reads it: 危機 → ㄨㄟˊ ㄐㄧ, 研究 → ㄧㄢˊ ㄐㄧㄡˋ."""
    return mainland_and_taiwan(text)[1].zhuyin


class Reading(NamedTuple):
    """One way to read a wording, in both notations."""

    pinyin: str
    zhuyin: str


class _Syllable(NamedTuple):
    """One character read aloud on the Mainland (`here`) and in Taiwan (`there`), in both notations."""

    here: str
    here_symbols: str
    there: str
    there_symbols: str


@lru_cache(maxsize=1024)
def mainland_and_taiwan(text: str) -> tuple[Reading, Reading]:
    """A wording's reading on the Mainland and in Taiwan: both want the same look-ups, so they are made once."""
    syllables: list[_Syllable] = []
    for match in _READABLE.finditer(text):
        piece = match.group()
        if HAN_RUN.match(piece):
            syllables += _syllables(piece)
        else:
            syllables.append(_Syllable(piece, piece, piece, piece))
    here, here_symbols, there, there_symbols = map(" ".join, zip(*syllables, strict=True)) if syllables else [""] * 4
    return Reading(here, here_symbols), Reading(there, there_symbols)


def _syllables(run: str) -> list[_Syllable]:
    """The syllables of a run of Han characters."""
    simplified, found = _dictionary_says(run)
    syllables = list(map(_syllable, run, simplified, found))
    if _table().starts.isdisjoint(map("".join, pairwise(run))):
        return syllables
    here = _with_wordings(run, [s.here for s in syllables], _table().mainland)
    there = _with_wordings(run, list(map(_in_taiwan, run, here)), _table().taiwan)
    return [_Syllable(h, _to_zhuyin(h), t, _to_zhuyin(t)) for h, t in zip(here, there, strict=True)]


@lru_cache(maxsize=16384)
def _syllable(character: str, simplified: str, reading: str) -> _Syllable:
    """What becomes of the dictionary's reading of a character that stands in no wording of the table."""
    own = _reading_of_its_own(character, simplified, reading)
    here = _table().everywhere.get((character, own), own)
    there = _in_taiwan(character, here)
    return _Syllable(here, _to_zhuyin(here), there, _to_zhuyin(there))


def _in_taiwan(character: str, reading: str) -> str:
    toned = _with_its_tone(character, reading)
    return _table().only_taiwan.get((character, toned), toned)


def character_readings() -> str:
    """A line for every character of the basic block, the character and then its readings: 行xíng,háng,hàng,héng."""
    readings = _dictionaries()[0]
    return "\n".join(chr(code) + readings[str(code)] for code in range(0x4E00, 0xA000) if str(code) in readings)


def jyutping(text: str) -> str:
    """The Cantonese reading of a wording in Traditional characters: 人工智能 → jan4 gung1 zi3 nang4."""
    return " ".join(_read(text, _cantonese_readings))


def _read(text: str, read_run: _ReadRun) -> Iterator[str]:
    for match in _READABLE.finditer(text):
        if HAN_RUN.match(match.group()):
            yield from read_run(match.group())
        else:
            yield match.group()


@dataclass(frozen=True, slots=True)
class _Table:
    """`data/readings.tsv`: wordings by place, and single characters by (character, reading before)."""

    mainland: dict[str, tuple[str, ...]]
    taiwan: dict[str, tuple[str, ...]]
    cantonese: dict[str, tuple[str, ...]]
    everywhere: dict[tuple[str, str], str]
    only_taiwan: dict[tuple[str, str], str]
    # The two characters with which a wording begins: most texts have none of them.
    starts: set[str]


@cache
def _table() -> _Table:
    """The table, with every wording under its Simplified form too."""
    table = _Table({}, {}, {}, {}, {}, set())
    content = files("zhengming.language").joinpath("data", "readings.tsv").read_text(encoding="utf-8")
    for line in content.splitlines():
        if line and not line.startswith("#"):
            _enter(table, *("" if cell == "-" else cell for cell in line.split("\t")))
    return table


def _enter(table: _Table, wording: str, here: str, there: str = "", cantonese: str = "") -> None:
    for form in {wording, simplify(wording)}:
        if len(wording) > 1:
            table.starts.add(form[:2])
            table.mainland[form] = tuple(here.split())
            table.taiwan[form] = tuple((there or here).split())
            if cantonese:
                table.cantonese[form] = tuple(cantonese.split())
        elif here.endswith(">"):
            table.everywhere[form, here[:-1]] = there
        else:
            table.only_taiwan[form, here] = there


def _cantonese_readings(run: str) -> list[str]:
    import ToJyutping

    readings = [reading or character for character, reading in ToJyutping.get_jyutping_list(run)]
    return _with_wordings(run, readings, _table().cantonese)


def _with_wordings(run: str, readings: list[str], wordings: dict[str, tuple[str, ...]]) -> list[str]:
    """The readings, corrected where a wording of the table stands; the longest one at a place wins."""
    out, at = list(readings), 0
    starts = _table().starts
    while at < len(run) - 1:
        if run[at : at + 2] not in starts:
            at += 1
            continue
        end = next((e for e in range(min(len(run), at + _LONGEST), at + 1, -1) if run[at:e] in wordings), at + 1)
        out[at:end] = wordings.get(run[at:end], out[at:end])
        at = end
    return out


def _dictionary_says(run: str) -> tuple[str, tuple[str, ...]]:
    """The Simplified text, whose words pypinyin knows better, and what it says of it: a syllable for each character."""
    simplified = simplify(_ZHE.sub("着", run) if "著" in run else run)
    return simplified, _look_up(simplified)


@lru_cache(maxsize=1024)
def _look_up(run: str) -> tuple[str, ...]:
    """One syllable for each character: of the longest phrase at each place, or of the character alone.

    This is what `pypinyin.pinyin` does, at a tenth of the time: an index reads some hundred thousand wordings.
    """
    phrases = _dictionaries()[1]
    readings: list[str] = []
    at, longest = 0, _phrase_lengths()
    while at < len(run):
        for end in range(min(at + longest.get(run[at : at + 2], 0), len(run)), at + 1, -1):
            phrase = phrases.get(run[at:end])
            if phrase:
                readings += [syllables[0] for syllables in phrase]
                at = end
                break
        else:
            readings.append(_possible_readings(run[at])[0])
            at += 1
    return tuple(readings)


@cache
def _dictionaries() -> tuple[dict[str, str], dict[str, list[list[str]]]]:
    """Pypinyin's readings of characters, by their number in decimal, and of phrases.

    Only its files are read: who imports it waits for a segmenter too, which nobody here wants.
    """
    try:
        names = ("pinyin_dict.json", "phrases_dict.json")
        characters, phrases = (json.loads(shipped("pypinyin", name).read_text(encoding="utf-8")) for name in names)
    except FileNotFoundError:
        # Earlier releases have them as modules alone.
        from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

        return {str(code): readings for code, readings in PINYIN_DICT.items()}, PHRASES_DICT
    return characters, phrases


@cache
def _phrase_lengths() -> dict[str, int]:
    """How long a phrase can be, by its first two characters."""
    longest: dict[str, int] = {}
    for phrase in _dictionaries()[1]:
        if len(phrase) > longest.get(phrase[:2], 1):
            longest[phrase[:2]] = len(phrase)
    return longest


@lru_cache(maxsize=16384)
def _reading_of_its_own(character: str, simplified: str, reading: str) -> str:
    """The reading if the character as written can have it: 發 is fā and 髮 is fà, although both are 发."""
    if character in _UNCHANGING:
        return _UNCHANGING[character]
    own = _possible_readings(character)
    if character == simplified or reading in own or _toneless(reading) == reading:
        return reading
    return next((r for r in own if r in _possible_readings(simplified)), reading)


@lru_cache(maxsize=16384)
def _possible_readings(character: str) -> tuple[str, ...]:
    """The readings that a character can have, the usual one first; one without any stands for itself."""
    return tuple(dict.fromkeys(_dictionaries()[0].get(str(ord(character)), character).split(",")))


def _with_its_tone(character: str, reading: str) -> str:
    """The reading with the character's tone where it was said lightly: 息 xi → xī."""
    if character in _ALWAYS_LIGHT or _toneless(reading) != reading:
        return reading
    return next((r for r in _possible_readings(character) if _toneless(r) == reading != r), reading)


@lru_cache(maxsize=8192)
def _toneless(reading: str) -> str:
    """Without tone marks; the dots of ü stay."""
    decomposed = unicodedata.normalize("NFD", reading)
    return unicodedata.normalize("NFC", re.sub("[\u0300\u0301\u0304\u030c]", "", decomposed))


# Combining marks of pinyin, and what zhuyin writes behind the symbols.
_TONES = {"\u0304": "", "\u0301": "ˊ", "\u030c": "ˇ", "\u0300": "ˋ"}


@cache
def _symbols() -> dict[str, str]:
    """Pinyin without tones → zhuyin without tones."""
    content = files("zhengming.language").joinpath("data", "zhuyin.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in content.splitlines() if not line.startswith("#"))
    return {row[0]: row[1] for row in rows}


@lru_cache(maxsize=8192)
def _to_zhuyin(syllable: str) -> str:
    """Symbols for one pinyin syllable; the dot of a light one stands in front, as in Taiwan's schoolbooks."""
    symbols = _symbols().get(_toneless(syllable))
    if symbols is None:
        return _unusual_zhuyin(syllable)
    tone = next((_TONES[c] for c in unicodedata.normalize("NFD", syllable) if c in _TONES), None)
    return "˙" + symbols if tone is None else symbols + tone


def _unusual_zhuyin(syllable: str) -> str:
    """The same of what is hardly a syllable (ń), by pypinyin's rules; a character without a reading stays."""
    if HAN_RUN.match(syllable):
        return syllable
    from pypinyin import Style
    from pypinyin.style import convert

    symbols = str(convert(syllable, Style.BOPOMOFO, strict=True))
    return "˙" + symbols[:-1] if symbols.endswith("˙") else symbols
