"""OpenCC's phrase tables: a region's wording, a tab, another region's; sorted, a file for each pair of regions.

OpenCC follows a table blindly, so a wording that two concepts say differently over there is in none, and neither is
one that is the same in both regions, nor a form to avoid. A blank in the second column would begin an alternative.
`--region` is the region that is converted to.
"""

from __future__ import annotations

import re

from zhengming.exchange.formats import Part, Written
from zhengming.exchange.options import Options
from zhengming.exchange.report import OMITTED, Loss, unheld
from zhengming.exchange.resolved import right
from zhengming.model import Glossary
from zhengming.tags import ENGLISH, REGIONS

_BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def write(glossary: Glossary, options: Options) -> Written:
    """The files by the region converted to, then by the one converted from: zh-CN-zh-TW.txt."""
    losses: list[Loss] = []
    for concept in glossary.concepts:
        losses += unheld(concept, frozenset())
        losses += (Loss(concept.id, OMITTED, "English term") for t in concept.terms if t.language == ENGLISH)
    parts, items, held = [], 0, set()
    for target in options.regions:
        for source in (tag for tag in REGIONS if tag != target):
            table = _table(glossary, source, target, losses)
            held |= {concept for _, concept in table.values()}
            rows = sorted((key, value) for key, (value, _) in table.items())
            parts.append(Part(f"{source}-{target}.txt", "".join(f"{k}\t{v}\n" for k, v in rows).encode()))
            items += len(rows)
    return Written(tuple(parts), len(held), items, tuple(losses))


def _table(glossary: Glossary, source: str, target: str, losses: list[Loss]) -> dict[str, tuple[str, str]]:
    """What each wording of a region becomes, and whose it is; a preferred wording goes before another's synonym."""
    ranked = [
        (number > 0, term.text, concept.id, right(concept, target)[0].text)
        for concept in glossary.concepts
        if right(concept, target)
        for number, term in enumerate(right(concept, source))
    ]
    found: dict[str, tuple[bool, str, str]] = {}
    torn: set[str] = set()
    for synonym, key, concept, value in sorted(ranked, key=lambda one: one[0]):
        first = found.setdefault(key, (synonym, value, concept))
        if first[1] != value:
            losses.append(Loss(concept, "dropped for having two forms over there", "phrase"))
            torn |= {key} if first[0] == synonym else set()
    table = {}
    for key, (_, value, concept) in found.items():
        if key == value or key in torn:
            continue
        if _fits(key, value):
            table[key] = (value, concept)
        else:
            losses.append(
                Loss(concept, "dropped for a blank or another sign that OpenCC's tables cannot hold", "phrase")
            )
    return table


def _fits(key: str, value: str) -> bool:
    """Whether a row can hold it: the key ends at a tab, the value at a blank; `#` begins a remark in newer versions."""
    return not (_BREAKS.search(key + value) or " " in value or key.startswith(("#", "\ufeff")) or not value)
