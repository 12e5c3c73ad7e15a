"""The Taiwan, Hong Kong and Mainland forms of a word or of the words of a text, and how each is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from zhengming.language.keys import chinese_key
from zhengming.language.regional_table import BOTH, STANCE, Foreign, RegionalRow, foreign_wordings, places, rows_for
from zhengming.language.regions import characters, phrase
from zhengming.language.scripts import HAN_RUN, fold, script_of
from zhengming.language.words import dictionary_words, is_common, stands_as_word
from zhengming.model import Concept, Glossary, RegionalForm
from zhengming.tags import FALLBACKS, REGIONS, SCRIPT_OF_REGION

# How a form is known, the weakest last: a wording of several words is known no better than its weakest.
_HOW = ("entry", "table", "phrases", "characters")
# So many wordings of a compound are worth reading.
_MOST_ALTERNATIVES = 4
# Shorter words are not looked for inside others: single characters are anybody's.
_SHORTEST = 2
# So long a word does not come about by chance: 大眾運輸 stands in 大眾運輸工具, though 運輸工具 is a word too.
_UNMISTAKABLE = 4


@dataclass(frozen=True, slots=True)
class RegionalSpan:
    """A piece of a text and its forms; `kind` is empty for what nobody has judged, `flag` is `both` or `stance`."""

    start: int
    end: int
    found: str
    forms: Mapping[str, RegionalForm]
    kind: str = ""
    flag: str = ""
    note: str = ""


class Wordings:
    """The words whose regional forms somebody has judged: a glossary's, and where it is silent the table's."""

    def __init__(self, glossary: Glossary) -> None:
        self._entries: dict[str, Concept] = {}
        for concept in glossary.concepts:
            for term in concept.terms:
                if term.is_right and term.language != "en":
                    self._entries.setdefault(chinese_key(term.text), concept)
        # From the first two characters of a key to how long the keys are that begin so, the longest first.
        lengths: dict[str, set[int]] = {}
        for key in (*self._entries, *places()):
            if len(key) >= _SHORTEST:
                lengths.setdefault(key[:_SHORTEST], set()).add(len(key))
        self._lengths = {start: sorted(found, reverse=True) for start, found in lengths.items()}

    def forms(self, word: str) -> dict[str, RegionalForm]:
        """The forms of one wording: its own entry or row, else piece by piece."""
        word = word.strip()
        whole = self._judged(word, 0, len(word), script_of(word))
        return _joined([whole] if whole else self.pieces(word))

    def spans(self, text: str, tags: Sequence[str] = tuple(REGIONS)) -> Iterator[RegionalSpan]:
        """The words of a running text that these regions say differently, or that may have to change; no stances."""
        for piece in self.pieces(text):
            if piece.kind and piece.flag != STANCE and _differs(piece, tags):
                yield piece

    def foreign(self, text: str, tag: str, *, stance: bool = False) -> Iterator[tuple[int, int, Foreign]]:
        """The words of a running text that this region certainly does not say, with their places.

        What the glossary has is said, and the longest judged word counts: 軟體 is not found in 軟體動物.
        """
        theirs = foreign_wordings(tag, stance=stance)
        for start, end in self._judged_places(text):
            key = chinese_key(text[start:end])
            if key in theirs and key not in self._entries:
                yield start, end, theirs[key]

    def pieces(self, text: str) -> list[RegionalSpan]:
        """A text as the longest judged words that stand in it, and what lies between them."""
        script = script_of(text)
        plain = {tag: characters(text, tag) for tag in REGIONS}
        found: list[RegionalSpan] = []
        loose = 0
        for start, end in self._judged_places(text):
            piece = self._judged(text, start, end, script)
            if piece is not None:
                found += [*_between(text, loose, start, plain), piece]
                loose = end
        return [*found, *_between(text, loose, len(text), plain)]

    def _judged_places(self, text: str) -> Iterator[tuple[int, int]]:
        """Where judged words stand in a text, the longest first, from left to right without overlap.

        Behind one the text begins anew: 行動通訊 | 網路, though 通訊網 is a word too.
        """
        keys = fold(text)
        runs = [(run.start(), run.end()) for run in HAN_RUN.finditer(text)]
        at = behind = 0
        while at < len(text):
            end = self._longest(text, keys, at, behind, runs)
            if end is not None:
                yield at, end
                behind = end
            at = at + 1 if end is None else end

    def _longest(self, text: str, keys: str, at: int, behind: int, runs: Sequence[tuple[int, int]]) -> int | None:
        for length in self._lengths.get(keys[at : at + _SHORTEST], ()):
            end = at + length
            if end > len(text):
                continue
            key = chinese_key(text[at:end])
            if (key in self._entries or key in places()) and _stands(text, at, end, behind, runs):
                return end
        return None

    def _judged(self, text: str, start: int, end: int, script: str | None) -> RegionalSpan | None:
        found = text[start:end]
        key = chinese_key(found)
        concept = self._entries.get(key)
        if concept is not None:
            forms = {tag: _from_entry(concept, tag) for tag in REGIONS}
            return RegionalSpan(start, end, found, forms, concept.kind, note=concept.note or "")
        rows, others = rows_for(key, script_of(found) or script)
        if not rows:
            return None
        forms = {tag: _from_rows(rows, others, tag, found) for tag in REGIONS}
        note = "; ".join(dict.fromkeys(row.note for row in rows if row.note))
        return RegionalSpan(start, end, found, forms, rows[0].kind, rows[0].flag, note)


def variants(word: str, glossary: Glossary) -> dict[str, RegionalForm]:
    """芯片 → 晶片 (Taiwan), 晶片 (Hong Kong), 芯片 (Mainland).

    A person's entry wins, then our own table, then OpenCC's phrases, else only the characters change. A wording of
    several words is put together from theirs. False friends and what OpenCC proposes are never `sure`, nor is a word
    that nobody has judged unless it is an everyday one whose characters stay.
    """
    return Wordings(glossary).forms(word)


def _from_entry(concept: Concept, tag: str) -> RegionalForm:
    right = [t.text for t in concept.designations(tag)]
    # A form of another region that stands in for a missing one is the entry's best guess, no more.
    own = any(t.language in (tag, SCRIPT_OF_REGION[tag]) for t in concept.terms if t.is_right)
    if not right:
        other = next(t.text for lang in FALLBACKS["zh-Hant"] + FALLBACKS["zh-Hans"] for t in concept.designations(lang))
        return _proposed(other, tag)
    return RegionalForm(right[0], "entry", own, tuple(right[1:]))


def _from_rows(rows: Sequence[RegionalRow], others: Sequence[RegionalRow], tag: str, found: str) -> RegionalForm:
    forms = list(dict.fromkeys(form for row in rows for form in row.forms[tag]))
    forms += [row.forms[tag][0] for row in others if row.forms[tag][0] not in forms]
    agreed = len({fold(row.forms[tag][0]) for row in rows}) == 1
    # 臺灣 stays, a spelling of the table's 台灣, and 资讯 in Simplified: what is admitted is the author's choice.
    spelling = fold(forms[0]) == fold(found) and script_of(found) != "zh-Hans"
    if found in forms and (script_of(found) == "zh-Hans" if tag == "zh-CN" else spelling):
        forms = [found, *(form for form in forms if form != found)]
    return RegionalForm(forms[0], "table", agreed and not rows[0].flag, tuple(forms[1:]))


def _proposed(word: str, tag: str) -> RegionalForm:
    """What OpenCC makes of a word that nobody has judged: its phrases where they can be trusted, else characters."""
    plain = characters(word, tag)
    form, trusted = phrase(word, tag)
    if trusted:
        return RegionalForm(form, "phrases", False, (plain,))
    other = (form,) if fold(form) != fold(word) else ()
    return RegionalForm(plain, "characters", _is_settled(word, plain) and not other, other)


def _is_settled(found: str, plain: str) -> bool:
    """Whether a word that nobody has judged is surely said so: everyday, its characters stay; or no Chinese."""
    return plain == found and (is_common(found) or not HAN_RUN.search(found))


def _between(text: str, start: int, end: int, plain: Mapping[str, str]) -> Iterator[RegionalSpan]:
    """What lies between judged words: dictionary words that OpenCC's phrases know apart, the rest as it is."""
    at = start
    for word_start, word_end in _words(text, start, end):
        word = text[word_start:word_end]
        if all(fold(phrase(word, tag)[0]) == fold(word) for tag in REGIONS):
            continue
        if at < word_start:
            yield _plain(text, at, word_start, plain)
        forms = {tag: _proposed(word, tag) for tag in REGIONS}
        kind = "term" if any(form.how == "phrases" for form in forms.values()) else ""
        yield RegionalSpan(word_start, word_end, word, forms, kind)
        at = word_end
    if at < end:
        yield _plain(text, at, end, plain)


def _words(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for run in HAN_RUN.finditer(text, start, end):
        if run.end() - run.start() < _SHORTEST:
            continue
        at = run.start()
        for word in dictionary_words(run[0]):
            if len(word) >= _SHORTEST:
                yield at, at + len(word)
            at += len(word)


def _plain(text: str, start: int, end: int, plain: Mapping[str, str]) -> RegionalSpan:
    found = text[start:end]
    converted = {tag: whole[start:end] for tag, whole in plain.items()}
    forms = {tag: RegionalForm(form, "characters", _is_settled(found, form)) for tag, form in converted.items()}
    return RegionalSpan(start, end, found, forms)


def _stands(text: str, start: int, end: int, behind: int, runs: Sequence[tuple[int, int]]) -> bool:
    """Whether text[start:end] is no stray piece of its neighbours from `behind` on: 質量 does not stand in 性質量化."""
    if text[start].isascii() and text[start - 1 : start].isascii() and text[start - 1 : start].isalnum():
        return False
    if text[end - 1].isascii() and text[end : end + 1].isascii() and text[end : end + 1].isalnum():
        return False
    for run_start, right in runs:
        left = max(run_start, behind)
        if left <= start and end <= right:
            long = end - start >= _UNMISTAKABLE or (start, end) == (left, right)
            return long or stands_as_word(text[left:right], start - left, end - left)
    return True


def _differs(piece: RegionalSpan, tags: Sequence[str]) -> bool:
    """Whether a word has to be looked at for these regions: another word there, or a doubt that has alternatives."""
    asked = [piece.forms[tag] for tag in tags]
    if piece.flag == BOTH or not all(form.sure for form in asked):
        return any(form.alternatives for form in asked) or any(fold(f.form) != fold(piece.found) for f in asked)
    found = fold(piece.found)
    if len(tags) == 1:
        return found not in {fold(wording) for form in asked for wording in (form.form, *form.alternatives)}
    return len({fold(form.form) for form in asked} | {found}) > 1


def _joined(pieces: Sequence[RegionalSpan]) -> dict[str, RegionalForm]:
    if len(pieces) == 1:
        return dict(pieces[0].forms)
    return {tag: _compound([piece.forms[tag] for piece in pieces]) for tag in REGIONS}


def _compound(parts: Sequence[RegionalForm]) -> RegionalForm:
    """The form of several words on end; its alternatives change one of them at a time."""
    judged = [part.how for part in parts if part.how != "characters"]
    others = (
        "".join([*(p.form for p in parts[:n]), other, *(p.form for p in parts[n + 1 :])])
        for n, part in enumerate(parts)
        for other in part.alternatives
    )
    return RegionalForm(
        "".join(part.form for part in parts),
        max(judged, key=_HOW.index, default="characters"),
        all(part.sure for part in parts),
        tuple(dict.fromkeys(others))[:_MOST_ALTERNATIVES],
    )
