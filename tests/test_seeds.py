"""The seed chapter is the institute's text, unchanged."""

from __future__ import annotations

import hashlib
from pathlib import Path

SEEDS = Path(__file__).parents[1] / "seeds"


def test_the_chapter_is_byte_for_byte() -> None:
    content = (SEEDS / "indsr-2023-chapter-6.txt").read_bytes()
    assert len(content) == 26_795
    assert hashlib.sha256(content).hexdigest() == "30ad775daa229b324fec100caf7009a87b2d9cf05457215b224c161fd674a0cd"


def test_its_readme_says_whose_it_is() -> None:
    text = (SEEDS / "README.md").read_text(encoding="utf-8")
    for said in ("鍾志東", "國防安全研究院", "2023", "not ours"):
        assert said in text
