"""The best explanation of a gloss for every place where its Chinese side may begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from zhengming.language.scripts import HAN_CHARACTER, simplify
from zhengming.words.acronyms import find_letter_pieces, letters_of_acronym
from zhengming.words.english import Word, words_of
from zhengming.words.pieces import Piece, find_pieces

_UNEXPLAINED = 0.12
_MOST_STATES = 24
_SEPARATORS = frozenset(" ·．・‧･•-‐－—／/、\u3000")


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
        """The English words of a set, as the gloss has them."""
        return " ".join(w.shown for w in self.words if w.bit & mask)


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
            if old is None or score + value > old[0]:
                edge = 0 if piece.mask else edge
                here[mask | piece.mask] = (score + value, covered + value, unexplained, edge, (piece, *pieces))


def _skip(character: str, after: dict[int, _State], here: dict[int, _State]) -> None:
    """A character that nothing explains; signs between words are free."""
    free = character in _SEPARATORS
    cost = 0.0 if free else _UNEXPLAINED if HAN_CHARACTER.match(character) else _UNEXPLAINED / 2
    count = 0 if free else 1
    for mask, (score, covered, unexplained, edge, pieces) in after.items():
        here[mask] = (score - cost, covered, unexplained + count, edge + count, pieces)
