"""`zhengming schema`: the JSON Schema of glossary files."""

from __future__ import annotations

import json

import click


@click.command("schema")
def command() -> int:
    """Print the JSON Schema of glossary files, for editors that complete and underline YAML."""
    from zhengming.glossary.schema import json_schema

    print(json.dumps(json_schema(), ensure_ascii=False, indent=2))
    return 0
