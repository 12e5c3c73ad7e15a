"""The shipped glossary, compiled once."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhengming.glossary.read import load
from zhengming.matching import Matcher


@pytest.fixture(scope="session")
def matcher() -> Matcher:
    return Matcher(load(str(Path(__file__).parents[2] / "glossary")))
