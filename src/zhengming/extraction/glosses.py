"""What a parenthesis holds: a gloss with its parts, or an aside that is no pair."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from zhengming.extraction.asides import is_aside
from zhengming.extraction.lists import word_list
from zhengming.extraction.names import is_name
from zhengming.language.scripts import HAN, contains_han, contains_latin, simplify
from zhengming.model import OBJECT


@dataclass(frozen=True, slots=True)
class Gloss:
    """The English side of a parenthesis: the wording, the acronym of `Full Form, ACR`, other wordings of `en；en2`.

    `is_alias` tells that the parenthesis gives a short name (以下簡稱) and no translation, `is_dated` that a year
    stands behind the wording, as it does in a citation.
    """

    en: str
    acronym: str | None = None
    is_acronym: bool = False
    is_alias: bool = False
    is_dated: bool = False
    others: tuple[str, ...] = ()


_ACRONYM = re.compile(r"[A-Za-z0-9][A-Za-z0-9&/.\-\u2010\u2011]{0,11}s?")
# PCI DSS; HITECH Act, whose last word the full form has; EO 12333 and GATT 1947.
_ACRONYM_OF_TWO = re.compile(r"([A-Z]{2,8}) ([A-Z]{2,6}|[A-Z][a-z]+|[0-9]{1,5})")
_SEPARATOR = re.compile(r"\s*[,，、;；]\s*|\s+[-\u2013\u2014]\s+|\s*[\u2014]{2}\s*|\s*[:：]\s*")
_SLASH = re.compile(r"\s*[/／|]\s*")
_PARTS = re.compile(
    r"[,，](?!\s*(?:Inc|Ltd|LLC|Co|Corp|Jr|Sr)\b)|[、;；：:／]|\s[-\u2013\u2014]\s|\u2014\u2014|/(?=[^A-Za-z0-9])|(?<=[^A-Za-z0-9])/"
)
_LEGAL_FORM = re.compile(r"(?:Inc|Ltd|LLC|Co|Corp|S\.A|PLC|plc|Jr|Sr|Limited)\b")
_BODY = re.compile(r"\b(?:University|College|Institute|School|Center|Centre|Company|Inc|Council|Ministry)\b")
_LANGUAGE = "(?:英|法|德|俄|日|西班牙|葡萄牙|義大利|意大利|拉丁|荷蘭|荷兰|希臘|希腊|阿拉伯|韓|韩|外)(?:文|語|语)"
_ALIAS = "(?:以下|下文|下|後文|后文)?(?:簡稱|简称|略稱|略称)|(?:以下|下文|下)(?:稱|称)(?:作|為|为)?"
_NAMING = (
    f"(?:{_LANGUAGE}|英|原)(?:原文|原名|全名|名稱|名称|全稱|全称|簡稱|简称|縮寫|缩写|譯名|译名|名字|譯作|名|文)?"
    "|全稱|全称|全名|縮寫|缩写|又稱|又称|又名|又叫|亦稱|亦称|亦作|也稱|也称|也叫|也作|或稱|或称|俗稱|俗称|通稱|通称|"
    "(?:通|常)?(?:常|被)?(?:稱|称)(?:為|为|作|之)|意即|意為|意为|意思是|亦即|也就是|即|或|English|Eng\\."
)
_LEAD = re.compile(rf"\s*(?:(?P<alias>{_ALIAS})|{_NAMING})\s*(?:是|為|为|作)?\s*[:：]?\s*[「『《“]?")
# 日語：経済安保，英語：economic security.
_NAMED_ENGLISH = re.compile(r"[,，;；、]\s*(?:英文|英語|英语|英)(?:名稱|名称|名|為|为|作|是)?\s*[:：]?\s*(?=[A-Za-z])")
_OR = re.compile(r"\s*,\s*(?:or|also(?: known as| called)?|aka|a\.k\.a\.)\s+|\s*[;；、]\s*")
# OpenAI / Gemini 等: examples.
_AND_SO_ON = re.compile(r"[A-Za-z0-9\u00c0-\u024f’'\s]\s*等")
_YEAR_ZH = re.compile("([0-9]{4})\\s*年(?![\u3400-\u9fff])")
_YEAR = "(?:1[0-9]{3}|20[0-9]{2})"
_LATER_YEARS = re.compile(
    r"\s*[,，]?\s*(?:b\.|d\.|born|died)?\s*(?:1[0-9]{3}|20[0-9]{2})\s*(?:[-\u2010-\u2015~～]+\s*(?:[0-9]{2,4}|present)?)?\s*"
)
_TITLE_EN = re.compile(
    r"(?:(?:(?:Former|Deputy|Vice|Acting|Assistant|Under|US|U\.S\.|British|Chinese) )*"
    r"(?:Prof(?:essor|\.)?|Dr\.?|Mrs?\.?|Ms\.?|Sir|Dame|Lord|Lady|Gen(?:eral|\.)|Adm(?:iral|\.)|Lt\.|Col(?:onel|\.)"
    r"|Capt(?:ain|\.)|Sen(?:ator|\.)|Rep(?:resentative|\.)|Congress(?:man|woman)|Gov(?:ernor|\.)|President|Premier"
    r"|Prime Minister|Chancellor|(?:Foreign |Defen[cs]e |Finance |Interior )?Minister"
    r"|Secretary(?: of (?:State|Defense|Commerce|the Treasury|Energy))?|Ambassador|Justice|Judge|Chair(?:man|woman)"
    r"|Pope) )+"
)
_NESTED = re.compile(r"(?:\s+[(]|\s*（)([^（）()]*)[）)]?")
# A note mark that a converter has set as a formula: $ ^{9} $.
_FORMULA = re.compile(r"\s*\$[^$]*\$|\[\^[^\]]*\]")
_CHINESE_BESIDE = re.compile(f"[^{HAN}]*[A-Za-z.][^{HAN}]*[,，;；、]\\s*([{HAN}][{HAN}·．・]{{1,13}})")
_QUOTES = ('"', "“”", "‘’", "「」")
_SHORTEST = 2


def parse(inside: str, before: str = "") -> Gloss | None:
    """Read `Full Form, ACR`, `ACR`, `英文：Full Form`, `en；中文說明`, `en；en2`; None for an aside.

    `before` is the end of the text before the parenthesis.

    >>> parse("Cyber-Physical System, CPS")
    Gloss(en='Cyber-Physical System', acronym='CPS', is_acronym=False, is_alias=False, is_dated=False, others=())
    >>> parse("全文") is None
    True
    """
    inside = _flattened(inside)
    named = _NAMED_ENGLISH.search(inside)
    inside = inside[named.end() :] if named else inside
    lead = _LEAD.match(inside)
    is_alias = bool(lead and lead["alias"] and contains_latin(inside[lead.end() :]))
    en = _latin_parts(inside)
    if not en or is_aside(en, before):
        return None
    whole, en = en, _without_years(en, before)
    is_dated = en != whole and not re.search(f"{_YEAR}.*{_YEAR}", whole[len(en) :])
    title = _TITLE_EN.match(en)
    gloss = _split(en[title.end() :] if title and is_name(en[title.end() :]) else en)
    return replace(gloss, is_alias=is_alias, is_dated=is_dated) if len(gloss.en) >= _SHORTEST else None


def _flattened(inside: str) -> str:
    """`Full Form (ACR)` as `Full Form, ACR`, and other brackets inside with what they hold left out."""
    inside = _YEAR_ZH.sub(r"\1", _FORMULA.sub("", inside))
    nested = _NESTED.search(inside)
    if not nested:
        return inside
    if nested.end() == len(inside) and looks_acronym(nested[1].strip()):
        return f"{inside[: nested.start()].rstrip()}, {nested[1].strip()}"
    return _NESTED.sub("", inside).rstrip()


def _latin_parts(inside: str) -> str:
    """The Latin parts that an inside begins with: all of it, or up to what is said in Chinese."""
    if not contains_latin(inside) or _AND_SO_ON.search(inside):
        return ""
    parts = list(_without_leads(inside))
    kept = next((n for n, (part, _) in enumerate(parts) if contains_han(part)), len(parts))
    if not kept or not contains_latin(parts[0][0]):
        return ""
    if kept < len(parts) and not is_name(parts[0][0].strip()) and re.match(r"\s*[A-Za-z]", parts[kept][0]):
        sign = inside[parts[kept - 1][1] + len(parts[kept - 1][0]) : parts[kept][1]].strip()
        if sign != "，":
            return ""  # Yahoo, AOL 時期: a remark that goes on in Chinese
    begin, end = parts[0][1], parts[kept - 1][1] + len(parts[kept - 1][0])
    words = inside[begin:end]
    if contains_han(words):  # IAEA，即 International Atomic Energy Agency; but cap and trade，又稱 ETS
        first, *others = (part.strip() for part, _ in parts[:kept])
        related = any(is_acronym_of(first, o) or is_acronym_of(o, first) for o in others)
        words = ", ".join([first, *others]) if related else first
    rest = len(re.findall(f"[{HAN}]", inside[end:]))
    en = _trimmed(words)
    # A long Chinese remark behind a word is about it; behind a name it tells who that is.
    return en if is_name(parts[0][0].strip()) or rest <= 12 + 8 * (len(parts) - kept) else ""


def _without_leads(inside: str) -> Iterator[tuple[str, int]]:
    """The parts of an inside and where they begin, without lead words such as 即 and 英文：."""
    at = 0
    for end in [*(m.span() for m in _PARTS.finditer(inside)), (len(inside), len(inside))]:
        part = inside[at : end[0]]
        lead = _LEAD.match(part)
        if lead and (contains_latin(part[lead.end() :]) or not part[lead.end() :].strip()):
            if part[lead.end() :].strip():
                yield part[lead.end() :], at + lead.end()
        elif part.strip():
            yield part, at
        at = end[1]


def _without_years(en: str, before: str) -> str:
    """`Japan Daily Mail，1895`, `Joseph Schumpeter, 1883-1950` and `Sysgration，5309` without their numbers."""
    en = re.sub(r"[，；][^A-Za-z]*$", "", en)
    years = re.search(_LATER_YEARS.pattern + r"$", en)
    if not years or (re.search("[0-9]{4}", years.group()) and _is_said(years.group(), before)):
        return en
    is_range = re.search("[-\u2010-\u2015~～]", years.group())
    return en[: years.start()] if is_range or re.match(r"\s*[,，]", years.group()) else en


def _is_said(years: str, before: str) -> bool:
    """Whether the Chinese has the year too: 中國製造2025（Made in China 2025）."""
    return all(year in before for year in re.findall("[0-9]{4}", years))


def has_title(en: str) -> bool:
    """Whether an English name says the person's title too: Professor Chan."""
    return _TITLE_EN.match(en) is not None


def chinese_beside(inside: str) -> str:
    """The Chinese name behind the English: 大憲章 of `Magna Carta，大憲章`; empty where more than that stands there."""
    found = _CHINESE_BESIDE.fullmatch(inside)
    if not found or simplify(found[1]) in word_list("asides") or _LEAD.match(found[1]):
        return ""
    return found[1]


def is_source(en: str) -> bool:
    """Whether the gloss is a news agency or site: after running text that is where a picture or quote is from."""
    parts = (part.lower().strip(". ").removeprefix("the ") for part in re.split("[/、,，;；]", en))
    return any(part.replace(" ", "_") in word_list("sources") for part in parts)


# A word and a model number that no Chinese wording translates.
_MODEL = re.compile(
    r"(?:[A-Z][A-Za-z]*\s)?[A-Z]{0,3}[0-9]{2,}[A-Za-z]{0,3}|[A-Z][a-z]+ [0-9]{1,2}"
    r"|[A-Z]{1,3}-[0-9]{1,3}[A-Z]{0,2}|[A-Z][0-9]"
)


def is_model(en: str) -> bool:
    """Whether it is a product with its number: Volta V100, FP16, MQ-9B."""
    return _MODEL.fullmatch(en) is not None


def _trimmed(part: str) -> str:
    """The text without outer spaces and signs, and without quotation marks unless only one of a pair is outside."""
    bare = part.strip(" \u3000\t,，、;；:：-–—" + OBJECT)
    inner = bare.strip("「」『』《》〈〉“”‘’\"'` " + OBJECT).strip(" ,，、;；:：")
    return bare if any(_halves(inner, marks) and not _halves(bare, marks) for marks in _QUOTES) else inner


def _halves(text: str, marks: str) -> bool:
    """Whether one of a pair of quotation marks is missing."""
    return text.count(marks) % 2 == 1 if len(marks) == 1 else text.count(marks[0]) != text.count(marks[1])


def _split(en: str) -> Gloss:
    """`Full Form, ACR` in either order, a person and what he is, two wordings."""
    if looks_acronym(en):
        return Gloss(en, is_acronym=True)
    separators = [m for m in _SEPARATOR.finditer(en) if not _LEGAL_FORM.match(en, m.end())]
    for separator in [*reversed(separators), *reversed(list(_SLASH.finditer(en)))]:
        before, after = en[: separator.start()], en[separator.end() :]
        if is_acronym_of(after, before):
            return Gloss(before.rstrip(), after)
        if is_acronym_of(before, after):
            return Gloss(after, before)
    for one, other in pairwise(separators):
        before, between = en[: one.start()], en[one.end() : other.start()]
        if is_acronym_of(between, before):  # International Monetary Fund, IMF, Washington
            return Gloss(before, between)
    if len(separators) == 1 and re.match("[,，]", separators[0].group().strip()):
        person, rest = en[: separators[0].start()], en[separators[0].end() :]
        if (is_name(person) and not is_name(rest.title())) or (is_name(person) and _BODY.search(rest)):
            return Gloss(person)  # Douglas Fix, Reed College: what he is, not his name
    first, *others = (w for w in _OR.split(en) if w)
    return Gloss(first, is_acronym=looks_acronym(first), others=tuple(others))


def looks_acronym(text: str) -> bool:
    """Whether it is written as an acronym: CSIS, IoT, G7, 4IR; not YOKOHAMA, CyCraft or Nike."""
    if not _ACRONYM.fullmatch(text):
        return False
    capitals = sum(c.isupper() or c.isdigit() for c in text)
    if len(text) >= 8 and text.isalpha() and text.isupper() and sum(c in "AEIOU" for c in text) >= 0.4 * len(text):
        return False  # YOKOHAMA is a name in capitals
    return capitals >= 2 and 2 * capitals >= sum(c.isalnum() for c in text)


def is_acronym_of(short: str, full: str) -> bool:
    """Whether `short` is in capitals and begins like the words of `full`: CPS, Cyber-Physical System."""
    two = _ACRONYM_OF_TWO.fullmatch(short)
    if two and (two[2].isupper() or two[2].isdigit() or two[2] in full.split()):
        short = two[1] + (two[2] if two[2].isupper() else "")
    if not looks_acronym(short) or (" " not in full.strip() and "-" not in full):
        return False
    letters = [c.lower() for c in short.rstrip("s") if c.isalpha()]
    initials = [w[0].lower() for w in re.findall(r"[A-Za-z\u00c0-\u024f]+", full)]
    return bool(letters) and letters[0] in initials and sum(c in initials for c in letters) >= 0.6 * len(letters)
