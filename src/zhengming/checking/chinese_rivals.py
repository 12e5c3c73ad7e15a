"""Chinese wordings that probably render an English term: they share characters with its form, or the dictionary links them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zhengming.checking.accounts import chinese_explained_by, words_with_places
from zhengming.checking.context import Checked, Context
from zhengming.checking.rival import Rival, rest_of_source, source_terms, taken
from zhengming.checking.stretch import Stretch
from zhengming.language.english import FUNCTION_WORDS, family
from zhengming.language.english import tokens as english_tokens
from zhengming.language.keys import chinese_key
from zhengming.language.scripts import HAN_RUN, fold
from zhengming.model import Concept

Word = tuple[int, int, str]

_STOP = frozenset(
    "的 之 了 着 地 得 在 是 有 和 与 及 或 以及 并 而 但 也 都 就 才 又 再 还 很 更 最 不 没 没有 将 把 被 由 从 对 对于 于 以 为 为了 因 因为 所以 如果 若 则 虽然 "
    "但是 然而 因此 同时 其 该 此 这 那 这些 那些 这个 那个 我 你 他 她 它 我们 你们 他们 她们 它们 各 每 某 等 等等 其中 其他 之后 之前 以后 以前 已 已经 曾 正 正在 "
    "会 能 可 可以 可能 应 应该 必须 需要 要 想 让 使 给 向 往 到 去 来 上 下 中 里 内 外 后 前 间 时 年 月 日 一 二 三 两 个 项 种 次 位 名 家 所 者 认为 表示 指出 "
    "宣布 说 称 进行 提出 推动 加强 实施 采取 影响 问题 方面 包括 根据 透过 通过 随着 关于 以来 当 当时 目前 现在 今天 昨天 明天 去年 今年 新 新的 大 小 多 少 高 低".split()
)
_FORM, _OWN, _AKIN, _ELSEWHERE = 1.0, 0.85, 0.55, -0.7
_EXPLAINED = 0.7
_LEAST, _LEAST_BESIDE = 0.4, 0.55
_MOST_WORDS = 5
_LONGER = 3


def rivals(context: Context, checked: Checked, concept: Concept, *, beside: bool) -> Iterator[Rival]:
    """Every run of words with enough evidence, none that holds a rendering of another concept."""
    forms = {chinese_key(t.text) for t in context.right_terms(concept) if t.type in ("full", "variant")}
    if not forms:
        return
    own = frozenset(w for term in source_terms(checked, concept.id) for w in _families(term))
    rest = frozenset(_families(rest_of_source(checked, concept.id)))
    for stretch in checked.targets:
        blocked = taken(checked, stretch, concept.id)
        folded = fold(stretch.text)
        for chunk in _chunks(folded, blocked):
            for a in range(len(chunk)):
                for b in range(a + 1, min(a + _MOST_WORDS, len(chunk)) + 1):
                    for form in forms:
                        rival = _judged(stretch, chunk[a:b], form, own, rest, beside=beside)
                        if rival:
                            yield rival


def _families(english: str) -> list[str]:
    return [family(w) for _, _, w in english_tokens(english) if w.lower() not in FUNCTION_WORDS]


def _chunks(folded: str, blocked: Sequence[tuple[int, int]]) -> Iterator[list[Word]]:
    """The words between function words, marks and other terms."""
    for run in HAN_RUN.finditer(folded):
        chunk: list[Word] = []
        for piece in _pieces(folded, run.span(), blocked):
            if piece is None or piece[2] in _STOP:
                if chunk:
                    yield chunk
                chunk = []
                if piece and piece[2] == "的":
                    continue
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


def _judged(
    stretch: Stretch, words: Sequence[Word], form: str, own: frozenset[str], rest: frozenset[str], *, beside: bool
) -> Rival | None:
    size = words[-1][1] - words[0][0]
    if size < 2 or size > len(form) + _LONGER:
        return None
    total, good, strangers = 0.0, 0, 0
    shared = False
    for start, end, word in words:
        length = end - start
        common = sum(c in form for c in word)
        elsewhere = chinese_explained_by(word, rest) >= _EXPLAINED
        if word in form and (length > 1 or len(form) <= 3):
            shared = True
            total += length * (_FORM / 2 if elsewhere else _FORM)
            good += not elsewhere
        elif chinese_explained_by(word, own) >= _EXPLAINED and length > 1:
            total += length * (_OWN / 2 if elsewhere else _OWN)
            good += not elsewhere
        elif elsewhere:
            total += length * _ELSEWHERE
            strangers += 1
        elif common:
            shared = True
            total += common * _AKIN
            good += common * 2 >= length
    if not good or "".join(w for _, _, w in words) == form:
        return None
    score = total / max(len(form), size)
    if score < (_LEAST_BESIDE if beside else _LEAST) or (beside and (strangers or not shared)):
        return None
    return Rival(stretch, (words[0][0], words[-1][1]), score, telling=good == len(words))
