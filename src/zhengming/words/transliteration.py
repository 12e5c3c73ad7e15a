"""How well Chinese syllables sound like a foreign name: 布林肯 is Blinken, 碧福特 (Cantonese) is Pickford."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from zhengming.words.lexicon import readings

DOTS = "·．・‧･•"
LONGEST_CHUNK = 6
_INITIAL = re.compile(r"(@?)(zh|ch|sh|ng(?=[a-z])|gw|kw|[bpmfdtnlgkhjqxrzcsyw])?(.*)")
_CHUNK = re.compile(r"([^aeiouy]*)([aeiouy]*)([^aeiouy]*)(e?)")
_NO_MATCH = 9.0
# Vowel letters that a final's main vowel is heard as.
_VOWELS = {"a": "aeou", "o": "oaue", "e": "eaoiu", "i": "ieyau", "u": "uoweia", "v": "uiey"}


@dataclass(frozen=True, slots=True)
class Heard:
    """run[start:end] sounds like the name it was asked about, `likeness` 0 to 1."""

    start: int
    end: int
    likeness: float


@cache
def _initials() -> dict[str, dict[str, float]]:
    text = resources.files("zhengming.words").joinpath("data/sounds.tsv").read_text(encoding="utf-8")
    table: dict[str, dict[str, float]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            initial, consonants = line.split("\t")
            pairs = (c.split(":") for c in consonants.split())
            table[initial] = {letters: float(cost) for letters, cost in pairs}
    return table


@lru_cache(maxsize=4096)
def letters_of(name: str) -> str:
    """The name in plain lower-case letters: Estévez → estevez."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z]", "", plain)


def hear(run: str, name: str) -> list[Heard]:
    """The best stretch of `run` that sounds like the whole of `name`, for every place where one begins."""
    letters = letters_of(name)
    if not 2 <= len(letters) <= 16:
        return []
    return list(_hear(run, letters))


@lru_cache(maxsize=2048)
def _hear(run: str, letters: str) -> tuple[Heard, ...]:
    """Cost, end and syllables of the best match of letters[k:] from each place, from the right to the left."""
    size = len(letters)
    chunks = _chunks(letters)
    after: list[tuple[float, int, int] | None] = [None] * size + [(0.0, len(run), 0)]
    found: list[Heard] = []
    for at in range(len(run) - 1, -1, -1):
        if run[at] in DOTS:
            after = [*after[:size], (0.0, at, 0)]
            continue
        here: list[tuple[float, int, int] | None] = [None] * size
        sounds = readings(run[at])
        for stop, rest in enumerate(after if sounds else ()):
            if rest is None:
                continue
            for k, chunk in chunks[stop]:
                cost = _least_cost(sounds, chunk, stop == size)
                old = here[k]
                if cost < 1 and (old is None or cost + rest[0] < old[0]):
                    here[k] = (cost + rest[0], rest[1], rest[2] + 1)
        if here[0] is not None:
            cost, end, syllables = here[0]
            likeness = 1 - cost / (0.55 * max(syllables, size / 2.6))
            if likeness > 0.3:
                found.append(Heard(at, end, likeness))
        after = [*here, (0.0, at, 0)]
    return tuple(found)


@lru_cache(maxsize=2048)
def _chunks(letters: str) -> tuple[tuple[tuple[int, str], ...], ...]:
    """The stretches of a name that one character may stand for and where they begin, by where they end."""
    return tuple(
        tuple(
            (k, letters[k:stop]) for k in range(max(0, stop - LONGEST_CHUNK), stop) if _parts_of_chunk(letters[k:stop])
        )
        for stop in range(len(letters) + 1)
    )


@lru_cache(maxsize=65536)
def _least_cost(sounds: tuple[str, ...], chunk: str, last: bool) -> float:
    """What it costs that a character stands for these letters, in its best reading."""
    return min(_chunk_cost(sound, chunk, last) for sound in sounds)


@lru_cache(maxsize=65536)
def _chunk_cost(syllable: str, chunk: str, last: bool) -> float:
    """What it costs that a syllable stands for these letters: bu for b, lin for lin; from 1 on it does not."""
    parts = _parts_of_chunk(chunk)
    if not parts:
        return _NO_MATCH
    onset, vowels, coda, silent = parts
    if syllable in ("er", "@ji") and not onset and not vowels:
        return _NO_MATCH
    initial, final = _parts_of_syllable(syllable)
    cost = _onset_cost(initial, onset, vowels[:1], syllable == "er")
    if cost >= 1:
        return _NO_MATCH
    cost += _rime_cost(final, vowels, coda, last)
    return cost + 0.05 if silent else cost


@lru_cache(maxsize=16384)
def _parts_of_chunk(chunk: str) -> tuple[str, str, str, str] | None:
    """Consonants, vowels, consonants and a silent e: st o n e."""
    match = _CHUNK.fullmatch(chunk)
    if not match:
        return None
    onset, vowels, coda, silent = match.groups()
    if silent and not (vowels and coda):
        return None
    return (onset, vowels, coda, silent) if vowels or not coda else (onset + coda, vowels, "", silent)


@lru_cache(maxsize=4096)
def _parts_of_syllable(syllable: str) -> tuple[str, str]:
    """The initial, `-` for none, and the final: zh ang, @ng o."""
    sign, initial, final = _INITIAL.fullmatch(syllable).groups()  # type: ignore[union-attr]
    return sign + (initial or "-"), final


@lru_cache(maxsize=16384)
def _onset_cost(initial: str, onset: str, vowel: str, is_er: bool) -> float:
    if is_er and onset in ("r", "l", "ll", "rr", "rl"):
        return -0.1 if not vowel else 0.3
    table = _initials()[initial]
    if onset in table:
        return table[onset]
    if not onset and vowel in table:
        return table[vowel]
    # A letter that is not heard in a cluster: Sch-, Wr-, Mb-.
    shorter = [table[part] for part in (onset[1:], onset[:-1]) if part and part in table]
    return min(shorter) + 0.3 if shorter else _NO_MATCH


@lru_cache(maxsize=16384)
def _rime_cost(final: str, vowels: str, coda: str, last: bool) -> float:
    nasal = final.endswith(("n", "ng", "m"))
    stopped = final[-1:] in ("p", "t", "k")
    main = re.sub("[^aeiouv]", "", final)
    cost = 0.0
    if vowels:
        heard = set(vowels.replace("y", "i"))
        near = set("".join(_VOWELS.get(v, "") for v in main))
        cost += 0.0 if heard & set(main) else 0.08 if heard & near or final.endswith("r") else 0.25
        cost += 0.06 * max(0, len(vowels) - 2)
    else:
        # A vowel that only Chinese needs: light in si, te, ke, bu, fu, shi; heavy in lai, kang.
        cost += 0.1 if len(final) == 1 else 0.3
    if nasal:
        return cost + (0.0 if coda[:1] in ("n", "m") else 0.3) + (0.1 * len(coda.strip("nmg")))
    if final.endswith("r"):
        return cost + (0.0 if not coda or coda[:1] in ("r", "l") else 0.2)
    if stopped and coda:
        return cost + 0.05 + 0.1 * (len(coda) - 1)
    silent = {"r": 0.04, "h": 0.04, "w": 0.04, "l": 0.12, "gh": 0.1, "s": 0.15, "t": 0.12, "d": 0.15}
    return cost + (silent.get(coda, 0.15 * len(coda) + (0 if last else 0.05)) if coda else 0.0)
