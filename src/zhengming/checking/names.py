"""Names of persons and titles of works in a text, and which two of them differ like a slip and not like two names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from zhengming.extraction.lists import word_list
from zhengming.language import dictionary
from zhengming.language.english import american, lemma
from zhengming.language.scripts import HAN, fold, is_ordinary, simplify
from zhengming.words.lexicon import readings

_TITLE = re.compile(r"[《〈]([^《》〈〉\n]{4,60})[》〉]")
_LATIN_WORD = "[A-Z\u00c0-\u00de][A-Za-z\u00c0-\u024f'’]+(?:-[A-Za-z\u00c0-\u024f]+)*"
_LATIN = re.compile(rf"{_LATIN_WORD}(?: (?:(?:of|of the|de|von|van|der|la|[A-Z]\.) ){{0,2}}{_LATIN_WORD})+")
_MARK = re.compile("[·‧・．•]")
# What begins a sentence and no name.
_OPENERS = frozenset(
    "the a an in on at for this that its his her their our by from as with under after but and or then later "
    "minister professor dr mr mrs ms sir president secretary commissioner senator ambassador director chair chairman "
    "chairwoman premier chancellor general admiral scholar researcher analyst economist deputy prime foreign".split()
)
# Signs, and the last characters of roles: 專員, 上將, 學者, 律師, 代表.
_BEFORE = re.compile(
    r"(?:^|[、，,：:；;（(／/\s\u3000。「『“」』”！？由和與与及的但而名位員员將将者家長长士師师授使官表任理]|\ufffc)$"
)
# What stands behind a name: signs, titles, and what persons do in policy texts (either script).
_VERBS = (
    "說说表指認认強强主主建提回承質质要引預预稱称批感簽签警呼坦補补反重宣透解分析觀观調调撰著譯译編编報报"
    "發发離离返抵辭辞接獲获等與与和及的在於于也則则曾對对還还又已將将把向是從从為为向出受擔担任領领率訪访會会到來来"
)
_BEHIND = (
    r"(?=$|[、，,：:；;）)／/\s\u3000《〈「『。]|\ufffc"
    f"|[{_VERBS}]|主編|先生|女士|博士|教授|委員|委员|院長|院长|部長|部长|主任|主席|議員|议员|希望|當選|当选)"
)
_FOREIGN = re.compile(f"[{HAN}]{{2,6}}[·‧・．•][{HAN}]{{2,5}}?{_BEHIND}")
# No name ends so (Simplified).
_NO_LAST = frozenset("说表示指认就已也都才不是的了在与和及还又则曾对从将把向被")
_LONGEST_ROLE = 6
# Characters that look alike though they sound otherwise.
_LOOK_ALIKE = (
    "己已巳",
    "未末",
    "戊戌戍",
    "晴睛",
    "侯候",
    "汩汨",
    "堅豎",
    "玫玖",
    "薇葳微徽",
    "冶治",
    "祟崇",
    "鈞釣",
    "析折柝",
    "穎頴潁",
    "亨享",
    "勳勤動",
    "婷娉停亭",
    "土士",
    "千干",
    "傳傅",
    "陳陣",
    "揚楊",
    "余佘",
    "毫亳",
    "洲州",
    "敝敞",
    "裡理",
    "卿鄉",
    "斌贇",
    "淇琪祺",
    "宏弘",
    "暉輝",
    "瑋偉緯煒",
    "銘明",
    "翰瀚",
    "哲喆",
)
# Spellings of one character.
_ONE_CHARACTER = [set(pair) for pair in "台臺 裡裏 群羣 峰峯 啟啓 線綫 床牀 占佔 布佈 污汙 泛氾 傑杰 岳嶽 秘祕".split()]
# What tells two works or acts apart.
_TELLS_APART = re.compile(
    r"[0-9０-９一二三四五六七八九十百千〇零上中下前後后左右東西南北东新舊旧甲乙丙丁內内外大小男女正副美英法德日韓韩俄台臺港澳歐欧亞亚非]"
)
_SHORTEST_TITLE, _LONG_TITLE = 5, 7


class Name(NamedTuple):
    """A name in a text: its span without marks, its kind (`person`, `foreign`, `title`, `latin`)."""

    start: int
    end: int
    kind: str


def names(text: str) -> Iterator[Name]:
    """The names of a text, kind by kind."""
    if "《" in text or "〈" in text:
        for match in _TITLE.finditer(text):
            yield Name(match.start(1), match.end(1), "title")
    for match in _LATIN.finditer(text):
        start = match.start() + _prefix(match[0], _opens_sentence(text, match.start()))
        for end in {match.end(), start + len(text[start : match.end()].partition(" of ")[0])}:
            if " " in text[start:end]:
                yield Name(start, end, "latin")
    for match in _FOREIGN.finditer(text):
        yield Name(match.start(), match.end(), "foreign")
    for match in _chinese_name().finditer(text):
        if _named_so(text, match.start(), match.end()):
            yield Name(match.start(), match.end(), "person")


def _prefix(name: str, opens: bool) -> int:
    """How much before a name is none of it: an article, a title, the first word of a sentence."""
    at = 0
    for n, word in enumerate(name.split()[:-1]):
        ordinary = opens and n == 0 and name.count(" ") > 1 and _is_english(word.lower())
        if word.lower() not in _OPENERS and not ordinary:
            break
        at += len(word) + 1
    return at


def _opens_sentence(text: str, at: int) -> bool:
    return not text[:at].strip() or text[:at].rstrip()[-1] in ".!?:"


@cache
def _chinese_name() -> re.Pattern[str]:
    one = {c for c in word_list("surnames") if len(c) == 1}
    both = one | {c for c in map(chr, range(0x4E00, 0xA000)) if simplify(c) in one}
    return re.compile(f"[{''.join(sorted(both))}][\u3400-\u9fff]{{2}}{_BEHIND}")


def _named_so(text: str, start: int, end: int) -> bool:
    """Whether it stands where a name stands, and is no other word."""
    if not _BEFORE.search(text, max(start - 1, 0), start) and not _role_before(text, start):
        return False
    word = simplify(text[start:end])
    if word[-1] in _NO_LAST:
        return False
    return dictionary.frequency(word) == 0 or dictionary.tag(word) == "nr"


def _role_before(text: str, at: int) -> bool:
    before = simplify(text[max(at - _LONGEST_ROLE, 0) : at])
    return any(before[-n:] in word_list("titles") for n in range(2, len(before) + 1))


def is_slip(one: str, other: str, kind: str, *, apart: bool = False) -> bool:
    """Whether two different names of a kind are probably one; `apart` tells that no paragraph has both.

    Relatives are named together, a slip stands where the right name stands elsewhere.
    """
    if fold(one) == fold(other):
        return kind == "person" and _another_character(one, other)
    if kind == "latin":
        return _latin_slip(one, other)
    if kind == "foreign":
        return _foreign_slip(one, other)
    if len(one) != len(other):
        return kind == "title" and _dropped(one, other)
    unlike = [(a, b) for a, b in zip(one, other, strict=True) if fold(a) != fold(b)]
    if len(unlike) != 1:
        return False
    if kind == "person":
        # 李鵬就 and 李鵬說 are 李鵬, 安全性 and 安全存 are 安全.
        apart = apart and not any(dictionary.frequency(simplify(name[:2])) for name in (one, other))
        return fold(one[0]) == fold(other[0]) and (apart or _alike(*unlike[0]))
    if any(_TELLS_APART.match(c) for c in unlike[0]) or len(one) < _SHORTEST_TITLE:
        return False
    return len(one) >= _LONG_TITLE or _alike(*unlike[0])


def _foreign_slip(one: str, other: str) -> bool:
    """One character of difference; what stands before a first name is of the sentence, not of the name."""
    (first, last), (second, family_name) = (_MARK.split(name, 1) for name in (one, other))
    size = min(len(first), len(second))
    if len(last) != len(family_name) or size < 2:
        return False
    pairs = [*zip(first[-size:], second[-size:], strict=True), *zip(last, family_name, strict=True)]
    unlike = [(n, a, b) for n, (a, b) in enumerate(pairs) if fold(a) != fold(b)]
    # Before the third character from the mark the sentence may have begun.
    if len(unlike) != 1 or (unlike[0][0] < size - 2 and len(first) != len(second)):
        return False
    place, a, b = unlike[0]
    return _alike(a, b) or (place >= size and len(last) > 2) or (place < size and size > 2)


def _another_character(one: str, other: str) -> bool:
    """Whether two names in one script differ by characters that only look the same when simplified: 志 and 誌."""
    apart = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return bool(apart) and all(is_ordinary(a) and is_ordinary(b) and {a, b} not in _ONE_CHARACTER for a, b in apart)


def _dropped(one: str, other: str) -> bool:
    """Whether the longer title has one character more, and not at an end."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) != 1 or len(short) < _LONG_TITLE:
        return False
    at = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if fold(a) != fold(b)), len(short))
    return 0 < at < len(short) and fold(short[at:]) == fold(long[at + 1 :]) and not _TELLS_APART.match(long[at])


@lru_cache(maxsize=4096)
def _alike(one: str, other: str) -> bool:
    """Whether two characters sound alike, tones apart, or look alike."""
    if any(simplify(one) in simplify(group) and simplify(other) in simplify(group) for group in _LOOK_ALIKE):
        return True
    sounds = [{_roughly(s) for s in readings(c) if not s.startswith("@")} for c in (one, other)]
    return bool(sounds[0] & sounds[1])


def _roughly(syllable: str) -> str:
    """What many speakers do not tell apart is one: zhong and zong, yin and ying."""
    return re.sub("([iea])ng$", r"\1n", re.sub("^([zcs])h", r"\1", syllable))


def _latin_slip(one: str, other: str) -> bool:
    """One word of several that differs by a letter or an accent, and is no other form or spelling of the word."""
    words, others = one.split(), other.split()
    # Captain Margaret Ashdown is Margaret Ashdown.
    size = min(len(words), len(others))
    words, others = words[-size:], others[-size:]
    if size < 2:
        return False
    apart = [(a, b) for a, b in zip(words, others, strict=True) if a.casefold() != b.casefold()]
    if len(apart) != 1:
        return False
    a, b = (w.casefold().replace("\u2019", "'") for w in apart[0])
    if plain(a) == plain(b):
        return a != b
    if "-" in a + b:
        # Parts of a Chinese name: Cheng-hsun, Chen-hsun.
        return one_edit(plain(a), plain(b))
    if min(len(a), len(b)) < 5 or american(a) == american(b) or lemma(a) == lemma(b):
        return False
    if any(w[:1].isdigit() for w in (a, b)) or a.rstrip("s'") == b.rstrip("s'"):
        return False
    # Two English words of the dictionary are two words: Economic, Economics; Nation, Notion.
    return one_edit(plain(a), plain(b)) and not (_is_english(a) and _is_english(b))


def _is_english(word: str) -> bool:
    from zhengming.words.lexicon import english_count

    return english_count(word) > 3


def plain(word: str) -> str:
    """Without accents: communiqué → communique."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def one_edit(one: str, other: str) -> bool:
    """Whether one letter was put in, left out, changed, or two changed places."""
    if abs(len(one) - len(other)) > 1:
        return False
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, rest_of_other = one[at:], other[at:]
    return (
        rest[1:] == rest_of_other[1:]
        or rest[1:] == rest_of_other
        or rest == rest_of_other[1:]
        or (rest[:2] == rest_of_other[1::-1] and rest[2:] == rest_of_other[2:])
    )
