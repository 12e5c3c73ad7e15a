"""The best explanation of a gloss for every place where its Chinese side may begin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from zhengming.language.scripts import HAN_CHARACTER, simplify
from zhengming.words.acronyms import find_letter_pieces, letters_of_acronym
from zhengming.words.english import Word, words_of
from zhengming.words.lexicon import english_count
from zhengming.words.pieces import Piece, find_pieces
from zhengming.words.romanization import spelled

_UNEXPLAINED = 0.12
# Of two explanations as good as each other the one in more pieces tells a reader more: 基礎 | 模型.
_FINER = 0.005
_MOST_STATES = 24
# So many content words are looked at before a Chinese gloss.
_MOST_ENGLISH = 14
# In running text an ordinary word only happens to sound like some Chinese: Chinese and 產業.
_COMMON = 40
_SEPARATORS = frozenset(' ·．・‧･•-‐－—／/、\u3000「」『』“”《》"')


@dataclass(frozen=True, slots=True)
class Explanation:
    """How run[start:] explains the gloss: the share of the English, Han characters without a link, the pieces in order.

    `edge` counts the unexplained characters at the left edge, `words` the pieces as (Chinese, English) for a reader.
    """

    covered: float
    unexplained: int
    edge: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """The explanations of one gloss by every suffix of a run, by where the suffix starts."""

    words: tuple[Word, ...]
    explanations: tuple[Explanation, ...]
    pieces: tuple[Piece, ...]

    def shown(self, mask: int) -> str:
        """The English words of a set, as the gloss has them: decoupling, not de- decoupling."""
        whole = {w.whole for w in self.words if w.bit & mask and not w.prefix}
        return " ".join(w.shown for w in self.words if w.bit & mask and not (w.prefix and w.whole in whole))


# Score, share of the English, unexplained characters, those at the left edge, pieces: a tuple, as thousands are made.
_State = tuple[float, float, int, int, tuple[Piece, ...]]


@lru_cache(maxsize=256)
def align(run: str, en: str, *, is_acronym: bool = False, expansion: str | None = None) -> Alignment:
    """Explain the gloss `en` by the suffixes of a run of Chinese.

    >>> alignment = align("尋求去風險", "de-risking")
    >>> [run_start for run_start, e in enumerate(alignment.explanations) if e.covered > 0.9 and not e.edge]
    [2]
    """
    plain = simplify(run)
    if is_acronym and not expansion:
        words = letters_of_acronym(en)
        pieces = find_letter_pieces(plain, words, en)
    else:
        words = words_of(expansion or en)
        pieces = find_pieces(plain, words, expansion or en)
    return Alignment(words, tuple(_explain(plain, words, pieces)), tuple(pieces))


@lru_cache(maxsize=256)
def align_endings(run: str, en: str) -> Alignment:
    """Explain every ending of an English wording by the whole of a Chinese one.

    `explanations[n]` is that of the wording without its first n words; the last one has no word to explain.

    >>> alignment = align_endings("雙循環", "promotes dual circulation")
    >>> max(range(3), key=lambda n: alignment.explanations[n].covered)
    1
    """
    plain = simplify(run)
    words = tuple(replace(w, name=w.name and english_count(w.whole) <= _COMMON) for w in words_of(en, _MOST_ENGLISH))
    pieces = [*find_pieces(plain, words, en), *_readings(plain, words)]
    out: list[Explanation] = []
    for n in range(len(words) + 1):
        left_out = sum(w.bit for w in words[:n])
        out += _explain(plain, words[n:], [p for p in pieces if not p.mask & left_out])[:1]
    return Alignment(words, tuple(out), tuple(pieces))


def _readings(run: str, words: Sequence[Word]) -> Iterator[Piece]:
    """Words that spell how a piece of the run is read; one syllable alone must be written as a name."""
    for word in words:
        for start, end in spelled(run, word.whole):
            if not word.prefix and (end - start > 1 or word.shown[0].isupper()):
                yield Piece(start, end, word.bit, 1.0, "reading")


def _explain(run: str, words: Sequence[Word], pieces: Sequence[Piece]) -> list[Explanation]:
    """From the right to the left: the best states by set of explained words at each place."""
    total = sum(w.weight for w in words) or 1.0
    weights = {w.bit: w.weight for w in words}
    starting: list[list[Piece]] = [[] for _ in run]
    for piece in pieces:
        starting[piece.start].append(piece)
    states: list[dict[int, _State]] = [{} for _ in run] + [{0: (0.0, 0.0, 0, 0, ())}]
    out: list[Explanation] = []
    for at in range(len(run) - 1, -1, -1):
        here: dict[int, _State] = {}
        _skip(run[at], states[at + 1], here)
        for piece in starting[at]:
            value = piece.quality * sum(w for bit, w in weights.items() if bit & piece.mask) / total
            _take(piece, value, states[piece.end], here)
        best = sorted(here.items(), key=_score, reverse=True)[:_MOST_STATES]
        states[at] = dict(best)
        _, covered, unexplained, edge, explaining = best[0][1]
        out.append(Explanation(covered, unexplained, edge, tuple(p for p in explaining if p.mask)))
    return out[::-1]


def _score(state: tuple[int, _State]) -> float:
    return state[1][0]


def _take(piece: Piece, value: float, after: dict[int, _State], here: dict[int, _State]) -> None:
    """A piece before every state that it adds to."""
    for mask, (score, covered, unexplained, edge, pieces) in after.items():
        if not piece.mask & mask:
            old = here.get(mask | piece.mask)
            reached = score + value + (_FINER if piece.mask else 0.0)
            if old is None or reached > old[0]:
                edge = 0 if piece.mask else edge
                here[mask | piece.mask] = (reached, covered + value, unexplained, edge, (piece, *pieces))


def _skip(character: str, after: dict[int, _State], here: dict[int, _State]) -> None:
    """A character that nothing explains; signs between words are free."""
    free = character in _SEPARATORS
    cost = 0.0 if free else _UNEXPLAINED if HAN_CHARACTER.match(character) else _UNEXPLAINED / 2
    count = 0 if free else 1
    for mask, (score, covered, unexplained, edge, pieces) in after.items():
        here[mask] = (score - cost, covered, unexplained + count, edge + count, pieces)
