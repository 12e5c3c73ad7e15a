"""CSV and TSV: one row a concept, to be changed in a spreadsheet and imported again without a loss.

UTF-8 with a byte order mark, which Excel needs to see Chinese; comma or tab, quoted as RFC 4180 has it.
"""

from __future__ import annotations

import csv
import io

from zhengming.exchange.cells import neutral
from zhengming.exchange.columns import COLUMNS, row_of
from zhengming.exchange.formats import Part, Written
from zhengming.exchange.options import Options
from zhengming.exchange.resolved import for_region
from zhengming.model import Glossary


def write(glossary: Glossary, options: Options) -> Written:
    """A comma between cells."""
    return _table(glossary, options, "csv", ",")


def write_tabs(glossary: Glossary, options: Options) -> Written:
    """A tab between cells."""
    return _table(glossary, options, "tsv", "\t")


def _table(glossary: Glossary, options: Options, suffix: str, delimiter: str) -> Written:
    buffer = io.StringIO(newline="")
    table = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for concept in glossary.concepts:
        row = row_of(for_region(concept, options.region) if options.region else concept)
        table.writerow(neutral(row[name]) for name in COLUMNS)
    count = len(glossary.concepts)
    return Written((Part(f"glossary.{suffix}", buffer.getvalue().encode("utf-8-sig")),), count, count)
