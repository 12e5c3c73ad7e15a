"""What a term is found by besides itself: `match:`, a surname, a document without its marks or its year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from zhengming.language.english import tokens
from zhengming.language.scripts import contains_han
from zhengming.model import Concept, Term

# What belongs to a surname before it: von der Leyen, de Gaulle.
_PARTICLES = frozenset("von van der den de del della di da du la le bin ibn al el ben ter ten zu".split())
_AFTER_NAMES = frozenset("Jr Sr II III IV".split())
_DOTS = re.compile("[·．・‧･•]")
_TITLE_MARKS = re.compile("[《》〈〉]")
_YEAR_ZH = re.compile(r"^(?:19|20)\d\d年?版?(?:的)?|[（(]?(?:19|20)\d\d年?版?[)）]?$")
_YEAR_EN = re.compile(r"^(?:19|20)\d\d\s+|,?\s+of\s+(?:19|20)\d\d$|,?\s*\(?(?:19|20)\d\d\)?$")
# A Chinese name that is no transliteration has this many characters at most.
_LONGEST_CHINESE_NAME = 4
# Surnames as they are romanized on the Mainland, in Taiwan, in Hong Kong and overseas.
_CHINESE_SURNAMES = frozenset(
    "ai an au bai bao bi bian bu cai cao cen chai chan chang chao chau chen cheng cheung chi chia chiang "
    "chiao chien chin ching chiu chow choi chou chu chua chuang chui chun chung cui dai deng di ding dong "
    "dou du duan fan fang fei feng fok foo fu fung gan gao ge geng gong gou gu guan gui guo hai han hao he "
    "ho hong hou hsia hsiang hsiao hsieh hsu hsueh hu hua huang hui hung huo ip ji jia jian jiang jiao jin "
    "jing ju kang kao ke ko kong koo kou ku kuan kung kuo kwok lai lam lan lau law lee lei leung li liang "
    "liao lien lim lin ling liu lo loh long lou lu lui luk luo lü lv ma mak man mao mei meng mi miao mo mok "
    "mu ng nie ning niu ou ouyang pai pan pang pei peng pi ping poon pu qi qian qiang qiao qin qiu qu quan "
    "ren rong ruan rui shan shang shao shen sheng shi shih shu shum si sima situ siu so song su sui sun sung "
    "szeto tai tam tan tang tao teng tian tien tin tong tsai tsang tse tseng tso tsui tu tung wan wang wei "
    "wen weng wong woo wu xi xia xiang xiao xie xin xing xiong xu xuan xue yan yang yao ye yeh yeung yi yin "
    "ying yip yong you yu yuan yue yuen yun zang zeng zha zhai zhan zhang zhao zhen zheng zhong zhou zhu "
    "zhuang zhuge zhuo zong zou zuo".split()
)


def wordings(concept: Concept, term: Term) -> Iterator[tuple[str, Term]]:
    """The wordings by which a term is found, each with the term that it stands for."""
    written = (term.text, *term.match)
    for wording in written:
        yield wording, term
        if concept.kind == "document":
            yield from ((plain, term) for plain in _without_dress(wording) if plain not in written)
    if concept.kind == "person" and term.type == "full":
        short = _short_name(concept, term)
        if short and all(short not in (t.text, *t.match) for t in concept.terms):
            yield short, replace(term, text=short, type="short", match=())


def _without_dress(wording: str) -> Iterator[str]:
    """A document without its marks, and without its year: the CHIPS Act of 2022, 《2022年晶片法》."""
    plain = _TITLE_MARKS.sub("", wording)
    if plain != wording:
        yield plain
    undated = (_YEAR_ZH if contains_han(plain) else _YEAR_EN).sub("", plain).strip()
    # A bare noun is no name: Act of 2022.
    if undated != plain and (len(undated) > 3 if contains_han(plain) else " " in undated):
        yield undated


def _short_name(concept: Concept, term: Term) -> str:
    """The surname by which a person goes: Biden, von der Leyen, Xi; 拜登 of 喬·拜登."""
    if term.language != "en":
        parts = _DOTS.split(term.text)
        return parts[-1] if len(parts) > 1 and len(parts[-1]) > 1 else ""
    words = [word for _, _, word in tokens(term.text)]
    while words and words[-1] in _AFTER_NAMES:
        words.pop()
    if len(words) < 2 or len(words[-1]) < 2:
        return ""
    if _is_in_chinese_order(concept, term.text):
        return words[0]
    first = len(words) - 1
    while first > 1 and words[first - 1].lower() in _PARTICLES:
        first -= 1
    start = term.text.index(words[first], sum(map(len, words[:first])))
    return term.text[start:].partition(",")[0].strip() if first < len(words) - 1 else words[-1]


def _is_in_chinese_order(concept: Concept, english: str) -> bool:
    """Whether the surname comes first, as in Xi Jinping and Lai Ching-te, not in Audrey Tang."""
    chinese = [t.text for t in concept.terms if t.language != "en"]
    if not any(len(name) <= _LONGEST_CHINESE_NAME and not _DOTS.search(name) for name in chinese):
        return False
    first, _, rest = english.partition(" ")
    if first.lower() not in _CHINESE_SURNAMES or not rest:
        return False
    return "-" in rest or rest.lower() not in _CHINESE_SURNAMES or len(rest) > len(first)
