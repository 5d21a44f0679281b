"""What the body of a text becomes, on readable cases: tests/cases/body/*.txt.

A case holds comment lines, the input after "--- input" and its blocks after "--- blocks",
in the language of tests/block_dump.py. Cases named negative-* hold text that a careless rule
would change.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import cableconv
from tests.block_dump import dump

CASES = sorted((Path(__file__).parent / "cases" / "body").glob("*.txt"))


def test_there_are_cases() -> None:
    assert len(CASES) >= 10
    assert any(case.name.startswith("negative-") for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_blocks_of_case(case: Path) -> None:
    _, _, rest = case.read_text(encoding="utf-8").partition("--- input\n")
    text, _, expected = rest.partition("--- blocks\n")
    assert expected, f"{case} has no blocks"
    cable = cableconv.read(text.encode("utf-8"))
    assert dump(cable.blocks) == expected
