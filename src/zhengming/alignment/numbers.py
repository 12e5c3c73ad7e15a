"""The numbers that a text names, in one dress: 二〇二三年 and 2023, 兩百億 and 20 billion, 第三季 and Q3."""

from __future__ import annotations

import re
from collections.abc import Callable

from zhengming.language.scripts import simplify

_DIGIT = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "○": 0}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8, "兆": 10**12}
_HAN_NUMERAL = "〇○零一二三四五六七八九两十百千万亿兆"
# A numeral of one character counts where a measure word follows it: 三大, but not 三 in 三星.
_MEASURE = "个项种名位次大国年月日号天周季层步级点方所座艘架家条届倍度章节世代"
_CHINESE = re.compile(
    rf"百分之([{_HAN_NUMERAL}]{{1,12}}|[0-9.]{{1,8}})|民国([0-9]{{1,3}})年|([0-9][0-9,]{{0,15}}(?:\.[0-9]{{1,8}})?)\s?([十百千]?[万亿兆]亿?)"
    rf"|[第近约逾]?([{_HAN_NUMERAL}]{{2,12}}|[{_HAN_NUMERAL}](?=[{_MEASURE}]))"
)
_DECADE = re.compile(rf"([0-9]{{1,2}}|[{_HAN_NUMERAL}]{{1,3}})\s?世纪\s?([0-9]0|[{_HAN_NUMERAL}]{{1,2}})\s?年代")
_PLAIN = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_QUARTER = re.compile(r"第?([一二三四1-4])季|\bQ([1-4])\b|\b(first|second|third|fourth) quarter", re.IGNORECASE)
_QUARTERS = {"一": "1", "二": "2", "三": "3", "四": "4", "first": "1", "second": "2", "third": "3", "fourth": "4"}

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
)
_WORDS = {w: n for n, w in enumerate(_ONES.split())} | {"eighteen": 18, "nineteen": 19}
_WORDS |= {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_ORDINALS = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
_WORDS |= {w: n for n, w in enumerate(_ORDINALS.split()) if n > 1}
_WORDS |= {"fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18}
_WORDS |= {"nineteenth": 19, "twentieth": 20}
_SCALE = {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SCALED = re.compile(
    rf"\b(?:([0-9][0-9,]{{0,15}}(?:\.[0-9]{{1,8}})?)|({'|'.join(_WORDS)}|an?))"
    rf"[ -]({'|'.join(_SCALE)})s?(?: ({'|'.join(_SCALE)}))?\b",
    re.IGNORECASE,
)
_LATIN_WORD = re.compile("[A-Za-z]+")
_MONTHS = "January February March April May June July August September October November December".split()
_MONTH_NUMBERS = {month: n for n, month in enumerate(_MONTHS, 1)}


def numbers(text: str) -> frozenset[str]:
    """Every number as plain digits, months as their number, quarters as `q3`, decades as their first year.

    >>> sorted(numbers("二〇二三年第三季投資兩百億美元"))
    ['20000000000', '2023', 'q3']
    >>> sorted(numbers("In Q3 2023 it invested 20 billion dollars"))
    ['20000000000', '2023', 'q3']
    """
    return frozenset(_found(simplify(text)))


def _found(text: str) -> set[str]:
    """Each pattern takes its matches out of the text before the next one looks."""
    found: set[str] = set()
    for guard, pattern, value in _READERS:
        if guard.search(text):
            found.update(map(value, pattern.finditer(text)))
            text = pattern.sub("\0", text)
    for word in _LATIN_WORD.findall(text):
        if word in _MONTH_NUMBERS:
            found.add(str(_MONTH_NUMBERS[word]))
        elif (number := _WORDS.get(word.lower())) is not None:
            found.add(str(number))
    return found


def _quarter(match: re.Match[str]) -> str:
    said = (match[1] or match[2] or match[3]).lower()
    return "q" + _QUARTERS.get(said, said)


def _written(value: float) -> str:
    return str(int(value)) if value == int(value) else f"{value:g}"


def _plain(match: re.Match[str]) -> str:
    """1,234 is 1234; 70.0 is 70."""
    digits = re.sub(r",(?=[0-9]{3}(?![0-9]))", "", match[0])
    return _written(float(digits)) if digits.count(".") < 2 and "," not in digits and len(digits) < 16 else digits


def _decade(match: re.Match[str]) -> str:
    """20 世紀 70 年代 is 1970."""
    century, years = (int(g) if g.isdigit() else han_number(g) for g in match.groups())
    return str((century - 1) * 100 + years)


def _scaled(match: re.Match[str]) -> str:
    digits, word, scale, further = match.groups()
    count = float(digits.replace(",", "")) if digits else float(_WORDS.get(word.lower(), 1))
    return _written(count * _SCALE[scale.lower()] * (_SCALE[further.lower()] if further else 1))


def _chinese(match: re.Match[str]) -> str:
    share, republic, digits, scale, numeral = match.groups()
    if share:
        return _written(float(share)) if share[0].isdigit() and share.count(".") < 2 else str(han_number(share))
    if republic:
        return str(int(republic) + 1911)
    if digits:
        times = 1
        for character in scale:
            times *= _SMALL.get(character) or _LARGE[character]
        return _written(float(digits.replace(",", "")) * times)
    return str(han_number(numeral))


def han_number(numeral: str) -> int:
    """The value of a Simplified numeral: 二〇二三 2023, 两百亿 20000000000, 十九 19."""
    if not any(c in _SMALL or c in _LARGE for c in numeral):
        return int("".join(str(_DIGIT.get(c, 0)) for c in numeral))
    total = section = digit = 0
    last = 1
    for character in numeral:
        if character in _DIGIT:
            digit = _DIGIT[character]
        elif character in _SMALL:
            section += (digit or 1) * _SMALL[character]
            digit = 0
        else:
            unit = _LARGE[character]
            part = section + digit
            total = (total + part or 1) * unit if unit > last else total + part * unit
            last, section, digit = unit, 0, 0
    return total + section + digit


# A sign without which a pattern need not be tried, the pattern, what its match says.
_READERS: tuple[tuple[re.Pattern[str], re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile("季|Q[1-4]|quarter"), _QUARTER, _quarter),
    (re.compile("年代"), _DECADE, _decade),
    (re.compile("hundred|thousand|illion", re.IGNORECASE), _SCALED, _scaled),
    (re.compile(f"[{_HAN_NUMERAL}]|民国"), _CHINESE, _chinese),
    (re.compile("[0-9]"), _PLAIN, _plain),
)
