"""Whether a draft refers back to a concept instead of naming it again: it, these controls, the list; 其、該措施。"""

from __future__ import annotations

import re
from functools import lru_cache

from zhengming.checking.context import Checked, Context
from zhengming.checking.satisfied import content_words
from zhengming.language.english import family
from zhengming.language.scripts import fold
from zhengming.model import Concept

_PRONOUNS = frozenset("it they them this these those such both latter former same itself themselves".split())
_PERSONAL = frozenset("he him his she her hers".split())
_POINTING = frozenset("the these those this that such its their his her our both all new".split())
# What any concept may be called once it has been named, by kind.
_GENERIC = {
    "term": "measure step move policy rule tool approach effort practice regime restriction issue problem question "
    "concept notion idea strategy plan program system mechanism technology field sector area process action",
    "organization": "ministry bureau department office agency commission committee council body organization "
    "institution administration authority company firm group party government court bank institute association "
    "alliance bloc",
    "document": "act law bill report document agreement treaty pact statement paper text regulation order list "
    "strategy plan communique accord convention directive",
    "person": "president minister secretary chairman leader official premier author scholar professor spokesman "
    "spokesperson director senator representative",
}
_ZH_PRONOUN = re.compile(
    "[其该此它]|他们|她们|这[些项类种个]?|那[些项类种个]|前者|后者|二者|两者|上述|前述|之(?=[,。;])"
)
_ZH_POINTING = "(?:该|此|这|那|上述|前述|有关|相关|各该|本|其)[些项类种个等]{0,2}"


def refers_back(context: Context, checked: Checked, concept: Concept) -> bool:
    """Whether words of the draft may stand for a concept that was named before."""
    forms = [t.text for t in context.right_terms(concept) if t.type != "acronym"]
    if context.language == "en":
        heads = frozenset(w for form in forms for w in content_words(form)[-1:]) | _generic(concept.kind)
        return any(_english(s.words, heads, concept.kind) for s in checked.targets)
    heads = frozenset(fold(form)[-2:] for form in forms)
    return any(_chinese(fold(s.text), heads) for s in checked.targets)


def names_head(context: Context, checked: Checked, concept: Concept) -> bool:
    """Whether the head of a term stands in the draft with an article or a pointing word: these controls, 該清單."""
    forms = [t.text for t in context.right_terms(concept) if t.type != "acronym"]
    if context.language == "en":
        heads = frozenset(w for form in forms for w in content_words(form)[-1:])
        return any(_points_at(s.words, heads) for s in checked.targets)
    return any(
        re.search(_ZH_POINTING + re.escape(fold(form)[-2:]), fold(s.text)) for s in checked.targets for form in forms
    )


@lru_cache(maxsize=16)
def _generic(kind: str) -> frozenset[str]:
    return frozenset(map(family, _GENERIC.get(kind, _GENERIC["term"]).split()))


def _english(words: list[tuple[int, int, str]], heads: frozenset[str], kind: str) -> bool:
    pronouns = _PRONOUNS | _PERSONAL if kind == "person" else _PRONOUNS
    return any(word.lower() in pronouns for _, _, word in words) or _points_at(words, heads)


def _points_at(words: list[tuple[int, int, str]], heads: frozenset[str]) -> bool:
    """A head up to two words behind an article: the measure, these stricter controls."""
    for n, (_, _, word) in enumerate(words):
        if family(word) in heads and any(w.lower() in _POINTING for _, _, w in words[max(n - 3, 0) : n]):
            return True
    return False


def _chinese(folded: str, heads: frozenset[str]) -> bool:
    if _ZH_PRONOUN.search(folded):
        return True
    return any(re.search(_ZH_POINTING + re.escape(head), folded) for head in heads)
