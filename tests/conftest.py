"""What every test has: a cache folder of its own session, so that none reads or fills the user's."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# The first example loads dictionaries; a deadline would call that a failure.
settings.register_profile("zhengming", deadline=None)
settings.load_profile("zhengming")
ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """ZHENGMING_CACHE for this session; the workers of pytest-xdist share one."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "zhengming-cache"
    before = os.environ.get("ZHENGMING_CACHE")
    os.environ["ZHENGMING_CACHE"] = str(folder)
    yield folder
    if before is None:
        os.environ.pop("ZHENGMING_CACHE", None)
    else:
        os.environ["ZHENGMING_CACHE"] = before
