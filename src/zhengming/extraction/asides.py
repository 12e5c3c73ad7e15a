"""Latin text in a parenthesis that translates nothing: years, numbers, units, citations, codes, sources, sentences."""

from __future__ import annotations

import re

from zhengming.extraction.lists import word_list
from zhengming.model import OBJECT

_YEAR = r"(?:1[0-9]{3}|20[0-9]{2})"
_DASH = "[-\u2010-\u2015~～至]"
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?"
    r"|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_YEARS = re.compile(
    rf"(?:c\.|ca\.|AD|BC|b\.|d\.|born|died)?\s*[0-9]{{3,4}}s?(?:\s*{_DASH}\s*(?:[0-9]{{2,4}}|present|now)?)?"
    rf"|(?:[0-9]{{1,2}}\s+)?{_MONTH}\.?(?:\s+[0-9]{{1,2}})?(?:\s*[,，]?\s*{_YEAR})?(?:\s*{_DASH}.*)?"
)
# A month alone is a word with a translation.
_MONTH_ALONE = re.compile(_MONTH)
_NUMBER = re.compile(
    r"[~～<>≥≤±+\-–]?\s*[0-9][0-9.,:/×xX\s%％‰°\-–~～+]*\s*"
    r"(?:(?:[kmcμnMGT]?(?:m|g|b|B|Hz|W|Wh|V|A|s|L|l|t)|km|ha|min|hr|h|[a-z]{1,2}|[A-Z]{3})[²³]?"
    r"|\$|percent|million|billion|trillion|bn|km/h|m/s|(?:years?|days?|hours?|miles?|feet|tons?|acres?)(?: old)?)?"
    r"|.*[0-9]\s*[%％].*|(?:US|NT|HK|A|S)?[$€£¥][0-9].*|(?:USD|RMB|CNY|NTD|TWD|HKD|EUR|GBP|JPY)\s?[0-9].*"
    r"|(?:about|around|over|under|up to|more than|less than|from|since|until|in|by|at|as of|circa|approx\.?)"
    r"\s[^A-Z]*[0-9].*"
)
_ENUMERATOR = re.compile(r"[0-9]{1,3}|[a-zA-Z]|[ivxIVX]{1,5}")
# Smith 2020; Smith & Jones, 2020: 12–14; see Waltz 1979.
_SURNAMES = r"[A-Z][\w\-'\u2019]+(?:,? (?:[A-Z]\.)+)?(?:,?\s+(?:et al\.?|and|&|,)\s*[A-Z]?[\w\-'\u2019]*)*\.?"
_AUTHOR_YEAR = (
    rf"(?:see(?: also)? |cf\. |e\.g\.,? )?{_SURNAMES}(?:[,，]\s*|\s+)[(\[]?{_YEAR}[a-z]?[)\]]?"
    rf"(?:[,，]\s*{_YEAR}[a-z]?)*(?:\s*[:：,，]\s*(?:pp?\.\s*)?[0-9]+(?:\s*{_DASH}\s*[0-9]+)?)*"
)
_CITATION = re.compile(
    rf"{_AUTHOR_YEAR}(?:\s*[;；]\s*{_AUTHOR_YEAR})*"
    r"|.*\b(?:et al\b|ibid\b|doi\b|ISBN|ISSN|arXiv|CC BY|CC0|Public Domain).*"
    r"|(?:see|see also|cf|e\.g|i\.e|via|source|sources|photo|image|credit|courtesy)"
    r"(?:[.:：]| (?:also|by|from|of|p\.|[A-Z0-9])).*"
    r"|(?:pp?|vol|no|nos|fig|figs|figure|table|eq|ch|chap|chapter|sec|section|art|article|para|line|step|note)s?"
    r"[. ]\s*[0-9IVXivx]+\b.*",
    re.IGNORECASE,
)
_CODE = re.compile(
    r".*[=<>\\{}_^$@#|].*"
    r"|[a-z_]+\(.*|[\w.\-/]+\.(?:com|org|net|tw|hk|cn|io|md|py|html?|pdf|jpg|png)\b.*"
    r"|(?:TWSE|TPEX|NYSE|NASDAQ|HKEX|SSE|SZSE|LSE|TSE)\s*[:：]?\s*[0-9A-Z.]+|(?:SH|SZ|HK)\s*[.:：]?\s*[0-9]+"
    r"|(?:[0-9]{3,6}[.\-]|[A-Z]{1,5}\.)(?:US|HK|SH|SZ|TW|TWO|SS|O|N|KS|T)\b.*"
    r"|(?:H\.?R\.?|S\.|P\.L\.|No\.|E\.?O\.?)\s*[0-9\-]+"
)
# 1pm - 7pm; mg/kg potato; HKSAR v Siu [2002] 2 HKLRD 147; nan2; zhèng míng; W2 / W3 / W400; RTX 2080Ti.
_NO_WORDING = re.compile(
    r"[0-9.:]+\s*[ap]\.?m\b.*|(?:UTC|GMT)\s?[+\-]?[0-9:]*|[munpkMGT]?[gmlLJ]/[a-zA-Z]{1,3}\b.*|.*\s\[(?:19|20)[0-9]{2}\]\s.*"
    r"|[a-z]{1,6}[1-9](?:[ \-]?[a-z]{1,6}[1-9])*|[A-Za-z0-9+.\-]+(?:\s*/\s*[A-Za-z0-9+.\-]+){2,}"
)
_CASE = re.compile(r".*\bv\.?\s[A-Z].*\b[0-9]{4}\b.*")
_SENTENCE = re.compile(r"[.!?][\"'”’]?$|[.!?]\s+[A-Z]")
# Three names or more: examples, not a translation.
_LIST = re.compile(r"[^、]+(?:、[^、]+)+|[^,，]+(?:[,，][^,，]+){3,}")
_LETTERS = re.compile(r"[A-Za-z\u00c0-\u024f]{2}|[A-Z][0-9]|[0-9][A-Z]")
_LONG_SENTENCE = 8


def is_aside(en: str, before: str = "") -> bool:
    """Whether Latin text in a parenthesis translates nothing; `before` is the Chinese that stands before it.

    Vision 2030 is a citation by its form, but no citation after 願景2030; Roe v. Wade, 1973 is one but after a 案.
    """
    plain = en.strip()
    if any(p.fullmatch(plain) for p in (_NUMBER, _ENUMERATOR, _CODE, _NO_WORDING)):
        return True
    if _YEARS.fullmatch(plain) and not _MONTH_ALONE.fullmatch(plain):
        return True
    if _CITATION.fullmatch(plain) and not _has_its_numbers(before, plain):
        return True
    if _CASE.fullmatch(plain) and not before.endswith("案"):
        return True
    if plain.lower().rstrip(".") in word_list("interjections") or _is_list(plain, before):
        return True
    if not _LETTERS.search(plain) or OBJECT in plain:
        return True
    return bool(_SENTENCE.search(plain)) and len(plain.split()) > _LONG_SENTENCE


def _has_its_numbers(before: str, en: str) -> bool:
    numbers = re.findall("[0-9]+", en)
    return bool(numbers) and all(n in before for n in numbers)


def _is_list(en: str, before: str) -> bool:
    """Three names or more; but 指揮、管制、通信、資訊 is glossed by a list of its own."""
    run = re.split("[，。；：！？（）()]", before)[-1]
    return _LIST.fullmatch(en) is not None and run.count("、") + 1 < len(re.findall("[,，、]", en))
