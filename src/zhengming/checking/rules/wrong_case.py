"""`wrong-case`: an English term in other capitals than the glossary's.

Severity: warning. Direction: an English draft. Source: not needed. On by default.

Fails: `Entity list` for Entity List; `Supply Chain` in the middle of a sentence.
Passes: the first word of a sentence, of a quotation or of a list item; headings and titles; all capitals; a lower-case
term inside a longer capitalised name (Bureau of Export Controls); short forms (the strategy).
What to do: write the expected form; a term whose capitals matter always is marked `case: exact`.
"""

from __future__ import annotations

from collections.abc import Iterator

from zhengming.checking.capitals import SMALL, in_name, starts_sentence
from zhengming.checking.context import Checked, Judge
from zhengming.checking.stretch import Stretch
from zhengming.language.english import tokens
from zhengming.model import Finding, Mention, Term

ID = "wrong-case"


class Judgement(Judge):
    """One finding an occurrence."""

    def segment(self, checked: Checked) -> Iterator[Finding]:
        """The terms of this segment whose capitals are not the glossary's."""
        for stretch, mention in self.context.mentions(checked):
            if stretch.block.kind == "heading" or mention.found.isupper():
                continue
            readings = [(c, t) for c, t in mention.readings if t.is_right]
            if not readings or any(_is_right(stretch, mention, term) for _, term in readings):
                continue
            concept, term = readings[0]
            expected = _recased(mention.found, term.text)
            yield self.context.found(
                ID,
                "warning",
                checked,
                stretch,
                (mention.start, mention.end),
                expected=(expected,),
                concept=concept,
                message=f"the glossary writes {term.text!r}",
                fix=expected,
            )


def _is_right(stretch: Stretch, mention: Mention, term: Term) -> bool:
    if term.type == "short":
        return True
    found, wanted = _words(mention.found), _words(term.text)
    if len(found) != len(wanted):
        wanted = [wanted[0].lower()] * len(found) if term.text == term.text.lower() else found
    wrong = [n for n, (f, w) in enumerate(zip(found, wanted, strict=True)) if not _same_case(f, w)]
    if wrong == [0] and found[0][:1].isupper() and starts_sentence(stretch.text, mention.start):
        return True
    if wrong and all(found[n][:1].isupper() for n in wrong):
        place = (mention.start, mention.end)
        return (
            in_name(stretch.text, *place) or _is_marked(stretch, mention) or _title_case_phrase(stretch.text, mention)
        )
    return not wrong


def _is_marked(stretch: Stretch, mention: Mention) -> bool:
    """Whether the author set just these words off, all with capitals: the name of a thing, such as a newsletter."""
    if not all(word[:1].isupper() for word in _words(mention.found)):
        return False
    quoted = stretch.text[mention.start - 1 : mention.start] in ("“", '"', "‘") if mention.start else False
    return quoted or any((m.start, m.end) == (mention.start, mention.end) for m in stretch.block.marks)


def _words(text: str) -> list[str]:
    return [word for _, _, word in tokens(text)]


def _same_case(found: str, wanted: str) -> bool:
    """Capital for capital as far as both go; an ending of inflection is lower-case."""
    if wanted.lower() in SMALL:
        return True
    return all(f.isupper() == w.isupper() for f, w in zip(found, wanted, strict=False) if f.lower() == w.lower())


def _title_case_phrase(text: str, mention: Mention) -> bool:
    """Whether the whole sentence around is in title case, as in a caption."""
    words = [w for w in _words(text[max(0, mention.start - 60) : mention.end + 60]) if len(w) > 3]
    return len(words) > 4 and sum(w[0].isupper() for w in words) >= 0.8 * len(words)


def _recased(found: str, wanted: str) -> str:
    """The wording as found, in the capitals of the glossary: artificial Intelligence → artificial intelligence."""
    parts = tokens(found)
    model = _words(wanted)
    if len(parts) != len(model):
        return wanted
    out, at = [], 0
    for (start, end, word), pattern in zip(parts, model, strict=True):
        out.append(found[at:start])
        same = "".join((f.upper() if w.isupper() else f.lower()) for f, w in zip(word, pattern, strict=False))
        out.append(same + word[len(pattern) :].lower())
        at = end
    return "".join(out) + found[at:]
