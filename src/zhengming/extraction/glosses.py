"""What a parenthesis holds: a gloss with its parts, or an aside that is no pair."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhengming.extraction.lists import word_list
from zhengming.extraction.names import is_name
from zhengming.language.scripts import HAN, contains_han, contains_latin
from zhengming.model import OBJECT


@dataclass(frozen=True, slots=True)
class Gloss:
    """The English side of a parenthesis: `start` and `end` in its inside, the acronym of `Full Form, ACR`."""

    en: str
    start: int
    acronym: str | None = None
    is_acronym: bool = False


_ACRONYM = re.compile(r"[A-Z0-9][A-Za-z0-9&/.\-\u2010\u2011]{0,11}s?")
_SEPARATOR = re.compile(r"\s*[,，、;；]\s*|\s+[-\u2013\u2014]\s+|\s*[\u2014]{2}\s*|\s*[:：]\s*")
_LEGAL_FORM = re.compile(r"(?:Inc|Ltd|LLC|Co|Corp|S\.A|PLC|plc|Jr|Sr|Limited)\b")
_BODY = re.compile(r"\b(?:University|College|Institute|School|Center|Centre|Company|Inc|Council|Ministry)\b")
_LEAD = re.compile(
    r"\s*(?:英文(?:名稱|名称|原文|全稱|全称|簡稱|简称|縮寫|缩写)?(?:為|为|是|作)?|英語|英语|英|"
    r"原文(?:為|为)?|原名|全稱|全称|又稱|又称|"
    r"又名|亦稱|即|簡稱|简称|縮寫(?:為|为)?|缩写(?:为)?|以下簡稱|以下简称|下稱|下称|English|Eng\.)\s*[:：]?\s*[「『《“]?"
)
_YEARS = re.compile(
    r"(?:c\.|ca\.|AD|BC|b\.|d\.)?\s*[0-9]{3,4}s?(?:\s*[-\u2013\u2014~～至]\s*(?:[0-9]{2,4}|present|now))?"
)
_NUMBER = re.compile(
    r"[~～<>≥≤±+\-–]?\s*[0-9][0-9.,:/×xX\s%％‰°\-–~～+]*\s*"
    r"(?:(?:[kmcμnMGT]?(?:m|g|b|B|Hz|W|Wh|V|A|s|L|l|t)|km|ha|min|hr|h|[a-z]{1,2}|[A-Z]{3})[²³]?"
    r"|\$|percent|million|billion|km/h|m/s)?"
)
_ENUMERATOR = re.compile(r"[0-9]{1,3}|[a-zA-Z]|[ivxIVX]{1,5}")
_CITATION = re.compile(
    r"[A-Z][\w\-']+(?:\s+(?:et al\.?|and|&)\s*[A-Z]?[\w\-']*)*\.?,?\s+(?:19|20)[0-9]{2}[a-z]?"
    r"|(?:pp?|vol|no|fig|figure|table|eq|ch|chap|chapter|sec|section|see|cf|e\.g|i\.e|via|source|photo|credit)\b\.?.*"
    r"|.*\b(?:doi|ISBN|ISSN|arXiv|CC BY|CC0|Public Domain|et al)\b.*",
    re.IGNORECASE,
)
_CODE = re.compile(
    r".*[=<>\\{}_^$@#|].*"
    r"|[a-z_]+\(.*|[\w.\-/]+\.(?:com|org|net|tw|hk|cn|io|md|py|html?|pdf|jpg|png)\b.*"
    r"|(?:TWSE|TPEX|NYSE|NASDAQ|HKEX)\s*[:：]?\s*[0-9A-Z]+|(?:SH|SZ)\s*[:：]?\s*[0-9]+"
    r"|(?:H\.?R\.?|S\.|P\.L\.|No\.)\s*[0-9\-]+"
)
# 1pm - 7pm; mg/kg potato; HKSAR v Siu [2002] 2 HKLRD 147; nan2; zhèng míng; W2 / W3 / W400; RTX 2080Ti.
_NO_WORDING = re.compile(
    r"[0-9.:]+\s*[ap]m\b.*|[munpkMGT]?[gmlLJ]/[a-zA-Z]{1,3}\b.*|.*\s\[(?:19|20)[0-9]{2}\]\s.*|.*\bv\.?\s[A-Z].*\b[0-9]{4}\b.*"
    r"|[a-z]{1,6}[1-9](?:[ \-]?[a-z]{1,6}[1-9])*|[A-Za-z0-9+.\-]+(?:\s*/\s*[A-Za-z0-9+.\-]+){2,}"
)
# A word and a model number that no Chinese wording translates.
_MODEL = re.compile(r"(?:[A-Z][A-Za-z]*\s)?[A-Z]{0,3}[0-9]{2,}[A-Za-z]{0,3}|[A-Z][a-z]+ [0-9]{1,2}")
_NESTED = re.compile(r"(?:\s+[(]|\s*（)([^（）()]*)[）)]?")
_SENTENCE = re.compile(r"[.!?][\"'”’]?$|[.!?]\s+[A-Z]")
# Three names or more: examples, not a translation.
_LIST = re.compile(r"[^、]+(?:、[^、]+)+|[^,，]+(?:[,，][^,，]+){3,}")


def parse(inside: str) -> Gloss | None:
    """Read `Full Form, ACR`, `ACR`, `英文：Full Form`, `en；中文說明`; None for an aside.

    >>> parse("Cyber-Physical System, CPS")
    Gloss(en='Cyber-Physical System', start=0, acronym='CPS', is_acronym=False)
    >>> parse("全文") is None
    True
    """
    inside = _flattened(inside)
    lead = _LEAD.match(inside)
    begin = lead.end() if lead and contains_latin(inside[lead.end() :]) else 0
    en, start = _trimmed(inside, begin, len(inside))
    if not en or not contains_latin(en):
        return None
    if contains_han(en):
        return _beside_chinese(inside, begin)
    if is_aside(en):
        return None
    return _split_acronym(*_without_year(en, start))


def _flattened(inside: str) -> str:
    """`Full Form (ACR)` as `Full Form, ACR`, and other brackets inside with what they hold left out."""
    nested = _NESTED.search(inside)
    if not nested:
        return inside
    if nested.end() == len(inside) and looks_acronym(nested[1].strip()):
        return f"{inside[: nested.start()].rstrip()}, {nested[1].strip()}"
    return _NESTED.sub("", inside).rstrip()


def is_source(en: str) -> bool:
    """Whether the gloss is a news agency or site: after running text that is where a picture or quote is from."""
    return any(part.lower().strip(". ") in word_list("sources") for part in en.split("/"))


def is_model(en: str) -> bool:
    """Whether it is a product with its number: Volta V100, FP16."""
    return _MODEL.fullmatch(en) is not None


def _without_year(en: str, start: int) -> tuple[str, int]:
    """`Japan Daily Mail，1895` and `Sysgration，5309` without what a full-width comma sets off."""
    return re.sub(r"[，；][^A-Za-z]*$", "", en), start


def is_aside(en: str) -> bool:
    """Whether Latin text in a parenthesis translates nothing: years, numbers, units, citations, codes, sources."""
    plain = en.strip()
    if any(p.fullmatch(plain) for p in (_YEARS, _NUMBER, _ENUMERATOR, _CITATION, _CODE, _NO_WORDING)):
        return True
    if plain.lower().rstrip(".") in word_list("interjections") or _LIST.fullmatch(plain):
        return True
    if not re.search(r"[A-Za-z\u00c0-\u024f]{2}|[A-Z][0-9]|[0-9][A-Z]", plain) or OBJECT in plain:
        return True
    return bool(_SENTENCE.search(plain)) and len(plain.split()) > 8


def _trimmed(inside: str, start: int, end: int) -> tuple[str, int]:
    """The text without outer spaces, signs and quotation marks, and where it begins."""
    part = inside[start:end]
    lead = len(part) - len(part.lstrip(" \u3000\t,，、;；:：「『《〈“‘\"'-–—"))
    return part[lead:].rstrip(" \u3000\t,，、;；:：」』》〉”’\"'-–—" + OBJECT), start + lead


def _split_acronym(en: str, start: int) -> Gloss:
    if looks_acronym(en):
        return Gloss(en, start, None, is_acronym=True)
    separators = [m for m in _SEPARATOR.finditer(en) if not _LEGAL_FORM.match(en, m.end())]
    for separator in (separators[-1:] + separators[:1]) if separators else []:
        before, after = en[: separator.start()], en[separator.end() :]
        if is_acronym_of(after, before):
            return Gloss(before.rstrip(), start, after)
        if is_acronym_of(before, after):
            return Gloss(after, start + separator.end(), before)
    if len(separators) == 1 and re.match("[,，]", separators[0].group().strip()):
        person, rest = en[: separators[0].start()], en[separators[0].end() :]
        if (is_name(person) and not is_name(rest.title())) or (is_name(person) and _BODY.search(rest)):
            return Gloss(person, start)  # Douglas Fix, Reed College: what he is, not his name
    return Gloss(en, start)


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
    if not looks_acronym(short) or (" " not in full.strip() and "-" not in full):
        return False
    letters = [c.lower() for c in short.rstrip("s") if c.isalpha()]
    initials = [w[0].lower() for w in re.findall(r"[A-Za-z\u00c0-\u024f]+", full)]
    return bool(letters) and letters[0] in initials and sum(c in initials for c in letters) >= 0.6 * len(letters)


def _beside_chinese(inside: str, begin: int) -> Gloss | None:
    """The English of `Full Form，簡稱ACR`, `Vitalik Buterin，創始人`, `英文 Full Form`."""
    parts = re.split(r"\s*(?:[,，](?!\s*(?:Inc|Ltd|LLC|Co|Corp|Jr)\b)|[、;；：:／/])\s*", inside[begin:])
    latin = [p for p in parts if contains_latin(p) and not contains_han(p)]
    if not latin or parts[0] not in latin or is_aside(_trimmed(latin[0], 0, len(latin[0]))[0]):
        return None
    en, start = _trimmed(inside, inside.index(latin[0]), inside.index(latin[0]) + len(latin[0]))
    named = re.search(r"(?:簡稱|简称|縮寫|缩写|稱)[為为]?\s*[「『“]?([A-Z][A-Za-z0-9\-]{1,11})", inside)
    if named and is_acronym_of(named.group(1), en):
        return Gloss(en, start, named.group(1))
    if not is_name(en) and sum(contains_han(p) for p in parts) * 8 < len(re.findall(f"[{HAN}]", inside)) - 12:
        return None
    gloss = _split_acronym(en, start)
    return gloss if len(en) >= 2 else None
