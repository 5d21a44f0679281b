"""Options of the test run."""

from __future__ import annotations

import pytest
from hypothesis import settings

# A commit is tested alike whenever it is; --hypothesis-profile random looks for texts that are new.
settings.register_profile("repeatable", derandomize=True)
settings.register_profile("random", derandomize=False)
settings.load_profile("repeatable")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write the golden files anew, show what changed"
    )
