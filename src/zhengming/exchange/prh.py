"""Rules for prh, which textlint-rule-prh runs too: a YAML file for each language of a draft.

`expected` is what to write, `pattern` a regular expression for what was written, `prh` why (prh's README). prh writes
the preferred wording; the admitted ones stand in the message.
"""

from __future__ import annotations

from zhengming.exchange.avoiding import Avoid, rules
from zhengming.exchange.formats import Part, Written
from zhengming.exchange.options import Options
from zhengming.exchange.quoted import quoted
from zhengming.exchange.report import Loss
from zhengming.model import Glossary


def write(glossary: Glossary, options: Options) -> Written:
    """The files of English and of the regions."""
    found, losses = rules(glossary, options)
    parts, items, held = [], 0, set()
    for tag, listed in found.items():
        kept = [rule for rule in listed if rule.instead]
        losses += (
            Loss(r.concept, "dropped for having nothing to write instead", "rule") for r in listed if not r.instead
        )
        text = "".join(map(_rule, kept))
        parts.append(Part(f"{tag}.yml", f"version: 1\nrules:{chr(10) + text if text else ' []' + chr(10)}".encode()))
        items += len(kept)
        held |= {rule.concept for rule in kept}
    return Written(tuple(parts), len(held), items, tuple(losses))


def _rule(rule: Avoid) -> str:
    pattern = f"/{rule.pattern}/{'' if rule.exact else 'i'}"
    also = f"also right: {', '.join(rule.instead[1:])}" if rule.instead[1:] else ""
    message = "; ".join(filter(None, (rule.note, also)))
    note = f"    prh: {quoted(message)}\n" if message else ""
    return f"  - expected: {quoted(rule.instead[0])}\n    pattern: {quoted(pattern)}\n{note}"
