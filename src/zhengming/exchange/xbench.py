"""ApSIC Xbench's tab-delimited glossary: source, target and description; UTF-8 with its mark, without quoting.

The mark is there because Windows programs take a file without one for the system's own encoding. What is to be avoided
stands in the description; Xbench's own checklists have no published format, so there is none here.
"""

from __future__ import annotations

from zhengming.exchange.formats import Part, Written
from zhengming.exchange.omegat import HELD, lines_of
from zhengming.exchange.options import Options
from zhengming.exchange.report import Loss, entries
from zhengming.model import Glossary


def write(glossary: Glossary, options: Options) -> Written:
    """The files in the order of regions, from Chinese first."""
    kept, losses = entries(glossary, options.regions, HELD)
    parts, items = [], 0
    for region in options.regions:
        found = [(c.id, line) for c in kept for line in lines_of(c, region, losses)]
        whole = [line for _, line in found if line[0] and line[1]]
        losses += [Loss(concept, "dropped for being blank", "entry") for concept, line in found if not all(line[:2])]
        for direction in options.directions:
            turned = ((b, a, about) if direction == "zh-en" else (a, b, about) for a, b, about in whole)
            text = "".join("\t".join(line) + "\r\n" for line in turned)
            name = f"{region}-en.txt" if direction == "zh-en" else f"en-{region}.txt"
            parts.append(Part(name, text.encode("utf-8-sig")))
            items += len(whole)
    return Written(tuple(parts), len(kept), items, tuple(losses))
