"""Where all is installed (`.ci/run`), a skip for a missing tool is a failure; `--update-golden` rewrites outputs."""

from __future__ import annotations

import os

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden`: write what the commands print now into tests/golden; read the diff before committing it."""
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden from the present output")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> object:
    """Turn a skip into a failure when ZHENGMING_NO_SKIPS is set."""
    report = yield
    if os.environ.get("ZHENGMING_NO_SKIPS") and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped where nothing may be: {report.longrepr}"
    return report
