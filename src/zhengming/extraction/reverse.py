"""English（中文）: a Chinese gloss behind an English wording, in Chinese or in English text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhengming.extraction.candidates import marks_near
from zhengming.extraction.decisions import names_the_person
from zhengming.extraction.glosses import is_aside
from zhengming.extraction.lists import word_list
from zhengming.extraction.parentheses import Parenthesis, marked_span
from zhengming.language.english import FUNCTION_WORDS
from zhengming.language.scripts import HAN, HAN_CHARACTER, contains_latin, is_chinese, simplify
from zhengming.language.words import words as words_of
from zhengming.model import OBJECT, Block
from zhengming.words import align

_HAN_STRETCH = re.compile(f"(?:\\A[0-9]{{1,4}} ?)?[{HAN}][{HAN}0-9A-Za-z·．・‧、/／\\-]*[{HAN}]|[{HAN}]")
_PINYIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff'\u2019\-\s0-9,;/:\u02d9]*")
_WORD = re.compile(r"[A-Za-z0-9\u00c0-\u024f][A-Za-z0-9\u00c0-\u024f'\u2019.&+\-\u2010\u2011/]*")
_LINKING = frozenset(
    ["of", "the", "and", "for", "in", "on", "de", "la", "le", "du", "von", "van", "der", "&", "to", "a"]
)
_LATIN_RUN = re.compile(r"[A-Za-z0-9\u00c0-\u024f][A-Za-z0-9\u00c0-\u024f'\u2019.&+\-\u2010\u2011/:, ]*$")
_LONGEST_GLOSS = 20
# FP16（或FP16與FP32的混合精度）goes on, it does not translate.
_COUNTED = re.compile(r"[0-9.]{1,7}([A-Z][A-Za-z]+)")
_CHINESE_SIGNS = tuple("，。；：！？、（）「」『』《》〈〉")
_MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Found:
    """An English wording that begins at `start` in the block, and its Chinese gloss."""

    start: int
    en: str
    zh: str
    marked: str
    acronym: str | None
    confidence: float
    why: str


def find(block: Block, parenthesis: Parenthesis) -> Found | None:
    """The pair of a parenthesis that holds Chinese after English, or None."""
    zh = chinese_gloss(parenthesis.inside)
    if not zh:
        return None
    text, end = block.text, parenthesis.start
    while end and text[end - 1] == " ":
        end -= 1
    if words_of(simplify(zh))[0] in word_list("going_on"):
        return None
    found = _marked(block, end, zh) or _run(text, end, zh)
    return found if found and not is_aside(found.en) and names_the_person(zh, found.en) else None


def chinese_gloss(inside: str) -> str:
    """The Chinese of `濁水溪`, `Zhuóshuǐ Xī, 濁水溪` or `濁水溪, the muddy river`; empty for an aside or a clause."""
    stretches = [m.group() for m in _HAN_STRETCH.finditer(inside)]
    if len(stretches) != 1 or OBJECT in inside:
        return ""
    zh = stretches[0]
    at = inside.index(zh)
    before, after = inside[:at].strip(" 「『《“‘\"'"), inside[at + len(zh) :].strip(" 」』》”’\"'")
    if (
        len(zh) < 2
        or len(zh) > _LONGEST_GLOSS
        or simplify(zh) in word_list("asides")
        or re.search(r"[0-9]{3,4}\s*年|[月日]$", zh)
    ):
        return ""
    if before and not _PINYIN.fullmatch(before):
        return ""
    if after and not re.match(r"[,，;；/、:：\s]|[\u2013\u2014-]", after):
        return ""
    return zh


def _marked(block: Block, end: int, zh: str) -> Found | None:
    span = marked_span(block.text, end)
    mark = next((m for m in marks_near(block, end) if m.end == end and m.end > m.start), None)
    start, stop, signs = 0, 0, ""
    if span and 1 < span[1] - span[0] <= 80:
        start, stop, signs = span[0], span[1], block.text[span[0] - 1] + block.text[span[1]]
    elif mark:
        start, stop, signs = mark.start, mark.end, mark.kind
    en = block.text[start:stop].strip(' *_"“”')
    if not en or not contains_latin(en) or re.search(f"[{HAN}]", en):
        return None
    return Found(start, en, zh, signs, None, 0.95, f"the author marks it with {signs}")


def _run(text: str, end: int, zh: str) -> Found | None:
    run = _LATIN_RUN.search(text[max(0, end - 90) : end])
    if not run:
        return None
    begin = max(0, end - 90) + run.start()
    words = _after_last_comma(text, list(_WORD.finditer(text, begin, end)), end)
    if not words or not contains_latin(text[words[0].start() : end]):
        return None
    opened = _open_title(text, begin, end)
    if opened is not None:
        return _found(text, list(_WORD.finditer(text, opened, end)), end, zh, 0.8, "the title mark before it")
    before = text[max(0, begin - 8) : begin].rstrip(" *_")[-1:]
    if HAN_CHARACTER.match(before) or (before in _CHINESE_SIGNS and is_chinese(text[max(0, begin - 30) : begin])):
        return _found(text, _without_number(words, zh), end, zh, 0.8, "a run of Latin letters inside Chinese text")
    chosen = _capitals(words)
    if chosen:
        return _found(text, chosen, end, zh, 0.6, "the capitalised words before the parenthesis")
    chosen = _last_words(words, zh)
    return (
        _found(text, chosen, end, zh, 0.6, "the last words before the parenthesis that it explains") if chosen else None
    )


def _open_title(text: str, begin: int, end: int) -> int | None:
    """Where a title begins that is open here: 《Records, Computers, and Rights（檔案、計算機和權利）》."""
    start = max(text.rfind(sign, max(0, end - 120), end) for sign in "《〈")
    inner = text[start + 1 : end]
    if start < 0 or re.search(f"[{HAN}》〉。，；]", inner) or not contains_latin(inner):
        return None
    return start + 1


def _without_number(words: list[re.Match[str]], zh: str) -> list[re.Match[str]]:
    """7200RPM（每分鐘轉數）: the number counts the thing and is not its name."""
    token = _COUNTED.fullmatch(words[-1].group())
    if token and len(words) == 1 and not re.search("[0-9]", zh):
        at = words[-1].start() + token.start(1)
        found = _WORD.search(words[-1].string, at, words[-1].end())
        return [found] if found else words
    return words


def _found(text: str, words: list[re.Match[str]], end: int, zh: str, confidence: float, why: str) -> Found | None:
    en = text[words[0].start() : end].strip(" ,:")
    if len(en) < 2 or re.fullmatch(r"[\d.,%\s]+", en):
        return None
    return Found(words[0].start(), en, zh, "", None, confidence, why)


def _after_last_comma(text: str, words: list[re.Match[str]], end: int) -> list[re.Match[str]]:
    kept: list[re.Match[str]] = []
    for word in words:
        following = text[word.end() : word.end() + 1]
        kept.append(word)
        if following in (",", ":") and word.end() + 1 < end:
            kept = []
    return kept


def _capitals(words: list[re.Match[str]]) -> list[re.Match[str]]:
    """The run of capitalised words that ends at the parenthesis, with of, the, and between them."""
    chosen: list[re.Match[str]] = []
    for word in reversed(words):
        token = word.group()
        if token == "The" and chosen:
            break
        if token[0].isupper() or (token[0].isdigit() and chosen) or (chosen and token.lower() in _LINKING):
            chosen.insert(0, word)
        else:
            break
    while chosen and chosen[0].group().lower() in _LINKING | word_list("openers"):
        chosen.pop(0)
    return chosen


def _last_words(words: list[re.Match[str]], zh: str) -> list[re.Match[str]]:
    """The lower-case words back to a function word, as far as the Chinese explains the first of them.

    traced to the imperial examination (科舉) gives imperial examination.
    """
    reach: list[re.Match[str]] = []
    for word in reversed(words):
        if word.group().lower() in FUNCTION_WORDS | word_list("clause_words") or len(reach) == _MOST_WORDS:
            break
        reach.insert(0, word)
    if not reach:
        return []
    usual = max(1, round(len(re.findall(f"[{HAN}]", zh)) / 2))
    gains = [(_explained(reach[n:], zh) - 0.12 * abs(len(reach) - n - usual), n) for n in range(len(reach))]
    chosen = reach[max(gains)[1] :]
    return _with_name(words, chosen)


def _with_name(words: list[re.Match[str]], chosen: list[re.Match[str]]) -> list[re.Match[str]]:
    """A capitalised word before a lower-case head belongs to it: Zhulashu community."""
    at = words.index(chosen[0])
    before = words[at - 1].group() if at else ""
    return (
        [words[at - 1], *chosen]
        if before[:1].isupper() and before.lower() not in FUNCTION_WORDS | word_list("clause_words")
        else chosen
    )


def _explained(words: list[re.Match[str]], zh: str) -> float:
    """How much the Chinese explains of some words, less what it leaves."""
    alignment = align(zh, " ".join(w.group() for w in words))
    total = sum(w.weight for w in alignment.words)
    return total * (1.6 * alignment.explanations[0].covered - 0.6) if alignment.words else -1.0
