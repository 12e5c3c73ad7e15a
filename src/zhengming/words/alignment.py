"""The best explanation of a gloss for every place where its Chinese side may begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class _State:
    score: float
    value: float
    unexplained: int
    edge: int
    pieces: tuple[Piece, ...]


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
    states: list[dict[int, _State]] = [{} for _ in run] + [{0: _State(0.0, 0.0, 0, 0, ())}]
    out: list[Explanation] = []
    for at in range(len(run) - 1, -1, -1):
        here: dict[int, _State] = {}
        _skip(run[at], states[at + 1], here)
        for piece in starting[at]:
            for mask, state in states[piece.end].items():
                if piece.mask & mask:
                    continue
                value = piece.quality * sum(w for bit, w in weights.items() if bit & piece.mask) / total
                _keep(
                    here,
                    mask | piece.mask,
                    _State(
                        state.score + value,
                        state.value + value,
                        state.unexplained,
                        0 if piece.mask else state.edge,
                        (piece, *state.pieces),
                    ),
                )
        best = sorted(here.items(), key=lambda s: -s[1].score)[:_MOST_STATES]
        states[at] = dict(best)
        top = best[0][1]
        out.append(Explanation(top.value, top.unexplained, top.edge, tuple(p for p in top.pieces if p.mask)))
    return out[::-1]


def _skip(character: str, after: dict[int, _State], here: dict[int, _State]) -> None:
    """A character that nothing explains; signs between words are free."""
    free = character in _SEPARATORS
    cost = 0.0 if free else _UNEXPLAINED if HAN_CHARACTER.match(character) else _UNEXPLAINED / 2
    for mask, state in after.items():
        count = 0 if free else 1
        _keep(
            here,
            mask,
            _State(state.score - cost, state.value, state.unexplained + count, state.edge + count, state.pieces),
        )


def _keep(states: dict[int, _State], mask: int, state: _State) -> None:
    old = states.get(mask)
    if old is None or state.score > old.score:
        states[mask] = state
