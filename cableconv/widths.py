"""How wide a text was wrapped, and how much room its wrapper left at line ends.

A wrapper fills a line until the next word does not fit, so every wrapped line says where the
width lies: not below its own length, and below its length with the next word. The width that
most lines agree on is taken; tables and headings, which say nothing, have no vote.
Law of this file: functions of numbers; it sees no text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

FEWEST_STEPS = 3  # wrapped lines below which they prove nothing
_AGREEING = 0.5  # share of the lines that must agree on a width
_EARLY = 8  # columns left free by a line that ends early
_OUTLIERS = 50  # one line of so many may leave more room than its wrapper does


class Wrapping(NamedTuple):
    """width: columns; slack: columns that a wrapped line leaves free, though the next word
    would have fitted (0 for a wrapper that fills its lines)."""

    width: int
    slack: int


class Step(NamedTuple):
    """From one line to the next: length of the line, length of the first word of the next line,
    and whether the sentence surely goes on."""

    length: int
    word: int
    sure: bool


def wrapping(steps: Sequence[Step], lengths: Sequence[int]) -> Wrapping | None:
    """The wrapping of a text, from its steps in order; None when the sure ones do not agree.

    lengths: of all its lines.
    """
    sure = [step for step in steps if step.sure]
    if len(sure) < FEWEST_STEPS:
        return None
    most, lowest, highest = _most_agreed(sure)
    if most < _AGREEING * len(sure):
        return None
    width = max((length for length in lengths if lowest <= length <= highest), default=lowest)
    rooms = sorted(_rooms(steps, width), reverse=True)
    return Wrapping(width, max(0, rooms[len(rooms) // _OUTLIERS]) if rooms else 0)


def _most_agreed(sure: Sequence[Step]) -> tuple[int, int, int]:
    """How many lines agree on a width, at most, and the lowest and highest of the first such widths."""
    changes = Counter([step.length for step in sure])
    changes.subtract([step.length + step.word + 1 for step in sure])
    edges = sorted(width for width, change in changes.items() if change)
    counts = list(accumulate([changes[width] for width in edges]))
    most = max(counts)
    first = counts.index(most)
    return most, edges[first], edges[first + 1] - 1


def _rooms(steps: Sequence[Step], width: int) -> Iterator[int]:
    """Columns left free at each sure step; verse and lists, early ends in a row, say nothing."""
    free = [width - step.length - 1 - step.word for step in steps]
    for at, step in enumerate(steps):
        beside = free[max(0, at - 1) : at] + free[at + 1 : at + 2]
        if step.sure and not (free[at] > _EARLY and max(beside, default=0) > _EARLY):
            yield free[at]
