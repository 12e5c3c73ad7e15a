"""What a parenthesis behind English holds: a Chinese wording with readings and explanations beside it, or an aside."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from zhengming.extraction.english_words import word_class
from zhengming.extraction.glosses import looks_acronym
from zhengming.extraction.lists import word_list
from zhengming.language.scripts import HAN, contains_han, simplify
from zhengming.words.lexicon import english_count
from zhengming.words.romanization import spelled

LONGEST = 40
_SIGNS = "·．・‧•、，/／\\-\u2010\u2011\u2013\u2014—＋+&%％“”‘’「」『』《》〈〉"
# A wording may hold digits, Latin letters and signs between its Han characters, and begin or end with either.
_WORDING = re.compile(
    f"[A-Za-z0-9％%.+\\-]*[ ]?[{HAN}](?:[{HAN}0-9A-Za-z]|[{_SIGNS}](?=[{_SIGNS}]*[{HAN}0-9A-Za-z])"
    f"|[ ](?=(?:[A-Z0-9][A-Za-z0-9\\-]*[ ]?)?[{HAN}]))*"
)
_ONLY_LATIN = re.compile("[A-Za-z]+ ?")
_OUTER = " \u3000\t,，、;；:：。「『《〈“‘\"'」』》〉”’*_"
# Chinese: simplified Chinese: in Chinese, 中文: Mandarin: or
_LABEL = re.compile(
    r"(?:in|the|or|simplified|traditional|modern|classical|Chinese|Mandarin|Cantonese|Hokkien|Taiwanese|Hakka|Taigi|"
    r"characters?|script|term|original|name|pinyin|p\.|Hanyu|ch\.|chin\.|zh|trad\.?|simp\.?|Pinyin|Jyutping|Wade|Giles|"
    r"Wade[-\u2013]Giles|romani[sz]ed|POJ|Tai-lo|Japanese|Korean|Kanji|Hanja|h\u00e0nz\u00ec|hanzi|lit\.?|literally)",
    re.IGNORECASE,
)
_LEAD = re.compile(
    "(?:中文|汉语|漢語|华语|華語|国语|國語|普通话|台语|台語|粤语|粵語|英译|中译|中譯|原文|译为|譯為|译作|譯作|中文名)"
    "(?:名|名称|名稱|名字|叫|称|稱|作|为|為|是|譯|译)*\\s*[:：「『“]?\\s*(?=.)"
)
_TONED = re.compile("[\u0100-\u024f\u00e0-\u00fc\u1e00-\u1eff]|[a-z][1-6]\\b")
_DIGIT = "0-9０-９零一二兩两三四五六七八九十百千萬万亿億〇"
_COUNT = re.compile(
    "(?:[共計计約约近逾超第前後后每首印达達了]|[上下]午|早上|晚上|每[年月日天人]|百分之|千分之)*"
    f"(?:[{_DIGIT}.,，%％～~至到\\-\u2013 ]+)"
    "(?:年代?|月|日|時|时|点|點|分|秒|周|週|歲|岁|世紀|世纪|個|个|項|项|名|人|位|次|家|種|种|件|條|条|章|節|节|頁|页|"
    "回|集|卷|版|期|屆|届|號|号|篇|段|行|列|萬|万|億|亿|元|美元|台幣|人民幣|人民币|公里|公斤|公尺|公噸|吨|噸|米|倍|成|"
    "票|席|所|座|間|间|本|份|部|款|隻|只|輛|辆|架|艘|層|层|樓|楼|面|處|处|字|国|國|户|戶|平方公里|公頃|公顷|度)?"
    "(?:[初底末中起止前後后以上下內内多餘余]*|[，、,].*|至.*|到.*)"
)
# 圖／王小明攝, 攝影：…, 資料來源：…
_CREDIT = re.compile(
    "(?:圖|图|表|照片|攝影|摄影|資料|资料|來源|来源|出處|出处|編輯|编辑|記者|记者|作者|譯者|译者|翻譯|翻译|文)"
    "[／/:：].*|.*[攝摄]|(?:資料|资料|圖片|图片|照片)?(?:來源|来源|提供).*|[圖图表附][ ]?[0-9一二三四五六七八九十]+.*"
)
# 見表二, 詳見官網; 前排左二
_REFERENCE = re.compile("(?:[請请]?[詳详參参]?[見见閱阅]|[詳详])(?:[表圖图附第下上前後后官頁页注註網网本文該该]|《).*")
_IN_PICTURE = re.compile(
    "(?:第?[前後后中一二三]排)?[左右上下中](?:起|數|数|方|側|侧|邊|边)?第?[一二三四五六七0-9]?[圖图人]?"
)
_YEARS = re.compile(
    "(?:約|约|西元|公元|前)*(?:[0-9]{3,4}|[一二三四五六七八九十〇零]{4})\\s*年.{0,12}"
    "|(?:民國|民国|昭和|明治|大正|康熙|乾隆|光緒|光绪|道光|同治|嘉慶|嘉庆|雍正)[元0-9一二三四五六七八九十]+\\s*年.{0,12}"
)

_DATE_OR_LIMIT = re.compile(
    "。|[0-9]{4}\\s*年\\s*[0-9]{1,2}\\s*月|[0-9]{1,2}\\s*月\\s*[0-9]{1,2}\\s*[日號号]|[0-9].{0,4}以[上下內内]"
)


# 智慧防追蹤/Intelligent Tracking Prevention; but 比利時密碼學家 Joan Daemen 設計 is a remark.
_BESIDE_ENGLISH = re.compile("[/／][A-Za-z][A-Za-z ]*$")
_OPENING = ("《", "〈", "「", "『", "“")
_MARKED = re.compile(f"[《〈「『“]([^《》〈〉「」『』“”]*[{HAN}][^《》〈〉「」『』“”]*)[》〉」』”](?=[ A-Za-z])")
_MIXED_REMARK = re.compile(f" [A-Z][A-Za-z .]* (?:和|與|与|等)? ?[A-Z]?[^,，;；]*[{HAN}]{{2}}")


@dataclass(frozen=True, slots=True)
class ChineseGloss:
    """A Chinese wording in a parenthesis, verbatim.

    `before` is English prose in front of it there, `aside` whether it reads like a count, date, credit or comment.
    """

    zh: str
    start: int
    before: str = ""
    acronym: str | None = None
    led: bool = False
    aside: bool = False


@lru_cache(maxsize=512)
def parse_chinese(inside: str) -> ChineseGloss | None:
    """Read `濁水溪`, `Zhuóshuǐ Xī, 濁水溪`, `MCF; 軍民融合`, `in Chinese, 軍民融合`, `命運共同體/命运共同体`.

    >>> parse_chinese("simplified Chinese: 双循环; pinyin: shuāng xúnhuán")
    ChineseGloss(zh='双循环', start=20, before='', acronym=None, led=False, aside=False)
    """
    lead = _LEAD.search(inside) if contains_han(inside[:8]) else None
    at = lead.end() if lead and not inside[: lead.start()].strip(_OUTER) and contains_han(inside[lead.end() :]) else 0
    match = _wording(inside, at)
    if not match:
        return None
    start, end = _without_signs(inside, match)
    zh = _first_script(inside[start:end])
    zh = _BESIDE_ENGLISH.sub("", zh)
    if len(zh) > LONGEST or _runs_on(inside, start + len(zh), start) or _MIXED_REMARK.match(inside, start + len(zh)):
        return None
    before, acronym = _read_before(inside[:start] if not at else "", zh)
    return ChineseGloss(zh, start, before, acronym, at > 0, is_aside(zh))


def is_aside(zh: str) -> bool:
    """Whether Chinese in a parenthesis counts, dates, credits or comments: 共300項, 第三章, 1949年, 圖／…."""
    plain = simplify(zh)
    return (
        plain in word_list("asides")
        or any(p.fullmatch(zh) for p in (_COUNT, _CREDIT, _YEARS, _REFERENCE, _IN_PICTURE))
        or _DATE_OR_LIMIT.search(zh) is not None
    )


def _wording(inside: str, at: int) -> re.Match[str] | None:
    """The first Chinese wording; a Latin word that only stands before it does not belong to it: pinyin 雙循環."""
    match = _WORDING.search(inside, at)
    if not match:
        return None
    latin = _ONLY_LATIN.match(match.group())
    if latin and not latin.group().strip().isupper():
        return _WORDING.match(inside, match.start() + latin.end()) or match
    return match


def _without_signs(inside: str, match: re.Match[str]) -> tuple[int, int]:
    """The wording without the quotation or title marks around it, and without readings glued to its end."""
    start, end = match.span()
    text = match.group()
    marked = _MARKED.match(inside, start - (inside[start - 1 : start] in _OPENING))
    if marked:  # 《黃帝內經》Huangdi's Internal Classic
        return marked.span(1)
    latin = re.search(f"(?<=[{HAN}])[a-z\u00e0-\u024f]+$", text)
    if latin and not latin.group().isupper():
        end -= len(latin.group())
    while start < end and inside[start] in "-.+ ":
        start += 1
    while end > start and inside[end - 1] in _SIGNS + " ":
        if inside[end - 1] in "」』”’》〉" and re.search("[「『“‘《〈]", inside[start : end - 1]):
            break
        end -= 1
    return start, end


def _first_script(zh: str) -> str:
    """命運共同體/命运共同体 is one wording in both scripts: the first of them."""
    parts = re.split("[/／、， ]", zh)
    return parts[0] if len(parts) > 1 and len({simplify(p) for p in parts}) == 1 else zh


def _runs_on(inside: str, end: int, start: int) -> bool:
    """Whether the parenthesis is a text of its own, of which the wording is only where it begins."""
    rest = inside[end:]
    return len(re.findall(f"[{HAN}]", rest)) > 3 * (end - start) + 12 and not re.search("[A-Za-z]{3}", rest)


def _read_before(before: str, zh: str) -> tuple[str, str | None]:
    """What stands before the Chinese that is no label, reading or acronym, and the acronym."""
    acronym: str | None = None
    prose: list[str] = []
    for word in re.findall(r"[^\s,，;；:：/()（）\"'“”‘’「『《]+", before.replace("\ufffc", " ")):
        if looks_acronym(word) and not acronym:
            acronym = word
        elif not (_LABEL.fullmatch(word) or _TONED.search(word) or spelled(zh, word) or contains_han(word)):
            prose += [word] if word_class(word) != "other" or english_count(word.lower()) else []
    return " ".join(prose), acronym
