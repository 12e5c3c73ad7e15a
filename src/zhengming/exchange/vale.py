"""A style for Vale: rules that say what to write instead, and the glossary's English words for its vocabulary.

The folder is the style: `-o styles/Glossary/`. Its rules are `en`, `en-case` (where the case matters), `en-avoid`
(where there is nothing to write instead) and the same for each region. `accept.txt` belongs into
`styles/config/vocabularies/NAME/`; Vale passes it over where it lies. Our own patterns know where a word ends, so
`nonword` is on, and `vocab` is off, for a word of the vocabulary would excuse a wrong form it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhengming.exchange.avoiding import Avoid, one_line, rules
from zhengming.exchange.formats import Part, Written
from zhengming.exchange.options import Options
from zhengming.exchange.quoted import quoted
from zhengming.exchange.report import Loss
from zhengming.exchange.resolved import right
from zhengming.model import Glossary
from zhengming.tags import ENGLISH

_SWAP = "extends: substitution\nmessage: \"Use %s instead of '%s'.\"\nlevel: warning\naction:\n  name: replace\n"
_TOKENS = "extends: existence\nmessage: \"Avoid '%s'.\"\nlevel: warning\n"
# Vale takes a line of its vocabulary for a regular expression; what is more than words is left to the dictionary.
_WORDS = re.compile(r"\w[\w .'’-]*")


def write(glossary: Glossary, options: Options) -> Written:
    """The rules there are, in the order of languages, and the vocabulary last."""
    found, losses = rules(glossary, options)
    parts, items, held = [], 0, set()
    for tag, listed in found.items():
        kept = [rule for rule in listed if not _torn(rule)]
        losses += (
            Loss(r.concept, "dropped for a | or $, which Vale takes for its own", "rule") for r in listed if _torn(r)
        )
        parts += [Part(f"{tag}{name}.yml", text.encode()) for name, text in _files(kept)]
        items += len(kept)
        held |= {rule.concept for rule in kept}
    parts.append(Part("accept.txt", "".join(f"{line}\n" for line in _vocabulary(glossary)).encode()))
    return Written(tuple(parts), len(held), items, tuple(losses))


def _torn(rule: Avoid) -> bool:
    """Vale parts alternatives by | and puts a group's text where $1 stands."""
    return any(sign in text for text in rule.instead for sign in "|$")


def _files(listed: list[Avoid]) -> Iterator[tuple[str, str]]:
    for name, exact in (("", False), ("-case", True)):
        swaps = [rule for rule in listed if rule.instead and rule.exact == exact]
        lines = "".join(f"  {quoted(r.pattern)}: {quoted('|'.join(r.instead))}\n" for r in swaps)
        if swaps:
            yield name, f"{_SWAP}ignorecase: {str(not exact).lower()}\nnonword: true\nvocab: false\nswap:\n{lines}"
    for name, exact in (("-avoid", False), ("-avoid-case", True)):
        tokens = [rule for rule in listed if not rule.instead and rule.exact == exact]
        lines = "".join(f"  - {quoted(rule.pattern)}\n" for rule in tokens)
        if tokens:
            yield name, f"{_TOKENS}ignorecase: {str(not exact).lower()}\nnonword: true\nvocab: false\ntokens:\n{lines}"


def _vocabulary(glossary: Glossary) -> list[str]:
    """The English words, one a line; a word without a capital may have one at the head of a sentence."""
    words = {one_line(t.text) for concept in glossary.concepts for t in right(concept, ENGLISH)}
    plain = sorted(word for word in words if _WORDS.fullmatch(word))
    return [("(?i)" if word == word.lower() else "") + word.replace(".", "\\.") for word in plain]
