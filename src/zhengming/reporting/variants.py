"""Regional forms as a table or JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from zhengming.model import RegionalForm
from zhengming.reporting.table import table
from zhengming.tags import REGIONS


def variants_json(words: Sequence[str], forms: Sequence[Mapping[str, RegionalForm]]) -> str:
    """The contract's list: one element a word, in order."""
    out = [
        {
            "query": word,
            "forms": {
                tag: {"form": f.form, "how": f.how, "sure": f.sure, "alternatives": list(f.alternatives)}
                for tag, f in found.items()
            },
        }
        for word, found in zip(words, forms, strict=True)
    ]
    return json.dumps(out, ensure_ascii=False, indent=2)


def variants_table(words: Sequence[str], forms: Sequence[Mapping[str, RegionalForm]]) -> str:
    """One word a row; a form that nobody has judged carries a question mark."""
    rows = [
        [word, *(found[tag].form + ("" if found[tag].sure else " ?") for tag in REGIONS), _how(found)]
        for word, found in zip(words, forms, strict=True)
    ]
    return table(["word", *REGIONS.values(), "known by"], rows, widest=[None] * 5)


def _how(found: Mapping[str, RegionalForm]) -> str:
    return ", ".join(dict.fromkeys(found[tag].how for tag in REGIONS))
