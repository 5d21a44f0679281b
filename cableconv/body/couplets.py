"""Two lines of verse inside a paragraph's lines, with no blank line or indent to part them.

Law of this file: both lines leave the next word much room in a text that a wrapper filled; a sentence ends
above the first and with the second, and the first is open, the second line's capital notwithstanding.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from cableconv.body.announced import announcing
from cableconv.body.marks import is_marked
from cableconv.text.lines import EVEN, Habits, Line, fits
from cableconv.text.sentences import is_terminal
from cableconv.text.sung import SUNG
from cableconv.text.verse import NEW_SENTENCE, QUOTES

_ROOM = 8  # columns that a line of verse leaves free beyond the next word
_ABOVE = 4  # and the last line of a paragraph above it
_NARROW = 0.85  # of the width: few lines of verse are wider
_SMALL = 3  # words in small letters in each line: no name and no address
_OPEN = frozenset(",;-")


def couplet(block: range, lines: Sequence[Line], habits: Habits, begun: Container[int]) -> range:
    """The two lines of verse in a block; an empty range without any. begun: places of lines that begin items
    and the like."""
    if habits.slack > EVEN or not block:
        return range(0)
    for at in block[:-1]:
        if at in begun or at + 1 in begun or not _may_be(lines[at], lines[at + 1], habits):
            continue
        if _stands_apart(at, block, lines, habits) and _is_over(at + 1, block, lines, habits):
            return range(at, at + 2)
    return range(0)


def _may_be(first: Line, second: Line, habits: Habits) -> bool:
    open_end = first.bare[-1] in _OPEN and second.bare.lstrip(QUOTES)[:1].isupper()
    if not (open_end and is_terminal(second.bare) and fits(first, second, habits.width - _ROOM)):
        return False
    return not is_marked(first) and all(_is_line(line, habits) for line in (first, second))


def _is_line(line: Line, habits: Habits) -> bool:
    small = sum(word.islower() for word in line.bare.split())
    begins = line.bare.lstrip(QUOTES)[:1].isupper()
    narrow = line.length <= _NARROW * habits.width
    return small >= _SMALL and begins and narrow and not NEW_SENTENCE.search(line.bare)


def _stands_apart(at: int, block: range, lines: Sequence[Line], habits: Habits) -> bool:
    """Does a sentence end above with room to spare, or, full, with words that speak of verse?"""
    if at == block[0]:
        return bool(lines[at].blanks or lines[at].first)
    above = lines[at - 1]
    if not is_terminal(above.bare):
        return False
    said = above.bare[-1] == ":" or SUNG.search(announcing(at, lines)) is not None
    return said or fits(above, lines[at], habits.width - habits.slack - _ABOVE)


def _is_over(at: int, block: range, lines: Sequence[Line], habits: Habits) -> bool:
    """Does the block end here, or a sentence begin below a line that had much room?"""
    if at == block[-1]:
        return True
    below = lines[at + 1]
    return below.bare.lstrip(QUOTES)[:1].isupper() and fits(lines[at], below, habits.width - _ROOM)
