"""Chinese wordings that probably render an English term: by characters of its form, or by dictionary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from zhengming.checking.accounts import chinese_explained_by, words_with_places
from zhengming.checking.context import Checked
from zhengming.checking.near import near_to
from zhengming.checking.rival import Rival, Sought
from zhengming.checking.stretch import Stretch
from zhengming.language.english import FUNCTION_WORDS, family
from zhengming.language.english import tokens as english_tokens
from zhengming.language.keys import chinese_key
from zhengming.language.scripts import HAN_RUN, fold

Word = tuple[int, int, str]

_STOP = frozenset(
    "的 之 了 着 地 得 在 是 有 和 与 及 或 以及 并 而 但 也 都 就 才 又 再 还 很 更 最 不 没 没有 将 把 被 "
    "由 从 对 对于 于 以 为 为了 因 因为 所以 如果 若 则 虽然 但是 然而 因此 同时 其 该 此 这 那 这些 那些 "
    "这个 那个 两个 几个 我 你 他 她 它 我们 你们 他们 她们 它们 各 每 某 等 等等 其中 其他 之后 之前 以后 以前 已 "
    "已经 曾 正 正在 会 能 可 可以 可能 应 应该 必须 需要 要 想 让 使 给 向 往 到 去 来 上 下 中 里 内 外 后 "
    "前 间 时 年 月 日 一 二 三 两 个 项 种 次 位 名 家 所 者 认为 表示 指出 宣布 说 称 进行 提出 推动 加强 "
    "实施 采取 影响 问题 方面 包括 根据 透过 通过 随着 关于 以来 当 当时 目前 现在 今天 昨天 明天 去年 今年 "
    "能否 是否 新 新的 大 小 多 少 高 低".split()
)
_FORM, _OWN, _NEAR, _AKIN, _STRANGE, _ELSEWHERE = 1.0, 0.85, 0.65, 0.55, 0.15, -0.7
# A word that nothing explains, where the draft lacks the concept.
_UNKNOWN = 0.25
# Where the concept is missing anyway only the place is at stake.
_ELSEWHERE_IF_MISSING = -0.3
_MISPLACED, _BONUS = -0.6, 0.1
_EXPLAINED = 0.7
_LEAST, _LEAST_IF_STRICT = 0.4, 0.5
_SUFFIXES = frozenset("化性率度力权法者业战学")
_MOST_WORDS = 6
_LONGER = 3


def rivals(sought: Sought, checked: Checked, *, strict: bool) -> Iterator[Rival]:
    """Every run of words with enough evidence, none that holds a rendering of another concept."""
    forms = {key for form in sought.forms if (key := chinese_key(form))}
    if not forms:
        return
    strict = strict or sought.said
    own = frozenset(w for term in sought.terms for w in _families(term, joined=True))
    near = near_to(own) if sought.lacking else own
    rest = frozenset(_families(sought.rest))
    for stretch in checked.targets:
        blocked = sought.blocked(checked, stretch)
        folded = fold(stretch.text)
        for chunk in (_merged(found, own) for found in _chunks(folded, blocked)):
            for a in range(len(chunk)):
                for b in range(a + 1, min(a + _MOST_WORDS, len(chunk)) + 1):
                    for form in forms:
                        rival = _judged(stretch, chunk, (a, b), form, (own, near), rest, strict=strict)
                        if rival:
                            yield rival


def _families(english: str, *, joined: bool = False) -> list[str]:
    found = [family(w) for _, _, w in english_tokens(english) if w.lower() not in FUNCTION_WORDS]
    return found + [a + b for a, b in pairwise(found)] if joined else found


def _chunks(folded: str, blocked: Sequence[tuple[int, int]]) -> Iterator[list[Word]]:
    """The words between function words, marks and other terms; a suffix belongs to its word: 高齡化."""
    for run in HAN_RUN.finditer(folded):
        chunk: list[Word] = []
        for piece in _pieces(folded, run.span(), blocked):
            if chunk and piece and piece[2] in _SUFFIXES:
                start, _, word = chunk.pop()
                chunk.append((start, piece[1], word + piece[2]))
            elif piece is None or piece[2] in _STOP:
                if chunk:
                    yield chunk
                chunk = []
            else:
                chunk.append(piece)
        if chunk:
            yield chunk


def _pieces(folded: str, run: tuple[int, int], blocked: Sequence[tuple[int, int]]) -> Iterator[Word | None]:
    at = run[0]
    for a, b in [*(s for s in blocked if run[0] <= s[0] < run[1]), (run[1], run[1])]:
        if a > at:
            yield from words_with_places(folded[at:a], at)
        if b > a:
            yield None
        at = max(at, b)


def _merged(chunk: Sequence[Word], own: frozenset[str]) -> list[Word]:
    """The words of a chunk, those as one that together are what the English says: 基礎 and 建設 for infrastructure."""
    merged: list[Word] = []
    for word in chunk:
        if merged and merged[-1][1] == word[0] and chinese_explained_by(merged[-1][2] + word[2], own) >= _EXPLAINED:
            start, _, before = merged.pop()
            merged.append((start, word[1], before + word[2]))
        else:
            merged.append(word)
    return merged


def _judged(
    stretch: Stretch,
    chunk: Sequence[Word],
    span: tuple[int, int],
    form: str,
    explaining: tuple[frozenset[str], frozenset[str]],
    rest: frozenset[str],
    *,
    strict: bool,
) -> Rival | None:
    """Some words of a chunk as a rival, with their score; None where they have too little of the concept."""
    own, near = explaining
    words = chunk[slice(*span)]
    start, end = words[0][0], words[-1][1]
    size = end - start
    if size < 2 or size > len(form) + _LONGER:
        return None
    wording = "".join(word for _, _, word in words)
    lacking = near is not own
    total, good, strangers, weak, nothing = 0.0, 0, 0, 0, 0
    for n, (_, _, word) in enumerate(words):
        length = len(word)
        elsewhere = chinese_explained_by(word, rest) >= _EXPLAINED
        if word in form:
            total += length * (_FORM / 2 if elsewhere else _FORM)
            good += not elsewhere
            if (form.endswith(word) and n < len(words) - 1) or (form.startswith(word) and n):
                total += length * _MISPLACED
        elif chinese_explained_by(word, own) >= _EXPLAINED and length > 1:
            total += length * (_OWN / 2 if elsewhere else _OWN)
            good += not elsewhere
        elif lacking and length > 1 and not elsewhere and chinese_explained_by(word, near) >= _EXPLAINED:
            total += length * _NEAR
            good += 1
            weak += 1
        elif elsewhere:
            total += length * (_ELSEWHERE if strict else _ELSEWHERE_IF_MISSING)
            strangers += 1
        elif common := sum(c in form for c in word):
            total += common * _AKIN
            good += common * 2 >= length
        else:
            total += length * (_UNKNOWN if lacking else _STRANGE)
            nothing += 1
    if not good or (size < len(form) and all(word in form for _, _, word in words)) or wording == form:
        return None
    if (strict and strangers) or (weak == good and (len(words) == 1 or (nothing and not _is_alike(words, form, near)))):
        return None
    score = total / max(len(form), size) + _BONUS * (size == len(form))
    score += _BONUS * (lacking and len(words) == len(chunk))
    if score < (_LEAST_IF_STRICT if strict else _LEAST):
        return None
    return Rival(
        stretch, (start, _completed(chunk, span, form)), score, telling=good == len(words), weak=0 < weak == good
    )


def _is_alike(words: Sequence[Word], form: str, near: frozenset[str]) -> bool:
    """Whether two words are as long as a form of two, and the head of them is near in sense: 公共房屋 for 社會住宅."""
    return (
        len(words) == 2
        and sum(len(word) for _, _, word in words) == len(form)
        and chinese_explained_by(words[-1][2], near) >= _EXPLAINED
    )


def _completed(chunk: Sequence[Word], span: tuple[int, int], form: str) -> int:
    """Where the rival ends, with a next word that has what the form still lacks: 運算能力 for 算力."""
    end = chunk[span[1] - 1][1]
    if span[1] == len(chunk):
        return end
    lacking = set(form) - set("".join(word for _, _, word in chunk[slice(*span)]))
    following = chunk[span[1]]
    return following[1] if following[0] == end and form[-1] in lacking and following[2].endswith(form[-1]) else end
