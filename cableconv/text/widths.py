"""How wide a text was wrapped, and how much room its wrapper left at line ends.

A wrapper fills a line until the next word does not fit, so every wrapped line says where the
width lies: not below its own length, and below its length with the next word. The width that
most lines agree on is taken; tables and headings, which say nothing, have no vote.
Law of this file: functions of numbers; it sees no text.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

FEWEST_STEPS = 3  # wrapped lines below which they prove nothing
_AGREEING = 0.3  # share of the lines that must agree on a width
_OVERLONG = 20  # one line of so many may be longer than the width
_EARLY = 4  # part of the width that lines leave free which end early
_OUTLIERS = 50  # one line of so many may leave more room than its wrapper does
_SEVERAL = 8  # lines of which one may have lost its end
_RAGGED = 3  # columns that all others leave free at most where one did
_FILLING = 6  # lines that a wrapper filled, at least, where others are wider
_NEARLY_ALL = 0.8  # of the lines that are no longer
_ALL_BUT_FEW = 0.9  # of the lines of a text that its wrapper filled
_LONGER = 0.6  # of as many lines are longer at most
_FEW_LONGER = 3  # of which may agree by chance
_NARROWER = 5  # columns by which another wrapper's lines are shorter than the text's


class Wrapping(NamedTuple):
    """width: columns; slack: columns that a wrapped line leaves free, though the next word
    would have fitted (0 for a wrapper that fills its lines); longest: of the lines that run on."""

    width: int
    slack: int
    longest: int


class Step(NamedTuple):
    """From one line to the next: length of the line, length of the first word of the next line,
    whether the sentence surely goes on, and length of the line without its indent."""

    length: int
    word: int
    sure: bool
    filled: int


def wrapping(steps: Sequence[Step], lengths: Sequence[int], ordinary: int, least: int = 0) -> Wrapping | None:
    """The wrapping of a text, from its steps in order; None when too few are sure.

    lengths: of all its lines; ordinary: the width to take when the steps do not agree; least: one
    that they must not vote below.
    """
    sure = [step for step in steps if step.sure]
    if len(sure) < FEWEST_STEPS:
        return None
    longest = max([step.length for step in sure])
    width = max(_voted(sure, lengths) or ordinary, least)
    return Wrapping(width, _slack(steps, width), longest)


def filled_width(steps: Sequence[Step]) -> int:
    """The width that a wrapper filled nearly all lines to but for some that are longer, which nobody wrapped:
    verse or addresses wider than the text agree on no width of their own. 0 where there is none."""
    sure = [step for step in steps if step.sure]
    if len(sure) < _FILLING:
        return 0
    most, lowest, highest = _most_agreed(sure, 0)
    if most < _FILLING:
        return 0
    width = max([step.length for step in sure if step.length <= highest], default=lowest)
    longer = [step for step in sure if step.length > width]
    if most < _NEARLY_ALL * (len(sure) - len(longer)) or len(longer) > _LONGER * most:
        return 0
    return (
        0 if longer and _most_agreed(longer, 0)[0] >= max(_FEW_LONGER, _NEARLY_ALL * len(longer)) else width
    )


def filling(steps: Sequence[Step], width: int) -> Wrapping:
    """The wrapping of a text whose width is known; its longer lines are none of the steps. Where few of these
    leave the next word room, they are no wrapper's: the lines of an address, or a list."""
    sure = [step for step in steps if step.sure]
    full = sum([_room(step, width) < 0 for step in sure])
    slack = 0 if full >= _ALL_BUT_FEW * len(sure) else _slack(steps, width)
    return Wrapping(width, slack, width)


def _slack(steps: Sequence[Step], width: int) -> int:
    """Columns that the wrapper left free at most. One line that lost its end is no work of the wrapper:
    it alone leaves room, between lines as wide as the text."""
    rooms = sorted(_rooms(steps, width), reverse=True)
    if not rooms:
        return 0
    outliers = len(rooms) // _OUTLIERS
    if len(rooms) >= _SEVERAL:
        lost = [at for at, step in enumerate(steps) if step.sure and _room(step, width) > _RAGGED]
        outliers = max(outliers, len(lost) == 1 and _is_amid_full(lost[0], steps, width))
    return max(0, rooms[outliers])


def _room(step: Step, width: int) -> int:
    """Columns left free, though the next word would have fitted; below 0 where it would not."""
    return width - step.length - 1 - step.word


def _is_amid_full(at: int, steps: Sequence[Step], width: int) -> bool:
    """Are the lines above and below those of the text's wrapper, not of one that had fewer columns?"""
    if not 0 < at < len(steps) - 1 or _room(steps[at - 1], width) >= 0:
        return False
    return max(steps[at - 1].filled, steps[at + 1].filled) > width - _NARROWER


def _voted(sure: Sequence[Step], lengths: Sequence[int]) -> int:
    """The width that most steps agree on; 0 when few agree."""
    ordered = sorted(step.length for step in sure)
    least = ordered[-1 - len(ordered) // _OVERLONG]  # verse among prose is short, and narrower than the text
    most, lowest, highest = _most_agreed(sure, least)
    if most < _AGREEING * len(sure):
        return 0
    return max([length for length in lengths if lowest <= length <= highest], default=lowest)


def _most_agreed(sure: Sequence[Step], least: int) -> tuple[int, int, int]:
    """How many lines agree on a width of least or more, at most, and the lowest and highest of the
    first such widths."""
    wide = [step for step in sure if step.length + step.word >= least]
    begins = Counter([max(step.length, least) for step in wide])
    ends = Counter([step.length + step.word + 1 for step in wide])
    changes = {width: begins.get(width, 0) - ends.get(width, 0) for width in begins.keys() | ends.keys()}
    edges = sorted([width for width, change in changes.items() if change])
    counts = list(accumulate([changes[width] for width in edges]))
    most = max(counts)
    first = counts.index(most)
    return most, edges[first], edges[first + 1] - 1


def _rooms(steps: Sequence[Step], width: int) -> list[int]:
    """Columns left free at each sure step; verse and lists, early ends in a row, say nothing."""
    free = [_room(step, width) for step in steps]
    unsaid = _in_rows(free, width // _EARLY)
    return [free[at] for at, step in enumerate(steps) if step.sure and at not in unsaid]


def _in_rows(free: Sequence[int], early: int) -> set[int]:
    """Places of line ends that leave room in a row, at two neighbours of it very much."""
    found: set[int] = set()
    run: list[int] = []
    for at, room in enumerate([*free, 0]):
        if 2 * room > early:
            run.append(at)
            continue
        if any(free[one] > early and free[two] > early for one, two in pairwise(run)):
            found.update(run)
        run = []
    return found
