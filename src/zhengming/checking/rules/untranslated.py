"""`untranslated`: wording of the source's language left standing in the draft.

Severity: warning; error for a whole paragraph. Direction: any draft. Source: not needed. On by default.

Fails: Chinese in an English sentence; English terms of the glossary and everyday English words in a Chinese one; a
paragraph that is still the source's. Where most of a draft is still the source's, that is one finding.
Passes: glosses in parentheses or marks and what they explain; titles; notes; a Chinese name behind its English form;
cells of a table; concepts that the glossary says are not to be translated; in a Chinese draft names, acronyms, units,
code, and a word that the draft uses again and again.
What to do: translate it, or add it to the glossary with `do-not-translate: true`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from zhengming.checking.context import Checked, Context, Judge
from zhengming.checking.stretch import Stretch
from zhengming.language.english import is_known
from zhengming.language.scripts import HAN, HAN_CHARACTER, LATIN_LETTER, contains_han
from zhengming.model import OBJECT, Finding, Mention

ID = "untranslated"
_PARENTHESES = re.compile(r"[(（\[［【〔][^()（）\[\]［］【】〔〕]*[)）\]］】〕]")
_IN_MARKS = re.compile(
    r"「[^「」]{1,60}」|『[^『』]{1,60}』|“[^“”]{1,60}”|\"[^\"]{1,60}\"|‘[^‘’]{1,60}’|《[^《》]*》|〈[^〈〉]*〉"
)
# A run of Chinese, with the signs between its clauses.
_CHINESE = re.compile(f"[{HAN}](?:[{HAN}0-9，、。；：·（）“”「」]*[{HAN}])?")
_EXPLAINED = re.compile(r"[\"”’」』*_]*\s*[(（\[]\s*[^()（）]*[A-Za-z]")
_NAME_BEFORE = re.compile(r"[A-Z][\w'’.-]*,? $")
_MEANT_AS_WORD = re.compile(
    r"\b(?:words?|terms?|phrases?|characters?|slogan|expression|called|named|reads?|writes|written|Chinese|Mandarin"
    r"|pinyin|i\.e\.|e\.g\.|namely)[,:]?\s*[\"“‘「『]?$",
    re.IGNORECASE,
)
_LONGEST_NAME = 4
# English in a Chinese text: words in lower case, one or several.
_ENGLISH = re.compile(
    r"(?<![A-Za-z0-9@/.#\\&+_:’'-])(?<![A-Za-z0-9] )[a-z]+(?:[-'’][a-z]+)*(?: [a-z]+(?:[-'’][a-z]+)*)*"
    r"(?![A-Za-z0-9@/\\_+=]|\.[a-z]| [A-Z0-9])"
)
# A whole sentence, which begins with a capital and is mostly in small letters: no title, no name.
_SENTENCE = re.compile(r"(?<![A-Za-z0-9 ])[A-Z][a-z]*(?:,? [a-z][a-z’'-]*){5,}(?:,? [A-Za-z][A-Za-z’'-]*)*[.!?]?")
_LOWER_WORD = re.compile(r"\b[a-z]{2,}\b")
_SHORTEST_WORD = 4
# Units, and words that Chinese writers use as they are.
_AT_HOME = frozenset(
    "app apps blog bit bits byte bytes bug chat code cookie cookies cosplay debug demo diy email e-mail fans feat feed "
    "file font high hold hub info intel internet item kbps key kilo like line link live login logo mail map mbps media "
    "meme menu mode model note offline online open page part pixel plus podcast post pro prompt show sir site size "
    "spam spec style tag tags talk test text tips token tokens tone type vlog vlogger vs web website wifi wi-fi wiki "
    "word work mini km kg mm cm nm ml mg hz khz mhz ghz rpm fps dpi ppm via per aka etc et al ibid op cit and or of "
    "the in on to by for from de la le van von der del di da du des el bin ibn".split()
)
# What is between these is data about the text, in words of its own.
_FRONT_MATTER = re.compile(r"---[ \t]*(?:\r\n|\n|\r).*?(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)", re.DOTALL)
_FORMULA = re.compile(r"[\\$={}]")
# A word that the draft uses so often is its author's choice.
_TOO_OFTEN = 3
_WHOLE_ENGLISH, _WHOLE_CHINESE = 5, 6
_MOST_OF_DRAFT, _FEWEST = 0.6, 3


class Judgement(Judge):
    """One finding a stretch, a paragraph or a draft."""

    def __init__(self, context: Context) -> None:
        """Begin without anything seen."""
        super().__init__(context)
        self.whole: list[Finding] = []
        self.words: dict[str, list[Finding]] = {}
        self.often: Counter[str] = Counter()
        self.prose = 0
        front = _FRONT_MATTER.match(context.draft.text)
        self.front = front.end() if front else 0

    def segment(self, checked: Checked) -> Iterator[Finding]:
        """What is left standing in this segment; English words wait until all are counted."""
        if self._is_no_prose(checked):
            return
        if any(_letters(s.text) > 1 for s in checked.targets):
            self.prose += 1
        if is_untranslated(checked, self.context.language):
            message = "this is still the source text"
            self.whole.append(self.context.found(ID, "error", checked, None, None, message=message))
            return
        for stretch in checked.targets:
            if self.context.language == "en":
                if contains_han(stretch.text):
                    yield from self._chinese(checked, stretch)
            elif LATIN_LETTER.search(stretch.text) and contains_han(stretch.text):
                yield from self._english(checked, stretch)

    def _is_no_prose(self, checked: Checked) -> bool:
        """Whether it is data at the head of the file, or what is said of an image."""
        draft, start = self.context.draft, checked.targets[0].block.offset(0)
        return start < self.front or draft.line_text(draft.place(start)[0]).lstrip().startswith(("<img", "!["))

    def end(self) -> Iterator[Finding]:
        """The paragraphs, as one where they are most of the draft, and the English words that are rare in it."""
        if len(self.whole) >= max(_FEWEST, _MOST_OF_DRAFT * self.prose):
            yield replace(
                self.whole[0], message=f"{len(self.whole)} of {self.prose} paragraphs are still the source text"
            )
        else:
            yield from self.whole
        for word, findings in self.words.items():
            if self.often[word] < _TOO_OFTEN:
                yield from findings

    def _chinese(self, checked: Checked, stretch: Stretch) -> Iterator[Finding]:
        if stretch.block.kind == "cell":
            return
        apart = [m.span() for m in _PARENTHESES.finditer(stretch.text)]
        for match in _CHINESE.finditer(stretch.text):
            start, end = match.span()
            if (
                _within(apart, start, end)
                or self._explained(stretch, start, end)
                or stretch.in_title(start - 1, end + 1)
            ):
                continue
            mention = next((m for m in stretch.mentions if m.start <= start and end <= m.end), None)
            yield from self._left(checked, stretch, (start, end), mention)

    def _explained(self, stretch: Stretch, start: int, end: int) -> bool:
        """Whether English for it follows, or it is named as a word, or a person's name in characters."""
        text = stretch.text
        if _EXPLAINED.match(text, end) or _MEANT_AS_WORD.search(text, max(start - 30, 0), start):
            return True
        if text[start - 1 : start] in ("《", "〈") or any(
            _within([m.span()], start, end) for m in stretch_titles(text)
        ):
            return True
        return end - start <= _LONGEST_NAME and _NAME_BEFORE.search(text, max(start - 30, 0), start) is not None

    def _english(self, checked: Checked, stretch: Stretch) -> Iterator[Finding]:
        text = stretch.text
        apart = [m.span() for m in _PARENTHESES.finditer(text)] + [m.span() for m in _IN_MARKS.finditer(text)]
        apart += [(m.start, m.end) for m in stretch.block.marks]
        for match in _SENTENCE.finditer(text):
            if not _within(apart, *match.span()) and len(_LOWER_WORD.findall(match[0])) >= _WHOLE_ENGLISH:
                yield from self._left(checked, stretch, match.span(), None)
                apart.append(match.span())
        for match in _ENGLISH.finditer(text):
            start, end = match.span()
            if _within(apart, start, end) or _glosses(stretch, start, end):
                continue
            mention = next((m for m in stretch.mentions if m.language == "en" and m.start <= start < m.end), None)
            if mention:
                span = min(start, mention.start), max(mention.end, start + 1)
                yield from self._left(checked, stretch, span, mention)
                continue
            words = [w for w in match[0].split() if len(w) >= _SHORTEST_WORD and w not in _AT_HOME]
            if words and all(map(_is_everyday, words)):
                for found in self._left(checked, stretch, (start, end), None):
                    self.often[match[0]] += 1
                    self.words.setdefault(match[0], []).append(found)

    def _left(
        self, checked: Checked, stretch: Stretch, span: tuple[int, int], mention: Mention | None
    ) -> Iterator[Finding]:
        concepts = [self.context.concepts[c] for c in mention.concepts] if mention else []
        if any(c.do_not_translate for c in concepts):
            return
        exact = [c for c in concepts if mention and (mention.start, mention.end) == span]
        yield self.context.found(
            ID,
            "warning",
            checked,
            stretch,
            span,
            expected=self.context.expected(exact[0]) if exact else (),
            concept=exact[0].id if exact else None,
            message="left in the source's language",
        )


def is_untranslated(checked: Checked, language: str) -> bool:
    """Whether a segment is still its source: the same words, or a whole paragraph in the other language."""
    text = " ".join(stretch.text for stretch in checked.targets).replace(OBJECT, " ")
    if checked.sources:
        source = " ".join(stretch.text for stretch in checked.sources).replace(OBJECT, " ")
        if text.split() == source.split():
            return _is_sentence(text)
    if not _is_prose(checked) or _FORMULA.search(text):
        return False
    if language == "zh":
        return not contains_han(text) and len(_LOWER_WORD.findall(text)) >= _WHOLE_ENGLISH
    return _is_chinese_prose(text)


def _is_sentence(text: str) -> bool:
    """Whether it is more than a name, a number or a formula, which may well stay."""
    return len(_LOWER_WORD.findall(text)) >= _WHOLE_ENGLISH or len(HAN_CHARACTER.findall(text)) >= _WHOLE_CHINESE


def _is_chinese_prose(text: str) -> bool:
    han = len(HAN_CHARACTER.findall(text))
    return han >= _WHOLE_CHINESE and han > 2 * len(LATIN_LETTER.findall(text))


def _is_prose(checked: Checked) -> bool:
    return checked.targets[0].block.kind not in ("cell", "contents") and not checked.is_note


def _letters(text: str) -> int:
    return len(HAN_CHARACTER.findall(text)) + len(LATIN_LETTER.findall(text))


def _within(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    return any(a <= start and end <= b for a, b in spans)


def stretch_titles(text: str) -> Iterator[re.Match[str]]:
    """What stands in title marks, of whatever length."""
    return re.finditer("《[^《》]*》|〈[^〈〉]*〉", text)


def _glosses(stretch: Stretch, start: int, end: int) -> bool:
    """Whether the Chinese for a term stands right before it: 去風險 de-risking."""
    english = {c for m in stretch.mentions if m.start <= start < m.end and m.language == "en" for c in m.concepts}
    before = next((m for m in stretch.mentions if m.language == "zh" and start - 2 <= m.end <= start), None)
    return bool(before and english & set(before.concepts))


def _is_everyday(word: str) -> bool:
    """Whether it is an English word of the dictionary rather than a name, a command or another language's."""
    return all(map(is_known, re.findall("[a-z]{3,}", word)))
