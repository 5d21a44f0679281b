"""The benchmark of kept line ends measures itself: its truth is that of its text, and damage is seen."""

from __future__ import annotations

import pytest

from benchmarks.kept import CLASSES, JOINED, JUSTIFIED, KEPT, decided, make

NAMES = (*CLASSES, JUSTIFIED)


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_has_text_and_outcome_at_each_line_of_its_truth(name: str) -> None:
    made = make(3, 0, name)
    lines = made.text.splitlines()
    assert made.name == name
    assert all(lines[number - 1].strip() for number in made.ends)
    assert set(made.ends.values()) <= {KEPT, JOINED}
    assert (JOINED in made.ends.values()) is (name.startswith("prose") or "turned" in name)


def test_the_same_seed_makes_the_same_text() -> None:
    assert make(3, 4) == make(3, 4)
    assert make(3, 4).text != make(4, 4).text


def test_what_cableconv_decides_is_read_line_by_line() -> None:
    text = (
        "1. (U) The harbor authority of Testville met its neighbors for\n"
        "a second round of talks. The heads were:\n\n"
        "Wheat        12       15\nRice         10       10\n\n"
        "2. (U) Nobody else came to the harbor.\n"
    )
    assert decided(text) == {1: JOINED, 2: KEPT, 4: KEPT, 5: KEPT, 7: KEPT}


@pytest.mark.parametrize("kind", ["table", "address", "verse: flush", "prose: justified"])
def test_most_blocks_of_a_kind_are_right(kind: str) -> None:
    made = [make(9, index, kind) for index in range(20)]
    right = sum(
        all(outcome.get(line) == end for line, end in one.ends.items())
        for one, outcome in ((one, decided(one.text)) for one in made)
    )
    assert right >= 19
